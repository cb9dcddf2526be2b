"""`koemap live-analyst`: the process of a live meeting that reads what arrives."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from functools import partial

import click

from koemap.cli.holding import stoppable
from koemap.cli.installation import meeting_option, opened, supervised_option
from koemap.cli.language import told
from koemap.cli.report import Report, Speaking
from koemap.errors import StoreError

STEP_EVERY = 0.5
AFTER_FAILURE = 2.0
TOLD_EVERY = 60.0  # seconds; more seldom, and this would be taken to hang


@click.command("live-analyst", cls=Speaking, hidden=True)
@meeting_option
@supervised_option
def live_analyst(meeting_id: str, supervised: bool) -> Report:
    """Read what arrives at a live meeting and keep its map; koemap live starts it."""
    from analysis.analyst import LiveAnalyst
    from analysis.fitter import ProcessFitter

    with opened() as (settings, store), stoppable(supervised=supervised):
        store.meeting(meeting_id)
        with closing(ProcessFitter(settings.url, meeting_id)) as fitter:
            now = partial(datetime.now, UTC)
            _go_on(LiveAnalyst(store, meeting_id, fitter, now, time.monotonic).step)
    return Report({"meeting_id": meeting_id}, [])


def _go_on(step: Callable[[], int]) -> None:
    """Take a step twice a second, until Ctrl-C; a store that fails is told once a minute."""
    told_of, told_at = "", 0.0
    while True:
        began = time.monotonic()
        try:
            step()
            pause, told_of = STEP_EVERY, ""
        except StoreError as error:  # a full disk, or a database that somebody else holds
            pause, fault = AFTER_FAILURE, told(error)
            if fault != told_of or began - told_at > TOLD_EVERY:
                click.echo(f"koemap: {fault}", err=True)
                told_of, told_at = fault, began
        time.sleep(max(0.0, pause - (time.monotonic() - began)))
