"""The small parts of the screens: each a pure function from words and records to a component."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.address import Address, Side
from dashboard.quantities import Unit, quantity
from dashboard.stance import SIDES
from dashboard.wording import Language, say

Content = Any
FOLDED_FROM = 160  # characters; a longer text shows its beginning and opens on demand


def aria(**values: str) -> dict[str, Any]:
    """What a part tells assistive technology.

    >>> aria(hidden="true")
    {'aria-hidden': 'true'}
    """
    return {f"aria-{name}": value for name, value in values.items()}


def carrying(**values: str) -> dict[str, Any]:
    """What a part carries for `assets/council.js`."""
    return {f"data-{name}": value for name, value in values.items()}


def text_link(
    content: Content, address: Address, *, reveal: str = "", look: str = "", **more: Any
) -> html.A:
    """A link within the screen; `reveal` is the id of the part it brings into view."""
    return html.A(content, href=address.href(), className=look, **carrying(go=reveal), **more)


def desk_link(address: Address, look: str = "") -> html.A:
    """A link to the desk of a live meeting."""
    href = f"/desk/{quote(address.meeting_id, safe='')}?lang={address.language}"
    return html.A(say(address.language, "live_desk"), href=href, className=look)


def counted(language: Language, n: int, unit: Unit) -> html.Span:
    """A number with its unit, the number first and larger."""
    number = f"{n:,}"
    rest = quantity(language, n, unit).removeprefix(number)
    return html.Span([html.B(number, className="num"), rest], className="counted")


def chip(text: str, kind: str = "") -> html.Span:
    """A status as a word on a colour."""
    return html.Span(text, className=f"chip {kind}".strip())


def swatch(hue: int) -> html.Span:
    """The hue of a theme, which its words repeat."""
    return html.Span(className=f"swatch hue-{hue}", **aria(hidden="true"))


def bar(share: float) -> html.Span:
    """A bar of that share of its width; the number beside it says the same."""
    style = {"--share": f"{100 * share:.1f}%"}
    return html.Span(style=style, className="bar", **aria(hidden="true"))


def stance_bar(counts: Mapping[Side, int]) -> html.Span:
    """The sides of opinions on one bar; the numbers beside it say the same."""
    total, end, stops = sum(counts.values()) or 1, 0.0, []
    for side in SIDES:
        start, end = end, end + 100 * counts.get(side, 0) / total
        stops.append(f"var(--side-{side}) {start:.1f}% {end:.1f}%")
    style = {"background": f"linear-gradient(to right, {', '.join(stops)})"}
    return html.Span(style=style, className="split", **aria(hidden="true"))


def unseen(text: str) -> html.Span:
    """Words for those who hear the screen."""
    return html.Span(text, className="unseen")


def verbatim(pieces: Sequence[Content], length: int) -> Component:
    """A text of that many characters as it was received; a long one opens on demand."""
    if length <= FOLDED_FROM:
        return html.P(pieces, className="verbatim")
    return html.Details(html.Summary(pieces, className="verbatim"), className="long")


def command(line: str) -> html.Pre:
    """A command for the operator to copy."""
    return html.Pre(html.Code(line))


def search_form(address: Address, *, name: str, label: str, look: str) -> html.Form:
    """A field that searches from this address; submitting goes there with the words as query."""
    language = address.language
    field = f"{name}-field"
    return html.Form(
        [
            html.Label(label, htmlFor=field, className="unseen"),
            _field(field, address.query, say(language, "search_example"), label),
            html.Button(say(language, "search_button"), type="submit"),
        ],
        role="search",
        className=f"search {look}",
        action=address.path,
        **carrying(go="comments", **{"from": address.but(query="").href()}),
    )


def _field(field: str, query: str, example: str, label: str) -> Component:
    part: Component = dmc.TextInput(
        id=field, name="q", value=query, placeholder=example, size="sm", **aria(label=label)
    )
    return part
