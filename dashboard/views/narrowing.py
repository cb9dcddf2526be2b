"""What narrows and orders a list of comments: sources, kinds, stances, with their counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.address import Address
from dashboard.components import aria, text_link
from dashboard.listing import Traits
from dashboard.stance import DECIDED, SIDES
from dashboard.views.screen import Screen

SOURCES = ("chat", "video", "forms")
KINDS = ("opinion", "question", "reaction")
WORD = {"source": "", "kind": "kind_", "stance": "side_"}  # before a value, the key of its words
ORDERS = {"": "order_time", "people": "order_people", "strength": "order_strength"}


def narrowing(screen: Screen, tally: Mapping[Traits, int]) -> list[Component]:
    """A row of choices for each trait that differs in the list, and the order; [] for a few."""
    if sum(tally.values()) < 2:
        return []
    groups = [
        _by_trait(screen, "source", SOURCES, _counts(screen, tally, "source")),
        _by_trait(screen, "kind", KINDS, _counts(screen, tally, "kind")),
    ]
    sides = _counts(screen, tally, "stance")
    if any(sides[side] for side in DECIDED) or screen.address.stance:
        groups.append(_by_trait(screen, "stance", SIDES, sides))
    shown = [group for group in groups if group]
    return [html.Div([*shown, _orders(screen)], className="narrowing")]


def _counts(screen: Screen, tally: Mapping[Traits, int], trait: str) -> Counter[str]:
    """How many comments have each value of the trait, among those that fit the other choices."""
    counts: Counter[str] = Counter()
    for traits, n in tally.items():
        if traits.fits(screen.address, but=trait):
            counts[traits.side if trait == "stance" else getattr(traits, trait)] += n
    return counts


def _by_trait(
    screen: Screen, trait: str, values: Sequence[str], counts: Mapping[str, int]
) -> Component | None:
    """The values there are, each with its number; None when there is nothing to choose."""
    chosen = getattr(screen.address, trait)
    there = [value for value in values if counts.get(value) or value == chosen]
    if len(there) < 2 and not chosen:
        return None
    address = screen.address.but(**{trait: ""})
    links = [_choice(screen, screen.say("any"), address, not chosen, sum(counts.values()))]
    for value in there:
        words = screen.say(f"{WORD[trait]}{value}")
        address = screen.address.but(**{trait: value})
        links.append(_choice(screen, words, address, chosen == value, counts.get(value, 0)))
    return _group(screen.say(f"by_{trait}"), links)


def _orders(screen: Screen) -> Component:
    address = screen.address
    links = [
        _choice(screen, screen.say(word), address.but(order=order), address.order == order)
        for order, word in ORDERS.items()
    ]
    return _group(screen.say("order"), links)


def _group(name: str, links: Sequence[Component]) -> Component:
    head = html.Span(name, className="name", **aria(hidden="true"))
    return html.Div([head, *links], role="group", className="group", **aria(label=name))


def _choice(
    screen: Screen, words: str, address: Address, on: bool, n: int | None = None
) -> Component:
    number = [] if n is None else [" ", html.Span(f"{n:,}", className="num")]
    current = aria(current="true") if on else {}
    return text_link([words, *number], address, reveal="comments", look="pick", **current)
