"""Maps of labelled texts of others agree with the labels and never collapse.

These texts are not part of the project; where they are missing this file is not collected.
"""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from analysis.pipeline import CLUSTERERS, build_map, make_recipe
from koemap.records import Comment
from tests.analysis.conftest import LABELLED
from tests.analysis.corpora import said
from tests.analysis.test_agreement import agreement


def labelled(name: str, n_most: int) -> tuple[list[Comment], list[str]]:
    """At most so many comments of a labelled set, evenly taken, and the label of each."""
    with (LABELLED / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    rows = rows[:: max(1, len(rows) // n_most)]
    column = "topic" if name == "argkp" else "label"
    return said(row["text"] for row in rows), [row[column] for row in rows]


@pytest.mark.parametrize("clusterer", CLUSTERERS)
@pytest.mark.parametrize(
    ("name", "n_comments", "least"),
    [
        ("sib200_ja", 500, 0.35),
        ("xsid_ja", 400, 0.4),
        ("sib200_en", 500, 0.3),
        ("argkp", 1000, 0.7),
    ],
)
def test_maps_of_other_texts_do_not_collapse(
    name: str, n_comments: int, least: float, clusterer: str
) -> None:
    comments, labels = labelled(name, n_comments)
    made = build_map(comments, make_recipe(clusterer=clusterer), meeting_id="m")
    sizes = Counter(p.topic_id for p in made.placements if p.topic_id)
    assert 5 <= len(made.topics) <= 60
    assert 2 <= len(made.themes) <= 10
    assert max(sizes.values()) < len(comments) / 2
    assert made.accounting.lone < len(comments) / 5
    concerns = {c.comment_id: label for c, label in zip(comments, labels, strict=True)}
    assert agreement(made, concerns, alone=False) >= least
