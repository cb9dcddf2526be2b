"""How far somebody has read of a live meeting, as desks say it when they ask for more."""

from __future__ import annotations

from typing import NamedTuple, Self


class Heads(NamedTuple):
    """How far somebody has read: the last number of each kind.

    `said` is that of what is said of arrivals; `changes` is how often people decided something or
    comments changed; `lines` stands for how all that happened up to `happenings` reads.
    """

    arrivals: int = 0
    said: int = 0
    acts: int = 0
    happenings: int = 0
    changes: int = 0
    lines: int = 0

    def __str__(self) -> str:
        return ".".join(map(str, self))

    @classmethod
    def parse(cls, text: str) -> Self:
        """The heads written so; nothing read for anything else.

        >>> Heads.parse("3.2.1.0.7.0").acts, Heads.parse("3.x") == Heads()
        (1, True)
        """
        parts = text.split(".")
        if len(parts) != len(cls._fields) or not all(_is_number(part) for part in parts):
            return cls()
        return cls(*map(int, parts))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 18
