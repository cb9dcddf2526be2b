"""`koemap user`, as a person and as a program use it."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from koemap.errors import LoginError
from koemap.store import Store
from tests import commands
from tests.koemap.test_cli import ROOT, environment, facts, koemap

PASSWORD = "みなも市の合い言葉 7"  # noqa: S105
ADD = ("user", "add", "山田", "--role", "editor")


def given(
    home: Path, text: str, *words: str, language: str = "C.UTF-8"
) -> subprocess.CompletedProcess[str]:
    """The command with that text on its standard input."""
    where = {**environment(home), "LC_ALL": language}
    return commands.run(*words, environment=where, given=text)


def may_enter(home: Path, name: str, password: str) -> bool:
    store = Store(f"sqlite:///{home / 'koemap.db'}")
    try:
        store.log_in(name, password, address="127.0.0.1", key=b"key", at=datetime.now(UTC))
    except LoginError:
        return False
    finally:
        store.close()
    return True


def typed(home: Path, answers: list[str], *words: str) -> tuple[int, str]:
    """The exit status and all that a terminal shows when a person types these answers."""
    mine, terminal = pty.openpty()
    command = [sys.executable, "-m", "koemap", *words]
    streams = {"stdin": terminal, "stdout": terminal, "stderr": terminal}
    process = subprocess.Popen(
        command, env=environment(home), cwd=ROOT, start_new_session=True, **streams
    )
    os.close(terminal)
    shown = b""
    for answer in answers:
        while not shown.endswith(b": "):  # the space comes when typing is no longer shown
            shown += os.read(mine, 1024)
        os.write(mine, f"{answer}\n".encode())
        shown += b"\n"
    try:
        while piece := os.read(mine, 1024):
            shown += piece
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(mine)
    return process.wait(), shown.decode()


def test_a_user_is_added_with_a_password_from_standard_input(tmp_path: Path) -> None:
    done = given(tmp_path, f"{PASSWORD}\n", *ADD, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["name"], found["role"], found["added"]) == ("山田", "editor", True)
    assert PASSWORD not in done.stdout + done.stderr
    assert facts(tmp_path, "user", "list")["users"] == [
        {key: found[key] for key in ("name", "role", "created_at", "disabled_at")}
    ]
    assert may_enter(tmp_path, "山田", PASSWORD)


def test_a_user_is_added_with_a_password_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text(f"\ufeff{PASSWORD}\r\nmore\n", encoding="utf-8")
    done = koemap(tmp_path, *ADD, "--password-file", file)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "added 山田: editor\n"
    assert may_enter(tmp_path, "山田", PASSWORD)


def test_at_a_terminal_the_password_is_asked_for_twice_and_not_shown(tmp_path: Path) -> None:
    status, shown = typed(tmp_path, [PASSWORD, PASSWORD], *ADD)
    assert status == 0
    assert "Once more" in shown
    assert "added 山田: editor" in shown
    assert PASSWORD not in shown
    assert may_enter(tmp_path, "山田", PASSWORD)


def test_at_a_terminal_two_different_passwords_are_asked_for_again(tmp_path: Path) -> None:
    status, shown = typed(tmp_path, [PASSWORD, "another one", PASSWORD, PASSWORD], *ADD)
    assert status == 0
    assert "do not match" in shown
    assert may_enter(tmp_path, "山田", PASSWORD)


def test_adding_again_is_safe_and_changes_the_role(tmp_path: Path) -> None:
    given(tmp_path, PASSWORD, *ADD)
    again = given(tmp_path, PASSWORD, "user", "add", "山田", "--role", "admin")
    assert (again.returncode, again.stdout) == (0, "changed 山田: admin\n")
    assert [user["role"] for user in facts(tmp_path, "user", "list")["users"]] == ["admin"]


def test_a_password_is_changed_and_the_old_one_no_longer_works(tmp_path: Path) -> None:
    given(tmp_path, PASSWORD, *ADD)
    assert may_enter(tmp_path, "山田", PASSWORD)
    done = given(tmp_path, "another password", "user", "password", "山田", "--json")
    assert json.loads(done.stdout) == {"name": "山田", "sessions_ended": 1}
    assert not may_enter(tmp_path, "山田", PASSWORD)
    assert may_enter(tmp_path, "山田", "another password")


def test_a_user_is_shut_out(tmp_path: Path) -> None:
    given(tmp_path, PASSWORD, *ADD)
    assert facts(tmp_path, "user", "disable", "山田") == {"name": "山田", "sessions_ended": 0}
    assert not may_enter(tmp_path, "山田", PASSWORD)
    assert koemap(tmp_path, "user", "list").stdout == "山田  editor  shut out\n"


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("short", ADD, "has 5 characters"),
        (PASSWORD, ("user", "add", "a\tb", "--role", "viewer"), "cannot be a name"),
        (PASSWORD, ("user", "password", "鈴木"), "there is no user '鈴木'"),
        ("", ("user", "disable", "鈴木"), "there is no user '鈴木'"),
        (PASSWORD, (*ADD, "--password-file", "nowhere"), "cannot read the password from nowhere"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    tmp_path: Path, text: str, words: tuple[str, ...], said: str
) -> None:
    done = given(tmp_path, text, *words)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("koemap: ")
    assert done.stderr.count("\n") == 1
    assert said in done.stderr
    assert PASSWORD not in done.stderr


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (PASSWORD, ("user", "add", "山田")),
        (PASSWORD, ("user", "add", "山田", "--role", "king")),
        ("", ADD),
        ("\n", ADD),
    ],
)
def test_wrong_usage_is_told_apart(tmp_path: Path, text: str, words: tuple[str, ...]) -> None:
    assert given(tmp_path, text, *words).returncode == 2


def test_in_japanese_it_speaks_japanese(tmp_path: Path) -> None:
    done = given(tmp_path, PASSWORD, *ADD, language="ja_JP.UTF-8")
    assert done.stdout == "追加しました 山田: 編集\n"


def test_nobody_else_may_reach_screens_before_there_is_a_user(tmp_path: Path) -> None:
    done = koemap(tmp_path, "serve", "--host", "0.0.0.0")  # noqa: S104
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "koemap user add NAME --role admin" in done.stderr
