from __future__ import annotations

import csv
import hashlib
import itertools
import json
import re
import subprocess
import sys
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from urllib.parse import urldefrag

import pytest

from dashboard import downloads
from dashboard.data_dictionary import COLUMNS
from dashboard.imprint import Imprint
from dashboard.publishing import address, topic_slug
from dashboard.site import contents, write_site
from koemap.deciding import Hand
from koemap.edition import read
from koemap.store import Store
from tests.dashboard.hostile import a_hostile_meeting
from tests.dashboard.meetings import ENDLESS, HIDDEN, a_difficult_meeting
from tests.dashboard.sites import TOKYO, PageParts, a_publication, in_folder, pages_of
from tests.factories import START, a_mapped_meeting

FIRST_PAGE_BYTES = 150_000
WRITE = """
import sys
from pathlib import Path
from zoneinfo import ZoneInfo
from dashboard.site import write_site
from koemap.edition import read
from koemap.store import Store
from tests.dashboard.sites import a_publication
edition = read(Store(sys.argv[1]), "minamo-2")
write_site(edition, a_publication(edition), Path(sys.argv[2]), zone=ZoneInfo("Asia/Tokyo"))
"""


def policy_of(page: str) -> str:
    return unescape(page.partition('Security-Policy" content="')[2].partition('"')[0])


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
        held.append(in_folder(tmp_path / name))
    assert held[0] == held[1]
    assert "index.html" in held[0]


@pytest.mark.parametrize("n", [0, 3, 60, 1_500])
def test_every_link_leads_somewhere_and_nothing_is_loaded_from_elsewhere(
    store: Store, tmp_path: Path, n: int
) -> None:
    edition = a_mapped_meeting(store, n)
    write_site(edition, a_publication(edition), tmp_path / "site", zone=TOKYO)
    files = in_folder(tmp_path / "site")
    pages = {name: PageParts(text) for name, text in pages_of(files).items()}
    assert pages["index.html"].links
    for name, page in pages.items():
        assert len(set(page.ids)) == len(page.ids), name
        for href in page.loaded:
            assert href == "data:," or href[0] == "#" or _there(name, href) in files, (name, href)
        for href in page.links:
            path, anchor = urldefrag(href)
            there = _there(name, path) if path else name
            assert there in files, (name, href)
            assert not anchor or "=" in anchor or anchor in pages[there].ids, (name, href)


def test_headings_come_in_order(difficult: Mapping[str, bytes]) -> None:
    for name, text in pages_of(difficult).items():
        levels = PageParts(text).headings
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(b - a <= 1 for a, b in itertools.pairwise(levels)), name


def test_hostile_text_stays_text_on_every_page(store: Store) -> None:
    edition = a_hostile_meeting(store)
    files = contents(edition, a_publication(edition), TOKYO)
    for name, text in pages_of(files).items():
        page = PageParts(text)
        assert {"img", "iframe", "textarea"}.isdisjoint(page.tags), name
        assert page.handlers == [], name
        assert all(link.startswith(("https://", "#")) or _local(link) for link in page.links), name
        assert not [script for script in page.inline if "report" not in name], name
    scripts = [name for name in files if name.startswith("data/") and name.endswith(".js")]
    assert scripts
    for name in scripts:
        assert b"<" not in files[name]
        assert "\u2028" not in files[name].decode()


def test_difficult_text_is_shown_as_it_was_written(difficult: Mapping[str, bytes]) -> None:
    topic = difficult[address(topic_slug("t01"), "ja")].decode()
    assert "&lt;img src=x onerror=&#34;window.pwned=1&#34;&gt;" in topic
    assert ENDLESS in topic


def test_only_the_scripts_of_the_report_may_run_in_it(difficult: Mapping[str, bytes]) -> None:
    for name in ("report.html", "report.en.html"):
        text = difficult[name].decode()
        policy = policy_of(text)
        assert "unsafe" not in policy
        scripts = PageParts(text).inline
        assert len(scripts) == len(re.findall(r"'sha256-", policy.partition("style-src")[0]))


def test_no_policy_has_an_unsafe_word(difficult: Mapping[str, bytes]) -> None:
    for name, text in pages_of(difficult).items():
        policy = policy_of(text)
        assert policy.startswith("default-src 'none'"), name
        assert "unsafe" not in policy
        assert "http" not in policy


def test_hidden_and_withdrawn_texts_are_nowhere(difficult: Mapping[str, bytes]) -> None:
    assert not [name for name, text in difficult.items() if HIDDEN.encode() in text]


def test_of_a_reason_only_the_category_is_published(difficult: Mapping[str, bytes]) -> None:
    assert not [name for name, text in difficult.items() if "個人の名前がある".encode() in text]
    assert "個人情報" in difficult["accounting.html"].decode()
    account = difficult["accounting.en.html"].decode()
    assert "Personal information" in account
    assert "個人情報" not in account


def test_a_reason_without_a_category_is_not_published(store: Store) -> None:
    a_mapped_meeting(store, 12)
    hand = Hand(read(store, "minamo-2"), "係", START)
    text = hand.edition.comments["yt:0001"].text
    store.decide(hand.hide("yt:0001", f"{text[:-1]}は悪口"))
    edition = read(store, "minamo-2")
    files = contents(edition, a_publication(edition), TOKYO)
    assert not [name for name, content in files.items() if text[:-1].encode() in content]
    assert "理由の記載なし" in files["accounting.html"].decode()


