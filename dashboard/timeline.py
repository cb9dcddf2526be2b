"""Timeline: how much was written when, by minutes of the video, time or day, and what peaks say.

Only comments that readers may see are counted: those in topics, lone voices and reactions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from statistics import median, median_high
from typing import Literal
from zoneinfo import ZoneInfo

from dashboard.listing import SHOWN
from dashboard.reactions import REACTIONS, Reaction, reaction
from koemap.counting import count_people
from koemap.edition import Edition, written
from koemap.records import Comment

Unit = Literal["minutes", "clock", "days"]
DAY = 1440  # minutes
SHORT = 2 * DAY  # minutes; what was written in so short a time is told by the clock
CLOCK_STEPS, CLOCK_START = 96, 30  # steps of such a time, and at which minutes it begins
MOST_STEPS = 360  # more are narrower than a pixel or two
WIDTHS = (1, 2, 5, 10, 15, 30, 60, 120, 240, 720, 1440)  # of a step, in its unit
FEWEST_AT_PEAK = 5  # messages; fewer are no peak
TIMES_USUAL = 1.5  # how far above the usual step a peak stands
MOST_PEAKS = 5
APART = 3  # steps between two peaks
QUOTES = 2
TOPICS_TOLD = 3


@dataclass(frozen=True)
class Timeline:
    """Comments in steps of equal width without gaps, the first step first.

    A step starts at `starts[i]` and is `width` long, counted in minutes of the video, in minutes
    since the year 1 ("clock") or in days since then; `steps[i]` holds its comments in the order
    they were written. `n_before` counts messages before the stream.
    """

    unit: Unit
    width: int
    starts: tuple[int, ...]
    steps: tuple[tuple[Comment, ...], ...]
    n_before: int = 0

    @cached_property
    def messages(self) -> tuple[int, ...]:
        """Messages of each step."""
        return tuple(map(len, self.steps))

    @cached_property
    def people(self) -> tuple[int, ...]:
        """People who wrote in each step."""
        return tuple(map(count_people, self.steps))

    @property
    def end(self) -> int:
        """Where the last step ends."""
        return self.starts[-1] + self.width

    @property
    def crosses_years(self) -> bool:
        """Whether its days lie in more than one year."""
        last = self.end - self.width
        return (
            self.unit == "days"
            and len({date.fromordinal(d).year for d in (self.starts[0], last)}) > 1
        )

    def within(self, start: int, end: int) -> tuple[Comment, ...]:
        """The comments of the steps that start from `start` up to `end`."""
        pairs = zip(self.starts, self.steps, strict=True)
        return tuple(c for at, step in pairs if start <= at < end for c in step)


@dataclass(frozen=True, slots=True)
class Stretch:
    """What was said from `start` up to `end`, in the unit of its timeline.

    `topics` are the most frequent ones with their messages, `quotes` ids of comments that tell
    them, `reactions` the counts of those that occur.
    """

    start: int
    end: int
    n_messages: int
    n_people: int
    topics: tuple[tuple[str, int], ...]
    quotes: tuple[str, ...]
    reactions: Mapping[Reaction, int]


def by_minute(edition: Edition) -> Timeline | None:
    """The comments that have a second of the video; None when there is none in the stream."""
    timed = [c for c in _shown(edition) if c.offset_seconds is not None]
    streamed = [c for c in timed if (c.offset_seconds or 0.0) >= 0]
    if not streamed:
        return None
    placed = [(int((c.offset_seconds or 0.0) // 60), c) for c in streamed]
    line = _stepped("minutes", placed, first=0)
    return replace(line, n_before=len(timed) - len(streamed))


def missed_minutes(edition: Edition) -> tuple[tuple[float, float], ...]:
    """From and to which minute of the video comments of the stream may be missing, in order."""
    starts = _stream_starts(edition)
    spans = ((span, starts[span.source_id]) for span in edition.missed if span.source_id in starts)
    found = ((s.starts_at - zero, s.ends_at - zero) for s, zero in spans)
    minute = timedelta(minutes=1)
    return tuple(sorted((max(start / minute, 0.0), end / minute) for start, end in found))


def by_clock(edition: Edition, zone: ZoneInfo) -> Timeline | None:
    """The comments without a second of the video by the clock; None without any, or over days."""
    dated = [c for c in _shown(edition) if c.offset_seconds is None]
    placed = [(_minute(c.posted_at.astimezone(zone)), c) for c in dated if c.posted_at]
    first = min((at for at, _ in placed), default=0)
    if not placed or max(at for at, _ in placed) - first >= SHORT:
        return None
    return _stepped("clock", placed, first=first - first % CLOCK_START, most=CLOCK_STEPS)


def by_day(edition: Edition, zone: ZoneInfo) -> Timeline | None:
    """The comments without a second of the video, by the day in that zone; None without any."""
    dated = [c for c in _shown(edition) if c.offset_seconds is None]
    placed = [(c.posted_at.astimezone(zone).date().toordinal(), c) for c in dated if c.posted_at]
    return _stepped("days", placed, first=min(at for at, _ in placed)) if placed else None


def undated(edition: Edition) -> int:
    """How many shown comments have neither a second of the video nor a day."""
    return sum(c.offset_seconds is None and c.posted_at is None for c in _shown(edition))


def coarser(line: Timeline, most: int) -> Timeline:
    """The same comments in at most that many steps, as far as the widths reach."""
    placed = [(at, c) for at, step in zip(line.starts, line.steps, strict=True) for c in step]
    return _stepped(line.unit, placed, first=line.starts[0], most=most)


def of_topic(edition: Edition, line: Timeline, topic_id: str) -> tuple[int, ...]:
    """Messages of that topic in each step."""
    return tuple(
        sum(edition.placements[c.comment_id].topic_id == topic_id for c in step)
        for step in line.steps
    )


def reactions_of(edition: Edition, comments: Iterable[Comment]) -> Mapping[Reaction, int]:
    """How many reactions of each sort are among the comments; sorts without any are left out."""
    placements = edition.placements
    reacting = (c for c in comments if placements[c.comment_id].status == "reaction")
    counts = Counter(reaction(c.text) for c in reacting)
    return {name: counts[name] for name in REACTIONS if counts[name]}


def peaks(edition: Edition, line: Timeline) -> tuple[Stretch, ...]:
    """The stretches around the fullest steps, in the order of time.

    A peak has at least five messages and half as many again as the usual step, which is the
    median of those in which anything was written. A minute is told with its two neighbours.
    """
    counts = line.messages
    usual = median([n for n in counts if n] or [0])
    least = max(FEWEST_AT_PEAK, TIMES_USUAL * usual)
    around = 1 if line.unit == "minutes" and line.width == 1 else 0
    chosen: list[int] = []
    for step in sorted(range(len(counts)), key=lambda step: (-counts[step], step)):
        if counts[step] < least or len(chosen) == MOST_PEAKS:
            break
        if all(abs(step - other) > APART for other in chosen):
            chosen.append(step)
    return tuple(_around(edition, line, step, around) for step in sorted(chosen))


def stretch(edition: Edition, line: Timeline, start: int, end: int) -> Stretch:
    """What was said in the steps that start from `start` up to `end`."""
    comments = line.within(start, end)
    topic_ids = (edition.placements[c.comment_id].topic_id for c in comments)
    topics = Counter(topic_id for topic_id in topic_ids if topic_id)
    told = sorted(topics.items(), key=lambda pair: (-pair[1], pair[0]))[:TOPICS_TOLD]
    return Stretch(
        start=start,
        end=end,
        n_messages=len(comments),
        n_people=count_people(comments),
        topics=tuple(told),
        quotes=_telling(edition, comments, [topic_id for topic_id, _ in told]),
        reactions=reactions_of(edition, comments),
    )


def _around(edition: Edition, line: Timeline, step: int, around: int) -> Stretch:
    start = max(line.starts[0], line.starts[step] - around * line.width)
    end = min(line.end, line.starts[step] + (around + 1) * line.width)
    return stretch(edition, line, start, end)


def _telling(
    edition: Edition, comments: Sequence[Comment], topic_ids: Sequence[str]
) -> tuple[str, ...]:
    """Comments of those topics in turn, exemplars and firm ones first; then lone voices."""
    chosen: dict[str, str] = {}
    queues = [_firmest(edition, comments, topic_id) for topic_id in (*topic_ids, "")]
    for depth in range(QUOTES):
        for comment_ids in queues[:-1] or queues:
            for comment_id in comment_ids[depth : depth + 1]:
                chosen.setdefault(edition.placements[comment_id].voice_id, comment_id)
    for comment_id in queues[-1]:
        chosen.setdefault(edition.placements[comment_id].voice_id, comment_id)
    return tuple(chosen.values())[:QUOTES]


def _firmest(edition: Edition, comments: Iterable[Comment], topic_id: str) -> list[str]:
    placements = (edition.placements[c.comment_id] for c in comments if not c.purged_at)
    members = [p for p in placements if p.status != "reaction" and p.topic_id == topic_id]
    telling = edition.topics[topic_id].exemplars if topic_id in edition.topics else ()
    members.sort(key=lambda p: (p.comment_id not in telling, -(p.strength or 0.0), p.comment_id))
    return [p.comment_id for p in members]


def _stream_starts(edition: Edition) -> dict[str, datetime]:
    """When the video of each source began, by the comments that have both times."""
    found: dict[str, list[datetime]] = defaultdict(list)
    for c in edition.comments.values():
        if c.posted_at and c.offset_seconds is not None:
            found[c.source_id].append(c.posted_at - timedelta(seconds=c.offset_seconds))
    return {source: median_high(starts) for source, starts in found.items()}


def _minute(at: datetime) -> int:
    return DAY * at.toordinal() + 60 * at.hour + at.minute


def _shown(edition: Edition) -> list[Comment]:
    ids = (p.comment_id for p in edition.opinion_map.placements if p.status in SHOWN)
    return sorted((edition.comments[comment_id] for comment_id in ids), key=written)


def _stepped(
    unit: Unit, placed: Sequence[tuple[int, Comment]], *, first: int, most: int = MOST_STEPS
) -> Timeline:
    """The comments in the narrowest steps of which there are not too many."""
    last = max(at for at, _ in placed)
    width = next((w for w in WIDTHS if (last - first) // w < most), WIDTHS[-1])
    steps: list[list[Comment]] = [[] for _ in range((last - first) // width + 1)]
    for at, comment in placed:
        steps[(at - first) // width].append(comment)
    starts = tuple(first + width * n for n in range(len(steps)))
    return Timeline(unit, width, starts, tuple(map(tuple, steps)))
