"""What changed: what became of topics on a live meeting's newest map, and what people decided.

Of each act stands there who did it, whether it stands, and its undoing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from dashboard.components import Content, chip, text_link
from dashboard.forms import decide_button
from dashboard.period import day, moment
from dashboard.quantities import clock
from dashboard.reasons import told_reason
from dashboard.views.requests import undo_button
from dashboard.views.screen import Screen
from dashboard.views.taken_up import taken_up_list
from koemap.live_records import MAP_CHANGES
from koemap.records import Act, Decision
from koemap.standing import undoing

ON_TOPICS: tuple[Act, ...] = ("rename", "merge", "split", "answer", "adopt", "take_up")
ON_COMMENTS: tuple[Act, ...] = ("hide", "show", "pin", "unpin")


def changes(screen: Screen) -> list[Component]:
    """What the newest map changed, what was taken up when, every decision, the newest first."""
    close = text_link(
        screen.say("close_list"), screen.address.to(), reveal="page", look="button small"
    )
    head = html.Div([html.H2(screen.say("list_changes")), close], className="head")
    return [*_of_map(screen), *taken_up_list(screen), head, *_of_people(screen)]


def _of_map(screen: Screen) -> list[Component]:
    """What became of the topics of the map before, a line for each that is no more the same."""
    if not screen.happened:
        return []
    ordered = sorted(screen.happened, key=lambda one: MAP_CHANGES.index(one.kind))
    lines = [one.ja if screen.language == "ja" else one.en for one in ordered]
    find = _finder(screen)
    rows = [html.Li(html.Div(_with_links(screen, line, find), dir="auto")) for line in lines]
    return [
        html.H2(screen.say("map_changes")),
        html.P(screen.say("map_changes_head"), className="soft"),
        html.Ul(rows, className="changes"),
    ]


def _finder(screen: Screen) -> Mapping[str, str]:
    """The id of each topic of the map by its name, and by those that people replaced."""
    edition = screen.edition
    now = {topic.label: topic_id for topic_id, topic in edition.topics.items()}
    reached = ((d, edition.reached.get(d.decision_id, "")) for d in edition.stood)
    was = {
        str(d.details["was"]): topic_id
        for d, topic_id in reached
        if d.act == "rename" and topic_id in edition.topics
    }
    return {**was, **now}


def _with_links(screen: Screen, line: str, find: Mapping[str, str]) -> list[Content]:
    """The line, in which the names of topics that are on the map lead to them."""
    start, end = screen.say("quoted", words="\0").split("\0")
    names = "|".join(re.escape(name) for name in sorted(find, key=len, reverse=True))
    if not names:
        return [line]
    pieces = re.split(f"{start}({names}){end}", line)
    told: list[Content] = []
    for n, piece in enumerate(pieces):
        if n % 2:
            address = screen.address.to(topic=find[piece])
            told += [start, text_link(piece, address, reveal="opened"), end]
        elif piece:
            told.append(piece)
    return told


def _of_people(screen: Screen) -> list[Component]:
    decisions = screen.edition.decisions
    if not decisions:
        return [html.P(screen.say("changes_none"), className="soft none")]
    undone = undoing(decisions)
    rows = [html.Li(_entry(screen, one, undone)) for one in reversed(decisions)]
    how = html.P(screen.say("changes_head"), className="soft")
    return [how, html.Ol(rows, className="changes")]


def changes_link(screen: Screen) -> list[Component]:
    """The ways to the list, once there is something in it."""
    words, edition = [], screen.edition
    if screen.happened:
        words.append(screen.say("map_changes_open", n=len(screen.happened)))
    if edition.taken_up:
        n = screen.quantity(len(edition.taken_up), "topics")
        words.append(screen.say("taken_up_open", n=n))
    if edition.decisions:
        n = screen.quantity(len(edition.stood), "acts")
        words.append(screen.say("changes_open", n=n))
    address = screen.address.to(listing="changes")
    return [text_link(one, address, reveal="comments") for one in words]


def _entry(screen: Screen, decision: Decision, undone: dict[str, Decision]) -> list[Content]:
    what = said(screen, decision)
    at = moment(decision.at, screen.language, screen.zone)
    who = html.P(screen.say("change_by", by=decision.by, at=at), className="soft num")
    parts: list[Content] = [html.P(_linked(screen, decision, what)), who]
    if decision.why:
        why = told_reason(screen.language, decision.why)
        parts.append(html.P(screen.say("change_why", why=why), className="soft"))
    return [html.Div(parts), html.Div(_state(screen, decision, what, undone), className="state")]


def _linked(screen: Screen, decision: Decision, what: str) -> Content:
    """The act, leading to the topic or comment that it is about, where that is shown."""
    topic_id = screen.edition.reached.get(decision.decision_id, "")
    if topic_id in screen.edition.topics:
        return text_link(what, screen.address.to(topic=topic_id), reveal="opened", look="quiet")
    if decision.act in ("pin", "unpin", "show") and _fits(screen, decision):
        address = screen.address.to(comment=decision.target)
        return text_link(what, address, reveal="opened", look="quiet")
    return what


def _state(
    screen: Screen, decision: Decision, what: str, undone: dict[str, Decision]
) -> list[Content]:
    """Whether it stands and fits this map, and the button that turns it round."""
    if decision.act == "undo":
        return []
    undo = undone.get(str(decision.decision_id))
    if undo:
        on = day(undo.at, screen.language, screen.zone)
        mark = chip(screen.say("change_undone", by=undo.by, day=on))
        return [mark, _redo(screen, undo, what)] if screen.may_edit else [mark]
    marks: list[Content] = []
    if not _fits(screen, decision):
        marks.append(chip(screen.say("change_no_fit"), "warn"))
    if screen.may_edit:
        marks.append(undo_button(screen, decision, what))
    return marks


def _redo(screen: Screen, undo: Decision, what: str) -> html.Button:
    request = {"act": "undo", "target": str(undo.decision_id)}
    label = screen.say("redo_this", what=what)
    return decide_button(request, screen.say("redo"), label=label, look="plain-button")


def _fits(screen: Screen, decision: Decision) -> bool:
    """Whether this map has what the decision is about."""
    edition = screen.edition
    if decision.act in ON_TOPICS:
        return decision.decision_id in edition.reached
    if decision.act in ON_COMMENTS:
        return decision.target in edition.placements
    if decision.act == "confirm":
        return decision.target in {finding.name for finding in screen.findings}
    return decision.target == edition.opinion_map.map_id


def said(screen: Screen, decision: Decision) -> str:
    """What was done, in words."""
    if decision.act == "undo":
        return _undid(screen, decision)
    return screen.say(f"did_{_kind(decision)}", **_named(screen, decision))


def _kind(decision: Decision) -> str:
    """The act, told apart where it is about a theme, a whole voice or no second of the video."""
    if decision.act == "hide" and decision.details.get("comments"):
        return "hide_voice"
    if decision.act == "take_up" and decision.details.get("offset_seconds") is None:
        return "take_up_untimed"
    return "rename_theme" if decision.details.get("of") == "theme" else decision.act


def _named(screen: Screen, decision: Decision) -> dict[str, object]:
    """The values that the words of an act name."""
    details = decision.details
    values: dict[str, object] = {
        "was": details.get("was", "–"),
        "into": details.get("into_was", "–"),
        "label": details.get("label", "–"),
        "sentence": details.get("sentence", "–"),
        "n": screen.quantity(len(details.get("comments", ())), "messages"),
        "version": decision.target.split("-")[0],
    }
    if details.get("offset_seconds") is not None:
        values["clock"] = clock(details["offset_seconds"])
    if decision.act == "answer":
        values["status"] = screen.say(f"answer_{details['status']}")
    return values


def _undid(screen: Screen, decision: Decision) -> str:
    """The undoing of an act, or the undoing of that."""
    by_number = {str(d.decision_id): d for d in screen.edition.decisions}
    target, key = by_number.get(decision.target), "did_undo"
    while target is not None and target.act == "undo":
        target, key = by_number.get(target.target), "did_redo" if key == "did_undo" else "did_undo"
    return screen.say(key, what=said(screen, target) if target else "–")
