"""The table of topics: who is talking about what, theme by theme."""

from __future__ import annotations

from collections import Counter

from dash import html
from dash.development.base_component import Component

from dashboard.components import Content, aria, bar, chip, split, swatch, text_link
from dashboard.views.masthead import FAMILIES
from dashboard.views.screen import Screen
from koemap.records import Theme, Topic


def topics(screen: Screen) -> html.Section:
    """Every topic with its numbers; themes and topics with most people first."""
    numbers = screen.edition.opinion_map.accounting
    size = [screen.quantity(numbers.topics, "topics"), screen.quantity(numbers.themes, "themes")]
    lone = [screen.say("lone_voices"), " ", screen.quantity(numbers.lone, "messages")]
    return html.Section(
        [
            html.H2(
                [
                    screen.say("topics"),
                    chip("・".join(size) if screen.language == "ja" else ", ".join(size)),
                    chip(screen.say("named_by_machine"), "machine"),
                ],
                id="topics-title",
            ),
            text_link(lone, screen.address.to(listing="lone"), reveal="comments", look="to-lone"),
            _table(screen),
        ],
        className="card topics",
        **aria(labelledby="topics-title"),
    )


def grouped(screen: Screen) -> list[tuple[Theme, list[Topic]]]:
    """The themes with their topics, those that most people wrote about first."""
    themes = screen.edition.opinion_map.themes
    of_theme: dict[str, list[Topic]] = {theme.theme_id: [] for theme in themes}
    for topic in screen.edition.topics.values():
        of_theme[topic.theme_id].append(topic)
    for members in of_theme.values():
        members.sort(key=lambda topic: (-topic.n_people, -topic.n_comments, topic.topic_id))
    groups = [(theme, of_theme[theme.theme_id]) for theme in themes if of_theme[theme.theme_id]]
    return sorted(groups, key=lambda group: -max(topic.n_people for topic in group[1]))


def _table(screen: Screen) -> html.Table:
    several = len(set(screen.families.values())) > 1
    names = ["topic", "people", "messages", "questions", *(["by_source"] if several else [])]
    heads = [html.Th(screen.say(name), scope="col", className=f"is-{name}") for name in names]
    most = max((topic.n_people for topic in screen.edition.topics.values()), default=1)
    bodies = [
        html.Tbody(
            [_theme(screen, theme, len(names)), *(_row(screen, t, most, several) for t in members)]
        )
        for theme, members in grouped(screen)
    ]
    return html.Table(
        [html.Thead(html.Tr(heads)), *bodies],
        className="numbers",
        **aria(labelledby="topics-title"),
    )


def _theme(screen: Screen, theme: Theme, columns: int) -> html.Tr:
    head = html.Th(theme.label, colSpan=columns, scope="rowgroup")
    return html.Tr(head, className="theme")


def _row(screen: Screen, topic: Topic, most: int, several: bool) -> html.Tr:
    opened = topic.topic_id == screen.address.topic
    address = screen.address.to(topic=topic.topic_id)
    current = {"aria-current": "true"} if opened else {}
    name = text_link(topic.label, address, reveal="opened", look="quiet", **current)
    cells = [
        html.Th(html.Div([swatch(screen.hue(topic)), name]), scope="row"),
        html.Td(
            [_number(screen, topic, topic.n_people), bar(topic.n_people / most)],
            className="num is-people",
        ),
        html.Td(_number(screen, topic, topic.n_comments), className="num"),
        html.Td(_questions(screen, topic), className="num is-questions"),
    ]
    if several:
        cells.append(html.Td(_by_source(screen, topic), className="is-by_source"))
    return html.Tr(cells, className="on" if opened else "")


def _number(screen: Screen, topic: Topic, n: int) -> Component:
    messages = screen.quantity(topic.n_comments, "messages")
    label = screen.say("see_messages", label=topic.label, n=messages)
    address = screen.address.to(topic=topic.topic_id, listing="in_topic")
    return text_link(f"{n:,}", address, reveal="comments", look="quiet", title=label)


def _questions(screen: Screen, topic: Topic) -> Content:
    placements, members = screen.edition.placements, screen.edition.members[topic.topic_id]
    n = sum(placements[comment.comment_id].kind == "question" for comment in members)
    if not n:
        return "–"
    asked = screen.quantity(n, "questions")
    address = screen.address.to(topic=topic.topic_id, kind="question")
    label = screen.say("see_questions", label=topic.label, n=asked)
    share = html.Small(f" {round(100 * n / topic.n_comments)}%")
    return text_link([f"{n:,}", share], address, reveal="comments", look="quiet", title=label)


def _by_source(screen: Screen, topic: Topic) -> Component:
    members = screen.edition.members[topic.topic_id]
    counts = Counter(screen.families[comment.source_id] for comment in members)
    there = set(screen.families.values())
    return split([(screen.say(name), counts[name]) for name in FAMILIES if name in there])
