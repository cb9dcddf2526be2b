"""What changed since a desk was told is not decided over, and nothing large is read for an act."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from koemap.edition import read
from koemap.errors import StoreError
from koemap.live_records import Assignment
from koemap.moderation import moderated
from koemap.store import Store
from tests.dashboard.staff import Clock, logged_in, staffed_app
from tests.dashboard.test_live_acts import CANDIDATE, client, clock, sent
from tests.factories import a_mapped_meeting, a_source

__all__ = ["client", "clock"]  # fixtures


def shown(client: FlaskClient, comment_id: str) -> dict[str, Any]:
    """The row of that comment, as the desk shows it."""
    rows = client.get("/desk/minamo-2/state").get_json()["rows"]
    return next(one for one in rows if one["id"] == comment_id)


def reworded(store: Store, comment_id: str, text: str) -> None:
    """Let its author say it in other words."""
    [arrival] = store.arrivals_of("minamo-2", [comment_id])
    [source] = [s for s in store.sources("minamo-2") if s.source_id == arrival.comment.source_id]
    store.save_comments(source, [replace(arrival.comment, text=text)])


@pytest.mark.parametrize("verb", ["let_through", "queue"])
def test_words_that_no_desk_showed_do_not_go_through(
    store: Store, client: FlaskClient, verb: str
) -> None:
    store.assign("minamo-2", [Assignment("yt:0001", "opinion", "ja", "yt:0001")])
    seen = {"from": "received", "text_key": shown(client, "yt:0001")["text_key"]}
    reworded(store, "yt:0001", "だれも読んでいない言葉")
    told = sent(client, verb, "yt:0001", **seen)
    assert told == (409, {"said": "書いた人が本文を変えました。もう一度見てください"})
    told = sent(client, verb, "yt:0001", **seen, lang="en")
    assert told == (409, {"said": "The author changed the text; please look at it again"})
    assert store.acts("minamo-2") == ()
    again = {"from": "received", "text_key": shown(client, "yt:0001")["text_key"]}
    done = sent(client, verb, "yt:0001", **again, key="k1")
    assert done[0] == 200
    reworded(store, "yt:0001", "また別の言葉")
    assert sent(client, verb, "yt:0001", **again, key="k1") == done
    assert moderated(store.acts("minamo-2")).state("yt:0001") == "held"
    assert "text_key" not in store.acts("minamo-2")[0].details


def test_what_is_rejected_or_held_may_have_been_reworded(store: Store, client: FlaskClient) -> None:
    reworded(store, "yt:0001", "別の言葉")
    assert sent(client, "hold", "yt:0001", text_key="another")[0] == 200
    assert sent(client, "reject", "yt:0001", text_key="another")[0] == 200
    assert sent(client, "let_through", "yt:0001", text_key="x" * 101)[0] == 400


def test_two_people_who_move_rows_of_the_queue_at_once_lose_no_move(
    store: Store, clock: Clock
) -> None:
    a_mapped_meeting(store)
    app = staffed_app(store, clock, "editor", "admin")
    one, other = logged_in(app, "editor"), logged_in(app, "admin")
    ids = [f"yt:000{n}" for n in (1, 2, 3)]
    for comment_id in ids:
        sent(one, "queue", comment_id)
    first, second, third = ids
    assert sent(one, "order", ids=[second, first, third], seen=ids)[0] == 200
    slower = sent(other, "order", ids=[first, third, second], seen=ids)
    assert slower == (409, {"said": "すでに山田が変更しました"})
    assert moderated(store.acts("minamo-2")).queue == (second, first, third)
    sent(one, "asked", first)
    sent(one, "queue", "yt:0004")
    assert sent(other, "order", ids=[third, first, second], seen=[second, first, third])[0] == 200
    assert moderated(store.acts("minamo-2")).queue == (third, second, "yt:0004")
    assert sent(other, "order", ids=ids, seen="yt:0001")[0] == 400


class Unreadable(Store):
    """A store whose comments are all read until somebody shuts it."""

    is_shut = False

    def comments(self, *given: Any, **more: Any) -> Any:
        if self.is_shut:
            raise StoreError("too many comments to wait for")
        return super().comments(*given, **more)


def test_a_desk_decides_without_reading_all_comments_again(tmp_path: Path, clock: Clock) -> None:
    store = Unreadable(f"sqlite:///{tmp_path / 'koemap.db'}")
    a_mapped_meeting(store)
    store.save_candidates("minamo-2", [CANDIDATE])
    client = logged_in(staffed_app(store, clock, "editor"), "editor")
    assert sent(client, "take_up", "t01", second=7)[0] == 200
    assert client.get("/desk/minamo-2/state").get_json()["topics"] is not None
    store.save_comments(a_source(), [], {"yt:0040": "書いた人の求め"})
    store.is_shut = True
    taken, adopted = (
        sent(client, "take_up", "t02", second=9),
        sent(client, "adopt", CANDIDATE.candidate_id, label="夏の電力"),
    )
    undone = sent(client, "undo", f"d{taken[1]['number']}")
    assert [one[0] for one in (taken, adopted, undone)] == [200, 200, 200]
    store.is_shut = False
    edition = read(store, "minamo-2")
    assert edition.reached[1] == "t01"
    assert list(edition.taken_up) == ["t01"]
    assert f"s{adopted[1]['number']:02d}" in edition.topics
    store.close()
