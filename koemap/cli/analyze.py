"""`koemap analyze`: make the map of a meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from koemap.cli import steps
from koemap.cli.embedders import embedder_of
from koemap.cli.holding import stop_with_input
from koemap.cli.installation import meeting_option, opened, supervised_option
from koemap.cli.language import say
from koemap.cli.parts_folder import laid, remove_left
from koemap.cli.report import Report, Speaking, stepping
from koemap.settings import load

if TYPE_CHECKING:
    from analysis.embedding import Embedder
    from analysis.parts import Runner
    from koemap.live_records import Happening
    from koemap.records import OpinionMap, Recipe
    from koemap.settings import Settings
    from koemap.store import Store


@click.command(cls=Speaking)
@meeting_option
@click.option("--embedder", default="static", show_default=True, help="How texts become vectors.")
@click.option("--clusterer", default="leiden", show_default=True, help="How topics are found.")
@click.option(
    "--seed",
    type=click.IntRange(0, 2**31 - 1),
    default=0,
    show_default=True,
    help="Where random draws begin; another number may give another map.",
)
@click.option("--scheduler", metavar="ADDRESS", help="Dask scheduler whose workers do the work.")
@click.option(
    "--parts",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder that its workers see, for parts of the comments; in KOEMAP_HOME by default.",
)
@click.option(
    "--final",
    is_flag=True,
    help="End a live meeting: topics keep their ids, and its desk follows; koemap live does so.",
)
@supervised_option
def analyze(
    meeting_id: str,
    embedder: str,
    clusterer: str,
    seed: int,
    scheduler: str | None,
    parts: Path | None,
    final: bool,
    supervised: bool,
) -> Report:
    """Make the map of a meeting; the same comments and choices give the same map."""
    from analysis.embedders import WAYS, is_known
    from analysis.pipeline import CLUSTERERS, make_recipe

    _check("--embedder", embedder, WAYS, known=is_known(embedder))
    _check("--clusterer", clusterer, CLUSTERERS, known=clusterer in CLUSTERERS)
    _check_parts(parts, scheduler, load().url)
    if supervised:
        stop_with_input()
    with opened() as (settings, store):
        remove_left(Path(settings.home))
        chosen = embedder_of(settings, embedder)
        known = store.opinion_map(meeting_id) if final and store.map_ids(meeting_id) else None
        recipe = make_recipe(
            embedder=chosen, clusterer=clusterer, seed=seed, ids_only=known is not None
        )
        with _working(scheduler, parts, settings) as runner:
            saved = run(store, meeting_id, recipe, embedder=chosen, runner=runner, earlier=known)
        if final:
            _end_meeting(store, meeting_id)
    return Report(ledger(saved), lines(saved))


def _end_meeting(store: Store, meeting_id: str) -> None:
    """Say of what arrived while the meeting was live where it is on its last map."""
    from analysis.following import tell_places

    tell_places(store, meeting_id)


def _check(option: str, value: str, names: Sequence[str], *, known: bool) -> None:
    if not known:
        listed = ", ".join(names)
        text = say(f"{value!r}; known: {listed}", f"「{value}」は使えません。使えるもの: {listed}")
        raise click.BadParameter(text, param_hint=option)


def _check_parts(parts: Path | None, scheduler: str | None, url: str) -> None:
    """A usage error when the folder would not be used."""
    if parts and not scheduler:
        text = say("--parts goes with --scheduler", "--parts は --scheduler と一緒に使います")
        raise click.UsageError(text)
    if parts and _in_postgres(url):
        en = "--parts goes with SQLite only: from PostgreSQL the workers read the comments there"
        ja = "--parts は SQLite のときだけ使えます。PostgreSQL では、ワーカーがそこから読みます"
        raise click.UsageError(say(en, ja))


def _in_postgres(url: str) -> bool:
    return url.startswith("postgresql")


@contextmanager
def _working(
    scheduler: str | None, parts: Path | None, settings: Settings
) -> Iterator[Runner | None]:
    """Who works on the parts of the comments: a cluster when there is one, else this machine."""
    if scheduler is None:
        yield None
        return
    from analysis.cluster import InParquet, InPostgres, cluster

    if _in_postgres(settings.url):
        with cluster(scheduler, partial(InPostgres.lay, settings.url)) as runner:
            yield runner
        return
    home = Path(settings.home)
    with (
        laid(home, parts or home) as folder,
        cluster(scheduler, partial(InParquet.lay, folder)) as runner,
    ):
        yield runner


def run(
    store: Store,
    meeting_id: str,
    recipe: Recipe,
    *,
    embedder: Embedder | None = None,
    runner: Runner | None = None,
    earlier: OpinionMap | None = None,
) -> OpinionMap:
    """The map of a meeting as saved; how far it has come is shown on a terminal.

    With an earlier map it is the free one that ends a live meeting, and loses no decision.
    """
    from analysis.pipeline import build_map
    from analysis.successors import faithful
    from koemap.standing import hidden_comments, standing

    store.meeting(meeting_id)
    n_comments = sum(store.counts(meeting_id).values())
    label, weights = say("analyzing", "地図づくり"), steps.weights(n_comments)
    with stepping(label, weights, steps.names()) as progress:
        progress(steps.READING, 0.0)
        comments = store.comments(meeting_id)
        hidden = hidden_comments(standing(store.decisions(meeting_id)))
        build = partial(
            build_map,
            comments,
            meeting_id=meeting_id,
            hidden=frozenset(hidden),
            progress=progress,
            embedder=embedder,
            runner=runner,
            earlier=earlier,
        )
        opinion_map = faithful(store, earlier, recipe, build) if earlier else build(recipe)
        progress(steps.SAVING, 0.0)
        return store.save_map(opinion_map, _changes(store, earlier, opinion_map))


def _changes(store: Store, earlier: OpinionMap | None, later: OpinionMap) -> tuple[Happening, ...]:
    """What became of the topics of the earlier map."""
    if earlier is None:
        return ()
    from analysis.following import became

    return became(store, earlier, later, datetime.now(UTC))


def ledger(opinion_map: OpinionMap) -> dict[str, Any]:
    """Where every comment of a map went, and how long each step took."""
    counts = asdict(opinion_map.accounting)
    return {"map_id": opinion_map.map_id, **counts, "seconds": dict(opinion_map.seconds)}


def lines(opinion_map: OpinionMap) -> list[str]:
    """The map in a few lines, for people."""
    a, seconds = opinion_map.accounting, opinion_map.seconds.get("total", 0)
    head = say(
        f"map {opinion_map.map_id}: {a.topics} topics in {a.themes} themes;"
        f" {a.people} people, {a.voices} voices, {seconds:.1f} s",
        f"地図 {opinion_map.map_id}: テーマ {a.themes}、論点 {a.topics}、"
        f"{a.people:,}人、{a.voices:,}の声、{seconds:.1f}秒",
    )
    counts = say(
        f"{a.received} received = {a.in_topic} in topics + {a.lone} lone voices"
        f" + {a.reactions} reactions + {a.hidden} hidden + {a.withdrawn} withdrawn",
        f"届いた声 {a.received:,} = 論点の声 {a.in_topic:,} + ひとりの声 {a.lone:,}"
        f" + 反応 {a.reactions:,} + 非表示 {a.hidden:,} + 取り下げ {a.withdrawn:,}",
    )
    themes = {theme.theme_id: theme.label for theme in opinion_map.themes}
    people = say("people", "人")
    topics = [
        f"  {t.topic_id}  {t.n_people:5d} {people}  {t.label}  [{themes[t.theme_id]}]"
        for t in opinion_map.topics
    ]
    return [head, counts, *topics]
