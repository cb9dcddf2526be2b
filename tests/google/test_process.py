"""The fake in its own process: it outlives whoever reads from it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
import requests

from tests.google.discovery import LIST
from tests.google.faults import ErrorElement, PerDay429, RateLimited, Refusal
from tests.google.messages import Message, super_chat
from tests.google.process import RemoteClock, RemoteGoogle, running
from tests.google.schema import Json
from tests.google.youtube import chat_id

READER = """
import sys
from urllib.request import Request, urlopen
while True:
    urlopen(Request(sys.argv[1], headers={"x-goog-api-key": sys.argv[2]})).read()
"""


def address(fake: RemoteGoogle, chat: str) -> str:
    return f"{fake.endpoint}youtube/v3/liveChat/messages?part=id,snippet&liveChatId={chat}"


def a_page(fake: RemoteGoogle, chat: str) -> requests.Response:
    headers = {"x-goog-api-key": fake.api_key}
    return requests.get(address(fake, chat), headers=headers, timeout=5)


def a_chat(fake: RemoteGoogle) -> str:
    start = RemoteClock(fake).now().isoformat()
    return str(fake.run("video", id="koemapTest1", actual_start=start)["chat_id"])


def texts(page: Json) -> list[str]:
    return [item["snippet"]["displayMessage"] for item in page["items"]]


def test_what_another_process_posts_is_served() -> None:
    with running() as fake:
        chat, clock = a_chat(fake), RemoteClock(fake)
        fake.post([Message("すぐに")])
        fake.post([super_chat("後で")], at=clock.now() + timedelta(seconds=30))
        early = texts(a_page(fake, chat).json())
        clock.wait(30)
        assert (early, len(texts(a_page(fake, chat).json()))) == (["すぐに"], 2)
        assert (fake.run("units"), fake.run("calls", method=LIST)) == (10, 2)
        assert fake.run("posted")[0]["text"] == "すぐに"


def test_a_process_begins_with_the_state_of_a_file(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    operations = [
        ["video", {"id": "koemapTest1", "actual_start": "2026-10-15T09:00:00+00:00"}],
        ["post", {"messages": [{"text": "初めから"}]}],
        ["schedule", {"method": LIST, "calls": 2, "fault": {"name": "EmptyBody"}}],
    ]
    state.write_text(json.dumps(operations), encoding="utf-8")
    with running("--state", str(state)) as fake:
        chat = chat_id("koemapTest1")
        assert texts(a_page(fake, chat).json()) == ["初めから"]
        assert a_page(fake, chat).text == ""


@pytest.mark.parametrize(
    ("fault", "status"),
    [(RateLimited(retry_after=7), 429), (PerDay429(), 429), (Refusal(403, "forbidden"), 403)],
)
def test_faults_are_planned_from_another_process(fault: RateLimited | Refusal, status: int) -> None:
    with running() as fake:
        chat = a_chat(fake)
        fake.schedule(LIST, [1], fault)
        assert a_page(fake, chat).status_code == status
        assert [entry["status"] for entry in fake.run("requests")] == [status]


def test_a_fault_that_never_strikes_fails_the_test() -> None:
    with pytest.raises(AssertionError, match="call 9"), running() as fake:
        fake.schedule(LIST, 9, ErrorElement(Refusal(503, "backendError")))


def test_a_reader_is_killed_at_the_planned_call_and_the_fake_goes_on() -> None:
    with running() as fake:
        chat = a_chat(fake)
        command = [sys.executable, "-c", READER, address(fake, chat), fake.api_key]
        with subprocess.Popen(command, stdin=subprocess.PIPE) as reader:
            fake.kill(reader.pid, LIST, fake.run("calls", method=LIST) + 30)
            assert reader.wait(20) == -signal.SIGKILL
        assert a_page(fake, chat).status_code == 200
        assert fake.run("calls", method=LIST) >= 31


def test_a_real_clock_runs_by_itself() -> None:
    with running("--clock", "real", "--speed", "10000") as fake:
        clock = RemoteClock(fake)
        first = clock.now()
        clock.wait(10)
        assert clock.now() - first >= timedelta(seconds=10)
