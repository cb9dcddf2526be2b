"""The commands keep their contract: one JSON object, exit statuses, one line of error."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from koemap.live_records import DeskAct
from koemap.moderation import checked
from koemap.records import Decision
from koemap.store import Store
from tests import commands

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "koemap" / "sample"
CHAT, FORM = SAMPLE / "minamo-2.live_chat.json", SAMPLE / "minamo-2-forms.csv"
ANSWERS = "意見\nAIの判断の理由を公開してほしい\n学校で使い方を教えて\n電気代が心配です\n"


def environment(home: Path) -> dict[str, str]:
    """That of the installation, in English whatever the locale of whoever tests."""
    return {**os.environ, "LC_ALL": "C.UTF-8", "KOEMAP_HOME": str(home)}


def koemap(home: Path, *words: object) -> subprocess.CompletedProcess[str]:
    return commands.run(*words, environment=environment(home))


def facts(home: Path, *words: object) -> dict[str, Any]:
    done = koemap(home, *words, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An installation with one meeting and three answers."""
    home = tmp_path / "home"
    facts(home, "meeting", "add", "m", "--title", "会議")
    answers = tmp_path / "answers.csv"
    answers.write_text(ANSWERS, encoding="utf-8")
    assert facts(home, "collect", "table", answers, "--meeting", "m")["added"] == 3
    return home


@pytest.fixture(scope="module")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("demo")
    facts(home, "demo", "--no-serve")
    return home


def test_the_demo_again_changes_nothing(demo_home: Path) -> None:
    site = sorted((demo_home / "public").rglob("*"))
    before = [path.read_bytes() for path in site if path.is_file()]
    again = facts(demo_home, "demo", "--no-serve")
    assert facts(demo_home, "meeting", "list")["meetings"][0]["maps"] == [again["map_id"]]
    after = sorted((demo_home / "public").rglob("*"))
    assert site == after
    assert before == [path.read_bytes() for path in after if path.is_file()]


def test_every_received_comment_is_exported_once(demo_home: Path, tmp_path: Path) -> None:
    path = tmp_path / "comments.json"
    command = ("export", "--meeting", "minamo-2", "--what", "comments", "--to", path)
    assert facts(demo_home, *command)["rows"] == 552
    rows = json.loads(path.read_text(encoding="utf-8"))
    assert len({row["comment_id"] for row in rows}) == 552
    assert {row["status"] for row in rows} == {"in_topic", "lone", "reaction", "withdrawn"}


@pytest.mark.parametrize("what", ["comments", "topics", "map", "accounting"])
@pytest.mark.parametrize("suffix", ["csv", "json", "parquet"])
def test_every_export_can_be_written_in_every_form(
    demo_home: Path, tmp_path: Path, what: str, suffix: str
) -> None:
    first, second = tmp_path / f"a.{suffix}", tmp_path / f"b.{suffix}"
    for path in (first, second):
        facts(demo_home, "export", "--meeting", "minamo-2", "--what", what, "--to", path)
    assert first.read_bytes() == second.read_bytes() != b""


def test_analyzing_again_gives_the_same_map(home: Path) -> None:
    first, second = (facts(home, "analyze", "--meeting", "m") for _ in range(2))
    assert first.pop("seconds").keys() == second.pop("seconds").keys()
    assert first == second
    assert list(first) == [
        *("map_id", "received", "in_topic", "lone", "reactions", "hidden", "withdrawn"),
        *("people", "voices", "topics", "themes"),
    ]
    assert first["received"] == 3


def test_a_map_nobody_approved_is_not_published(home: Path, tmp_path: Path) -> None:
    facts(home, "analyze", "--meeting", "m")
    refused = koemap(home, "publish", "--meeting", "m", "--to", tmp_path / "site")
    assert refused.returncode == 1
    assert "koemap approve --meeting m --by NAME" in refused.stderr
    assert not (tmp_path / "site").exists()
    facts(home, "approve", "--meeting", "m", "--by", "山田")
    facts(home, "publish", "--meeting", "m", "--to", tmp_path / "site")
    assert (tmp_path / "site" / "index.html").exists()


def test_who_approves_is_told_how_many_were_rejected_at_the_desk(home: Path) -> None:
    facts(home, "analyze", "--meeting", "m")
    assert "rejected" not in koemap(home, "approve", "--meeting", "m", "--by", "山田").stdout
    store = Store(f"sqlite:///{home / 'koemap.db'}")
    first, *_ = store.comments("m")
    store.act(DeskAct("m", "reject", first.comment_id, "佐藤", datetime.now(UTC)), checked)
    assert facts(home, "approve", "--meeting", "m", "--by", "山田")["rejected"] == 1
    told = koemap(home, "approve", "--meeting", "m", "--by", "山田").stdout
    assert "rejected at the desk, but on this map: 1" in told
    hidden = Decision("m", "hide", first.comment_id, "佐藤", datetime.now(UTC), "中傷")
    store.decide(hidden)
    store.close()
    assert facts(home, "approve", "--meeting", "m", "--by", "山田")["rejected"] == 0


