"""What a live map of many comments loses and saves when it is fitted on fewer of its voices.

Usage: python -m benchmarks.live_landmarks LABELLED [--orders 3] [--write]

All texts of argkp in LABELLED are a meeting of as many people as there are pairs of texts; the
first map is made of them, fitted on so many landmarks. Every text counts, and a lone voice is a
group of its own. `--write` renews the table of docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from time import process_time

import numpy as np
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

from analysis.candidate_topics import FEWEST_PEOPLE
from analysis.fitter import LANDMARKS
from analysis.live_map import live_map
from analysis.pipeline import make_recipe
from analysis.warming import MANY, warm_up
from benchmarks import page
from benchmarks.corpora import Labelled, labelled
from benchmarks.quality import apart, spread
from koemap.records import Comment

SIZES = (1_500, LANDMARKS, 5_000, 10_000)
HEADER = ("landmarks", "CPU-s", "topics", "AMI", "ARI", "themes", "AMI", "ARI")
Row = list[str]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--orders", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="renew docs/benchmarks.md")
    chosen = parser.parse_args()
    given = labelled(chosen.labelled, "argkp", splits=())
    warm_up(MANY)
    rows = []
    for size in SIZES:
        rows.append(measured(given, size, chosen.orders))
        print(" | ".join(rows[-1]), flush=True)
    if chosen.write:
        told = (
            f"{page.when()}: all {len(given.texts):,} texts of argkp, {given.n_labels} labels;"
            f" means over {chosen.orders} orders of the texts, ± standard deviation; CPU of the"
            f" process that fits. A live map has {LANDMARKS:,} landmarks at most. Renewed by"
            " `python -m benchmarks.live_landmarks LABELLED --write`."
        )
        title = "## How many voices a live map is fitted on"
        page.renew("live landmarks", f"{title}\n\n{told}\n\n{page.table(HEADER, rows)}")


def measured(given: Labelled, n_landmarks: int, n_orders: int) -> Row:
    """A row of the table."""
    orders = [np.random.default_rng(n).permutation(len(given.texts)) for n in range(n_orders)]
    truth = [[given.labels[row] for row in order] for order in orders]
    runs = [mapped([given.texts[row] for row in order], n_landmarks) for order in orders]
    topics, themes, seconds = zip(*runs, strict=True)
    return [
        f"{n_landmarks:,}",
        f"{np.mean(seconds):.1f}",
        *agreement(topics, truth),
        *agreement(themes, truth),
    ]


def mapped(texts: Sequence[str], n_landmarks: int) -> tuple[list[str], list[str], float]:
    """The topic and the theme of each text, "" for lone voices, and the CPU-seconds of the map."""
    people = len(texts) // 2
    comments = [
        Comment("m", f"c{row:06d}", "s", text, author_key=f"a{row % people}")
        for row, text in enumerate(texts)
    ]
    recipe = make_recipe(n_landmarks=n_landmarks, most_moving=1, fewest_people=FEWEST_PEOPLE)
    began = process_time()
    made = live_map(comments, recipe, meeting_id="m").opinion_map
    seconds = process_time() - began
    theme_of = {topic.topic_id: topic.theme_id for topic in made.topics}
    topics = [placement.topic_id for placement in made.placements]
    return topics, [theme_of.get(topic, "") for topic in topics], seconds


def agreement(runs: Sequence[list[str]], truth: Sequence[list[str]]) -> Row:
    """How many groups, AMI and ARI."""
    pairs = [(labels, apart(run)) for labels, run in zip(truth, runs, strict=True)]
    n_groups = np.mean([len({*run} - {""}) for run in runs])
    amis = [adjusted_mutual_info_score(labels, groups) for labels, groups in pairs]
    aris = [adjusted_rand_score(labels, groups) for labels, groups in pairs]
    return [f"{n_groups:.1f}", spread(amis), spread(aris)]


if __name__ == "__main__":
    main()
