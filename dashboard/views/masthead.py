"""The masthead: which meeting, how much was said by how many, how it may be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.address import Address, Family, View
from dashboard.components import Content, carrying, counted, search_form, text_link
from dashboard.listing import Row, open_to, tallied
from dashboard.period import period
from dashboard.quantities import Unit
from dashboard.views.changes import changes_link
from dashboard.views.edits import approval, on_comments
from dashboard.views.screen import Screen
from dashboard.wording import Language, say

FAMILIES: tuple[Family, ...] = ("chat", "video", "forms")


def masthead(screen: Screen) -> list[Component]:
    """Title, numbers, tools, search and the sentence that this is no poll."""
    title = screen.say("screen_title", title=screen.edition.meeting.title)
    return [
        html.Div([html.H1(title), _facts(screen)], className="what"),
        _tools_and_search(screen),
        *on_comments(screen),
        html.P(
            [
                screen.say("not_a_poll"),
                " ",
                html.A(screen.say("how_to_read"), href="#reading"),
            ],
            className="note",
        ),
    ]


def _tools_and_search(screen: Screen) -> html.Div:
    address = screen.address
    search = search_form(
        address.to(query=address.query), name="search", label=screen.say("search"), look="whole"
    )
    other = address.but(page=address.page, language=_other(screen))
    return html.Div([_tools(screen, other), search], className="tools-and-search")


def _tools(screen: Screen, other: Address) -> html.Div:
    """To paper, copy the link, to the hall, to the other language at this same place."""
    return html.Div(
        [
            _way(screen, "paper", "print"),
            html.Button(
                screen.say("share"),
                type="button",
                **carrying(act="copy", done=screen.say("shared")),
            ),
            _way(screen, "hall", "to_hall"),
            language_link(screen.language, other),
        ],
        className="tools",
    )


def _way(screen: Screen, view: View, key: str) -> Component:
    address = screen.address.but(view=view, comment="", listing="")
    return text_link(screen.say(key), address, reveal="page", look="button")


def language_link(language: Language, other: Address) -> Component:
    """A link to this screen in the other language, named in that language."""
    words, tongue = say(language, "other_language"), "en" if language == "ja" else "ja"
    return text_link(words, other, look="button", lang=tongue, hrefLang=tongue)


def _other(screen: Screen) -> Language:
    return "en" if screen.language == "ja" else "ja"


def _facts(screen: Screen) -> html.Ul:
    numbers, everything = screen.edition.opinion_map.accounting, screen.address.to(listing="all")
    shown = open_to(screen.edition, everything)
    counts: tuple[tuple[int, Unit], ...] = ((numbers.people, "people"), (numbers.voices, "voices"))
    said = period((row.comment for row in shown), screen.language, screen.zone)
    received = counted(screen.language, numbers.received, "messages")
    facts: list[Content] = [html.A(received, href="#ledger", className="quiet")]
    facts += [
        text_link(counted(screen.language, n, unit), everything, reveal="comments", look="quiet")
        for n, unit in counts
    ]
    facts.append(_sources(screen, shown))
    if said:
        facts.append(text_link(said, everything, reveal="comments", look="quiet"))
    facts += [_version(screen), html.Div(approval(screen), className="approval")]
    facts += changes_link(screen)
    return html.Ul([html.Li(fact) for fact in facts], className="facts")


def _sources(screen: Screen, shown: Sequence[Row]) -> html.Span:
    """How many comments that readers may see came from where; each leads to just these."""
    counts: Counter[Family] = Counter()
    for traits, n in tallied(shown).items():
        counts[traits.source] += n
    parts: list[Content] = []
    for name in FAMILIES:
        if counts[name]:
            words = [f"{screen.say(name)} ", html.Span(f"{counts[name]:,}", className="num")]
            address = screen.address.to(listing="all", source=name)
            parts += [
                screen.say("joint") if parts else "",
                text_link(words, address, reveal="comments", look="quiet"),
            ]
    return html.Span(parts)


def _version(screen: Screen) -> Component:
    number = screen.edition.opinion_map.map_id.split("-")[0]
    words = screen.say("version", version=number)
    return text_link(
        words, screen.address.to(listing="in_topic"), reveal="comments", look="quiet num"
    )
