"""Published sites for tests: how they are written, what is in their files and pages."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

from dashboard.site import write_site
from koemap.edition import Edition
from koemap.records import Publication
from tests.factories import START

TOKYO = ZoneInfo("Asia/Tokyo")
VOID = {"meta", "link", "br", "input"}


class PageParts(HTMLParser):
    """Ids, links, scripts and nesting of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.headings: list[int] = []
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self.inline: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append(tag)
        self.handlers += [name for name in values if name.startswith("on") or name == "style"]
        if tag not in VOID:
            self._open.append(tag)
        if tag == "script" and "src" not in values:
            self.inline.append("")
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        for name in ("href", "src"):
            if values.get(name):
                (self.links if tag == "a" else self.loaded).append(str(values[name]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "script":
            self.inline[-1] += data

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag


def a_publication(edition: Edition) -> Publication:
    """An approval of that edition by a person of the city."""
    return Publication(
        "minamo-2",
        edition.opinion_map.map_id,
        edition.last_decision,
        "広報課 山田",
        START,
        "確認済",
    )


def published(edition: Edition, folder: Path) -> Path:
    """The folder, into which the site of that edition was written."""
    write_site(edition, a_publication(edition), folder, zone=TOKYO)
    return folder


def pages_of(files: Mapping[str, bytes]) -> dict[str, str]:
    """The pages among the files, as text by name."""
    return {name: text.decode() for name, text in files.items() if name.endswith(".html")}


def in_folder(site: Path) -> dict[str, bytes]:
    """Every file below that folder by its path there."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }
