"""Marks: who chose, named or confirmed what the pages show, a machine or a person by name."""

from __future__ import annotations

from datetime import datetime

from dashboard.findings import Finding
from dashboard.period import day
from dashboard.publishing import Site
from dashboard.wording import say
from koemap.records import Topic


def labels(site: Site) -> str:
    """Who named the topics: a machine, staff, or staff some of them."""
    n = sum(topic_id in site.edition.named for topic_id in site.edition.topics)
    return site.say(f"labels_{_by(n, len(site.edition.topics))}", n=f"{n:,}")


def named(site: Site, topic: Topic) -> str:
    """Who named the topic."""
    decision = site.edition.named.get(topic.topic_id)
    if decision is None:
        return site.say("named_machine")
    return site.say("named_by", by=decision.by, day=_on(site, decision.at))


def chosen(site: Site, topic: Topic, n: int) -> str:
    """Who chose the first `n` telling comments of the topic."""
    shown = topic.exemplars[:n]
    n_pinned = sum(comment_id in site.edition.pinned for comment_id in shown)
    return site.say(f"chosen_{_by(n_pinned, len(shown))}")


def pinned(site: Site, comment_id: str) -> str:
    """Who made the comment an example of its topic, "" when no person did."""
    decision = site.edition.pinned.get(comment_id)
    if decision is None:
        return ""
    on = _on(site, decision.at)
    return say(site.language, "edit_pinned", by=decision.by, day=on)


def confirmed(site: Site, finding: Finding) -> str:
    """Who confirmed the finding in these words, "" when nobody did."""
    decision = site.edition.confirmed.get(finding.name)
    if decision is None:
        return ""
    on = _on(site, decision.at)
    return say(site.language, "confirmed_by", by=decision.by, day=on)


def _by(n_by_staff: int, n: int) -> str:
    if not n_by_staff:
        return "machine"
    return "staff" if n_by_staff == n else "both"


def _on(site: Site, at: datetime) -> str:
    return day(at, site.language, site.zone, year=True)
