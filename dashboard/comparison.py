"""Comparison: two groups of comments topic by topic, and form attributes against topics.

Every number is a count of messages that were given freely; a difference between two groups is
neither a difference in support nor one between all residents.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from dashboard.kinship import AGAIN, alike, profiles
from dashboard.listing import SHOWN, families
from dashboard.suppression import FEWEST_PEOPLE, Suppressed, suppress
from koemap.counting import count_people
from koemap.edition import Edition, written
from koemap.records import Comment

FEWEST_MESSAGES = 5  # on both sides together; below, a difference is chance
SHARE_TOLD = 0.5  # of the filled cells; a table with fewer by topic is made by theme
MOST_VALUES = 24  # an attribute with more is no classification
LONE = ""  # stands for the lone voices among topic ids
REST = ""  # stands for the values that too few people gave, and for none


@dataclass(frozen=True, slots=True)
class Side:
    """Messages of one group by topic id, lone voices under ""; without reactions."""

    counts: Mapping[str, int]
    n_people: int

    @property
    def n_messages(self) -> int:
        """All messages of the group that are compared."""
        return sum(self.counts.values())

    def share(self, topic_id: str | None) -> float:
        """The topic's share of the group's messages, in [0, 1]; 0 for None or an empty group."""
        if topic_id is None or not self.n_messages:
            return 0.0
        return self.counts.get(topic_id, 0) / self.n_messages


@dataclass(frozen=True, slots=True)
class Row:
    """One topic in both groups; an id is None where that side has no such topic.

    `few` says that the two counts together are too small to tell a difference.
    """

    left_id: str | None
    right_id: str | None
    left: int
    right: int
    left_share: float
    right_share: float
    few: bool

    @property
    def difference(self) -> float:
        """By how much the right share is larger, in [-1, 1]."""
        return self.right_share - self.left_share


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two groups side by side; the rows with the largest difference first."""

    left: Side
    right: Side
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class CrossTable:
    """Topics against the values of one attribute, messages counted, small cells left out.

    `rows` are topic ids or, where `by_theme`, theme ids, and "" for lone voices; `columns` are
    values, "" for those that few people gave and for no answer. `table` has one more row and
    column, the totals.
    """

    by_theme: bool
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    table: Suppressed


def compare_sources(edition: Edition) -> Comparison | None:
    """The chat beside the forms; None when only one of them has comments."""
    of = families(edition)
    groups: dict[str, list[Comment]] = defaultdict(list)
    for comment in _compared(edition):
        groups[of[comment.source_id]].append(comment)
    if not (groups["chat"] and groups["forms"]):
        return None
    return _beside(edition, groups["chat"], groups["forms"])


def compare_minutes(edition: Edition, minute: int) -> Comparison | None:
    """Before that minute of the video and from it on; None without a video."""
    timed = [c for c in _compared(edition) if c.offset_seconds is not None]
    return _split(edition, timed, lambda c: (c.offset_seconds or 0.0) < 60 * minute)


def compare_days(edition: Edition, day: date, zone: ZoneInfo) -> Comparison | None:
    """Before that day in that zone and from it on; None when no comment has a time."""
    dated = [(c, c.posted_at) for c in _compared(edition) if c.posted_at]
    before = {c.comment_id for c, at in dated if at.astimezone(zone).date() < day}
    return _split(edition, [c for c, _ in dated], lambda c: c.comment_id in before)


def compare_meetings(
    left: Edition, right: Edition, pairs: Mapping[str, str] | None = None
) -> Comparison:
    """One meeting beside another; `pairs` gives the right topic of a left one, by id."""
    pairs = matched(left, right) if pairs is None else pairs
    sides = _side(left, _compared(left)), _side(right, _compared(right))
    single = set(right.topics) - set(pairs.values())
    ids = [*((t, pairs.get(t)) for t in left.topics), *((None, t) for t in right.topics)]
    kept = [(a, b) for a, b in ids if a is not None or b in single]
    return _comparison(*sides, [*kept, (LONE, LONE)])


def matched(left: Edition, right: Edition) -> Mapping[str, str]:
    """The right topic of each left one that says about the same; each topic has one at most."""
    ours, theirs = profiles(left), profiles(right)
    scores = [
        (-score, a.topic.topic_id, b.topic.topic_id)
        for a, row in zip(ours, alike(ours, theirs), strict=True)
        for b, score in zip(theirs, row, strict=True)
        if score >= AGAIN
    ]
    found: dict[str, str] = {}
    for _, a, b in sorted(scores):
        if a not in found and b not in found.values():
            found[a] = b
    return found


def attributes(edition: Edition) -> tuple[str, ...]:
    """The columns of the forms that classify people, by name: few values, one of them frequent."""
    values: dict[str, dict[str, list[Comment]]] = defaultdict(lambda: defaultdict(list))
    for comment in _compared(edition):
        for name, value in comment.attributes.items():
            if value.strip():
                values[name][value.strip()].append(comment)
    return tuple(sorted(name for name, groups in values.items() if _classifies(groups)))


