"""What a person may change: topics and their names, comments, the approval of the map."""

from __future__ import annotations

import json
from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components import Content, carrying, chip
from dashboard.findings import Finding
from dashboard.forms import (
    VOICE,
    Told,
    choice,
    decide_button,
    line,
    linking,
    opening,
    pressing,
    sentence,
)
from dashboard.period import day
from dashboard.reasons import REASONS
from dashboard.views.requests import asking, on_map, undo_button
from dashboard.views.screen import Screen
from koemap.records import Comment, Decision, Topic

PINS = ("pin", "unpin")
QUOTED = 40  # characters of a comment that name it


def topic_edits(screen: Screen, topic: Topic) -> list[Component]:
    """Who named, split or merged the topic, and for editors the forms to do so."""
    told = _history(screen, topic)
    if not screen.may_edit:
        return told
    others = len(screen.edition.topics) > 1
    forms = [_rename(screen, topic), _rename_theme(screen, topic)]
    forms += [_merge(screen, topic)] if others else []
    forms += _to_splitting(screen, topic) if topic.n_comments > 1 else []
    return [*told, opening(screen.say("edit_topic"), forms, look="edits")]


def _history(screen: Screen, topic: Topic) -> list[Component]:
    """One line for each act that made the topic what it is, with its undoing."""
    here = [
        decision
        for decision in screen.edition.stood
        if screen.edition.reached.get(decision.decision_id) == topic.topic_id
        and (decision.act == "merge" or screen.edition.named.get(topic.topic_id) == decision)
    ]
    return [html.Ul([html.Li(_line(screen, one)) for one in here], className="did")] if here else []


def _line(screen: Screen, decision: Decision) -> list[Content]:
    key = {
        "rename": "named_by",
        "split": "split_by",
        "merge": "merged_by",
        "adopt": "adopted_by",
    }[decision.act]
    on, was = day(decision.at, screen.language, screen.zone), decision.details.get("was", "–")
    words = screen.say(key, by=decision.by, day=on, was=was)
    undo = undo_button(screen, decision, words, then="opened")
    return [html.Span(words), undo] if screen.may_edit else [html.Span(words)]


def _rename(screen: Screen, topic: Topic) -> Told:
    field = line("label", screen.say("edit_rename"), topic.label)
    request = on_map(screen, "rename", topic.topic_id)
    return asking(screen, request, [field], screen.say("edit_rename_do"), then="opened")


def _rename_theme(screen: Screen, topic: Topic) -> Told:
    field = line("label", screen.say("edit_theme"), screen.theme(topic))
    request = on_map(screen, "rename_theme", topic.theme_id)
    return asking(screen, request, [field], screen.say("edit_rename_do"), then="opened")


def _merge(screen: Screen, topic: Topic) -> Told:
    others = [t for t in screen.edition.topics.values() if t.topic_id != topic.topic_id]
    options = [("", screen.say("edit_choose")), *((t.topic_id, t.label) for t in others)]
    field = choice("into", screen.say("edit_merge"), options)
    request = on_map(screen, "merge", topic.topic_id)
    return asking(screen, request, [field], screen.say("edit_merge_do"), then="opened")


def _to_splitting(screen: Screen, topic: Topic) -> list[Told]:
    """The way to the list, where the comments to split off are chosen."""
    address = screen.address.to(topic=topic.topic_id, listing="in_topic")
    way = linking(screen.say("edit_split_open"), address.href(), "comments")
    return [sentence(screen.say("edit_split")), way]


def splitting(screen: Screen) -> list[Component]:
    """The form over the list of a topic that makes the chosen comments a topic of their own."""
    topic = screen.topic
    if not screen.may_edit or topic is None or topic.n_comments < 2:
        return []
    fields = [
        sentence(screen.say("edit_split_how")),
        {"chosen": screen.say("edit_chosen")},
        line("label", screen.say("edit_split_label")),
    ]
    request = {**on_map(screen, "split", topic.topic_id), "comments": []}
    made = asking(screen, request, fields, screen.say("edit_split_do"), then="opened")
    return [opening(screen.say("edit_split"), [made], look="splits")]


def chooser(screen: Screen, comments: Sequence[Comment]) -> list[Component]:
    """A box that chooses near-identical comments for the form over the list; [] elsewhere."""
    if not screen.may_edit or screen.topic is None:
        return []
    ids = [comment.comment_id for comment in comments]
    told = {"ids": ids, "label": f"{screen.say('edit_choose_this')}: {_beginning(comments[0])}"}
    return [html.Span(className="choose", **carrying(choose=json.dumps(told, ensure_ascii=False)))]


