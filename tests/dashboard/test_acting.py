"""What a person decides reaches the store as a decision, or comes back as one clear sentence."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.findings import find
from dashboard.views.changes import changes
from koemap.deciding import Hand
from koemap.edition import Edition, read
from koemap.live_records import Happening
from koemap.store import Store
from tests.dashboard.meetings import HIDDEN, HTML, a_difficult_meeting
from tests.dashboard.test_app import asked
from tests.dashboard.test_council import a_screen
from tests.factories import START, a_map, a_mapped_meeting, a_source, some_comments

TOKYO = ZoneInfo("Asia/Tokyo")
PATH = "/act/minamo-2"
ANSWER = {"status": "examining", "text": "検討します", "department": "情報課", "on": "2026-11-02"}


@pytest.fixture
def client(store: Store) -> FlaskClient:
    tested: FlaskClient = create_app(store, language="ja", zone=TOKYO).server.test_client()
    return tested


def sent(client: FlaskClient, act: str, target: str, path: str = PATH, **more: Any) -> Any:
    """What the server says, with the status of its answer."""
    answer = client.post(path, json={"act": act, "target": target, **more})
    return answer.status_code, answer.get_json()


def now(store: Store) -> Edition:
    return read(store, "minamo-2")


def on_map(edition: Edition) -> dict[str, str]:
    return {"map": edition.opinion_map.map_id}


def test_an_answer_is_saved_with_its_writer(store: Store, client: FlaskClient) -> None:
    edition = a_mapped_meeting(store)
    link = "https://example.jp/plan"
    status, told = sent(client, "answer", "t02", **on_map(edition), **ANSWER, link=link)
    assert (status, told["ok"]) == (200, True)
    assert told["said"] == f"論点「{edition.topics['t02'].label}」への回答を保存しました"
    answer = now(store).answers["t02"]
    assert (answer.status, answer.text, answer.by) == ("examining", "検討します", "担当者")
    assert (answer.department, answer.on, answer.link) == ("情報課", date(2026, 11, 2), link)


def test_every_act_changes_the_edition_and_can_be_undone(store: Store, client: FlaskClient) -> None:
    edition = a_mapped_meeting(store)
    here, chosen = on_map(edition), [c.comment_id for c in edition.members["t01"][:3]]
    finding = find(edition, "ja")[0].name
    acts: list[tuple[str, str, dict[str, Any]]] = [
        ("rename", "t01", {"label": "理由の公開", **here}),
        ("rename_theme", "T1", {"label": "公開", **here}),
        ("merge", "t02", {"into": "t01", **here}),
        ("split", "t01", {"label": "別の話", "comments": chosen, **here}),
        ("hide", chosen[0], {"reason": "personal", "why": "電話番号"}),
        ("pin", chosen[1], {}),
        ("confirm", finding, {}),
        ("approve", here["map"], {"why": "よい", **here}),
    ]
    for act, target, more in acts:
        before = len(now(store).stood)
        status, told = sent(client, act, target, **more)
        assert (status, told["ok"]) == (200, True), (act, told)
        assert len(now(store).stood) == before + 1
        status, undone = sent(client, "undo", str(told["decision"]))
        assert (status, len(now(store).stood)) == (200, before)
        assert undone["undo"] == "やり直す"
        status, redone = sent(client, "undo", str(undone["decision"]))
        assert (status, redone["said"], len(now(store).stood)) == (
            200,
            "やり直しました",
            before + 1,
        )
        assert sent(client, "undo", str(redone["decision"]))[0] == 200
        assert len(now(store).stood) == before


def test_a_split_opens_the_new_topic_and_its_undoing_the_old(
    store: Store, client: FlaskClient
) -> None:
    edition = a_mapped_meeting(store)
    chosen = [edition.members["t01"][0].comment_id]
    more: dict[str, Any] = {"label": "別の話", "comments": chosen, **on_map(edition)}
    told = sent(client, "split", "t01", **more)[1]
    assert now(store).topics[told["open"]].label == "別の話"
    assert sent(client, "undo", str(told["decision"]))[1]["open"] == "t01"


def test_a_hidden_comment_carries_its_reason(store: Store, client: FlaskClient) -> None:
    a_mapped_meeting(store)
    sent(client, "hide", "yt:0001", reason="personal", why="電話番号")
    assert now(store).hidden["yt:0001"].why == "個人情報：電話番号"
    words = str(asked(client, "/council/minamo-2", "?list=hidden&lang=en")["comments"])
    assert "Personal information: 電話番号" in words


def test_all_near_identical_comments_are_hidden_at_once(store: Store, client: FlaskClient) -> None:
    edition = a_difficult_meeting(store)
    wanted: dict[str, Any] = {"reason": "promotion", "scope": "voice"}
    status, told = sent(client, "hide", "yt:5", **wanted, map="another")
    assert (status, now(store).hidden.keys()) == (409, {"yt:9"})
    status, told = sent(client, "hide", "yt:5", **wanted, **on_map(edition))
    assert (status, told["said"]) == (200, "同じ内容の声 2件を非表示にしました")
    assert now(store).hidden.keys() == {"yt:5", "yt:6", "yt:9"}
    listed = str(asked(client, "/council/minamo-2", "?list=changes")["comments"])
    assert "同じ内容の声 2件を非表示にした" in listed
    assert sent(client, "undo", str(told["decision"]))[0] == 200
    assert now(store).hidden.keys() == {"yt:9"}


def test_saying_the_same_twice_adds_nothing(store: Store, client: FlaskClient) -> None:
    edition = a_mapped_meeting(store)
    here = on_map(edition)
    for act, target, more in (
        ("approve", here["map"], {"why": "よい"}),
        ("answer", "t02", ANSWER),
        ("confirm", find(edition, "ja")[0].name, {}),
    ):
        first = sent(client, act, target, **here, **more)[1]["decision"]
        assert sent(client, act, target, **here, **more)[1]["decision"] == first
    assert len(store.decisions("minamo-2")) == 3


REFUSED_ONCE_DONE = ("hide", "undo")
"""What a request that comes when it is done already is told to be impossible."""


def test_two_same_requests_at_once_are_one_decision(store: Store) -> None:
    edition = a_mapped_meeting(store)
    app = create_app(store, language="ja", zone=TOKYO)
    clients = tuple(app.server.test_client() for _ in range(4))

    def together(act: str, target: str, more: dict[str, Any]) -> set[int]:
        begin = Barrier(len(clients))

        def send(one: FlaskClient) -> int:
            begin.wait()
            status, told = sent(one, act, target, **on_map(edition), **more)
            assert status == 200 or act in REFUSED_ONCE_DONE, told
            return int(told.get("decision", 0))

        with ThreadPoolExecutor(len(clients)) as pool:
            return set(pool.map(send, clients)) - {0}

    wanted: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("approve", edition.opinion_map.map_id, {"why": "よい"}),
        ("answer", "t02", ANSWER),
        ("confirm", find(edition, "ja")[0].name, {}),
        ("hide", "yt:0001", {"reason": "promotion"}),
        ("undo", "1", {}),
    )
    assert [together(*one) for one in wanted] == [{n} for n in range(1, 6)]
    assert len(store.decisions("minamo-2")) == len(wanted)


def test_of_two_who_answer_at_once_the_slower_is_told(store: Store, client: FlaskClient) -> None:
    edition = a_mapped_meeting(store)
    app, begin = create_app(store, language="ja", zone=TOKYO), Barrier(2)

    def send(text: str) -> int:
        one: FlaskClient = app.server.test_client()
        begin.wait()
        return int(sent(one, "answer", "t02", **on_map(edition), **{**ANSWER, "text": text})[0])

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(send, ("検討します", "見送ります"))) == [200, 409]
    assert len(store.decisions("minamo-2", "answer")) == 1


def test_a_confirmation_holds_for_the_words_that_were_read(
    store: Store, client: FlaskClient
) -> None:
    edition = a_mapped_meeting(store)
    first = find(edition, "ja")[0]
    assert sent(client, "confirm", first.name)[0] == 200
    assert first.name in now(store).confirmed
    sent(client, "hide", edition.members[first.topic_id][0].comment_id, reason="promotion")
    assert find(now(store), "ja")[0].name not in now(store).confirmed
    status, told = sent(client, "confirm", first.name)
    assert status == 409
    assert "読み直して" in told["error"]


@pytest.mark.parametrize(
    ("act", "target", "more", "field", "words"),
    [
        ("answer", "t02", {"text": "はい"}, "status", "選んで"),
        ("answer", "t02", {"status": "declined", "text": " "}, "text", "理由"),
        ("answer", "t02", {**ANSWER, "on": "明日"}, "on", "日付"),
        ("answer", "t02", {**ANSWER, "link": "javascript:alert(1)"}, "link", "https://"),
        ("answer", "t02", {**ANSWER, "text": "あ" * 50_000}, "text", "50,000文字は長すぎます"),
        ("answer", "t02", {**ANSWER, "department": "課" * 81}, "department", "長すぎます"),
        ("answer", "none", ANSWER, "", "論点"),
        ("rename", "t02", {"label": "  "}, "label", "名前"),
        ("rename", "t02", {"label": "名" * 61}, "label", "長すぎます"),
        ("rename_theme", "T9", {"label": "名"}, "", "テーマ"),
        ("merge", "t02", {}, "into", "選んで"),
        ("merge", "t02", {"into": "t02"}, "into", "同じ論点"),
        ("merge", "t02", {"into": "t99"}, "into", "論点"),
        ("split", "t02", {"label": "名"}, "comments", "一部を選んで"),
        ("hide", "yt:0001", {}, "reason", "理由"),
        ("hide", "yt:0001", {"reason": "other"}, "why", "その他"),
        ("hide", "none", {"reason": "attack"}, "", "声"),
        ("unpin", "yt:0001", {}, "", "固定"),
        ("undo", "99", {}, "", "決定"),
        ("undo", "x", {}, "target", "読み取れません"),
        ("confirm", "none", {}, "", "要点"),
    ],
)
def test_what_cannot_be_done_names_the_field_and_writes_nothing(
    store: Store,
    client: FlaskClient,
    act: str,
    target: str,
    more: dict[str, Any],
    field: str,
    words: str,
) -> None:
    edition = a_mapped_meeting(store)
    status, told = sent(client, act, target, **on_map(edition), **more)
    assert status in (400, 409)
    assert (told["ok"], told["field"]) == (False, field)
    assert words in told["error"]
    status, english = sent(client, act, target, f"{PATH}?lang=en", **on_map(edition), **more)
    assert english["error"] != told["error"]
    assert store.decisions("minamo-2") == ()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"[" * 100_000,
        b'"answer"',
        b'{"act": 1}',
        b'{"act": "sing"}',
        b'{"act": "hide", "target": ["yt:0001"], "reason": "attack"}',
        b'{"act": "hide", "target": "yt:0001", "reason": {"a": 1}}',
        b'{"act": "hide", "target": "yt:0001", "reason": "attack", "why": "\\ud800"}',
        b'{"act": "hide", "target": "yt:0001", "reason": "attack", "why": "\\u0000"}',
        b'{"act": "rename", "target": "t01", "label": "\\u202edcba"}',
        b'{"act": "split", "target": "t01", "label": "a", "comments": "yt:0001"}',
        b'{"act": "split", "target": "t01", "label": "a", "comments": [1]}',
        b'{"act": "answer", "target": "t01", "status": "noted", "seen": "1"}',
        b'{"act": "answer", "target": "t01", "status": "noted", "seen": 1e999}',
        b"\xff\xfe",
    ],
)
def test_nonsense_is_refused_in_one_sentence(
    store: Store, client: FlaskClient, body: bytes
) -> None:
    a_mapped_meeting(store)
    answer = client.post(PATH, data=body, content_type="application/json")
    assert answer.status_code == 400
    told = answer.get_json()
    assert told["ok"] is False
    assert "Traceback" not in told["error"]
    assert store.decisions("minamo-2") == ()


def test_a_body_that_is_no_json_is_refused(store: Store, client: FlaskClient) -> None:
    a_mapped_meeting(store)
    assert client.post(PATH, data={"act": "pin", "target": "yt:0001"}).status_code == 400
    assert store.decisions("minamo-2") == ()


def test_a_body_over_the_limit_is_refused(store: Store, client: FlaskClient) -> None:
    a_mapped_meeting(store)
    status, told = sent(client, "answer", "t01", text="あ" * 100_000)
    assert (status, told["error"]) == (413, "内容が大きすぎます")


def test_a_meeting_without_a_map_says_so(store: Store, client: FlaskClient) -> None:
    status, told = sent(client, "approve", "x", "/act/nowhere?lang=en")
    assert (status, told["error"]) == (404, "This meeting has no map")


def test_acts_on_a_map_that_is_no_longer_the_newest_are_refused(
    store: Store, client: FlaskClient
) -> None:
    before = a_mapped_meeting(store)
    more = some_comments(80)
    store.save_comments(a_source(), more)
    store.save_map(a_map(more))
    status, told = sent(client, "rename", "t01", label="名", **on_map(before))
    assert (status, "地図が新しく" in told["error"]) == (409, True)
    status, _ = sent(client, "approve", before.opinion_map.map_id, **on_map(before))
    assert status == 409
    assert store.decisions("minamo-2") == ()


def test_an_answer_does_not_silently_stand_before_one_that_was_not_seen(
    store: Store, client: FlaskClient
) -> None:
    here = on_map(a_mapped_meeting(store))
    first = sent(client, "answer", "t01", **here, **ANSWER, seen=0)[1]
    status, told = sent(client, "answer", "t01", **here, status="noted", text="別の文", seen=0)
    assert (status, told["error"][:3]) == (409, "担当者")
    seen = first["decision"]
    assert sent(client, "answer", "t01", **here, status="noted", text="別の文", seen=seen)[0] == 200
    assert [d.details["text"] for d in now(store).stood] == ["検討します", "別の文"]


def test_a_store_that_fails_gives_one_clear_sentence(store: Store, client: FlaskClient) -> None:
    a_mapped_meeting(store)
    with store._transaction(writing=True) as connection:
        connection.exec_driver_sql("ALTER TABLE decisions RENAME TO lost")
    status, told = sent(client, "pin", "yt:0001")
    assert (status, told["error"]) == (503, "いまは表示できません")


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
