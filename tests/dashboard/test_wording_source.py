"""Whatever the source of the collectors can tell people has its Japanese; screens say only words.

The texts are read from the source, not listed here: whoever adds one is told that it needs words
in Japanese, and whoever drops one, that its Japanese is of no use any more. What screens and pages
say stands in the wording: literals of the dashboard are read from its code, templates and scripts.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import collectors
import dashboard
from collectors.rows import presets
from dashboard.wording import told
from dashboard.wording_kinds import KINDS
from dashboard.wording_notices import NOTICES
from dashboard.wording_tables import FACTS, PRESETS, READINGS, REASONS, TABLES
from tests.dashboard.japanese import english_left
from tests.dashboard.possible import UNKNOWN
from tests.dashboard.source_literals import literals
from tests.dashboard.source_told import Told, told_in

COLLECTORS = Path(collectors.__file__).parent
DASHBOARD = Path(dashboard.__file__).parent
# Literals that are read, not said, and the names of published files.
UNSAID = {
    "downloads.py": "signs that begin a formula",
    "kinship.py": "letters of Japanese",
    "picture.py": "signs after which a line may break",
    "reactions.py": "words of applause and greeting",
    "templates/data.html": "names and formats of files",
    "views/quote.py": "marks that join the letter before them",
}
FRAMES = {"… and {n} more like this ({kind})", "note: {said}", "not a comment: {kind} {n}"}
GOOGLES = {f"poll “{{quoted}}”: {{written}} ({state})" for state in ("active", "closed", "unknown")}
# What the source seems to say because its parts are looked at one by one, and no run says.
NEVER = re.compile(
    "comments from: (?:as|because) .*"  # the columns come before, unless each has its own reason
    f"|not read: the sheets {UNKNOWN}; .*"  # sheets are always a list
    "|no message|private|reaction|repost|to hosts only"  # rows that were never a comment
)


def without_japanese(told_texts: Told) -> dict[str, str]:
    """The texts that a Japanese report still says in English, with their places."""
    return {
        text: place
        for text, place in told_texts.texts.items()
        if not NEVER.fullmatch(text)
        and (told("ja", text) == text or english_left(told("ja", text)))
    }


def test_every_text_in_the_source_has_its_japanese() -> None:
    found = told_in(COLLECTORS)
    assert len(found.texts) > 300
    assert without_japanese(found) == {}
    assert found.not_followed == []


def test_an_export_has_one_name_in_reports_and_in_refusals() -> None:
    named = {preset.title: preset.title_ja for preset in presets.PRESETS.values()}
    assert named == {title: said for title, said in PRESETS.items() if title != "a table"}


def test_in_english_every_text_stays_as_it_is() -> None:
    assert all(told("en", text) == text for text in told_in(COLLECTORS).texts)


def test_no_japanese_is_kept_that_no_text_needs() -> None:
    texts = "\n".join(told_in(COLLECTORS).texts)
    kept = {*NOTICES, *TABLES, *FACTS, *READINGS, *REASONS, *PRESETS} - FRAMES - GOOGLES
    for english in kept:
        pieces = map(re.escape, re.split(r"\{\w+\}", english))
        assert re.search(".*".join(pieces), texts), english
    for code in KINDS:
        assert f"not a comment: {code} 2" in texts or f"like this ({code})" in texts, code


def test_a_new_text_is_named_however_it_is_put_together(tmp_path: Path) -> None:
    package = tmp_path / "collectors"
    shutil.copytree(COLLECTORS, package, ignore=shutil.ignore_patterns("__pycache__"))
    changes = {
        "google_sheets.py": ('"no longer in the spreadsheet"', '"vanished from the sheet"'),
        "chat/messages.py": ("from {at} only members", "since {at} only members"),
        "chat/kinds.py": ('Action": "ticker"', 'Action": "strip"'),
        "chat/coverage.py": ("no gaps", "whole"),
        "chat/json_entries.py": ('"is no JSON"', '"cannot be parsed"'),
        "rows/answered.py": ("of its name, and because", "of its title, and because"),
        "rows/presets.py": ('"a Slido export"', '"an export of Slido"'),
        "rows/encodings.py": ("garbled before", "broken before"),
        "rows/workbooks.py": ("hidden rows are read", "rows out of sight are read"),
        "driver.py": ("messages of the same time", "messages of that time"),
    }
    for name, (before, after) in changes.items():
        path = package / name
        text = path.read_text("utf-8")
        assert before in text, name
        path.write_text(text.replace(before, after), "utf-8")
    named = "\n".join(without_japanese(told_in(package)))
    for _, after in changes.values():
        assert after.split(': "')[-1].strip('"').replace("{at}", "18:03") in named


def test_a_text_that_cannot_be_followed_is_named(tmp_path: Path) -> None:
    source = (
        "def events(answer):\n    yield Notice(answer.read())\n    yield Fact('video', answer.id)"
    )
    package = tmp_path / "collectors"
    package.mkdir()
    (package / "__init__.py").write_text(source)
    events = (COLLECTORS / "events.py").read_text("utf-8")
    (package / "events.py").write_text(events)
    assert told_in(package).not_followed == ["collectors, line 2"]


def test_what_screens_and_pages_say_stands_in_the_wording() -> None:
    paths = [path for path in DASHBOARD.rglob("*") if path.suffix in (".py", ".html", ".js")]
    sources = [path for path in paths if not path.name.startswith("wording")]
    said = {
        str(path.relative_to(DASHBOARD)): found for path in sources if (found := literals(path))
    }
    assert {name: found for name, found in said.items() if name not in UNSAID} == {}
    assert set(said) == set(UNSAID)


@pytest.mark.parametrize(
    ("name", "source", "found"),
    [
        ("a.py", 'def said():\n    """声"""\n    return "、".join(names)  # 声', ["、"]),
        ("a.py", 'html.P([n, f"{n} comments"], className="soft")', [" comments"]),
        ("a.py", 'chip("New" if new else say("old"), "look")', ["New"]),
        ("a.py", 'html.P(say("topics"), **aria(label="Topics"))', ["Topics"]),
        ("a.py", 'StoreError("no map", ja="地図がありません")', []),
        ("a.html", '<p title="Close">{{ say("close") }} {{ n }}</p>', ["Close"]),
        ("a.html", '{{ say("answer") }}　{{ n }}', ['{{ say("answer") }}　{{ n }}']),
        ("a.html", "<p lang=\"ja\">{% if n %}{{ n }}{% endif %}, {{ say('p') }}</p>", []),
        ("a.html", "<p>{{ n }} comments</p>", ["  comments"]),
        ("a.js", 'box.textContent = "Saved"; /* "声" */ box.className = "saved";', ['"Saved"']),
        ("a.js", "line.append(`（${n}）`); // 声", ["`（）`"]),
    ],
)
def test_words_outside_the_wording_are_found(
    tmp_path: Path, name: str, source: str, found: list[str]
) -> None:
    (tmp_path / name).write_text(source, "utf-8")
    assert literals(tmp_path / name) == found
