"""The front page of a site: search, topics in plain words, the map, where every comment went."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup

from dashboard.findings import find
from dashboard.leaves import Quote, exemplars, quotes
from dashboard.marks import confirmed, labels
from dashboard.palette import hue_numbers
from dashboard.period import day
from dashboard.picture import Sheet, draw
from dashboard.publishing import CONTROLS, Site, topic_slug
from dashboard.quantities import clock, quantity
from dashboard.replies import reply
from dashboard.search_index import PER_FILE, WHERE, as_script
from dashboard.taken_up import taken_up
from dashboard.video import watch
from dashboard.whereabouts import ledger
from koemap.records import Topic

SHEETS = (Sheet("wide", 760, 520), Sheet("narrow", 350, 400))
FEW_POINTS = 1_200  # so many dots show where comments lie, and weigh little
N_QUOTED = 12  # topics that quote comments; a reader opens the others
N_TELLING = 2
LONGEST_EXCERPT = 120  # characters
NUMBER = re.compile(r"\d[\d,]*(?<!,)")
FOUND_WORDS = ("receipt", "loading", "none", "one", "found", "copied")


def front(site: Site, **more: object) -> str:
    """The front page."""
    unchanged: dict[str, object] = {"changes": [], "earlier": None}
    values = {**unchanged, **front_values(site), "findings": list(findings(site)), **more}
    return site.render("index.html", "index", **values)


def front_values(site: Site) -> dict[str, object]:
    """What the front page and the report both show."""
    lead = NUMBER.sub(r'<b class="num">\g<0></b>', str(site.header["lead"]))
    return {
        "lead": Markup(lead),  # noqa: S704 - our own words and numbers
        "when": when(site),
        "search": search(site),
        "topics": topics(site, N_QUOTED),
        "labels": labels(site),
        "taken_up": _taken_up(site),
        "few": few(site),
        "maps": maps(site, FEW_POINTS),
        "ledger": ledger(site),
    }


def when(site: Site) -> str:
    """The day of the meeting, "" when it is not known."""
    at = site.edition.meeting.starts_at
    return day(at, site.language, site.zone, year=True) if at else ""


def search(site: Site) -> dict[str, object]:
    """What the search needs of the page: words, and how many files to load."""
    said = {key: site.say(f"find_{key}", n="{n}") for key in FOUND_WORDS}
    went = [site.say(f"went_short_{status}") for status in WHERE]
    n_rows = len(site.edition.placements)
    return {
        "words": as_script({**said, "went": went}),
        "files": max(1, -(-n_rows // PER_FILE)),
        "suffix": site.file(""),
    }


def topics(site: Site, n_quoted: int) -> list[dict[str, object]]:
    """The topics, those of most people first, the first few with quotes."""
    ordered = sorted(site.edition.topics.values(), key=lambda topic: -topic.n_people)
    hues = hue_numbers(site.edition.opinion_map.themes)
    return [
        _topic(site, topic, hues.get(topic.theme_id, 0), N_TELLING if n < n_quoted else 0)
        for n, topic in enumerate(ordered)
    ]


def few(site: Site) -> list[Quote]:
    """What was said where no topic tells it: the first lone voices; [] beside topics."""
    if site.edition.topics:
        return []
    return quotes(site, site.edition.with_status("lone")[:N_QUOTED])


def findings(site: Site) -> Iterable[dict[str, str]]:
    """What a machine says from counts, each with who confirmed it and the comments counted."""
    for number, finding in enumerate(find(site.edition, site.language), start=1):
        n = quantity(site.language, len(finding.evidence), "messages")
        label = site.edition.topics[finding.topic_id].label
        yield {
            "sentence": finding.sentence.removesuffix(label),
            "label": label,
            "detail": finding.detail,
            "confirmed": confirmed(site, finding),
            "link": site.file(f"finding-{number}"),
            "evidence": site.say("evidence", n=n),
        }


def maps(site: Site, most: int) -> list[Markup]:
    """The map as pictures, for wide and for narrow windows."""

    def link(topic_id: str) -> str:
        return site.file(topic_slug(topic_id))

    drawn = (draw(site.edition, site.language, sheet, link, most) for sheet in SHEETS)
    return [Markup(CONTROLS.sub("\ufffd", svg)) for svg in drawn]  # noqa: S704 - draw escapes


def excerpt(text: str) -> str:
    """The text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_EXCERPT else f"{line[: LONGEST_EXCERPT - 1]}…"


def _taken_up(site: Site) -> list[dict[str, object]]:
    """What the meeting spoke of, each time with its place in the video, if any."""
    hues, video = hue_numbers(site.edition.opinion_map.themes), site.edition.meeting.video_id
    return [
        {
            "label": one.topic.label,
            "hue": hues.get(one.topic.theme_id, 0),
            "link": site.file(topic_slug(one.topic.topic_id)),
            "clock": "" if one.second is None else clock(one.second),
            "video": "" if one.second is None else watch(video, one.second),
        }
        for one in taken_up(site.edition)
    ]


def _topic(site: Site, topic: Topic, hue: int, n_quotes: int) -> dict[str, object]:
    answer = reply(site, topic.topic_id)
    return {
        "label": topic.label,
        "hue": hue,
        "link": site.file(topic_slug(topic.topic_id)),
        "people": quantity(site.language, topic.n_people, "people"),
        "quotes": [(q.language, excerpt(q.text)) for q in exemplars(site, topic, n_quotes)],
        "answer": answer,
        "answered": excerpt(answer.text) if answer else "",
    }
