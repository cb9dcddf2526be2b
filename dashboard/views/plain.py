"""Screens without a map: the list of meetings, and what to do when there is nothing to show."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Literal
from zoneinfo import ZoneInfo

from dash import html
from dash.development.base_component import Component

from dashboard.address import Address
from dashboard.components import chip, command, desk_link, text_link
from dashboard.period import day
from dashboard.views.masthead import language_link
from dashboard.wording import say
from koemap.records import Meeting

Stage = Literal["no_map", "unapproved", "approved"]
TONES: dict[Stage, str] = {"no_map": "", "unapproved": "warn", "approved": "ok"}
ADD = "koemap meeting add ID --title TITLE"


def meetings(
    found: Sequence[Meeting],
    address: Address,
    zone: ZoneInfo,
    stage: Callable[[Meeting], Stage],
    live: Collection[str] = (),
) -> list[Component]:
    """The meetings to choose from, the newest first, each with how far its map is.

    Those that are `live` have a desk.
    """
    language = address.language
    if not found:
        body = [html.H1(say(language, "no_meetings")), html.P(say(language, "no_meetings_do"))]
        return _framed(address, [*body, command(ADD)])
    newest = sorted(found, key=lambda m: m.starts_at.timestamp() if m.starts_at else 0.0)[::-1]
    rows = [
        html.Li(_meeting(one, address, zone, stage(one), is_live=one.meeting_id in live))
        for one in newest
    ]
    return _framed(
        address, [html.H1(say(language, "meetings")), html.Ul(rows, className="meetings")]
    )


def no_map(meeting: Meeting, address: Address) -> list[Component]:
    """What to run for a map."""
    line = f"koemap analyze --meeting {meeting.meeting_id}"
    return _framed(
        address,
        [
            html.P(meeting.title, className="eyebrow"),
            html.H1(say(address.language, "no_map")),
            html.P(say(address.language, "no_map_do")),
            command(line),
            _back(address),
        ],
    )


def notice(address: Address, title: str, what_to_do: str) -> list[Component]:
    """One clear sentence and a way back."""
    return _framed(address, [html.H1(title), html.P(what_to_do), _back(address)])


def _meeting(
    meeting: Meeting, address: Address, zone: ZoneInfo, stage: Stage, *, is_live: bool
) -> list[Component]:
    start, language = meeting.starts_at, address.language
    on = day(start, language, zone, year=True) if start else ""
    there = Address(meeting.meeting_id, language)
    link = text_link(meeting.title, there, reveal="page")
    state = chip(say(language, f"meeting_{stage}"), TONES[stage])
    desk = [desk_link(there)] if is_live else []
    return [link, html.Span(on, className="soft"), state, *desk]


def _framed(address: Address, content: list[Component]) -> list[Component]:
    other = address.but(language="en" if address.language == "ja" else "ja")
    product = html.P(say(address.language, "product"), className="product")
    top = html.Div([product, language_link(address.language, other)], className="head")
    return [html.Div([top, html.Div(content, className="card")], className="plain")]


def _back(address: Address) -> html.P:
    words = say(address.language, "to_meetings")
    return html.P(text_link(words, Address(language=address.language), reveal="page"))
