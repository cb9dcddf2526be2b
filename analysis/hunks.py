"""Hunks: the places where two texts differ, and what one of them remarks there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# So many words put into a language with spaces at one place are a remark of one's own.
_REMARK = 3
# From so many words on, frequent ones do not count in an alignment.
_MOST_PLAIN = 200

_Places = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Hunk:
    """Where two texts differ: the words of each, and the words of both that stand around them.

    `before` and `after` are one word or none at an end of the texts; `spaced` is of the language.
    """

    shorter: tuple[str, ...]
    longer: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    spaced: bool

    def read(self, words: tuple[str, ...]) -> str:
        """The words as they were written, with those around them."""
        return (" " if self.spaced else "").join((*self.before, *words, *self.after))

    @property
    def is_within(self) -> bool:
        """Whether it stands between words of one sentence, as far as can be known."""
        return self.spaced and bool(self.before and self.after)

    @property
    def is_remark(self) -> bool:
        """Whether the longer text says something more here, and not the same otherwise."""
        if not self.longer or any(word.strip() for word in self.shorter):
            return False
        if self.spaced:
            return not self.is_within or len(self.longer) >= _REMARK
        return _opens(self.before, self.longer) and _opens(self.after[::-1], self.longer[::-1])


def hunks(shorter: tuple[str, ...], longer: tuple[str, ...], spaced: bool) -> Iterator[Hunk]:
    """The places where the texts differ, in their order; edits apart from remarks beside them."""
    for first, last, opens, closes in _differences(shorter, longer):
        place = (opens, closes) if last > first else _slid(longer, opens, closes, spaced)
        yield from _parted(_hunk(shorter[first:last], longer, *place, spaced))


def _differences(shorter: tuple[str, ...], longer: tuple[str, ...]) -> list[_Places]:
    """Where words of the one, from and to, stand in the place of words of the other."""
    if (place := _only_difference(shorter, longer)) is not None:
        return [place]
    codes = SequenceMatcher(None, shorter, longer).get_opcodes()
    return [(a, b, c, d) for tag, a, b, c, d in codes if tag != "equal"]


def _only_difference(shorter: tuple[str, ...], longer: tuple[str, ...]) -> _Places | None:
    """The one place where the texts differ when no word there is anywhere in the other text.

    As such words match nothing, no run of equal words is longer than what stands before or after.
    """
    start = _n_common(shorter, longer)
    end = _n_common(shorter[::-1], longer[::-1])
    mine, theirs = shorter[start : len(shorter) - end], longer[start : len(longer) - end]
    if not mine or not theirs or len(longer) >= _MOST_PLAIN:
        return None
    if not set(mine).isdisjoint(longer) or not set(theirs).isdisjoint(shorter):
        return None
    return start, start + len(mine), start, start + len(theirs)


def _n_common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both begin with."""
    n_common = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        n_common += 1
    return n_common


def _parted(hunk: Hunk) -> list[Hunk]:
    """The hunk, or an edit and the remark that follows or precedes it after a pause."""
    pauses = [place for place, word in enumerate(hunk.longer) if word.isspace()]
    n_kept = sum(word.isspace() for word in hunk.shorter)
    if hunk.spaced or not hunk.shorter or len(pauses) <= n_kept:
        return [hunk]
    ways = []
    if _opens(hunk.after[::-1], hunk.longer[::-1]):
        ways.append(_cut(hunk, pauses[n_kept], edit_first=True))
    if _opens(hunk.before, hunk.longer):
        ways.append(_cut(hunk, pauses[-1 - n_kept] + 1, edit_first=False))
    return max(ways, key=_likeness, default=[hunk])


def _cut(hunk: Hunk, place: int, *, edit_first: bool) -> list[Hunk]:
    """The edit, then the remark."""
    head, tail = hunk.longer[:place], hunk.longer[place:]
    if edit_first:
        edit, remark = (hunk.before, head, tail[:1]), (head[-1:], tail, hunk.after)
    else:
        edit, remark = (head[-1:], tail, hunk.after), (hunk.before, head, tail[:1])
    return [
        Hunk(words, longer, before, after, hunk.spaced)
        for words, (before, longer, after) in ((hunk.shorter, edit), ((), remark))
    ]


def _likeness(hunks: list[Hunk]) -> float:
    one, other = "".join(hunks[0].shorter), "".join(hunks[0].longer)
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _opens(before: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a pause, or the end of the text, stands between."""
    return not before or before[-1].isspace() or words[0].isspace()


def _hunk(
    words: tuple[str, ...], longer: tuple[str, ...], start: int, end: int, spaced: bool
) -> Hunk:
    return Hunk(
        words, longer[start:end], longer[max(0, start - 1) : start], longer[end : end + 1], spaced
    )


def _slid(words: tuple[str, ...], start: int, end: int, spaced: bool) -> tuple[int, int]:
    """The same insertion where it is a sentence: the same words may stand before and behind it."""
    first, last = start, end
    while first > 0 and words[first - 1] == words[last - 1]:
        first, last = first - 1, last - 1
    while first <= end:
        if _hunk((), words, first, last, spaced).is_remark:
            return first, last
        if last == len(words) or words[first] != words[last]:
            break
        first, last = first + 1, last + 1
    return start, end
