"""What a council member reads: the table of topics, an opened topic, the list of comments."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dash import html

from dashboard.address import Address, Sort, parse
from dashboard.kinship import Earlier, profiles
from dashboard.listing import listed
from dashboard.stance import Stances
from dashboard.views.comments import comments
from dashboard.views.opened import opened
from dashboard.views.screen import Screen
from dashboard.views.topics import ordered, topics
from koemap.edition import Edition, read
from koemap.records import Decision, Meeting, Placement, Stance
from koemap.store import Store
from tests.dashboard.components import inside, words
from tests.dashboard.meetings import a_difficult_meeting
from tests.factories import START, a_mapped_meeting

TOKYO = ZoneInfo("Asia/Tokyo")


def a_screen(edition: Edition, **chosen: Any) -> Screen:
    return Screen(edition, Address("minamo-2", **chosen), TOKYO)


def heads(screen: Screen) -> list[str]:
    """The names of the columns of the table of topics."""
    return [words(one) for one in inside(topics(screen)) if getattr(one, "scope", "") == "col"]


def with_stances(edition: Edition, topic_id: str, *stances: Stance) -> Edition:
    """The edition in which the first opinions of that topic have these stances."""
    left = list(stances)

    def one(placement: Placement) -> Placement:
        if placement.topic_id != topic_id or placement.kind != "opinion" or not left:
            return placement
        return replace(placement, stance=left.pop(0), stance_words=("窓口",))

    placements = tuple(one(placement) for placement in edition.opinion_map.placements)
    return replace(edition, opinion_map=replace(edition.opinion_map, placements=placements))


def with_stability(edition: Edition, *shares: float | None) -> Edition:
    pairs = zip(edition.topics.values(), shares, strict=True)
    firm = tuple(replace(topic, stability=share) for topic, share in pairs)
    return replace(edition, opinion_map=replace(edition.opinion_map, topics=firm))


def answered(store: Store, topic_id: str, status: str) -> Edition:
    """The edition after the council answered that topic."""
    edition = read(store, "minamo-2")
    anchors = [comment.comment_id for comment in edition.members[topic_id][:3]]
    details = {"status": status, "text": "調べています", "department": "デジタル課"}
    details |= {"on": "", "link": ""}
    decision = Decision("minamo-2", "answer", topic_id, "山田", START)
    store.decide(
        replace(
            decision,
            map_id=edition.opinion_map.map_id,
            details={**details, "anchors": anchors},
        )
    )
    return read(store, "minamo-2")


def test_a_meeting_without_stances_or_answers_has_no_columns_for_them(store: Store) -> None:
    screen = a_screen(a_mapped_meeting(store, 120))
    assert heads(screen) == ["論点", "人", "件", "質問"]
    assert "どの論点にもまだ回答がありません" in words(topics(screen))


def test_what_a_meeting_has_gets_its_column(store: Store) -> None:
    edition = with_stances(a_mapped_meeting(store, 120), "t06", *["for"] * 3, "against", "against")
    assert heads(a_screen(edition)) == ["論点", "人", "件", "質問", "賛・反"]
    assert "賛成3 反対2 条件0" in words(topics(a_screen(edition)))
    firm = with_stability(edition, 0.9, 0.6, 0.2, None, 0.75, 0.5)
    assert heads(a_screen(firm))[0] == "論点安定度順"
    told = words(topics(a_screen(firm)))
    assert [told.count(f"安定度 {word}") for word in "高中低–"] == [2, 2, 1, 1]
    assert "90%" in told


def test_an_answer_is_told_beside_its_topic(store: Store) -> None:
    a_mapped_meeting(store, 120)
    edition = answered(store, "t03", "examining")
    assert heads(a_screen(edition))[-1] == "回答"
    told = words(topics(a_screen(edition)))
    assert (told.count("検討中"), told.count("未回答")) == (1, 5)
    assert ordered(a_screen(edition, sort="answer"))[-1].topic_id == "t03"


@pytest.mark.parametrize(
    ("counts", "reliable"),
    [
        ({"for": 5, "unread": 20}, True),
        ({"for": 3, "against": 1, "conditional": 1}, True),
        ({"for": 4, "against": 0, "wish": 30}, False),
        ({"for": 5, "unread": 21}, False),
        ({}, False),
    ],
)
def test_a_stance_is_shown_for_five_comments_and_a_fifth_of_the_opinions(
    counts: dict[Any, int], reliable: bool
) -> None:
    assert Stances(counts).reliable == reliable


def test_a_topic_that_the_meeting_before_did_not_have_is_marked(store: Store) -> None:
    edition = a_mapped_meeting(store, 120)
    before = tuple(p for p in profiles(edition) if p.topic.topic_id not in ("t02", "t05"))
    earlier = Earlier(Meeting("minamo-1", "第1回"), before)
    screen = Screen(edition, Address("minamo-2", sort="new"), TOKYO, earlier)
    assert screen.new == {"t02", "t05"}
    assert {topic.topic_id for topic in ordered(screen)[:2]} == {"t02", "t05"}
    told = words(topics(screen))
    assert "新しい論点 2の論点" in told
    assert "新" not in words(topics(a_screen(edition)))


@pytest.mark.parametrize("sort", ["people", "messages", "questions", "stance", "stability"])
def test_the_table_can_be_ordered_by_each_number(store: Store, sort: Sort) -> None:
    edition = with_stances(a_mapped_meeting(store, 125), "t06", *["for"] * 3, "against", "against")
    edition = with_stability(edition, 0.1, 0.2, None, 0.4, 0.5, 0.3)
    found = ordered(a_screen(edition, sort=sort))
    first = {"questions": {"t02", "t05"}, "stance": {"t06"}, "stability": {"t05"}}
    assert found[0].topic_id in first.get(sort, edition.topics)
    sizes = [topic.n_people if sort == "people" else topic.n_comments for topic in found]
    assert sort not in ("people", "messages") or sizes == sorted(sizes, reverse=True)
    assert sort != "stability" or found[-1].topic_id == "t03"


def test_the_table_says_by_which_column_it_is_ordered(store: Store) -> None:
    table = topics(a_screen(a_mapped_meeting(store), sort="questions"))
    sorted_by = [words(one) for one in inside(table) if getattr(one, "aria-sort", None)]
    assert sorted_by == ["質問"]
    assert not [one for one in inside(table) if getattr(one, "scope", "") == "rowgroup"]


def test_for_and_against_are_quoted_with_the_words_that_decide(store: Store) -> None:
    edition = with_stances(a_mapped_meeting(store, 120), "t06", *["for"] * 3, "against", "against")
    shown = opened(a_screen(edition, topic="t06"))
    marks = [words(one) for one in inside(shown) if isinstance(one, html.Mark)]
    assert marks == ["窓口"] * 4
    assert "賛成 3・反対 2・読み取れない" in words(shown)
    assert "支持率ではありません" in words(shown)


def test_few_stances_are_not_told_of_a_topic(store: Store) -> None:
    edition = with_stances(a_mapped_meeting(store, 120), "t06", "for", "against")
    assert "賛成" not in words(opened(a_screen(edition, topic="t06")))


def test_the_questions_of_a_topic_lead_to_all_of_them(store: Store) -> None:
    edition = a_mapped_meeting(store, 120)
    shown = opened(a_screen(edition, topic="t02"))
    n = sum(
        edition.placements[comment.comment_id].kind == "question"
        for comment in edition.members["t02"]
    )
    every = next(one for one in inside(shown) if words(one) == f"質問をすべて読む（{n}件）")
    (href,) = [one.href for one in inside(every) if getattr(one, "href", "")]
    assert parse(*href.split("?")) == Address("minamo-2", topic="t02", kind="question")


def test_bars_of_time_lead_to_what_was_written_then(store: Store) -> None:
    edition = a_mapped_meeting(store, 120)
    bars = [one for one in inside(opened(a_screen(edition, topic="t01"))) if is_bar(one)]
    addresses = [parse(*bar.href.split("?")) for bar in bars]
    found = [listed(edition, address) for address in addresses if address]
    assert len(found) == len(bars) > 1
    assert sum(map(len, found)) == edition.topics["t01"].n_comments


def is_bar(one: Any) -> bool:
    return getattr(one, "className", "") == "step" and bool(getattr(one, "href", ""))


def test_a_list_can_be_narrowed_by_what_differs_in_it(store: Store) -> None:
    edition = a_difficult_meeting(store)
    told = words(comments(a_screen(edition, listing="all")))
    assert "出どころすべて 9チャット 8フォーム 1" in told
    assert "種類すべて 9意見 8拍手・あいさつなど 1" in told
    assert "立場" not in told
    narrowed = words(comments(a_screen(edition, listing="all", source="forms")))
    assert "窓口に人を残してください" in narrowed
    assert "出どころすべて 9チャット 8フォーム 1" in narrowed


def test_copies_open_in_place(store: Store) -> None:
    shown = comments(a_screen(a_difficult_meeting(store), topic="t02"))
    (copies,) = [one for one in inside(shown) if getattr(one, "className", "") == "copies"]
    assert words(copies).startswith("ほぼ同じ文面 ほか1件（あわせて2人）")
    assert words(copies).count("AIの理由を公開して") == 1


def test_what_is_hidden_cannot_be_narrowed(store: Store) -> None:
    shown = comments(a_screen(a_difficult_meeting(store), listing="hidden", kind="opinion"))
    assert "種類" not in words(shown)
