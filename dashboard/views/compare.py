"""The comparison's part of the screen: two groups side by side, attributes against topics."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import quote, urlencode

from dash import html
from dash.development.base_component import Component

from dashboard.address import FOLDER, Address
from dashboard.comparison import (
    Comparison,
    CrossTable,
    Row,
    Side,
    attributes,
    compare_days,
    compare_meetings,
    compare_minutes,
    compare_sources,
    cross,
)
from dashboard.components import Content, aria, bar, text_link
from dashboard.figures_time import day_words
from dashboard.quantities import clock
from dashboard.timeline import Timeline, by_day, by_minute, peaks
from dashboard.views.screen import Screen
from koemap.edition import Edition
from koemap.records import Meeting

SHOWN_ROWS = 10
MOST_SPLITS = 8
ROUND = (5, 10, 15, 30, 60, 120, 240, 480, 720, 1440)
CSV = "cross.csv"


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
    content = _table(screen, found, names) if found else _nothing(screen, "compare_one_source")
    return _part(screen, "compare_sources", content)


def _periods(screen: Screen) -> html.Section:
    """Before and after a minute where there is a stream, otherwise before and after a day."""
    content: list[Content] = []
    minutes, days = by_minute(screen.edition), by_day(screen.edition, screen.zone)
    if minutes:
        content += _by_minute(screen, minutes)
    if days and len(days.starts) > 1:
        content += _by_day(screen, days)
    return _part(screen, "compare_periods", content or _nothing(screen, "compare_no_time"))


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
    table = _table(screen, found, names) if found else []
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
    table = _table(screen, found, names) if found else []
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
        content += _table(screen, found, names, beside.edition)
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


def _table(
    screen: Screen, found: Comparison, names: tuple[str, str], other: Edition | None = None
) -> list[Content]:
    """The rows with the largest difference; the others on demand."""
    first, rest = found.rows[:SHOWN_ROWS], found.rows[SHOWN_ROWS:]
    most = max((max(r.left_share, r.right_share) for r in found.rows), default=1.0) or 1.0
    shown: list[Content] = [_rows(screen, found, names, first, most, other)]
    if rest:
        more = screen.say("more_rows", n=screen.quantity(len(rest), "topics"))
        shown.append(
            html.Details([html.Summary(more), _rows(screen, found, names, rest, most, other)])
        )
    return shown


def _rows(
    screen: Screen,
    found: Comparison,
    names: tuple[str, str],
    rows: Sequence[Row],
    most: float,
    other: Edition | None,
) -> html.Div:
    heads = [
        html.Th(screen.say("topic"), scope="col"),
        *(_side(screen, n, side) for n, side in zip(names, (found.left, found.right), strict=True)),
        html.Th(screen.say("difference"), scope="col"),
    ]
    body = html.Tbody([_row(screen, row, most, other) for row in rows])
    return html.Div(html.Table([html.Thead(html.Tr(heads)), body]), className="wide pair")


def _side(screen: Screen, name: str, side: Side) -> html.Th:
    messages = screen.quantity(side.n_messages, "messages")
    people = screen.quantity(side.n_people, "people")
    size = screen.say("side_size", messages=messages, people=people)
    return html.Th([name, html.Small(size)], scope="col")


def _row(screen: Screen, row: Row, most: float, other: Edition | None) -> html.Tr:
    return html.Tr(
        [
            html.Th(_name(screen, row, other), scope="row"),
            _cell(screen, row.left_id, row.left, row.left_share, most),
            _cell(screen, row.right_id, row.right, row.right_share, most),
            html.Td(_difference(screen, row), className="num"),
        ]
    )


def _cell(screen: Screen, topic_id: str | None, n: int, share: float, most: float) -> html.Td:
    if topic_id is None:
        return html.Td(screen.say("not_there"), className="soft")
    numbers = html.Span(
        [html.B(f"{100 * share:.0f}%"), html.Small(f" {screen.quantity(n, 'messages')}")],
        className="num",
    )
    return html.Td([numbers, bar(share / most)])


def _difference(screen: Screen, row: Row) -> Content:
    if row.few:
        return html.Span(screen.say("too_few"), className="soft", title=screen.say("too_few_title"))
    points = round(100 * row.difference)
    sign = "+" if points > 0 else "−" if points < 0 else "±"
    return screen.say("points", n=f"{sign}{abs(points)}")


def _name(screen: Screen, row: Row, other: Edition | None) -> Content:
    """The topic as a link; one of the other meeting alone leads there."""
    if row.left_id == row.right_id == "":
        return text_link(screen.say("lone_voices"), screen.address.to(listing="lone"))
    topic = screen.edition.topics.get(row.right_id or "")
    if topic:
        return text_link(topic.label, screen.address.to(topic=topic.topic_id), look="quiet")
    theirs = other.topics.get(row.left_id or "") if other else None
    return theirs.label if theirs else ""


def _attributes(screen: Screen) -> html.Section:
    names = attributes(screen.edition)
    if not names:
        return _part(screen, "compare_attributes", _nothing(screen, "compare_no_attribute"))
    chosen = screen.address.attribute if screen.address.attribute in names else names[0]
    ways = [(name, screen.address.but(attribute=name), name == chosen) for name in names]
    table = cross(screen.edition, chosen)
    content: list[Content] = [_choice(screen, "compare_choose_attribute", ways)]
    content += _crossed(screen, table, chosen) if table else _nothing(screen, "cross_too_few")
    return _part(screen, "compare_attributes", content)


def _crossed(screen: Screen, table: CrossTable, attribute: str) -> list[Content]:
    left_out = table.table
    hint = screen.say("cross_hint", small=left_out.n_small, more=left_out.n_more)
    download = html.A(
        screen.say("cross_csv"), href=csv_href(screen, attribute), className="button small"
    )
    totals = left_out.cells[-1]
    rows = [
        _cross_row(screen, name, cells, totals)
        for name, cells in zip(row_names(screen, table), left_out.cells, strict=True)
    ]
    heads = [html.Th(row_head(screen, table), scope="col")]
    heads += [html.Th(name, scope="col") for name in column_names(screen, table)]
    whole = html.Table([html.Thead(html.Tr(heads)), html.Tbody(rows)])
    region = aria(label=f"{screen.say('compare_attributes')}: {attribute}")
    return [
        html.P(hint, className="soft"),
        html.P(screen.say("cross_themes"), className="soft") if table.by_theme else "",
        html.Div(whole, className="wide cross", tabIndex="0", role="region", **region),
        html.P(download, className="more"),
    ]


def _cross_row(
    screen: Screen, name: str, cells: Sequence[int | None], totals: Sequence[int | None]
) -> html.Tr:
    numbers = [_number(screen, n, of) for n, of in zip(cells, totals, strict=True)]
    return html.Tr([html.Th(name, scope="row"), *numbers])


def _number(screen: Screen, n: int | None, of: int | None) -> html.Td:
    if n is None:
        return html.Td("–", className="num left-out", title=screen.say("cross_left_out"))
    share = html.Small(f" {percent(n, of)}%") if of else ""
    return html.Td([f"{n:,}", share], className="num")


def percent(n: int, of: int | None) -> int:
    """The share in whole percent; 0 of nothing."""
    return round(100 * n / of) if of else 0


def row_head(screen: Screen, table: CrossTable) -> str:
    """What the rows are."""
    return screen.say("cross_theme" if table.by_theme else "topic")


def row_names(screen: Screen, table: CrossTable) -> list[str]:
    """The topics or themes of the table in words, the total last."""
    names = {theme.theme_id: theme.label for theme in screen.edition.opinion_map.themes}
    if not table.by_theme:
        names = {topic.topic_id: topic.label for topic in screen.edition.topics.values()}
    lone = screen.say("lone_voices")
    return [*(names.get(row, lone) for row in table.rows), screen.say("cross_total")]


def column_names(screen: Screen, table: CrossTable) -> list[str]:
    """The values of the table, the total last."""
    rest = screen.say("cross_rest")
    return [*(value or rest for value in table.columns), screen.say("cross_total")]


def csv_href(screen: Screen, attribute: str) -> str:
    """Where the table of that attribute is to be had as a file."""
    folder = FOLDER + quote(screen.address.meeting_id, safe="")
    return f"{folder}/{CSV}?{urlencode({'lang': screen.language, 'attribute': attribute})}"
