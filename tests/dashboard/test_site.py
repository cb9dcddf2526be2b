from __future__ import annotations

import csv
import itertools
import json
import subprocess
import sys
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dashboard.publishing import address, topic_slug
from dashboard.site import contents
from koemap.edition import Edition
from koemap.records import Publication
from koemap.store import Store
from tests.dashboard.meetings import ENDLESS, HIDDEN, a_difficult_meeting
from tests.factories import START, a_mapped_meeting

TOKYO = ZoneInfo("Asia/Tokyo")
VOID = {"meta", "link", "br"}
WRITE = """
import sys
from pathlib import Path
from zoneinfo import ZoneInfo
from dashboard.site import write_site
from koemap.edition import read
from koemap.store import Store
from tests.dashboard.test_site import a_publication
edition = read(Store(sys.argv[1]), "minamo-2")
write_site(edition, a_publication(edition), Path(sys.argv[2]), zone=ZoneInfo("Asia/Tokyo"))
"""


class _Page(HTMLParser):
    """Ids, links and nesting of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.headings: list[int] = []
        self.tags: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append(tag)
        if tag not in VOID:
            self._open.append(tag)
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

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag


def a_publication(edition: Edition) -> Publication:
    return Publication(
        "minamo-2",
        edition.opinion_map.map_id,
        edition.last_decision,
        "広報課 山田",
        START,
        "確認済",
    )


@pytest.fixture
def difficult(store: Store) -> Mapping[str, bytes]:
    edition = a_difficult_meeting(store)
    return contents(edition, a_publication(edition), TOKYO)


def test_the_same_publication_gives_the_same_bytes_in_two_processes(
    store: Store, tmp_path: Path
) -> None:
    a_mapped_meeting(store)
    url, held = f"sqlite:///{tmp_path / 'koemap.db'}", []
    for name in ("one", "two"):
        command = [sys.executable, "-c", WRITE, url, str(tmp_path / name)]
        subprocess.run(command, check=True, cwd=Path(__file__).parents[2])
        files = (path for path in (tmp_path / name).rglob("*") if path.is_file())
        held.append({str(p.relative_to(tmp_path / name)): p.read_bytes() for p in files})
    assert held[0] == held[1]
    assert "index.html" in held[0]


@pytest.mark.parametrize("n", [60, 2_000])
def test_every_link_leads_somewhere_and_nothing_is_loaded_from_elsewhere(
    store: Store, n: int
) -> None:
    edition = a_mapped_meeting(store, n)
    files = contents(edition, a_publication(edition), TOKYO)
    pages = {name: _Page(text.decode()) for name, text in files.items() if name.endswith(".html")}
    assert pages["index.html"].links
    for page in pages.values():
        assert len(set(page.ids)) == len(page.ids)
        assert all(href in files or href == "data:," or href[0] == "#" for href in page.loaded)
        for href in page.links:
            name, _, anchor = href.partition("#")
            assert name in files or not name
            assert not anchor or anchor in pages.get(name, page).ids


def test_headings_come_in_order(difficult: Mapping[str, bytes]) -> None:
    for name, text in difficult.items():
        if name.endswith(".html"):
            levels = _Page(text.decode()).headings
            assert levels[0] == 1
            assert levels.count(1) == 1
            assert all(b - a <= 1 for a, b in itertools.pairwise(levels)), name


def test_hostile_text_stays_text(difficult: Mapping[str, bytes]) -> None:
    for name, text in difficult.items():
        if name.endswith(".html"):
            page = _Page(text.decode())
            assert {"script", "img", "b"}.isdisjoint(page.tags), name
            assert not any(link.startswith("javascript:") for link in page.links)
    topic = difficult[address(topic_slug("t01"), "ja")].decode()
    assert "&lt;img src=x onerror=&#34;window.pwned=1&#34;&gt;" in topic
    assert ENDLESS in topic


def test_hidden_and_withdrawn_texts_are_nowhere(difficult: Mapping[str, bytes]) -> None:
    assert not [name for name, text in difficult.items() if HIDDEN in text.decode()]
    front = difficult["index.html"].decode()
    assert "個人の名前がある" in front
    assert "非表示 1件、取り下げ 1件" in front


def test_the_lines_of_the_account_add_up_to_what_was_received(
    difficult: Mapping[str, bytes],
) -> None:
    front = difficult["index.html"].decode()
    ledger = front.partition('<table class="ledger">')[2].partition("</table>")[0]
    cells = [part.partition("件")[0] for part in ledger.split('<td class="num">')[1:]]
    received, *parts = map(int, cells)
    assert received == sum(parts) == 11


def test_all_comments_of_all_topics_stand_on_pages_of_bearable_length(store: Store) -> None:
    edition = a_mapped_meeting(store, 2_000)
    files = contents(edition, a_publication(edition), TOKYO)
    placed = [*edition.with_status("in_topic"), *edition.with_status("lone")]
    topics = [t.decode() for n, t in files.items() if n.startswith(("topic", "lone"))]
    japanese = "".join(page for page in topics if '<html lang="ja">' in page)
    assert len(placed) == 2_000
    assert all(f">{comment.text}</blockquote>" in japanese for comment in placed)
    assert max(map(len, topics)) < 200_000


def test_the_header_says_who_approved_what(difficult: Mapping[str, bytes]) -> None:
    for name, text in difficult.items():
        if name.endswith(".html"):
            page = text.decode()
            assert "広報課 山田" in page
            assert "確認済" in page
    assert "2026年10月15日" in difficult["index.html"].decode()


def test_the_data_go_along_as_csv_and_json(difficult: Mapping[str, bytes]) -> None:
    table = difficult["data/comments.csv"].decode("utf-8-sig").splitlines()
    comments = {row["comment_id"]: row for row in csv.DictReader(table)}
    assert len(comments) == len(json.loads(difficult["data/comments.json"])) == 11
    assert comments["yt:9"]["text"] == comments["yt:10"]["text"] == ""
    recipe = json.loads(difficult["data/recipe.json"])
    assert recipe["recipe"]["embedder"] == "static"
    assert recipe["publication"]["approved_by"] == "広報課 山田"


def test_topic_pages_have_names_that_every_file_system_takes() -> None:
    names = [topic_slug(name) for name in ("t01", "T01", "../x", "con", "論点", "a:b")]
    assert len({name.lower() for name in names}) == len(names)
    assert all(name.isascii() and name.replace("-", "").isalnum() for name in names)
