"""A topic of which hardly anybody speaks any more is told once, and so is that people do again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from analysis.event_lines import Talk, talk_line
from analysis.silences import CHECK_EVERY, LATELY, Silences
from koemap.live_records import Arrival, Assignment
from koemap.records import Kind
from tests.analysis.live import Clock, written

MINUTES = round(LATELY.total_seconds() / 60)
PER_CHECK = CHECK_EVERY / 4
"""Seconds between messages, so that four come from one look to the next."""


class Meeting:
    """Messages on topics, each with its second of the video when one is shown `speed` times."""

    def __init__(self, speed: float = 0.0) -> None:
        self.clock, self.speed = Clock(), speed
        self.read_at: datetime | None = None
        self.said: dict[str, Assignment] = {}
        self.told: list[tuple[str, Talk]] = []
        self.silences = Silences(self.clock.steady)

    def hear(self, topic: str, kind: Kind = "opinion", who: str = "", folded: str = "") -> None:
        """Take up a message, by somebody else and in another wording unless these are given."""
        self.clock.go(PER_CHECK / (self.speed or 1))
        (one,) = written(["声"], who, start=len(self.said))
        second = self.clock.seconds * self.speed if self.speed else None
        came = replace(one, offset_seconds=second, posted_at=self.clock())
        self.silences.hear([Arrival(len(self.said) + 1, self.read_at or self.clock(), came)])
        self.said[one.comment_id] = Assignment(
            one.comment_id, kind, "ja", folded or one.comment_id, topic
        )

    def go_on(
        self, topics: Iterable[str], kind: Kind = "opinion", who: str = "", folded: str = ""
    ) -> list[str]:
        """What is told of which topic while these messages come."""
        before = len(self.told)
        for topic in topics:
            self.hear(topic, kind, who, folded)
            if found := self.silences.noticed(self.said):
                self.told += found.items()
                self.silences.was_told()
        return [
            f"{topic} {'again' if talk.is_again else 'quiet'}" for topic, talk in self.told[before:]
        ]


def both(n: int) -> list[str]:
    return ["t01", "t02"] * n


def test_a_topic_that_nobody_speaks_of_any_more_is_told_once_in_both_languages() -> None:
    talk = Meeting()
    assert talk.go_on(both(60)) == []
    assert talk.go_on(["t02"] * 150) == ["t01 quiet"]
    ((_, one),) = talk.told
    told = talk_line("給食", one, "en"), talk_line("給食", one, "ja")
    assert told[0].startswith("Hardly anybody speaks of “給食” any more (")
    assert told[1].startswith(f"「給食」の話はほとんど出なくなりました（この{MINUTES}分の声 ")


def test_speaking_again_is_told_once_and_a_second_silence_too() -> None:
    talk = Meeting()
    talk.go_on([*both(60), *["t02"] * 150])
    assert talk.go_on(both(30)) == ["t01 again"]
    assert "“給食” is spoken of again" in talk_line("給食", talk.told[-1][1], "en")
    assert talk.go_on(["t02"] * 150) == ["t01 quiet"]


def test_a_silence_in_which_nothing_else_is_said_is_none() -> None:
    talk = Meeting()
    talk.go_on(both(60))
    talk.clock.go(10 * LATELY.total_seconds())
    assert talk.go_on(["t02"] * 5) == []


def test_a_topic_that_always_was_small_is_not_told() -> None:
    assert Meeting().go_on([*["t01"], *["t02"] * 30] * 4 + ["t02"] * 150) == []


def test_reactions_count_for_nothing() -> None:
    talk = Meeting()
    talk.go_on(both(60))
    assert talk.go_on([""] * 150, kind="reaction") == []


def test_an_analyst_that_begins_again_says_nothing_twice() -> None:
    talk = Meeting()
    talk.go_on([*both(60), *["t02"] * 150])
    talk.silences = Silences(talk.clock.steady)
    assert talk.go_on(["t02"] * 150) == []
    assert talk.go_on(both(30)) == ["t01 again"]


def test_a_replay_goes_by_the_seconds_of_the_video() -> None:
    talk = Meeting(speed=20)
    talk.go_on(both(120))
    assert talk.go_on(["t02"] * 150) == ["t01 quiet"]
    assert talk.clock.seconds < LATELY / timedelta(seconds=1)


def test_what_was_read_late_counts_from_when_it_was_sent() -> None:
    talk = Meeting()
    talk.read_at = talk.clock() + 2 * LATELY
    talk.go_on(both(60))
    assert talk.go_on(["t02"] * 150) == ["t01 quiet"]


@pytest.mark.parametrize("flood", [{"who": "one person"}, {"folded": "yt:n0001"}])
def test_a_flood_by_one_person_or_in_one_wording_makes_no_topic_quiet(
    flood: dict[str, str],
) -> None:
    talk = Meeting()
    talk.go_on(["t01", *["t02"] * 4] * 20)
    assert talk.go_on(["t02"] * 200, **flood) == []
    assert talk.go_on(["t02"] * 150) == ["t01 quiet"]


def test_what_could_not_be_written_down_is_noticed_again() -> None:
    talk = Meeting()
    talk.go_on(both(60))
    found = []
    for _ in range(150):
        talk.hear("t02")
        found += talk.silences.noticed(talk.said)
    assert set(found) == {"t01"}
    assert len(found) > 1
    assert talk.go_on(["t02"] * 5) == ["t01 quiet"]
    assert talk.go_on(["t02"] * 50) == []
