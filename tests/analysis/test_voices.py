"""Copies are one voice; what differs in stance, number or negation is another."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest

from analysis.signatures import signatures
from analysis.voices import Voice, fold, key
from benchmarks.voices import campaign
from tests.analysis.corpora import sample_comments

CAMPAIGN = (
    "港町データセンター計画の白紙撤回を求めます。市民の声を聞かないまま進めるAI戦略には断固反対です。"
    "今すぐ住民投票を！"
)


def folded(comment_ids: Sequence[str], texts: Sequence[str]) -> list[Voice]:
    keys = [key(text) for text in texts]
    return fold(comment_ids, keys, signatures(keys))


def sizes(*texts: str) -> list[int]:
    ids = [f"c{number}" for number in range(len(texts))]
    return sorted((len(voice.members) for voice in folded(ids, texts)), reverse=True)


def test_copies_of_a_campaign_are_one_voice_whatever_is_put_around_them() -> None:
    copies = (CAMPAIGN, f"【拡散希望】{CAMPAIGN}", f"市長へ。{CAMPAIGN}", f"{CAMPAIGN}！！")
    assert sizes(*copies) == [4]


def test_the_campaign_of_the_sample_is_one_voice() -> None:
    comments = [c for c in sample_comments() if "白紙撤回を求めます" in c.text]
    assert len(comments) >= 12
    assert sizes(*(comment.text for comment in comments)) == [len(comments)]


@pytest.mark.parametrize(
    "prefix", ["拡散希望 ", "【拡散】", "市長へ。", "シェアします：", "RT ", "同感！ ", "再掲・"]
)
def test_no_prefix_hides_a_copy(prefix: str) -> None:
    assert sizes(CAMPAIGN, prefix + CAMPAIGN) == [2]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("学校で生成AIを使わせたいと思います", "学校で生成AIを使わせたくないと思います"),
        (
            "データセンターの建設には賛成です、進めてください",
            "データセンターの建設には反対です、進めないで",
        ),
        (
            "職員を10人増やしてください、窓口が足りません",
            "職員を10人減らしてください、窓口が足りません",
        ),
        ("補助金の上限を20万円にしてください", "補助金の上限を50万円にしてください"),
        (
            "we should ban facial recognition in stations",
            "we should not ban facial recognition in stations",
        ),
    ],
)
def test_another_stance_number_or_negation_is_another_voice(one: str, other: str) -> None:
    assert sizes(one, other) == [1, 1]


def test_width_marks_and_laughter_make_no_new_voice() -> None:
    assert sizes("ＡＩに反対！！", "AIに反対", "AIに反対ｗｗｗ 👏") == [3]


def test_short_texts_are_one_voice_only_when_equal() -> None:
    assert sizes("反対です", "賛成です", "反対です") == [2, 1]


def test_the_speaker_of_a_voice_wrote_its_shortest_wording() -> None:
    voices = folded(["a", "b"], [f"【拡散希望】{CAMPAIGN}", CAMPAIGN])
    assert [(voice.voice_id, voice.speaker) for voice in voices] == [("v-a", 1)]


def test_a_slip_does_not_speak_for_those_who_wrote_the_letter() -> None:
    voices = folded(["a", "b", "c"], [CAMPAIGN.replace("住民投票", "住民票"), CAMPAIGN, CAMPAIGN])
    assert [voice.speaker for voice in voices] == [1]


def test_who_adds_paragraphs_of_their_own_to_a_letter_still_has_its_voice() -> None:
    own = "うちは港の近くで、祖父の代から魚を干しています。夜中に低い音がすると、まず犬が起きます。"
    assert sizes(CAMPAIGN, CAMPAIGN + own, own + CAMPAIGN + own) == [3]


def test_a_letter_is_found_in_others_though_who_added_to_it_sent_it_twice() -> None:
    added = [f"{CAMPAIGN}{own}" for own in ("魚を干しています。", "夜は静かな町でした。")]
    assert sizes(added[0], added[0], CAMPAIGN, added[1]) == [4]


@pytest.mark.parametrize(
    "quoted",
    [
        "「{}」という意見は間違いです",
        "{}という人がいますが、賛成できません。",
    ],
)
def test_who_quotes_a_letter_to_contradict_it_has_a_voice_of_their_own(quoted: str) -> None:
    assert sizes(CAMPAIGN, quoted.format(CAMPAIGN)) == [1, 1]


def test_voices_are_the_same_in_whatever_order_comments_come() -> None:
    texts = {f"c{row:03d}": text for row, text in enumerate(campaign("Japanese"))}
    texts |= {f"d{row:03d}": text for row, text in enumerate(campaign("English"))}
    found = set()
    for seed in range(4):
        ids = sorted(texts)
        Random(seed).shuffle(ids)  # noqa: S311
        voices = folded(ids, [texts[comment_id] for comment_id in ids])
        named = (
            (voice.voice_id, ids[voice.speaker], tuple(sorted(ids[row] for row in voice.members)))
            for voice in voices
        )
        found.add(tuple(sorted(named)))
    assert len(found) == 1


def test_thousands_of_letters_that_differ_in_a_number_are_voices_of_their_own() -> None:
    assert sizes(*(f"{CAMPAIGN}署名は{n}筆です" for n in range(2000))) == [1] * 2000


def test_a_letter_of_100_000_characters_is_folded_with_its_copy() -> None:
    long = CAMPAIGN * 1700
    assert sizes(long, f"市長へ。{long}", "あ" * 100_000) == [2, 1]
