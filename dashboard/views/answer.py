"""The council's answer to a topic: what was answered, and the form to write it."""

from __future__ import annotations

from datetime import datetime, time
from typing import get_args

from dash import html
from dash.development.base_component import Component

from dashboard.components import Content, aria
from dashboard.forms import Told, choice, line, opening, paragraph
from dashboard.period import day
from dashboard.views.requests import asking, on_map, undo_button
from dashboard.views.screen import Screen
from dashboard.views.topic_row import status_chip
from koemap.records import Answer, AnswerStatus, Decision, Topic


def answer_box(screen: Screen, topic: Topic) -> html.Section:
    """The answer to that topic, those before it, and for editors the form to write one."""
    given = _given(screen, topic)
    return html.Section(
        [
            html.H3(screen.say("answer"), className="unseen", id="answer-title"),
            _latest(screen, topic, given),
            *_earlier(screen, given[:-1]),
        ],
        id="answer",
        tabIndex="-1",
        className="answer",
        **aria(labelledby="answer-title"),
    )


def _given(screen: Screen, topic: Topic) -> list[Decision]:
    """The answers to the topic that nobody took back, the last one last."""
    reached = screen.edition.reached
    answers = (d for d in screen.edition.stood if d.act == "answer")
    return [d for d in answers if reached.get(d.decision_id) == topic.topic_id]


def _latest(screen: Screen, topic: Topic, given: list[Decision]) -> html.Div:
    answer = screen.edition.answers.get(topic.topic_id)
    said: list[Content] = [status_chip(screen, answer)]
    if answer is None:
        said.append(html.P(screen.say("answer_none_yet")))
    else:
        said += [*_told(screen, answer), _by(screen, given[-1])]
    words = screen.say("answer_rewrite" if given else "answer_write")
    tools: list[Content] = []
    if screen.may_edit:
        last = given[-1].decision_id if given else 0
        tools.append(opening(words, [_form(screen, topic, answer, last)], look="writes"))
    if screen.may_edit and given:
        tools.append(undo_button(screen, given[-1], screen.say("answer"), then="answer"))
    return html.Div([html.Div(said, className="said"), *tools], className="latest")


def _told(screen: Screen, answer: Answer) -> list[Content]:
    """The text, who is responsible, from when, and where to read more."""
    parts: list[Content] = [answer.department] if answer.department else []
    if answer.on:
        noon = datetime.combine(answer.on, time(12), screen.zone)
        parts.append(day(noon, screen.language, screen.zone, year=True))
    if answer.link:
        link = answer.link
        parts.append(html.A(link, href=link, target="_blank", rel="noopener noreferrer"))
    about = html.P([html.Span(part) for part in parts], className="about")
    text = html.P(answer.text, className="verbatim") if answer.text else ""
    return [text, about if parts else ""]


def _by(screen: Screen, decision: Decision) -> html.P:
    on = day(decision.at, screen.language, screen.zone)
    return html.P(screen.say("answer_by", by=decision.by, day=on), className="soft")


def _earlier(screen: Screen, given: list[Decision]) -> list[Component]:
    """The answers that this one stands before, the newest first."""
    if not given:
        return []
    words = screen.say("answer_earlier", n=screen.quantity(len(given), "messages"))
    entries = [
        html.Li(
            [
                html.B(screen.say(f"answer_{decision.details['status']}")),
                html.P(decision.details["text"], className="verbatim"),
                _by(screen, decision),
            ]
        )
        for decision in reversed(given)
    ]
    return [html.Details([html.Summary(words), html.Ol(entries)], className="earlier")]


def _form(screen: Screen, topic: Topic, answer: Answer | None, seen: int) -> Told:
    statuses = [(one, screen.say(f"answer_{one}")) for one in get_args(AnswerStatus)]
    first = [("", screen.say("edit_choose"))]
    on = answer.on.isoformat() if answer and answer.on else ""
    text, department, link = (
        (answer.text, answer.department, answer.link) if answer else ("", "", "")
    )
    request = {**on_map(screen, "answer", topic.topic_id), "seen": seen}
    value = answer.status if answer else ""
    hint = screen.say("answer_text_hint")
    return asking(
        screen,
        request,
        [
            choice("status", screen.say("answer_status"), [*first, *statuses], value),
            paragraph("text", screen.say("answer_text"), text, note=hint),
            line("department", screen.say("answer_department"), department),
            line("on", screen.say("answer_on"), on, kind="date"),
            line("link", screen.say("answer_link"), link, hint="https://"),
        ],
        screen.say("answer_save"),
        then="answer",
    )
