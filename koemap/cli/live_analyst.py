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
            _go_on(LiveAnalyst(store, meeting_id, fitter, partial(datetime.now, UTC)).step)
    return Report({"meeting_id": meeting_id}, [])


def _go_on(step: Callable[[], int]) -> None:
    """Take a step twice a second, until Ctrl-C."""
    while True:
        began = time.monotonic()
        try:
            step()
            pause = STEP_EVERY
        except StoreError as error:  # a full disk, or a database that somebody else holds
            click.echo(f"koemap: {told(error)}", err=True)
            pause = AFTER_FAILURE
        time.sleep(max(0.0, pause - (time.monotonic() - began)))
