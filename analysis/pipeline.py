"""Comments in, opinion map out: `build_map` tells the whole story."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from importlib.metadata import version
from typing import TYPE_CHECKING
from unicodedata import unidata_version

from analysis.clock import Clock, Progress
from koemap.errors import AnalysisError
from koemap.records import Comment, OpinionMap, Recipe

if TYPE_CHECKING:
    from analysis.embedding import Embedder
    from analysis.making import Made
    from analysis.parts import Runner

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
    "llvmlite",
    "numba",
    "numpy",
    "scikit-learn",
    "scipy",
    "spacy",
    "sudachidict-core",
    "sudachipy",
    "umap-learn",
    "wordllama",
)


def build_map(  # noqa: PLR0913 - each can be left out
    comments: Iterable[Comment],
    recipe: Recipe,
    *,
    meeting_id: str = "",
    hidden: Collection[str] = frozenset(),
    progress: Progress = lambda step, share: None,
    embedder: Embedder | None = None,
    runner: Runner | None = None,
    earlier: OpinionMap | None = None,
) -> OpinionMap:
    """The map of these comments: each has its place, or the reason why it has none.

    The same comments in any order with the same recipe give the same map, whatever `runner` works
    on their parts. The meeting is that of the comments unless it is named. `hidden` are ids of
    comments that a person hid; `progress` hears each of `STEPS` as it begins and goes on.
    `embedder` is the recipe's, the default one when it is not given.

    With an `earlier` map of the meeting this one continues it: topics, places, ids and names stay
    where nothing speaks against them, and its recipe says which map it continues.

    Raises
    ------
    AnalysisError
        The embedder is not that of the recipe, or could not be had or asked; the earlier map is of
        another meeting, or the recipe continues one that is not given.
    """
    return fit_map(
        comments,
        recipe,
        meeting_id=meeting_id,
        hidden=hidden,
        progress=progress,
        embedder=embedder,
        runner=runner,
        earlier=earlier,
    ).opinion_map


def fit_map(  # noqa: PLR0913 - each can be left out
    comments: Iterable[Comment],
    recipe: Recipe,
    *,
    meeting_id: str = "",
    hidden: Collection[str] = frozenset(),
    progress: Progress = lambda step, share: None,
    embedder: Embedder | None = None,
    runner: Runner | None = None,
    earlier: OpinionMap | None = None,
) -> Made:
    """As `build_map`, with the fit by which further comments can be placed on the map."""
    from analysis.continuing import continued
    from analysis.making import made
    from analysis.parts import Here
    from analysis.static import Static

    chosen = embedder or Static()
    if chosen.name != recipe.embedder:
        raise AnalysisError(f"the recipe needs the embedder {recipe.embedder!r}")
    clock = Clock(progress)
    clock.begin("kinds")
    received = sorted(comments, key=lambda comment: comment.comment_id)
    named = meeting_id or next((comment.meeting_id for comment in received), "")
    recipe = continued(recipe, earlier, named)
    found = made(received, recipe, hidden, chosen, runner or Here(), clock, earlier)
    whole = replace(found.opinion_map, meeting_id=named, seconds=clock.seconds())
    return replace(found, opinion_map=whole)


def make_recipe(
    *,
    embedder: Embedder | None = None,
    clusterer: str = "leiden",
    seed: int = 0,
    n_landmarks: int = 10_000,
    most_moving: float = 1.0,
    fewest_people: int = 1,
    ids_only: bool = False,
) -> Recipe:
    """What determines a map; it is fitted on at most `n_landmarks` voices.

    One that continues another moves at most the share `most_moving` of the comments in a topic into
    another one; with `ids_only` it is a free one whose topics and themes have the ids of the same
    ones there. A new topic has at least `fewest_people`; where that is more than one, nobody says
    most of it alone, and few voices of any one person are landmarks. Without an embedder it is the
    default one. Numbers that nobody is likely to change are not listed: the version of koemap fixes
    them.

    Raises
    ------
    AnalysisError
        There is no such clusterer.
    """
    from analysis.choices import CHOICES
    from analysis.continuing import MOST_MOVING, NUMBERED_AS
    from analysis.people import BY_ONE, FEWEST, MOST_BY_ONE, MOST_OF_ONE, OF_ONE
    from analysis.static import Static

    if clusterer not in CLUSTERERS:
        raise AnalysisError(f"{clusterer!r} is unknown; known: {', '.join(CLUSTERERS)}")
    versions = *((name, version(name)) for name in LIBRARIES), ("unicode", unidata_version)
    chosen = embedder or Static()
    parameters = {
        **CHOICES,
        "embedder revision": chosen.revision,
        "landmarks, at most": n_landmarks,
    }
    if most_moving < 1:
        parameters[MOST_MOVING] = most_moving
    if fewest_people > 1:
        parameters |= {FEWEST: fewest_people, OF_ONE: MOST_OF_ONE, BY_ONE: MOST_BY_ONE}
    if ids_only:
        parameters[NUMBERED_AS] = ""
    pairs = tuple((name, str(value)) for name, value in sorted(parameters.items()))
    return Recipe(chosen.name, clusterer, seed, pairs, versions)
