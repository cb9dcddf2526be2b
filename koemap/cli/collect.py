"""`koemap collect`: read a source into the store."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from koemap.cli.collect_all import collect_all
from koemap.cli.collect_google import google_forms, google_sheets, youtube_comments, youtube_live
from koemap.cli.collecting import read_file
from koemap.cli.installation import Moment, meeting_option, opened
from koemap.cli.report import Report, Speaking
from koemap.cli.terms import Terms, terms_options

ONLINE = (youtube_live, youtube_comments, google_forms, google_sheets, collect_all)


@click.group(commands=ONLINE)
def collect() -> None:
    """Read a source into the store; reading it again adds nothing twice."""


@collect.command("youtube-archive", cls=Speaking)
@click.argument("file", type=click.Path(path_type=Path))
@meeting_option
@click.option("--starts-at", type=Moment(), help="Start of the stream, when the file has none.")
@terms_options
def youtube_archive(
    file: Path,
    meeting_id: str,
    starts_at: datetime | None,
    authority: str | None,
    retention: str | None,
) -> Report:
    """Read the live chat of an archived stream (FILE.live_chat.json)."""
    from collectors.youtube_archive import YouTubeArchive

    with opened() as (settings, store):
        meeting = store.meeting(meeting_id)
        collector = YouTubeArchive(meeting, file, starts_at=starts_at)
        return read_file(store, collector, settings, Terms(authority, retention))


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
@terms_options
def table(
    file: Path,
    meeting_id: str,
    preset: str,
    id_: str,
    authority: str | None,
    retention: str | None,
    **columns: Any,
) -> Report:
    """Read a table of comments (CSV, TSV or XLSX), such as the answers to a form."""
    from collectors.tables import PRESETS, Table

    if preset and preset not in PRESETS:
        known = ", ".join(PRESETS)
        raise click.BadParameter(f"{preset!r}; known: {known}", param_hint="--preset")
    with opened() as (settings, store):
        meeting = store.meeting(meeting_id)
        collector = Table(meeting, file, preset=preset, id=id_, zone=settings.zone, **columns)
        return read_file(store, collector, settings, Terms(authority, retention))
