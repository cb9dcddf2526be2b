"""How true the drawn map is to the vectors, beside UMAP's own layout of the same vectors.

Usage: python -m benchmarks.layout LABELLED [--write]

LABELLED is a folder of tab-separated sets; the invented sample meeting comes last. `--write` renews
the table of docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from analysis.layout import quality
from analysis.pipeline import build_map, make_recipe
from analysis.static import Static
from analysis.text import read_all
from benchmarks import page, peers
from benchmarks.continuity import sets
from koemap.records import Comment

HEADER = ("set", "way", "trustworthiness", "continuity")


def main() -> None:
    """Print the table of all sets."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--write", action="store_true", help="renew docs/benchmarks.md")
    chosen = parser.parse_args()
    rows = []
    for name, comments, _ in sets(chosen.labelled):
        for row in rows_of(comments):
            rows.append([name, *row])
            print(" | ".join(rows[-1]), flush=True)
    if chosen.write:
        page.renew("layout", f"{about()}\n\n{page.table(HEADER, rows)}")


def about() -> str:
    """What the table shows."""
    return (
        f"{page.when()}; of the 15 nearest on the map and among the vectors, on an even sample of"
        " at most 1,000; 1 is best. koemap draws voices, UMAP all texts, with its defaults, cosine"
        f" and a seed; {peers.versions()}. Command: `python -m benchmarks.layout LABELLED --write`."
    )


def rows_of(comments: Sequence[Comment]) -> Iterator[list[str]]:
    """The row of koemap's map, and that of UMAP alone."""
    made = build_map(comments, make_recipe(), meeting_id="m")
    yield ["koemap", *written(made.quality)]
    placed = {p.comment_id for p in made.placements if p.voice_id}
    documents = read_all([c.text for c in comments if c.comment_id in placed])
    vectors = Static().fit(documents).encode(documents)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        points = peers.flat(vectors, 0)
    yield ["UMAP alone", *written(quality(vectors, points))]


def written(found: Mapping[str, float]) -> list[str]:
    """Both figures as they stand in the table."""
    return [f"{found[name]:.3f}" for name in HEADER[2:]]


if __name__ == "__main__":
    main()
