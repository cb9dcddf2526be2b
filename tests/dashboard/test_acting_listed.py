"""What people decided and what a new map changed is listed, in the words of today."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.views.changes import changes
from koemap.deciding import Hand
from koemap.live_records import Happening
from koemap.store import Store
from tests.dashboard.acting import a_screen_of, now, on_map, sent
from tests.dashboard.meetings import HIDDEN, HTML, a_difficult_meeting
from tests.dashboard.test_app import asked
from tests.dashboard.test_council import a_screen
from tests.factories import START, a_map, a_mapped_meeting, a_source, some_comments


@pytest.fixture
def client(store: Store) -> FlaskClient:
    return a_screen_of(store)


def test_hostile_words_in_every_field_stay_words(store: Store, client: FlaskClient) -> None:
    edition = a_difficult_meeting(store)
    here, evil = on_map(edition), "<img src=x onerror=alert(1)>"
    for act, target, more in (
        ("rename", "t02", {"label": evil}),
        (
            "answer",
            "t02",
            {"status": "noted", "text": HTML, "department": evil, "link": "https://a/" + evil},
        ),
        ("hide", "yt:1", {"reason": "other", "why": HTML}),
        ("approve", here["map"], {"why": HTML}),
    ):
        status, told = sent(client, act, target, **here, **more)
        assert status == 200, told
    for search in ("?topic=t02", "?list=changes", "?list=hidden"):
        parts = str(asked(client, "/council/minamo-2", search))
        assert "dangerously" not in parts.lower()
        assert HIDDEN not in parts


def test_what_was_decided_is_listed_and_what_no_longer_fits_is_marked(
    store: Store, client: FlaskClient
) -> None:
    edition = a_mapped_meeting(store)
    here = on_map(edition)
    sent(client, "rename", "t01", label="理由の公開", **here)
    sent(client, "approve", here["map"], **here)
    pinned = sent(client, "pin", "yt:0001")[1]["decision"]
    sent(client, "undo", str(pinned))
    words = str(asked(client, "/council/minamo-2", "?list=changes")["comments"])
    for said in (
        "「理由の公開」にした",
        "版 0001 を承認した",
        "取り消した：代表の声",
        "取り消し済み（担当者",
    ):
        assert said in words
    assert "当てはまりません" not in words
    english = str(asked(client, "/council/minamo-2", "?lang=en&list=changes")["comments"])
    assert ("Undone by Staff" in english, "担当者" in english) == (True, False)
    later = some_comments(90)[60:]
    store.save_comments(a_source(), later)
    store.save_map(a_map(later))
    listed = str(changes(a_screen(now(store))))
    assert listed.count("この地図には当てはまりません") >= 1


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_the_newest_map_of_a_live_meeting_changed_is_listed(
    store: Store, client: FlaskClient, language: str
) -> None:
    edition = a_mapped_meeting(store)
    later = some_comments(90)[60:]
    store.save_comments(a_source(), later)
    gone = Happening(START, "gone", "Gone: lights <b>", "なくなった論点：街灯<b>")
    store.save_map(a_map([*edition.comments.values(), *later]), [gone])
    found = asked(client, "/council/minamo-2", f"?lang={language}&list=changes")
    line, way = {
        "ja": (gone.ja, "地図で変わったこと 1件"),
        "en": (gone.en, "Changed on the newest map: 1"),
    }[language]
    assert line in str(found["comments"])
    assert way in str(found)


def test_what_changed_is_listed_by_its_kind_and_leads_to_topics_on_the_map(store: Store) -> None:
    edition = a_mapped_meeting(store)
    label = edition.topics["t01"].label
    told = {
        "renamed": "「前の名前」の名前は「学校給食の献立」になりました",
        "gone": f"「街灯」はなくなりました（声 9件のうち、「{label}」へ6件、論点の外へ3件）",
        "merged": f"「街路樹」は「{label}」に入りました（9件中6件）",
    }
    happened = tuple(Happening(START, kind, kind, line) for kind, line in told.items())
    screen = replace(a_screen(edition), happened=happened)
    lists = [part for part in changes(screen) if type(part).__name__ == "Ul"]
    (merged, gone, renamed) = (row.children.children for row in lists[0].children)
    assert "".join(map(text_of, gone)) == told["gone"]
    assert "".join(map(text_of, merged)) == told["merged"]
    assert renamed == [told["renamed"]]
    (link,) = (piece for piece in gone if not isinstance(piece, str))
    assert (link.children, "topic=t01" in link.href) == (label, True)
    store.decide(Hand(edition, "担当者").rename("t01", "名づけた話"))
    screen = replace(a_screen(now(store)), happened=happened)
    assert "topic=t01" in str(changes(screen))


def text_of(piece: Any) -> str:
    return piece if isinstance(piece, str) else str(piece.children)
