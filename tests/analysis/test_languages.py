"""The language of a comment, also of a short or mixed one."""

from __future__ import annotations

import pytest

from analysis.languages import language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("反対", "ja"),
        ("港町計画中止要求", "ja"),
        ("ﾃﾞｰﾀｾﾝﾀｰ", "ja"),
        ("AI を school で使う", "ja"),
        ("我来这里三年了，市政府的通知还是看不太懂。", "zh"),
        ("시청의 안내문을 이해할 수 없습니다", "ko"),
        ("Нужен переводчик в мэрии", "ru"),
        ("نريد ترجمة الرسائل", "ar"),
        ("ต้องการคำแปล", "th"),
        ("Where can I ask about this in my own words?", "en"),
        ("Os avisos da prefeitura deveriam vir também em português", "pt"),
        ("Los avisos del ayuntamiento son muy largos para nosotros", "es"),
        ("Les avis de la mairie sont trop longs pour nous", "fr"),
        ("Die Briefe der Stadt sind für uns nicht zu lesen", "de"),
        ("Tôi không hiểu các thông báo của thành phố", "vi"),
        ("Saya tidak mengerti surat dari kota ini", "id"),
        ("Hindi ko maintindihan ang mga sulat ng lungsod", "tl"),
        ("👏👏 123 …", "und"),
        ("", "und"),
    ],
)
def test_a_comment_is_told_by_its_script_and_its_small_words(text: str, code: str) -> None:
    assert language(text) == code


def test_a_few_foreign_letters_do_not_turn_a_comment() -> None:
    assert language("The word 反対 means against, and we use it here") == "en"
    assert language("「Ничего」と言われました") == "ja"


def test_letters_in_either_case_are_one_language() -> None:
    text = "Os avisos são muito longos"
    assert language(text) == language(text.upper()) == "pt"


def test_a_very_long_comment_is_told_by_its_beginning() -> None:
    assert language("長い話です。" * 20_000 + "the end of it is English " * 20_000) == "ja"
