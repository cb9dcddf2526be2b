"""Replies: what the council answers to a topic, as citizens read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from dashboard.period import day
from dashboard.publishing import Site
from dashboard.wording import say
from koemap.records import Answer, AnswerStatus

GOOD: tuple[AnswerStatus, ...] = ("adopted", "done")


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer in words; `tone` chooses its colour, `link` is a web address or ""."""

    status: str
    text: str
    by: str
    on: str
    link: str
    tone: str


def reply(site: Site, topic_id: str) -> Reply | None:
    """The answer to that topic, None as long as there is none."""
    answer = site.edition.answers.get(topic_id)
    return None if answer is None else replied(site, answer)


def replied(site: Site, answer: Answer) -> Reply:
    """The answer in words."""
    on = datetime.combine(answer.on, time(12), site.zone) if answer.on else answer.at
    return Reply(
        status=say(site.language, f"site_answer_{answer.status}"),
        text=answer.text,
        by=answer.department,
        on=day(on, site.language, site.zone, year=True),
        link=answer.link if answer.link.startswith(("https://", "http://")) else "",
        tone="good" if answer.status in GOOD else "open",
    )
