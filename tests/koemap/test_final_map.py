"""The map that ends a live meeting says what it changed, and loses nothing that people decided."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from analysis.continuing import upheld_ids
from analysis.pipeline import build_map, make_recipe
from koemap.cli.analyze import run
from koemap.deciding import Hand
from koemap.edition import read
from koemap.live_records import MAP_CHANGES
from koemap.records import OpinionMap
from koemap.store import Store
from tests.analysis.live import MEETING, chat
from tests.factories import START, a_meeting, a_source

FINAL = make_recipe(ids_only=True)
SCATTERED = "t40"


def test_what_became_of_topics_is_noted_once_with_the_map_that_changed_them(store: Store) -> None:
    store.add_meeting(a_meeting())
    store.add_source(a_source())
    store.save_comments(a_source(), chat(120))
    first = build_map(store.comments(MEETING), make_recipe(), meeting_id=MEETING)
    known = store.save_map(first)
    assert store.changes_of(known) == ()
    store.save_comments(a_source(), chat(200, 120))
    made = run(store, MEETING, FINAL, earlier=known)
    changes = store.changes_of(made)
    assert {one.kind for one in changes} & set(MAP_CHANGES)
    assert all(one.ja and one.en and one.at == made.created_at for one in changes)
    assert run(store, MEETING, FINAL, earlier=known).map_id == made.map_id
    assert store.changes_of(made) == changes


def with_a_scattered_topic(made: OpinionMap) -> OpinionMap:
    """The map with every fifth comment in a topic that no free map would have."""
    topic = replace(made.topics[0], topic_id=SCATTERED, label="裏庭の箱")
    ids = [p.comment_id for p in made.placements if p.voice_id][::5]
    placed = (
        replace(p, topic_id=SCATTERED, status="in_topic") if p.comment_id in ids else p
        for p in made.placements
    )
    return replace(made, topics=(*made.topics, topic), placements=tuple(placed))


def test_a_topic_that_the_meeting_spoke_of_is_on_the_final_map(store: Store) -> None:
    store.add_meeting(a_meeting())
    store.add_source(a_source())
    store.save_comments(a_source(), chat(120))
    first = build_map(chat(120), make_recipe(), meeting_id=MEETING)
    earlier = store.save_map(with_a_scattered_topic(first))
    store.decide(Hand(read(store, MEETING), "司会", START).take_up(SCATTERED, 61.0))
    made, edition = run(store, MEETING, FINAL, earlier=earlier), read(store, MEETING)
    assert (*edition.taken_up, *upheld_ids(made.recipe)) == (SCATTERED, SCATTERED)
    spoken = {p.comment_id for p in earlier.placements if p.topic_id == SCATTERED}
    assert {comment.comment_id for comment in edition.members[SCATTERED]} >= spoken
    (told,) = (one.ja for one in store.changes_of(made) if one.kind == "upheld")
    assert f"「{edition.topics[SCATTERED].label}」は、人が決めたことがある" in told
    assert edition.topics[SCATTERED].label != "裏庭の箱"  # which none of its comments says
    assert_counted(made)
    again = build_map(chat(120), made.recipe, meeting_id=MEETING, earlier=earlier)
    assert (again.recipe, again.topics, again.placements) == (
        made.recipe,
        made.topics,
        made.placements,
    )


def assert_counted(made: OpinionMap) -> None:
    """Every comment is counted where it is, and no two topics have one name."""
    assert made.accounting.adds_up()
    sizes = Counter(p.topic_id for p in made.placements if p.topic_id)
    assert {t.topic_id: t.n_comments for t in made.topics} == sizes
    assert {t.theme_id for t in made.topics} == {t.theme_id for t in made.themes}
    assert len({t.label for t in made.topics}) == made.accounting.topics
