"""`koemap live` with real processes: nothing is lost or doubled, whatever is killed or hangs."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from koemap.cli.demo import next_rehearsal
from koemap.live_runs import KEEPING
from tests.collectors.chat import written
from tests.commands import run
from tests.koemap.live_meeting import (
    CHAT,
    PARTS,
    PATIENCE_SECONDS,
    SAMPLE,
    LiveMeeting,
    a_live_meeting,
    children,
    descendants,
    kill,
    part,
    runs,
)


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveMeeting]:
    """The sample meeting, the last line of its chat torn."""
    lines = [*CHAT.read_text(encoding="utf-8").splitlines(), '{"replayChatItemAction":{"act']
    chat = written(tmp_path / "torn.live_chat.json", lines)
    with a_live_meeting(tmp_path, chat=chat) as meeting:
        yield meeting


def stopped(process: subprocess.Popen[str], sign: int = signal.SIGINT) -> int:
    """The status of the command after it was asked to stop; nothing it started is left."""
    below = descendants(process.pid)
    process.send_signal(sign)
    status = process.wait(timeout=PATIENCE_SECONDS)
    assert [pid for pid in below if runs(pid)] == []
    return status


@pytest.mark.waits
def test_killed_at_once_or_with_its_supervisor_a_meeting_arrives_once_and_ends_with_a_map(
    live: LiveMeeting,
) -> None:
    live.speed = 300.0
    process, told = live.served()
    assert_is_served(live, told)
    live.await_arrivals(30)
    for pid in [process.pid, *children(process.pid)]:
        kill(pid)
    process.wait()

    process, _ = live.served()
    live.until(lambda: all(part(process.pid, name) for name in PARTS))
    live.await_happenings("broken off", 1)
    live.await_arrivals(150)
    below = descendants(process.pid)
    process.kill()
    process.wait()
    live.until(lambda: not any(map(runs, below)))

    process, _ = live.served()
    live.await_final_map()
    assert_is_whole(live)
    assert "collector: note: line 414 is no JSON\n" in live.said
    assert live.answers()
    assert [len(part(process.pid, name)) for name in PARTS] == [0, 0, 1]
    assert stopped(process) == 0
    assert json.loads((Path(told["public"]) / "live.json").read_bytes())["over"]
    kept = [kind for kind in live.kinds() if kind in KEEPING]
    assert kept == ["begun", "broken off", "broken off", "left"]

    again, _ = live.served()
    live.until(lambda: not part(again.pid, "collector"))
    assert (live.kinds().count("final"), part(again.pid, "analyst")) == (1, [])
    assert_is_whole(live)
    assert stopped(again, signal.SIGTERM) == 0


def assert_is_served(live: LiveMeeting, told: dict[str, Any]) -> None:
    """The command says what is where, and the desk is there."""
    assert told["meeting_id"] == live.meeting_id
    assert told["public"] == str(live.home / "public" / live.meeting_id / "live")
    assert urlsplit(told["url"]).path == f"/desk/{live.meeting_id}"
    assert live.answers(urlsplit(told["url"]).path[1:])


def assert_is_whole(live: LiveMeeting) -> None:
    """Everything has arrived once, was read, and is on the map."""
    assert sorted(live.arrived()) == sorted(live.expected())
    assert not live.store.unassigned(live.meeting_id)
    assert live.store.opinion_map(live.meeting_id).accounting.received == len(live.expected())


def refused(live: LiveMeeting) -> str:
    """Why the meeting cannot be kept live a second time."""
    second = live.start()
    assert second.stdout is not None
    told = json.loads(second.stdout.readline())
    assert second.wait(timeout=PATIENCE_SECONDS) == 1
    return str(told["error"])


@pytest.mark.waits
def test_it_is_live_once_and_what_is_killed_or_hangs_is_started_again_alone_and_said(
    live: LiveMeeting,
) -> None:
    live.speed = 120.0
    process, _ = live.served()
    assert "is live in another process already" in refused(live)
    for n_comments, name in ((40, "collector"), (80, "analyst"), (120, "web")):
        live.await_arrivals(n_comments)
        (victim,) = part(process.pid, name)
        others = set(children(process.pid)) - {victim}
        kill(victim)
        live.await_happenings(name, 2)
        fall, back = live.happenings(name)
        assert "started again at once" in fall.en
        assert "すぐに再開します" in fall.ja
        assert ("runs again" in back.en, "再開しました" in back.ja) == (True, True)
        assert others < set(children(process.pid))
    assert live.answers()

    (web,) = part(process.pid, "web")
    hang(web)
    await_arrivals_without_analyst(live, process.pid)
    live.await_happenings("web", 4)
    *_, fall, back = live.happenings("web")
    assert ("止まりました" in fall.ja, "再開しました" in back.ja) == (True, True)
    assert part(process.pid, "web") != [web]
    assert live.answers(f"desk/{live.meeting_id}")
    assert stopped(process) == 0


def hang(web: int) -> None:
    """Let the screens take connections and answer nobody."""
    os.kill(web, signal.SIGSTOP)  # first, so that it starts none that answers
    for pid in descendants(web):
        os.kill(pid, signal.SIGSTOP)


def await_arrivals_without_analyst(live: LiveMeeting, supervisor: int) -> None:
    """Everything arrives though every analyst is killed, of which only the first three are told."""
    n_told, expected = len(live.happenings("analyst")), live.expected()

    def has_all_without_analyst() -> bool:
        for pid in part(supervisor, "analyst"):
            kill(pid)
        return sum(live.store.counts(live.meeting_id).values()) >= len(expected)

    live.until(has_all_without_analyst)
    assert sorted(live.arrived()) == sorted(expected)
    assert len(live.happenings("analyst")) <= n_told + 3


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--meeting", "m"], "give VIDEO or --replay FILE"),
        (["opvFauAVeEU", "--replay", str(CHAT), "--meeting", "m"], "give either VIDEO or --replay"),
        (["nowhere", "--meeting", "m"], "'nowhere' is no YouTube video id or address"),
        (["--replay", "nowhere.json", "--meeting", "m"], "does not exist"),
        (["--replay", "empty.json", "--meeting", "m"], "empty.json is empty; download it again"),
        (["--replay", str(CHAT), "--meeting", "other"], "there is no meeting 'other'"),
    ],
    ids=["nothing", "both", "no video", "no file", "empty", "no meeting"],
)
def test_what_cannot_be_meant_is_said_in_one_line(
    tmp_path: Path, words: list[str], says: str
) -> None:
    home = {**os.environ, "KOEMAP_HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    (tmp_path / "empty.json").touch()
    assert run("meeting", "add", "m", "--title", "会議", environment=home).returncode == 0
    done = run("live", *words, environment=home, cwd=tmp_path)
    assert done.returncode in {1, 2}
    assert (done.stdout, len(done.stderr.splitlines())) == ("", 1)
    assert says in done.stderr


def test_the_demo_rehearses_its_meeting_and_then_the_next(tmp_path: Path) -> None:
    with a_live_meeting(tmp_path) as live:
        live.meeting_id = "minamo-2-live-1"
        assert next_rehearsal(live.store, SAMPLE, live.speed).meeting_id == live.meeting_id
        process = live.start("demo", "--live", "--speed", "1000", "--port", str(live.port))
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["meeting_id"] == live.meeting_id
        assert live.store.meeting(live.meeting_id).title.endswith(" リハーサル1")
        healths = live.store.healths
        live.until(lambda: {"ended"} == {h.phase for h in healths(live.meeting_id).values()})
        assert sorted(live.arrived()) == sorted(live.expected())
        assert stopped(process) == 0
        assert next_rehearsal(live.store, SAMPLE, live.speed).meeting_id == "minamo-2-live-2"
