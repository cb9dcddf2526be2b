"""What the command line may give a source: declared in its file, made a command by koemap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from typing import TYPE_CHECKING, Literal, Protocol
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collectors.events import Collector
    from collectors.google.client import Google
    from collectors.google.quota import Quota

Said = tuple[str, str]
"""The same in English and in Japanese."""

Way = Literal["file", "rounds", "stream"]
"""A file is read once; a source that grows is read in rounds; a stream happens once, and ends."""


@dataclass(frozen=True, slots=True)
class Argument:
    """What a source is found by, such as a video or a form; a file where nothing `reads` it.

    `shown` stands for it in the help. `reads` gives the id that a text means, None when it means
    none; then `wrong` is said of the text.
    """

    shown: str
    reads: Callable[[str], str | None] | None = None
    wrong: Said = ("", "")


FILE = Argument("FILE")


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    help: str

    @property
    def key(self) -> str:
        """The name under which `make` is given it."""
        return self.name.replace("-", "_")


@dataclass(frozen=True, slots=True)
class Text(_Named):
    """An option that takes a text, "" when it is not given; a tuple of texts where `repeatable`.

    `shown` stands for it in the help. Others than those `known`, if any are, are refused.
    `implied` finds it in the argument as typed, for when the option is not given.
    """

    shown: str | None = None
    repeatable: bool = False
    known: tuple[str, ...] = ()
    implied: Callable[[str], str] | None = None


@dataclass(frozen=True, slots=True)
class Choice(_Named):
    """An option that takes one of a few words, the first when it is not given."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Time(_Named):
    """An option that takes a time with its zone, None when it is not given.

    With `past` only a time to come is taken; that is said of another, which is then left out.
    """

    past: Said | None = None


@dataclass(frozen=True, slots=True)
class Number(_Named):
    """An option that takes a number from `least` to `most`, `usual` when it is not given."""

    least: float
    most: float
    usual: float


Option = Text | Choice | Time | Number


class Desk(Protocol):
    """What the installation lends a source; an interface of Google is the same each time."""

    @property
    def zone(self) -> ZoneInfo:
        """The zone of times that name none."""
        ...

    @property
    def sweep_every(self) -> timedelta:
        """How long after a sweep the next is due: at once, unless the source is followed."""
        ...

    def youtube(self, scopes: tuple[str, ...]) -> tuple[Google, Quota]:
        """YouTube's interface, and the quota of whoever pays."""
        ...

    def documents(self, interface: tuple[str, str], scopes: tuple[str, ...]) -> Google:
        """The interface to documents that are shared with whoever asks."""
        ...


@dataclass(frozen=True, slots=True)
class Command:
    """How a source is collected by command.

    `make` is called as `make(meeting, argument, desk, **options)`, again for every round, and gives
    the collector; a `-` in the name of an option is a `_` there. `every_seconds` is the usual
    pause between two rounds.
    """

    argument: Argument
    make: Callable[..., Collector]
    way: Way
    options: tuple[Option, ...] = ()
    every_seconds: int = 60


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list of sources: the module that holds its `COMMAND`, and the help in a line.

    The help stands here so that listing all sources imports none of them.
    """

    module: str
    help: str

    def command(self) -> Command:
        """What the file of the source declares."""
        declared: Command = import_module(self.module).COMMAND
        return declared
