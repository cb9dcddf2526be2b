"""How every command collects a source: on its terms, alone on it, telling what it did."""

from __future__ import annotations

import hashlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from koemap.cli.installation import secret
from koemap.cli.language import say
from koemap.cli.report import Report, counting
from koemap.cli.status_line import StatusLine
from koemap.cli.terms import Terms, asked
from koemap.errors import CollectError, StoreError
from koemap.records import Collection, Health, Source

if TYPE_CHECKING:
    from collectors.clock import Clock
    from collectors.events import Collector
    from koemap.settings import Settings
    from koemap.store import Store

SHOWN_NOTICES = 12
SECONDS_AFTER_FAILURE = 10.0
LONGEST_WAIT = 600  # seconds for another process to read the same file
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
    """The report of one collection; a `live` one shows how it is doing, and Ctrl-C ends it well."""
    from collectors.driver import collect

    with _alone_on(collector.source, settings, waits=not command):
        source = on_terms(store, collector.source, terms)
        with _shown(settings, live) as progress:
            collect(
                store,
                collector,
                secret(settings),
                source=source,
                command=command,
                progress=progress,
            )
    return reported(store, source)


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
            click.echo(f"koemap: {error}", err=True)
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
    return f"  {texts}; {say('authority', '利用の根拠')}: {source.authority}"


def stopped(store: Store, source: Source, *, could_end: bool = False) -> Report:
    """The same, for a collection that a person ended; its state says so unless it had ended."""
    health = store.healths(source.meeting_id).get(source.source_id)
    if health is not None and not (could_end and health.phase == "ended"):
        now = datetime.now(UTC)
        store.save_health(source, replace(health, phase="stopped", at=now, resumes_at=None))
    return reported(store, source)


def lines(done: Collection) -> list[str]:
    """What a collection did, for people."""
    changes = f"{done.added} added, {done.changed} changed, {done.known} already known"
    said = [f"{done.source_id}: {done.read} read, {changes}, {done.withdrawn} withdrawn"]
    said += [f"  {n} of the known came first from {other}" for other, n in done.merged.items()]
    said += [f"  not a comment: {name} {count}" for name, count in sorted(done.skipped.items())]
    said += [f"  {name}: {value}" for name, value in done.facts.items()]
    said += [f"  note: {notice}" for notice in done.notices[:SHOWN_NOTICES]]
    if len(done.notices) > SHOWN_NOTICES:
        said.append(f"  … and {len(done.notices) - SHOWN_NOTICES} more notes; see --json")
    return said


@contextmanager
def stoppable(*, supervised: bool) -> Iterator[None]:
    """Let a request to stop, or the end of a supervisor, end the work as Ctrl-C does: well."""
    former = signal.signal(signal.SIGTERM, signal.default_int_handler)
    if supervised:
        threading.Thread(target=_stop_with_input, daemon=True).start()
    try:
        yield
    except KeyboardInterrupt:
        click.echo(
            say("stopped; what was stored stays", "停止しました。保存済みの分は残ります"), err=True
        )
    finally:
        signal.signal(signal.SIGTERM, former)


def _stop_with_input() -> None:
    """Stop when standard input ends, as it does when the process at its other end does."""
    while os.read(sys.stdin.fileno(), 1):  # not the buffered reader, whose lock ends the process
        pass
    if sys.platform == "win32":
        signal.raise_signal(signal.SIGINT)
    else:
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)


@contextmanager
def _shown(settings: Settings, live: bool) -> Iterator[Callable[[int, Health | None], None]]:
    if live:
        line = StatusLine(settings.zone)
        try:
            yield line.show
        finally:
            line.close()
    else:
        with counting("collecting") as count:
            yield lambda n_read, _: count(n_read)


@contextmanager
def _alone_on(source: Source, settings: Settings, *, waits: bool) -> Iterator[None]:
    """Hold the source, so that no other process of this installation collects it meanwhile.

    One that is read from a file `waits` for the other to finish, which it does soon.
    """
    from filelock import FileLock, Timeout

    folder = Path(settings.home) / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256(f"{source.meeting_id}/{source.source_id}".encode()).hexdigest()[:20]
    lock = FileLock(folder / f"{name}.lock")
    try:
        lock.acquire(timeout=LONGEST_WAIT if waits else 0)
    except Timeout as busy:
        raise CollectError(
            f"{source.source_id} is being collected by another process; stop that one first",
            ja=f"{source.source_id} は別のプロセスが収集中です。先にそちらを止めてください",
        ) from busy
    try:
        yield
    finally:
        lock.release()
