"""How long one further comment takes on a map that is there: alone, and a thousand at once.

Usage: python -m benchmarks.assigning LABELLED [--comments 1000] [--write]

LABELLED is a folder of tab-separated sets. One map is fitted on the invented sample meeting, one on
10,000 texts of the sets; the further comments are recombined ones that are not on the map. Nothing
is kept from one comment to the next; libraries and tables are loaded before the clock starts, and
all runs on one thread. `--write` renews the table of docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from time import perf_counter

import numpy as np

from analysis.assigning import Assigner
from analysis.clock import Clock
from analysis.embedding import Encoder
from analysis.fitting import fit
from analysis.parts import one_thread
from analysis.pipeline import make_recipe
from analysis.signatures import signatures
from analysis.stance import stances_of
from analysis.static import Static
from analysis.text import read_all
from analysis.voices import fold, key
from benchmarks import page
from benchmarks.corpora import recombined, texts
from tests.analysis.corpora import sample_comments

HEADER = ("map of", "comments", "words", "vector", "stance", "placing", "all, ms a comment")
N_ON_MAP = 10_000
N_BEFORE = 50
"""Comments that are read before the clock starts."""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--comments", type=int, default=1_000, help="to be assigned")
    parser.add_argument("--write", action="store_true", help="renew docs/benchmarks.md")
    chosen = parser.parse_args()
    rows = []
    for name, known, further in maps(chosen.labelled, chosen.comments):
        for row in rows_of(known, further):
            rows.append([name, *row])
            print(" | ".join(rows[-1]), flush=True)
    if chosen.write:
        page.renew("assigning", f"{about(chosen.comments)}\n\n{page.table(HEADER, rows)}")


def about(n_comments: int) -> str:
    """What the table shows."""
    return (
        f"{page.when()}; milliseconds on one thread for {n_comments:,} comments that are not on the"
        " map: each alone, median and in brackets the 95th percentile, or all at once, divided by"
        " their number. `all` is timed on its own, as a map of very many comments does it. Command:"
        " `python -m benchmarks.assigning LABELLED --write`."
    )


def maps(folder: Path, n_further: int) -> Iterator[tuple[str, list[str], list[str]]]:
    """Name, the texts on the map, and as many further ones."""
    sample = list(dict.fromkeys(comment.text for comment in sample_comments() if comment.text))
    further = islice(recombined(sample), n_further)
    yield f"the sample meeting, {len(sample)} texts", sample, list(further)
    said = texts(folder, N_ON_MAP + n_further)
    yield f"{N_ON_MAP:,} texts", said[:N_ON_MAP], said[N_ON_MAP:]


def rows_of(known: Sequence[str], further: Sequence[str]) -> Iterator[list[str]]:
    """The row of comments one at a time, and that of all at once."""
    assigner = fitted(known)
    with one_thread():
        steps(assigner, further[:N_BEFORE])
        assigner.read(further[:N_BEFORE])
        alone = np.array([timed(assigner, [text]) for text in further])
        together = timed(assigner, further)
    yield ["one at a time", *(f"{np.median(c):.2f} ({np.quantile(c, 0.95):.2f})" for c in alone.T)]
    yield [f"{len(further):,} at once", *(f"{one / len(further):.3f}" for one in together)]


def fitted(said: Sequence[str]) -> Assigner:
    """The assigner of a map of these texts."""
    keys = [key(text) for text in said]
    voices = fold([f"c{row:06d}" for row in range(len(said))], keys, signatures(keys))
    spoken = [said[voice.speaker] for voice in voices]
    clock = Clock(lambda step, share: None)
    found = fit(spoken, voices, make_recipe(), Static(), clock)
    return Assigner.of(found.encoder, found.vectors, found.grouping)


def timed(assigner: Assigner, said: Sequence[str]) -> list[float]:
    """Milliseconds of each step, then of the whole."""
    found = steps(assigner, said)
    return [*found, milliseconds(lambda: assigner.read(said))]


def steps(assigner: Assigner, said: Sequence[str]) -> list[float]:
    """Milliseconds for words, vectors, stances and places."""
    documents = read_all(said)
    encoder: Encoder = assigner.encoder
    vectors = encoder.encode(documents)
    return [
        milliseconds(lambda: read_all(said)),
        milliseconds(lambda: encoder.encode(documents)),
        milliseconds(lambda: stances_of(documents)),
        milliseconds(lambda: assigner.place(vectors)),
    ]


def milliseconds(work: Callable[[], object]) -> float:
    """How long it took."""
    start = perf_counter()
    work()
    return 1000 * (perf_counter() - start)


if __name__ == "__main__":
    main()
