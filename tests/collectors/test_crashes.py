"""Collections killed at any moment, as often as one likes: nothing is lost, nothing is doubled."""

from __future__ import annotations

import multiprocessing
import random
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from collectors.google.access import by_key
from koemap.store import Store
from tests.collectors import live_process
from tests.collectors.chat import lines, written
from tests.collectors.conftest import SECRET, Desk
from tests.collectors.google_desk import SmallPages
from tests.collectors.live import MEETING, a_stream, units
from tests.google.discovery import LIST, RESPONSES, STREAM
from tests.google.fake import FakeGoogle
from tests.google.fault_table import FAULTS, Case
from tests.google.messages import Message, api_id, banned, tombstone
from tests.google.scene import a_scene

KILLS = {"live": 20, "listening": 10, "form": 10, "archive": 10}
MINUTES = 90  # longer than all the killings take, each of a few calls
SIGKILL = -9
# Started once, it forks a process in milliseconds where a new one would take a second to import.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.collectors.live_process", "koemap.cli.collect"])


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'koemap.db'}"


def killed_at_calls(
    fake: FakeGoogle, method: str, collecting: live_process.Collecting, url: str, *, within: int
) -> None:
    """Some runs, each killed at one of its next calls or up to some milliseconds after it.

    Counted in calls, a run dies as early on a busy machine as on an idle one.
    """
    drawn = random.Random(collecting.__name__)  # noqa: S311 -- moments, no secret
    for _ in range(KILLS[collecting.__name__]):
        has_come = Event()
        plan = drawn.choice([fake.before, fake.after])
        plan(method, fake.calls(method) + drawn.randint(1, within), has_come.set)
        process = PROCESSES.Process(target=collecting, args=(fake.endpoint, url))
        process.start()
        assert has_come.wait(60)
        process.join(drawn.choice([0, 0.005, 0.02]))
        process.kill()
        process.join()
        assert process.exitcode == SIGKILL


def killed_at_times(collecting: live_process.Collecting, *given: str, longest: float) -> None:
    """Some runs, each killed at a random moment; one that came to its end does not count.

    The next one is then killed sooner, so that fast machines kill as often as slow ones.
    """
    drawn = random.Random(collecting.__name__)  # noqa: S311 -- moments, no secret
    n_killed = 0
    while n_killed < KILLS[collecting.__name__]:
        process = PROCESSES.Process(target=collecting, args=given)
        process.start()
        process.join(drawn.uniform(0.0, longest))
        process.kill()
        process.join()
        n_killed += process.exitcode == SIGKILL
        longest *= 1.0 if process.exitcode == SIGKILL else 0.7
        assert process.exitcode in (SIGKILL, 0)


def undisturbed(collecting: live_process.Collecting, *given: str) -> None:
    process = PROCESSES.Process(target=collecting, args=given)
    process.start()
    process.join(120)
    assert process.exitcode == 0
    process.close()


@pytest.mark.parametrize(("way", "method"), [("live", LIST), ("listening", STREAM)])
def test_a_live_collection_survives_its_killing(
    desk: Desk, url: str, way: str, method: str
) -> None:
    with a_stream(minutes=MINUTES) as fake:
        fake.youtube.stream_seconds = 40
        kept = a_lively_chat(fake)
        collecting = getattr(live_process, way)
        killed_at_calls(fake, method, collecting, url, within=3)
        assert not fake.youtube.named().has_ended(fake.now())
        n_stored = len(desk.texts)
        undisturbed(collecting, fake.endpoint, url)
        assert ledger(desk.store, fake) >= units(fake)
    assert n_stored > 30  # they died on the way, not only at its beginning
    assert sorted(desk.texts) == sorted(kept)
    assert desk.store.missed(MEETING.meeting_id) == ()


def a_lively_chat(fake: FakeGoogle) -> list[str]:
    """What is to be stored of a chat with deletions, a ban and a burst; "" for what is erased."""
    start = fake.now()
    texts = {number: f"{number}番目の意見です" for number in range(1, 301)}
    for number, text in texts.items():
        seconds = 5 * number if number <= 200 else 600 + 0.1 * (number - 200)
        at = start + timedelta(seconds=seconds)
        fake.post_at(at, Message(text, author=f"author{number % 40}", number=number))
        if number in (3, 77, 199):
            fake.post_at(at + timedelta(minutes=1), tombstone(api_id(number)))
    fake.post_at(start + timedelta(seconds=903), banned("author7"))
    gone = {3, 77, 199} | {n for n in texts if n % 40 == 7 and (n > 200 or 5 * n <= 903)}
    return ["" if number in gone else text for number, text in texts.items()]


def ledger(store: Store, fake: FakeGoogle) -> int:
    """What the ledger says was spent: never less than Google counts."""
    day = fake.now().date().isoformat()
    return store.quota_used(by_key(fake.api_key, SECRET).owner, day)


def test_a_collection_of_answers_survives_its_killing(desk: Desk, url: str) -> None:
    with FakeGoogle() as fake:
        form = fake.forms.form(live_process.FORM)
        form.ask("aaaa0001", "ご意見")
        fake.forms.pager = SmallPages(20)
        texts = [f"{number}番目の回答です" for number in range(600)]
        for text in texts:
            form.answer({"aaaa0001": text})
        killed_at_calls(fake, RESPONSES, live_process.form, url, within=25)
        undisturbed(live_process.form, fake.endpoint, url)
    assert sorted(desk.texts) == sorted(texts)


def test_a_collection_of_an_archive_survives_its_killing(
    desk: Desk, url: str, tmp_path: Path
) -> None:
    file = written(tmp_path / "chat.live_chat.json", lines(3_000))
    killed_at_times(live_process.archive, str(file), url, longest=0.8)
    undisturbed(live_process.archive, str(file), url)
    assert len(desk.texts) == len(set(desk.texts)) == 3_000


def test_there_are_enough_killings() -> None:
    assert sum(KILLS.values()) >= 50


@pytest.mark.parametrize("case", FAULTS[27], ids=lambda case: case.name)
def test_death_between_page_and_commit_loses_and_doubles_nothing(
    desk: Desk, url: str, case: Case
) -> None:
    with FakeGoogle() as fake:
        scene = a_scene(fake)
        case.inject(scene)
        process: Any = PROCESSES.Process(target=live_process.live, args=(fake.endpoint, url))
        scene.kill = process.kill
        process.start()
        process.join(60)
        assert process.exitcode == SIGKILL
        assert 3 <= fake.calls(LIST) <= 4
        undisturbed(live_process.live, fake.endpoint, url)
    assert sorted(desk.texts) == sorted(scene.chat_texts)
