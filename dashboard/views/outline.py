"""The outline: every topic with its quotes and its answer, theme by theme, for screen and paper."""

from __future__ import annotations

from datetime import datetime, time

from dash import html
from dash.development.base_component import Component

from dashboard.components import Content, aria, chip, swatch, text_link
from dashboard.listing import most_shared
from dashboard.period import day
from dashboard.views.quote import quote
from dashboard.views.screen import Screen
from dashboard.views.topics import grouped
from koemap.records import Answer, Comment, Topic

QUOTES = 2
GOOD = ("adopted", "done")


def outline(screen: Screen) -> list[Component]:
    """The same content as the map, in words."""
    head = html.Div(
        [html.H2(screen.say("list_title"), id="panel-title"), html.P(screen.say("list_hint"))],
        className="head",
    )
    lone = screen.quantity(screen.edition.opinion_map.accounting.lone, "messages")
    words = [screen.say("lone_voices"), " ", lone]
    to_lone = text_link(words, screen.address.to(listing="lone"), reveal="comments")
    return [head, *_themes(screen), html.P(to_lone, className="more")]


def _themes(screen: Screen) -> list[Component]:
    return [
        html.Section(
            [html.H3(theme.label), *(_topic(screen, topic) for topic in topics)],
            className="theme-outline",
        )
        for theme, topics in grouped(screen)
    ]


def _topic(screen: Screen, topic: Topic) -> Component:
    opening = screen.address.to(topic=topic.topic_id)
    name = text_link(topic.label, opening, reveal="opened", look="quiet")
    quotes = [quote(screen, comment) for comment in telling(screen, topic, QUOTES)]
    counts = html.Span(sizes(screen, topic), className="num soft")
    return html.Article(
        [
            html.H4([swatch(screen.hue(topic)), name, " ", counts]),
            *answered(screen, topic),
            *quotes,
        ],
        className="on" if topic is screen.topic else "",
    )


def telling(screen: Screen, topic: Topic, n: int) -> list[Comment]:
    """The first exemplars of the topic; voices that most people share where there are too few."""
    edition = screen.edition
    chosen = [edition.comments[comment_id] for comment_id in topic.exemplars[:n]]
    return chosen or most_shared(edition, edition.members[topic.topic_id], n)


def sizes(screen: Screen, topic: Topic) -> str:
    """People, messages and voices of a topic in words."""
    counts = (
        screen.quantity(topic.n_people, "people"),
        screen.quantity(topic.n_comments, "messages"),
        screen.quantity(topic.n_voices, "voices"),
    )
    return screen.say("joint").join(counts)


def answered(screen: Screen, topic: Topic) -> list[Component]:
    """What the council answered to the topic; one word when it did not."""
    answer = screen.edition.answers.get(topic.topic_id)
    if answer is None:
        return [html.P(chip(screen.say("answer_none"), "warn"), className="answered")]
    status = chip(
        screen.say(f"answer_{answer.status}"), "ok" if answer.status in GOOD else "machine"
    )
    text = html.Span(answer.text, className="answer-text")
    return [
        html.Div(
            [html.P([status, " ", text]), html.P(_by(screen, answer), className="soft")],
            className="answered",
            **aria(label=screen.say("paper_answer")),
            role="group",
        )
    ]


def _by(screen: Screen, answer: Answer) -> list[Content]:
    on = datetime.combine(answer.on, time(12), screen.zone) if answer.on else answer.at
    told = day(on, screen.language, screen.zone, year=True)
    by: list[Content] = [
        screen.say("paper_by", department=answer.department, day=told)
        if answer.department
        else told
    ]
    return [*by, " ", html.Span(answer.link, className="web")] if answer.link else by
