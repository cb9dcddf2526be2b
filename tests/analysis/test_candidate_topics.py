"""Candidates: groups of enough people among comments that fit no topic."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache

import numpy as np

from analysis.assigning import Assigner
from analysis.candidate_topics import candidates, is_enough, reduced
from analysis.live_map import live_map
from analysis.pipeline import make_recipe
from analysis.text import read_all
from koemap.live_records import Candidate
from koemap.records import Comment
from tests.analysis.live import MEETING, POOL, chat, written
from tests.factories import START

LATER = START + timedelta(minutes=1)
ALONE = written(
    (
        "字幕を付けてほしい",
        "会議室が寒くないですか",
        "猫が映った気がする",
        "次回の予定はどこに出ますか",
        "音楽の教科書の話はしないのか",
        "隣町の祭りに行った人いますか",
        "鉛筆削りが壊れた",
        "英語の資料もお願いします",
    ),
    start=500,
)


FLOWERS = (
    "公園の花壇に水道がほしい",
    "花壇の花の種類を増やして",
    "公園の花壇は誰が世話していますか",
    "花壇の世話をする人を募集しては",
    "駅前の花壇が枯れている",
    "花壇の花を子どもと植えたい",
    "公園の花壇の土を入れ替えて",
    "花壇の水やりを手伝います",
    "花壇に季節の花を植えてほしい",
    "枯れた花壇を直してください",
)


@cache
def known_map() -> Assigner:
    """That of the sample meeting."""
    return live_map(chat(300), make_recipe(), meeting_id=MEETING).assigner


def found(waiting: list[Comment], known: tuple[Candidate, ...] = ()) -> tuple[Candidate, ...]:
    return candidates(waiting, known_map(), known=known, at=START)


def is_about_the_pool(candidate: Candidate) -> bool:
    pool = {comment.comment_id for comment in written(POOL)}
    return len(pool.intersection(candidate.comment_ids)) >= 0.8 * len(candidate.comment_ids)


def a_candidate(comments: list[Comment], label: str = "プール") -> Candidate:
    ids = tuple(comment.comment_id for comment in comments)
    return Candidate("c-old", label, ("プール", "改修"), ids, len(ids), START)


def test_two_candidates_never_have_one_id() -> None:
    pool, flowers = written(POOL), written(FLOWERS, start=700)
    after_the_other = replace(a_candidate(flowers), candidate_id=f"c-{pool[0].comment_id}")
    first, second = found([*pool, *flowers], (after_the_other,))
    assert is_about_the_pool(first)
    assert second.candidate_id == after_the_other.candidate_id != first.candidate_id


def test_a_new_topic_of_many_people_is_a_candidate() -> None:
    (one, *_) = found([*ALONE, *written(POOL)])
    assert is_about_the_pool(one)
    assert one.n_people >= 8
    assert "プール" in one.label


def test_nothing_is_proposed_from_a_few_comments() -> None:
    assert found(written(POOL[:4])) == ()
    assert found([]) == ()


def test_one_flooding_person_is_no_candidate() -> None:
    assert not any(map(is_about_the_pool, found([*ALONE, *written(POOL, who="flooder")])))


def test_a_flood_of_one_does_not_push_out_the_others() -> None:
    flood = written([f"{n}回目だがゴルフ場を{n * 31}個作れ" for n in range(700)], "flooder", 1000)
    assert any(map(is_about_the_pool, found([*written(POOL), *flood])))


def test_one_text_of_many_accounts_is_no_candidate() -> None:
    campaign = written(["データセンターを誘致してください、私たちは待っています"] * 30, start=2000)
    ids = {comment.comment_id for comment in campaign}
    assert not any(ids.intersection(one.comment_ids) for one in found([*ALONE, *campaign]))


def test_a_candidate_keeps_its_id_as_it_grows() -> None:
    (before, *_) = found([*ALONE, *written(POOL[:10])])
    again = candidates([*ALONE, *written(POOL)], known_map(), known=[before], at=LATER)
    (after,) = [one for one in again if one.candidate_id == before.candidate_id]
    assert (after.first_at, is_about_the_pool(after)) == (START, True)
    assert after.n_people > before.n_people


def test_what_a_map_has_as_a_topic_is_proposed_no_more() -> None:
    (before, *_) = found([*ALONE, *written(POOL)])
    later = live_map([*chat(300), *written(POOL)], make_recipe(), meeting_id=MEETING).assigner
    assert candidates([*ALONE, *written(POOL)], later, known=[before], at=LATER) == ()


def test_a_candidate_without_a_withdrawn_comment_does_not_quote_it() -> None:
    comments = [replace(chat(1)[0], comment_id="gone", text="秘密の改修"), *written(POOL[1:6])]
    left = reduced(a_candidate(comments, "秘密の改修"), comments[1:])
    assert left.comment_ids == tuple(comment.comment_id for comment in comments[1:])
    assert (left.label, left.keywords, left.n_people) == ("プール", ("プール",), 5)
    assert reduced(left, comments[1:]) is left


def test_too_little_left_is_not_enough() -> None:
    pool = written(POOL[:6])
    assert is_enough(a_candidate(pool))
    assert not is_enough(reduced(a_candidate(pool), pool[:3]))


def test_comments_of_known_topics_are_no_candidate() -> None:
    assert len(found(chat(120, 300))) <= 1


def with_flowers_in_its_first_topic() -> Assigner:
    """The known map, had it put the flower beds into a topic of something else."""
    before, n = known_map(), len(FLOWERS)
    return Assigner.among(
        before.encoder,
        np.concatenate([before.vectors, before.encoder.encode(read_all(FLOWERS))]),
        np.concatenate([before.points, before.points[:n]]),
        np.concatenate([before.topics, np.zeros(n, np.int64)]),
        len(before.centres),
    )


def test_a_large_part_of_a_topic_that_is_unlike_the_whole_is_a_candidate() -> None:
    flowers = written(FLOWERS, start=700)
    (one,) = candidates([*ALONE, *flowers], with_flowers_in_its_first_topic(), at=START)
    assert set(one.comment_ids) == {comment.comment_id for comment in flowers}


def test_a_small_part_of_a_topic_is_a_candidate_only_when_all_of_it_came_of_late() -> None:
    flowers = written(FLOWERS, start=700)
    before = [one for one in chat(200) if not {*"公園花駅草樹"} & {*one.text}]
    for waiting, n in (([*before, *flowers], 1), ([*flowers, *before], 0)):
        told = candidates(waiting, with_flowers_in_its_first_topic(), at=START)
        assert sum("花壇" in one.label for one in told) == n
