"""The opened topic: what it is about in words, and the comments that tell it best."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.components import chip, swatch, text_link
from dashboard.views.quote import copies, quote, topic_link
from dashboard.views.screen import Screen
from koemap.records import Comment, Topic

QUOTES = 4


def opened(screen: Screen) -> list[Component]:
    """What a reader picked on the map or in the table; the largest topic when nothing is."""
    picked = _picked(screen)
    if picked:
        return _comment(screen, picked)
    if screen.address.topic and screen.topic is None:
        lost = screen.say("no_such_topic", topic=screen.address.topic)
        return [html.P(lost, className="soft", role="status"), _close(screen)]
    largest = max(screen.edition.topics.values(), key=lambda t: t.n_people, default=None)
    topic = screen.topic or largest
    return _topic(screen, topic) if topic else []


def _picked(screen: Screen) -> Comment | None:
    """The picked comment, None when nobody may read it."""
    placement = screen.edition.placements.get(screen.address.comment)
    if placement is None or placement.status in ("hidden", "withdrawn"):
        return None
    return screen.edition.comments[placement.comment_id]


def _comment(screen: Screen, comment: Comment) -> list[Component]:
    topic_id = screen.edition.placements[comment.comment_id].topic_id
    if topic_id:
        about = html.P([screen.say("topic"), " ", topic_link(screen, topic_id)], className="soft")
    else:
        about = html.P(screen.say("picked_lone"), className="soft")
    head = html.Div([html.H2(screen.say("picked")), _close(screen)], className="head")
    return [head, quote(screen, comment, [copies(screen, comment)]), about]


def _topic(screen: Screen, topic: Topic) -> list[Component]:
    chosen = screen.topic is not None
    eyebrow = html.P(screen.say("opened" if chosen else "leading"), className="eyebrow")
    name = html.H2([swatch(screen.hue(topic)), topic.label])
    return [
        html.Div([html.Div([eyebrow, name]), _close(screen) if chosen else ""], className="head"),
        _words(screen, topic),
        html.H3([screen.say("typical"), chip(screen.say("chosen_by_machine"), "machine")]),
        *(
            quote(screen, comment, [copies(screen, comment)])
            for comment in map(screen.edition.comments.__getitem__, topic.exemplars[:QUOTES])
        ),
        _all(screen, topic),
    ]


def _words(screen: Screen, topic: Topic) -> html.P:
    counts = [
        screen.quantity(topic.n_people, "people"),
        screen.quantity(topic.n_comments, "messages"),
        screen.quantity(topic.n_voices, "voices"),
    ]
    joint = "・" if screen.language == "ja" else ", "
    words = [html.Span(joint.join(topic.keywords)), html.Span(joint.join(counts), className="num")]
    return html.P(words, className="keywords")


def _all(screen: Screen, topic: Topic) -> html.P:
    words = screen.say("read_topic", n=screen.quantity(topic.n_comments, "messages"))
    address = screen.address.to(topic=topic.topic_id, listing="in_topic")
    return html.P(text_link(words, address, reveal="comments"), className="more")


def _close(screen: Screen) -> Component:
    nothing = screen.address.but(topic="", comment="", listing="")
    return text_link(screen.say("close"), nothing, look="button small")
