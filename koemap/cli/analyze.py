"""`koemap analyze`: make the map of a meeting."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from koemap.cli.installation import meeting_option, opened
from koemap.cli.report import Report, Speaking, stepping

if TYPE_CHECKING:
    from koemap.records import OpinionMap, Recipe
    from koemap.store import Store


@click.command(cls=Speaking)
@meeting_option
@click.option("--embedder", default="static", show_default=True, help="How texts become vectors.")
@click.option("--clusterer", default="leiden", show_default=True, help="How topics are found.")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=0, show_default=True)
def analyze(meeting_id: str, embedder: str, clusterer: str, seed: int) -> Report:
    """Make the map of a meeting; the same comments and choices give the same map."""
    from analysis.pipeline import CLUSTERERS, EMBEDDERS, make_recipe

    for name, known, option in (
        (embedder, EMBEDDERS, "--embedder"),
        (clusterer, CLUSTERERS, "--clusterer"),
    ):
        if name not in known:
            raise click.BadParameter(f"{name!r}; known: {', '.join(known)}", param_hint=option)
    with opened() as (_, store):
        recipe = make_recipe(embedder=embedder, clusterer=clusterer, seed=seed)
        saved = run(store, meeting_id, recipe)
    return Report(ledger(saved), lines(saved))


def run(store: Store, meeting_id: str, recipe: Recipe) -> OpinionMap:
    """The map of a meeting as saved."""
    from analysis.pipeline import STEPS, build_map
    from koemap.edition import hidden_comments

    comments = store.comments(meeting_id)
    hidden = hidden_comments(store.decisions(meeting_id))
    with stepping("analyzing", STEPS) as progress:
        opinion_map = build_map(
            comments, recipe, meeting_id=meeting_id, hidden=frozenset(hidden), progress=progress
        )
    return store.save_map(opinion_map)


def ledger(opinion_map: OpinionMap) -> dict[str, Any]:
    """Where every comment of a map went, and how long each step took."""
    counts = asdict(opinion_map.accounting)
    return {"map_id": opinion_map.map_id, **counts, "seconds": dict(opinion_map.seconds)}


def lines(opinion_map: OpinionMap) -> list[str]:
    """The map in a few lines, for people."""
    a = opinion_map.accounting
    placed = f"{a.in_topic} in topics + {a.lone} lone voices"
    rest = f"{a.reactions} reactions + {a.hidden} hidden + {a.withdrawn} withdrawn"
    head = f"map {opinion_map.map_id}: {a.topics} topics in {a.themes} themes"
    counts = f"{a.people} people, {a.voices} voices, {opinion_map.seconds.get('total', 0):.1f} s"
    themes = {theme.theme_id: theme.label for theme in opinion_map.themes}
    return [
        f"{head}; {counts}",
        f"{a.received} received = {placed} + {rest}",
        *(
            f"  {t.topic_id}  {t.n_people:5d} people  {t.label}  [{themes[t.theme_id]}]"
            for t in opinion_map.topics
        ),
    ]
