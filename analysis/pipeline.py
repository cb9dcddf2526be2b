"""Comments in, opinion map out: `build_map` tells the whole story."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from importlib.metadata import version
from time import perf_counter
from typing import TYPE_CHECKING

from koemap.edition import account
from koemap.errors import AnalysisError
from koemap.records import Comment, OpinionMap, Recipe

if TYPE_CHECKING:
    from analysis.parts import Runner
    from analysis.traits import Traits

Progress = Callable[[str, float], None]
"""Hears the step that goes on, and the share of it that is done."""

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
    from analysis.fitting import assigned, fit
    from analysis.naming import Spoken, named
    from analysis.parts import here
    from analysis.placing import left_out, placements
    from analysis.recounting import recounted
    from analysis.voices import fold

    clock, work = _Clock(progress), runner or here()
    clock.begin("kinds")
    received = sorted(comments, key=lambda comment: comment.comment_id)
    traits = _traits(received, work, clock.advance)
    outside = left_out(received, traits, hidden)
    rows = [n for n, comment in enumerate(received) if comment.comment_id not in outside]
    said, own = [received[row] for row in rows], traits.only(rows)

    clock.begin("voices")
    voices = fold([comment.comment_id for comment in said], own.keys, own.signatures)
    texts = [said[voice.speaker].text for voice in voices]
    fitted = fit(texts, voices, recipe, clock.begin)
    clock.begin("labels")
    heard = Spoken(said, [voices[row] for row in fitted.rows], fitted.documents, fitted.vectors)
    themes, topics, topic_ids = named(fitted.grouping, heard)

    clock.begin("other voices")
    everyone = assigned(texts, fitted, work, clock.advance)
    clock.begin("places")
    placed = placements(received, traits, outside, voices, everyone, topic_ids)
    if len(fitted.rows) < len(voices):
        themes, topics, placed = recounted(themes, topics, placed, received)
    by_id = {comment.comment_id: comment for comment in received}
    return OpinionMap(
        meeting_id=meeting_id or next((comment.meeting_id for comment in received), ""),
        recipe=recipe,
        themes=themes,
        topics=topics,
        placements=placed,
        accounting=account(placed, by_id, n_topics=len(topics), n_themes=len(themes)),
        quality=fitted.grouping.quality,
        seconds=clock.seconds(),
    )


def _traits(
    received: Sequence[Comment], runner: Runner, advance: Callable[[float], None]
) -> Traits:
    from analysis.parts import cut
    from analysis.traits import joined, traits_of

    parts = cut([comment.text for comment in received])
    found = []
    for part in runner.map(traits_of, parts):
        found.append(part)
        advance(len(found) / len(parts))
    return joined(found)


def make_recipe(*, embedder: str = "static", clusterer: str = "leiden", seed: int = 0) -> Recipe:
    """Every choice that determines a map.

    Raises
    ------
    AnalysisError
        There is no such embedder or clusterer.
    """
    for name, known in ((embedder, EMBEDDERS), (clusterer, CLUSTERERS)):
        if name not in known:
            raise AnalysisError(f"{name!r} is unknown; known: {', '.join(known)}")
    versions = tuple((name, version(name)) for name in LIBRARIES)
    return Recipe(embedder, clusterer, seed, _parameters(), versions)


def _parameters() -> tuple[tuple[str, str], ...]:
    from analysis import (
        assigning,
        belonging,
        communities,
        consensus,
        landmarks,
        layout,
        neighbours,
        parts,
        static,
        voices,
        word_vectors,
    )

    chosen = {
        "comments per part": parts.PART,
        "embedder revision": static.Static.revision,
        "firm tie, from": belonging.FIRM,
        "landmarks, at most": landmarks.LANDMARKS,
        "lone voices, at most": belonging.MOST_LONE,
        "loose topic, below": belonging.LOOSE,
        "map minimum distance": layout.MIN_DIST,
        "map width": layout.WIDTH,
        "nearest landmarks": assigning.NEAREST,
        "neighbours, at most": neighbours.NEAREST,
        "resampled share": consensus.KEPT,
        "resolutions of themes": " ".join(map(str, communities.THEME_RESOLUTIONS)),
        "resolutions of topics": " ".join(map(str, communities.TOPIC_RESOLUTIONS)),
        "themes, at most": communities.MOST_THEMES,
        "topics, at most": communities.MOST_TOPICS,
        "topics per root of voices": communities.TOPICS_PER_ROOT,
        "untelling word, weight": word_vectors.UNTELLING,
        "voice containment": voices.CONTAINMENT,
        "voices per topic, at least": communities.LEAST_VOICES,
        "weight of characters": static.CHARACTERS,
        "weight of words": static.WORDS,
    }
    return tuple((name, str(value)) for name, value in sorted(chosen.items()))


class _Clock:
    """The seconds of each step, which begins when it is named and ends with the next."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._began: dict[str, float] = {}

    def begin(self, step: str) -> None:
        """End the step before, if any, and say that this one begins."""
        self._began[step] = perf_counter()
        self._progress(step, 0.0)

    def advance(self, share: float) -> None:
        """Say how much of the step is done."""
        self._progress(next(reversed(self._began)), share)

    def seconds(self) -> dict[str, float]:
        """Seconds by step, and their total."""
        marks = [*self._began.values(), perf_counter()]
        taken = {
            step: round(end - start, 3)
            for step, start, end in zip(self._began, marks, marks[1:], strict=False)
        }
        return {**taken, "total": round(marks[-1] - marks[0], 3)}
