"""What a person may change: topics and their names, comments, the approval of the map."""

from __future__ import annotations

import json
from collections.abc import Sequence

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.components import Content, aria, carrying, chip, text_link
from dashboard.findings import Finding
from dashboard.forms import choice, decide_button, line, opening
from dashboard.period import day
from dashboard.reasons import REASONS
from dashboard.views.requests import form, on_map, undo_button
from dashboard.views.screen import Screen
from koemap.records import Comment, Decision, Topic

QUOTED = 40  # characters of a comment that name it


def topic_edits(screen: Screen, topic: Topic) -> list[Component]:
    """Who named, split or merged the topic, and for editors the forms to do so."""
    told = _history(screen, topic)
    if not screen.may_edit:
        return told
    others = len(screen.edition.topics) > 1
    forms: list[Component] = [_rename(screen, topic), _rename_theme(screen, topic)]
    forms += [_merge(screen, topic)] if others else []
    forms += [_to_splitting(screen, topic)] if topic.n_comments > 1 else []
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
    key = {"rename": "named_by", "split": "split_by", "merge": "merged_by"}[decision.act]
    on, was = day(decision.at, screen.language, screen.zone), decision.details.get("was", "–")
    words = screen.say(key, by=decision.by, day=on, was=was)
    undo = undo_button(screen, decision, words, then="opened")
    return [html.Span(words), undo] if screen.may_edit else [html.Span(words)]


def _rename(screen: Screen, topic: Topic) -> Component:
    field = line("label", screen.say("edit_rename"), topic.label)
    request = on_map(screen, "rename", topic.topic_id)
    return form(screen, request, [field], screen.say("edit_rename_do"), then="opened")


def _rename_theme(screen: Screen, topic: Topic) -> Component:
    themes = {theme.theme_id: theme for theme in screen.edition.opinion_map.themes}
    field = line("label", screen.say("edit_theme"), themes[topic.theme_id].label)
    request = on_map(screen, "rename_theme", topic.theme_id)
    return form(screen, request, [field], screen.say("edit_rename_do"), then="opened")


def _merge(screen: Screen, topic: Topic) -> Component:
    others = [t for t in screen.edition.topics.values() if t.topic_id != topic.topic_id]
    options = [("", screen.say("edit_choose")), *((t.topic_id, t.label) for t in others)]
    field = choice("into", screen.say("edit_merge"), options)
    request = on_map(screen, "merge", topic.topic_id)
    return form(screen, request, [field], screen.say("edit_merge_do"), then="opened")


def _to_splitting(screen: Screen, topic: Topic) -> Component:
    """The way to the list, where the comments to split off are chosen."""
    address = screen.address.to(topic=topic.topic_id, listing="in_topic")
    link = text_link(screen.say("edit_split_open"), address, reveal="comments", look="button small")
    return html.Div([html.P(screen.say("edit_split")), link], className="decide")


def splitting(screen: Screen) -> list[Component]:
    """The form over the list of a topic that makes the chosen comments a topic of their own."""
    topic = screen.topic
    if not screen.may_edit or topic is None or topic.n_comments < 2:
        return []
    how = html.P(screen.say("edit_split_how"), className="soft")
    number = html.Span("0", className="n-chosen num")
    chosen = html.P([screen.say("edit_chosen"), " ", number], **carrying(field="comments"))
    field = line("label", screen.say("edit_split_label"))
    request = {**on_map(screen, "split", topic.topic_id), "comments": []}
    made = form(screen, request, [how, chosen, field], screen.say("edit_split_do"), then="opened")
    return [opening(screen.say("edit_split"), [made], look="splits")]


def chooser(screen: Screen, comments: Sequence[Comment]) -> list[Component]:
    """A box that chooses near-identical comments for the form over the list; [] elsewhere."""
    if not screen.may_edit or screen.topic is None:
        return []
    ids = [comment.comment_id for comment in comments]
    label = f"{screen.say('edit_choose_this')}: {comments[0].text[:QUOTED]}"
    box: Component = dmc.Checkbox(size="sm", **aria(label=label))
    return [html.Div(box, className="choose", **carrying(choose=json.dumps(ids)))]


def comment_edits(screen: Screen, comment: Comment) -> list[Component]:
    """Who made the comment an example of its topic, and for editors what may be done with it."""
    pin, told = screen.edition.pinned.get(comment.comment_id), list[Component]()
    if pin:
        on = day(pin.at, screen.language, screen.zone)
        told.append(chip(screen.say("edit_pinned", by=pin.by, day=on), "ok"))
    if not screen.may_edit or comment.why_gone:
        return told
    inside: list[Component] = [
        *_pin(screen, comment, pinned=pin is not None),
        _hide(screen, comment),
    ]
    name = html.Span(f": {comment.text[:QUOTED]}", className="unseen")
    return [*told, opening([screen.say("edit_comment"), name], inside, look="on-comment")]


def _pin(screen: Screen, comment: Comment, *, pinned: bool) -> list[Component]:
    if not screen.edition.placements[comment.comment_id].topic_id:
        return []
    act = "unpin" if pinned else "pin"
    request = {"act": act, "target": comment.comment_id}
    return [decide_button(request, screen.say(f"edit_{act}"), then="opened")]


def _hide(screen: Screen, comment: Comment) -> Component:
    reasons = [(one, screen.say(f"reason_{one}")) for one in REASONS]
    fields = [
        choice("reason", screen.say("edit_hide"), [("", screen.say("edit_choose")), *reasons]),
        line("why", screen.say("edit_hide_note")),
    ]
    request = {"act": "hide", "target": comment.comment_id}
    return form(screen, request, fields, screen.say("edit_hide_do"))


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


def send_words(screen: Screen) -> list[Component]:
    """What `assets/acts.js` says when the server cannot be reached."""
    if not screen.may_edit:
        return []
    return [html.Span(id="acts", hidden=True, **carrying(lost=screen.say("acted_lost")))]


def approval(screen: Screen) -> list[Component]:
    """Who approved the map, or that nobody did; for editors the way to approve it."""
    given = screen.edition.approval
    if given is None:
        mark = chip(screen.say("unapproved"), "warn")
        return [mark, _approve(screen)] if screen.may_edit else [mark]
    on = day(given.at, screen.language, screen.zone)
    words = screen.say("approved", by=given.by, day=on)
    told: list[Component] = [chip(words, "ok"), *([html.Span(given.why)] if given.why else [])]
    return [*told, undo_button(screen, given, words)] if screen.may_edit else told


def _approve(screen: Screen) -> Component:
    map_id = screen.edition.opinion_map.map_id
    means = html.P(screen.say("approve_means"), className="soft")
    fields = [means, line("why", screen.say("approve_note"))]
    made = form(
        screen, on_map(screen, "approve", map_id), fields, screen.say("approve_do"), then="masthead"
    )
    return opening(screen.say("approve_open"), [made], look="approves")
