"""What holds of masking for any text whatever."""

from __future__ import annotations

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from types import ModuleType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from collectors import privacy
from collectors.masking import addresses as masking_addresses
from collectors.masking import addresses_abroad as masking_addresses_abroad
from collectors.masking import links as masking_links
from collectors.masking import marks
from collectors.masking import names as masking_names
from collectors.masking import numbers as masking_numbers
from collectors.privacy import NAME, mask, spans

# `re` gives no public way to see how a pattern repeats.
parser = re._parser  # type: ignore[attr-defined]

MODULES = (
    marks,
    masking_addresses,
    masking_addresses_abroad,
    masking_links,
    masking_names,
    masking_numbers,
    privacy,
)
# What people type, to be thrown together.
PIECES = re.findall(
    r"\S+",
    """
    090 1234 5678 - ー ( ) （ ） + +81 0 1 12 2026 @ ＠ . , 、 。 / // : ; ? & = # _ % at dot koe
    example jp com http:// https:// www. token= key= 〒 163-8001 みなも市 本町 丁目 番 番地 号 号室
    の ノ 字 大字 ビル マンション 101 普通 口座番号 1234567 記号 番号 IBAN GB82 WEST 1234
    マイナンバー カード 4111 1111 私は 山田太郎 と申します 名前は 隣の さん です。 内線 x ext. call
    Main Street , London NW1 6XE 〇 九 一 二 円 年 ［電話番号］ ［住所］ ［氏名］ [ ] ★
    """,
)
PLAIN = "あいうえおかきくけこさしすせそ、。！？「」 空海森道橋駅街灯雪 bcdefgh\n"

texts = st.text(st.characters(exclude_categories=())) | st.lists(
    st.sampled_from([*PIECES, " ", "\n", "\u200b", "\u3000"])
).map("".join)


@given(texts)
@example("a@b.cd_e@f.gh")
@example("\ud83d090-1234-5678、氏名：山\ud83d田太郎")
@example("〒163-8001987654321093 ")
def test_any_text_is_masked_and_masking_it_again_changes_nothing(text: str) -> None:
    once = mask(text)
    assert mask(once) == once


@given(texts)
def test_what_is_not_masked_stays_as_it_was(text: str) -> None:
    position = 0
    parts = []
    for start, end, mark in spans(text):
        assert position <= start < end <= len(text)
        assert mark.startswith("［")
        parts.append(text[position:start])
        position = end
    rest = iter(text)
    assert all(character in rest for part in [*parts, text[position:]] for character in part)


@given(st.text(alphabet=PLAIN))
def test_a_text_without_a_digit_a_sign_or_the_hint_of_a_name_comes_back(text: str) -> None:
    assert mask(text) == text
    assert spans(text) == []


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_every_repeat_of_every_pattern_has_a_bound(module: ModuleType) -> None:
    """So that the time to search a text grows as its length does, whatever is in it."""
    patterns = {name: it for name, it in vars(module).items() if isinstance(it, re.Pattern)}
    assert patterns
    for name, pattern in patterns.items():
        parsed = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
        assert all(most < 5_000 for most in repeats(parsed)), name


def test_names_are_found_by_many_at_once_as_by_one() -> None:
    asked = [f"私、山田太郎と申します。{count}回目です" for count in range(200)]
    with ThreadPoolExecutor(8) as pool:
        masked = list(pool.map(mask, asked))
    assert masked == [f"私、{NAME}と申します。{count}回目です" for count in range(200)]


def test_no_dictionary_is_loaded_for_a_text_without_the_hint_of_a_name() -> None:
    code = (
        "import sys; from collectors.privacy import mask; mask('令和8年、090-1234-5678');"
        " assert not {'sudachipy', 'numpy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def repeats(parsed: object) -> list[int]:
    """The most times anything in a parsed pattern may be repeated."""
    found: list[int] = []
    if isinstance(parsed, (parser.SubPattern, list, tuple)):
        for part in parsed:
            if isinstance(part, tuple) and len(part) == 2 and "REPEAT" in str(part[0]):
                found.append(int(part[1][1]))
            found += repeats(part)
    return found
