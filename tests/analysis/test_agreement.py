"""The map agrees with what people say the comments are about, and never collapses."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from sklearn.metrics import adjusted_mutual_info_score

from analysis.pipeline import CLUSTERERS, build_map, make_recipe
from koemap.records import OpinionMap
from tests.analysis.corpora import labelled, sample_map

TRUTH = Path(__file__).parents[1] / "sample_truth.csv"
NO_CONCERN = {"reaction", "off_topic", "none", ""}


def agreement(made: OpinionMap, concerns: dict[str, str], *, alone: bool) -> float:
    """AMI of topics and concerns; lone voices each on their own if `alone`, else one group."""
    group = {
        p.comment_id: p.topic_id or (p.voice_id or p.comment_id if alone else "")
        for p in made.placements
    }
    pairs = [(concern, group[comment_id]) for comment_id, concern in concerns.items()]
    return float(adjusted_mutual_info_score(*zip(*pairs, strict=True)))


def real_concerns(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return {r["comment_id"]: r["concern"] for r in rows if r["concern"] not in NO_CONCERN}


@pytest.mark.parametrize("alone", [True, False])
def test_topics_of_the_sample_agree_with_the_concerns_it_was_written_for(alone: bool) -> None:
    concerns = real_concerns(TRUTH)
    assert len(concerns) > 300
    assert agreement(sample_map(), concerns, alone=alone) >= 0.5


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
    assert 2 <= len(made.themes) <= 8
    assert max(sizes.values()) < len(comments) / 2
    assert made.accounting.lone < len(comments) / 5
    concerns = {c.comment_id: label for c, label in zip(comments, labels, strict=True)}
    assert agreement(made, concerns, alone=False) >= least
