"""The driver: writes what a source says into the store, after privacy, and counts all of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from collectors.batch import Batch
from collectors.events import (
    Checkpoint,
    Collector,
    Event,
    Fact,
    Missed,
    Notice,
    Past,
    Pulse,
    Received,
    Skipped,
    Started,
    Withdrawn,
)
from collectors.findings import Findings
from collectors.privacy import author_key, mask
from koemap.collection import Collection, Health, MissedSpan, Phase
from koemap.errors import KoemapError, why
from koemap.records import Comment, RemovedAuthor, Source
from koemap.store import Saved, Store

BATCH = 500
MAX_TEXT = 100_000
LINES_PER_PROGRESS = 100

_UNSTORABLE = re.compile("[\ud800-\udfff]")

Progress = Callable[[int, Health | None], None]


def collect(
    store: Store,
    collector: Collector,
    secret: bytes,
    *,
    source: Source | None = None,
    command: Sequence[str] = (),
    progress: Progress = lambda n_read, health: None,
) -> Collection:
    """What this run did; the store then holds everything the source says.

    Comments, withdrawals and the checkpoint that covers them are written in one transaction per
    batch, so a stop at any moment loses nothing and reading the source again doubles nothing.
    `source` is the collector's own unless its terms were chosen otherwise, `command` the words that
    collect it again. `progress` hears how many lines have been read so far, and how a source that
    tells its health is doing.

    Raises
    ------
    CollectError
        The source cannot be read; what came before is in the store.
    """
    run = _Run(store, source or collector.source, secret, command, progress)
    try:
        for event in collector.events(run.past()):
            run.take(event)
        return run.end()
    except BaseException as error:
        run.stop(error)
        raise


def storable(text: str) -> str:
    r"""The text without what no database keeps: NUL goes, a lone surrogate becomes U+FFFD.

    >>> storable("a\0b") == "ab"
    True
    >>> storable("koe" + chr(0xD83D)) == "koe\N{REPLACEMENT CHARACTER}"
    True
    """
    return _UNSTORABLE.sub("\ufffd", text.replace("\0", ""))


class _Run:
    """One reading of one source: the batch to be written next, and what was found so far."""

    def __init__(
        self,
        store: Store,
        source: Source,
        secret: bytes,
        command: Sequence[str],
        progress: Progress,
    ) -> None:
        self._store, self._source, self._secret = store, source, secret
        self._command, self._progress = command, progress
        known = {known.source_id for known in store.sources(source.meeting_id)}
        self._was_known, self._is_known = source.source_id in known, False
        self._cursor = store.checkpoint(source)
        former = store.healths(source.meeting_id).get(source.source_id)
        self._last_message_at = former.last_message_at if former else None
        self._health: Health | None = None
        self._batch, self._spans = Batch(), set[datetime]()
        self._findings = self._taken_up()

    def _taken_up(self) -> Findings:
        """The findings to go on with: those of a run that was cut short where this one begins."""
        reports = self._store.collections(self._source.meeting_id)
        mine = [one for one in reports if one.source_id == self._source.source_id]
        cut_short = [one for one in mine if self._cursor and not one.complete]
        return Findings.since(cut_short[0]) if cut_short else Findings()

    def past(self) -> Past:
        """What earlier runs left of the source."""
        return Past(self._cursor, partial(self._store.comment_ids, self._source))

    def take(self, event: Event) -> None:
        """Count what a source said, and keep it for the next batch."""
        match event:
            case Received():
                self._receive(event)
            case Withdrawn():
                self._withdraw(event)
            case Skipped(code, detail):
                self._skip(code, detail)
            case Notice(text, code):
                self._note(code or text, text)
            case Fact(name, value):
                self._findings.facts[mask(storable(name))] = mask(storable(value))
            case Checkpoint(cursor, is_whole):
                self._batch.cursor = cursor
                self.write()
                if is_whole:
                    self._store.forget_missed(self._source, self._spans)
            case _:
                self._take_time(event)

    def _take_time(self, event: Missed | Started | Pulse) -> None:
        match event:
            case Missed(starts_at, ends_at, reason):
                span = MissedSpan(self._source.source_id, starts_at, ends_at, mask(reason))
                self._batch.missed.append(span)
                self._spans.add(starts_at)
            case Started(at):
                self._write(self._batch.split())
                self._store.start_stream(self._source, at)
            case Pulse(health):
                self._make_known()
                self._health = health
                if health.phase != "collecting":
                    self._write(self._batch.split())

    def write(self) -> None:
        """Put all that was given, its checkpoint and the health into the store, as one."""
        batch, self._batch = self._batch, Batch()
        self._write(batch)

    def _write(self, batch: Batch) -> None:
        if self._health:
            self._health = replace(self._health, last_message_at=self._last_message_at)
        if batch or (self._health and (self._is_known or self._was_known)):
            self._make_known()
            self._store.save_comments(
                self._source,
                batch.comments,
                batch.withdrawn,
                batch.cursor,
                removed=batch.removed,
                missed=batch.missed,
                health=self._health,
                report=self._told,
            )
        self._progress(self._findings.counts["read"], self._health)

    def _told(self, saved: Saved) -> Collection:
        """The report of the run so far, with what became of the batch that is being written."""
        self._findings.save(saved)
        return self.collection()

    def _make_known(self) -> None:
        """Add the source with its first batch, so that a file of another kind leaves none."""
        if not self._is_known:
            self._store.add_source(self._source, self._command)
            self._is_known = True

    def stop(self, error: BaseException) -> None:
        """Note why the run ends early.

        Withdrawals after the last checkpoint are left out: what they rest on may be in the cursor
        that was not reached, and the next run finds them again.
        """
        phase: Phase = "failed" if isinstance(error, Exception) else "stopped"
        now, (en, ja) = datetime.now(UTC), _problem(error)
        health = self._health or Health(phase, now)
        self._health = replace(
            health, phase=phase, at=now, problem=en, problem_ja=ja, resumes_at=None
        )
        self._write(self._batch.split())

    def end(self) -> Collection:
        """What the run did, after all of it is written."""
        now = datetime.now(UTC)
        self._health = self._health or Health("ended", now, heard_at=now)
        if self._health.phase == "collecting":
            self._health = replace(self._health, phase="ended", at=now)
        self.write()
        for other in self._findings.merged:
            n = self._store.only_in(other, self._source)
            self._findings.facts[f"only in {other}"] = f"{n:,} messages of the same time"
        collection = self.collection(complete=True)
        self._store.save_collection(collection)
        return collection

    def collection(self, *, complete: bool = False) -> Collection:
        """What the run has done so far."""
        return self._findings.collection(self._source, complete=complete)

    def _receive(self, received: Received) -> None:
        if len(received.text) > MAX_TEXT:
            self._skip("too_long", _too_long(received))
            return
        self._read()
        self._last_message_at = received.posted_at or self._last_message_at
        self._batch.comments.append(self._comment(received))
        if len(self._batch.comments) >= BATCH:
            self._write(self._batch.split())

    def _comment(self, received: Received) -> Comment:
        author = received.author
        return Comment(
            meeting_id=self._source.meeting_id,
            comment_id=storable(received.comment_id),
            source_id=self._source.source_id,
            text=mask(storable(received.text)),
            author_key=author_key(self._secret, author) if author else None,
            posted_at=received.posted_at,
            offset_seconds=received.offset_seconds,
            attributes={
                mask(storable(name)): mask(storable(value))
                for name, value in received.attributes.items()
            },
        )

    def _withdraw(self, withdrawn: Withdrawn) -> None:
        self._skip("withdrawal")
        if withdrawn.comment_id:
            self._batch.withdrawn[storable(withdrawn.comment_id)] = withdrawn.reason
        elif withdrawn.author:
            key = author_key(self._secret, withdrawn.author)
            self._batch.removed.append(RemovedAuthor(key, withdrawn.reason, withdrawn.until))
            if withdrawn.until is None:
                self.write()  # takes back what came before, and nothing that comes after

    def _skip(self, code: str, detail: str = "") -> None:
        self._read()
        self._findings.skipped[storable(code)] += 1
        if detail:
            self._note(code, detail)

    def _note(self, code: str, text: str) -> None:
        self._findings.note(storable(code), mask(storable(text)))

    def _read(self) -> None:
        counts = self._findings.counts
        counts["read"] += 1
        if counts["read"] % LINES_PER_PROGRESS == 0:
            self._progress(counts["read"], self._health)


def _problem(error: BaseException) -> tuple[str, str]:
    """Why a run ended early, in both languages; of a fault in koemap its kind only.

    What such a fault says may quote what a person wrote.
    """
    match error:
        case KoemapError(ja=ja):
            return str(error), ja
        case OSError():
            return why(error)
        case Exception():
            kind = type(error).__name__
            return f"a fault in koemap ({kind})", f"koemap の不具合です（{kind}）"
        case _:
            return "", ""


def _too_long(received: Received) -> str:
    place = f"line {received.line}: " if received.line else ""
    return f"{place}the text has {len(received.text):,} characters, more than {MAX_TEXT:,}"
