"""How well opinions, questions and reactions are told apart, on 500 comments labelled by hand.

Usage: python -m benchmarks.kinds [CHAT] [--misses] [--write]

The labels name lines of CHAT, an archived chat, and comments of the sample meeting; without CHAT
only those of the sample are counted. Labels were given by meaning, before the rules were looked at:
a reaction says nothing about any matter; what is said or asked about one is an opinion or a
question; what is only guessed, suggested or exclaimed in the form of a question is an opinion.
The rules were tuned on one half. The other half, held out, gives the figure; `unseen` is what of it
the tuned half does not have word for word. `--write` renews the table of docs/benchmarks.md, which
is of both sources and therefore needs CHAT.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from time import perf_counter
from typing import get_args
from zoneinfo import ZoneInfo

from analysis.kinds import classify
from benchmarks import page
from collectors.events import Received
from collectors.tables import Table
from collectors.youtube_archive import YouTubeArchive
from koemap.records import Kind, Meeting

LABELLED = Path(__file__).parents[1] / "tests" / "analysis" / "labelled_kinds.tsv"
SAMPLE = Path(str(files("koemap") / "sample"))
KINDS: tuple[Kind, ...] = get_args(Kind)
PARTS = ("tuned", "held_out", "unseen", "later")
HEADER = ("part", "kind", "labelled", "precision", "recall", "F1")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One text, the half it is in, the kind a person gave it, and where it is."""

    half: str
    text: str
    kind: str
    where: str


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall of one kind; `n` is how many a person gave it to."""

    n: int
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean; 0 when nothing was found."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def read_labelled(chat: Path | None, path: Path = LABELLED) -> list[Labelled]:
    """The labelled texts, those of the chat only when it is given."""
    texts = {("sample", key): text for key, text in _sample().items()}
    if chat:
        texts |= {("chat", str(event.line)): event.text for event in _received(chat)}
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [
        Labelled(row["half"], texts[place], row["kind"], " ".join(place))
        for row in rows
        if chat or row["source"] == "sample"
        for place in [(row["source"], row["message"])]
    ]


def _received(chat: Path) -> Iterator[Received]:
    events = YouTubeArchive(Meeting("m", "m"), chat).events()
    return (event for event in events if isinstance(event, Received))


def _sample() -> dict[str, str]:
    form = Table(
        Meeting("m", "m"),
        SAMPLE / "minamo-2-forms.csv",
        preset="forms",
        zone=ZoneInfo("Asia/Tokyo"),
    )
    answers = (event for event in form.events() if isinstance(event, Received))
    chat = _received(SAMPLE / "minamo-2.live_chat.json")
    return {event.comment_id: event.text for events in (answers, chat) for event in events}


def part(labelled: Sequence[Labelled], name: str) -> list[Labelled]:
    """One half, or what of the held-out half is new and different texts."""
    if name != "unseen":
        return [one for one in labelled if one.half == name]
    seen = {one.text for one in labelled if one.half == "tuned"}
    new = {one.text: one for one in labelled if one.half == "held_out" and one.text not in seen}
    return list(new.values())


def score(labelled: Iterable[Labelled], kind: str) -> Score:
    """How one kind is found."""
    pairs = [(one.kind == kind, classify(one.text) == kind) for one in labelled]
    n_given = sum(given for given, _ in pairs)
    n_found = sum(found for _, found in pairs)
    n_right = sum(given and found for given, found in pairs)
    return Score(n_given, n_right / n_found if n_found else 1.0, n_right / max(1, n_given))


def table(labelled: Sequence[Labelled]) -> str:
    """Precision, recall and F1 of each kind in each part."""
    rows = []
    for name in PARTS:
        for kind in KINDS:
            found = score(part(labelled, name), kind)
            rates = (f"{rate:.3f}" for rate in (found.precision, found.recall, found.f1))
            rows.append([name, kind, found.n, *rates])
    return page.table(HEADER, rows)


def about() -> str:
    """What the table shows."""
    return (
        f"{page.when()}; comments labelled by hand, from an archived chat and the sample meeting."
        " `tuned` was looked at while the rules were made, `held_out` was not; `unseen` is what of"
        " `held_out` does not stand in `tuned` word for word; `later` are 174 more, labelled"
        " afterwards. Command: `python -m benchmarks.kinds CHAT --write`."
    )


def misses(labelled: Iterable[Labelled]) -> Iterator[str]:
    """What a person calls otherwise, by its place and without its text."""
    for one in labelled:
        found = classify(one.text)
        if found != one.kind:
            yield f"{one.half} {one.where}: {one.kind}, found {found}"


def microseconds(texts: Sequence[str]) -> float:
    """Time for one comment, the quickest of five readings."""
    readings = []
    for _ in range(5):
        start = perf_counter()
        for text in texts:
            classify(text)
        readings.append(perf_counter() - start)
    return min(readings) / len(texts) * 1e6


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("chat", type=Path, nargs="?")
    parser.add_argument("--misses", action="store_true", help="say where labels and rules differ")
    parser.add_argument("--write", action="store_true", help="renew docs/benchmarks.md")
    chosen = parser.parse_args()
    if chosen.write and not chosen.chat:
        parser.error("--write needs CHAT")
    labelled = read_labelled(chosen.chat)
    found = table(labelled)
    print(found, end="\n\n")
    if chosen.write:
        page.renew("kinds", f"{about()}\n\n{found}")
    print(f"{microseconds([one.text for one in labelled]):.1f} µs a comment")
    if chosen.misses:
        print("\n".join(misses(labelled)))


if __name__ == "__main__":
    main()
