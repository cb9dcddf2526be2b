"""The opened topic: what it is about in words, and the comments that tell it best."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.components import Content, chip, stance_bar, swatch, text_link
from dashboard.kinship import similar
from dashboard.listing import most_shared
from dashboard.stance import DECIDED, SIDE_OF
from dashboard.summary import summaries
from dashboard.views.answer import answer_box
from dashboard.views.edits import comment_edits, topic_edits
from dashboard.views.quote import copies, quote, second_link, topic_link
from dashboard.views.rhythm import over_time
from dashboard.views.screen import Screen
from dashboard.views.topic_row import sides, stability
from koemap.records import Comment, Topic

QUOTES = 4
QUESTIONS = 3
OF_A_SIDE = 2


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
    said = quote(screen, comment, [copies(screen, comment), *comment_edits(screen, comment)])
    return [head, said, about]


def _topic(screen: Screen, topic: Topic) -> list[Component]:
    chosen = screen.topic is not None
    eyebrow = html.P(screen.say("opened" if chosen else "first_topic"), className="eyebrow")
    name = html.H2([swatch(screen.hue(topic)), topic.label])
    return [
        html.Div([html.Div([eyebrow, name]), _close(screen) if chosen else ""], className="head"),
        _words(screen, topic),
        *_taken_up(screen, topic),
        *_similar(screen, topic),
        html.H3([screen.say("typical"), chip(screen.say("chosen_by_machine"), "machine")]),
        *_quotes(screen, [screen.edition.comments[i] for i in topic.exemplars[:QUOTES]]),
        _all(screen, topic),
        answer_box(screen, topic),
        *topic_edits(screen, topic),
        *_sides(screen, topic),
        *_questions(screen, topic),
        *over_time(screen, topic),
    ]


def _words(screen: Screen, topic: Topic) -> html.P:
    counts = [
        screen.quantity(topic.n_people, "people"),
        screen.quantity(topic.n_comments, "messages"),
        screen.quantity(topic.n_voices, "voices"),
    ]
    joint = screen.say("joint")
    words: list[Content] = [joint.join(topic.keywords), joint.join(counts)]
    if topic.stability is not None:
        words.append(stability(screen, summaries(screen.edition)[topic.topic_id]))
    if topic.topic_id in screen.new:
        words.append(chip(screen.say("is_new"), "new"))
    return html.P([html.Span(part, className="num") for part in words], className="keywords")


def _taken_up(screen: Screen, topic: Topic) -> list[Component]:
    """When the meeting spoke of the topic, each time leading to its second of the video, if any."""
    decisions = screen.edition.taken_up.get(topic.topic_id, ())
    if not decisions:
        return []
    seconds = [decision.details.get("offset_seconds") for decision in decisions]
    moments = [second_link(screen, second) for second in seconds if second is not None]
    return [html.P([screen.say("taken_up"), *moments], className="similar")]


def _similar(screen: Screen, topic: Topic) -> list[Component]:
    """Topics that speak of similar things."""
    links = [topic_link(screen, other) for other in similar(screen.edition)[topic.topic_id]]
    if not links:
        return []
    return [html.P([screen.say("similar"), *map(html.Span, links)], className="similar")]


def _quotes(screen: Screen, comments: list[Comment], *, deciding: bool = False) -> list[Component]:
    return [
        quote(
            screen,
            comment,
            [copies(screen, comment), *comment_edits(screen, comment)],
            deciding=deciding,
        )
        for comment in comments
    ]


def _all(screen: Screen, topic: Topic) -> html.P:
    words = screen.say("read_topic", n=screen.quantity(topic.n_comments, "messages"))
    address = screen.address.to(topic=topic.topic_id, listing="in_topic")
    return html.P(text_link(words, address, reveal="comments"), className="more")


def _sides(screen: Screen, topic: Topic) -> list[Component]:
    """For and against, with the words that decide in each quote; [] where too few were read."""
    found = summaries(screen.edition)[topic.topic_id].stances
    if not found.reliable:
        return []
    chosen = [comment for side in DECIDED for comment in _of_side(screen, topic, side)]
    return [
        html.H3([screen.say("stances"), chip(screen.say("read_by_rules"), "machine")]),
        html.P([stance_bar(found.counts), sides(screen, found)], className="sides num"),
        html.P(screen.say("stance_of_each"), className="reading-of-bars"),
        *_quotes(screen, chosen, deciding=True),
    ]


def _of_side(screen: Screen, topic: Topic, side: str) -> list[Comment]:
    """What most people say on that side, other comments than the typical ones first."""
    placements, typical = screen.edition.placements, set(topic.exemplars[:QUOTES])
    members = screen.edition.members[topic.topic_id]
    mine = [c for c in members if SIDE_OF[placements[c.comment_id].stance] == side]
    others = [c for c in mine if c.comment_id not in typical]
    return most_shared(screen.edition, others or mine, OF_A_SIDE)


def _questions(screen: Screen, topic: Topic) -> list[Component]:
    """The questions that most people ask in the topic."""
    placements, members = screen.edition.placements, screen.edition.members[topic.topic_id]
    asked = [c for c in members if placements[c.comment_id].kind == "question"]
    if not asked:
        return []
    n = screen.quantity(len(asked), "questions")
    address = screen.address.to(topic=topic.topic_id, kind="question")
    every = text_link(screen.say("read_questions", n=n), address, reveal="comments")
    return [
        html.H3(screen.say("asked")),
        *_quotes(screen, most_shared(screen.edition, asked, QUESTIONS)),
        html.P(every, className="more"),
    ]


def _close(screen: Screen) -> Component:
    nothing = screen.address.but(topic="", comment="", listing="")
    return text_link(screen.say("close"), nothing, look="button small")
