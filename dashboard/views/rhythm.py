"""When people wrote about a topic: one bar for each step, which leads to what was written then."""

from __future__ import annotations

from datetime import UTC, date, datetime

from dash import html
from dash.development.base_component import Component

from dashboard.components import Content, aria, text_link, unseen
from dashboard.period import day
from dashboard.quantities import clock
from dashboard.rhythm import Rhythm, Step, rhythm
from dashboard.views.screen import Screen
from koemap.records import Topic


def over_time(screen: Screen, topic: Topic) -> list[Component]:
    """Messages of the topic as bars, people the darker part of each; [] for too few."""
    told = rhythm(screen.edition, screen.edition.members[topic.topic_id], screen.zone)
    if told is None:
        return []
    bars = [html.Li(_bar(screen, topic, told, step)) for step in told.steps]
    start, end = told.steps[0].start, told.steps[-1].start + told.width
    ends = [html.Span(_at(screen, told, at)) for at in (start, end - (told.unit == "days"))]
    return [
        html.H3(screen.say("over_time")),
        html.P(_reading(screen, told), className="reading-of-bars"),
        html.Ol(bars, className="rhythm"),
        html.P(ends, className="ends num", **aria(hidden="true")),
    ]


def _reading(screen: Screen, told: Rhythm) -> str:
    """How to read the bars, and how many comments they leave out."""
    width = screen.quantity(told.width, told.unit)
    words = screen.say("rhythm_minutes" if told.unit == "minutes" else "rhythm_days", width=width)
    if not told.n_aside:
        return words
    joint = "" if screen.language == "ja" else " "
    return words + joint + screen.say("rhythm_aside", n=screen.quantity(told.n_aside, "messages"))


def _bar(screen: Screen, topic: Topic, told: Rhythm, step: Step) -> Content:
    """The bar of one step; an empty one where nothing was written."""
    label = screen.say(
        "rhythm_step",
        start=_at(screen, told, step.start),
        messages=screen.quantity(step.n_messages, "messages"),
        people=screen.quantity(step.n_people, "people"),
    )
    if not step.n_messages:
        return html.Span(className="step", **aria(hidden="true"))
    height = {"height": f"{100 * step.n_messages / told.most:.1f}%"}
    people = {"height": f"{100 * step.n_people / step.n_messages:.1f}%"}
    inside = [html.Span(style=people, **aria(hidden="true")), unseen(label)]
    if told.unit == "days":
        return html.Span(inside, className="step", style=height, title=label)
    until = step.start + told.width
    there = screen.address.to(topic=topic.topic_id, from_minute=step.start, to_minute=until)
    return text_link(inside, there, reveal="comments", look="step", style=height, title=label)


def _at(screen: Screen, told: Rhythm, at: int) -> str:
    if told.unit == "minutes":
        return clock(60 * at)
    noon = datetime.combine(date.fromordinal(at), datetime.min.time(), screen.zone).replace(hour=12)
    return day(noon.astimezone(UTC), screen.language, screen.zone, year=told.crosses_years)
