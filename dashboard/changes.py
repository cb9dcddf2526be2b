"""Changes: what is new on a site since its last version, and what became of the last meeting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dashboard.front import when
from dashboard.kinship import counterparts, profiles
from dashboard.publishing import Site, topic_slug
from dashboard.quantities import quantity
from dashboard.replies import Reply, replied, reply
from dashboard.versions import History, Version
from koemap.edition import Edition
from koemap.records import Topic
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
    """The last meeting: its title and day, the answers to its topics, and how topics differ since.

    `new` and `gone` hold the label, people and page of topics that only this or that meeting has.
    """

    title: str
    when: str
    answers: tuple[tuple[str, Reply], ...]
    new: tuple[tuple[str, str, str], ...]
    gone: tuple[tuple[str, str, str], ...]


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
    """What became of the last meeting, None when nothing can be told."""
    told = replace(site, edition=earlier)
    answers = tuple(
        (earlier.topics[topic_id].label, replied(told, answer))
        for topic_id, answer in earlier.answers.items()
    )
    new, gone = _compared(site.edition, earlier)
    before = Before(
        earlier.meeting.title,
        when(told),
        answers,
        tuple(_row(site, one, site.file(topic_slug(one.topic_id))) for one in new),
        tuple(_row(site, one, "") for one in gone),
    )
    return before if answers or new or gone else None


def _compared(edition: Edition, earlier: Edition) -> tuple[list[Topic], list[Topic]]:
    """The topics that only this meeting has, then those that only the last one had.

    Those of most people come first. Without topics of both meetings nothing can be compared.
    """
    if not (edition.topics and earlier.topics):
        return [], []
    again = counterparts(profiles(edition), profiles(earlier))
    met = {former.topic_id for former in again.values() if former}
    new = [edition.topics[topic_id] for topic_id, former in again.items() if former is None]
    gone = [topic for topic_id, topic in earlier.topics.items() if topic_id not in met]
    return _largest_first(new), _largest_first(gone)


def _largest_first(topics: list[Topic]) -> list[Topic]:
    return sorted(topics, key=lambda topic: -topic.n_people)


def _row(site: Site, topic: Topic, link: str) -> tuple[str, str, str]:
    return topic.label, quantity(site.language, topic.n_people, "people"), link


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
