"""The comparison's part of the screen: what can be set side by side, and the choice of it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from dash import html
from dash.development.base_component import Component

from dashboard.address import Address
from dashboard.comparison import (
    attributes,
    compare_days,
    compare_meetings,
    compare_minutes,
    compare_sources,
    cross,
)
from dashboard.components import Content, aria
from dashboard.quantities import clock
from dashboard.time_words import day_words
from dashboard.timeline import Timeline, by_day, by_minute, peaks
from dashboard.views.cross import crossed
from dashboard.views.pair import pair
from dashboard.views.screen import Screen
from koemap.edition import Edition
from koemap.records import Meeting

MOST_SPLITS = 8
ROUND = (5, 10, 15, 30, 60, 120, 240, 480, 720, 1440)


@dataclass(frozen=True)
class Beside:
    """The other meetings that have a map, and the one a reader chose of them."""

    meetings: tuple[Meeting, ...] = ()
    edition: Edition | None = None


def compare(screen: Screen, beside: Beside) -> list[Component]:
    """Everything that can be compared in this meeting, with what a difference does not mean."""
    return [
        html.H2(screen.say("compare_title"), id="panel-title"),
        html.P(screen.say("compare_means"), className="means"),
        html.P(screen.say("compare_hint"), className="soft"),
        _sources(screen),
        _periods(screen),
        _meetings(screen, beside),
        _attributes(screen),
    ]


def _part(screen: Screen, key: str, content: Sequence[Content]) -> html.Section:
    return html.Section(
        [html.H3(screen.say(key), id=key), *content],
        className="compared",
        **aria(labelledby=key),
    )


def _nothing(screen: Screen, key: str) -> list[Content]:
    return [html.P(screen.say(key), className="soft")]


def _sources(screen: Screen) -> html.Section:
    found = compare_sources(screen.edition)
    names = screen.say("chat"), screen.say("forms")
    content = pair(screen, found, names) if found else _nothing(screen, "compare_one_source")
    return _part(screen, "compare_sources", content)


def _periods(screen: Screen) -> html.Section:
    """Before and after a minute where there is a stream, otherwise before and after a day."""
    content: list[Content] = []
    minutes, days = by_minute(screen.edition), by_day(screen.edition, screen.zone)
    if minutes:
        content += _by_minute(screen, minutes)
    if days and len(days.starts) > 1:
        content += _by_day(screen, days)
    why = "compare_one_day" if days else "compare_no_time"
    return _part(screen, "compare_periods", content or _nothing(screen, why))


def _by_minute(screen: Screen, line: Timeline) -> list[Content]:
    chosen = screen.address.from_minute
    minute = _middle(line) if chosen is None else chosen
    ways = [
        (clock(60.0 * at), screen.address.but(from_minute=at, to_minute=None), at == minute)
        for at in _splits(screen, line, minute)
    ]
    found = compare_minutes(screen.edition, minute)
    at = clock(60.0 * minute)
    names = screen.say("before_minute", clock=at), screen.say("from_minute", clock=at)
    table = pair(screen, found, names) if found else []
    return [_choice(screen, "compare_choose_minute", ways), *table]


def _splits(screen: Screen, line: Timeline, minute: int) -> list[int]:
    """Minutes to split at: round ones, where peaks begin, and the one in use."""
    each = next((n for n in ROUND if line.end / n <= MOST_SPLITS), ROUND[-1])
    begun = {peak.start for peak in peaks(screen.edition, line)}
    return sorted({*range(each, line.end, each), *begun, minute} - {0})


def _middle(line: Timeline) -> int:
    each = next((n for n in ROUND if line.end / n <= MOST_SPLITS), ROUND[-1])
    return max(each * round(line.end / 2 / each), 1)


def _by_day(screen: Screen, line: Timeline) -> list[Content]:
    day = _day(screen, line)
    ways = [
        (
            day_words(at, screen.language),
            screen.address.but(day=date.fromordinal(at).isoformat()),
            at == day.toordinal(),
        )
        for at in _days(line, day)
    ]
    found = compare_days(screen.edition, day, screen.zone)
    at = day_words(day.toordinal(), screen.language)
    names = screen.say("before_day", day=at), screen.say("from_day", day=at)
    table = pair(screen, found, names) if found else []
    return [_choice(screen, "compare_choose_day", ways), *table]


def _day(screen: Screen, line: Timeline) -> date:
    with suppress(ValueError):
        return date.fromisoformat(screen.address.day)
    middle = line.starts[0] + (line.end - line.starts[0]) // 2
    return date.fromordinal(max(middle, line.starts[0] + 1))


def _days(line: Timeline, day: date) -> list[int]:
    each = max(1, -(-(line.end - line.starts[0]) // MOST_SPLITS))
    first = date.fromordinal(line.starts[0]) + timedelta(days=1)
    return sorted({*range(first.toordinal(), line.end, each), day.toordinal()})


def _meetings(screen: Screen, beside: Beside) -> html.Section:
    if not beside.meetings:
        return _part(screen, "compare_meetings", _nothing(screen, "compare_no_meeting"))
    ways = [
        (m.title, screen.address.but(beside=m.meeting_id), m.meeting_id == _beside_id(beside))
        for m in beside.meetings
    ]
    content: list[Content] = [_choice(screen, "compare_choose_meeting", ways)]
    if beside.edition:
        found = compare_meetings(beside.edition, screen.edition)
        names = beside.edition.meeting.title, screen.say("this_meeting")
        content.append(html.P(screen.say("compare_matched"), className="soft"))
        content += pair(screen, found, names, beside.edition)
    return _part(screen, "compare_meetings", content)


def _beside_id(beside: Beside) -> str:
    return beside.edition.meeting.meeting_id if beside.edition else ""


def _choice(screen: Screen, key: str, ways: Sequence[tuple[str, Address, bool]]) -> html.Div:
    """Links that load the page anew, as those of the switch do."""
    links = [
        html.A(
            words,
            href=address.href(),
            className="way",
            **(aria(current="true") if on else {}),
        )
        for words, address, on in ways
    ]
    return html.Div([html.Span(screen.say(key)), *links], className="ways")


def _attributes(screen: Screen) -> html.Section:
    names = attributes(screen.edition)
    if not names:
        return _part(screen, "compare_attributes", _nothing(screen, "compare_no_attribute"))
    chosen = screen.address.attribute if screen.address.attribute in names else names[0]
    ways = [(name, screen.address.but(attribute=name), name == chosen) for name in names]
    table = cross(screen.edition, chosen)
    content: list[Content] = [_choice(screen, "compare_choose_attribute", ways)]
    content += crossed(screen, table, chosen) if table else _nothing(screen, "cross_too_few")
    return _part(screen, "compare_attributes", content)