def cross(edition: Edition, attribute: str) -> CrossTable | None:
    """Topics against that attribute's values; None when too few people gave any.

    All answers of a form that has the column are counted, so that the totals are those which other
    screens show. Themes stand for their topics where more than half of the filled cells would be
    left out.
    """
    everything = _compared(edition)
    asking = {c.source_id for c in everything if _value(c, attribute)}
    given = [c for c in everything if c.source_id in asking]
    topic_of = {c.comment_id: edition.placements[c.comment_id].topic_id for c in given}
    fine = _crossed(given, attribute, topic_of, tuple(edition.topics))
    if fine and _told(fine.table) >= SHARE_TOLD:
        return fine
    themes = {topic.topic_id: topic.theme_id for topic in edition.topics.values()}
    theme_of = {comment_id: themes.get(topic, LONE) for comment_id, topic in topic_of.items()}
    order = tuple(theme.theme_id for theme in edition.opinion_map.themes)
    rough = _crossed(given, attribute, theme_of, order)
    return replace(rough, by_theme=True) if rough else fine


def _crossed(
    given: Sequence[Comment], attribute: str, row_of: Mapping[str, str], order: Sequence[str]
) -> CrossTable | None:
    columns, used = _columns(given, attribute), set(row_of.values())
    rows = tuple(row for row in (*order, LONE) if row in used)
    if not rows:
        return None
    cells: dict[tuple[str, str], list[Comment]] = defaultdict(list)
    for comment in given:
        value = _value(comment, attribute)
        column = value if value in columns else REST
        cells[row_of[comment.comment_id], column].append(comment)
    counts, people = (_totalled(cells, rows, columns, by) for by in (len, count_people))
    table = suppress(counts, people)
    return CrossTable(False, rows, columns, table) if table else None


def _value(comment: Comment, attribute: str) -> str:
    """What the form's answer holds in that column, "" for nothing."""
    return comment.attributes.get(attribute, "").strip()


def _told(table: Suppressed) -> float:
    """The share of the cells with anybody behind them that are shown, totals aside."""
    inner = [n for row in table.cells[:-1] for n in row[:-1] if n != 0]
    return sum(n is not None for n in inner) / (len(inner) or 1)


def _totalled(
    cells: Mapping[tuple[str, str], Sequence[Comment]],
    rows: Sequence[str],
    columns: Sequence[str],
    measure: Callable[[Sequence[Comment]], int],
) -> list[list[int]]:
    """What `measure` says of each cell, of each row and column, and of all."""

    def joint(some_rows: Iterable[str], some_columns: Iterable[str]) -> int:
        wide = list(some_columns)
        return measure([c for i in some_rows for j in wide for c in cells.get((i, j), ())])

    inner = [[*(joint([i], [j]) for j in columns), joint([i], columns)] for i in rows]
    return [*inner, [*(joint(rows, [j]) for j in columns), joint(rows, columns)]]


def _columns(given: Iterable[Comment], attribute: str) -> tuple[str, ...]:
    """The values that enough people gave, in their order; all others together come last."""
    groups: dict[str, list[Comment]] = defaultdict(list)
    for comment in given:
        groups[_value(comment, attribute)].append(comment)
    enough = (v for v in sorted(groups) if v and count_people(groups[v]) >= FEWEST_PEOPLE)
    large = tuple(enough)
    return (*large, *([REST] if len(large) < len(groups) else []))


def _classifies(groups: Mapping[str, Sequence[Comment]]) -> bool:
    if not 2 <= len(groups) <= MOST_VALUES:
        return False
    return max(map(count_people, groups.values())) >= FEWEST_PEOPLE


def _split(
    edition: Edition, comments: Sequence[Comment], first: Callable[[Comment], bool]
) -> Comparison | None:
    if not comments:
        return None
    return _beside(
        edition, [c for c in comments if first(c)], [c for c in comments if not first(c)]
    )


def _beside(edition: Edition, left: Sequence[Comment], right: Sequence[Comment]) -> Comparison:
    sides = _side(edition, left), _side(edition, right)
    return _comparison(*sides, [(topic, topic) for topic in (*edition.topics, LONE)])


def _comparison(
    left: Side, right: Side, ids: Iterable[tuple[str | None, str | None]]
) -> Comparison:
    rows = [_row(left, right, a, b) for a, b in ids]
    there = [row for row in rows if row.left or row.right]
    there.sort(key=lambda row: (row.few, -abs(row.difference)))
    return Comparison(left, right, tuple(there))


def _row(left: Side, right: Side, left_id: str | None, right_id: str | None) -> Row:
    n_left = 0 if left_id is None else left.counts.get(left_id, 0)
    n_right = 0 if right_id is None else right.counts.get(right_id, 0)
    return Row(
        left_id=left_id,
        right_id=right_id,
        left=n_left,
        right=n_right,
        left_share=left.share(left_id),
        right_share=right.share(right_id),
        few=n_left + n_right < FEWEST_MESSAGES,
    )


def _side(edition: Edition, comments: Sequence[Comment]) -> Side:
    counts = Counter(edition.placements[c.comment_id].topic_id for c in comments)
    return Side(counts, count_people(comments))


def _compared(edition: Edition) -> list[Comment]:
    """The comments in topics and the lone voices, in the order they were written."""
    wanted = [s for s in SHOWN if s != "reaction"]
    ids = (p.comment_id for p in edition.opinion_map.placements if p.status in wanted)
    return sorted((edition.comments[comment_id] for comment_id in ids), key=written)
