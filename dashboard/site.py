"""The published site: a folder of pages and files that needs no server and no script.

The folder always shows the newest version; `v/` holds every version in a folder of its own, so that
old links go on working.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from importlib.resources import files
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo

from dashboard import downloads, folder
from dashboard.atlas import map_data, voice_files
from dashboard.cards import cards
from dashboard.changes import news, versions_page
from dashboard.chapters import chapters, receipt_pages
from dashboard.data_dictionary import data_package, license_line, readme
from dashboard.imprint import Imprint
from dashboard.leaves import leaves
from dashboard.payload import COMPONENT
from dashboard.publishing import PAGES, Site
from dashboard.search_index import search_index
from dashboard.single_file import single_file
from dashboard.versions import History, Version
from dashboard.wording import Language, say
from koemap.edition import Edition
from koemap.records import Publication

STYLES = ("assets/tokens.css", "site_assets/site.css")  # together they are the site's style
SCRIPTS = ("site_assets/site_words.js", "site_assets/site.js")  # so are these its script
ASSETS = (
    "site_assets/map_page.js",
    *(f"assets/{name}" for name in COMPONENT),
    "assets/opinion_map.css",
)
LANGUAGES: tuple[Language, ...] = get_args(Language)
FROM_VERSION = "../../"  # from the folder of a version to the newest one
GONE_WORDS = ("gone_version", "gone_version_told", "newest")
LOST = ""  # in place of the hash of a version whose records are missing


def write_site(
    edition: Edition,
    publication: Publication,
    path: Path,
    *,
    zone: ZoneInfo,
    history: History | None = None,
    imprint: Imprint | None = None,
) -> tuple[Path, ...]:
    """The paths of the site's files, once the folder holds the site and no older one.

    The same publications give the same bytes. Earlier versions that the folder holds stay as they
    are, unless a comment in them was hidden or withdrawn since.

    Raises
    ------
    PublishError
        The folder holds something else, or cannot be written.
    """
    known, said = history or History(), imprint or Imprint()
    kept = folder.kept(path, publication.meeting_id)
    newest = Version(publication, edition)
    found: dict[str, folder.Content] = dict(contents(edition, publication, zone, known, said))
    for version in known.versions:
        site = _fixed(version, zone, said)
        found |= kept.version(version.name, version.gone) or _in_folder(site)
    found |= _in_folder(_fixed(newest, zone, said))
    shown = {version.name: version.gone for version in (*known.versions, newest)}
    lost = sorted(set(kept.versions) - set(shown))
    found |= {name: page for one in lost for name, page in _gone(one).items()}
    versions = {**dict.fromkeys(lost, LOST), **shown}
    facts = {"meeting": publication.meeting_id, "versions": versions, **asdict(said)}
    return folder.replace(path, found, facts)


def contents(
    edition: Edition,
    publication: Publication,
    zone: ZoneInfo,
    history: History | None = None,
    imprint: Imprint | None = None,
) -> Mapping[str, bytes]:
    """The bytes of each file of the newest version, by its path in the folder."""
    known = history or History()
    site = Site(edition, publication, "ja", zone, imprint or Imprint())
    found = {**_of_all_languages(site), **cards(edition)}
    for one in (replace(site, language=language) for language in LANGUAGES):
        pages = {**chapters(one, **news(one, known)), **leaves(one), **receipt_pages(one)}
        found |= _of_language(one, {**pages, **versions_page(one, known)})
    return _summed(found)


def _fixed(version: Version, zone: ZoneInfo, imprint: Imprint) -> Site:
    return Site(version.edition, version.publication, "ja", zone, imprint, FROM_VERSION)


def _in_folder(site: Site) -> Mapping[str, bytes]:
    """The files of one version's folder, which say nothing that a later version could change."""
    found = _of_all_languages(site)
    for one in (replace(site, language=language) for language in LANGUAGES):
        found |= _of_language(one, {**chapters(one), **leaves(one)})
    return {f"v/{site.version}/{name}": content for name, content in _summed(found).items()}


def _of_all_languages(site: Site) -> dict[str, bytes]:
    assets = {Path(name).name: (files("dashboard") / name).read_bytes() for name in ASSETS}
    tables = {**_tables(site.edition), "data/recipe.json": _recipe(site)}
    package = downloads.as_json(data_package(site, tables))
    return {
        "site.css": _joined(STYLES),
        "site.js": _joined(SCRIPTS),
        **assets,
        **tables,
        **map_data(site),
        **search_index(site),
        "data/datapackage.json": package,
    }


def _joined(names: Iterable[str]) -> bytes:
    return b"".join((files("dashboard") / name).read_bytes() for name in names)


def _of_language(site: Site, pages: Mapping[str, str]) -> dict[str, bytes]:
    dictionary = "data/README.md" if site.language == "en" else f"data/README.{site.language}.md"
    texts = {**pages, site.file("report"): single_file(site), dictionary: readme(site)}
    encoded = {name: text.encode("utf-8", errors="replace") for name, text in texts.items()}
    return {**encoded, **voice_files(site)}


def _tables(edition: Edition) -> dict[str, bytes]:
    tables = {}
    for what in get_args(downloads.What):
        columns, rows = downloads.rows(edition, what)
        table = [tuple(row) for row in rows]
        for suffix in (".csv", ".json"):
            tables[f"data/{what}{suffix}"] = downloads.render(columns, table, suffix)
    return tables


def _recipe(site: Site) -> bytes:
    content = {
        **downloads.described(site.edition.opinion_map),
        "license": license_line(site),
        "publication": {
            **asdict(site.publication),
            "approved_at": site.publication.approved_at.isoformat(),
        },
    }
    return downloads.as_json(json.loads(json.dumps(content)))


def _summed(found: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files with a list of their sums, as `sha256sum --check` reads it."""
    lines = (f"{hashlib.sha256(found[name]).hexdigest()}  {name}\n" for name in sorted(found))
    return {**found, "sha256sums.txt": "".join(lines).encode()}


def _gone(name: str) -> dict[str, bytes]:
    """The page in place of a version that nobody can check any more."""
    told = {key: [say(one, f"site_{key}") for one in LANGUAGES] for key in GONE_WORDS}
    page = PAGES.get_template("gone.html").render(told=told, newest=f"{FROM_VERSION}index.html")
    return {f"v/{name}/index.html": page.encode()}
