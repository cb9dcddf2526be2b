"""The driver: writes what a source says into the store, after privacy, and counts all of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from collectors.events import (
    Checkpoint,
    Collector,
    Event,
    Fact,
    Notice,
    Received,
    Skipped,
    Withdrawn,
)
from collectors.privacy import author_key, mask
from koemap.records import Collection, Comment, Source
from koemap.store import Store

BATCH = 500
MAX_TEXT = 100_000
NOTICES_PER_CODE = 10
LINES_PER_PROGRESS = 100

_UNSTORABLE = re.compile("[\ud800-\udfff]")


def collect(
    store: Store,
    collector: Collector,
    secret: bytes,
    *,
    progress: Callable[[int], None] = lambda n_lines: None,
) -> Collection:
    """What this run did; the store then holds everything the source says.

    Comments, withdrawals and the checkpoint that covers them are written in one transaction per
    batch, so a stop at any moment loses nothing and reading the source again doubles nothing.
    `progress` hears how many lines have been read so far.

    Raises
    ------
    CollectError
        The source cannot be read; what came before is in the store.
    """
    run = _Run(store, collector.source, secret, progress)
    try:
        for event in collector.events():
            run.take(event)
    finally:
        run.write()
    collection = run.collection()
    store.save_collection(collection)
    return collection


def storable(text: str) -> str:
    r"""The text without what no database keeps: NUL goes, a lone surrogate becomes U+FFFD.

    >>> storable("a\0b") == "ab"
    True
    >>> storable("koe" + chr(0xD83D)) == "koe\N{REPLACEMENT CHARACTER}"
    True
    """
    return _UNSTORABLE.sub("\ufffd", text.replace("\0", ""))


class _Run:
    """One reading of one source: the batch to be written next, and the counts so far."""

    def __init__(
        self, store: Store, source: Source, secret: bytes, progress: Callable[[int], None]
    ) -> None:
        self._store, self._source, self._secret = store, source, secret
        self._progress = progress
        self._is_known = False
        self._comments: list[Comment] = []
        self._withdrawn: dict[str, str] = {}
        self._cursor: Mapping[str, Any] | None = None
        self._counts: Counter[str] = Counter()
        self._skipped: Counter[str] = Counter()
        self._notices: dict[str, list[str]] = {}
        self._facts: dict[str, str] = {}

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
                self._facts[storable(name)] = storable(value)
            case Checkpoint(cursor):
                self._cursor = cursor
                self.write()

    def write(self) -> None:
        """Put the batch and its checkpoint into the store, as one."""
        if self._comments or self._withdrawn or self._cursor is not None:
            self._make_known()
            saved = self._store.save_comments(
                self._source, self._comments, self._withdrawn, self._cursor
            )
            self._counts.update(vars(saved))
        self._comments, self._withdrawn, self._cursor = [], {}, None
        self._progress(self._counts["read"])

    def _make_known(self) -> None:
        """Add the source with its first batch, so that a file of another kind leaves none."""
        if not self._is_known:
            self._store.add_source(self._source)
            self._is_known = True

    def collection(self) -> Collection:
        """What the run has done so far."""
        counts = {name: self._counts[name] for name in ("added", "changed", "known", "withdrawn")}
        return Collection(
            meeting_id=self._source.meeting_id,
            source_id=self._source.source_id,
            read=self._counts["read"],
            skipped=dict(sorted(self._skipped.items())),
            notices=tuple(self._shown_notices()),
            facts=self._facts,
            **counts,
        )

    def _receive(self, received: Received) -> None:
        if len(received.text) > MAX_TEXT:
            self._skip("too_long", _too_long(received))
            return
        self._read()
        self._comments.append(self._comment(received))
        if len(self._comments) >= BATCH:
            self.write()

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
                storable(name): mask(storable(value)) for name, value in received.attributes.items()
            },
        )

    def _withdraw(self, withdrawn: Withdrawn) -> None:
        self._skip("withdrawal")
        ids = [withdrawn.comment_id] if withdrawn.comment_id else self._ids_of_author(withdrawn)
        self._withdrawn |= {storable(comment_id): withdrawn.reason for comment_id in ids}

    def _ids_of_author(self, withdrawn: Withdrawn) -> list[str]:
        key, until = author_key(self._secret, withdrawn.author or ""), withdrawn.until
        waiting = [
            comment.comment_id
            for comment in self._comments
            if comment.author_key == key
            and not (until and comment.posted_at and comment.posted_at > until)
        ]
        meeting_id = self._source.meeting_id
        return [*self._store.comments_by_author(meeting_id, key, until), *waiting]

    def _skip(self, code: str, detail: str = "") -> None:
        self._read()
        self._skipped[storable(code)] += 1
        if detail:
            self._note(code, detail)

    def _note(self, code: str, text: str) -> None:
        self._notices.setdefault(storable(code), []).append(mask(storable(text)))

    def _read(self) -> None:
        self._counts["read"] += 1
        if self._counts["read"] % LINES_PER_PROGRESS == 0:
            self._progress(self._counts["read"])

    def _shown_notices(self) -> list[str]:
        shown = []
        for code, notices in self._notices.items():
            shown += notices[:NOTICES_PER_CODE]
            if len(notices) > NOTICES_PER_CODE:
                shown.append(f"… and {len(notices) - NOTICES_PER_CODE:,} more like this ({code})")
        return shown


def _too_long(received: Received) -> str:
    place = f"line {received.line}: " if received.line else ""
    return f"{place}the text has {len(received.text):,} characters, more than {MAX_TEXT:,}"
