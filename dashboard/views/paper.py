"""Paper: the findings, the map and the table, then a page for each theme; brief ones share theirs.

What stands at the top and foot of every page comes from `assets/paper.css`, with the words that
the page carries for it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components import Content, aria, carrying, chip, text_link
from dashboard.listing import open_to
from dashboard.numbered_map import Look, as_source, draw_numbered, numbers, unplaced
from dashboard.period import period
from dashboard.views.edits import approval, comment_edits, confirmation, topic_edits
from dashboard.views.ledger import GUIDE
from dashboard.views.outline import answered, sizes, telling
from dashboard.views.quote import quote
from dashboard.views.screen import Screen
from dashboard.views.topics import grouped
from koemap.records import Theme, Topic

QUOTES = 3
MANY = 20  # topics; their numbers on the map are then as small as the words of the table
SMALL_NUMBER = 11.0
BRIEF = 2  # topics; a theme of no more shares its page
PARTS = (
    ("received", "received"),
    ("in_topic", "in_topic"),
    ("lone_voices", "lone"),
    ("reactions", "reactions"),
    ("hidden", "hidden"),
    ("withdrawn", "withdrawn"),
)
"""The words and the count of each line of the account."""


def paper(screen: Screen) -> list[Component]:
    """Everything that goes on paper, as readers see it, with the way back for the screen alone."""
    screen = replace(screen, may_edit=False)
    sheets = [
        _front(screen),
        *(_theme(screen, *group) for group in grouped(screen)),
        _method(screen),
    ]
    return [_bar(screen), html.Div(sheets, className="paper-sheets", **_margins(screen))]


def _bar(screen: Screen) -> html.Div:
    """What only the screen shows: print, go back."""
    printing = html.Button(screen.say("paper_print"), type="button", **carrying(act="print"))
    back = text_link(
        screen.say("paper_back"), screen.address.but(view=""), reveal="page", look="button"
    )
    how = html.Span(screen.say("paper_how"), className="soft")
    return html.Div([printing, back, how], className="paper-bar")


def _margins(screen: Screen) -> dict[str, Any]:
    """The words of each page's top and foot, which `assets/time.js` hands to `paper.css`."""
    return carrying(
        head=screen.edition.meeting.title,
        version=_version(screen),
        foot=screen.say("paper_foot"),
    )


def _version(screen: Screen) -> str:
    number = screen.edition.opinion_map.map_id.split("-")[0]
    return screen.say("paper_version", version=number)


def _front(screen: Screen) -> html.Section:
    return html.Section(
        [
            html.H1(screen.say("screen_title", title=screen.edition.meeting.title)),
            html.P([_facts(screen), *_approved(screen)], className="num paper-facts"),
            html.P(screen.say("not_a_poll"), className="paper-note"),
            html.H2([screen.say("findings"), " ", _machine(screen) if screen.findings else ""]),
            _findings(screen),
            html.H2(screen.say("paper_map")),
            _map(screen),
            html.P([screen.say("paper_map_key"), *_unplaced(screen)], className="soft"),
            html.H2(screen.say("topics")),
            html.Div(_table(screen), className="paper-columns"),
        ],
        className="sheet front",
    )


def _facts(screen: Screen) -> str:
    counts = screen.edition.opinion_map.accounting
    shown = open_to(screen.edition, screen.address.to(listing="all"))
    said = period((row.comment for row in shown), screen.language, screen.zone)
    facts = [
        screen.quantity(counts.received, "messages"),
        screen.quantity(counts.people, "people"),
        screen.quantity(counts.voices, "voices"),
        said,
        _version(screen),
    ]
    return screen.say("apart").join(fact for fact in facts if fact)


def _approved(screen: Screen) -> list[Content]:
    """Who approved the map and when, or that nobody did."""
    return [part for told in approval(screen) for part in (" ", told)]


def _machine(screen: Screen) -> html.Span:
    """That a machine wrote the findings, and whether nobody has confirmed any of them."""
    known = any(finding.name in screen.edition.confirmed for finding in screen.findings)
    return chip(screen.say("machine" if known else "machine_unconfirmed"), "machine")


def _findings(screen: Screen) -> Component:
    if not screen.findings:
        return html.P(screen.say("no_findings"))
    return html.Ol(
        [
            html.Li(
                [
                    html.B(finding.sentence),
                    " ",
                    *confirmation(screen, finding),
                    html.Small(finding.detail),
                ]
            )
            for finding in screen.findings
        ],
        className="paper-findings",
    )


