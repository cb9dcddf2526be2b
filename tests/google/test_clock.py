"""Virtual time passes at once, does what was planned, and does not go on for ever."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.google.clock import STARTS_AT, TickingClock, TooLongError, VirtualClock


def test_what_was_planned_happens_in_its_order_at_its_time() -> None:
    clock, seen = VirtualClock(), []
    for minutes in (2, 1, 5):
        clock.at(STARTS_AT + timedelta(minutes=minutes), lambda: seen.append(clock.now()))
    clock.wait(180)
    assert seen == [STARTS_AT + timedelta(minutes=1), STARTS_AT + timedelta(minutes=2)]


def test_hooks_are_told_the_time_after_each_wait() -> None:
    clock = VirtualClock()
    told: list[datetime] = []
    clock.on_advance(told.append)
    clock.wait(1)
    clock.wait(2)
    assert told == [STARTS_AT + timedelta(seconds=1), STARTS_AT + timedelta(seconds=3)]


def test_a_wait_without_end_is_found() -> None:
    with pytest.raises(TooLongError):
        VirtualClock(at_most_days=1).wait(2 * 86_400)


def test_nobody_waits_a_negative_time() -> None:
    with pytest.raises(ValueError, match="-1"):
        VirtualClock().wait(-1)


def test_a_ticking_clock_runs_as_fast_as_it_is_told() -> None:
    clock = TickingClock(STARTS_AT, speed=1000)
    clock.wait(20)
    assert timedelta(seconds=20) <= clock.now() - STARTS_AT < timedelta(seconds=600)
