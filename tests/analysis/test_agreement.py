"""The map of the sample agrees with the concerns its comments are about."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from sklearn.metrics import adjusted_mutual_info_score

from koemap.records import OpinionMap
from tests.analysis.corpora import sample_map

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