def test_publishing_tells_what_lacks_without_an_address(home: Path, tmp_path: Path) -> None:
    facts(home, "analyze", "--meeting", "m")
    facts(home, "approve", "--meeting", "m", "--by", "山田")
    command = ("publish", "--meeting", "m", "--to", tmp_path / "site")
    assert koemap(home, *command).stdout.count("--address") == 1
    assert "--address" not in koemap(home, *command, "--address", "https://example.org").stdout
    assert "--address" not in koemap(home, *command).stdout


def test_a_new_map_needs_a_new_approval(home: Path, tmp_path: Path) -> None:
    facts(home, "analyze", "--meeting", "m")
    facts(home, "approve", "--meeting", "m", "--by", "山田")
    (tmp_path / "more.csv").write_text(
        "意見\n災害のとき停電したらどうなりますか\n", encoding="utf-8"
    )
    facts(home, "collect", "table", tmp_path / "more.csv", "--meeting", "m")
    facts(home, "analyze", "--meeting", "m")
    assert koemap(home, "publish", "--meeting", "m", "--to", tmp_path / "s").returncode == 1


@pytest.mark.parametrize(
    "words",
    [
        ("collect", "table", "nowhere.csv", "--meeting", "m"),
        ("collect", "youtube-archive", "nowhere.json", "--meeting", "m"),
        ("collect", "table", FORM, "--meeting", "m", "--text", "no such column"),
        ("collect", "table", FORM, "--meeting", "other"),
        ("analyze", "--meeting", "other"),
        ("approve", "--meeting", "m", "--by", "山田"),
        ("export", "--meeting", "m", "--what", "comments", "--to", "x.csv"),
        ("publish", "--meeting", "m", "--to", "x"),
    ],
)
def test_work_that_fails_says_why_in_one_line(home: Path, words: tuple[object, ...]) -> None:
    plain, as_json = koemap(home, *words), koemap(home, *words, "--json")
    assert (plain.returncode, as_json.returncode) == (1, 1)
    assert plain.stdout == ""
    assert plain.stderr.startswith("koemap: ")
    assert plain.stderr.count("\n") == 1
    assert json.loads(as_json.stdout)["error"] in plain.stderr


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("unknown",),
        ("meeting", "add", "m"),
        ("meeting", "add", "Bad Id", "--title", "x"),
        ("meeting", "add", "m", "--title", "x", "--starts-at", "tomorrow"),
        ("meeting", "add", "m", "--title", "x", "--video", "https://example.org/x"),
        ("collect", "table", FORM, "--meeting", "m", "--preset", "unknown"),
        ("analyze", "--meeting", "m", "--embedder", "unknown"),
        ("analyze", "--meeting", "m", "--seed", "-1"),
        ("export", "--meeting", "m", "--what", "secrets", "--to", "x.csv"),
        ("serve", "--port", "99999"),
    ],
)
def test_wrong_usage_is_told_apart_from_failure(home: Path, words: tuple[object, ...]) -> None:
    done = koemap(home, *words)
    assert done.returncode == 2
    assert done.stderr
    if words:
        assert json.loads(koemap(home, *words, "--json").stdout)["status"] == 2


def test_serving_says_where_answers_and_ends_with_one_line_whoever_is_still_asking(
    demo_home: Path,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        where = server.getsockname()
    command = [sys.executable, "-m", "koemap", "serve", "--port", str(where[1]), "--json"]
    out, home = subprocess.PIPE, environment(demo_home)
    with (
        subprocess.Popen(
            command, stdout=out, stderr=out, text=True, env=home, start_new_session=True
        ) as process,
        ExitStack() as stack,
    ):
        stack.callback(process.kill)
        assert process.stdout is not None
        url = json.loads(process.stdout.readline())["url"]
        slow = stack.enter_context(socket.create_connection(where))
        slow.sendall(b"GET / HTTP/1.1\r\nHost: ")
        with urllib.request.urlopen(url, timeout=60) as answer:
            assert answer.status == 200
        os.killpg(process.pid, signal.SIGINT)
        _, error = process.communicate(timeout=60)
    assert (process.returncode, error) == (0, "stopped; what was stored stays\n")


def test_a_port_that_is_taken_is_named(demo_home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        done = koemap(demo_home, "serve", "--port", server.getsockname()[1])
    assert done.returncode == 1
    assert "choose another with --port" in done.stderr


def test_the_doctor_finds_a_broken_store(tmp_path: Path) -> None:
    assert facts(tmp_path / "home", "doctor")["healthy"]
    (tmp_path / "home" / "koemap.db").write_text("not a database" * 99, encoding="utf-8")
    done = koemap(tmp_path / "home", "doctor", "--json")
    assert done.returncode == 1
    assert not json.loads(done.stdout)["checks"]["store"]["ok"]
