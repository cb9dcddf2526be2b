from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from dashboard.receipts import ALPHABET, SHORTEST, receipts, spoken
from dashboard.site import contents
from koemap.deciding import Hand
from koemap.edition import read
from koemap.store import Store
from tests.dashboard.meetings import a_difficult_meeting
from tests.dashboard.sites import a_publication
from tests.factories import START


def test_a_receipt_is_short_and_nobody_else_has_it() -> None:
    found = receipts(f"yt:{number}" for number in range(20_000))
    assert len(set(found.values())) == 20_000
    assert {len(receipt) for receipt in found.values()} == {SHORTEST}
    assert set("".join(found.values())) == set(ALPHABET)


def test_a_receipt_hangs_on_its_comment_alone() -> None:
    few, many = receipts(["yt:1"]), receipts(f"yt:{number}" for number in range(99))
    assert few["yt:1"] == many["yt:1"]
    assert receipts(["yt:1", "form:1"])["form:1"] != few["yt:1"]


def test_any_id_has_a_receipt() -> None:
    found = receipts(["", "\ud800", "声", "x" * 10_000, "\x00"])
    assert len(set(found.values())) == 5


def test_a_receipt_is_read_out_in_groups() -> None:
    assert spoken("K0ABCDEF") == "K0AB-CDEF"
    assert spoken("K0ABCDEFG") == "K0AB-CDEF-G"


def test_every_received_comment_has_a_place_that_says_where_it_went(store: Store) -> None:
    edition = a_difficult_meeting(store)
    files = contents(edition, a_publication(edition), ZoneInfo("Asia/Tokyo"))
    codes = receipts(edition.placements)
    told = {
        "yt:4": "次の論点に入りました",
        "yt:7": "「ひとりの声」に載せています",
        "yt:8": "反応として数えました",
        "yt:9": "担当者が非表示にしました。理由：個人情報",
        "yt:10": "取り下げられました",
    }
    for comment_id, words in told.items():
        code = codes[comment_id]
        page = files[f"receipt-{code[0].lower()}.html"].decode()
        entry = page.partition(f'<li id="{code}">')[2].partition("</li>")[0]
        assert words in entry, comment_id
        assert spoken(code) in entry
    assert sum(f'<li id="{code}">' in _all(files) for code in codes.values()) == len(codes) == 11


def test_a_receipt_keeps_its_address_when_the_comment_is_hidden(store: Store) -> None:
    edition = a_difficult_meeting(store)
    code = receipts(edition.placements)["yt:5"]
    name = f"receipt-{code[0].lower()}.html"
    before = contents(edition, a_publication(edition), ZoneInfo("Asia/Tokyo"))
    store.decide(Hand(edition, "係", START).hide("yt:5", "個人情報：連絡先がある"))
    edition = read(store, "minamo-2")
    after = contents(edition, a_publication(edition), ZoneInfo("Asia/Tokyo"))
    assert f'<li id="{code}">' in before[name].decode()
    entry = after[name].decode().partition(f'<li id="{code}">')[2].partition("</li>")[0]
    assert "理由：個人情報" in entry
    assert "連絡先" not in entry


def _all(files: Mapping[str, bytes]) -> str:
    return "".join(t.decode() for n, t in files.items() if Path(n).name.startswith("receipt-"))
