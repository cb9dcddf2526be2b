"""Copies are one voice; what differs in stance, number or negation is another."""

from __future__ import annotations

import pytest

from analysis.voices import fold
from tests.analysis.corpora import sample_comments, sample_map

CAMPAIGN = (
    "港町データセンター計画の白紙撤回を求めます。市民の声を聞かないまま進めるAI戦略には断固反対です。"
    "今すぐ住民投票を！"
)


def sizes(*texts: str) -> list[int]:
    ids = [f"c{number}" for number in range(len(texts))]
    return sorted((len(voice.members) for voice in fold(ids, texts)), reverse=True)


def test_copies_of_a_campaign_are_one_voice_whatever_is_put_around_them() -> None:
    copies = (CAMPAIGN, f"【拡散希望】{CAMPAIGN}", f"市長へ。{CAMPAIGN}", f"{CAMPAIGN}！！")
    assert sizes(*copies) == [4]


def test_the_campaign_of_the_sample_is_one_voice() -> None:
    texts = {c.comment_id: c.text for c in sample_comments()}
    pasted = [p for p in sample_map().placements if "白紙撤回を求めます" in texts[p.comment_id]]
    assert len(pasted) >= 12
    assert len({p.voice_id for p in pasted}) == 1


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
    voices = fold(["a", "b"], [f"【拡散希望】{CAMPAIGN}", CAMPAIGN])
    assert [(voice.voice_id, voice.speaker) for voice in voices] == [("v-a", 1)]
