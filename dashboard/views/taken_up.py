"""What the meeting spoke of when: one list, each time leading to its topic and into the video."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.components import swatch, text_link
from dashboard.taken_up import TakenUp, taken_up
from dashboard.views.quote import second_link
from dashboard.views.screen import Screen


def taken_up_list(screen: Screen) -> list[Component]:
    """The topics in the order in which they were taken up; [] when none was."""
    told = taken_up(screen.edition)
    if not told:
        return []
    how = ["taken_up_how"] if told[0].second is None else ["taken_up_how", "taken_up_times"]
    return [
        html.H2(screen.say("taken_up_list")),
        html.P(" ".join(map(screen.say, how)), className="soft"),
        html.Ol([_entry(screen, one) for one in told], className="taken-up"),
    ]


def _entry(screen: Screen, one: TakenUp) -> html.Li:
    address = screen.address.to(topic=one.topic.topic_id)
    name = [swatch(screen.hue(one.topic)), html.Span(one.topic.label)]
    return html.Li(
        [
            html.Span("" if one.second is None else second_link(screen, one.second)),
            text_link(name, address, reveal="opened", look="quiet"),
        ]
    )
