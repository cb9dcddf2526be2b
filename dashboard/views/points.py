"""The points to read first: findings as sentences, each with the comments it counts."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.components import Content, aria, chip, text_link
from dashboard.findings import Finding
from dashboard.period import day
from dashboard.views.edits import confirmation
from dashboard.views.screen import Screen


def points(screen: Screen) -> html.Section:
    """Up to three findings, each marked as a machine's until a person confirmed its words."""
    found = [_point(screen, n, finding) for n, finding in enumerate(screen.findings, start=1)]
    return html.Section(
        [
            html.H2([screen.say("findings"), *_mark(screen)], id="points-title"),
            html.Ol(found) if found else html.P(screen.say("no_findings"), className="soft"),
        ],
        id="points",
        tabIndex="-1",
        className="card points",
        **aria(labelledby="points-title"),
    )


def _mark(screen: Screen) -> list[Component]:
    """Who wrote the sentences, and the day by which all of them were confirmed; [] without any."""
    if not screen.findings:
        return []
    given = [screen.edition.confirmed.get(finding.name) for finding in screen.findings]
    at = [decision.at for decision in given if decision]
    if not at or len(at) < len(given):
        return [chip(screen.say("machine" if at else "machine_unconfirmed"), "machine")]
    on = day(max(at), screen.language, screen.zone)
    marks = [
        chip(screen.say("machine"), "machine"),
        chip(screen.say("machine_confirmed", day=on), "ok"),
    ]
    return [html.Span(marks, className="chips")]


def _point(screen: Screen, number: int, finding: Finding) -> html.Li:
    address = screen.address.to(topic=finding.topic_id)
    behind = screen.address.to(topic=finding.topic_id, listing="evidence")
    words = screen.say("evidence", n=screen.quantity(len(finding.evidence), "messages"))
    state: list[Content] = [*confirmation(screen, finding)]
    confirm = [html.Div(state, className="confirm")] if state else []
    return html.Li(
        [
            html.Span(str(number), className="ordinal num", **aria(hidden="true")),
            html.P(
                [
                    text_link(finding.sentence, address, reveal="opened", look="quiet"),
                    html.Small(finding.detail),
                ]
            ),
            text_link(words, behind, reveal="comments", look="num evidence"),
            *confirm,
        ]
    )
