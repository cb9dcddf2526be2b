"""The published site: a folder of pages and files that needs no server and no script."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo

from dashboard import downloads, folder
from dashboard.chapters import chapters
from dashboard.leaves import leaves
from dashboard.publishing import Site
from dashboard.wording import Language
from koemap.edition import Edition
from koemap.records import Publication

STYLES = ("assets/tokens.css", "site_assets/site.css")  # together they are the site's style


def write_site(
    edition: Edition, publication: Publication, path: Path, *, zone: ZoneInfo
) -> tuple[Path, ...]:
    """The paths of the site's files, once the folder holds the site and no older one.

    The same publication gives the same bytes.

    Raises
    ------
    PublishError
        The folder holds something else, or cannot be written.
    """
    return folder.replace(path, contents(edition, publication, zone))


def contents(edition: Edition, publication: Publication, zone: ZoneInfo) -> Mapping[str, bytes]:
    """The bytes of each file of the site, by its path in the folder."""
    site_files = {"site.css": _style(), **_tables(edition)}
    site_files["data/recipe.json"] = _recipe(edition, publication)
    languages: tuple[Language, ...] = get_args(Language)
    for language in languages:
        site = Site(edition, publication, language, zone)
        pages = {**chapters(site), **leaves(site)}
        site_files |= {name: html.encode("utf-8", errors="replace") for name, html in pages.items()}
    return site_files


def _tables(edition: Edition) -> dict[str, bytes]:
    tables = {}
    for what in get_args(downloads.What):
        columns, rows = downloads.rows(edition, what)
        table = [tuple(row) for row in rows]
        for suffix in (".csv", ".json"):
            tables[f"data/{what}{suffix}"] = downloads.render(columns, table, suffix)
    return tables


def _recipe(edition: Edition, publication: Publication) -> bytes:
    content = {
        **downloads.described(edition.opinion_map),
        "publication": {
            **asdict(publication),
            "approved_at": publication.approved_at.isoformat(),
        },
    }
    return downloads.as_json(json.loads(json.dumps(content)))


def _style() -> bytes:
    return b"".join((files("dashboard") / name).read_bytes() for name in STYLES)
