"""The map that ends a live meeting says what it changed."""

from __future__ import annotations

from analysis.pipeline import build_map, make_recipe
from koemap.cli.analyze import run
from koemap.live_records import MAP_CHANGES
from koemap.store import Store
from tests.analysis.live import MEETING, chat
from tests.factories import a_meeting, a_source


def test_what_became_of_topics_is_noted_once_with_the_map_that_changed_them(store: Store) -> None:
    store.add_meeting(a_meeting())
    store.add_source(a_source())
    store.save_comments(a_source(), chat(120))
    first = build_map(store.comments(MEETING), make_recipe(), meeting_id=MEETING)
    known = store.save_map(first)
    assert store.changes_of(known) == ()
    store.save_comments(a_source(), chat(200, 120))
    final = make_recipe(ids_only=True)
    made = run(store, MEETING, final, earlier=known)
    changes = store.changes_of(made)
    assert {one.kind for one in changes} & set(MAP_CHANGES)
    assert all(one.ja and one.en and one.at == made.created_at for one in changes)
    assert run(store, MEETING, final, earlier=known).map_id == made.map_id
    assert store.changes_of(made) == changes
