"""How every command collects a source: on its terms, alone on it, telling what it did."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from koemap.cli.holding import alone_on
from koemap.cli.installation import secret
from koemap.cli.language import said, say, told
from koemap.cli.report import Report, counting
from koemap.cli.status_line import StatusLine
from koemap.cli.terms import Terms, asked
from koemap.collection import Collection, Health
from koemap.errors import StoreError
from koemap.records import Source

if TYPE_CHECKING:
    from collectors.clock import Clock
    from collectors.events import Collector
    from koemap.settings import Settings
    from koemap.store import Store

SHOWN_NOTICES = 12
SECONDS_AFTER_FAILURE = 10.0
NO_TERMS = Terms()


def run(
    store: Store,
    collector: Collector,
    settings: Settings,
    *,
    terms: Terms = NO_TERMS,
    command: Sequence[str] = (),
    live: bool = False,
) -> Report:
    """The report of one collection; a `live` one shows how it is doing."""
    from collectors.driver import collect

    source, own = on_terms(store, collector.source, terms), secret(settings)
    with _shown(settings, live) as progress:
        collect(store, collector, own, source=source, command=command, progress=progress)
    return reported(store, source)


def read_file(
    store: Store, collector: Collector, settings: Settings, terms: Terms = NO_TERMS
) -> Report:
    """The report of reading a file, after another process that reads the same has finished."""
    with alone_on(collector.source, settings, waits=True):
        return run(store, collector, settings, terms=terms)


def persist(work: Callable[[], Report], store: Store, source: Source, clock: Clock) -> Report:
    """The report of the work, begun again when the store fails once it has begun.

    A full disk or a database that somebody else holds ends by and by; a stream happens once.
    """
    while True:
        try:
            return work()
        except StoreError as error:
            if not _has_begun(store, source):
                raise
            click.echo(f"koemap: {told(error)}", err=True)
            clock.wait(SECONDS_AFTER_FAILURE)


def _has_begun(store: Store, source: Source) -> bool:
    """Whether the source is known; taken to be while the store cannot be read."""
    try:
        known = store.sources(source.meeting_id)
    except StoreError:
        return True
    return any(one.source_id == source.source_id for one in known)


def on_terms(store: Store, source: Source, terms: Terms) -> Source:
    """The source on the terms it has, was given now, or is asked for when it is new."""
    known = {known.source_id: known for known in store.sources(source.meeting_id)}
    present = known.get(source.source_id)
    if present is None:
        return asked(terms, source).of(source)
    settled = terms.of(present)
    if terms.are_given:
        store.settle(settled)
    return settled


def reported(store: Store, source: Source) -> Report:
    """What the last run on the source did."""
    found = store.collections(source.meeting_id)
    nothing = Collection(source.meeting_id, source.source_id)
    done = next((one for one in found if one.source_id == source.source_id), nothing)
    return Report(asdict(done), [*lines(done), _terms(source)])


def _terms(source: Source) -> str:
    """On what terms the source is kept, in one line."""
    days = source.retention_days
    kept = (
        say("without limit", "無期限") if days is None else say(f"for {days} days", f"{days}日間")
    )
    texts = say(f"texts are kept {kept}", f"文の保存: {kept}")
    return f"  {texts}; {say('authority', '利用の根拠')}: {said(source.authority)}"


def stopped(store: Store, source: Source, *, could_end: bool = False) -> Report:
    """The same, for a collection that a person ended; its state says so unless it had ended."""
    health = store.healths(source.meeting_id).get(source.source_id)
    if health is not None and not (could_end and health.phase == "ended"):
        now = datetime.now(UTC)
        store.save_health(source, replace(health, phase="stopped", at=now, resumes_at=None))
    return reported(store, source)


def lines(done: Collection) -> list[str]:
    """What a collection did, for people."""
    counts = say(
        f"{done.read:,} read, {done.added:,} added, {done.changed:,} changed,"
        f" {done.known:,} already known, {done.withdrawn:,} withdrawn",
        f"読み取り {done.read:,}、追加 {done.added:,}、変更 {done.changed:,}、"
        f"既知 {done.known:,}、取り下げ {done.withdrawn:,}",
    )
    shown = [f"{done.source_id}: {counts}"]
    for other, n in done.merged.items():
        first = say(
            f"{n:,} of the known came first from {other}", f"既知のうち {n:,} は先に {other} から"
        )
        shown.append(f"  {first}")
    shown += [f"  {said(phrase)}" for phrase in phrases(done)]
    if (n_more := len(done.notices) - SHOWN_NOTICES) > 0:
        shown.append(
            say(f"  … and {n_more} more notes; see --json", f"  … ほか {n_more}件（--json で全部）")
        )
    return shown


def phrases(done: Collection) -> list[str]:
    """What the collection tells besides its counts, in the words in which it is stored."""
    skipped = sorted(done.skipped.items())
    return [
        *(f"not a comment: {name} {count:,}" for name, count in skipped),
        *(f"{name}: {value}" for name, value in done.facts.items()),
        *(f"note: {notice}" for notice in done.notices[:SHOWN_NOTICES]),
    ]


def noticed(out: str) -> list[str]:
    """What a collection saw in its source, for people, of what it wrote for programs; the first."""
    with suppress(ValueError):
        return [said(f"note: {one}") for one in json.loads(out)["notices"][:SHOWN_NOTICES]]
    return []


@contextmanager
def _shown(settings: Settings, live: bool) -> Iterator[Callable[[int, Health | None], None]]:
    if live:
        line = StatusLine(settings.zone)
        try:
            yield line.show
        finally:
            line.close()
    else:
        with counting(say("collecting", "収集中")) as count:
            yield lambda n_read, _: count(n_read)
