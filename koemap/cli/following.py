"""Collecting a source again and again, until somebody stops it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import click

from koemap.cli.language import told
from koemap.cli.report import Report
from koemap.collection import Health, Phase
from koemap.errors import CollectError, StoreError
from koemap.records import Source

if TYPE_CHECKING:
    from collectors.clock import Clock
    from koemap.store import Store

LONGEST_WAIT = 600.0


def follow(
    collected: Callable[[], Report],
    store: Store,
    source: Source,
    clock: Clock,
    *,
    every_seconds: float,
) -> None:
    """Never comes back: collects, says what is new, waits, and does it again.

    Raises
    ------
    CollectError
        The first collection fails, which waiting would not mend; later failures are waited out.
    """
    n_failed, n_done = 0, 0
    while True:
        try:
            report = collected()
            n_failed, n_done = 0, n_done + 1
            _tell(report, is_first=n_done == 1)
        except (CollectError, StoreError) as error:
            if not n_done:
                raise
            n_failed += 1
            click.echo(f"koemap: {told(error)}", err=True)
        longest = max(LONGEST_WAIT, every_seconds)
        _rest(store, source, clock, min(every_seconds * 2**n_failed, longest))


def _tell(report: Report, *, is_first: bool) -> None:
    """Say what a round did, when it did anything."""
    if is_first or any(report.facts[name] for name in ("added", "changed", "withdrawn")):
        click.echo("\n".join(report.lines), err=True)


def _rest(store: Store, source: Source, clock: Clock, seconds: float) -> None:
    """Wait for the next round, also while the store fails."""
    with suppress(StoreError):
        _tell_until(clock.now() + timedelta(seconds=seconds), store, source, clock)
    clock.wait(seconds)


def _tell_until(resumes_at: datetime, store: Store, source: Source, clock: Clock) -> None:
    """Say in the state of the source until when it rests."""
    known = store.healths(source.meeting_id).get(source.source_id)
    health = known or Health("waiting", clock.now())
    phase: Phase = "retrying" if health.phase == "failed" else "waiting"
    rests = replace(health, phase=phase, at=clock.now(), resumes_at=resumes_at)
    store.save_health(source, rests)
