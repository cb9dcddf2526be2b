"""What tells where to find somebody is masked; what people discuss is not."""

from __future__ import annotations

import pytest

from collectors.privacy import ADDRESS, CARD, MAIL, MY_NUMBER, PHONE, POSTCODE, author_key, mask

PHONES = """
090-1234-5678
09012345678
090 1234 5678
090.1234.5678
090_1234_5678
090・1234・5678
０９０－１２３４－５６７８
０９０（１２３４）５６７８
090ー1234ー5678
090−1234−5678
090―1234―5678
090‐1234‐5678
〇九〇-一二三四-五六七八
〇九〇一二三四五六七八
050-1234-5678
03-1234-5678
(03)1234-5678
03(1234)5678
0312345678
0120-123-456
０１２０ー１２３ー４５６
+81 90-1234-5678
+81-3-1234-5678
+81(0)90-1234-5678
＋８１９０１２３４５６７８
+1 650-253-0000
(512) 555-0100
512-555-0100
512.555.0100
+44 20 7946 0018
+82-10-1234-5678
"""

MAILS = """
koe@example.jp
koe.taro+city@mail.example.co.jp
ｋｏｅ＠ｅｘａｍｐｌｅ．ｊｐ
koe@ example.jp
KOE[AT]EXAMPLE.JP
koe(at)example(dot)com
koe at example dot com
koe★example.jp
koe アットマーク example ドット jp
"""

ADDRESSES = """
東京都新宿区西新宿2-8-1
新宿区西新宿二丁目8番1号
西新宿２丁目８－１
みなも市中央町3-4-5
みなも市中央町2-3号
みなも市大字山田123番地4
本町1番地
中央町1丁目2番3号 みなもマンション101号室
"""

KEPT = """
2026-10-15
2026/10/15 18:00
20261015123456
R6-10-1
二〇二六年十月十五日
令和3年3月12日条例第5号
予算は1,200,000円
予算1200000000円
5000-6000万円
人口13,960,236人
第19条の2
第3条第1項第2号
議案第123-4号
1:23:45
00:12:34 のところ
18:00-20:00
9-5時
24-365
v1.2.3
Python 3.11.4
192.168.0.1
ISO 27001-2022
GPT-4
COVID-19
3-4回
2-3人
４－６月期
2024-25年度
市議会3-2
市立病院3-4階
市3-4丁目
県道12-3号線
区2-3校
市町村1-2位
三丁目の夕日
1番地味な案
3番地域
料理★3.5
3@4.5
888888888888
0000000000
一二三四五六七八九
受付番号 2026-000123
https://www.youtube.com/watch?v=opvFauAVeEU&t=5400s
look at example.com
"""


def each(texts: str) -> list[str]:
    return texts.strip().splitlines()


@pytest.mark.parametrize("text", each(PHONES))
def test_a_telephone_number_is_masked_however_it_is_written(text: str) -> None:
    assert mask(text) == PHONE
    assert mask(f"電話は{text}です") == f"電話は{PHONE}です"


def test_a_telephone_number_is_masked_across_a_line_end() -> None:
    assert mask("090-1234-\n5678") == PHONE


@pytest.mark.parametrize("text", each(MAILS))
def test_a_mail_address_is_masked_however_it_is_written(text: str) -> None:
    assert mask(text) == MAIL
    assert mask(f"連絡は、{text}まで") == f"連絡は、{MAIL}まで"


@pytest.mark.parametrize("text", each(ADDRESSES))
def test_of_an_address_the_district_stays_and_the_house_goes(text: str) -> None:
    masked = mask(f"私は{text}に住んでいます")
    assert masked.endswith(f"{ADDRESS}に住んでいます")
    assert masked.startswith(f"私は{text[:2]}")


@pytest.mark.parametrize(
    "text", ["1234-5678-9018", "1234 5678 9018", "123456789018", "１２３４５６７８９０１８"]
)
def test_an_individual_number_is_masked(text: str) -> None:
    assert mask(f"番号{text}です") == f"番号{MY_NUMBER}です"


@pytest.mark.parametrize(
    "text",
    [
        "4111 1111 1111 1111",
        "5555-5555-5555-4444",
        "378282246310005",
        "４１１１１１１１１１１１１１１１",
    ],
)
def test_a_card_number_is_masked(text: str) -> None:
    assert mask(f"カード{text}で") == f"カード{CARD}で"


@pytest.mark.parametrize("text", ["1234-5678-9019", "4111 1111 1111 1112"])
def test_a_number_whose_check_digit_fails_is_no_identity_number(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize("text", ["〒163-8001", "〒 1638001", "〒１６３－８００１"])
def test_a_postcode_is_masked(text: str) -> None:
    assert mask(text) == POSTCODE


@pytest.mark.parametrize("text", each(KEPT))
def test_what_people_discuss_is_kept(text: str) -> None:
    assert mask(text) == text
    assert mask(f"意見：{text}、以上") == f"意見：{text}、以上"


def test_masking_twice_is_masking_once() -> None:
    once = mask("\n".join(each(PHONES) + each(MAILS) + each(ADDRESSES)))
    assert mask(once) == once


def test_several_in_one_text_are_each_masked() -> None:
    text = "090-1234-5678か03-1234-5678、koe@example.jpへ。2026-10-15まで"
    assert mask(text) == f"{PHONE}か{PHONE}、{MAIL}へ。2026-10-15まで"


@pytest.mark.parametrize(
    "unit",
    ["0", "1-", "090-", "(0", "+81 ", "a@", "a@b.", "(at)", "市一", "1丁目", "〇-", "市ア1-2"],
)
def test_a_hostile_text_ends(unit: str) -> None:
    """One whose masking took the square of its length would stop this test for hours."""
    text = (unit * 100_000)[:100_000]
    assert len(mask(text)) > 0


def test_an_author_has_one_key_that_does_not_show_who_it_is() -> None:
    key = author_key(b"secret", "someone@example.jp")
    assert key == author_key(b"secret", "someone@example.jp")
    assert key not in (author_key(b"other", "someone@example.jp"), author_key(b"secret", "else"))
    assert len(key) == 24
    assert "someone" not in key


def test_an_author_of_broken_characters_has_a_key() -> None:
    assert author_key(b"secret", "\ud83d")
