"""A source is one file and one line: its command, its options and its rounds come from these."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from collectors import COLLECTORS
from koemap.cli.collect import KindCommand
from koemap.store import Store
from tests.collectors.chat import VIDEO
from tests.collectors.google_desk import service_account
from tests.collectors.google_sources import FORM, OPINION, SHEET, TEXTS, a_sheet, some_comments
from tests.google.fake import FakeGoogle
from tests.koemap.city import PATIENCE_SECONDS, ROOT, City, a_city

SLIPS = {
    "2026-10-14T10-00": "箱を置く前に出した意見です",
    "2026-10-15T10-00": "駅前に図書館がほしいです",
    "2026-10-15T11-00": "夜も開けてほしいです",
    "2026-10-15T12-00": "広告: 格安です",
}
LISTING = "import sys; from koemap.cli import koemap; koemap.main({words!r}, standalone_mode=False)"
ONLINE = [kind for kind, listed in COLLECTORS.items() if listed.command().argument.reads]
HEAVY = {"googleapiclient", "openpyxl", "phonenumbers", "numpy", "requests", "sqlalchemy"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An installation with a meeting, and a box."""
    home = tmp_path / "home"
    koemap(home, "meeting", "add", "m", "--title", "会議")
    (tmp_path / "box").mkdir()
    for name, text in SLIPS.items():
        slip(tmp_path, name, text)
    return home


def slip(folder: Path, name: str, text: str) -> None:
    day, time = name.split("T")
    (folder / "box" / f"{day}T{time.replace('-', '')}.txt").write_text(text, encoding="utf-8")


