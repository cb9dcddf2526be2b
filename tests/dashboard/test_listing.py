from __future__ import annotations

from collections.abc import Iterable

import pytest

from dashboard.address import Address, Listing
from dashboard.listing import Page, family, found, listed, open_to, paged, tallied
from koemap.edition import Edition
from koemap.records import Comment
from koemap.store import Store
from tests.dashboard.meetings import HIDDEN, a_difficult_meeting


def a_page(edition: Edition, address: Address) -> Page:
    return paged(edition, open_to(edition, address), address, 25)


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
    address = Address("minamo-2", topic="t02", query="理由", source="chat")
    assert ids(listed(a_difficult_meeting(store), address)) == {"yt:4", "yt:5", "yt:6"}


def test_evidence_is_what_a_finding_counted(store: Store) -> None:
    address = Address("minamo-2", topic="t02", listing="evidence")
    assert ids(listed(a_difficult_meeting(store), address, {"yt:5", "yt:7"})) == {"yt:5"}


def test_near_identical_comments_fold_into_the_first_written(store: Store) -> None:
    edition = a_difficult_meeting(store)
    folds = a_page(edition, Address("minamo-2", topic="t02")).folds
    assert [(f.first.comment_id, len(f.others), f.n_people) for f in folds] == [
        ("yt:4", 0, 1),
        ("yt:5", 1, 2),
        ("form:1", 0, 1),
    ]


def test_the_voice_of_most_people_comes_first_when_asked(store: Store) -> None:
    edition = a_difficult_meeting(store)
    folds = a_page(edition, Address("minamo-2", topic="t02", order="people")).folds
    assert [f.first.comment_id for f in folds] == ["yt:5", "yt:4", "form:1"]


def test_the_copies_of_a_voice_can_be_read_one_by_one(store: Store) -> None:
    edition = a_difficult_meeting(store)
    folds = a_page(edition, Address("minamo-2", voice="v-yt:5")).folds
    assert [f.first.comment_id for f in folds] == ["yt:5", "yt:6"]


def test_a_stretch_of_the_video_begins_with_its_first_minute_and_ends_before_its_last(
    store: Store,
) -> None:
    edition = a_difficult_meeting(store)
    between = Address("minamo-2", from_minute=3, to_minute=5)
    assert ids(listed(edition, between)) == {"yt:4", "yt:5"}
    assert ids(listed(edition, Address("minamo-2", to_minute=1))) == {"yt:1"}


def test_traits_narrow_a_list_and_are_counted_before_they_do(store: Store) -> None:
    edition = a_difficult_meeting(store)
    address = Address("minamo-2", topic="t02", source="forms")
    counts = {traits.source: n for traits, n in tallied(open_to(edition, address)).items()}
    assert counts == {"chat": 3, "forms": 1}
    assert ids(listed(edition, address)) == {"form:1"}


def test_a_source_belongs_to_the_chat_to_video_comments_or_to_forms() -> None:
    kinds = ("youtube-live", "youtube-archive", "youtube-comments", "table", "google-forms")
    assert [family(kind) for kind in kinds] == ["chat", "chat", "video", "forms", "forms"]