def _map(screen: Screen) -> html.Img:
    svg = draw_numbered(screen.edition, _look(screen))
    return html.Img(src=as_source(svg), alt=screen.say("paper_map"), className="paper-map")


def _look(screen: Screen) -> Look:
    """Smaller numbers where there are many."""
    many = len(screen.edition.topics) > MANY
    return Look(number_size=SMALL_NUMBER) if many else Look()


def _unplaced(screen: Screen) -> list[Content]:
    """Which numbers are not on the map for want of room."""
    missing = screen.say("listed").join(map(str, unplaced(screen.edition, _look(screen))))
    return [" ", html.B(screen.say("paper_map_without", numbers=missing))] if missing else []


def _table(screen: Screen) -> html.Table:
    names = ("topic", "people", "messages", "answer")
    heads = [html.Td(), *(html.Th(screen.say(name), scope="col") for name in names)]
    bodies = [
        html.Tbody(
            [
                html.Tr(html.Th(theme.label, colSpan=5, scope="rowgroup"), className="theme"),
                *(_row(screen, topic) for topic in topics),
            ]
        )
        for theme, topics in grouped(screen)
    ]
    return html.Table([html.Thead(html.Tr(heads)), *bodies], className="paper-table")


def _row(screen: Screen, topic: Topic) -> html.Tr:
    answer = screen.edition.answers.get(topic.topic_id)
    return html.Tr(
        [
            html.Td(_number(screen, topic), className="num"),
            html.Th(topic.label, scope="row"),
            html.Td(f"{topic.n_people:,}", className="num"),
            html.Td(f"{topic.n_comments:,}", className="num"),
            html.Td(screen.say(f"answer_{answer.status if answer else 'none'}")),
        ]
    )


def _number(screen: Screen, topic: Topic) -> html.Span:
    return html.Span(str(numbers(screen.edition)[topic.topic_id]), className="circled num")


def _theme(screen: Screen, theme: Theme, topics: list[Topic]) -> html.Section:
    head: list[Content] = [html.H2(theme.label)]
    look = "sheet brief" if len(topics) <= BRIEF else "sheet"
    return html.Section([*head, *(_topic(screen, t) for t in topics)], className=look)


def _topic(screen: Screen, topic: Topic) -> html.Article:
    chosen = telling(screen, topic, QUOTES)
    quotes = [quote(screen, comment, comment_edits(screen, comment)) for comment in chosen]
    by_people = any(comment.comment_id in screen.edition.pinned for comment in chosen)
    joint = screen.say("joint")
    return html.Article(
        [
            html.H3([_number(screen, topic), " ", topic.label]),
            html.P(
                [html.Span(sizes(screen, topic), className="num"), " ", joint.join(topic.keywords)],
                className="soft",
            ),
            *topic_edits(screen, topic),
            html.P(
                screen.say("paper_quotes_pinned" if by_people else "paper_quotes"),
                className="paper-label",
            ),
            *quotes,
            *_answer(screen, topic),
        ]
    )


def _answer(screen: Screen, topic: Topic) -> list[Component]:
    """The answer in a box; where there is none, one line that says so."""
    label = screen.say("paper_answer")
    if topic.topic_id not in screen.edition.answers:
        words = [html.B(screen.say("headed", head=label))]
        return [html.P([*words, screen.say("paper_unanswered")], className="unanswered")]
    return [html.P(label, className="paper-label"), *answered(screen, topic)]


def _method(screen: Screen) -> html.Section:
    counts = screen.edition.opinion_map.accounting
    rows = [
        html.Tr(
            [
                html.Th(screen.say(key), scope="row"),
                html.Td(screen.quantity(getattr(counts, name), "messages"), className="num"),
            ]
        )
        for key, name in PARTS
    ]
    lone = screen.quantity(counts.lone, "messages")
    named = "paper_named" if screen.edition.named else "named_by_machine"
    mark = chip(screen.say(named), "machine")
    return html.Section(
        [
            html.H2(screen.say("paper_method")),
            html.P(screen.say("paper_lone", n=lone)) if counts.lone else "",
            html.P(mark),
            html.Ul([html.Li(screen.say(key)) for key in GUIDE], className="paper-guide"),
            html.H3(screen.say("accounting"), id="paper-accounting"),
            html.Table(
                html.Tbody(rows), className="paper-account", **aria(labelledby="paper-accounting")
            ),
        ],
        className="sheet brief",
    )
