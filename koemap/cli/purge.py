"""`koemap purge`: erase texts whose retention has ended, and what somebody asked to be removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from koemap.cli.installation import meeting_option, opened
from koemap.cli.language import say
from koemap.cli.parts_folder import remove_left
from koemap.cli.report import Report, Speaking
from koemap.errors import StoreError, why

if TYPE_CHECKING:
    from koemap.records import Purge
    from koemap.settings import Settings
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
        raise click.UsageError(
            say(
                "--comment goes without --source and --everything",
                "--comment は、--source や --everything と一緒には使えません",
            )
        )
    with opened() as (settings, store):
        if comment:
            report = _taken_down(store, meeting_id, comment, dry_run)
        else:
            report = _purged(store, meeting_id, source_id, everything, dry_run)
    return report if dry_run else _with_vectors(_with_parts(report, settings), settings)


def _purged(
    store: Store, meeting_id: str, source_id: str, everything: bool, dry_run: bool
) -> Report:
    """Erase the texts that are due; StoreError when the meeting has no such source."""
    known = [source.source_id for source in store.sources(meeting_id)]
    if source_id and source_id not in known:
        raise _no_source(meeting_id, source_id, known)
    done = store.purge(meeting_id, source_id=source_id, everything=everything, dry_run=dry_run)
    facts = {**_facts(meeting_id, dry_run), "sources": [asdict(p) for p in done]}
    return Report({**facts, "erased": sum(p.erased for p in done)}, _lines(done, dry_run))


def _facts(meeting_id: str, dry_run: bool) -> dict[str, Any]:
    facts = {"meeting_id": meeting_id, "dry_run": dry_run}
    return {**facts, "vectors_erased": False, "parts_erased": 0}


def _with_parts(report: Report, settings: Settings) -> Report:
    """Erase the texts that analyses laid out for their workers and were killed before removing."""
    n_folders = remove_left(Path(settings.home))
    if not n_folders:
        return report
    line = say(
        f"texts left by {n_folders} interrupted analyses are erased, too",
        f"中断した地図づくり{n_folders}回分が残した文も消去しました",
    )
    return Report({**report.facts, "parts_erased": n_folders}, [*report.lines, line])


def _with_vectors(report: Report, settings: Settings) -> Report:
    """Erase the vectors kept of texts where texts were erased: a vector tells what a text says."""
    from analysis import vector_file

    home = Path(settings.home)
    path = home / vector_file.NAME
    if not report.facts["erased"] or not path.exists():
        return report
    try:
        vector_file.erase(home)
    except OSError as error:
        raise _vectors_stay(path, error) from error
    line = say("the vectors kept of texts are erased, too", "保存していたベクトルも消去しました")
    return Report({**report.facts, "vectors_erased": True}, [*report.lines, line])


def _vectors_stay(path: Path, error: OSError) -> StoreError:
    en, ja = why(error)
    return StoreError(
        f"the texts are erased, the vectors kept of them are not: {path}: {en}; delete the file",
        ja=f"文は消去しましたが、保存していたベクトルを消去できませんでした: {path}: {ja}。"
        "このファイルを削除してください",
        lasting=True,
    )


def _no_source(meeting_id: str, source_id: str, known: Sequence[str]) -> StoreError:
    return StoreError(
        f"meeting {meeting_id!r} has no source {source_id!r}; known: {', '.join(known)}",
        ja=f"会議「{meeting_id}」に「{source_id}」という出どころはありません。"
        f"出どころ: {'、'.join(known)}",
    )


def _taken_down(store: Store, meeting_id: str, wanted: tuple[str, ...], dry_run: bool) -> Report:
    """Withdraw single comments; StoreError names those that are not there."""
    found = {c.comment_id: c for c in store.comments(meeting_id) if c.comment_id in wanted}
    if missing := [name for name in wanted if name not in found]:
        raise StoreError(
            f"meeting {meeting_id!r} has no comment {missing[0]!r}; see koemap export",
            ja=f"会議「{meeting_id}」に「{missing[0]}」という声はありません。"
            "ID は koemap export で確かめてください",
        )
    sources = {source.source_id: source for source in store.sources(meeting_id)}
    present = [comment for comment in found.values() if comment.withdrawn is None]
    for comment in [] if dry_run else present:
        store.save_comments(sources[comment.source_id], [], {comment.comment_id: ON_REQUEST})
    facts = {**_facts(meeting_id, dry_run), "erased": len(present)}
    return Report(facts, [_erased(len(present), dry_run), *_published(present, dry_run)])


def _lines(done: tuple[Purge, ...], dry_run: bool) -> list[str]:
    lines = [f"{p.source_id}: {_erased(p.erased, dry_run)}; {_kept(p)}" for p in done]
    lines += _published([p for p in done if p.erased], dry_run)
    return lines or [say("the meeting has no source yet", "この会議には出どころがまだありません")]


def _erased(n: int, dry_run: bool) -> str:
    if dry_run:
        return say(f"{n:,} texts would be erased", f"{n:,}件の文が消去の対象（まだ消していません）")
    return say(f"{n:,} texts erased", f"{n:,}件の文を消去しました")


def _published(erased: Sequence[object], dry_run: bool) -> list[str]:
    """What is still to be done where texts are gone."""
    if dry_run or not erased:
        return []
    en = "published folders are not changed: analyze, approve and publish again"
    return [say(en, "公開済みのフォルダは変わりません。もう一度、分析・承認・公開をしてください")]


def _kept(purge: Purge) -> str:
    """How many texts stay, and until when."""
    stay = say(f"{purge.kept:,} stay", f"残り {purge.kept:,}件")
    days, at = purge.retention_days, purge.next_due_at
    if days is None:
        return stay + say(" (no limit)", "（期限なし）")
    due_at = say(f", the next on {at:%Y-%m-%d}", f"、次は {at:%Y-%m-%d}") if at else ""
    return stay + say(f" ({days} days{due_at})", f"（{days}日間{due_at}）")
