"""Every refusal of a table is said in English and in Japanese, of the same things."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from collectors.rows.words import WORDS
from koemap.errors import CollectError
from tests.collectors.tables import a_text, received


@pytest.mark.parametrize("code", sorted(WORDS))
def test_both_languages_name_the_same_things_on_one_line(code: str) -> None:
    english, japanese = WORDS[code]
    named = [
        {name.removesuffix("_ja") for _, name, _, _ in Formatter().parse(text) if name}
        for text in (english, japanese)
    ]
    assert named[0] == named[1]
    assert "\n" not in english + japanese
    assert re.search("[ぁ-ん]", japanese)


def test_a_clerk_reads_in_japanese_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(CollectError) as failure:
        received(a_text(tmp_path, "", name="回答.csv"))
    assert failure.value.ja == "回答.csv は空です。もう一度書き出してください"


def test_each_language_lists_names_with_its_own_signs(tmp_path: Path) -> None:
    with pytest.raises(CollectError) as failure:
        received(a_text(tmp_path, "時刻,意見\n10:00,賛成です\n", name="回答.csv"), text=("本文",))
    assert "Columns: “時刻”, “意見”" in str(failure.value)
    assert "列: 「時刻」、「意見」" in failure.value.ja
    assert not re.search("[「、]", str(failure.value))
    assert not re.search("[“”]", failure.value.ja)


@pytest.mark.parametrize("code", sorted(WORDS))
def test_no_sentence_mixes_the_quotes_of_two_languages(code: str) -> None:
    english, japanese = WORDS[code]
    assert not re.search("[「」、]", english)
    assert not re.search("[“”]", japanese)
