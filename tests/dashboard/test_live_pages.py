"""The addresses of a live meeting: who may open what, and what they get."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dashboard.live.audience import NOTHING
from dashboard.live.pages import overlay_path
from dashboard.live.public import write_live
from dashboard.live.templates import files_of
from koemap.collection import Health
from koemap.live_records import Analyst, Candidate, DeskAct, Happening
from koemap.live_runs import beginning, leaving
from koemap.records import Decision, Theme
from koemap.settings import Settings
from koemap.store import Store
from tests.dashboard.hostile import HOSTILE
from tests.dashboard.live_clients import SECRET, client_of, live
from tests.dashboard.live_meetings import MEETING, LiveMeeting, strings
from tests.dashboard.staff import NOW, Clock, log_in, logged_in, staffed_app
from tests.factories import START, a_mapped_meeting, a_meeting

__all__ = ["live"]  # a fixture

STATE = f"/desk/{MEETING}/state"


def test_the_desk_says_everything_that_the_brief_of_its_page_names(
    store: Store, live: LiveMeeting
) -> None:
    store.save_health(live.source, Health("retrying", START, problem="no answer from Google"))
    store.save_analyst(MEETING, Analyst(START, 7, START, problem="x", problem_ja="直せません"))
    store.note(MEETING, [Happening(START, "new", "New topic: A", "新しい論点：A")])
    store.save_candidates(MEETING, [Candidate("c1", "共同", ("共同",), ("yt:0001",), 1, START)])
    told = client_of(store).get(STATE).get_json()
    assert [one["text"] for one in told["rows"]] == [f"{n}番目の声です" for n in range(3)]
    assert told["counts"] == {
        "received": 3,
        "last_at": live.store.arrivals(MEETING)[-1].at.isoformat(),
        "people": 3,
        "unseen": 3,
        "unassigned": 0,
        "per_minute": 3,
        "people_per_minute": 3,
        "waiting": {"all": 3, "question": 0, "flagged": 0},
    }
    assert told["over"] is False
    assert told["connection"][0]["phase"] == "retrying"
    assert told["analyst"]["problem"] == "直せません"
    assert told["happenings"][0]["line"] == "新しい論点：A"
    assert told["candidates"][0]["texts"] == ["1番目の声です"]
    assert (told["second"], told["queue"], told["on_air"], told["stopped"]) == (20.0, [], "", None)
    english = client_of(store).get(f"{STATE}?lang=en&after={told['heads']}").get_json()
    assert (english["rows"], english["happenings"]) == ([], [])
    assert english["analyst"]["problem"] == "x"


def test_the_desk_of_no_meeting_says_so_and_shows_the_way(store: Store) -> None:
    for lang, said in (
        ("ja", "「&lt;b&gt;」という会議はありません"),
        ("en", "There is no meeting"),
    ):
        answer = client_of(store).get(f"/desk/<b>?lang={lang}")
        assert answer.status_code == 404
        assert said in answer.text
        assert f'href="/?lang={lang}"' in answer.text


def test_a_candidate_tells_nothing_of_a_comment_that_went(store: Store, live: LiveMeeting) -> None:
    ids = ("yt:0001", "yt:0002")
    store.save_candidates(MEETING, [Candidate("c1", "1番目の声", ("1番目",), ids, 2, START)])
    live.withdraw("yt:0001")
    (told,) = client_of(store).get(STATE).get_json()["candidates"]
    assert (told["texts"], told["label"], told["people"]) == (["2番目の声です"], "2番目の声です", 1)
    assert not any("1番目" in one for one in strings(told))


def test_names_come_from_the_map_as_people_left_it(store: Store) -> None:
    a_mapped_meeting(store)
    LiveMeeting.say(_of(store), "yt:0000", "yt:0006", topic_id="t01")
    rename = {"label": "理由の公開", "was": "", "anchors": ["yt:0000"]}
    map_id = store.map_ids(MEETING)[0]
    store.decide(Decision(MEETING, "rename", "t01", "山田", START, "", map_id, details=rename))
    (topic,) = client_of(store).get(STATE).get_json()["topics"]
    assert (topic["label"], topic["hue"], topic["people"]) == ("理由の公開", 1, 2)
    assert topic["named"] is True


def test_a_meeting_that_was_never_live_has_the_topics_of_its_map(store: Store) -> None:
    edition = a_mapped_meeting(store)
    told = client_of(store).get(STATE).get_json()
    assert (told["live"], told["over"]) == (False, False)
    sizes = {one["id"]: (one["n"], one["people"], one["named"]) for one in told["topics"]}
    assert sizes == {
        one.topic_id: (one.n_comments, one.n_people, False) for one in edition.topics.values()
    }


def test_a_topic_keeps_its_colour_on_a_map_of_other_themes(store: Store) -> None:
    found = a_mapped_meeting(store).opinion_map
    before = {one["id"]: one["hue"] for one in client_of(store).get(STATE).get_json()["topics"]}
    assert len(set(before.values())) == len(found.topics)
    topics = tuple(replace(one, theme_id="T7") for one in found.topics)
    store.save_map(replace(found, map_id="", topics=topics, themes=(Theme("T7", "すべて"),)))
    after = {one["id"]: one["hue"] for one in client_of(store).get(STATE).get_json()["topics"]}
    assert after == before


def _of(store: Store) -> Any:
    live = LiveMeeting.__new__(LiveMeeting)
    live.store, live.meeting_id = store, MEETING
    return live


def test_hostile_texts_are_bounded_and_plain_in_every_answer(store: Store) -> None:
    live = LiveMeeting(store)
    texts = [one.encode(errors="replace").decode() for one in HOSTILE] + ["あ" * 5_000] * 20
    for text in texts:
        one = live.arrive(text, None)
        live.act("queue", one)
    client = client_of(store)
    path = overlay_path(SECRET, MEETING)
    live.act("air", "yt:0000")
    for body in (client.get(STATE).data, client.get(f"{path}state.json").data):
        told = json.loads(body)
        assert all(len(one) <= 1_000 for one in strings(told))
        assert not any(c in one for one in strings(told) for c in "\x00\u202e\u2066\n\u2028")


def test_an_answer_is_packed_for_who_can_unpack_it(store: Store) -> None:
    live = LiveMeeting(store)
    live.arrive_together([f"{n}番目の声です" for n in range(100)])
    plain = client_of(store).get(STATE)
    packed = client_of(store).get(STATE, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) < len(plain.data) / 4


def test_the_desk_is_for_staff_and_the_overlay_for_who_knows_its_address(
    store: Store, live: LiveMeeting
) -> None:
    clock = Clock()
    app = staffed_app(store, clock, "viewer")
    outside, viewer = app.server.test_client(), logged_in(app, "viewer")
    assert outside.get(STATE).status_code == 401
    page = outside.get(f"/desk/{MEETING}", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["Location"][:6]) == (303, "/login")
    assert viewer.get(f"/desk/{MEETING}").status_code == 200
    assert viewer.get("/desk/elsewhere").status_code == 404
    assert viewer.get("/desk/elsewhere/state").status_code == 404
    assert outside.get("/desk-assets/desk.css").status_code == 401
    assert outside.get("/overlay/guessed/state.json").status_code == 404
    assert outside.get("/overlay/guessed/").status_code == 404
    assert outside.post("/overlay/guessed/").status_code == 401


def test_the_overlay_has_one_address_over_restarts(store: Store, live: LiveMeeting) -> None:
    path = overlay_path(SECRET, MEETING)
    assert path != overlay_path(SECRET, "minamo-3")
    live.act("queue", "yt:0001")
    live.act("air", "yt:0001")
    for _ in range(2):
        client = client_of(store)
        assert client.get(path).status_code == 200
        assert client.get(f"{path}overlay.css").status_code == 200
        assert client.get(f"{path}desk.js").status_code == 404
        told = client.get(f"{path}state.json").get_json()
        assert told["question"]["text"] == "1番目の声です"


def test_the_overlay_is_blank_once_a_meeting_is_kept_live_no_more(
    store: Store, live: LiveMeeting
) -> None:
    state = f"{overlay_path(SECRET, MEETING)}state.json"
    live.act("queue", "yt:0001")
    live.act("air", "yt:0001")
    assert client_of(store).get(state).get_json()["question"]
    store.note(MEETING, [leaving(datetime.now(UTC))])
    assert client_of(store).get(state).get_json() == NOTHING
    store.note(MEETING, [beginning((), datetime.now(UTC))])
    assert client_of(store).get(state).get_json()["question"]


def test_every_page_runs_only_its_own_scripts(
    store: Store, live: LiveMeeting, tmp_path: Path
) -> None:
    write_live(store, Settings(home=str(tmp_path)), MEETING)
    client = client_of(store, tmp_path)
    paths = f"/desk/{MEETING}", overlay_path(SECRET, MEETING), f"/live/{MEETING}/"
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200, path
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "'unsafe-eval'" not in policy
        assert "script-src 'self'" in policy
    asked = re.findall(r'"/desk-assets/([^"]+)"', client.get(f"/desk/{MEETING}").text)
    assert len(asked) == len({*asked})
    assert {*asked} == {one for one in files_of("desk") if one.startswith("desk")}
    for name in ("desk.js", "desk.css", "tokens.css"):
        answer = client.get(f"/desk-assets/{name}")
        again = client.get(
            f"/desk-assets/{name}", headers={"If-None-Match": answer.headers["ETag"]}
        )
        assert (answer.status_code, again.status_code) == (200, 304)
    assert client.get("/desk-assets/app.py").status_code == 404


def test_the_public_page_is_served_to_everybody_and_asked_only_for_changes(
    store: Store, live: LiveMeeting, tmp_path: Path
) -> None:
    store.add_user("管理 太郎", "admin", "みなも市の合い言葉 7", NOW)
    client = client_of(store, tmp_path)
    assert client.get(f"/live/{MEETING}/live.json").status_code == 404
    settings = Settings(home=str(tmp_path), live_delay="0")
    write_live(store, settings, MEETING)
    first = client.get(f"/live/{MEETING}/live.json")
    etag = {"If-None-Match": first.headers["ETag"]}
    assert (first.status_code, first.headers["Cache-Control"]) == (200, "public, no-cache")
    assert client.get(f"/live/{MEETING}/live.json", headers=etag).status_code == 304
    live.act("let_through", "yt:0001")
    live.now = datetime.now(UTC)
    write_live(store, settings, MEETING)
    changed = client.get(f"/live/{MEETING}/live.json", headers=etag)
    assert [one["text"] for one in changed.get_json()["comments"]] == ["1番目の声です"]
    for name in ("index.html", "live.js", "live.css", "tokens.css", ""):
        assert client.get(f"/live/{MEETING}/{name}").status_code == 200, name
    for name in ("secret", ".live.json.1", "live.py", "live.json.bak", "%2e%2e"):
        assert client.get(f"/live/{MEETING}/{name}").status_code == 404, name
    for path in ("/live/../secret", "/live/..%2f..%2fsecret", f"/live/{MEETING}/live/live.json"):
        assert client.get(path).status_code in (303, 401, 404), path


def test_a_live_meeting_is_linked_with_its_desk(store: Store) -> None:
    from tests.dashboard.test_app import asked

    store.add_meeting(a_meeting("minamo-1"))
    a_mapped_meeting(store)
    client = client_of(store)
    words = str(asked(client, "/", "?lang=en"))
    assert words.count("/desk/") == 1
    assert "/desk/minamo-2?lang=en" in words
    assert "/desk/minamo-2?lang=ja" in str(asked(client, "/council/minamo-2"))


def test_logging_in_is_needed_for_staff_only(store: Store, live: LiveMeeting) -> None:
    app = staffed_app(store, Clock(), "editor")
    client = app.server.test_client()
    assert log_in(client, "山田").status_code == 303
    assert client.get(STATE).status_code == 200


class StoppedMeanwhile(Store):
    """A store whose meeting is stopped by somebody while the names of topics are looked up."""

    def assigned_map_id(self, meeting_id: str) -> str:
        self.act(DeskAct(meeting_id, "stop", "", "山田", NOW))
        return super().assigned_map_id(meeting_id)


def test_a_stop_that_comes_while_the_overlay_is_made_counts(tmp_path: Path) -> None:
    store = StoppedMeanwhile(f"sqlite:///{tmp_path / 'koemap.db'}")
    a_mapped_meeting(store)
    shown = client_of(store).get(f"{overlay_path(SECRET, MEETING)}state.json").get_json()
    assert shown == NOTHING
    store.act(DeskAct(MEETING, "lift", "", "山田", NOW))
    assert store.stopped(MEETING) is None
    store.close()
