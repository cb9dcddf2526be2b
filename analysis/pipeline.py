"""Comments in, opinion map out: `build_map` tells the whole story."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from importlib.metadata import version
from time import perf_counter

from koemap.edition import account
from koemap.errors import AnalysisError
from koemap.records import Comment, OpinionMap, Recipe

Progress = Callable[[str], None]

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
    progress: Progress = lambda step: None,
) -> OpinionMap:
    """The map of these comments: each has its place, or the reason why it has none.

    The same comments in any order with the same recipe give the same map. The meeting is that of
    the comments unless it is named. `hidden` are ids of comments that a person hid; `progress`
    hears each of `STEPS` as it begins.
    """
    from analysis.embedding import embedder
    from analysis.grouping import group
    from analysis.kinds import classify
    from analysis.naming import Spoken, named
    from analysis.placing import left_out, placements, voiced
    from analysis.text import read_all, tells
    from analysis.voices import fold

    clock = _Clock(progress)
    clock.begin("kinds")
    received = sorted(comments, key=lambda comment: comment.comment_id)
    kinds = {comment.comment_id: classify(comment.text) for comment in received}
    outside = left_out(received, kinds, hidden)
    said = [comment for comment in received if comment.comment_id not in outside]

    clock.begin("voices")
    voices = fold([comment.comment_id for comment in said], [comment.text for comment in said])
    clock.begin("words")
    documents = read_all([said[voice.speaker].text for voice in voices])
    clock.begin("vectors")
    vectors = embedder(recipe.embedder).embed(documents)
    grouping = group(vectors, tells(documents), recipe, clock.begin)
    clock.begin("labels")
    themes, topics, topic_ids = named(grouping, Spoken(said, voices, documents, vectors))
    placed = placements(received, kinds, outside, voiced(said, kinds, voices, grouping, topic_ids))
    by_id = {comment.comment_id: comment for comment in received}
    return OpinionMap(
        meeting_id=meeting_id or next((comment.meeting_id for comment in received), ""),
        recipe=recipe,
        themes=themes,
        topics=topics,
        placements=placed,
        accounting=account(placed, by_id, n_topics=len(topics), n_themes=len(themes)),
        seconds=clock.seconds(),
    )


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
    from analysis import belonging, communities, embedding, layout, neighbours, voices

    chosen = {
        "embedder revision": embedding.Static.revision,
        "lone voices, at most": belonging.MOST_LONE,
        "map minimum distance": layout.MIN_DIST,
        "map width": layout.WIDTH,
        "neighbours, at most": neighbours.NEAREST,
        "resolutions": " ".join(map(str, communities.RESOLUTIONS)),
        "themes, at most": communities.MOST_THEMES,
        "topics, at most": communities.MOST_TOPICS,
        "topics per root of voices": communities.TOPICS_PER_ROOT,
        "untelling word, weight": embedding.UNTELLING,
        "voices per topic, at least": communities.LEAST_VOICES,
        "voice containment": voices.CONTAINMENT,
        "firm tie, from": belonging.FIRM,
        "loose topic, below": belonging.LOOSE,
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
        self._progress(step)

    def seconds(self) -> dict[str, float]:
        """Seconds by step, and their total."""
        marks = [*self._began.values(), perf_counter()]
        taken = {
            step: round(end - start, 3)
            for step, start, end in zip(self._began, marks, marks[1:], strict=False)
        }
        return {**taken, "total": round(marks[-1] - marks[0], 3)}
