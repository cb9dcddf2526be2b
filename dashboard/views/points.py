"""The points to read first: findings as sentences, each with the comments it counts."""

from __future__ import annotations

from dash import html

from dashboard.components import aria, chip, text_link
from dashboard.findings import Finding
from dashboard.period import day
from dashboard.views.screen import Screen


def points(screen: Screen) -> html.Section:
    """Up to three findings, marked as written by a machine until a person approved the map."""
    found = [_point(screen, n, finding) for n, finding in enumerate(screen.findings, start=1)]
    return html.Section(
        [
            html.H2([screen.say("findings"), _mark(screen)], id="points-title"),
            html.Ol(found) if found else html.P(screen.say("no_findings"), className="soft"),
        ],
        className="card points",
        **aria(labelledby="points-title"),
    )


def _mark(screen: Screen) -> html.Span:
    approval = screen.edition.approval
    if approval is None:
        return chip(screen.say("machine_unconfirmed"), "machine")
    on = day(approval.at, screen.language, screen.zone)
    return html.Span(
        [
            chip(screen.say("machine"), "machine"),
            chip(screen.say("machine_confirmed", day=on), "ok"),
        ],
        className="chips",
    )


def _point(screen: Screen, number: int, finding: Finding) -> html.Li:
    address = screen.address.to(topic=finding.topic_id)
    behind = screen.address.to(topic=finding.topic_id, listing="evidence")
    words = screen.say("evidence", n=screen.quantity(len(finding.evidence), "messages"))
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
        ]
    )
