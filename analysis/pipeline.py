"""Comments in, opinion map out: `build_map` tells the whole story."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from importlib.metadata import version
from typing import TYPE_CHECKING

from analysis.clock import Clock, Progress
from koemap.errors import AnalysisError
from koemap.records import Comment, OpinionMap, Recipe

if TYPE_CHECKING:
    from analysis.parts import Runner

EMBEDDERS = ("static",)
CLUSTERERS = ("leiden", "hdbscan")
STEPS = (
    "kinds",
    "voices",
    "words",
    "vectors",
    "neighbours",
    "topics",
    "layout",
    "lone voices",
    "labels",
    "other voices",
    "places",
)
LIBRARIES = (
    "bertopic",
    "graspologic-native",
    "hdbscan",
    "ja-ginza",
    "koemap",
    "numpy",
    "scikit-learn",
    "scipy",
    "sudachidict-core",
    "sudachipy",
    "umap-learn",
    "wordllama",
)


def build_map(
    comments: Iterable[Comment],
    recipe: Recipe,
    *,
    meeting_id: str = "",
    hidden: Collection[str] = frozenset(),
    progress: Progress = lambda step, share: None,
    runner: Runner | None = None,
) -> OpinionMap:
    """The map of these comments: each has its place, or the reason why it has none.

    The same comments in any order with the same recipe give the same map, whatever `runner` works
    on their parts. The meeting is that of the comments unless it is named. `hidden` are ids of
    comments that a person hid; `progress` hears each of `STEPS` as it begins and goes on.
    """
    from analysis.making import made
    from analysis.parts import Here

    clock = Clock(progress)
    clock.begin("kinds")
    received = sorted(comments, key=lambda comment: comment.comment_id)
    named = meeting_id or next((comment.meeting_id for comment in received), "")
    found = made(received, recipe, hidden, runner or Here(), clock)
    return replace(found, meeting_id=named, seconds=clock.seconds())


def make_recipe(
    *, embedder: str = "static", clusterer: str = "leiden", seed: int = 0, n_landmarks: int = 10_000
) -> Recipe:
    """Every choice that determines a map; it is fitted on at most `n_landmarks` voices.

    Raises
    ------
    AnalysisError
        There is no such embedder or clusterer.
    """
    for name, known in ((embedder, EMBEDDERS), (clusterer, CLUSTERERS)):
        if name not in known:
            raise AnalysisError(f"{name!r} is unknown; known: {', '.join(known)}")
    versions = tuple((name, version(name)) for name in LIBRARIES)
    return Recipe(embedder, clusterer, seed, _parameters(n_landmarks), versions)


def _parameters(n_landmarks: int) -> tuple[tuple[str, str], ...]:
    from analysis import (
        assigning,
        belonging,
        communities,
        consensus,
        fitting,
        landmarks,
        layout,
        neighbours,
        parts,
        signatures,
        spelling,
        static,
        voices,
        word_vectors,
    )

    chosen = {
        "agreement given up for finer themes": communities.AS_FIRM,
        "comments per part": parts.PART,
        "components of spelling": spelling.DIMS,
        "documents an embedder learns from": fitting.ENOUGH,
        "embedder revision": static.Static.revision,
        "firm tie, from": belonging.FIRM,
        "landmarks said more than once, at most": landmarks.REPEATED,
        "landmarks, at most": n_landmarks,
        "lone voices, at most": belonging.MOST_LONE,
        "loose topic, below": belonging.LOOSE,
        "map minimum distance": layout.MIN_DIST,
        "map width": layout.WIDTH,
        "nearest landmarks": assigning.NEAREST,
        "neighbours, at most": neighbours.NEAREST,
        "resampled share": consensus.KEPT,
        "resolutions of themes": " ".join(map(str, communities.THEME_RESOLUTIONS)),
        "resolutions of topics": " ".join(map(str, communities.TOPIC_RESOLUTIONS)),
        "runs, of many voices": f"{communities.RUNS}, {communities.FEW_RUNS}",
        "shelves of a topic": assigning.CLOSE_TOPICS,
        "themes, at least": communities.LEAST_THEMES,
        "themes, at most": communities.MOST_THEMES,
        "topics per root of voices": communities.TOPICS_PER_ROOT,
        "topics, at most": communities.MOST_TOPICS,
        "untelling word, weight": word_vectors.UNTELLING,
        "voice containment": voices.CONTAINMENT,
        "voice signature, bands": signatures.BANDS,
        "voices per topic, at least": communities.LEAST_VOICES,
        "votes, of many voices": f"{consensus.VOTES}, {consensus.FEW_VOTES}",
        "weight of a frequent word": word_vectors.SIF,
        "weight of characters": static.CHARACTERS,
        "weight of words": static.WORDS,
    }
    return tuple((name, str(value)) for name, value in sorted(chosen.items()))
