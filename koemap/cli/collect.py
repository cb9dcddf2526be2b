"""`koemap collect`: read a source into the store."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from koemap.cli.installation import Moment, meeting_option, opened, secret
from koemap.cli.report import Report, Speaking, counting
from koemap.records import Collection
from koemap.settings import Settings

if TYPE_CHECKING:
    from collectors.events import Collector
    from koemap.store import Store

SHOWN_NOTICES = 12


@click.group()
def collect() -> None:
    """Read a source into the store; reading it again adds nothing twice."""


@collect.command("youtube-archive", cls=Speaking)
@click.argument("file", type=click.Path(path_type=Path))
@meeting_option
@click.option("--starts-at", type=Moment(), help="Start of the stream, when the file has none.")
def youtube_archive(file: Path, meeting_id: str, starts_at: datetime | None) -> Report:
    """Read the live chat of an archived stream (FILE.live_chat.json)."""
    from collectors.youtube_archive import YouTubeArchive

    with opened() as (settings, store):
        meeting = store.meeting(meeting_id)
        return run(store, YouTubeArchive(meeting, file, starts_at=starts_at), settings)


@collect.command(cls=Speaking)
@click.argument("file", type=click.Path(path_type=Path))
@meeting_option
@click.option("--preset", default="", help="Program it comes from; forms, polis, x …")
@click.option("--text", multiple=True, metavar="COL", help="Column with the comment; repeatable.")
@click.option("--id", "id_", default="", metavar="COL", help="Column with an id of the answer.")
@click.option("--author", default="", metavar="COL", help="Column that tells people apart.")
@click.option("--time", default="", metavar="COL", help="Column with the time of writing.")
@click.option("--sheet", default="", metavar="NAME", help="Sheet of a workbook.")
@click.option("--name", default="", help="Name of the source when files of it change names.")
def table(
    file: Path,
    meeting_id: str,
    preset: str,
    text: tuple[str, ...],
    id_: str,
    author: str,
    time: str,
    sheet: str,
    name: str,
) -> Report:
    """Read a table of comments (CSV, TSV or XLSX), such as the answers to a form."""
    from collectors.tables import PRESETS, Table

    if preset and preset not in PRESETS:
        known = ", ".join(PRESETS)
        raise click.BadParameter(f"{preset!r}; known: {known}", param_hint="--preset")
    with opened() as (settings, store):
        collector = Table(
            store.meeting(meeting_id),
            file,
            preset=preset,
            text=text,
            id=id_,
            author=author,
            time=time,
            sheet=sheet,
            name=name,
            zone=settings.zone,
        )
        return run(store, collector, settings)


def run(store: Store, collector: Collector, settings: Settings) -> Report:
    """The report of one collection."""
    from collectors.driver import collect

    with counting("collecting") as count:
        done = collect(store, collector, secret(settings), progress=lambda n_read, _: count(n_read))
    return Report(asdict(done), lines(done))


def lines(done: Collection) -> list[str]:
    """What a collection did, for people."""
    changes = f"{done.added} added, {done.changed} changed, {done.known} already known"
    said = [f"{done.source_id}: {done.read} read, {changes}, {done.withdrawn} withdrawn"]
    said += [f"  not a comment: {name} {count}" for name, count in sorted(done.skipped.items())]
    said += [f"  {name}: {value}" for name, value in done.facts.items()]
    said += [f"  note: {notice}" for notice in done.notices[:SHOWN_NOTICES]]
    if len(done.notices) > SHOWN_NOTICES:
        said.append(f"  … and {len(done.notices) - SHOWN_NOTICES} more notes; see --json")
    return said
