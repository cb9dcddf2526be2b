"""Screens of a live meeting that take connections and answer nobody are started again."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from tests.koemap.live_meeting import a_live_meeting, descendants, part


def test_screens_that_hang_are_started_again(tmp_path: Path) -> None:
    with a_live_meeting(tmp_path, speed=20.0) as live:
        process, _ = live.served()
        live.until(live.answers)
        (web,) = part(process.pid, "web")
        os.kill(web, signal.SIGSTOP)  # first, so that it starts none that answers
        for pid in descendants(web):
            os.kill(pid, signal.SIGSTOP)
        live.await_happenings("web", 2)
        fall, back = live.happenings("web")
        assert ("止まりました" in fall.ja, "再開しました" in back.ja) == (True, True)
        assert part(process.pid, "web") != [web]
        assert live.answers()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0
