"""How well copies of one text are found and other letters kept apart, and what folding costs.

Usage: python -m benchmarks.voices [LABELLED] [--comments 1000000] [--misses] [--write]

The 176 labelled pairs are invented and in Japanese and English; half of them were held out while
the rules were written. A campaign is one letter sent a hundred times, each time edited a little.
LABELLED is a folder of tab-separated sets with a `text` column; of their texts, recombined, so many
comments are made, and a tenth as many hostile ones of a few sentences. `--write` renews the table
of the pairs in docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import csv
import random
import resource
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from time import process_time

from analysis.signatures import signatures
from analysis.voices import fold, key
from benchmarks import page

PAIRS = Path(__file__).parents[1] / "tests" / "analysis" / "labelled_voices.tsv"
PARTS = ("tuned", "held_out")
LETTERS = {
    "Japanese": "海沿いの道に風力発電の風車を二十基建てる計画について、白紙に戻すよう求めます。"
    "渡り鳥の通り道であり、低い音に眠れない人が出た町もあります。結論を急がず、まず一年かけて調べてください。",
    "English": "I urge the council to keep the swimming pool in the town centre open. Our children "
    "learn to swim there and the elderly meet there every morning. Please find the money for a "
    "new roof.",
}
GREETINGS = {
    "Japanese": (
        "",
        "こんにちは。",
        "市長様。",
        "いつもお世話になっております。",
        "【拡散希望】",
        "賛同します：",
    ),
    "English": (
        "",
        "Hello. ",
        "Dear councillors, ",
        "Good evening everyone. ",
        "RT: ",
        "Please read! ",
    ),
}
ENDINGS = {
    "Japanese": (
        "",
        "！",
        " よろしくお願いします。",
        "（海辺の住民）",
        " 港通り・六十代",
        "私は野鳥の会で二十年数えてきました。",
    ),
    "English": (
        "",
        "!!",
        " Thank you.",
        " - a grandmother",
        " Kind regards",
        " I learned to swim there myself.",
    ),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts, and whether they are one voice; `part` is the half of the labels they are in."""

    part: str
    same: bool
    hard: bool
    case: str
    texts: tuple[str, str]


