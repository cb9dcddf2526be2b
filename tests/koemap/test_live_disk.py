"""A live meeting whose disk is full for a while: the desk reads and stops, nothing is lost."""

from __future__ import annotations

import json
import resource
import signal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest

from dashboard.live.audience import NOTHING
from dashboard.live.pages import overlay_path
from koemap import settings
from tests.koemap.live_meeting import LiveMeeting, a_live_meeting, descendants

LITTLE = 4_096  # bytes that a file may have: less than any of them holds
ROOM = resource.RLIM_INFINITY


def let_files_grow(pid: int, size: int) -> None:
    """Let files of the process, and of all it started, grow to that size and no further."""
    for one in (pid, *descendants(pid)):
        resource.prlimit(one, resource.RLIMIT_FSIZE, (size, ROOM))


def full(live: LiveMeeting) -> bool:
    """Whether somebody has said that there is no room."""
    return any("make room on the disk" in line for line in live.said)


def overlay(live: LiveMeeting) -> Any:
    """What the overlay is told."""
    path = overlay_path(settings.secret(live.home), live.meeting_id)
    with urlopen(f"http://127.0.0.1:{live.port}{path}state.json", timeout=5) as answer:
        return json.load(answer)


def stop(live: LiveMeeting) -> int:
    """The status of a stop at the desk."""
    url = f"http://127.0.0.1:{live.port}/desk/{live.meeting_id}/act"
    body = json.dumps({"verb": "stop", "target": "", "key": "k1"}).encode()
    with urlopen(Request(url, body, {"Content-Type": "application/json"}), timeout=5) as answer:
        return int(answer.status)


@pytest.mark.waits
def test_without_room_the_desk_can_stop_all_and_afterwards_everything_has_arrived_once(
    tmp_path: Path,
) -> None:
    with a_live_meeting(tmp_path, speed=240.0) as live:
        process, told = live.served()
        state = f"{urlsplit(told['url']).path[1:]}/state"
        live.await_arrivals(40)
        let_files_grow(process.pid, LITTLE)
        live.until(lambda: full(live))
        n_before = len(live.arrived())
        assert n_before < len(live.expected())
        assert live.answers(state)
        assert overlay(live)["stopped"] is False
        assert stop(live) == 200
        live.until(lambda: overlay(live) == NOTHING, seconds=1.0)
        assert live.store.stopped(live.meeting_id) is None
        assert process.poll() is None
        let_files_grow(process.pid, ROOM)
        live.until(lambda: live.store.stopped(live.meeting_id) is not None)
        assert overlay(live) == NOTHING
        live.await_final_map()
        assert sorted(live.arrived()) == sorted(live.expected())
        assert live.answers(state)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0
