"""Changes: what is new on a site since its last version, and what became of the last meeting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dashboard.front import when
from dashboard.publishing import Site, topic_slug
from dashboard.quantities import quantity
from dashboard.replies import Reply, replied, reply
from dashboard.versions import History, Version
from koemap.edition import Edition
from koemap.standing import hidden_comments, standing

MORE_BY_HALF = 1.5


@dataclass(frozen=True, slots=True)
class Change:
    """One change in words; `label` and `link` name the topic, "" where there is none."""

    said: str
    label: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Before:
    """The last meeting: its title and day, and the answers to its topics."""

    title: str
    when: str
    answers: tuple[tuple[str, Reply], ...]


def news(site: Site, history: History) -> dict[str, object]:
    """What the front page says is new."""
    return {
        "changes": since_version(site, history.versions[-1]) if history.versions else [],
        "earlier": since_meeting(site, history.meeting) if history.meeting else None,
    }


def versions_page(site: Site, history: History) -> dict[str, str]:
    """The page with every version, the newest first, and what changed last."""
    newest = Version(site.publication, site.edition)
    listed = [_listed(site, version) for version in (newest, *reversed(history.versions))]
    changes = news(site, history)["changes"]
    page = site.render("versions.html", "versions", versions=listed, changes=changes)
    return {site.file("versions"): page}


def since_version(site: Site, last: Version) -> list[Change]:
    """What changed since the last version, what the council did first."""
    before = last.edition
    return [*_answers(site, before), *_topics(site, before), *_numbers(site, last)]


def since_meeting(site: Site, earlier: Edition) -> Before | None:
    """What the council answered to the last meeting, None before it answered anything."""
    told = replace(site, edition=earlier)
    answers = tuple(
        (earlier.topics[topic_id].label, replied(told, answer))
        for topic_id, answer in earlier.answers.items()
    )
    return Before(earlier.meeting.title, when(told), answers) if answers else None


def _listed(site: Site, version: Version) -> dict[str, object]:
    there = replace(site, edition=version.edition, publication=version.publication)
    counts = version.edition.opinion_map.accounting
    return {
        "name": version.name,
        "link": f"v/{version.name}/{site.file('index')}",
        "approved": there.header["approved"],
        "counts": site.say(
            "version_counts",
            messages=quantity(site.language, counts.received, "messages"),
            topics=quantity(site.language, counts.topics, "topics"),
        ),
    }


def _answers(site: Site, before: Edition) -> Iterator[Change]:
    for topic_id in site.edition.answers:
        given = reply(site, topic_id)
        if given and site.edition.answers[topic_id] != before.answers.get(topic_id):
            yield _change(site, "change_answer", topic_id, status=given.status)


def _topics(site: Site, before: Edition) -> Iterator[Change]:
    for topic_id, topic in site.edition.topics.items():
        former = before.topics.get(topic_id)
        if former is None:
            yield _change(site, "change_new", topic_id)
        elif former.label != topic.label:
            yield _change(site, "change_renamed", topic_id)
        elif topic.n_people >= MORE_BY_HALF * max(former.n_people, 2):
            n = quantity(site.language, topic.n_people - former.n_people, "people")
            yield _change(site, "change_grown", topic_id, n=n)
    for topic_id, topic in before.topics.items():
        if topic_id not in site.edition.topics:
            yield Change(site.say("change_ended"), topic.label)


def _numbers(site: Site, last: Version) -> Iterator[Change]:
    now, then = site.edition.opinion_map.accounting, last.edition.opinion_map.accounting
    if now.received > then.received:
        n = quantity(site.language, now.received - then.received, "messages")
        yield Change(site.say("change_received", n=n))
    before = last.publication.last_decision
    known = hidden_comments(
        standing([d for d in site.edition.decisions if d.decision_id <= before])
    )
    hidden = len(site.edition.hidden.keys() - known.keys())
    if hidden:
        yield Change(site.say("change_hidden", n=quantity(site.language, hidden, "messages")))


def _change(site: Site, key: str, topic_id: str, **values: object) -> Change:
    label = site.edition.topics[topic_id].label
    return Change(site.say(key, **values), label, site.file(topic_slug(topic_id)))
