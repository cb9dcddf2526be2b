"""`koemap demo`: the whole path on the invented sample meeting."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import click

from koemap.cli.analyze import ledger, lines
from koemap.cli.analyze import run as make_map
from koemap.cli.collecting import read_file as read_source
from koemap.cli.installation import opened
from koemap.cli.language import say
from koemap.cli.publish import sign, write
from koemap.cli.report import Report, Speaking
from koemap.cli.serve import check_open, serving
from koemap.records import Meeting

if TYPE_CHECKING:
    from koemap.settings import Settings
    from koemap.store import Store

APPROVER = "見本の担当者"


@click.command(cls=Speaking)
@click.option("--no-serve", is_flag=True, help="Stop before serving the dashboard.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port of the dashboard.")
def demo(no_serve: bool, port: int | None) -> Report:
    """Collect, analyze, approve, publish and serve the sample meeting."""
    with opened() as (settings, store):
        if not no_serve:
            check_open(store, settings.host)
        site = Path(settings.home) / "public"
        report = run(store, settings, site)
    if no_serve:
        return report
    screen = serving(settings, settings.host, port or int(settings.port), tuple(report.lines))
    return replace(screen, facts={**report.facts, **screen.facts})


def run(store: Store, settings: Settings, site: Path) -> Report:
    """The report of the whole path but serving."""
    from analysis.pipeline import make_recipe
    from collectors.tables import Table
    from collectors.youtube_archive import YouTubeArchive

    with as_file(files("koemap") / "sample") as sample:
        meeting = sample_meeting(sample)
        store.add_meeting(meeting)
        chat = YouTubeArchive(meeting, sample / "minamo-2.live_chat.json")
        form = Table(meeting, sample / "minamo-2-forms.csv", preset="forms", zone=settings.zone)
        said = [read_source(store, source, settings).lines[0] for source in (chat, form)]
    opinion_map = make_map(store, meeting.meeting_id, make_recipe())
    sign(store, meeting.meeting_id, APPROVER, "架空の見本")
    write(store, settings, meeting.meeting_id, site)
    start = (site / "index.html").resolve().as_uri()
    facts = {**ledger(opinion_map), "meeting_id": meeting.meeting_id, "site": start}
    return Report(
        facts,
        [
            *said,
            *lines(opinion_map)[:2],
            say(f"the site is at {start}", f"公開用のページ: {start}"),
        ],
    )


def sample_meeting(sample: Path) -> Meeting:
    """The invented meeting of the folder with the sample."""
    facts = json.loads((sample / "meeting.json").read_text(encoding="utf-8"))
    return Meeting(**{**facts, "starts_at": datetime.fromisoformat(facts["starts_at"])})
