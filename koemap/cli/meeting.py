"""`koemap meeting`: make meetings known and list them."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from koemap.cli.help import Family
from koemap.cli.installation import Moment, opened
from koemap.cli.language import say
from koemap.cli.report import Report, Speaking
from koemap.cli.status_line import described as described_health
from koemap.records import Meeting
from koemap.settings import Settings

if TYPE_CHECKING:
    from koemap.store import Store

SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


@click.group(cls=Family)
def meeting() -> None:
    """Make meetings known and list them."""


@meeting.command(cls=Speaking)
@click.argument("meeting_id", metavar="ID")
@click.option("--title", required=True, help="Title as shown.")
@click.option("--starts-at", type=Moment(), help="Start of the meeting or stream.")
@click.option("--video", metavar="VIDEO", help="Id or address of the YouTube video.")
def add(meeting_id: str, title: str, starts_at: datetime | None, video: str | None) -> Report:
    """Make a meeting known, or change what is known of it."""
    from collectors.chat.video import video_id
    from collectors.chat.video_source import VIDEO

    _check(meeting_id, title)
    found = video_id(video) if video else None
    if video and not found:
        en, ja = VIDEO.wrong
        raise _wrong(f"--video: {video!r} {en}", f"--video の「{video}」{ja}")
    with opened() as (settings, store):
        is_new = store.add_meeting(Meeting(meeting_id, title.strip(), starts_at, found))
        saved = store.meeting(meeting_id)
    facts = {**described(saved, settings), "added": is_new}
    added, changed = say("added", "追加しました"), say("changed", "変更しました")
    return Report(facts, [f"{added if is_new else changed} {meeting_id}: {title}"])


def _check(meeting_id: str, title: str) -> None:
    if not SLUG.fullmatch(meeting_id):
        raise _wrong(
            f"ID: {meeting_id!r}: use small letters, digits, - and _, such as strategy-2",
            f"会議の ID「{meeting_id}」には、半角の英小文字、数字、-、_ だけを使ってください"
            "（例: strategy-2）",
        )
    if not title.strip():
        raise _wrong("--title: give the meeting a title", "会議の名前を --title で指定してください")


def _wrong(en: str, ja: str) -> click.UsageError:
    return click.UsageError(say(f"Invalid value for {en}", ja))


@meeting.command("list", cls=Speaking)
def list_meetings() -> Report:
    """List the meetings with their sources and maps."""
    with opened() as (settings, store):
        facts = [
            described(meeting, settings)
            | {
                "sources": _sources(store, meeting.meeting_id),
                "maps": list(store.map_ids(meeting.meeting_id)),
            }
            for meeting in store.meetings()
        ]
        lines = [line for fact in facts for line in _lines(fact, settings)]
    return Report({"meetings": facts}, lines or [_none()])


def _none() -> str:
    how = 'koemap meeting add ID --title "…"'
    return say(f"no meeting yet; add one: {how}", f"会議はまだありません。先に追加: {how}")


def _sources(store: Store, meeting_id: str) -> list[dict[str, Any]]:
    """The sources with their terms, how many comments they gave, and how they are doing."""
    counts, healths = store.counts(meeting_id), store.healths(meeting_id)
    missed = store.missed(meeting_id)
    return [
        {
            **asdict(source),
            "comments": counts.get(source.source_id, 0),
            "health": healths.get(source.source_id),
            "missed": [asdict(span) for span in missed if span.source_id == source.source_id],
        }
        for source in store.sources(meeting_id)
    ]


def described(meeting: Meeting, settings: Settings) -> dict[str, Any]:
    """The meeting as JSON values, its time in the installation's zone."""
    starts_at = meeting.starts_at.astimezone(settings.zone) if meeting.starts_at else None
    return {**asdict(meeting), "starts_at": starts_at.isoformat() if starts_at else None}


def _lines(fact: dict[str, Any], settings: Settings) -> list[str]:
    """A meeting and its sources, a line each."""
    n, maps = len(fact["sources"]), fact["maps"]
    newest = maps[0] if maps else say("no map yet", "地図はまだありません")
    sources = say(f"sources: {n}", f"出どころ {n}")
    return [
        f"{fact['meeting_id']}  {fact['title']}  {sources}  {newest}",
        *(f"  {_source_line(source, settings)}" for source in fact["sources"]),
    ]


def _source_line(source: dict[str, Any], settings: Settings) -> str:
    health = described_health(source["health"], settings.zone) if source["health"] else "-"
    n, n_missed = source["comments"], len(source["missed"])
    counted = say(f"{n:,} comments", f"声 {n:,}件")
    missed = say(
        f"  times that may be missing: {n_missed}", f"  欠けたかもしれない時間 {n_missed}か所"
    )
    return f"{source['source_id']}  {counted}  {health}{missed if n_missed else ''}"
