"""What masking finds in comments labelled by hand, what it leaves, and how fast it is.

Usage: python -m benchmarks.masking [LABELLED] [--texts FILE ...] [--misses]

LABELLED is a table with the columns `part`, `language` and `text`. In a text `{kind|…}` is an item
and `⟨…⟩` within it the characters that must go, all of it without them; ⏎ is a line end. FILE holds
ordinary texts, of which the altered share is shown: an archived chat (.json), a table with the
column `text` (.tsv), any cells (.csv) or a text per line.
"""

from __future__ import annotations

import argparse
import csv
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from collectors import privacy
from collectors.events import Received
from collectors.youtube_archive import YouTubeArchive
from koemap.records import Meeting

LABELLED = Path(__file__).parents[1] / "tests" / "collectors" / "labelled_comments.tsv"
PARTS = ("seen", "held_out", "later", "last", "natural", "everyday", "reported")
MARKS = {
    "phone": privacy.PHONE,
    "email": privacy.MAIL,
    "my_number": privacy.MY_NUMBER,
    "card": privacy.CARD,
    "bank_account": privacy.BANK_ACCOUNT,
    "postcode": privacy.POSTCODE,
    "address": privacy.ADDRESS,
    "url_token": privacy.PERSONAL_URL,
    "name": privacy.NAME,
}
NUMBERS = ("phone", "email", "my_number", "card", "bank_account", "postcode")
HOSTILE = (
    *("0", "0 ", "1-", "+8", "-+8", "GB82", "@", "a@", "a.", "http://", "/?a=", "_%40", "〇ー"),
    *(" ", "あ", "山", "市1", "号室", "マンション1", "12 Main Street ", "名前は", "山田と申します"),
    *("投稿者 \n", "a@b。", "docs.google.com/forms/", "docs.google.com/forms/?entry.1=山"),
)

_SIGN = re.compile(r"\{(\w+)\||([⟨⟩}])")
_IDENTIFYING = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Item:
    """What is to be masked: its kind, its place in the text and the characters that must go."""

    kind: str
    start: int
    end: int
    must_go: frozenset[int]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One comment with its items, none for an ordinary one."""

    part: str
    language: str
    text: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Of one kind: how many items there are, are gone, and how many of its marks are right."""

    items: int
    gone: int
    marks: int
    right: int

    @property
    def recall(self) -> float:
        """The share of the items that are gone; 1 where there is none."""
        return self.gone / self.items if self.items else 1.0

    @property
    def precision(self) -> float:
        """The share of the marks that stand for an item of their kind; 1 where there is none."""
        return self.right / self.marks if self.marks else 1.0


