"""The process of a fitter that hangs is left, and another makes the next map."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from analysis.fitter import ProcessFitter
from koemap.store import Store
from tests.analysis.live import MEETING, chat
from tests.factories import START, a_meeting, a_source


def test_a_process_that_hangs_is_given_up(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'koemap.db'}"
    store = Store(address)
    store.add_meeting(a_meeting())
    store.add_source(a_source())
    store.save_comments(a_source(), chat(80))
    store.close()
    fitter = ProcessFitter(address, MEETING)
    try:
        assert fitter.propose([], [], START).result() == ()
        (number,) = fitter._pool._processes or {}
        os.kill(number, signal.SIGSTOP)
        waiting = fitter.fit("")
        fitter.give_up()
        assert waiting.done()
        assert len(fitter.fit("").result().opinion_map.placements) == 80
    finally:
        fitter.close()
