from __future__ import annotations

from datetime import timedelta

import pytest

from dashboard.kinship import before, counterparts, profiles, similar, terms
from koemap.counting import account
from koemap.edition import Edition, Received, decide
from koemap.records import Comment, Meeting, OpinionMap, Placement, Recipe, Theme, Topic
from tests.factories import START

SCHOOL = ("学校の授業で生成AIを使う", "先生が授業で生成AIを教える", "授業の宿題に生成AIを使う")
HOMEWORK = ("宿題を生成AIに書かせる子ども", "宿題の答えを生成AIに聞く", "授業の宿題は自分で書く")
POWER = (
    "データセンターの電力は足りるのか",
    "電力を使うデータセンターの場所",
    "データセンターの冷却",
)
ENGLISH = ("The library needs longer hours", "Please keep the library open", "library on Sundays")


def an_edition(*topics: tuple[str, ...], prefix: str = "t") -> Edition:
    """An edition whose topics have those texts, two units apart on the map."""
    meeting = Meeting("minamo-2", "会議", START)
    comments: dict[str, Comment] = {}
    placements: list[Placement] = []
    found: list[Topic] = []
    for number, texts in enumerate(topics):
        topic_id = f"{prefix}{number + 1:02d}"
        for text in texts:
            comment = Comment("minamo-2", f"c:{len(comments):03d}", "s", text, posted_at=START)
            comments[comment.comment_id] = comment
            placements.append(
                Placement(
                    comment.comment_id, "in_topic", "opinion", "ja", comment.comment_id, topic_id
                )
            )
        n = len(texts)
        found.append(Topic(topic_id, "T1", topic_id, (), (), n, n, n, 2.0 * number, 0.0))
    accounting = account(placements, comments, n_topics=len(found), n_themes=1)
    opinion_map = OpinionMap(
        "minamo-2",
        Recipe("static", "leiden", 0),
        (Theme("T1", "テーマ"),),
        tuple(found),
        tuple(placements),
        accounting,
    )
    return decide(Received(meeting, (), (), opinion_map, comments), ())


def test_topics_that_share_words_are_similar_and_others_are_not() -> None:
    edition = an_edition(SCHOOL, POWER, HOMEWORK, ENGLISH)
    assert similar(edition) == {"t01": ("t03",), "t02": (), "t03": ("t01",), "t04": ()}


def test_a_topic_is_new_when_the_meeting_before_had_none_like_it() -> None:
    earlier = an_edition(ENGLISH, HOMEWORK, prefix="e")
    now = an_edition(SCHOOL, POWER, ENGLISH)
    found = counterparts(profiles(now), profiles(earlier))
    assert {topic_id: before and before.topic_id for topic_id, before in found.items()} == {
        "t01": "e02",
        "t02": None,
        "t03": "e01",
    }


def test_everything_is_new_after_a_meeting_without_topics() -> None:
    found = counterparts(profiles(an_edition(SCHOOL)), ())
    assert found == {"t01": None}


def test_a_topic_of_one_text_or_of_signs_alone_is_borne() -> None:
    edition = an_edition(("！？",), ("電力",), ("",))
    assert similar(edition) == {"t01": (), "t02": (), "t03": ()}


@pytest.mark.parametrize("text", ["ＡＩの授業", "aiの授業", "AIの授業"])
def test_width_and_case_do_not_make_another_word(text: str) -> None:
    assert terms(f"{text} English") == terms(f"{text.upper()} english")


def test_the_meeting_before_is_the_last_that_began_earlier() -> None:
    meetings = [
        Meeting(name, name, START + timedelta(days=days) if days is not None else None)
        for name, days in (("first", 0), ("undated", None), ("third", 20), ("second", 10))
    ]
    third, undated = meetings[2], meetings[1]
    assert [m.meeting_id for m in before(meetings, third)] == ["second", "first"]
    assert before(meetings, meetings[0]) == []
    assert before(meetings, undated) == []
