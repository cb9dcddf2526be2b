"""A live meeting ends with its last map whatever the store does, and everything is told on it."""

from __future__ import annotations

import sqlite3
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from collectors.youtube_replay import YouTubeReplay
from koemap import settings
from koemap.cli.demo import sample_meeting
from koemap.cli.live_supervisor import LiveSupervisor, Meeting
from tests.koemap.live_meeting import PATIENCE_SECONDS, SAMPLE, LiveMeeting, a_live_meeting

LOOKS = 4


class Outage:
    """Tables that are away for some looks of the supervisor, from the end of the chat on."""

    def __init__(self, live: LiveMeeting, tables: tuple[str, ...]) -> None:
        self._live, self._there = live, list(tables)
        self._away: list[str] = []
        self._ends = time.monotonic() + PATIENCE_SECONDS
        self.n_looks = 0

    def is_over(self) -> bool:
        """Whether the tables are back and the last map is made; asked before each look."""
        assert time.monotonic() < self._ends, self._live.said
        if self._there:
            healths = self._live.store.healths(self._live.meeting_id).values()
            if "ended" in {one.phase for one in healths}:
                self._away, self._there = self._there, []
                self._rename(self._away, "{}", "{}_away")
            return False
        self.n_looks += 1
        if self._away and self.n_looks % LOOKS == 0:
            self._rename([self._away.pop(0)], "{}_away", "{}")
        return not self._away and "final" in self._live.kinds()

    def _rename(self, tables: list[str], old: str, new: str) -> None:
        with sqlite3.connect(self._live.home / "koemap.db", timeout=30) as connection:
            for table in tables:
                connection.execute(f"ALTER TABLE {old.format(table)} RENAME TO {new.format(table)}")
        connection.close()


def an_hour_ago() -> datetime:
    """What a clock says that was set back."""
    return datetime.now(UTC) - timedelta(hours=1)


def test_a_meeting_ends_well_when_its_store_fails_for_a_while_and_its_clock_is_set_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOEMAP_HOME", str(tmp_path))
    with a_live_meeting(tmp_path) as live:
        replay = ("youtube-replay", str(live.chat), "--speed", "1000")
        serve, url = ("serve", "--port", str(live.port)), f"http://127.0.0.1:{live.port}/"
        kept = Meeting(
            live.store,
            settings.load(),
            live.meeting_id,
            YouTubeReplay(sample_meeting(SAMPLE), live.chat).source.source_id,
            ("collect", *replay),
            serve,
            url,
        )
        supervisor = LiveSupervisor(kept, tell=live.said.append, now=an_hour_ago)
        outage = Outage(live, ("happenings", "assignments"))
        try:
            supervisor.run(until=outage.is_over)
        finally:
            supervisor.stop()
        assert outage.n_looks > 2 * LOOKS
        assert kept.has_final_map()
        assert (live.kinds()[0], live.kinds()[-1]) == ("begun", "left")
        assert live.kinds().count("final") == 1
        newest = live.store.opinion_map(live.meeting_id)
        topics = {p.comment_id: (newest.map_id, p.topic_id) for p in newest.placements}
        said = live.store.assignments(live.meeting_id)
        assert {one.comment_id: (one.map_id, one.topic_id) for one in said} == topics
        assert sorted(topics) == sorted(live.expected())
