"""Words of erased comments leave what a live meeting keeps, without an analyst to do it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from koemap.live_records import Assignment, Candidate, Flag, Happening
from koemap.records import Comment
from koemap.store import Store
from tests.factories import START, a_map, a_meeting, a_source, some_comments

MEETING = "minamo-2"
TOLD = "裏庭に埋めた箱のことを知っている市長は出ていけ"
FLAG = Flag("attack", ("市長は出ていけ",))


@pytest.fixture
def over(any_store: Store) -> Store:
    """A meeting that was live: a comment of it told of a box and was flagged."""
    first, *others = some_comments(60)
    comments = (replace(first, text=TOLD), *others)
    any_store.add_meeting(a_meeting())
    any_store.add_source(a_source())
    any_store.save_comments(a_source(), comments)
    any_store.assign(MEETING, [said(comments[0], FLAG), said(comments[1], FLAG)])
    return any_store


def said(comment: Comment, *flags: Flag) -> Assignment:
    return Assignment(comment.comment_id, "opinion", "ja", comment.comment_id, flags=flags)


def named(store: Store, label: str, *keywords: str) -> None:
    """Give a topic of the map, a candidate, and lines on what happened that name."""
    made = a_map(store.comments(MEETING))
    topic = replace(made.topics[0], label=label, keywords=keywords)
    store.save_map(replace(made, topics=(topic, *made.topics[1:])))
    store.save_candidates(
        MEETING, [Candidate("c-1", label, keywords, ("yt:0000", "yt:0001"), 2, START)]
    )
    lines = (("new", f"New: {label} (9 comments)", f"新しい論点：{label}（声 9件）"),)
    store.note(MEETING, [Happening(START, *line) for line in lines])


def erase(store: Store, how: str) -> None:
    if how == "withdraw":
        store.save_comments(a_source(), [], {"yt:0000": "deleted"})
    else:
        store.purge(MEETING, everything=True)


def lines(store: Store) -> list[tuple[str, str]]:
    return [(one.en, one.ja) for one in store.happenings(MEETING)]


def flags(store: Store) -> dict[str, tuple[Flag, ...]]:
    return {one.comment_id: one.flags for one in store.assignments(MEETING)}


@pytest.mark.parametrize(
    ("how", "left"),
    [
        ("withdraw", {"yt:0000": (), "yt:0001": (FLAG,)}),
        ("purge", {"yt:0000": (), "yt:0001": ()}),
    ],
)
def test_flags_go_with_the_words_they_quote(
    over: Store, how: str, left: dict[str, tuple[Flag, ...]]
) -> None:
    before = over.heads(MEETING)[1]
    erase(over, how)
    assert flags(over) == left
    told_anew = over.assignments(MEETING, after=before)
    assert {one.comment_id for one in told_anew} == {one for one, now in left.items() if not now}
    assert len({one.number for one in over.assignments(MEETING)}) == 2


def test_what_is_said_too_late_of_an_erased_comment_flags_nothing(over: Store) -> None:
    erase(over, "withdraw")
    first, second = over.comments(MEETING)[:2]
    over.assign(MEETING, [said(first, FLAG), said(second, FLAG)])
    assert flags(over) == {"yt:0000": (), "yt:0001": (FLAG,)}


def test_words_that_only_a_withdrawn_comment_said_leave_candidates_and_lines(over: Store) -> None:
    named(over, "審査の理由・裏庭に埋めた箱", "裏庭", "理由")
    erase(over, "withdraw")
    (left,) = over.candidates(MEETING)
    assert (left.label, left.keywords) == ("審査の理由", ("理由",))
    assert lines(over) == [
        ("New: 審査の理由・… (9 comments)", "新しい論点：審査の理由・…（声 9件）")
    ]


def test_words_of_a_withdrawn_comment_leave_lines_on_topics_that_went_quiet(over: Store) -> None:
    named(over, "裏庭に埋めた箱", "裏庭")
    quiet = "Nobody has spoken of “裏庭に埋めた箱”", "「裏庭に埋めた箱」の話は出ていません"
    over.note(MEETING, [Happening(START, "quiet", *quiet)])
    erase(over, "withdraw")
    assert not [line for told in lines(over) for line in told if "裏庭" in line]


def test_a_purge_takes_long_names_and_leaves_short_ones(over: Store) -> None:
    named(over, TOLD[:14] + "…", "裏庭", "理由")
    erase(over, "purge")
    (left,) = over.candidates(MEETING)
    assert (left.label, left.keywords) == ("裏庭・理由", ("裏庭", "理由"))
    assert lines(over) == [("New: … (9 comments)", "新しい論点：…（声 9件）")]


def test_a_dry_run_and_what_others_say_too_leave_everything(over: Store) -> None:
    named(over, "審査の理由", "理由", "公開")
    before = over.candidates(MEETING), lines(over), flags(over)
    over.purge(MEETING, everything=True, dry_run=True)
    assert (over.candidates(MEETING), lines(over), flags(over)) == before
    erase(over, "withdraw")
    assert (over.candidates(MEETING), lines(over)) == before[:2]


def test_lines_on_processes_stay_as_they_are(over: Store) -> None:
    named(over, "裏庭", "裏庭")
    told = Happening(START, "web", "the web of 裏庭 is back", "裏庭のウェブが戻りました")
    over.note(MEETING, [told])
    erase(over, "withdraw")
    assert lines(over)[1] == (told.en, told.ja)
