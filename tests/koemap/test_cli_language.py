"""A clerk with a Japanese locale reads Japanese: reports, refusals, and what the doctor finds."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.commands import run
from tests.dashboard.japanese import english_left

ROOT = Path(__file__).parents[2]
JAPANESE, ENGLISH = "ja_JP.UTF-8", "en_US.UTF-8"
ANSWERS = "ご意見\n公園のベンチを増やしてほしいです\n\n夜も開けてください\n本数が少ないです\n"
ERRORS = {"CollectError", "KoemapError", "PublishError", "SettingsError", "StoreError"}
TYPED = re.compile("'.*?'|(?:選べる|使える)もの: .*|（使い方: .*|none（無期限）")  # as it is typed
PACKAGES = ("koemap", "collectors", "dashboard")


def koemap(home: Path, *words: object, locale: str = JAPANESE) -> subprocess.CompletedProcess[str]:
    where = {**os.environ, "LC_ALL": locale, "KOEMAP_HOME": str(home)}
    return run(*words, environment=where)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An installation with a meeting and a table to collect."""
    home = tmp_path / "home"
    (tmp_path / "answers.csv").write_text(ANSWERS, encoding="utf-8")
    koemap(home, "meeting", "add", "m", "--title", "会議")
    return home


def test_a_report_is_told_in_the_language_of_the_person_and_stored_in_english(home: Path) -> None:
    words = ("collect", "table", home.parent / "answers.csv", "--meeting", "m")
    assert koemap(home, *words).stdout.splitlines() == [
        "table-answers: 読み取り 4、追加 3、変更 0、既知 0、取り下げ 0",
        "  声ではないもの: 空白の行 1件",
        "  読み方: 文字コード utf-8、コンマ区切り",
        "  声とした列: 「ご意見」（列名と中身から。100%が異なる文、平均11文字）",
        "  注意: 声の列は推測です。違うときは --text で指定してください",
        "  文の保存: 無期限; 利用の根拠: 運用者が用意した表",
    ]
    english = koemap(home, *words, locale=ENGLISH).stdout
    assert "not a comment: blank 1\n  read as: utf-8, commas\n" in english
    facts = json.loads(koemap(home, *words, "--json").stdout)
    assert facts["facts"]["read as"] == "utf-8, commas"
    assert facts["skipped"] == {"blank": 1}


def test_the_list_says_in_either_language_why_a_source_failed(home: Path) -> None:
    answers = home.parent / "answers.csv"
    words = ("collect", "table", answers, "--meeting", "m")
    koemap(home, *words)
    answers.write_text(ANSWERS.replace("ご意見", "自由記述"), encoding="utf-8")
    refused = koemap(home, *words).stderr.removeprefix("koemap: ").strip()
    assert refused.startswith("前に読んだ列「ご意見」が answers.csv にありません")
    assert refused in koemap(home, "meeting", "list").stdout
    assert "answers.csv has no column “ご意見” any more" in (
        koemap(home, "meeting", "list", locale=ENGLISH).stdout
    )


@pytest.mark.parametrize(
    "words",
    [
        ("meeting", "add", "Bad Id", "--title", "x"),
        ("meeting", "add", "m", "--title", " "),
        ("meeting", "add", "m", "--title", "x", "--video", "https://example.org/x"),
        ("purge", "--meeting", "m", "--source", "nowhere"),
        ("purge", "--meeting", "m", "--comment", "nothing"),
        ("purge", "--meeting", "m", "--comment", "x", "--everything"),
        ("publish", "--meeting", "m"),
        ("publish", "--meeting", "other", "--to", "site"),
        ("approve", "--meeting", "m", "--by", " "),
        ("export", "--meeting", "m", "--to", "x.csv"),
        ("export", "--meeting", "m", "--what", "secrets", "--to", "x.csv"),
        ("meeting", "add", "m", "--title", "x", "--starts-at", "tomorrow"),
        ("meeting", "add"),
        ("collect", "tabel", "x.csv"),
        ("collect", "unheard-of"),
        ("collect", "table", "x.csv"),
        ("collect", "table", "nowhere.csv", "--meeting", "m"),
        ("collect", "youtube-archive", "nowhere.json", "--meeting", "m"),
        ("live", "--replay", "nowhere.json", "--meeting", "m"),
        ("live", "--replay", "/", "--meeting", "m"),
        ("collect", "table", "--meeting", "m"),
        ("collect", "table", "x.csv", "y.csv", "--meeting", "m"),
        ("collect", "table", "x.csv", "--meeting", "m", "--retention", "long"),
        ("collect", "table", "x.csv", "--meeting", "m", "--preset", "unknown"),
        ("collect", "table", "x.csv", "--meeting", "m", "--text"),
        ("collect", "table", "x.csv", "--meeting", "m", "--titel", "x"),
        ("collect", "google-forms", "x", "--meeting", "m", "--every", "1"),
        ("collect", "google-forms", "x", "--meeting", "m", "--every", "often"),
        ("collect", "google-sheets", "x" * 44, "--meeting", "m", "--preset", "unknown"),
        ("collect", "youtube-live", "abcdefghijk", "--meeting", "m", "--until", "late"),
        ("collect", "all", "--meeting", "m"),
        ("serve", "--port", "99999"),
    ],
    ids=" ".join,
)
def test_a_refusal_is_one_japanese_line(home: Path, words: tuple[str, ...]) -> None:
    done = koemap(home, *words)
    (line,) = done.stderr.splitlines()
    assert line.startswith("koemap: ")
    assert english_left(TYPED.sub("", line)) == ""
    assert done.returncode in (1, 2)


def test_a_home_that_cannot_be_used_is_one_fault_on_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = koemap(tmp_path / "file" / "home", "doctor")
    faults = [line for line in done.stdout.splitlines() if line.startswith("異常")]
    assert (done.returncode, len(faults)) == (1, 1)
    assert "KOEMAP_HOME を確かめてください" in faults[0]
    found = json.loads(koemap(tmp_path / "file" / "home", "doctor", "--json").stdout)["checks"]
    assert [name for name, one in found.items() if not one["ok"]] == ["home", "store", "Google"]
    assert found["store"]["finding"].startswith("not checked")


def test_the_doctor_speaks_the_language_of_the_person(home: Path) -> None:
    assert "正常  保管庫: 会議 1件" in koemap(home, "doctor").stdout
    assert "ok    store: 1 meetings" in koemap(home, "doctor", locale=ENGLISH).stdout


def refusals() -> Iterator[tuple[str, Mapping[str | None, ast.expr]]]:
    """Where the source refuses something, and the named arguments of the error."""
    for path in sorted(path for name in PACKAGES for path in (ROOT / name).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ERRORS:
                place = f"{path.relative_to(ROOT)}, line {node.lineno}"
                yield place, {keyword.arg: keyword.value for keyword in node.keywords}


def test_every_refusal_in_the_source_has_its_japanese() -> None:
    found = list(refusals())
    assert len(found) > 30
    assert [place for place, words in found if "ja" not in words] == []


def test_what_a_japanese_refusal_quotes_stands_in_japanese_quotation_marks() -> None:
    quoted = [
        place
        for place, words in refusals()
        for part in ast.walk(words.get("ja", ast.Constant("")))
        if isinstance(part, ast.FormattedValue) and part.conversion == ord("r")
    ]
    assert quoted == []


def test_no_command_shows_a_refusal_past_the_language_of_the_person() -> None:
    for path in sorted((ROOT / "koemap" / "cli").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FormattedValue):
                place = f"{path.relative_to(ROOT)}, line {node.lineno}"
                assert getattr(node.value, "id", "") != "error", place