def test_the_lines_of_the_account_add_up_to_what_was_received(
    difficult: Mapping[str, bytes],
) -> None:
    for name in ("index.html", "accounting.html"):
        page = difficult[name].decode()
        ledger = page.partition('<table class="ledger">')[2].partition("</table>")[0]
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
    report = files["report.html"].decode()
    assert all(f">{comment.text}</blockquote>" in report for comment in placed)


def test_the_first_page_is_light_however_much_was_said(store: Store) -> None:
    edition = a_mapped_meeting(store, 5_000)
    files = contents(edition, a_publication(edition), TOKYO)
    for name in ("index.html", "index.en.html"):
        loaded = [href for href in PageParts(files[name].decode()).loaded if href in files]
        assert sorted(loaded) == ["site.css", "site.js"]
        assert sum(len(files[one]) for one in (name, *loaded)) <= FIRST_PAGE_BYTES


def test_every_page_says_who_approved_what(difficult: Mapping[str, bytes]) -> None:
    for page in pages_of(difficult).values():
        assert "広報課 山田" in page
        assert "確認済" in page
    assert "2026年10月15日" in difficult["index.html"].decode()


def test_the_answer_stands_beside_its_topic(store: Store) -> None:
    a_mapped_meeting(store)
    hand = Hand(read(store, "minamo-2"), "係", START)
    said, link = "4月から3つの窓口で試行します", "https://example.org/plan"
    store.decide(hand.answer("t03", "adopted", said, department="デジタル課", link=link))
    edition = read(store, "minamo-2")
    files = contents(edition, a_publication(edition), TOKYO)
    for name in ("index.html", "topic-t03.html", "report.html", "data/topics.csv"):
        assert said in files[name].decode(), name
    assert "採用" in files["index.html"].decode()
    topic = files["topic-t03.html"].decode()
    assert link in topic
    assert f'<meta property="og:description" content="{edition.topics["t03"].n_people}人' in topic
    assert "この論点への回答は、まだありません" in files["topic-t01.html"].decode()


def test_each_topic_has_a_card_for_social_media(store: Store) -> None:
    edition = a_mapped_meeting(store)
    where = Imprint("", "https://example.org/koe/")
    files = contents(edition, a_publication(edition), TOKYO, imprint=where)
    for slug in ("index", "topic-t01", "topic-t06"):
        card = files[f"cards/{slug}.png"]
        assert card.startswith(b"\x89PNG")
        assert len(card) < 100_000
        assert f'content="{where.address}cards/{slug}.png"' in files[f"{slug}.html"].decode()
    assert files["cards/topic-t01.png"] != files["cards/topic-t02.png"]


def test_the_data_go_along_as_csv_and_json(difficult: Mapping[str, bytes]) -> None:
    table = difficult["data/comments.csv"].decode("utf-8-sig").splitlines()
    comments = {row["comment_id"]: row for row in csv.DictReader(table)}
    assert len(comments) == len(json.loads(difficult["data/comments.json"])) == 11
    assert comments["yt:9"]["text"] == comments["yt:10"]["text"] == ""
    recipe = json.loads(difficult["data/recipe.json"])
    assert recipe["recipe"]["embedder"] == "static"
    assert recipe["publication"]["approved_by"] == "広報課 山田"


def test_every_column_of_the_data_is_explained(difficult: Mapping[str, bytes]) -> None:
    package = json.loads(difficult["data/datapackage.json"])
    for resource in package["resources"]:
        content = difficult[f"data/{resource['path']}"]
        header = content.decode("utf-8-sig").splitlines()[0].split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        for name in ("data/README.md", "data/README.ja.md"):
            assert all(f"`{column}`" in difficult[name].decode() for column in header)
    assert set(COLUMNS) == {resource["name"] for resource in package["resources"]}
    assert COLUMNS["comments"] == downloads.COMMENTS


def test_a_licence_that_nobody_chose_is_told(store: Store) -> None:
    edition = a_mapped_meeting(store, 12)
    files = contents(edition, a_publication(edition), TOKYO)
    assert "利用条件は、まだ定められていません" in files["data.html"].decode()
    assert "no licence" in files["data/README.md"].decode()
    chosen = contents(edition, a_publication(edition), TOKYO, imprint=Imprint("CC BY 4.0"))
    for name in ("data.html", "data/README.md", "data/datapackage.json", "report.en.html"):
        assert "CC BY 4.0" in chosen[name].decode()


def test_the_sums_are_those_of_all_files(difficult: Mapping[str, bytes]) -> None:
    lines = difficult["sha256sums.txt"].decode().splitlines()
    sums = dict(line.split("  ")[::-1] for line in lines)
    assert set(sums) == set(difficult) - {"sha256sums.txt"}
    assert all(hashlib.sha256(difficult[name]).hexdigest() == s for name, s in sums.items())


def test_topic_pages_have_names_that_every_file_system_takes() -> None:
    names = [topic_slug(name) for name in ("t01", "T01", "../x", "con", "論点", "a:b")]
    assert len({name.lower() for name in names}) == len(names)
    assert all(name.isascii() and name.replace("-", "").isalnum() for name in names)


def _there(page: str, href: str) -> str:
    """The file that an address on that page means."""
    parts: list[str] = page.split("/")[:-1]
    for part in href.split("/"):
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def _local(link: str) -> bool:
    return re.fullmatch(r"(\.\./)*[\w./-]+(#[\w=%.-]+)?", link) is not None
