"""A live meeting whose network is gone for a while: the desk says so and works, nothing is lost."""

from __future__ import annotations

from pathlib import Path

from tests.koemap.outage import a_stream

A_WHILE = 3.0  # seconds


def test_without_a_network_the_desk_says_so_and_works_and_afterwards_all_has_arrived_once(
    tmp_path: Path,
) -> None:
    with a_stream(tmp_path, every=0.2) as stream:
        stream.post(1.5 * A_WHILE)
        stream.live.await_arrivals(3)
        outage = stream.fail("refused", A_WHILE)
        assert outage.problem == "Google につながりません"
        assert outage.acted > 1
        assert stream.live.texts() == stream.posted