def comment_edits(screen: Screen, comment: Comment) -> list[Component]:
    """Who made the comment an example of its topic, and for editors what may be done with it."""
    pin, told = screen.edition.pinned.get(comment.comment_id), list[Component]()
    if pin:
        on = day(pin.at, screen.language, screen.zone)
        told.append(chip(screen.say("edit_pinned", by=pin.by, day=on), "ok"))
    if not screen.may_edit or comment.why_gone:
        return told
    in_topic = screen.edition.placements[comment.comment_id].topic_id
    act = ("unpin" if pin else "pin") if in_topic else ""
    if _n_alike(screen, comment) > 1:
        return [*told, html.Div(_on_voice(screen, comment, act))]
    about = {"id": comment.comment_id, "pin": act, "more": _beginning(comment)}
    place = html.Span("", **carrying(comment=json.dumps(about, ensure_ascii=False)))
    return [*told, place]


def _n_alike(screen: Screen, comment: Comment) -> int:
    voice_id = screen.edition.placements[comment.comment_id].voice_id
    return screen.edition.voice_sizes.get(voice_id, 1)


def _on_voice(screen: Screen, comment: Comment, pin: str) -> Component:
    """What may be done with a comment that others repeat: hiding it offers to hide them all."""
    request = {"target": comment.comment_id}
    pins = [_pin(screen, pin, **request)] if pin else []
    others = screen.quantity(_n_alike(screen, comment) - 1, "messages")
    options = [
        (VOICE, screen.say("edit_hide_voice", n=others)),
        ("", screen.say("edit_hide_one")),
    ]
    scope = choice("scope", screen.say("edit_hide_scope"), options, VOICE)
    hiding = _hide(screen, on_map(screen, "hide", comment.comment_id), [scope])
    more, words = _beginning(comment), screen.say("edit_comment")
    return opening(words, [*pins, hiding], look="on-comment", more=more)


def _pin(screen: Screen, act: str, **request: str) -> Told:
    return pressing({"act": act, **request}, screen.say(f"edit_{act}"), then="opened")


def _beginning(comment: Comment) -> str:
    return comment.text[:QUOTED]


def on_comments(screen: Screen) -> list[Component]:
    """What every comment offers an editor, told once, and what is said without a connection."""
    if not screen.may_edit:
        return []
    pins = {act: _pin(screen, act) for act in PINS}
    told = {"words": screen.say("edit_comment"), "hide": _hide(screen, {"act": "hide"}), **pins}
    carried = carrying(lost=screen.say("acted_lost"), offers=json.dumps(told, ensure_ascii=False))
    return [html.Span(id="acts", hidden=True, **carried)]


def _hide(screen: Screen, request: dict[str, str], more: Sequence[Told] = ()) -> Told:
    reasons = [(one, screen.say(f"reason_{one}")) for one in REASONS]
    fields = [
        choice("reason", screen.say("edit_hide"), [("", screen.say("edit_choose")), *reasons]),
        line("why", screen.say("edit_hide_note")),
        *more,
    ]
    return asking(screen, request, fields, screen.say("edit_hide_do"))


def confirmation(screen: Screen, finding: Finding) -> list[Component]:
    """Who confirmed the finding in these words, or for editors the button to do so."""
    decision = screen.edition.confirmed.get(finding.name)
    if decision:
        on = day(decision.at, screen.language, screen.zone)
        mark = chip(screen.say("confirmed_by", by=decision.by, day=on), "ok")
        undo = undo_button(screen, decision, finding.sentence, then="points")
        return [mark, undo] if screen.may_edit else [mark]
    if not screen.may_edit:
        return []
    request = {"act": "confirm", "target": finding.name}
    label = screen.say("confirm_label", sentence=finding.sentence)
    return [decide_button(request, screen.say("confirm_do"), label=label, then="points")]


def approval(screen: Screen) -> list[Component]:
    """Who approved the map, or that nobody did; for editors the way to approve it."""
    given = screen.edition.approval
    if given is None:
        marks: list[Component] = [chip(screen.say("unapproved"), "warn"), *_lapsed(screen)]
        return [*marks, _approve(screen)] if screen.may_edit else marks
    on = day(given.at, screen.language, screen.zone)
    words = screen.say("approved", by=given.by, day=on)
    told: list[Component] = [chip(words, "ok"), *([html.Span(given.why)] if given.why else [])]
    return [*told, undo_button(screen, given, words)] if screen.may_edit else told


def _lapsed(screen: Screen) -> list[Component]:
    """That something was changed after the last approval; [] when nobody approved yet."""
    given = screen.edition.lapsed
    if given is None:
        return []
    on = day(given.at, screen.language, screen.zone)
    return [html.Span(screen.say("approval_lapsed", by=given.by, day=on))]


def _approve(screen: Screen) -> Component:
    map_id = screen.edition.opinion_map.map_id
    fields = [sentence(screen.say("approve_means")), line("why", screen.say("approve_note"))]
    if screen.n_rejected:
        fields.insert(0, sentence(screen.say("approve_rejected", n=screen.n_rejected)))
    made = asking(
        screen, on_map(screen, "approve", map_id), fields, screen.say("approve_do"), then="masthead"
    )
    return opening(screen.say("approve_open"), [made], look="approves")
