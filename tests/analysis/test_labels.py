"""Labels are noun phrases that many people of a topic say and the other topics do not."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.labels import Names, name
from analysis.tallies import Crowd
from analysis.text import read_all
from tests.analysis.corpora import sample_comments, sample_map

PARTICLES = "のがをにへとはもで、。"
EMPTY = {"こと", "もの", "ため", "よう", "それ", "これ", "思う", "意見", "質問", "お願い", "市民"}
BUSES = ["バスの本数を増やして", "夜のバスがほしい", "バスの停留所が遠い", "バスは高い"]


def crowd(texts: Sequence[str], people: Sequence[set[str]] | None = None) -> Crowd:
    """The texts as one topic, each of a person of their own unless told otherwise."""
    return Crowd(read_all(texts), people or [{f"{texts[0]} {row}"} for row in range(len(texts))])


def named(*topics: Sequence[str], themes: Sequence[str] = ()) -> Names:
    return name([crowd(texts) for texts in topics], themes or ["T1"] * len(topics))


def texts_by_topic() -> dict[str, list[str]]:
    texts = {c.comment_id: c.text for c in sample_comments()}
    found: dict[str, list[str]] = {}
    for placement in sample_map().placements:
        found.setdefault(placement.topic_id, []).append(texts[placement.comment_id])
    return found


def test_each_phrase_of_a_label_stands_in_a_comment_of_its_topic() -> None:
    said = texts_by_topic()
    for topic in sample_map().topics:
        for phrase in topic.label.split("・"):
            assert any(phrase in text for text in said[topic.topic_id]), topic.label


def test_each_phrase_of_a_theme_stands_in_a_comment_of_its_topics() -> None:
    said = texts_by_topic()
    for theme in sample_map().themes:
        inside = [t.topic_id for t in sample_map().topics if t.theme_id == theme.theme_id]
        texts = [text for topic_id in inside for text in said[topic_id]]
        for phrase in theme.label.split("・"):
            assert any(phrase in text for text in texts), theme.label


def test_no_two_topics_or_themes_have_the_same_label() -> None:
    labels = [item.label for item in (*sample_map().topics, *sample_map().themes)]
    assert len(labels) == len(set(labels))


def test_labels_neither_end_in_particles_nor_say_nothing() -> None:
    for topic in sample_map().topics:
        for phrase in topic.label.split("・"):
            assert phrase not in EMPTY
            (document,) = read_all([phrase])
            assert document.words[-1].content or phrase[-1] not in PARTICLES, phrase


def test_what_many_people_say_names_a_topic_and_what_one_person_repeats_does_not() -> None:
    texts = [
        "駐輪場を作れ",
        "駐輪場がない",
        "駐輪場だ",
        "駐輪場！",
        "保育園が足りない",
        "保育園を増やして",
    ]
    people = [{"one"}] * 4 + [{"another"}, {"a third"}]
    names = name([crowd(texts, people), crowd(BUSES)], ["T1", "T1"])
    assert names.topics[0].split("・")[0] == "保育園"


def test_a_voice_of_many_people_counts_for_each_of_them() -> None:
    texts = [
        "図書館の改修を急いで",
        "図書館の改修は大切",
        "駐輪場がほしい",
        "駐輪場が遠い",
        "駐輪場が狭い",
    ]
    many = {f"signer {number}" for number in range(20)}
    people = [many, {"a"}, {"b"}, {"c"}, {"d"}]
    names = name([crowd(texts, people), crowd(BUSES)], ["T1", "T1"])
    assert names.topics[0] == "図書館の改修"


def test_a_compound_is_kept_whole_and_two_are_linked_as_they_were_said() -> None:
    texts = ["放課後児童クラブを広げて", "放課後児童クラブが狭い", "放課後児童クラブの時間を長く"]
    linked = ["ごみ袋の値段が高い", "ごみ袋の値段を下げて", "ごみ袋の値段に驚いた"]
    names = named(texts, linked, BUSES)
    assert names.topics[:2] == ("放課後児童クラブ", "ごみ袋の値段")


def test_a_phrase_names_a_topic_where_its_words_do_not() -> None:
    texts = [
        "compulsory voting is fair to all",
        "We need compulsory voting now",
        "I am against compulsory voting",
    ]
    others = ["School uniforms cost a lot", "the school uniforms are ugly", "no school uniforms"]
    assert named(texts, others).topics == ("compulsory voting", "school uniforms")


def test_a_thing_or_a_whole_request_is_a_name_and_a_deed_alone_is_not() -> None:
    cancel = ["please cancel the alarm now", "I want to cancel the alarm", "cancel the alarm, you"]
    snooze = ["please snooze the alarm now", "I want to snooze the alarm", "snooze the alarm, you"]
    assert named(cancel, snooze).topics == ("cancel the alarm", "snooze the alarm")
    japanese = ["予約を変更したい", "予約を変更する", "すぐ予約を変更して", "予約を変更"]
    assert named(japanese, BUSES).topics[0] == "予約を変更"


def test_small_words_join_things_as_people_say() -> None:
    costs = ["the cost of living is high", "our cost of living rises", "cost of living hurts us"]
    parks = ["the parks are clean", "more parks for us", "we love parks"]
    assert named(costs, parks).topics[0] == "cost of living"


def test_no_label_has_a_person_a_mask_a_number_or_a_time() -> None:
    texts = [
        "佐藤さんは明日午前9時に［電話番号］へ、水道料金の話",
        "佐藤さんに明日午前9時、［電話番号］で水道料金を聞いた",
        "佐藤さん、明日午前9時の［電話番号］、水道料金",
    ]
    assert named(texts, BUSES).topics[0] == "水道料金"
    times = ["月曜日は騒音がひどい", "月曜日の騒音", "月曜日に騒音を測って"]
    masks = ["［住所］は騒音がひどい", "［住所］の騒音", "［住所］で騒音を測って"]
    assert {named(said, BUSES).topics[0] for said in (times, masks)} == {"騒音"}


def test_a_word_too_general_to_name_a_subject_is_no_label() -> None:
    texts = ["市民の意見を聞いて、給食費の問題", "市民の意見と給食費の問題", "市民の意見、給食費"]
    assert named(texts, BUSES).topics[0].startswith("給食費")
    english = ["issues with traffic", "the issues of traffic", "the traffic, issues!"]
    assert named(english, ["buses are late", "more buses", "buses!"]).topics[0] == "traffic"


def test_a_second_phrase_is_there_only_when_the_first_leaves_most_people_out() -> None:
    narrow = [f"体育館が{end}" for end in ("寒い", "古い", "暗い")]
    narrow += [f"公民館が{end}" for end in ("遠い", "狭い", "汚い")]
    broad = [f"下水道が{end}" for end in ("臭い", "古い", "浅い", "細い", "詰まる")]
    broad += [f"用水路が{end}" for end in ("危ない", "深い", "汚い")]
    first, second, _ = named(narrow, broad, BUSES).topics
    assert set(first.split("・")) == {"体育館", "公民館"}
    assert second == "下水道"


def test_two_phrases_of_a_label_are_no_forms_of_one_word() -> None:
    texts = ["tourist fees", "the tourist office", "tourism is work", "our tourism", "hotels", "x"]
    parks = ["the parks are clean", "more parks for us", "we love parks"]
    label = named(texts, parks).topics[0]
    assert not {"tourist", "tourism"} <= set(label.split("・"))


def test_two_topics_about_one_word_have_different_labels() -> None:
    labels = named(
        BUSES, [text + "です" for text in BUSES], ["給食費が高い", "給食費を無料に"]
    ).topics
    assert len(set(labels)) == 3
    assert not any(label.endswith("…") for label in labels)


def test_a_label_is_in_the_language_of_most_people() -> None:
    texts = ["自動翻訳がほしい", "自動翻訳は便利", "通訳がいない", "漢字が読めない"]
    texts += [f"automatic translation {end}" for end in ("please", "is good", "for all")]
    assert named(texts, BUSES).topics[0].startswith("自動翻訳")


def test_what_a_hyphen_ties_stays_together() -> None:
    texts = ["the top-up failed", "my top-up is slow", "a top-up for me", "where is the top-up"]
    wild = ["non-native birds", "the non-native birds", "our non-native birds", "non-native birds!"]
    assert named(texts, wild).topics == ("top-up", "non-native birds")


def test_a_capital_at_the_beginning_of_a_sentence_is_not_kept() -> None:
    texts = ["Flood maps help", "Flood maps save lives", "we like flood maps", "see our flood maps"]
    parks = ["the parks are clean", "more parks for us", "we love parks"]
    assert named(texts, parks).topics[0] == "flood maps"


def test_a_theme_bears_what_its_topics_share() -> None:
    fees = ["学校給食の費用が高い", "学校給食の費用を下げて", "学校給食の費用に驚いた"]
    milk = ["学校給食の牛乳が多い", "学校給食の牛乳を減らして", "学校給食の牛乳はいらない"]
    names = named(fees, milk, BUSES, themes=["T1", "T1", "T2"])
    assert names.themes["T1"] == "学校給食"


def test_a_theme_without_a_shared_phrase_bears_those_of_its_topics() -> None:
    sewers = [f"下水道が{end}" for end in ("臭い", "古い", "浅い")]
    halls = [f"体育館が{end}" for end in ("寒い", "古い", "暗い")]
    names = named(sewers, halls, BUSES, themes=["T1", "T1", "T2"])
    assert names.themes["T1"] == "下水道・体育館"


def test_a_topic_that_no_phrase_names_bears_the_beginning_of_a_comment() -> None:
    cold = ["今日はとても寒いですか", "今日は寒いですか", "今日は寒くないですか"]
    label = named(cold, BUSES).topics[0]
    assert any(text.startswith(label) for text in cold)


def test_one_letter_or_sound_names_no_topic_and_a_word_of_one_sign_does() -> None:
    noise, words = named(["w", "あ", "草", "ｗｗ", "駅まで歩く"], BUSES).topics
    assert (noise, "バス" in words) == ("駅まで歩く", True)
    assert named(["w", "あ", "草", "ｗｗ"], BUSES).topics[0] == "…"
    station = named(["駅が遠い", "駅は暗い", "駅に行けない", "駅が古い"], BUSES).topics[0]
    assert station.startswith("駅")


def test_the_order_of_the_comments_changes_no_label() -> None:
    topics = [texts for topic_id, texts in texts_by_topic().items() if topic_id]
    assert named(*(texts[::-1] for texts in topics)) == named(*topics)
