"""`koemap user`: who of the staff may log in."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from koemap.cli.help import Family
from koemap.cli.installation import opened
from koemap.cli.language import say
from koemap.cli.report import Report, Speaking
from koemap.errors import SettingsError, why
from koemap.records import Role, User

if TYPE_CHECKING:
    from koemap.settings import Settings

LONGEST_FILE = 4_096  # characters; a password file holds one line
ROLES = {"viewer": "閲覧", "editor": "編集", "admin": "管理"}

password_file_option = click.option(
    "--password-file",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help="File whose first line is the password.",
)


@click.group(cls=Family)
def user() -> None:
    """Say who of the staff may log in."""


@user.command(cls=Speaking)
@click.argument("name", metavar="NAME")
@click.option("--role", type=click.Choice(get_args(Role)), required=True, help="What they may do.")
@password_file_option
def add(name: str, role: Role, password_file: Path | None) -> Report:
    """Add a user, or give a known one another role and password."""
    from koemap.store.users import checked_name

    name = checked_name(name)
    password = _password(password_file)
    with opened() as (settings, store):
        is_new = store.add_user(name, role, password, datetime.now(UTC))
        saved = next(known for known in store.users() if known.name == name)
    done = say("added", "追加しました") if is_new else say("changed", "変更しました")
    facts = {**_described(saved, settings), "added": is_new}
    return Report(facts, [f"{done} {name}: {say(role, ROLES[role])}"])


@user.command("list", cls=Speaking)
def list_users() -> Report:
    """List the users with their roles."""
    with opened() as (settings, store):
        facts = [_described(known, settings) for known in store.users()]
    how = "koemap user add NAME --role admin"
    none = say(f"no user yet; add one: {how}", f"利用者はまだいません。先に追加: {how}")
    return Report({"users": facts}, [_line(fact) for fact in facts] or [none])


@user.command(cls=Speaking)
@click.argument("name", metavar="NAME")
def disable(name: str) -> Report:
    """Shut a user out; what they decided stays under their name."""
    with opened() as (_, store):
        ended = store.disable_user(name, datetime.now(UTC))
    line = say(f"{name} can no longer log in", f"{name} はログインできなくなりました")
    return Report({"name": name, "sessions_ended": ended}, [f"{line}{_ended(ended)}"])


@user.command(cls=Speaking)
@click.argument("name", metavar="NAME")
@password_file_option
def password(name: str, password_file: Path | None) -> Report:
    """Give a user another password; they are logged out everywhere."""
    given = _password(password_file)
    with opened() as (_, store):
        ended = store.change_password(name, given)
    line = say(f"{name} has another password", f"{name} のパスワードを変更しました")
    return Report({"name": name, "sessions_ended": ended}, [f"{line}{_ended(ended)}"])


def _password(path: Path | None) -> str:
    """The password from the file, from standard input, or asked for twice at a terminal."""
    if path and str(path) != "-":
        return _of_file(path)
    if path or not sys.stdin.isatty():
        return _first_line(sys.stdin.readline(LONGEST_FILE))
    question, again = say("Password", "パスワード"), say("Once more", "もう一度")
    typed: str = click.prompt(question, hide_input=True, confirmation_prompt=again, err=True)
    return typed


def _of_file(path: Path) -> str:
    try:
        with path.open(encoding="utf-8-sig") as file:
            return _first_line(file.readline(LONGEST_FILE))
    except (OSError, UnicodeDecodeError) as error:
        reason, reason_ja = why(error)
        raise SettingsError(
            f"cannot read the password from {path} ({reason}); check --password-file",
            ja=f"{path} からパスワードを読めません（{reason_ja}）。"
            "--password-file を確かめてください",
        ) from error


def _first_line(text: str) -> str:
    line = text.rstrip("\r\n")
    if not line:
        raise click.UsageError(
            say(
                "no password was given; write it to standard input or name a --password-file",
                "パスワードがありません。標準入力に書くか、--password-file で指定してください",
            )
        )
    return line


def _described(known: User, settings: Settings) -> dict[str, Any]:
    """The user as JSON values, times in the installation's zone."""
    times = {"created_at": known.created_at, "disabled_at": known.disabled_at}
    zoned = {
        name: at.astimezone(settings.zone).isoformat(timespec="seconds") if at else None
        for name, at in times.items()
    }
    return {**asdict(known), **zoned}


def _line(fact: dict[str, Any]) -> str:
    out = say("  shut out", "  停止中") if fact["disabled_at"] else ""
    return f"{fact['name']}  {say(fact['role'], ROLES[fact['role']])}{out}"


def _ended(n: int) -> str:
    return say(f"; sessions ended: {n}", f"。終了したログイン: {n}") if n else ""
