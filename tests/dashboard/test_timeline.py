"""When what was written: minutes, days, peaks and reactions, told from invented meetings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from dashboard.reactions import Reaction, reaction
from dashboard.timeline import (
    MOST_STEPS,
    Timeline,
    by_clock,
    by_day,
    by_minute,
    coarser,
    missed_minutes,
    of_topic,
    peaks,
    reactions_of,
    stretch,
    undated,
)
from koemap.collection import MissedSpan
from koemap.edition import Edition
from koemap.records import Comment
from koemap.store import Store
from tests.dashboard.answers import a_meeting_with_answers
from tests.dashboard.meetings import HIDDEN, a_difficult_meeting
from tests.factories import START, a_mapped_meeting

TOKYO = ZoneInfo("Asia/Tokyo")


def minutes(edition: Edition) -> Timeline:
    line = by_minute(edition)
    assert line is not None
    return line


def test_every_shown_comment_of_the_stream_is_in_one_minute(store: Store) -> None:
    edition = a_mapped_meeting(store, 60)
    line = minutes(edition)
    assert line.starts == tuple(range(20))
    assert set(line.messages) == {3}
    assert sum(line.messages) == 60
    assert line.people[0] == 3


def test_hidden_and_withdrawn_comments_are_in_no_minute(store: Store) -> None:
    line = minutes(a_difficult_meeting(store))
    texts = [comment.text for step in line.steps for comment in step]
    assert HIDDEN not in texts
    assert sum(line.messages) == 8


def test_messages_before_the_stream_are_counted_apart(store: Store) -> None:
    edition = a_mapped_meeting(store, 12)
    early = {
        key: replace(c, offset_seconds=(c.offset_seconds or 0.0) - 60)
        for key, c in edition.comments.items()
    }
    line = minutes(replace(edition, comments=early))
    assert (line.n_before, sum(line.messages)) == (3, 9)


def test_answers_without_a_video_stand_by_their_day(store: Store) -> None:
    line = by_day(a_meeting_with_answers(store), TOKYO)
    assert line is not None
    assert line.starts[0] == START.date().toordinal() == date(2026, 10, 15).toordinal()
    assert line.messages == (20,) * 6
    assert undated(a_meeting_with_answers(store)) == 0


def test_a_meeting_without_times_has_no_timeline(store: Store) -> None:
    edition = a_mapped_meeting(store, 12)
    bare = {
        key: replace(c, offset_seconds=None, posted_at=None) for key, c in edition.comments.items()
    }
    without = replace(edition, comments=bare)
    assert by_minute(without) is None
    assert by_day(without, TOKYO) is None
    assert undated(without) == 12


def test_a_long_stream_has_wider_steps_and_loses_nothing(store: Store) -> None:
    edition = a_mapped_meeting(store, 60)
    far = {
        key: replace(c, offset_seconds=3600.0 * n)
        for n, (key, c) in enumerate(edition.comments.items())
    }
    line = minutes(replace(edition, comments=far))
    assert line.width > 1
    assert len(line.starts) <= MOST_STEPS
    assert sum(line.messages) == 60
    rough = coarser(line, 20)
    assert len(rough.starts) <= 20
    assert sum(rough.messages) == 60


def crowded(edition: Edition, minute: int) -> Edition:
    """The edition with its last twenty comments written in one minute."""
    last = sorted(edition.comments)[-20:]
    moved = {key: replace(edition.comments[key], offset_seconds=60.0 * minute + 1) for key in last}
    return replace(edition, comments={**edition.comments, **moved})


def test_a_peak_tells_its_minutes_topics_and_two_quotes_from_it(store: Store) -> None:
    edition = crowded(a_mapped_meeting(store, 120), 10)
    line = minutes(edition)
    (peak,) = peaks(edition, line)
    assert (peak.start, peak.end) == (9, 12)
    assert peak.n_messages == 20 + 9
    inside = {c.comment_id for c in line.within(9, 12)}
    assert len(peak.quotes) == 2
    assert set(peak.quotes) <= inside
    counted = [n for _, n in peak.topics]
    assert counted == sorted(counted, reverse=True)
    for topic_id, n in peak.topics:
        of = [edition.placements[comment_id].topic_id for comment_id in inside]
        assert of.count(topic_id) == n


def test_an_even_stream_has_no_peak(store: Store) -> None:
    edition = a_mapped_meeting(store, 120)
    assert peaks(edition, minutes(edition)) == ()


def test_a_topic_adds_up_over_its_band(store: Store) -> None:
    edition = a_mapped_meeting(store, 120)
    line = minutes(edition)
    assert sum(of_topic(edition, line, "t03")) == edition.topics["t03"].n_comments


def test_a_stretch_without_topics_has_the_reactions_of_its_minutes(store: Store) -> None:
    edition = a_difficult_meeting(store)
    told = stretch(edition, minutes(edition), 8, 9)
    assert told.topics == told.quotes == ()
    assert dict(told.reactions) == {"applause": 1}


def test_only_what_is_nothing_but_a_reaction_counts_as_one(store: Store) -> None:
    edition = a_mapped_meeting(store, 12)
    laughing = [replace(c, text="電気が足りないと困るw") for c in edition.comments.values()]
    assert reactions_of(edition, laughing) == {}


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("８８８８８８", "applause"),
        ("パチパチパチ", "applause"),
        ("👏👏", "applause"),
        ("www", "laughter"),
        ("すごい草", "laughter"),
        ("lol", "laughter"),
        ("wow", "surprise"),
        ("えっ", "surprise"),
        ("なるほど", "nod"),
        ("それな", "nod"),
        ("こんばんは", "greeting"),
        ("ありがとうございました", "greeting"),
        ("1988年", "other"),
        ("……", "other"),
    ],
)
def test_a_reaction_is_what_its_words_say(text: str, sort: Reaction) -> None:
    assert reaction(text) == sort


def test_a_comment_is_in_the_step_of_its_minute() -> None:
    comment = Comment("minamo-2", "yt:1", "s", "文", offset_seconds=119.9)
    line = Timeline("minutes", 1, (0, 1), ((), (comment,)))
    assert line.within(1, 2) == (comment,)
    assert line.within(0, 1) == ()
    assert line.end == 2


def written_at(edition: Edition, *hours: float) -> Edition:
    """The meeting with that many comments, without a stream, written so many hours after START."""
    ids = [p.comment_id for p in edition.opinion_map.placements if p.status == "in_topic"]
    comments = {
        i: replace(edition.comments[i], offset_seconds=None, posted_at=START + timedelta(hours=h))
        for i, h in zip(ids, hours, strict=False)
    }
    kept = tuple(p for p in edition.opinion_map.placements if p.comment_id in comments)
    return replace(
        edition, comments=comments, opinion_map=replace(edition.opinion_map, placements=kept)
    )


def test_a_form_of_two_hours_is_told_by_the_clock_and_one_of_days_by_day(store: Store) -> None:
    edition = a_mapped_meeting(store, 12)
    line = by_clock(written_at(edition, 0, 0.5, 2), TOKYO)
    assert line is not None
    assert (line.unit, line.width, sum(line.messages)) == ("clock", 2, 3)
    local = START.astimezone(TOKYO)
    assert line.starts[0] == 1440 * local.toordinal() + 60 * local.hour + local.minute
    assert by_clock(written_at(edition, 0, 60), TOKYO) is None
    assert by_clock(edition, TOKYO) is None


def test_what_may_be_missing_is_told_in_minutes_of_the_video(store: Store) -> None:
    edition = a_mapped_meeting(store, 60)
    streamed = next(iter(edition.comments.values()))
    assert streamed.posted_at is not None
    began = streamed.posted_at - timedelta(seconds=streamed.offset_seconds or 0.0)
    spans = [
        MissedSpan(source, began + timedelta(minutes=a), began + timedelta(minutes=b), "why")
        for source, a, b in ((streamed.source_id, 5, 9), (streamed.source_id, -2, 1), ("x", 3, 4))
    ]
    missing = missed_minutes(replace(edition, missed=tuple(spans)))
    assert [(round(a), round(b)) for a, b in missing] == [(0, 1), (5, 9)]
    assert missed_minutes(edition) == ()
