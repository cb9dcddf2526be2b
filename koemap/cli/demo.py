"""`koemap demo`: the whole path on the invented sample meeting."""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from importlib.resources import as_file, files
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

from koemap.cli.analyze import ledger, lines
from koemap.cli.analyze import run as make_map
from koemap.cli.collecting import read_file as read_source
from koemap.cli.installation import Amount, opened
from koemap.cli.language import say
from koemap.cli.live import Chat, Place, begun, replayed
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
@click.option("--live", is_flag=True, help="Rehearse a live meeting: its chat comes as it did.")
@click.option(
    "--speed",
    type=Amount(0.1, 1000),
    default=10.0,
    show_default=True,
    help="How many times as fast as it was.",
)
def demo(no_serve: bool, port: int | None, live: bool, speed: float) -> Report:
    """Collect, analyze, approve, publish and serve the sample meeting."""
    if live:
        return rehearsed(port, speed)
    with opened() as (settings, store):
        if not no_serve:
            check_open(store, settings.host)
        site = Path(settings.home) / "public"
        report = run(store, settings, site)
    if no_serve:
        return report
    rehearse = say(
        "a rehearsal of a live meeting with it: make live, or koemap demo --live",
        "同じ会議を進行中の形で試す: make live（または koemap demo --live）",
    )
    before = (*report.lines, rehearse)
    screen = serving(settings, settings.host, port or int(settings.port), before)
    return replace(screen, facts={**report.facts, **screen.facts})


def rehearsed(port: int | None, speed: float) -> Report:
    """The report of the sample meeting as it happened, once it is served; Ctrl-C ends it.

    One that was stopped goes on; after the end of one the next begins.
    """
    with ExitStack() as stack:
        settings, store = stack.enter_context(opened())
        sample = stack.enter_context(as_file(files("koemap") / "sample"))
        chat = next_rehearsal(store, sample, speed)
        place = Place(settings.host, port or int(settings.port))
        return begun(stack, store, settings, chat, place)
    return Report({}, [])  # stopped by hand before it was served


def next_rehearsal(store: Store, sample: Path, speed: float) -> Chat:
    """The chat of a meeting whose rehearsal has not ended; it is made known."""
    for number in count(1):
        once = sample_meeting(sample)
        title = f"{once.title} リハーサル{number}"  # the sample is Japanese
        meeting = replace(once, meeting_id=f"{once.meeting_id}-live-{number}", title=title)
        chat = replayed(meeting, sample / "minamo-2.live_chat.json", speed)
        health = store.healths(meeting.meeting_id).get(chat.source_id)
        if health is None or health.phase != "ended":
            break
    store.add_meeting(meeting)
    return chat


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
