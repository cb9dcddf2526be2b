"""Agreement with human labels: koemap beside the usual ways, on the same texts in one run.

Usage: python benchmarks/quality.py LABELLED [--comments 1500]

LABELLED is a folder of tab-separated sets with the columns `text` and `label` or `topic`. The
usual ways get koemap's vectors. Texts in no group, koemap's lone voices and HDBSCAN's noise, are
counted in two ways: each as a group of its own (AMI own), all as one group (AMI one, ARI).
"""

from __future__ import annotations

import argparse
import csv
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

from analysis.embedding import Static
from analysis.pipeline import CLUSTERERS, build_map, make_recipe
from analysis.text import read_all
from koemap.records import Comment

Groups = Sequence[Any]
NONE = ("", "-1")


def main() -> None:
    """Print a table of all sets and ways."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--comments", type=int, default=1_500, help="of each set, at most")
    chosen = parser.parse_args()
    paths = sorted(chosen.labelled.glob("*.tsv"))
    if not paths:
        parser.error(f"{chosen.labelled} holds no .tsv")
    columns = f"{'AMI own':>9s}{'AMI one':>9s}{'ARI':>7s}{'groups':>8s}{'in none':>9s}"
    print(f"{'set':12s}{'texts':>6s}{'labels':>7s}  {'way':26s}{columns}")
    for path in paths:
        texts, labels = tidy(path, chosen.comments)
        head = f"{path.stem:12s}{len(texts):6d}{len(set(labels)):7d}"
        for way, groups in results(texts, len(set(labels))):
            print(f"{head}  {way:26s}{figures(labels, groups)}", flush=True)


def figures(labels: Sequence[str], groups: Groups) -> str:
    """A row of the table, from AMI to the share of the texts that are in no group."""
    one = [str(group) for group in groups]
    own = [f"own {row}" if group in NONE else group for row, group in enumerate(one)]
    none = np.mean([group in NONE for group in one])
    ari = adjusted_rand_score(labels, one)
    amis = [adjusted_mutual_info_score(labels, groups) for groups in (own, one)]
    return f"{amis[0]:9.3f}{amis[1]:9.3f}{ari:7.3f}{len({*one} - {*NONE}):8d}{none:9.2f}"


def results(texts: list[str], n_labels: int) -> Iterator[tuple[str, Groups]]:
    """The groups of the texts by each way."""
    for clusterer in CLUSTERERS:
        topics, themes = koemap_groups(texts, clusterer)
        yield f"koemap {clusterer}, topics", topics
        yield f"koemap {clusterer}, themes", themes
    vectors = Static().embed(read_all(texts))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield "BERTopic's default chain", bertopic_groups(texts, vectors)
        yield "UMAP 2-D, KMeans told k", told_groups(vectors, n_labels)


def koemap_groups(texts: list[str], clusterer: str) -> tuple[Groups, Groups]:
    """The topic and the theme of each text, empty for lone voices."""
    comments = [Comment("m", f"c{row:06d}", "s", text) for row, text in enumerate(texts)]
    made = build_map(comments, make_recipe(clusterer=clusterer), meeting_id="m")
    themes = {topic.topic_id: topic.theme_id for topic in made.topics}
    topics = [p.topic_id for p in made.placements]
    return topics, [themes.get(topic, "") for topic in topics]


def bertopic_groups(texts: list[str], vectors: np.ndarray) -> Groups:
    """BERTopic's own UMAP and HDBSCAN with its defaults, seeded; -1 is noise."""
    from bertopic import BERTopic
    from bertopic.backend import BaseEmbedder
    from umap import UMAP

    # BERTopic's defaults, with a seed so that the table can be made again.
    umap = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=42)
    model = BERTopic(embedding_model=BaseEmbedder(), language="multilingual", umap_model=umap)
    found: Groups = model.fit_transform(texts, embeddings=vectors)[0]
    return found


def told_groups(vectors: np.ndarray, n_labels: int) -> Groups:
    """KMeans on a 2-D map, told how many groups there are."""
    from umap import UMAP

    points = UMAP(n_components=2, metric="cosine", random_state=42).fit_transform(vectors)
    found: Groups = KMeans(n_labels, random_state=0, n_init=10).fit_predict(points)
    return found


def tidy(path: Path, n_most: int) -> tuple[list[str], list[str]]:
    """At most so many texts of a set, evenly taken, and the label of each."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    rows = rows[:: max(1, -(-len(rows) // n_most))]
    column = "label" if "label" in rows[0] else "topic"
    return [row["text"] for row in rows], [row[column] for row in rows]


if __name__ == "__main__":
    main()
