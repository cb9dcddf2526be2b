"""An edition shows the map as people's decisions leave it, and its sums still add up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from koemap.counting import count_people
from koemap.edition import Edition, read
from koemap.errors import StoreError
from koemap.left import decided
from koemap.records import Comment, Decision
from koemap.store import Store
from tests.factories import START, a_map, a_mapped_meeting, a_source, some_comments


def hide(store: Store, comment_id: str, act: str = "hide") -> Edition:
    store.decide(Decision("minamo-2", act, comment_id, "山田", START, "個人への攻撃"))
    return read(store, "minamo-2")


def test_a_fresh_edition_is_the_map_itself(store: Store) -> None:
    edition = a_mapped_meeting(store)
    assert edition.opinion_map == store.opinion_map("minamo-2")
    assert edition.approval is None


def test_hiding_a_comment_takes_it_out_and_counts_it(store: Store) -> None:
    before = a_mapped_meeting(store)
    after = hide(store, "yt:0000")
    assert after.placements["yt:0000"].status == "hidden"
    assert after.topics["t01"].n_comments == before.topics["t01"].n_comments - 1
    assert after.topics["t01"].exemplars == before.topics["t01"].exemplars[1:]
    assert after.opinion_map.accounting.hidden == 1
    assert after.opinion_map.accounting.adds_up()
    assert store.opinion_map("minamo-2") == before.opinion_map


def test_showing_it_again_brings_everything_back(store: Store) -> None:
    before = a_mapped_meeting(store)
    hide(store, "yt:0000")
    assert hide(store, "yt:0000", "show").opinion_map == before.opinion_map


def test_a_comment_withdrawn_after_the_map_leaves_it(store: Store) -> None:
    a_mapped_meeting(store)
    store.save_comments(a_source(), (), {"yt:0001": "deleted"})
    edition = read(store, "minamo-2")
    assert edition.placements["yt:0001"].status == "withdrawn"
    assert edition.opinion_map.accounting.adds_up()
    assert all(c.comment_id != "yt:0001" for c in edition.members["t02"])


def test_a_topic_whose_comments_are_all_hidden_is_gone(store: Store) -> None:
    members = a_mapped_meeting(store).members["t03"]
    for comment in members:
        edition = hide(store, comment.comment_id)
    assert "t03" not in edition.topics
    assert edition.opinion_map.accounting.topics == 5


def test_names_lose_the_words_that_only_a_hidden_comment_had(store: Store) -> None:
    comments = some_comments()
    opinion_map = a_map(comments)
    first, *others = opinion_map.topics
    telling = replace(first, label="54番目の声・審査", keywords=("54番目", "審査", "公開"))
    opinion_map = replace(opinion_map, topics=(telling, *others))
    by_id = {comment.comment_id: comment for comment in comments}
    assert decided(opinion_map, by_id, set()).topics[0] == telling
    topic = decided(opinion_map, by_id, {"yt:0054"}).topics[0]
    assert (topic.label, topic.keywords) == ("審査", ("審査", "公開"))
    assert decided(opinion_map, by_id, {"yt:0006"}).topics[0].label == telling.label


def test_members_come_in_the_order_they_were_written(store: Store) -> None:
    members = a_mapped_meeting(store).members["t01"]
    assert [c.posted_at for c in members] == sorted(c.posted_at for c in members if c.posted_at)


def test_the_last_approval_of_the_map_is_shown(store: Store) -> None:
    edition = a_mapped_meeting(store)
    for name in ("山田", "佐藤"):
        store.decide(Decision("minamo-2", "approve", edition.opinion_map.map_id, name, START))
    approval = read(store, "minamo-2").approval
    assert approval is not None
    assert approval.by == "佐藤"


def test_comments_without_an_author_each_count_as_a_person() -> None:
    comments = [Comment("m", str(n), "s", "x", key) for n, key in enumerate("aab")]
    assert count_people([*comments, Comment("m", "9", "s", "x"), Comment("m", "8", "s", "y")]) == 4


def test_a_map_of_comments_that_are_gone_is_refused() -> None:
    comments = some_comments(60)
    known = {c.comment_id: c for c in comments[1:]}
    with pytest.raises(StoreError, match="1 comments not in the store"):
        decided(replace(a_map(comments), map_id="0001-x"), known, frozenset())
