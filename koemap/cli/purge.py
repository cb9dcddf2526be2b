"""`koemap purge`: erase texts whose retention has ended, and what somebody asked to be removed."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from koemap.cli.installation import meeting_option, opened
from koemap.cli.report import Report, Speaking
from koemap.errors import StoreError

if TYPE_CHECKING:
    from koemap.records import Purge
    from koemap.store import Store

ON_REQUEST = "removed on request"


@click.command(cls=Speaking)
@meeting_option
@click.option("--source", "source_id", default="", metavar="SOURCE", help="Only this source.")
@click.option("--everything", is_flag=True, help="All texts, whatever their retention.")
@click.option("--comment", multiple=True, metavar="ID", help="Only this comment; repeatable.")
@click.option("--dry-run", is_flag=True, help="Say what would be erased, and erase nothing.")
def purge(
    meeting_id: str, source_id: str, everything: bool, comment: tuple[str, ...], dry_run: bool
) -> Report:
    """Erase texts that may no longer be kept; counts and maps stay, published folders too."""
    if comment and (source_id or everything):
        raise click.UsageError("--comment goes without --source and --everything")
    with opened() as (_, store):
        if comment:
            return _taken_down(store, meeting_id, comment, dry_run)
        known = [source.source_id for source in store.sources(meeting_id)]
        if source_id and source_id not in known:
            raise StoreError(
                f"meeting {meeting_id!r} has no source {source_id!r}; known: {', '.join(known)}"
            )
        done = store.purge(meeting_id, source_id=source_id, everything=everything, dry_run=dry_run)
    facts = {"meeting_id": meeting_id, "dry_run": dry_run, "sources": [asdict(p) for p in done]}
    return Report({**facts, "erased": sum(p.erased for p in done)}, _lines(done, dry_run))


def _taken_down(store: Store, meeting_id: str, wanted: tuple[str, ...], dry_run: bool) -> Report:
    """Withdraw single comments; StoreError names those that are not there."""
    found = {c.comment_id: c for c in store.comments(meeting_id) if c.comment_id in wanted}
    if missing := [name for name in wanted if name not in found]:
        raise StoreError(f"meeting {meeting_id!r} has no comment {missing[0]!r}; see koemap export")
    sources = {source.source_id: source for source in store.sources(meeting_id)}
    present = [comment for comment in found.values() if comment.withdrawn is None]
    for comment in [] if dry_run else present:
        store.save_comments(sources[comment.source_id], [], {comment.comment_id: ON_REQUEST})
    verb = "would be erased" if dry_run else "erased"
    facts = {"meeting_id": meeting_id, "dry_run": dry_run, "erased": len(present)}
    return Report(facts, [f"{len(present)} comments {verb}"])


def _lines(done: tuple[Purge, ...], dry_run: bool) -> list[str]:
    verb = "would be erased" if dry_run else "erased"
    lines = [f"{p.source_id}: {p.erased} texts {verb}, {p.kept} stay{_due(p)}" for p in done]
    if any(p.erased for p in done) and not dry_run:
        lines.append("published folders are not changed: analyze, approve and publish again")
    return lines or ["the meeting has no source yet"]


def _due(purge: Purge) -> str:
    if purge.retention_days is None:
        return " (no limit)"
    due_at = f", the next on {purge.next_due_at:%Y-%m-%d}" if purge.next_due_at else ""
    return f" ({purge.retention_days} days{due_at})"