def started(home: Path, *words: object, **more: str) -> subprocess.Popen[str]:
    """koemap with the box in its list, running."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.koemap.suggestion_box", *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C.UTF-8", **more, "KOEMAP_HOME": str(home)},
    )


def koemap(home: Path, *words: object, **more: str) -> subprocess.CompletedProcess[str]:
    process = started(home, *words, **more)
    out, error = process.communicate(timeout=PATIENCE_SECONDS)
    return subprocess.CompletedProcess(process.args, process.returncode, out, error)


def collected(home: Path, *words: object) -> dict[str, Any]:
    box = home.parent / "box"
    command = ("collect", "suggestion-box", box, "--meeting", "m", "--json")
    done = koemap(home, *command, *words)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def remembered(home: Path) -> list[str]:
    """The words that the store keeps to collect the box again."""
    store = Store(f"sqlite:///{home / 'koemap.db'}")
    try:
        return [*store.commands("m")["suggestion-box-box"]]
    finally:
        store.close()


def test_a_source_of_one_file_and_one_line_is_collected_by_command(home: Path) -> None:
    first, second = collected(home), collected(home)
    assert (first["source_id"], first["added"]) == ("suggestion-box-box", 4)
    assert (second["added"], second["known"]) == (0, 4)
    (meeting,) = json.loads(koemap(home, "meeting", "list", "--json").stdout)["meetings"]
    assert [source["comments"] for source in meeting["sources"]] == [4]


def test_its_help_says_what_its_file_declares(home: Path) -> None:
    assert "suggestion-box    Read the slips" in koemap(home, "collect", "--help").stdout
    text = koemap(home, "collect", "suggestion-box", "--help").stdout
    options = "--meeting --without --size --opened-at --follow --every --supervised --authority"
    places = [text.index(f"  {option} ") for option in options.split()]
    assert places == sorted(places)
    assert "[OPTIONS] BOX" in text
    assert "default: 120" in text
    assert "[whole|short]" in text


def test_its_options_reach_it_and_the_words_that_are_kept_say_them_again(home: Path) -> None:
    options = ("--without", "広告", "--without", "宣伝", "--opened-at", "2026/10/15")
    found = collected(home, *options, "--size", "short", "--every", "30")
    assert (found["added"], found["skipped"]) == (2, {"left": 2})
    assert remembered(home) == [
        *("suggestion-box", str(home.parent / "box"), "--without", "広告", "--without", "宣伝"),
        *("--size", "short", "--opened-at", "2026-10-15T00:00:00+09:00"),
        *("--follow", "--every", "30"),
    ]


def test_the_words_that_are_kept_follow_it_until_their_supervisor_ends(home: Path) -> None:
    collected(home, "--without", "広告", "--every", "10")
    again = remembered(home)
    again[-1] = "86400"
    slip(home.parent, "2026-10-15T13-00", "学校で使い方を教えてほしい")
    process = started(home, "collect", *again, "--meeting", "m", "--supervised", "--json")
    assert process.stderr is not None
    assert "1 added" in process.stderr.readline()
    out, _ = process.communicate(timeout=PATIENCE_SECONDS)
    assert (process.returncode, json.loads(out)["known"]) == (0, 3)


@pytest.mark.parametrize(
    ("locale", "says"),
    [
        (
            "en_US.UTF-8",
            "Invalid value for 'BOX': 'nowhere' is no folder"
            " (try: koemap collect suggestion-box --help)",
        ),
        (
            "ja_JP.UTF-8",
            "「nowhere」というフォルダーはありません"
            "（使い方: koemap collect suggestion-box --help）",
        ),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage_in_the_language_of_the_person(
    home: Path, locale: str, says: str
) -> None:
    done = koemap(home, "collect", "suggestion-box", "nowhere", "--meeting", "m", LC_ALL=locale)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"koemap: {says}\n"


@pytest.mark.parametrize("kind", ONLINE)
def test_what_is_no_address_is_wrong_usage_in_japanese_too(kind: str, tmp_path: Path) -> None:
    words = ("collect", kind, "どこか", "--meeting", "m")
    english, japanese = (
        koemap(tmp_path, *words, LC_ALL=locale) for locale in ("en_US.UTF-8", "ja_JP.UTF-8")
    )
    assert (english.returncode, japanese.returncode) == (2, 2)
    assert "'どこか' is no " in english.stderr
    assert "「どこか」は " in japanese.stderr
    assert "ではありません" in japanese.stderr


@pytest.mark.parametrize("words", [["collect", "--help"], ["--help"], ["collect", "all", "--help"]])
def test_listing_the_sources_imports_none_of_them(words: list[str]) -> None:
    program = f"{LISTING.format(words=words)}; print('imported:', *sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    imported = set(done.stdout.rpartition("imported:")[2].split())
    sources = {listed.module for listed in COLLECTORS.values()}
    assert "koemap.cli.collect" in imported
    assert imported & (sources | HEAVY) == set()


@pytest.mark.parametrize("kind", COLLECTORS)
@pytest.mark.parametrize("page", ["commands.md", "commands.ja.md"])
def test_everything_a_source_can_be_given_is_documented(kind: str, page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    command = KindCommand(kind, COLLECTORS[kind])
    parameters = command.get_params(click.Context(command))
    options = [one.opts[0] for one in parameters if isinstance(one, click.Option)]
    assert {"--meeting", "--authority", "--retention", "--json"} < set(options)
    assert [option for option in options if option not in text] == []
    (row,) = [line for line in text.splitlines() if line.startswith(f"| `koemap collect {kind} ")]
    assert [one.name for one in command.declared.options if f"--{one.name}" not in row] == []


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    with a_city(tmp_path) as city:
        key = service_account(city.fake, tmp_path)
        city.environment["GOOGLE_APPLICATION_CREDENTIALS"] = str(key)
        yield city


def a_form(fake: FakeGoogle) -> None:
    """As others have it, but answered within a moment, as time is real here."""
    form = fake.forms.form(FORM)
    form.ask(OPINION, "ご意見")
    for text in TEXTS:
        form.answer({OPINION: text})


ADDRESSES = {
    "google-forms": (a_form, f"https://docs.google.com/forms/d/{FORM}/edit", [FORM], "60"),
    "google-sheets": (
        a_sheet,
        f"https://docs.google.com/spreadsheets/d/{SHEET}/edit#gid=0",
        [SHEET, "--sheet", "0"],
        "60",
    ),
    "youtube-comments": (some_comments, f"https://youtu.be/{VIDEO}?t=30", [VIDEO], "300"),
}


@pytest.mark.parametrize("kind", ADDRESSES)
def test_an_address_is_collected_and_what_it_means_kept_for_the_next_time(
    city: City, kind: str
) -> None:
    fill, address, meant, every = ADDRESSES[kind]
    fill(city.fake)
    assert city.facts("collect", kind, address, "--meeting", "m")["added"] == len(TEXTS)
    store = Store(f"sqlite:///{city.home / 'koemap.db'}")
    (words,) = store.commands("m").values()
    store.close()
    assert [*words] == [kind, *meant, "--follow", "--every", every]
    assert city.facts("collect", *words[:-3], "--meeting", "m")["added"] == 0
