"""One row of the table of topics; on a narrow screen each row is a card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.address import Address, Family, Sort
from dashboard.components import (
    Content,
    aria,
    bar,
    carrying,
    chip,
    stance_bar,
    text_link,
    unseen,
)
from dashboard.stance import DECIDED, SIDES, Stances
from dashboard.summary import Summary, summaries
from dashboard.views.masthead import FAMILIES
from dashboard.views.screen import Screen
from koemap.records import Answer, Topic

TONES = {
    "": "warn",
    "noted": "",
    "examining": "machine",
    "adopted": "ok",
    "declined": "",
    "done": "ok",
}


@dataclass(frozen=True, slots=True)
class Columns:
    """What the meeting has numbers for; `most` is the largest number of people of a topic."""

    names: tuple[Any, ...]
    sources: bool
    stability: bool
    news: bool
    most: int

    @classmethod
    def of(cls, screen: Screen) -> Columns:
        """The columns that have something to tell."""
        found = list(summaries(screen.edition).values())
        there: dict[Sort, bool] = {
            "people": True,
            "messages": True,
            "questions": any(s.n_questions for s in found),
            "stance": any(s.stances.reliable for s in found),
            "answer": bool(screen.edition.answers),
        }
        return cls(
            names=("topic", *(name for name, has in there.items() if has)),
            sources=len(set(screen.families.values())) > 1,
            stability=any(s.firmness for s in found),
            news=screen.earlier is not None,
            most=max((s.topic.n_people for s in found), default=1),
        )


def row(screen: Screen, summary: Summary, columns: Columns) -> html.Tr:
    """The numbers of one topic, each leading to the comments behind it."""
    topic = summary.topic
    opened = topic.topic_id == screen.address.topic
    cells = {
        "people": _people(screen, topic, columns.most),
        "messages": _number(screen, topic, topic.n_comments),
        "questions": _questions(screen, summary),
        "stance": _stance(screen, topic, summary.stances),
        "answer": status_chip(screen, screen.edition.answers.get(topic.topic_id)),
    }
    told = [_cell(screen, name, cells[name]) for name in columns.names[1:]]
    hue = f"hue-{screen.hue(topic)}"
    head = html.Th(_name(screen, summary, columns), scope="row", role="rowheader", className=hue)
    return html.Tr([head, *told], className="on" if opened else "", role="row")


def status_chip(screen: Screen, answer: Answer | None) -> html.Span:
    """What became of a topic, as a word on a colour."""
    status = answer.status if answer else ""
    return chip(screen.say(f"answer_{status or 'none'}"), f"status {TONES[status]}".strip())


def _cell(screen: Screen, name: str, content: Content) -> html.Td:
    """A cell that says the name of its column where the head of the table is not beside it."""
    label = carrying(of=screen.say(name))
    return html.Td(content, className=f"num is-{name}", role="cell", **label)


def _name(screen: Screen, summary: Summary, columns: Columns) -> list[Content]:
    topic = summary.topic
    opened = topic.topic_id == screen.address.topic
    address = screen.address.to(topic=topic.topic_id)
    current = aria(current="true") if opened else {}
    name = text_link(topic.label, address, reveal="opened", look="quiet", **current)
    new = [" ", chip(screen.say("is_new"), "new")] if topic.topic_id in screen.new else []
    return [name, *new, html.Small(_more(screen, summary, columns))]


def _more(screen: Screen, summary: Summary, columns: Columns) -> list[Content]:
    """Theme, voices, sources and stability, where the meeting has them."""
    topic = summary.topic
    voices = screen.quantity(topic.n_voices, "voices")
    apart = screen.say("apart")
    told: list[Content] = [screen.theme(topic) + apart + voices if screen.address.sort else voices]
    if columns.sources:
        told += [_source(screen, summary, name) for name in FAMILIES if summary.sources.get(name)]
    if columns.stability:
        told.append(stability(screen, summary))
    return told


def _source(screen: Screen, summary: Summary, name: Family) -> Component:
    n = summary.sources[name]
    topic = summary.topic
    address = screen.address.to(topic=topic.topic_id, source=name)
    share = round(100 * n / topic.n_comments)
    title = screen.say("share_of_topic", n=screen.quantity(n, "messages"), share=share)
    return text_link(
        f"{screen.say(name)} {n:,}", address, reveal="comments", look="quiet", title=title
    )


def stability(screen: Screen, summary: Summary) -> Content:
    """How firm a topic is in a word; the number for those who point at it or hear it."""
    share = summary.topic.stability
    if share is None:
        return html.Span(screen.say("stability_is", word="–"))
    number = screen.say("stability_number", share=round(100 * share))
    words = screen.say("stability_is", word=screen.say(f"stability_{summary.firmness}"))
    return html.Span([words, unseen(f" {number}")], title=number)


def _people(screen: Screen, topic: Topic, most: int) -> list[Content]:
    return [_number(screen, topic, topic.n_people), bar(topic.n_people / most)]


def _number(screen: Screen, topic: Topic, n: int) -> Component:
    messages = screen.quantity(topic.n_comments, "messages")
    label = screen.say("see_messages", label=topic.label, n=messages)
    address = screen.address.to(topic=topic.topic_id, listing="in_topic")
    return _to_comments(f"{n:,}", address, label)


def _questions(screen: Screen, summary: Summary) -> Content:
    n, topic = summary.n_questions, summary.topic
    if not n:
        return "–"
    address = screen.address.to(topic=topic.topic_id, kind="question")
    asked = screen.quantity(n, "questions")
    return _to_comments(f"{n:,}", address, screen.say("see_questions", label=topic.label, n=asked))


def _stance(screen: Screen, topic: Topic, found: Stances) -> Content:
    """For and against as a bar with its two numbers; "–" where too few could be read."""
    if not found.reliable:
        few = screen.say("stance_too_few")
        return [html.Span("–", title=few, **aria(hidden="true")), unseen(few)]
    words = sides(screen, found)
    numbers = screen.say(
        "for_against_are", **{f"n_{side}": found.counts.get(side, 0) for side in DECIDED}
    )
    address = screen.address.to(topic=topic.topic_id, kind="opinion")
    label = screen.say("see_stances", label=topic.label, sides=words)
    return _to_comments([stance_bar(found.counts), html.Small(numbers)], address, label)


def sides(screen: Screen, found: Stances) -> str:
    """How many opinions are on which side, and how many could not be read."""
    counts = ((side, found.counts.get(side, 0)) for side in SIDES)
    return screen.say("joint").join(
        f"{screen.say(f'side_{side}')} {n:,}" for side, n in counts if n
    )


def _to_comments(content: Content, address: Address, label: str) -> Component:
    return text_link(content, address, reveal="comments", look="quiet", title=label)
