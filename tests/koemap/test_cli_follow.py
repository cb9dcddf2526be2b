"""Sources that are followed and supervised: each by itself, started again, ended together."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.collectors.chat import VIDEO
from tests.collectors.google_desk import service_account
from tests.google.messages import Message, chat_ended
from tests.google.sheets import Sheet
from tests.koemap.city import City, a_city, a_short_stream, ended

SHEET = "1aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789abcdefg"
FOLLOW = ("collect", "google-sheets", SHEET, "--meeting", "m", "--follow", "--every", "10")


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    with a_city(tmp_path) as city:
        key = service_account(city.fake, tmp_path)
        city.environment["GOOGLE_APPLICATION_CREDENTIALS"] = str(key)
        yield city


@pytest.fixture
def sheet(city: City) -> Sheet:
    rows = [["タイムスタンプ", "ご意見"], ["2026/10/15 18:00:00", "駅前に図書館がほしいです"]]
    return city.fake.sheets.sheet(SHEET, title="回答", rows=rows)


def a_running_stream(city: City) -> None:
    now = city.fake.now()
    city.fake.youtube.video(VIDEO, actual_start=now, open_after_end_seconds=0)
    city.fake.post_at(now + timedelta(seconds=1), Message("審査の理由を公開してほしい"))


def await_comments(city: City, kind: str, n: int) -> None:
    """Return as soon as the source of that kind has so many comments."""
    city.until(lambda counts, _: sum(m for name, m in counts.items() if kind in name) >= n)


def await_line(process: subprocess.Popen[str], words: str) -> None:
    """Return as soon as the process has said these words."""
    assert process.stderr
    assert any(words in line for line in process.stderr)


def test_a_followed_sheet_brings_what_is_written_later(city: City, sheet: Sheet) -> None:
    process = city.start(*FOLLOW)
    await_comments(city, "google-sheets", 1)
    sheet.rows.append(["2026/10/15 18:05:00", "夜も開けてほしいです"])
    await_comments(city, "google-sheets", 2)
    status, out, _ = ended(process)
    assert status == 0
    assert "google-sheets-" in out
    (source,) = city.sources().values()
    assert source["health"]["phase"] == "stopped"
    assert source["health"]["last_message_at"] == "2026-10-15T09:05:00+00:00"


@pytest.mark.waits
def test_all_sources_are_collected_at_once_and_end_together(city: City, sheet: Sheet) -> None:
    a_running_stream(city)
    city.run(*FOLLOW[:5])
    process = city.start("collect", "all", "--meeting", "m")
    await_comments(city, "youtube-live", 1)
    sheet.rows.append(["2026/10/15 18:05:00", "夜も開けてほしいです"])
    await_comments(city, "google-sheets", 2)
    status, _, error = ended(process)
    assert status == 0
    phases = {name: source["health"]["phase"] for name, source in city.sources().items()}
    assert [*phases.values()] == ["stopped", "stopped"], error


def test_a_source_that_is_killed_is_started_again_alone(city: City, sheet: Sheet) -> None:
    a_running_stream(city)
    city.run(*FOLLOW[:5])
    process = city.start("collect", "all", "--meeting", "m")
    await_comments(city, "youtube-live", 1)
    (live,) = children(process.pid, "youtube-live")
    (followed,) = children(process.pid, "google-sheets")
    os.kill(live, signal.SIGKILL)
    city.until(lambda *_: bool(set(children(process.pid, "youtube-live")) - {live}))
    city.fake.post(Message("学校で使い方を教えてほしい"))
    await_comments(city, "youtube-live", 2)
    assert children(process.pid, "google-sheets") == [followed]
    assert "started again" in ended(process)[2]


def test_sources_end_with_their_supervisor_even_when_it_is_killed(city: City, sheet: Sheet) -> None:
    city.run(*FOLLOW[:5])
    city.run("meeting", "add", "m", "--title", "会議")
    a_running_stream(city)
    process = city.start("collect", "all", "--meeting", "m")
    await_comments(city, "youtube-live", 1)
    processes = [*children(process.pid, "youtube-live"), *children(process.pid, "google-sheets")]
    assert len(processes) == 2
    ended(process, signal.SIGKILL)
    city.until(lambda *_: not any(Path(f"/proc/{child}").exists() for child in processes))


def test_when_the_stream_is_over_its_supervisor_is_done(city: City) -> None:
    a_short_stream(city.fake, 8)
    city.fake.post_at(city.fake.now() + timedelta(seconds=4), chat_ended())
    done = city.run("collect", "all", "--meeting", "m")
    assert city.sources()[f"youtube-live-{VIDEO}"]["missed"] == []
    assert (done.returncode, city.sources()[f"youtube-live-{VIDEO}"]["comments"]) == (0, 8)
    assert f"youtube-live-{VIDEO}: done" in done.stderr
    assert "started again" not in done.stderr


def test_a_fault_that_only_a_person_can_mend_is_told_once_and_not_tried_again_at_once(
    city: City,
) -> None:
    city.environment["KOEMAP_YOUTUBE_API_KEY"] = "AIzaWrongKeyOfSomebody"
    done = city.run("collect", "all", "--meeting", "m")
    assert done.returncode == 1
    assert done.stderr.count("does not accept the key") == 1
    assert "started again in 1800 s" in done.stderr


@pytest.mark.waits
def test_what_fails_for_good_does_not_keep_others_from_going_on(city: City, sheet: Sheet) -> None:
    city.run(*FOLLOW[:5])
    process = city.start("collect", "all", "--meeting", "m", KOEMAP_YOUTUBE_API_KEY="AIzaWrong")
    await_line(process, "started again in 1800 s")
    sheet.rows.append(["2026/10/15 18:05:00", "夜も開けてほしいです"])
    await_comments(city, "google-sheets", 2)
    assert ended(process)[0] == 1


def test_a_source_can_be_left_out(city: City, sheet: Sheet) -> None:
    city.run(*FOLLOW[:5])
    a_short_stream(city.fake, 3)
    (name,) = city.sources()
    done = city.run("collect", "all", "--meeting", "m", "--without", name)
    assert done.returncode == 0, done.stderr
    assert name not in done.stderr
    wrong = city.run("collect", "all", "--meeting", "m", "--without", "somewhere")
    assert (wrong.returncode, f"known: youtube-live-{VIDEO}, {name}" in wrong.stderr) == (2, True)


def test_without_an_online_source_it_says_what_to_do_first(city: City) -> None:
    city.run("meeting", "add", "other", "--title", "別の会議")
    done = city.run("collect", "all", "--meeting", "other")
    assert done.returncode == 1
    assert "has no online source yet; collect each once" in done.stderr


def children(parent: int, word: str) -> list[int]:
    """The processes that this one has started, with that word in their command."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            command = (folder / "cmdline").read_text()
        except OSError:
            continue
        if int(fields[1]) == parent and word in command:
            found.append(int(folder.name))
    return found
