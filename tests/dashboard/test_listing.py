from __future__ import annotations

from collections.abc import Iterable

import pytest

from dashboard.address import Address, Listing
from dashboard.listing import family, folded, found, listed
from koemap.records import Comment
from koemap.store import Store
from tests.dashboard.meetings import HIDDEN, a_difficult_meeting


def ids(comments: Iterable[Comment]) -> set[str]:
    return {comment.comment_id for comment in comments}


@pytest.mark.parametrize("query", ["ＡＩ", "ai", "AI", "ａｉ", "Aｉ"])
def test_a_search_finds_words_whatever_their_width_and_case(store: Store, query: str) -> None:
    assert found(a_difficult_meeting(store), query) == {"yt:4", "yt:5", "yt:6"}


def test_a_search_finds_words_in_half_width_katakana(store: Store) -> None:
    assert found(a_difficult_meeting(store), "データ") == {"yt:4"}


def test_a_search_finds_reactions_and_lone_voices_but_nothing_hidden(store: Store) -> None:
    edition = a_difficult_meeting(store)
    assert found(edition, "8888") == {"yt:8"}
    assert found(edition, "ひとりだけ") == {"yt:7"}
    assert found(edition, HIDDEN) == frozenset()


@pytest.mark.parametrize(
    ("listing", "expected"),
    [
        ("lone", {"yt:7"}),
        ("reactions", {"yt:8"}),
        ("hidden", {"yt:9"}),
        ("withdrawn", {"yt:10"}),
        ("forms", {"form:1"}),
        ("questions", set()),
        ("in_topic", {"yt:1", "yt:2", "yt:3", "yt:4", "yt:5", "yt:6", "form:1"}),
    ],
)
def test_each_number_lists_the_comments_behind_it(
    store: Store, listing: Listing, expected: set[str]
) -> None:
    assert ids(listed(a_difficult_meeting(store), Address("minamo-2", listing=listing))) == expected


def test_the_lists_of_the_account_hold_every_comment_once(store: Store) -> None:
    edition = a_difficult_meeting(store)
    names: tuple[Listing, ...] = ("in_topic", "lone", "reactions", "hidden", "withdrawn")
    listings = [listed(edition, Address("minamo-2", listing=name)) for name in names]
    assert sum(len(comments) for comments in listings) == len(edition.placements)
    assert set().union(*map(ids, listings)) == set(edition.placements)


def test_no_query_tells_what_a_hidden_comment_said(store: Store) -> None:
    edition = a_difficult_meeting(store)
    right = listed(edition, Address("minamo-2", listing="hidden", query=HIDDEN))
    assert right == listed(edition, Address("minamo-2", listing="hidden", query="違う言葉"))


def test_choices_narrow_together(store: Store) -> None:
    address = Address("minamo-2", topic="t02", query="理由", listing="chat")
    assert ids(listed(a_difficult_meeting(store), address)) == {"yt:4", "yt:5", "yt:6"}


def test_evidence_is_what_a_finding_counted(store: Store) -> None:
    address = Address("minamo-2", topic="t02", listing="evidence")
    assert ids(listed(a_difficult_meeting(store), address, {"yt:5", "yt:7"})) == {"yt:5"}


def test_near_identical_comments_fold_into_the_first_written(store: Store) -> None:
    edition = a_difficult_meeting(store)
    folds = folded(edition, listed(edition, Address("minamo-2", topic="t02")))
    assert [(f.first.comment_id, len(f.others)) for f in folds] == [
        ("yt:4", 0),
        ("yt:5", 1),
        ("form:1", 0),
    ]


def test_a_source_belongs_to_the_chat_to_video_comments_or_to_forms() -> None:
    kinds = ("youtube-live", "youtube-archive", "youtube-comments", "table", "google-forms")
    assert [family(kind) for kind in kinds] == ["chat", "chat", "video", "forms", "forms"]
