"""How often the stances that the rules find are right, and how many they find.

Usage: python -m benchmarks.stance [LABELLED] [--argkp FILE] [--statements FILE] [--misses PART]
       [--write]

LABELLED is the table of invented comments of the tests: "tuned" was looked at while the rules were
made, "held_out" was not, "later" was written to be hard for the finished rules and has been looked
at since. FILE of --argkp is ArgKP as a tab-separated table; of --statements the `comments.json` of
the Bowling Green conversation. Its 130 first statements by the CRC-32 of their ids were labelled
here before the rules were run on them; the other statements were looked at.

ArgKP says whether an argument is for its topic ("We should ban X"); the rules say it of what the
argument itself asks for. They meet where the deciding sentence shares a word with the topic, each
taken as a direction towards the thing: banning, ending or abandoning it points away from it. Its
train split was looked at while the English rules were written, the others were not. `--write`
renews the tables of docs/benchmarks.md.
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

from analysis.stance import Stance, Value, may_show, stance
from benchmarks import page

LABELLED = Path(__file__).parents[1] / "tests" / "analysis" / "labelled_stances.tsv"
VALUES: tuple[Value, ...] = ("for", "against", "conditional", "unclear")
HEADER = ("part", "language", "stance", "labelled", "found", "precision", "recall", "shown")
ARGKP_HEADER = ("ArgKP", "arguments", "with a stance", "about the topic", "right", "precision")

N_STATEMENTS = 130
STATEMENTS = {
    "against": "561 382 89 530 2 575 504",
    "conditional": "779 179 128",
    "unclear": "62 361 165 182 81 282 130 230 469 828 679 524 724 620 371 675 6 91 659 204 151 755 "
    "355 208",
}
"""The labels of statements by their ids; those not named are for what they ask."""

_ENDING = (
    r"ban|bann\w+|abolish\w*|abolition|prohibit\w*|end|ended|fight|fought|close|closed|illegal"
    r"|phased out|outlaw\w*|criminal\w*|crime|punish\w*|forbid\w*|eliminat\w*|get rid|remov\w*"
    r"|restrict\w*|discontinu\w*"
)
_AWAY = re.compile(rf"\b(?:{_ENDING})\b")
_AWAY_OR_ABANDON = re.compile(rf"\b(?:{_ENDING}|abandon\w*)\b")
_NEAR = 25
_WORD = re.compile(r"[a-z]{4,}")
_FRAME = (
    "should have that with they their this abandon abolish adopt close fight introduce legalize "
    "prohibit subsidize banned mandatory regulated government criminal offence good country live "
    "right keep bear abolition routine platforms abandoned private"
)


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
    pairs = [(comment.label, str(stance(comment.text).value)) for comment in comments]
    labelled, found = (sum(pair[side] == value for pair in pairs) for side in (0, 1))
    return Score(labelled, found, pairs.count((value, value)))


def table(comments: list[Labelled]) -> str:
    """A row per part, language and class."""
    rows = []
    for part, language in dict.fromkeys((c.part, c.language) for c in comments):
        chosen = [c for c in comments if (c.part, c.language) == (part, language)]
        for value in VALUES:
            s = score(chosen, value)
            shown = "yes" if may_show(language, value) else ""
            rates = f"{s.precision:.2f}", f"{s.recall:.2f}"
            rows.append([part, language, value, s.labelled, s.found, *rates, shown])
    return page.table(HEADER, rows)


def argkp_table(path: Path) -> str:
    """Of all arguments: how many have a stance, concern their topic, and agree with the label."""
    with path.open(encoding="utf-8", newline="") as file:
        found = [(row, stance(row["text"])) for row in csv.DictReader(file, delimiter="\t")]
    rows = []
    for splits, name in ((("train",), "train, looked at"), (("dev", "test"), "dev and test")):
        here = [(row, one) for row, one in found if row["split"] in splits]
        sided = [(row, one) for row, one in here if one.value in ("for", "against")]
        told = [(int(row["stance"]), towards(row["text"], one, row["topic"])) for row, one in sided]
        for side, which in ((1, "for the topic"), (-1, "against the topic")):
            pairs = [pair for pair in told if pair[1] == side]
            right = sum(label == said for label, said in pairs)
            share = right / len(pairs) if pairs else 0.0
            counts = len(here), len(sided), len(pairs), right
            rows.append([f"{name}: {which}", *counts, f"{share:.2f}"])
    return page.table(ARGKP_HEADER, rows)


def about() -> str:
    """What the tables show."""
    return (
        f"{page.when()}; invented comments labelled by hand: `tuned` was looked at while the rules"
        " were made, `held_out` was not, `later` was written to be hard for the finished rules and"
        " has been looked at since; other parts are of others. Of a class that is not shown,"
        " nothing is kept on a map. Command: `python -m benchmarks.stance --argkp FILE --write`."
    )


def towards(text: str, found: Stance, topic: str) -> int:
    """1 when the stance is for the topic, -1 when against it, 0 when about something else."""
    things = set(_stems(topic)) - set(_stems(_FRAME))
    sentences = re.split(r"(?<=[.!?])\s+", text)
    deciding = " ".join(s for s in sentences if any(word in s for word in found.words)).lower()
    if not things & set(_stems(deciding)):
        return 0
    said = [text[at : at + len(w) + _NEAR] for w in found.words if (at := text.find(w)) >= 0]
    # The rules themselves take "abandon it" as a stance against it.
    away = bool(_AWAY.search(" ".join(said).lower()))
    side = 1 if (found.value == "for") != away else -1
    return -side if _AWAY_OR_ABANDON.search(topic.lower()) else side


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
    parser.add_argument("--write", action="store_true", help="renew docs/benchmarks.md")
    chosen = parser.parse_args()
    comments = read_labelled(chosen.labelled)
    if chosen.statements:
        comments += read_statements(chosen.statements)
    tables = [table(comments), *([argkp_table(chosen.argkp)] if chosen.argkp else [])]
    print(*tables, sep="\n\n")
    if chosen.write:
        page.renew("stance", "\n\n".join([about(), *tables]))
    print(*misses(c for c in comments if c.part == chosen.misses), sep="\n")


if __name__ == "__main__":
    main()
