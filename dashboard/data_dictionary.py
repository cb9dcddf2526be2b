"""The data dictionary: what each column of the data files means, for people and for programs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from dashboard import downloads
from dashboard.downloads import TYPES, What
from dashboard.publishing import Site
from dashboard.wording import Language, say
from koemap.records import STATUSES, AnswerStatus, Kind

COLUMNS: Mapping[What, tuple[str, ...]] = {
    "comments": downloads.COMMENTS,
    "topics": downloads.TOPICS,
    "map": downloads.POINTS,
    "accounting": ("map_id", *downloads.COUNTS, "seconds"),
}
CODES = {code: code for code in (*STATUSES, *get_args(Kind), *get_args(AnswerStatus))}
FORMS = {float: "number", int: "integer", datetime: "datetime"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; `form` is a type of the Frictionless table schema."""

    name: str
    form: str
    meaning: str


def columns(what: What, language: Language) -> Iterator[Column]:
    """The columns of a table in their order."""
    for name in COLUMNS[what]:
        form = FORMS.get(TYPES.get(name, str), "string")
        yield Column(name, form, say(language, f"column_{name}", **CODES))


def readme(site: Site) -> str:
    """The dictionary as text, with what may be done with the data."""
    title = site.say("title", title=site.edition.meeting.title)
    lines = [f"# {' '.join(title.split())}", "", *_about(site), ""]
    for what in get_args(What):
        lines += [f"## {what}.csv / {what}.json: {site.say(f'data_{what}')}", ""]
        lines += [f"- `{c.name}` ({c.form}): {c.meaning}" for c in columns(what, site.language)]
        lines.append("")
    return "\n".join(lines)


def data_package(site: Site, files: Mapping[str, bytes]) -> dict[str, object]:
    """The same for programs, as a Frictionless data package of the files in `data/`."""
    return {
        "profile": "tabular-data-package",
        "name": f"koemap-{hashlib.sha256(site.version.encode()).hexdigest()[:12]}",
        "title": site.edition.meeting.title,
        "description": say("ja", "site_not_a_poll") + " " + say("en", "site_not_a_poll"),
        "version": site.version,
        "licenses": [{"title": license_line(site)}],
        "resources": [_resource(what, files) for what in get_args(What)],
    }


def license_line(site: Site) -> str:
    """By what licence the data may be used, or that the operator has chosen none."""
    return site.imprint.license or site.say("no_license")


def _about(site: Site) -> list[str]:
    return [
        f"- {site.say('license')}: {license_line(site)}",
        f"- {site.say('version')}: {site.version}",
        f"- {site.say('approved')}: {site.header['approved']}",
        f"- {site.say('not_a_poll')}",
        f"- {site.say('data_formulas')}",
    ]


def _resource(what: What, files: Mapping[str, bytes]) -> dict[str, object]:
    name = f"data/{what}.csv"
    return {
        "name": what,
        "path": f"{what}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(files[name]),
        "hash": f"sha256:{hashlib.sha256(files[name]).hexdigest()}",
        "schema": {"fields": _fields(what)},
    }


def _fields(what: What) -> list[dict[str, str]]:
    pairs = zip(columns(what, "ja"), columns(what, "en"), strict=True)
    return [
        {"name": ja.name, "type": ja.form, "title": ja.meaning, "description": en.meaning}
        for ja, en in pairs
    ]
