"""What a person asked for, when a source is collected by command."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from collectors.commands import Argument, Choice, Command, Option, Text, Time
from koemap.cli.language import say
from koemap.cli.terms import Terms


@dataclass(frozen=True)
class Asked:
    """The words of a command line, understood; `options` by name, as the source takes them."""

    kind: str
    declared: Command
    argument: str | Path
    options: Mapping[str, Any]
    terms: Terms
    follow: bool = False
    every: int = 0
    supervised: bool = False

    @property
    def words(self) -> list[str]:
        """The words that collect the source again; none for a file, which is read by hand."""
        if self.declared.argument.reads is None:
            return []
        words = [self.kind, str(self.argument)]
        for option in self.declared.options:
            words += _words(option, self.options[option.key])
        if self.declared.way == "rounds":
            words += ["--follow", "--every", str(self.every)]
        return words


def understood(kind: str, declared: Command, given: dict[str, Any]) -> Asked:
    """What was asked for, from what click gives of it; a usage error when it cannot be meant."""
    typed = given.pop("argument")
    argument = _meant(declared.argument, typed)
    options = {
        option.key: _checked(option, given.pop(option.key), str(typed))
        for option in declared.options
    }
    terms = Terms(given.pop("authority"), given.pop("retention"))
    return Asked(kind, declared, argument, options, terms, **given)


def _words(option: Option, value: Any) -> Iterator[str]:
    """The words that give the option this value, none where it has it anyway."""
    if isinstance(option, Choice) and value == option.words[0]:
        return
    values = value if isinstance(value, tuple) else (value,)
    for one in filter(None, values):
        yield f"--{option.name}"
        yield one.isoformat() if isinstance(one, datetime) else str(one)


def _meant(argument: Argument, typed: str | Path) -> str | Path:
    """The id that was meant, or the file."""
    if argument.reads is None:
        return typed
    found = argument.reads(str(typed))
    if found is None:
        en, ja = argument.wrong
        raise _wrong(f"'{argument.shown}'", f"{str(typed)!r} {en}", f"「{typed}」{ja}")
    return found


def _checked(option: Option, value: Any, typed: str) -> Any:
    """The value an option has."""
    match option:
        case Text(known=known) if known and value and value not in known:
            name = f"--{option.name}"
            en, ja = f"{value!r}; known: {', '.join(known)}", f"「{value}」は {name} に使えません"
            raise _wrong(f"'{name}'", en, f"{ja}。使えるもの: {'、'.join(known)}")
        case Text(implied=implied) if implied and not value:
            return implied(typed)
        case Time(past=past) if past and value and value <= datetime.now(UTC):
            click.echo(say(*past), err=True)  # no fault: a remembered command may hold one
            return None
    return value


def _wrong(hint: str, en: str, ja: str) -> click.UsageError:
    """As click says it in English."""
    return click.UsageError(say(f"Invalid value for {hint}: {en}", ja))
