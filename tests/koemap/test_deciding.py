"""What people decide about topics stands on the map they saw and on those made after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from koemap.deciding import Hand
from koemap.edition import Edition, read
from koemap.errors import DecisionError
from koemap.live_records import Candidate
from koemap.records import Decision, OpinionMap
from koemap.store import Store
from tests.factories import START, a_map, a_mapped_meeting, some_comments


def after(store: Store, decision: Decision) -> Edition:
    store.decide(decision)
    return read(store, "minamo-2")


def a_hand(edition: Edition) -> Hand:
    return Hand(edition, "山田", START)


def turned(opinion_map: OpinionMap) -> OpinionMap:
    """The same topics under other ids, as another analysis may number them."""
    new = {topic.topic_id: f"t{9 - n:02d}" for n, topic in enumerate(opinion_map.topics)}
    return replace(
        opinion_map,
        topics=tuple(replace(t, topic_id=new[t.topic_id]) for t in opinion_map.topics),
        placements=tuple(
            replace(p, topic_id=new.get(p.topic_id, "")) for p in opinion_map.placements
        ),
    )


def analyzed_again(store: Store) -> Edition:
    store.save_map(turned(a_map(some_comments())))
    return read(store, "minamo-2")


def test_a_name_that_a_person_gave_stays_when_the_map_is_made_anew(store: Store) -> None:
    before = a_mapped_meeting(store)
    named = after(store, a_hand(before).rename("t02", "  間違えた  ときの責任 "))
    assert named.topics["t02"].label == "間違えた ときの責任"
    assert named.named["t02"].by == "山田"
    again = analyzed_again(store)
    assert again.topics["t08"].label == "間違えた ときの責任"
    assert [t.label for t in again.topics.values()].count("間違えた ときの責任") == 1


def test_a_theme_keeps_its_name_too(store: Store) -> None:
    before = a_mapped_meeting(store)
    after(store, a_hand(before).rename_theme("T2", "学校"))
    assert {t.theme_id: t.label for t in analyzed_again(store).opinion_map.themes}["T2"] == "学校"


def test_merged_topics_are_counted_as_one(store: Store) -> None:
    before = a_mapped_meeting(store)
    merged = after(store, a_hand(before).merge("t02", "t01"))
    assert "t02" not in merged.topics
    both = before.members["t01"] + before.members["t02"]
    assert merged.topics["t01"].n_comments == len(both)
    assert {c.comment_id for c in merged.members["t01"]} == {c.comment_id for c in both}
    assert merged.opinion_map.accounting.topics == before.opinion_map.accounting.topics - 1
    assert merged.opinion_map.accounting.adds_up()
    again = analyzed_again(store)
    assert again.topics["t09"].n_comments == len(both)


def test_an_act_on_a_merged_topic_is_about_what_it_became(store: Store) -> None:
    before = a_mapped_meeting(store)
    store.decide(a_hand(before).answer("t02", "noted", "受け止めました"))
    merged = after(store, a_hand(before).merge("t02", "t01"))
    assert "t02" not in merged.answers
    store.decide(a_hand(before).answer("t02", "adopted", "採用します"))
    assert read(store, "minamo-2").answers["t01"].status == "adopted"


def test_comments_split_off_are_a_topic_of_their_own(store: Store) -> None:
    before = a_mapped_meeting(store)
    chosen = [c.comment_id for c in before.members["t03"][:3]]
    split = after(store, a_hand(before).split("t03", chosen, "授業の中身"))
    (topic_id,) = set(split.topics) - set(before.topics)
    assert split.topics[topic_id].label == "授業の中身"
    assert {c.comment_id for c in split.members[topic_id]} == set(chosen)
    assert split.topics["t03"].n_comments == before.topics["t03"].n_comments - 3
    assert set(split.topics["t03"].exemplars).isdisjoint(chosen)
    assert split.opinion_map.accounting.adds_up()
    again = analyzed_again(store)
    assert {c.comment_id for c in again.members[topic_id]} == set(chosen)


def test_a_pinned_comment_is_the_first_example(store: Store) -> None:
    before = a_mapped_meeting(store)
    last = before.members["t01"][-1].comment_id
    pinned = after(store, a_hand(before).pin(last))
    assert pinned.topics["t01"].exemplars[0] == last
    assert analyzed_again(store).topics["t09"].exemplars[0] == last
    back = after(store, a_hand(read(store, "minamo-2")).unpin(last))
    assert back.topics["t09"].exemplars == before.topics["t01"].exemplars


def test_the_last_answer_stands_and_survives_the_next_analysis(store: Store) -> None:
    hand = a_hand(a_mapped_meeting(store))
    store.decide(hand.answer("t04", "examining", "調べています", department="デジタル課"))
    on = date(2026, 11, 30)
    link = "https://example.org/1"
    answered = after(store, hand.answer("t04", "done", "窓口で始めました", on=on, link=link))
    assert answered.answers["t04"].status == "done"
    assert analyzed_again(store).answers["t06"].on == date(2026, 11, 30)


def test_undoing_takes_an_act_back_and_undoing_that_brings_it_again(store: Store) -> None:
    before = a_mapped_meeting(store)
    merged = store.decide(a_hand(before).merge("t02", "t01"))
    undone = after(store, a_hand(read(store, "minamo-2")).undo(merged.decision_id))
    assert undone.opinion_map == before.opinion_map
    redone = after(store, a_hand(undone).undo(undone.last_decision))
    assert "t02" not in redone.topics
    assert len(redone.decisions) == 3


def test_an_act_whose_comments_are_scattered_reaches_nothing(store: Store) -> None:
    before = a_mapped_meeting(store)
    store.decide(a_hand(before).rename("t01", "公開"))
    names = [f"t{n + 1:02d}" for n in range(6)]
    scattered = tuple(
        replace(p, topic_id=names[(n // 6) % 6]) if p.topic_id else p
        for n, p in enumerate(a_map(some_comments()).placements)
    )
    store.save_map(replace(a_map(some_comments()), placements=scattered))
    edition = read(store, "minamo-2")
    assert "公開" not in {t.label for t in edition.topics.values()}
    assert edition.reached == {}
    assert len(edition.stood) == 1


def repeated(store: Store, n: int = 4) -> Edition:
    """A meeting in which the first comment of a topic was sent n times."""
    edition = a_mapped_meeting(store)
    alike = {c.comment_id for c in edition.members["t01"][:n]}
    placements = tuple(
        replace(p, voice_id="v-one") if p.comment_id in alike else p
        for p in edition.opinion_map.placements
    )
    store.save_map(replace(a_map(some_comments()), placements=placements))
    return read(store, "minamo-2")


def test_hiding_a_voice_hides_all_that_say_the_same_and_one_undoing_brings_them_back(
    store: Store,
) -> None:
    before = repeated(store)
    alike = [c.comment_id for c in before.members["t01"][:4]]
    hidden = after(store, a_hand(before).hide(alike[1], "宣伝", copies=True))
    assert set(hidden.hidden) == set(alike)
    assert len(hidden.decisions) == 1
    assert hidden.opinion_map.accounting.hidden == 4
    assert set(analyzed_again(store).hidden) == set(alike)
    shown = after(store, a_hand(hidden).show(alike[0]))
    assert set(shown.hidden) == set(alike[1:])
    undone = after(store, a_hand(shown).undo(1))
    assert undone.hidden == {}


def test_a_comment_alone_is_hidden_alone(store: Store) -> None:
    before = repeated(store)
    one, *others = (c.comment_id for c in before.members["t01"][:4])
    assert set(after(store, a_hand(before).hide(one, "宣伝")).hidden) == {one}
    lonely = before.members["t02"][0].comment_id
    decision = a_hand(before).hide(lonely, "宣伝", copies=True)
    assert decision.details == {}
    assert before.placements[others[0]].voice_id == before.placements[one].voice_id


def test_a_hidden_comment_leaves_an_edited_topic_too(store: Store) -> None:
    before = a_mapped_meeting(store)
    store.decide(a_hand(before).merge("t02", "t01"))
    comment_id = before.members["t02"][0].comment_id
    edition = after(store, a_hand(read(store, "minamo-2")).hide(comment_id, "個人への攻撃"))
    assert comment_id not in {c.comment_id for c in edition.members["t01"]}
    assert edition.opinion_map.accounting.adds_up()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda hand: hand.hide("yt:0000", " "),
        lambda hand: hand.hide("nobody", "攻撃"),
        lambda hand: hand.show("yt:0000"),
        lambda hand: hand.rename("t99", "名前"),
        lambda hand: hand.rename("t01", ""),
        lambda hand: hand.rename("t01", "長" * 61),
        lambda hand: hand.rename_theme("T9", "名前"),
        lambda hand: hand.merge("t01", "t01"),
        lambda hand: hand.split("t01", [], "名前"),
        lambda hand: hand.split("t01", [c.comment_id for c in some_comments()], "名前"),
        lambda hand: hand.pin("yt:0006"),
        lambda hand: hand.unpin("yt:0000"),
        lambda hand: hand.answer("t01", "maybe", "x"),
        lambda hand: hand.answer("t01", "declined", ""),
        lambda hand: hand.answer("t01", "noted", "x", link="javascript:alert(1)"),
        lambda hand: hand.undo(77),
        lambda hand: Hand(hand.edition, " ").approve(),
    ],
)
def test_what_cannot_be_done_is_refused_in_both_languages(store: Store, wrong) -> None:
    with pytest.raises(DecisionError) as refused:
        wrong(a_hand(a_mapped_meeting(store)))
    assert refused.value.ja
    assert "\n" not in str(refused.value)


def test_an_answer_goes_with_its_topic_into_another(store: Store) -> None:
    answered = after(store, a_hand(a_mapped_meeting(store)).answer("t02", "noted", "受け止めます"))
    merged = after(store, a_hand(answered).merge("t02", "t01"))
    assert merged.answers["t01"].text == "受け止めます"
    assert after(store, a_hand(merged).undo(2)).answers["t02"].text == "受け止めます"


def test_what_is_undone_cannot_be_undone_again(store: Store) -> None:
    named = after(store, a_hand(a_mapped_meeting(store)).rename("t02", "責任"))
    undone = after(store, a_hand(named).undo(1))
    with pytest.raises(DecisionError, match="undone already"):
        a_hand(undone).undo(1)


def test_an_edit_remembers_the_name_that_was_there(store: Store) -> None:
    before = a_mapped_meeting(store)
    details = a_hand(before).merge("t02", "t01").details
    assert details["was"] == before.topics["t02"].label
    assert details["into_was"] == before.topics["t01"].label


def test_a_candidate_that_was_adopted_is_a_topic_on_every_map(store: Store) -> None:
    before = a_mapped_meeting(store)
    alone = [p.comment_id for p in before.opinion_map.placements if p.status == "lone"][:5]
    candidate = Candidate("c-1", "共同", ("共同", "調達"), tuple(alone), 4, START)
    edition = after(store, a_hand(before).adopt(candidate, "共同で作る"))
    (topic_id,) = edition.topics.keys() - before.topics.keys()
    topic = edition.topics[topic_id]
    assert (topic.label, topic.n_comments, topic.keywords) == ("共同で作る", 5, ("共同", "調達"))
    assert topic.theme_id in {theme.theme_id for theme in edition.opinion_map.themes}
    assert {c.comment_id for c in edition.members[topic_id]} == set(alone)
    assert analyzed_again(store).topics[topic_id].label == "共同で作る"


def test_when_a_topic_was_taken_up_is_found_again_on_another_map(store: Store) -> None:
    edition = after(store, a_hand(a_mapped_meeting(store)).take_up("t02", 2480.0))
    assert [d.details["offset_seconds"] for d in edition.taken_up["t02"]] == [2480.0]
    assert list(analyzed_again(store).taken_up) == ["t08"]
