"""JSON values written one after another, in a list or not, read as they come."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, TextIO

CHUNK = 1_000_000
LARGEST = 64_000_000

_BETWEEN = re.compile(r"[\s,\ufeff]*")
_DECODER = json.JSONDecoder()
_TOKEN = 16  # no longer than this can a literal or an escape be cut off

Entry = tuple[Any, str]


def entries(head: str, rest: TextIO) -> Iterator[Entry]:
    """Each value with what is wrong with it, of a text that begins with `head`.

    A broken value costs the ones after it only where they do not begin lines of their own.
    """
    yield from _Entries(head, rest).read()


class _Entries:
    """A text of which no more is held than the value that is being read."""

    def __init__(self, head: str, rest: TextIO) -> None:
        self._text, self._at, self._rest = head, 0, rest
        self._begins = ""

    def read(self) -> Iterator[Entry]:
        self._pass_over()
        in_list = self._text.startswith("[", self._at)
        self._at += in_list
        while self._pass_over():
            if in_list and self._text.startswith("]", self._at):
                in_list, self._at = False, self._at + 1
                continue
            self._begins = self._begins or self._line_start()
            found = self._value()
            yield found
            if found[1] and not self._go_on():
                return
        if in_list:
            yield None, "is missing; was the download interrupted?"

    def _pass_over(self) -> bool:
        """Whether anything comes after the blanks and commas here."""
        while True:
            matched = _BETWEEN.match(self._text, self._at)
            self._at = matched.end() if matched else self._at
            if self._at < len(self._text) or not self._more():
                return self._at < len(self._text)

    def _more(self) -> bool:
        """Read on, twice as much as is held, and let go of what is done."""
        held = self._text[self._at :]
        more = self._rest.read(max(CHUNK, len(held))) if len(held) < LARGEST else ""
        if more:
            self._text, self._at = held + more, 0
        return bool(more)

    def _value(self) -> Entry:
        while True:
            try:
                value, self._at = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if not self._is_cut(error) or not self._more():
                    return None, "is no JSON"
            except (ValueError, RecursionError):
                return None, "is no JSON"
            else:
                return value, ""

    def _is_cut(self, error: json.JSONDecodeError) -> bool:
        return error.msg.startswith("Unterminated") or error.pos > len(self._text) - _TOKEN

    def _line_start(self) -> str:
        """What a line begins with when an object begins there, by how the first one stands."""
        line = self._text[: self._at].rpartition("\n")[2]
        return "\n" + ("" if line.strip() else line) + "{"

    def _go_on(self) -> bool:
        """Whether another value was found after a broken one."""
        while (found := self._text.find(self._begins, self._at + 1)) < 0:
            self._at = max(self._at, len(self._text) - len(self._begins))
            if not self._more():
                return False
        self._at = found
        return True
