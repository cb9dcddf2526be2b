"""Opinions, questions and reactions, on messages as people really write them."""

from __future__ import annotations

import pytest

from analysis.kinds import classify


@pytest.mark.parametrize(
    "text",
    [
        "8888888", "👏👏👏", "草", "ｗｗｗ", "笑", "lol", "こんばんは。よろしくお願いいたします",
        "おつかれさまでした！", "おつかれさな～", "初見です", "ｷﾀ━(ﾟ∀ﾟ)━!",
        ":_hakushu::_hakushu:", "うおおおおおおお", "ふーん", "ｿﾞｿﾞｿﾞ", "なるほどなー",
        "それな", "な、なんだって！？", "やべぇ……", "めっちゃかわいい", "そういうことか",
        "始まった！", "特になし", "とくにありません", "ありがとうございました", "Good evening!",
        "obrigada", "", "3",
    ],
)  # fmt: skip
def test_what_says_nothing_about_a_subject_is_a_reaction(text: str) -> None:
    assert classify(text) == "reaction"


@pytest.mark.parametrize(
    "text",
    [
        "電気代はいくら", "責任を取るのは市ですか、業者ですか。",
        "で、間違った回答した時は誰が責任とるの？", "教育委員会のガイドラインはいつ出ますか？",
        "職員は減らされるんですか", "名前や住所の保存期間は何年でしょうか",
        "Will the AI chat be available in English too?",
        "どうやって選んだのか説明してもらえますか", "何か国語に対応する予定ですか？",
        "始まった？", "それ誰が払うんだろ", "本当に安全か！？", "なぜ、紙ではだめなのか",
        "予算がどうなるのか教えてください", "why not wait", "安全なの？😟",
    ],
)  # fmt: skip
def test_what_asks_for_an_answer_is_a_question(text: str) -> None:
    assert classify(text) == "question"


@pytest.mark.parametrize(
    "text",
    [
        "反対！", "賛成です", "電気代あがるならはんたいです", "草刈りをもっと増やして",
        "笑顔で対応してほしい", "強い反対です", "ありがたい制度だ", "拍手だけでなく予算もつけて",
        "学校で使うのは早いのではないか", "紙の広報も残していただけませんか",
        "いいと思う", "悪くない", "怖いです", "不安", "むり", "バス", "あやしいな",
        "新しい庁舎！？",
        "高すぎない？", "AIのせいじゃないですか？", "お、公開するのか",
        "図書館にしてみてはいかがでしょうか",
        "「本当に安全？」と聞かれて困った",
        "いくら安くても使わないでしょう", "どこでも使えるのがいいんだ",
        "should be mandatory for all", "when rents rise people leave",
        "マイナンバーとひも付けるのはやめて", "Please add translation", "税",
    ],
)  # fmt: skip
def test_what_says_something_is_an_opinion(text: str) -> None:
    assert classify(text) == "opinion"


SOUNDS = (
    "あ",
    "わ",
    "ふあは",
    "そうか",
    "ha",
    "8",
    "んうえ",
    "おつかれ",
    "やば",
    "どう",
    "。",
    "w ",
)


@pytest.mark.parametrize("sounds", SOUNDS)
def test_applause_before_an_opinion_takes_no_longer_than_it_is(sounds: str) -> None:
    assert classify(sounds * 20_000 + "賛成です") == "opinion"


def test_a_very_long_comment_is_classified_at_once() -> None:
    assert classify("あ" * 1_000_000) == "reaction"
    assert classify("予算を増やして。" * 100_000) == "opinion"
