"""`koemap export`: a table of a map for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from koemap.cli.installation import meeting_option, opened
from koemap.cli.language import say
from koemap.cli.report import Report, Speaking

if TYPE_CHECKING:
    from dashboard.downloads import What

WHATS = ("comments", "topics", "map", "accounting")


@click.command(cls=Speaking)
@meeting_option
@click.option("--what", type=click.Choice(WHATS), required=True, help="What to write.")
@click.option(
    "--to",
    "path",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="A file ending in .csv, .json or .parquet.",
)
def export(meeting_id: str, what: What, path: Path) -> Report:
    """Write the comments, topics, points or accounting of the newest map to a file."""
    from dashboard.downloads import write
    from koemap.edition import read

    with opened() as (_, store):
        edition = read(store, meeting_id)
    n_rows = write(edition, what, path)
    facts = {"map_id": edition.opinion_map.map_id, "what": what, "to": str(path), "rows": n_rows}
    map_id = edition.opinion_map.map_id
    en, ja = f"{path}: {n_rows} rows of map {map_id}", f"{path}: 地図 {map_id} の {n_rows}行"
    return Report(facts, [say(en, ja)])
