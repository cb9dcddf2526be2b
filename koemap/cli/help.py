"""The help of every command in the language of the person, laid out by the width of its letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import east_asian_width

import click

from koemap.cli.help_words import IN_BRACKETS, JAPANESE
from koemap.cli.language import speaks_japanese

# A word in Latin letters stays whole, and no line begins with what ends a sentence or a bracket.
_PIECE = re.compile(r"[（「]*(?:[!-~]+|.)[、。）」…ー]*")
_KEEP_LINES = "\b\n"  # as click is told not to break lines anew


def helped(english: str) -> str:
    """A text of the help in the person's language; what has no Japanese stays as it is."""
    return JAPANESE.get(" ".join(english.split()), english) if speaks_japanese() else english


class HelpPage(click.HelpFormatter):
    """The help as click lays it out, its words in the person's language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how the command is typed."""
        words = ["[OPTIONS]", "COMMAND [ARGS]..."]
        for word in words:
            args = args.replace(word, helped(word))
        super().write_usage(prog, args, prefix or f"{helped('Usage:')} ")

    def write_heading(self, heading: str) -> None:
        """Write what the rows below are."""
        super().write_heading(helped(heading))

    def write_text(self, text: str) -> None:
        """Write what the command does."""
        super().write_text(_laid_out(helped(text), self.width - self.current_indent))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write commands or options, each with what it does."""
        listed = [(name, _row(text)) for name, text in rows]
        first = min(max(len(name) for name, _ in listed), col_max) + col_spacing
        width = self.width - first - self.indent_increment
        laid_out = [(name, _laid_out(text, width)) for name, text in listed]
        super().write_dl(laid_out, col_max, col_spacing)


class Helped(click.Command):
    """A command whose help is in the person's language."""

    class context_class(click.Context):  # noqa: N801
        """Writes help with a `HelpPage`."""

        formatter_class = HelpPage

    def get_short_help_str(self, limit: int = 45) -> str:
        """What the command does, in a list of commands: in Japanese the whole first sentence."""
        if not speaks_japanese():
            return super().get_short_help_str(limit)
        return helped(self.help or "").partition("。")[0]


class Family(Helped, click.Group):
    """A group of commands whose help is in the person's language."""


def _row(text: str) -> str:
    """What an option does and what is said of it in brackets, such as its default."""
    does, gap, bracket = text.partition("  [")
    for english in IN_BRACKETS:
        bracket = bracket.replace(english, helped(english))
    return helped(does) + gap + bracket


def _laid_out(text: str, width: int) -> str:
    """The text in lines of at most that width, where it is Japanese."""
    return _KEEP_LINES + "\n".join(_lines(text, width)) if speaks_japanese() else text


def _lines(text: str, width: int) -> Iterator[str]:
    """The text in lines; a Japanese letter is as wide as two others.

    >>> list(_lines("地図をつくる。（KOEMAP_HOME）", 12))
    ['地図をつく', 'る。', '（KOEMAP_HOME）']
    """
    line = ""
    for piece in _PIECE.findall(text):
        if line and _width(line + piece) > width:
            yield line.rstrip()
            line = piece.lstrip()
        else:
            line += piece
    yield line


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
