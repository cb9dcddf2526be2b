"""The help speaks the language of the person, and its lines end where the terminal does."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from unicodedata import east_asian_width

import click
import pytest

from koemap.cli import koemap as commands
from koemap.cli.help_words import COMMANDS, JAPANESE, OPTIONS
from tests.commands import run
from tests.dashboard.japanese import english_left

ROOT = Path(__file__).parents[2]
JAPANESE_LOCALE, ENGLISH_LOCALE = "ja_JP.UTF-8", "en_US.UTF-8"
TYPED = re.compile(r"\[[^必]*\]|^ +-.*?  |--[a-z]+|KOEMAP_HOME|Dask|none|auto|poll|stream|x=", re.M)


def everything(
    command: click.Command, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command and group with the words that call it."""
    yield path, command
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from everything(below, (*path, name))


ALL = [pytest.param(*one, id=" ".join(["koemap", *one[0]])) for one in everything(commands)]


def texts(command: click.Command) -> set[str]:
    """The English help of a command and of its options."""
    options = [p for p in command.get_params(click.Context(command)) if isinstance(p, click.Option)]
    said = {command.help or "", *(option.help or "" for option in options)}
    return {" ".join(text.split()) for text in said}


def typed(*words: str, locale: str, width: int = 80) -> subprocess.CompletedProcess[str]:
    where = {**os.environ, "LC_ALL": locale, "COLUMNS": str(width)}
    return run(*words, environment=where)


@pytest.mark.parametrize(("path", "command"), ALL)
def test_every_command_and_option_has_a_japanese_help(
    path: tuple[str, ...], command: click.Command
) -> None:
    said = texts(command)
    assert "" not in said
    assert said - set(JAPANESE) == set()
    assert [t for t in said if not re.search("[ぁ-んァ-ヶ一-龠]", JAPANESE[t])] == []


def test_no_japanese_help_is_of_a_text_that_is_gone() -> None:
    said = set().union(*(texts(command) for _, command in everything(commands)))
    assert {*COMMANDS, *OPTIONS} - said == set()


@pytest.mark.parametrize(
    "path",
    [(), ("collect",), ("collect", "youtube-live"), ("analyze",), ("purge",), ("export",)],
    ids=" ".join,
)
def test_a_clerk_with_a_japanese_locale_reads_japanese_help(path: tuple[str, ...]) -> None:
    done = typed(*path, "--help", locale=JAPANESE_LOCALE)
    assert done.returncode == 0
    assert done.stdout.startswith(" ".join(["使い方: koemap", *path, "[オプション]"]))
    assert "この説明を表示する" in done.stdout
    for line in done.stdout.splitlines():
        assert sum(2 if east_asian_width(c) in "WF" else 1 for c in line) <= 80
    told = done.stdout.partition("オプション:")[2].partition("コマンド:")[0]
    assert english_left(TYPED.sub("", told)) == ""


def test_what_is_said_of_an_option_in_brackets_is_japanese_too() -> None:
    text = typed("analyze", "--help", locale=JAPANESE_LOCALE).stdout
    assert "会議  [必須]" in text
    assert "[既定: static]" in text
    assert "会議  [必須]" not in typed("analyze", "--help", locale=ENGLISH_LOCALE).stdout


def test_english_help_is_as_click_writes_it() -> None:
    text = typed("meeting", "add", "--help", locale=ENGLISH_LOCALE).stdout
    assert text.startswith("Usage: koemap meeting add [OPTIONS] ID\n\n  Make a meeting known,")
    assert "  --title TEXT     Title as shown.  [required]\n" in text


@pytest.mark.parametrize("locale", [JAPANESE_LOCALE, ENGLISH_LOCALE])
@pytest.mark.parametrize("path", [(), ("collect",)], ids=["koemap", "koemap collect"])
def test_a_group_without_a_command_shows_its_help_line_by_line(
    path: tuple[str, ...], locale: str
) -> None:
    done = typed(*path, locale=locale)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == typed(*path, "--help", locale=locale).stdout
