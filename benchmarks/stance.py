"""How often the stances that the rules find are right, and how many they find.

Usage: python benchmarks/stance.py [LABELLED] [--argkp FILE] [--statements FILE] [--misses PART]

LABELLED is the table of invented comments of the tests. FILE of --argkp is ArgKP as a
tab-separated table; of --statements the `comments.json` of the Bowling Green conversation, of
which the 130 first by the CRC-32 of their ids were labelled here before the rules had read them.

ArgKP says whether an argument is for its topic ("We should ban X"); the rules say it of what the
argument itself asks for. They meet where the deciding sentence shares a word with the topic, each
taken as a direction towards the thing: banning, abandoning, ending it point away from it.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from analysis.stance import Stance, may_show, stance

LABELLED = Path(__file__).parents[1] / "tests" / "analysis" / "labelled_stances.tsv"
VALUES = ("for", "against", "conditional", "unclear")

N_STATEMENTS = 130
STATEMENTS = {
    "against": "561 382 89 530 2 575 504",
    "conditional": "779 179 128",
    "unclear": "62 361 165 182 81 282 130 230 469 828 679 524 724 620 371 675 6 91 659 204 151 755 "
    "355 208",
}
"""The labels of statements by their ids; those not named are for what they ask."""

_ENDING = re.compile(
    r"\b(?:ban|bann\w+|abandon\w*|abolish\w*|abolition|prohibit\w*|end|ended|fight|close|closed|illegal"
    r"|outlaw\w*|criminal|forbid\w*|stop\w*|eliminat\w*|get rid|remov\w*|restrict\w*)\b"
)
_WORD = re.compile(r"[a-z]{4,}")
_FRAME = {
    *"should have that with they their this abandon abolish adopt close fight introduce legalize".split(),
    *"prohibit subsidize banned mandatory regulated government criminal offence good country".split(),
    *"live right keep bear abolition routine platforms abandoned private".split(),
}


class Labelled(NamedTuple):
    """A comment with the stance that a person saw in it."""

    part: str
    language: str
    label: str
    text: str


def read_labelled(path: Path = LABELLED) -> list[Labelled]:
    """The comments of a labelled table, in its order."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Labelled(r["part"], r["language"], r["stance"], r["text"]) for r in rows]


def read_statements(path: Path) -> list[Labelled]:
    """The labelled statements of Bowling Green."""
    found = json.loads(path.read_text(encoding="utf-8"))
    found.sort(key=lambda statement: zlib.crc32(statement["id"].encode()))
    label = {number: value for value, ids in STATEMENTS.items() for number in ids.split()}
    return [
        Labelled("Bowling Green", "en", label.get(statement["id"], "for"), statement["text"])
        for statement in found[:N_STATEMENTS]
    ]


class Score(NamedTuple):
    """Of one class: how many comments are in it, were put in it, and rightly."""

    labelled: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the labelled that was found; 0 where there is none."""
        return self.right / self.labelled if self.labelled else 0.0


def score(comments: Iterable[Labelled], value: str) -> Score:
    """How one class is found in the comments."""
    pairs = [(comment.label, stance(comment.text).value) for comment in comments]
    labelled, found = (sum(pair[side] == value for pair in pairs) for side in (0, 1))
    return Score(labelled, found, pairs.count((value, value)))


def table(comments: list[Labelled]) -> Iterator[str]:
    """A row per part, language and class."""
    yield "| part | language | stance | labelled | found | precision | recall | shown |"
    yield "|---|---|---|---:|---:|---:|---:|---|"
    for part, language in dict.fromkeys((c.part, c.language) for c in comments):
        chosen = [c for c in comments if (c.part, c.language) == (part, language)]
        for value in VALUES:
            s = score(chosen, value)
            shown = "yes" if may_show(language, value) else ""
            figures = f"{s.labelled} | {s.found} | {s.precision:.2f} | {s.recall:.2f}"
            yield f"| {part} | {language} | {value} | {figures} | {shown} |"


def argkp_table(path: Path) -> Iterator[str]:
    """Of all arguments: how many have a stance, concern their topic, and agree with the label."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    decided = [(row, stance(row["text"])) for row in rows]
    sided = [(row, found) for row, found in decided if found.value in ("for", "against")]
    told = [(int(row["stance"]), towards(row["text"], found, row["topic"])) for row, found in sided]
    yield "| ArgKP | arguments | with a stance | about the topic | right | precision |"
    yield "|---|---:|---:|---:|---:|---:|"
    for side, name in ((1, "for the topic"), (-1, "against the topic"), (0, "all")):
        here = [(label, said) for label, said in told if said and side in (0, said)]
        right = sum(label == said for label, said in here)
        share = right / len(here) if here else 0.0
        yield f"| {name} | {len(rows)} | {len(sided)} | {len(here)} | {right} | {share:.2f} |"


def towards(text: str, found: Stance, topic: str) -> int:
    """1 when the stance is for the topic, -1 when against it, 0 when about something else."""
    things = set(_stems(topic)) - {word[:5] for word in _FRAME}
    sentences = re.split(r"(?<=[.!?])\s+", text)
    deciding = " ".join(s for s in sentences if any(word in s for word in found.words)).lower()
    if not things & set(_stems(deciding)):
        return 0
    side = 1 if found.value == "for" else -1
    said = " ".join(found.words).lower()
    return side * (-1 if _ENDING.search(said) else 1) * (-1 if _ENDING.search(topic.lower()) else 1)


def _stems(text: str) -> list[str]:
    return [word[:5] for word in _WORD.findall(text.lower())]


def misses(comments: Iterable[Labelled]) -> Iterator[str]:
    """What was put in another class than its label."""
    for comment in comments:
        found = stance(comment.text)
        if found.value != comment.label:
            yield f"{comment.label:11} {found.value:11} {found.words} {comment.text}"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labelled", type=Path, nargs="?", default=LABELLED)
    parser.add_argument("--argkp", type=Path, help="ArgKP with the columns text, topic and stance")
    parser.add_argument("--statements", type=Path, help="comments.json of Bowling Green")
    parser.add_argument("--misses", help="show what is missed or wrong in one part")
    chosen = parser.parse_args()
    comments = read_labelled(chosen.labelled)
    if chosen.statements:
        comments += read_statements(chosen.statements)
    print("\n".join(table(comments)))
    if chosen.argkp:
        print("", *argkp_table(chosen.argkp), sep="\n")
    print(*misses(c for c in comments if c.part == chosen.misses), sep="\n")


if __name__ == "__main__":
    main()
