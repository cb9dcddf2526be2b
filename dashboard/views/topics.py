"""The table of topics: who is talking about what, theme by theme or in another order."""

from __future__ import annotations

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from dashboard.address import Sort
from dashboard.components import Content, aria, chip, text_link
from dashboard.summary import SIZES, summaries
from dashboard.views.screen import Screen
from dashboard.views.topic_row import Columns, row
from koemap.records import Theme, Topic

STATUSES = ("", "examining", "noted", "adopted", "declined", "done")  # the open ones first


def topics(screen: Screen) -> html.Section:
    """Every topic with its numbers; themes and topics with most people first."""
    numbers = screen.edition.opinion_map.accounting
    lone = [screen.say("lone_voices"), " ", screen.quantity(numbers.lone, "messages")]
    to_lone = text_link(lone, screen.address.to(listing="lone"), reveal="comments", look="to-lone")
    return html.Section(
        [
            html.H2([screen.say("topics"), *_chips(screen)], id="topics-title"),
            to_lone if numbers.lone else "",
            _table(screen) if screen.edition.topics else _none(screen),
        ],
        className="card topics",
        **aria(labelledby="topics-title"),
    )


def grouped(screen: Screen) -> list[tuple[Theme, list[Topic]]]:
    """The themes with their topics, those that most people wrote about first."""
    themes = screen.edition.opinion_map.themes
    of_theme: dict[str, list[Topic]] = {theme.theme_id: [] for theme in themes}
    for topic in screen.edition.topics.values():
        of_theme[topic.theme_id].append(topic)
    for members in of_theme.values():
        members.sort(key=_size)
    groups = [(theme, of_theme[theme.theme_id]) for theme in themes if of_theme[theme.theme_id]]
    return sorted(groups, key=lambda group: -max(topic.n_people for topic in group[1]))


def ordered(screen: Screen) -> list[Topic]:
    """All topics in the order of the column a reader chose, those with most people first."""
    sort, found = screen.address.sort, sorted(screen.edition.topics.values(), key=_size)
    if sort == "answer":
        answers = screen.edition.answers
        status = {topic_id: STATUSES.index(answer.status) for topic_id, answer in answers.items()}
        return sorted(found, key=lambda topic: status.get(topic.topic_id, 0))
    if sort == "new":
        return sorted(found, key=lambda topic: topic.topic_id not in screen.new)
    of, size = summaries(screen.edition), SIZES[sort]
    return sorted(found, key=lambda topic: -size(of[topic.topic_id]))


def _size(topic: Topic) -> tuple[int, int, str]:
    return (-topic.n_people, -topic.n_comments, topic.topic_id)


def _chips(screen: Screen) -> list[Component]:
    """How many topics there are, who named them, that none is answered, how many are new.

    [] without a topic.
    """
    if not screen.edition.topics:
        return []
    numbers = screen.edition.opinion_map.accounting
    size = [screen.quantity(numbers.topics, "topics"), screen.quantity(numbers.themes, "themes")]
    chips: list[Component] = [
        chip(screen.say("joint").join(size)),
        chip(screen.say("named_by_machine"), "machine"),
    ]
    if not screen.edition.answers:
        chips.append(chip(screen.say("none_answered"), "warn"))
    if screen.earlier and screen.new:
        chips.append(_news(screen, screen.quantity(len(screen.new), "topics")))
    return chips


def _news(screen: Screen, n: str) -> html.Span:
    title = screen.earlier.meeting.title if screen.earlier else ""
    words = screen.say("new_topics", n=n)
    return html.Span(words, className="chip new", title=screen.say("new_since", title=title))


def _none(screen: Screen) -> html.P:
    received = screen.edition.opinion_map.accounting.received
    words = screen.say("no_topics" if received else "nothing_received")
    return html.P(words, className="soft none")


def _table(screen: Screen) -> html.Table:
    columns = Columns.of(screen)
    head = html.Thead(html.Tr(_heads(screen, columns), role="row"), role="rowgroup")
    return html.Table(
        [head, *_bodies(screen, columns)],
        role="table",
        className="numbers",
        **aria(labelledby="topics-title"),
    )


def _bodies(screen: Screen, columns: Columns) -> list[html.Tbody]:
    if screen.address.sort:
        return [_body(_rows(screen, ordered(screen), columns))]
    n = len(columns.names)
    return [
        _body([_theme(theme, n), *_rows(screen, members, columns)])
        for theme, members in grouped(screen)
    ]


def _body(rows: list[Component]) -> html.Tbody:
    return html.Tbody(rows, role="rowgroup")


def _rows(screen: Screen, members: Iterable[Topic], columns: Columns) -> list[Component]:
    of = summaries(screen.edition)
    return [row(screen, of[topic.topic_id], columns) for topic in members]


def _theme(theme: Theme, columns: int) -> html.Tr:
    head = html.Th(theme.label, colSpan=columns, scope="rowgroup", role="rowheader")
    return html.Tr(head, className="theme", role="row")


def _heads(screen: Screen, columns: Columns) -> list[Component]:
    """The names of the columns, each a way to order the table by it."""
    orders: list[tuple[Sort, str]] = [("", "topic")]
    if columns.news:
        orders.append(("new", "new"))
    if columns.stability:
        orders.append(("stability", "stability"))
    first = _head(screen, "topic", [_sorting(screen, sort, name) for sort, name in orders])
    others = (_head(screen, name, [_sorting(screen, name, name)]) for name in columns.names[1:])
    return [first, *others]


def _head(screen: Screen, name: str, links: list[Content]) -> html.Th:
    sorted_by = screen.address.sort == name
    order = "ascending" if name == "answer" else "descending"
    state = aria(sort=order) if sorted_by else {}
    return html.Th(links, scope="col", className=f"is-{name}", role="columnheader", **state)


def _sorting(screen: Screen, sort: Sort, name: str) -> Component:
    on = screen.address.sort == sort
    title = screen.say("sort_by", name=screen.say(f"order_{sort or 'theme'}"))
    current = aria(current="true") if on else {}
    address = screen.address.but(sort=sort, page=screen.address.page)
    return text_link(screen.say(name), address, look="sorting", title=title, **current)