def read_pairs(path: Path = PAIRS) -> list[Pair]:
    """The labelled pairs."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Pair(
                row["half"],
                row["same"] == "yes",
                row["hard"] == "yes",
                row["case"],
                (row["one"], row["other"]),
            )
            for row in csv.DictReader(file, delimiter="\t")
        ]


def n_voices(texts: Sequence[str]) -> int:
    """How many voices the texts are."""
    keys = [key(text) for text in texts]
    return len(fold([f"c{row:07d}" for row in range(len(keys))], keys, signatures(keys)))


def score(pairs: Iterable[Pair]) -> tuple[float, float]:
    """Precision and recall of what is folded."""
    judged = [(pair.same, n_voices(pair.texts) == 1) for pair in pairs]
    n_right = sum(same and folded for same, folded in judged)
    n_folded = sum(folded for _, folded in judged)
    return n_right / max(1, n_folded), n_right / max(1, sum(same for same, _ in judged))


def campaign(language: str, n: int = 100) -> list[str]:
    """One letter, sent as so many people would: as it is, greeted, signed, and with slips."""
    drawn = random.Random(n)  # noqa: S311
    return [
        drawn.choice(GREETINGS[language])
        + (slipped(LETTERS[language], drawn) if row % 4 == 3 else LETTERS[language])
        + drawn.choice(ENDINGS[language])
        for row in range(n)
    ]


def slipped(text: str, drawn: random.Random) -> str:
    """The text with a letter doubled or left out, a mark left out, or a space or a mark put in."""
    place, kind = drawn.randrange(1, len(text)), drawn.randrange(4)
    if kind == 0:
        return text[:place] + text[place - 1] + text[place:]
    if kind == 1:
        return text[:place] + text[place + 1 :]
    place = drawn.choice([row for row, sign in enumerate(text) if sign in "、。,."])
    return text[:place] + drawn.choice(("", " ", "！", "…")) + text[place + 1 :]


def hostile(n: int) -> Iterator[tuple[str, Callable[[], list[str]]]]:
    """Comments made to be alike: name, and what makes so many of them."""
    drawn = random.Random(0)  # noqa: S311
    letter = LETTERS["Japanese"]
    yield (
        "the same 14 letters and a number",
        lambda: [f"予算を増やしてほしい人の数は{i}" for i in range(n)],
    )
    yield "a letter and a number", lambda: [f"{letter}署名番号{i}" for i in range(n)]
    yield (
        "a letter with two slips",
        lambda: [slipped(slipped(letter, drawn), drawn) for _ in range(n)],
    )
    yield (
        "a letter and eight letters at random",
        lambda: [letter + noise(drawn, 8) for _ in range(n)],
    )
    yield (
        "forty of four words",
        lambda: [noise(drawn, 40, ("公園", "道路", "の", "を")) for _ in range(n)],
    )
    yield "one of 100,000 letters", lambda: [*([letter] * n), letter * 1200, "あ" * 100_000]


def noise(drawn: random.Random, n: int, of: Sequence[str] = "あいうえおかきくけこ") -> str:
    """So many letters or words at random."""
    return "".join(drawn.choice(of) for _ in range(n))


def cost(texts: list[str]) -> str:
    """A row of what each step takes on one core; the times are those of the processor."""
    marks = [process_time()]
    keys = [key(text) for text in texts]
    texts.clear()
    marks.append(process_time())
    signed = signatures(keys)
    marks.append(process_time())
    voices = fold([f"c{row:07d}" for row in range(len(keys))], keys, signed)
    marks.append(process_time())
    per_key, per_signature = ((b - a) / len(keys) * 1e6 for a, b in pairwise(marks[:3]))
    return (
        f"{len(keys):,} | {len(voices):,} | {per_key:.1f} µs | {per_signature:.1f} µs"
        f" | {marks[3] - marks[2]:.1f} s | {peak_megabytes():,.0f} MB"
    )


def pair_table(pairs: Sequence[Pair]) -> str:
    """Precision and recall of each half."""
    rows = []
    for name in PARTS:
        part = [pair for pair in pairs if pair.part == name]
        n_hard = sum(pair.hard for pair in part)
        rows.append([name, len(part), n_hard, *(f"{rate:.3f}" for rate in score(part))])
    return page.table(("part", "pairs", "hard", "precision", "recall"), rows)


def campaigns() -> str:
    """How many voices each campaign is."""
    return "; ".join(
        f"a campaign of 100 copies, {language}: {n_voices(campaign(language))} voices"
        for language in LETTERS
    )


def about() -> str:
    """What the table of the pairs shows."""
    return (
        f"{page.when()}; pairs invented and labelled as one voice or two, and what is folded into"
        " one: `tuned` was looked at while the rules were made, `held_out` was not; hard pairs were"
        f" written to mislead. {campaigns().capitalize()}."
        " Command: `python -m benchmarks.voices --write`."
    )


def cost_table(folder: Path, n: int) -> Iterator[str]:
    """What hostile and ordinary comments cost."""
    from benchmarks.corpora import texts

    yield "| comments | how many | voices | key | signature | fold | peak memory |"
    yield "|---|---|---|---|---|---|---|"
    for name, make in hostile(max(10, n // 10)):
        yield f"| {name} | {cost(make())} |"
    yield f"| recombined | {cost(texts(folder, n))} |"


def peak_megabytes() -> float:
    """The most memory this process has held; the system counts in kB, on a Mac in bytes."""
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labelled", type=Path, nargs="?")
    parser.add_argument("--comments", type=int, default=100_000)
    parser.add_argument("--misses", action="store_true", help="show the pairs judged otherwise")
    parser.add_argument("--write", action="store_true", help="renew docs/benchmarks.md")
    chosen = parser.parse_args()
    pairs = read_pairs()
    print(pair_table(pairs), campaigns(), sep="\n\n", end="\n\n")
    if chosen.write:
        page.renew("voices", f"{about()}\n\n{pair_table(pairs)}")
    if chosen.misses:
        missed = (pair for pair in pairs if (n_voices(pair.texts) == 1) != pair.same)
        print("\n".join(f"{pair.part} {pair.case}: {pair.texts}" for pair in missed))
    if chosen.labelled:
        for line in cost_table(chosen.labelled, chosen.comments):
            print(line, flush=True)


if __name__ == "__main__":
    main()
