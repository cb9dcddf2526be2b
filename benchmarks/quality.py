"""Agreement with human labels: koemap beside the usual ways, on the same vectors in one run.

Usage: python -m benchmarks.quality LABELLED [--shuffles 5] [--write]

LABELLED is a folder of tab-separated sets. Every text counts. A lone voice of koemap is a group of
its own. BERTopic's noise is counted in two ways, a row for each: as one group like any other
("default chain", so that nothing is left out there), and each text a group of its own ("noise
apart"). `--write` renews the table of docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

from analysis.pipeline import build_map, make_recipe
from analysis.static import Static
from analysis.text import read_all
from benchmarks import page, peers
from benchmarks.corpora import NAMES, Labelled, labelled
from koemap.records import Comment

HEADER = ("set", "texts, labels", "way", "groups", "AMI", "ARI", "left out")
Groups = Sequence[Any]
Found = tuple[str, list[Groups], list[list[str]]]


def main() -> None:
    """Print the table of all sets and ways."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--shuffles", type=int, default=5)
    parser.add_argument("--write", action="store_true", help="renew docs/benchmarks.md")
    chosen = parser.parse_args()
    rows = []
    for name in NAMES:
        for row in rows_of(labelled(chosen.labelled, name), chosen.shuffles):
            rows.append(row)
            print(" | ".join(row), flush=True)
    if chosen.write:
        page.renew("quality", f"{about(chosen.shuffles)}\n\n{page.table(HEADER, rows)}")


def about(n_shuffles: int) -> str:
    """What the table shows."""
    return (
        f"{page.when()}; means over {n_shuffles} shuffles of the texts (koemap) or seeds (peers),"
        f" ± standard deviation; {peers.versions()}. `left out` is the share in no group, each text"
        " counted as a group of its own; in `BERTopic, default chain` the noise is one group of the"
        " others, so that 0.0% is left out, and its share stands in the row `noise apart`. Command:"
        " `python -m benchmarks.quality LABELLED --write`."
    )


def rows_of(given: Labelled, n_shuffles: int) -> Iterator[list[str]]:
    """The rows of one set."""
    head = [given.name, f"{len(given.texts)}, {given.n_labels}"]
    for way, runs, labels in ways(given, n_shuffles):
        yield [*head, way, *figures(runs, labels)]


def ways(given: Labelled, n_shuffles: int) -> Iterator[Found]:
    """Each way with the groups of each of its runs and the labels in the same order."""
    for clusterer in ("leiden", "hdbscan"):
        orders = [np.random.default_rng(n).permutation(len(given.texts)) for n in range(n_shuffles)]
        labels = [[given.labels[row] for row in order] for order in orders]
        maps = [koemap([given.texts[row] for row in order], clusterer) for order in orders]
        route = "" if clusterer == "leiden" else f" ({clusterer})"
        yield f"koemap{route}, themes", [themes for _, themes in maps], labels
        yield f"koemap{route}, topics", [topics for topics, _ in maps], labels
    documents = read_all(given.texts)
    vectors = Static().fit(documents).encode(documents)
    labels = [given.labels] * n_shuffles
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        noise = [peers.bertopic(given.texts, vectors, seed) for seed in range(n_shuffles)]
        yield "BERTopic, default chain", [list(map(str, one)) for one in noise], labels
        yield (
            "BERTopic, noise apart",
            [["" if g == -1 else g for g in one] for one in noise],
            labels,
        )
        told = [peers.kouchou(given.texts, vectors, s, given.n_labels) for s in range(n_shuffles)]
        yield "UMAP 2-D + KMeans, told the number", told, labels


def koemap(texts: Sequence[str], clusterer: str) -> tuple[Groups, Groups]:
    """The topic and the theme of each text, empty for lone voices."""
    comments = [Comment("m", f"c{row:06d}", "s", text) for row, text in enumerate(texts)]
    made = build_map(comments, make_recipe(clusterer=clusterer), meeting_id="m")
    themes = {topic.topic_id: topic.theme_id for topic in made.topics}
    topics = [p.topic_id for p in made.placements]
    return topics, [themes.get(topic, "") for topic in topics]


def figures(runs: Sequence[Groups], labels: Sequence[Sequence[str]]) -> list[str]:
    """Groups, AMI, ARI and the share of texts in no group: means over the runs."""
    pairs = list(zip(labels, map(apart, runs), strict=True))
    amis = [adjusted_mutual_info_score(truth, found) for truth, found in pairs]
    aris = [adjusted_rand_score(truth, found) for truth, found in pairs]
    groups = np.mean([len({*map(str, run)} - {""}) for run in runs])
    alone = np.mean([np.mean([g == "" for g in run]) for run in runs])
    return [f"{groups:.1f}", spread(amis), spread(aris), f"{alone:.1%}"]


def apart(run: Groups) -> list[str]:
    """The groups, where each text that is in none is in one of its own."""
    return [f"own {row}" if group == "" else str(group) for row, group in enumerate(run)]


def spread(values: Sequence[float]) -> str:
    """Mean and standard deviation."""
    return f"{np.mean(values):.3f} ± {np.std(values):.3f}"


if __name__ == "__main__":
    main()
