"""A comment as readers see it: its words, where and when it was written, how often."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components import Content, aria, chip, text_link, verbatim
from dashboard.listing import plain
from dashboard.period import moment
from dashboard.quantities import clock
from dashboard.stance import SIDE_OF
from dashboard.video import watch
from dashboard.views.screen import Screen
from dashboard.wording import told
from koemap.records import Comment


def quote(
    screen: Screen, comment: Comment, more: Sequence[Content] = (), *, deciding: bool = False
) -> html.Blockquote:
    """The text with the hits of a search marked, and one line about it.

    Where its stance matters (`deciding`), the words that decided it are marked instead.
    """
    gone = html.P(told(screen.language, comment.why_gone), className="soft")
    placement = screen.edition.placements[comment.comment_id]
    words = placement.stance_words if deciding else ()
    said = verbatim(marked(comment.text, *(words or [screen.address.query])), len(comment.text))
    side = [chip(screen.say(f"side_{SIDE_OF[placement.stance]}"))] if words else []
    return html.Blockquote(
        [
            gone if comment.why_gone else said,
            _about(screen, comment, [*side, *more]),
        ],
        className=f"quote hue-{_hue(screen, comment)}",
    )


def marked(text: str, *wanted: str) -> list[Content]:
    """The text in pieces, those that match a wanted one marked, whatever their case and width."""
    pattern = "|".join(re.escape(plain(words)) for words in wanted if words)
    if not pattern:
        return [text]
    clusters = list(_clusters(text))
    letters = [plain(cluster) for cluster in clusters]
    owners = [place for place, written in enumerate(letters) for _ in written]
    pieces: list[Content] = []
    end = 0
    for hit in re.finditer(pattern, "".join(letters)):
        first, last = max(owners[hit.start()], end), owners[hit.end() - 1] + 1
        before = "".join(clusters[end:first])
        pieces += [before] * bool(before) + [html.Mark("".join(clusters[first:last]))]
        end = last
    return [*pieces, "".join(clusters[end:])]


def _clusters(text: str) -> Iterator[str]:
    """Characters together with the marks that belong to them."""
    cluster = ""
    for character in text:
        joins = character in "ﾞﾟ" or unicodedata.combining(character)
        if cluster and not joins:
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _about(screen: Screen, comment: Comment, more: Sequence[Content]) -> html.Footer:
    parts: list[Content] = [screen.say(screen.families[comment.source_id]), when(screen, comment)]
    if screen.edition.placements[comment.comment_id].kind == "question":
        parts.append(chip(screen.say("is_question")))
    told = (part for part in (*parts, *more) if part)
    return html.Footer([html.Span(p) if isinstance(p, str) else p for p in told])


def copies(screen: Screen, comment: Comment) -> Content:
    """How many near-identical comments there are, as a link to them all; "" for none."""
    voice_id = screen.edition.placements[comment.comment_id].voice_id
    n = screen.edition.voice_sizes.get(voice_id, 1)
    if n == 1:
        return ""
    words = screen.say("same_text", n=screen.quantity(n, "messages"))
    return text_link(words, screen.address.to(voice=voice_id), reveal="comments")


def when(screen: Screen, comment: Comment) -> Content:
    """The second of the video as a link where there is a video, otherwise day and time."""
    offset = comment.offset_seconds
    if offset is None:
        at = comment.posted_at
        return moment(at, screen.language, screen.zone) if at else ""
    return second_link(screen, offset) if offset >= 0 else screen.say("before_stream")


def second_link(screen: Screen, seconds: float) -> Component:
    """A second of the video, as a link to it where there is a video."""
    address = watch(screen.edition.meeting.video_id, seconds)
    if not address:
        return html.Span(clock(seconds), className="num")
    label = screen.say("at_second", clock=clock(seconds))
    outside = {"target": "_blank", "rel": "noopener noreferrer", **aria(label=label)}
    return html.A(clock(seconds), href=address, className="num", title=label, **outside)


def topic_link(screen: Screen, topic_id: str) -> Component | str:
    """The name of a topic as a link that opens it."""
    topic = screen.edition.topics.get(topic_id)
    if topic is None:
        return screen.say("lone_voices")
    return text_link(topic.label, screen.address.to(topic=topic_id), reveal="opened")


def _hue(screen: Screen, comment: Comment) -> str:
    topic = screen.edition.topics.get(screen.edition.placements[comment.comment_id].topic_id)
    return str(screen.hue(topic)) if topic else "lone"
