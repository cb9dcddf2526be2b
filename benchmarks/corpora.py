"""Texts to measure with: labelled sets of others, and as many recombined from them as wanted."""

from __future__ import annotations

import csv
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count, islice, zip_longest
from pathlib import Path

NAMES = ("sib200_ja", "xsid_ja", "sib200_en", "xsid_en", "argkp")


@dataclass(frozen=True)
class Labelled:
    """The texts of a set, and the label a person gave each."""

    name: str
    texts: list[str]
    labels: list[str]

    @property
    def n_labels(self) -> int:
        """How many labels there are."""
        return len(set(self.labels))


def labelled(folder: Path, name: str, *, splits: Collection[str] = ("dev", "test")) -> Labelled:
    """A set of that folder; of argkp these splits, by topic, or all of it when none is named."""
    with (folder / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    if name == "argkp" and splits:
        rows = [row for row in rows if row["split"] in splits]
    column = "label" if "label" in rows[0] else "topic"
    return Labelled(name, [row["text"] for row in rows], [row[column] for row in rows])


def texts(folder: Path, n: int) -> list[str]:
    """So many texts, no two the same: those of all sets in turn, then recombined ones.

    A recombined text is the first half of one and the second half of another in its language, so
    that lengths stay as they are.
    """
    return list(islice(_endless(folder), n))


def _endless(folder: Path) -> Iterator[str]:
    paths = sorted(folder.glob("*.tsv"))
    once = [text for text in dict.fromkeys(chain(*zip_longest(*map(_all, paths)))) if text]
    yield from once
    yield from recombined(once)


def recombined(once: Sequence[str]) -> Iterator[str]:
    """Halves of these texts put together anew without end, none of them twice."""
    seen = set(once)
    for step in count(1):
        for language in (True, False):
            own = [text for text in once if text.isascii() == language]
            for row, text in enumerate(own):
                new = _half(text, 0) + _half(own[(row + step * 7919) % len(own)], 1)
                if new not in seen:
                    seen.add(new)
                    yield new


def _half(text: str, which: int) -> str:
    middle = len(text) // 2
    if text.isascii():
        middle = text.find(" ", middle) + 1 or middle
    return text[middle:] if which else text[:middle]


def _all(path: Path) -> list[str]:
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8", newline="") as file:
        return [row["text"] for row in csv.DictReader(file, delimiter="\t")]