def read_labelled(path: Path = LABELLED) -> list[Labelled]:
    """The comments of a labelled table, in its order."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [_labelled(row["part"], row["language"], row["text"]) for row in rows]


def _labelled(part: str, language: str, marked: str) -> Labelled:
    text, items, kind, parts = "", list[Item](), "", list[range]()
    start = opened = position = 0
    for sign in _SIGN.finditer(marked):
        if sign[2] == "}" and not kind:
            continue
        text += marked[position : sign.start()].replace("⏎", "\n")
        position = sign.end()
        if sign[1]:
            kind, start, parts = sign[1], len(text), []
        elif sign[2] == "⟨":
            opened = len(text)
        elif sign[2] == "⟩":
            parts.append(range(opened, len(text)))
        else:
            items.append(_item(kind, text, start, parts))
            kind = ""
    text += marked[position:].replace("⏎", "\n")
    return Labelled(part, language, text, tuple(items))


def _item(kind: str, text: str, start: int, parts: list[range]) -> Item:
    places = [place for part in parts or [range(start, len(text))] for place in part]
    must_go = frozenset(place for place in places if _IDENTIFYING.match(text[place]))
    return Item(kind, start, len(text), must_go)


def score(comments: Iterable[Labelled], kinds: Sequence[str]) -> Score:
    """How the items of some kinds are found in the comments."""
    counts = [0, 0, 0, 0]
    for comment in comments:
        found = privacy.spans(comment.text)
        for kind in kinds:
            items = [item for item in comment.items if item.kind == kind]
            marks = [(start, end) for start, end, mark in found if mark == MARKS[kind]]
            counts[0] += len(items)
            counts[1] += sum(is_gone(item, marks) for item in items)
            counts[2] += len(marks)
            counts[3] += sum(is_right(mark, items) for mark in marks)
    return Score(*counts)


def is_gone(item: Item, marks: Iterable[tuple[int, int]]) -> bool:
    """Whether no identifying character of the item is left beside marks of its kind."""
    return item.must_go <= {place for start, end in marks for place in range(start, end)}


def is_right(mark: tuple[int, int], items: Iterable[Item]) -> bool:
    """Whether a mark lies within one item of its kind."""
    return any(item.start <= mark[0] and mark[1] <= item.end for item in items)


def altered(texts: Sequence[str]) -> list[str]:
    """The texts that masking changes."""
    return [text for text in texts if privacy.mask(text) != text]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labelled", type=Path, nargs="?", default=LABELLED)
    parser.add_argument("--texts", type=Path, nargs="*", default=[])
    parser.add_argument("--misses", choices=PARTS, help="show what is missed or wrong in one part")
    chosen = parser.parse_args()
    comments = read_labelled(chosen.labelled)
    print("\n".join(found_table(comments)), end="\n\n")
    print("\n".join(altered_table(comments, chosen.texts)), end="\n\n")
    print("\n".join(speed_table(comments)))
    for line in misses([c for c in comments if c.part == chosen.misses]):
        print(line)


def found_table(comments: Sequence[Labelled]) -> Iterator[str]:
    """Recall and precision of each kind, in each part and in all."""
    yield f"| recall / precision | items | {' | '.join((*PARTS, 'all'))} |"
    yield "|---" * (3 + len(PARTS)) + "|"
    groups = {"numbers and e-mail": NUMBERS, **{kind: (kind,) for kind in MARKS}}
    for name, kinds in groups.items():
        parts = [[c for c in comments if c.part in named] for named in (*zip(PARTS), PARTS)]
        scores = [score(part, kinds) for part in parts]
        cells = [f"{s.recall:.3f} / {s.precision:.3f}" for s in scores]
        yield f"| {name} | {scores[-1].items} | {' | '.join(cells)} |"


def altered_table(comments: Sequence[Labelled], paths: Iterable[Path]) -> Iterator[str]:
    """How many comments without an item are altered."""
    yield "| texts | how many | altered | share |"
    yield "|---|---|---|---|"
    sets = {
        f"ordinary, {part}": [c.text for c in comments if not c.items and c.part == part]
        for part in PARTS
    }
    sets |= {path.name: list(texts_of(path)) for path in paths}
    for name, texts in sets.items():
        n_altered = len(altered(texts))
        yield f"| {name} | {len(texts):,} | {n_altered} | {n_altered / len(texts):.2%} |"


def texts_of(path: Path) -> Iterator[str]:
    """The texts of an archived chat, of the column `text`, of all cells, or of the lines."""
    if path.suffix == ".json":
        events = YouTubeArchive(Meeting("m", "m"), path).events()
        yield from (event.text for event in events if isinstance(event, Received))
        return
    with path.open(encoding="utf-8", newline="") as file:
        if path.suffix == ".tsv":
            yield from (row["text"] for row in csv.DictReader(file, delimiter="\t"))
        elif path.suffix == ".csv":
            yield from (cell for row in csv.reader(file) for cell in row)
        else:
            yield from (line.rstrip("\n") for line in file)


def speed_table(comments: Sequence[Labelled]) -> Iterator[str]:
    """Comments a second, and seconds for the worst texts of 100,000 characters."""
    yield "| what | figure |"
    yield "|---|---|"
    for name, part in (
        ("ordinary comments a second", [c.text for c in comments if not c.items]),
        ("comments with an item a second", [c.text for c in comments if c.items]),
    ):
        yield f"| {name} | {len(part) * 5 / seconds(part * 5):,.0f} |"
    for unit in HOSTILE:
        yield f"| seconds for {unit!r} on end | {seconds([(unit * 100_000)[:100_000]]):.2f} |"


def seconds(texts: Sequence[str]) -> float:
    """How long masking the texts takes."""
    started = time.perf_counter()
    for text in texts:
        privacy.mask(text)
    return time.perf_counter() - started


def misses(comments: Iterable[Labelled]) -> Iterator[str]:
    """Each comment in which something is missed or wrongly masked, as masked."""
    for comment in comments:
        found = privacy.spans(comment.text)
        marks = {kind: [f[:2] for f in found if f[2] == mark] for kind, mark in MARKS.items()}
        missed = [i for i in comment.items if not is_gone(i, marks[i.kind])]
        wrong = [
            (kind, comment.text[m[0] : m[1]])
            for kind in MARKS
            for m in marks[kind]
            if not is_right(m, [i for i in comment.items if i.kind == kind])
        ]
        if missed or wrong:
            kinds = [(i.kind, comment.text[i.start : i.end]) for i in missed]
            yield f"{comment.text!r} -> {privacy.mask(comment.text)!r}"
            yield f"    missed {kinds}, wrong {wrong}"


if __name__ == "__main__":
    main()
