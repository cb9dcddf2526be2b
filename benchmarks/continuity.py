"""Identity across a refit: what stays where it was when a tenth more comments have come.

Usage: python -m benchmarks.continuity LABELLED [--draws 3] [--clusterer leiden] [--write]

LABELLED is a folder of tab-separated sets; the invented sample meeting comes last. Of each set an
earlier map is made without a random eleventh of the texts, then a map of all that continues it, and
one that does not. `--write` renews the table of docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from sklearn.metrics import adjusted_mutual_info_score

from analysis.continuing import CONTINUES, carried, themes_of, topics_of
from analysis.events import happened
from analysis.pipeline import build_map, make_recipe
from analysis.staying import registered
from benchmarks import page
from benchmarks.corpora import NAMES, labelled
from koemap.records import Comment, OpinionMap
from tests.analysis.corpora import sample_comments

HEADER = (
    "set",
    "map of all",
    "keep their topic",
    "keep their theme",
    "median move",
    "trustworthiness",
    "AMI, topics",
    "AMI, themes",
    "born, gone",
    "splits, merges",
)
HELD_BACK = 1 / 11
Labels = Mapping[str, str]


def main() -> None:
    """Print the table of all sets."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--draws", type=int, default=3)
    parser.add_argument("--clusterer", default="leiden")
    parser.add_argument("--write", action="store_true", help="renew docs/benchmarks.md")
    chosen = parser.parse_args()
    rows = []
    for name, comments, labels in sets(chosen.labelled):
        for row in rows_of(comments, labels, chosen.clusterer, chosen.draws):
            rows.append([name, *row])
            print(" | ".join(rows[-1]), flush=True)
    if chosen.write:
        page.renew("continuity", f"{about(chosen.draws)}\n\n{page.table(HEADER, rows)}")


def about(n_draws: int) -> str:
    """What the table shows."""
    return (
        f"{page.when()}; means over {n_draws} draws, the worst in brackets. Shares are of comments"
        " that were in a topic of the earlier map, moves in shares of its width; a free map is"
        " first turned and scaled to lie like it, and its topics have the ids of those they share"
        " most comments with. What is held back is drawn by chance: all births and ends, splits"
        " and merges are false. Command: `python -m benchmarks.continuity LABELLED --write`."
    )


def sets(folder: Path) -> Iterator[tuple[str, Sequence[Comment], Labels]]:
    """Name, comments and the label of each comment; the sample meeting has no labels."""
    for name in NAMES:
        given = labelled(folder, name)
        comments = [Comment("m", f"c{n:06d}", "s", text) for n, text in enumerate(given.texts)]
        yield name, comments, dict(zip((c.comment_id for c in comments), given.labels, strict=True))
    yield "sample meeting", sample_comments(), {}


def rows_of(
    comments: Sequence[Comment], labels: Labels, clusterer: str, n_draws: int
) -> Iterator[list[str]]:
    """One row for maps that continue the earlier one, one for free maps."""
    recipe = make_recipe(clusterer=clusterer)
    meeting_id = comments[0].meeting_id
    free = build_map(comments, recipe, meeting_id=meeting_id)
    found: dict[str, list[list[float]]] = {"continued": [], "free": []}
    for draw in range(n_draws):
        there = np.random.default_rng(draw).random(len(comments)) >= HELD_BACK
        known = [comment for comment, kept in zip(comments, there, strict=True) if kept]
        earlier = build_map(known, recipe, meeting_id=meeting_id)
        later = build_map(comments, recipe, meeting_id=meeting_id, earlier=earlier)
        found["continued"].append(figures(earlier, later, labels))
        found["free"].append(figures(earlier, carried(free, earlier, comments), labels))
    for way, runs in found.items():
        yield [way, *written(np.array(runs))]


def figures(earlier: OpinionMap, later: OpinionMap, labels: Labels) -> list[float]:
    """Kept topics, kept themes, median move, trustworthiness, two AMIs, births and deaths."""
    events = Counter(event.happening for event in happened(earlier, later))
    before, after = ({topic.topic_id for topic in one.topics} for one in (earlier, later))
    return [
        kept(topics_of(earlier), topics_of(later)),
        kept(themes_of(earlier), themes_of(later)),
        move(earlier, later),
        later.quality["trustworthiness"],
        agreement(topics_of(later), labels),
        agreement(themes_of(later), labels),
        len(after - before),
        len(before - after),
        events["split"] + events["merged"],
    ]


def kept(before: Labels, after: Labels) -> float:
    """The share of the comments in a group on the earlier map that are in it on the later one."""
    return float(np.mean([after[one] == group for one, group in before.items() if group]))


def move(earlier: OpinionMap, later: OpinionMap) -> float:
    """How far comments moved, by the median, as a share of the earlier map's width."""
    then, now = places(earlier), places(later)
    before = np.array([then.get(one, (np.nan, np.nan)) for one in now], float)
    shared = ~np.isnan(before[:, 0])
    points = np.array(list(now.values()), float)
    if CONTINUES not in dict(later.recipe.parameters):
        points = registered(points, before)
    width = np.ptp(np.array(list(then.values()), float), axis=0).max()
    moved = np.linalg.norm(points[shared] - before[shared], axis=1)
    return float(np.median(moved) / width)


def places(opinion_map: OpinionMap) -> dict[str, tuple[float | None, float | None]]:
    """The place of each comment that has one."""
    return {p.comment_id: (p.x, p.y) for p in opinion_map.placements if p.voice_id}


def agreement(groups: Labels, labels: Labels) -> float:
    """The adjusted mutual information with the labels; a lone voice is a group of its own."""
    if not labels:
        return float("nan")
    found = [group or f"own {one}" for one, group in groups.items()]
    return float(adjusted_mutual_info_score([labels[one] for one in groups], found))


def written(runs: np.ndarray) -> list[str]:
    """The figures of the runs as they stand in the table."""
    mean, least, most = runs.mean(axis=0), runs.min(axis=0), runs.max(axis=0)
    amis = ["–" if np.isnan(value) else f"{value:.3f}" for value in mean[4:6]]
    return [
        f"{mean[0]:.1%} ({least[0]:.1%})",
        f"{mean[1]:.1%} ({least[1]:.1%})",
        f"{mean[2]:.1%} ({most[2]:.1%})",
        f"{mean[3]:.3f}",
        *amis,
        f"{mean[6]:.1f}, {mean[7]:.1f}",
        f"{mean[8]:.1f}",
    ]


if __name__ == "__main__":
    main()
