"""A live meeting whose disk is full for a while: the desk is readable, and nothing is lost."""

from __future__ import annotations

import resource
import signal
from pathlib import Path
from urllib.parse import urlsplit

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


def test_without_room_the_desk_is_served_and_afterwards_everything_has_arrived_once(
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
        assert process.poll() is None
        let_files_grow(process.pid, ROOM)
        live.await_final_map()
        assert sorted(live.arrived()) == sorted(live.expected())
        assert live.answers(state)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0
