"""What a clerk sees while sources are collected: plain words, one line of error, nothing lost."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from collectors.chat.live_video import NOT_GIVEN, NOT_STARTED
from collectors.google.words import PROBLEMS
from dashboard.wording import told
from tests.collectors.chat import VIDEO, a_channel, lines, written
from tests.google.discovery import VIDEOS
from tests.google.faults import Refusal
from tests.google.messages import Message
from tests.koemap.city import ROOT, City, a_city, a_short_stream, ended

LIVE = ("collect", "youtube-live", VIDEO, "--meeting", "m")
LIVE_ID = f"youtube-live-{VIDEO}"
IN_BOTH = pytest.mark.parametrize("locale", ["ja_JP.UTF-8", "en_US.UTF-8"])
FAULTS = {
    "no key": ("API キーがありません", "there is no key for YouTube"),
    "wrong key": ("受け付けられません", "does not accept the key"),
    "private": ("公開されていません", "there is no public video"),
    "no stream": ("ライブ配信ではありません", "is no livestream"),
    "chat off": ("チャットはオフ", "is turned off"),
    "over": ("終了しています", "ended at"),
}


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    with a_city(tmp_path) as city:
        yield city


def arranged(city: City, fault: str) -> dict[str, str]:
    """Google and the environment as the fault has them."""
    now, youtube = city.fake.now(), city.fake.youtube
    hour = timedelta(hours=1)
    if fault == "private":
        youtube.video(VIDEO, actual_start=now, privacy="private")
    elif fault == "no stream":
        youtube.video(VIDEO)
    elif fault == "chat off":
        youtube.video(VIDEO, actual_start=now - hour, chat_on=False)
    elif fault == "over":
        youtube.video(VIDEO, actual_start=now - 2 * hour, actual_end=now - hour)
    keys = {"no key": "", "wrong key": "AIzaWrongKeyOfSomebody"}
    return {"KOEMAP_YOUTUBE_API_KEY": keys[fault]} if fault in keys else {}


CASES = [(fault, locale) for locale in ("ja_JP.UTF-8", "en_US.UTF-8") for fault in FAULTS]
CASES.remove(("chat off", "en_US.UTF-8"))  # takes 20 seconds: it is believed when said twice


@pytest.mark.parametrize(("fault", "locale"), CASES)
def test_what_cannot_be_collected_is_said_in_one_line_with_what_to_do(
    city: City, fault: str, locale: str
) -> None:
    environment = arranged(city, fault)
    done = city.run(*LIVE, LC_ALL=locale, CLOUDSDK_CONFIG=str(city.home), **environment)
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("koemap: ")]
    assert FAULTS[fault][not locale.startswith("ja")] in line
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1] == line
    assert "Encountered" not in done.stderr  # what Google's client would tell
    key = environment.get("KOEMAP_YOUTUBE_API_KEY") or city.fake.api_key
    assert key not in done.stderr


@IN_BOTH
def test_a_quota_that_is_gone_is_waited_out_and_says_until_when(city: City, locale: str) -> None:
    a_short_stream(city.fake, 5, seconds=600)
    city.fake.schedule_next(VIDEOS, Refusal(403, "quotaExceeded"))
    process = city.start(*LIVE, LC_ALL=locale)
    city.until(lambda _, phases: phases.get(LIVE_ID) == "parked")
    status, _, error = ended(process)
    says = "利用枠を使い切りました" if locale.startswith("ja") else "today's quota is spent"
    assert says in error
    assert status == 0


@pytest.mark.parametrize("phrase", [*PROBLEMS.values(), NOT_GIVEN, NOT_STARTED, "Google refuses"])
def test_what_a_source_waits_for_is_said_in_japanese_too(phrase: str) -> None:
    assert told("ja", phrase) != phrase


def test_a_stream_is_collected_to_its_end_and_told_in_one_json_object(city: City) -> None:
    a_short_stream(city.fake, 12)
    done = city.run(*LIVE, "--transport", "poll", "--json")
    found = json.loads(done.stdout)
    assert (found["added"], done.returncode) == (12, 0)
    assert "quota" in done.stderr
    source = city.sources()[LIVE_ID]
    assert source["health"]["phase"] == "ended"
    assert (source["comments"], source["retention_days"]) == (12, 30)
    assert source["health"]["quota_used"] == city.fake.units()


def test_neither_the_key_nor_an_author_is_in_the_installation(city: City) -> None:
    a_short_stream(city.fake, 6)
    city.run(*LIVE, "--transport", "poll")
    files = [path for path in city.home.rglob("*") if path.is_file()]
    stored = b"".join(path.read_bytes() for path in files)
    assert "5番目の意見です".encode() in stored
    assert city.fake.api_key.encode() not in stored
    assert a_channel("author1").encode() not in stored


def test_ctrl_c_ends_well_and_the_next_run_goes_on(city: City) -> None:
    a_short_stream(city.fake, 40, seconds=8, open_for=20)
    process = city.start(*LIVE, "--transport", "poll")
    city.until(lambda counts, _: counts.get(LIVE_ID, 0) > 0)
    status, out, _ = ended(process)
    assert status == 0
    assert f"{LIVE_ID}: " in out
    assert city.sources()[LIVE_ID]["health"]["phase"] == "stopped"
    city.run(*LIVE, "--transport", "poll")
    assert city.sources()[LIVE_ID]["comments"] == 40


def test_a_source_is_collected_by_one_process_at_a_time(city: City) -> None:
    a_short_stream(city.fake, 5, seconds=600)
    first = city.start(*LIVE)
    city.until(lambda _, phases: LIVE_ID in phases)
    second = city.run(*LIVE)
    assert second.returncode == 1
    assert "is being collected by another process" in second.stderr
    assert ended(first)[0] == 0


def test_a_supervised_collection_ends_with_its_input(city: City) -> None:
    a_short_stream(city.fake, 5, seconds=600)
    process = city.start(*LIVE, "--supervised")
    city.until(lambda _, phases: LIVE_ID in phases)
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert LIVE_ID in out


def test_the_archive_says_what_it_added_to_the_live_chat(city: City, tmp_path: Path) -> None:
    video = city.fake.youtube.video(VIDEO, actual_start=city.fake.now(), open_after_end_seconds=0)
    archive = written(tmp_path / "chat.live_chat.json", lines(10))
    for number in (0, 1, 2, 5, 20):
        city.fake.post(
            Message(f"{number}番目の意見です", author=f"author{number % 6}", number=number)
        )
    process = city.start(*LIVE)
    city.until(lambda counts, _: counts.get(LIVE_ID) == 5)
    ended(process)
    assert len(video.chat.posted) == 5
    found = city.facts("collect", "youtube-archive", archive, "--meeting", "m")
    assert (found["added"], found["known"]) == (6, 4)
    assert found["merged"] == {LIVE_ID: 4}
    assert f"only in {LIVE_ID}" in found["facts"]


def test_the_terms_of_a_source_are_kept_until_others_are_given(city: City, tmp_path: Path) -> None:
    table = tmp_path / "answers.csv"
    table.write_text("意見\n駅前に図書館がほしいです\n夜も開けてほしいです\n", encoding="utf-8")
    command = ("collect", "table", table, "--meeting", "m")
    city.run(*command, "--authority", "市の要綱 第3条", "--retention", "90")
    city.run(*command)
    (source,) = city.sources().values()
    assert (source["authority"], source["retention_days"]) == ("市の要綱 第3条", 90)
    city.run(*command, "--retention", "none")
    (source,) = city.sources().values()
    assert (source["authority"], source["retention_days"]) == ("市の要綱 第3条", None)


def test_a_person_at_a_terminal_is_asked_for_the_terms_of_a_new_source(
    city: City, tmp_path: Path
) -> None:
    table = tmp_path / "answers.csv"
    table.write_text("意見\n駅前に図書館がほしいです\n夜も開けてほしいです\n", encoding="utf-8")
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "koemap", "collect", "table", str(table), "--meeting", "m"]
    terminal = {"stdin": theirs, "stdout": theirs, "stderr": theirs}
    process = subprocess.Popen(words, env=city.environment, cwd=ROOT, **terminal)
    os.write(ours, "市の要綱\n14\n".encode())
    assert process.wait(timeout=60) == 0
    os.close(ours)
    os.close(theirs)
    (source,) = city.sources().values()
    assert (source["authority"], source["retention_days"]) == ("市の要綱", 14)


@pytest.mark.parametrize("days", ["0", "99999999", "soon"])
def test_a_retention_that_cannot_be_is_refused(city: City, days: str) -> None:
    done = city.run(*LIVE, "--retention", days)
    assert done.returncode == 2
    assert f"{days!r} is neither a number of days" in done.stderr


def test_a_file_with_a_long_japanese_name_can_be_collected(city: City, tmp_path: Path) -> None:
    table = tmp_path / f"{'市民意見募集の回答' * 8}.csv"
    table.write_text("意見\n駅前に図書館がほしいです\n夜も開けてほしいです\n", encoding="utf-8")
    assert city.facts("collect", "table", table, "--meeting", "m")["added"] == 2


def test_purge_shows_first_what_it_would_erase(city: City, tmp_path: Path) -> None:
    archive = written(tmp_path / "chat.live_chat.json", lines(10))
    city.run("collect", "youtube-archive", archive, "--meeting", "m")
    rehearsed = city.facts("purge", "--meeting", "m", "--everything", "--dry-run")
    assert rehearsed["erased"] == 10
    assert city.facts("purge", "--meeting", "m")["erased"] == 0
    assert city.facts("purge", "--meeting", "m", "--everything")["erased"] == 10
    assert city.facts("purge", "--meeting", "m", "--everything")["erased"] == 0


def test_a_comment_is_taken_down_by_its_id_and_stays_counted(city: City, tmp_path: Path) -> None:
    archive = written(tmp_path / "chat.live_chat.json", lines(10))
    city.run("collect", "youtube-archive", archive, "--meeting", "m")
    found = city.run("purge", "--meeting", "m", "--comment", "yt:nobody")
    assert found.returncode == 1
    assert "has no comment 'yt:nobody'" in found.stderr
    known = "yt:CTokenOfMessage00000003"
    assert city.facts("purge", "--meeting", "m", "--comment", known)["erased"] == 1
    ledger = city.facts("analyze", "--meeting", "m")
    assert (ledger["received"], ledger["withdrawn"]) == (10, 1)


def test_a_key_is_sent_to_no_other_computer(city: City) -> None:
    done = city.run(*LIVE, KOEMAP_GOOGLE_ENDPOINT="http://koemap.example/")
    assert done.returncode == 1
    assert "may only name this machine" in done.stderr


def test_an_end_by_request_is_an_end_by_hand(city: City) -> None:
    a_short_stream(city.fake, 5, seconds=600)
    process = city.start(*LIVE)
    city.until(lambda _, phases: LIVE_ID in phases)
    assert ended(process, signal.SIGTERM)[0] == 0
