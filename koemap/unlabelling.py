"""Names of topics without the words that only texts nobody may read any more had."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

JOINS, CUT = "・", "…"  # of labels
SHORTEST = 2  # characters


class Gone:
    """Tells whether words stand in texts that are gone and in none of those that are left.

    `left` is asked for only when words stand in a gone text; words of fewer than `shortest`
    characters are never gone, for they tell nothing.
    """

    def __init__(
        self, gone: Iterable[str], left: Callable[[], Iterable[str]], shortest: int = SHORTEST
    ) -> None:
        self.gone, self._left, self._shortest = _plain("\n".join(gone)), left, shortest

    def __call__(self, words: str) -> bool:
        """Whether the words are gone."""
        plain = _plain(words.rstrip(CUT))
        return len(plain) >= self._shortest and plain in self.gone and plain not in self._shown

    @cached_property
    def _shown(self) -> str:
        return _plain("\n".join(self._left()))


def without(
    label: str, keywords: Sequence[str], name: str, gone: Callable[[str], bool]
) -> tuple[str, tuple[str, ...]]:
    """The label and the keywords without what is gone.

    A label that loses all its parts becomes the other keywords, or `name`.

    >>> without("水の音・夜", ("水", "夜"), "t01", {"水の音", "水"}.__contains__)
    ('夜', ('夜',))
    """
    telling = tuple(word for word in keywords if not gone(word))
    parts = label.split(JOINS)
    heads = [] if gone(label) else [part for part in parts if not gone(part)]
    if len(heads) == len(parts):
        return label, telling
    return JOINS.join(heads or telling[:3]) or name, telling


def lost(label: str, keywords: Sequence[str], gone: Callable[[str], bool]) -> set[str]:
    """The words of a name that are gone: the whole label, its parts, and keywords.

    >>> sorted(lost("水の音・夜", ("水", "夜"), {"水の音", "水"}.__contains__))
    ['水', '水の音']
    """
    return {words for words in (label, *label.split(JOINS), *keywords) if gone(words)}


def cut(line: str, words: Iterable[str]) -> str:
    """The line with a mark in place of each of the words.

    >>> cut("新しい論点：水の音・夜（声 5件）", {"水", "水の音"})
    '新しい論点：…・夜（声 5件）'
    """
    for word in sorted(words, key=lambda one: (-len(one), one)):
        line = line.replace(word, CUT)
    return line


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
