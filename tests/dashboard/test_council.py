"""The parts of the council's screen, told from a meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dash.development.base_component import Component

from dashboard.address import Address, parse
from dashboard.listing import listed
from dashboard.payload import payload
from dashboard.video import watch
from dashboard.views.council import Parts, council
from dashboard.views.paper import paper
from dashboard.views.quote import marked
from dashboard.views.screen import Screen
from dashboard.views.topics import grouped
from koemap.deciding import Hand
from koemap.edition import Edition, read
from koemap.live_records import Candidate
from koemap.records import Decision
from koemap.store import Store
from tests.dashboard.components import inside, words
from tests.dashboard.meetings import HIDDEN, a_difficult_meeting
from tests.factories import START, a_mapped_meeting, a_source

TOKYO = ZoneInfo("Asia/Tokyo")


def a_screen(edition: Edition, **chosen: Any) -> Screen:
    return Screen(edition, Address("minamo-2", **chosen), TOKYO)


def shown_on(screen: Screen) -> Parts:
    return council(screen, payload(screen.edition))


def parts(screen: Screen) -> list[Any]:
    shown = shown_on(screen)
    return [
        *shown.masthead,
        *shown.words,
        *shown.reading,
        *shown.opened,
        *shown.comments,
        *shown.ledger,
    ]


def links(part: Any) -> dict[str, str]:
    return {words(one): one.href for one in inside(part) if getattr(one, "href", None)}


def test_the_masthead_counts_messages_people_and_voices(store: Store) -> None:
    head = words(shown_on(a_screen(a_difficult_meeting(store))).masthead)
    for told in ("11件", "10人", "7の声", "チャット 8", "フォーム 1", "2026年10月15日", "版 0001"):
        assert told in head


def test_the_number_of_a_source_is_that_of_the_comments_it_leads_to(store: Store) -> None:
    edition = a_difficult_meeting(store)
    later = [
        replace(edition.comments["yt:1"], comment_id="yt:11", posted_at=START.replace(year=2031))
    ]
    store.save_comments(a_source(), later)
    now = read(store, "minamo-2")
    assert "yt:11" in now.comments
    head = shown_on(a_screen(now)).masthead
    said = {
        text: href
        for text, href in links(head).items()
        if text.startswith(("チャット", "フォーム"))
    }
    assert list(said) == ["チャット 8", "フォーム 1"]
    for text, href in said.items():
        address = parse(*href.split("?"))
        assert address is not None
        assert len(listed(edition, address)) == int(text.split()[1])
    assert "2031年" not in words(head)
    assert links(head)["11件"] == "#ledger"


def test_each_number_of_the_account_leads_to_as_many_comments(store: Store) -> None:
    edition = a_difficult_meeting(store)
    ledger = shown_on(a_screen(edition)).ledger
    numbers = edition.opinion_map.accounting
    counts = (numbers.in_topic, numbers.lone, numbers.reactions, numbers.hidden, numbers.withdrawn)
    assert numbers.received == sum(counts)
    hrefs = [one.href for one in inside(ledger) if getattr(one, "href", None)]
    for href, n in zip(hrefs[1:], counts, strict=True):
        path, _, query = href.partition("?")
        address = parse(path, query)
        assert address is not None
        assert len(listed(edition, address)) == n


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_link_leads_to_a_screen(store: Store, language: str) -> None:
    edition = a_mapped_meeting(store, 120)
    for href in links(parts(a_screen(edition, language=language, topic="t02"))).values():
        path, _, query = href.partition("?")
        assert href in ("#ledger", "#reading") or parse(path, query) is not None


def test_topics_stand_under_their_theme_with_most_people_first(store: Store) -> None:
    groups = grouped(a_screen(a_mapped_meeting(store, 125)))
    assert {theme.theme_id for theme, _ in groups} == {"T1", "T2", "T3", "T4"}
    firsts = [members[0].n_people for _, members in groups]
    assert firsts == sorted(firsts, reverse=True)
    for theme, members in groups:
        people = [topic.n_people for topic in members]
        assert people == sorted(people, reverse=True)
        assert {topic.theme_id for topic in members} == {theme.theme_id}


def test_findings_are_marked_as_a_machines_until_a_person_confirms_each(store: Store) -> None:
    edition = a_mapped_meeting(store, 120)
    assert "機械がまとめた文・未確認" in words(parts(a_screen(edition)))
    first, *others = a_screen(edition).findings
    store.decide(Decision("minamo-2", "confirm", first.name, "山田", START))
    one = words(parts(a_screen(read(store, "minamo-2"))))
    assert "機械がまとめた文・未確認" not in one
    assert "担当者が確認済み" not in one
    for finding in others:
        at = START + timedelta(days=1)
        store.decide(Decision("minamo-2", "confirm", finding.name, "佐藤", at))
    confirmed = words(parts(a_screen(read(store, "minamo-2"))))
    assert "✓ 担当者が確認済み 10月16日" in confirmed
    assert "✓ 山田が確認済み 10月15日" in confirmed


def test_the_approval_of_the_map_names_who_gave_it_and_why(store: Store) -> None:
    edition = a_mapped_meeting(store, 120)
    assert "この版はまだ承認されていません" in words(parts(a_screen(edition)))
    map_id, at = edition.opinion_map.map_id, START + timedelta(days=1)
    store.decide(Decision("minamo-2", "approve", map_id, "山田", at, "読み合わせ済み"))
    approved = words(parts(a_screen(read(store, "minamo-2"))))
    assert "✓ 山田が承認 10月16日" in approved
    assert "読み合わせ済み" in approved


def on_paper(edition: Edition) -> str:
    return words(paper(a_screen(edition, view="paper")))


def test_paper_says_what_a_machine_wrote_and_who_confirmed_and_approved_it(store: Store) -> None:
    edition = a_mapped_meeting(store, 120)
    raw = on_paper(edition)
    for said in (
        "機械がまとめた文・未確認",
        "この版はまだ承認されていません",
        "声（機械が選んだ原文）",
    ):
        assert said in raw
    pinned = edition.members["t03"][-1].comment_id
    store.decide(Decision("minamo-2", "pin", pinned, "鈴木", START))
    store.decide(Hand(edition, "佐藤", START).rename("t01", "判断の理由"))
    first = a_screen(read(store, "minamo-2")).findings[0]
    store.decide(Decision("minamo-2", "confirm", first.name, "山田", START))
    map_id, at = edition.opinion_map.map_id, START + timedelta(days=1)
    store.decide(Decision("minamo-2", "approve", map_id, "高橋", at, "読み合わせ済み"))
    told = on_paper(read(store, "minamo-2"))
    for said in (
        "機械がまとめた文",
        f"{first.sentence} ✓ 山田が確認済み 10月15日",
        "✓ 高橋が承認 10月16日",
        "読み合わせ済み",
        "鈴木が選んだ声、10月15日",
        "佐藤が名づけた、10月15日",
        "印のある声は担当者が",
        "担当者が付けたもののほかは",
    ):
        assert said in told, said
    assert "未確認" not in told
    assert "まだ承認されていません" not in told


def test_paper_offers_nothing_to_decide(store: Store) -> None:
    edition = a_mapped_meeting(store, 120)
    editor = replace(a_screen(edition, view="paper"), may_edit=True)
    assert "data-decide" not in carried(paper(editor))
    assert "data-comment" not in carried(paper(editor))
    assert "data-opening" not in carried(paper(editor))


def carried(shown: list[Any]) -> str:
    """Everything that the parts tell the browser."""
    told = (part for part in inside(shown) if isinstance(part, Component))
    return " ".join(str(vars(part)) for part in told)


def test_only_those_who_may_edit_see_how_to(store: Store) -> None:
    edition = a_mapped_meeting(store, 120)
    reader = a_screen(edition, topic="t01")
    editor = replace(reader, may_edit=True)
    for offer in ("回答を書く", "論点を整える", "この声の操作", "確認する", "承認する"):
        assert offer not in carried(parts(reader)), offer
        assert offer in carried(parts(editor)), offer
    assert "この論点への回答をまだ書いていません" in words(parts(reader))


def test_the_evidence_of_a_finding_is_listed_in_full(store: Store) -> None:
    edition = a_mapped_meeting(store, 120)
    for finding in a_screen(edition).findings:
        screen = a_screen(edition, topic=finding.topic_id, listing="evidence")
        assert f"{len(finding.evidence)}件" in words(shown_on(screen).comments)


def test_a_hidden_text_is_told_by_its_reason_alone(store: Store) -> None:
    edition = a_difficult_meeting(store)
    for chosen in ({"listing": "hidden"}, {"comment": "yt:9"}, {"query": HIDDEN}):
        shown = words(parts(a_screen(edition, **chosen))).replace(f"「{HIDDEN}」", "")
        assert shown.count(HIDDEN) == 0, chosen
    listing = words(shown_on(a_screen(edition, listing="hidden")).comments)
    assert "理由：個人情報：個人の名前がある（10月15日、担当者）" in listing


def test_an_unknown_topic_says_so_and_offers_a_way_back(store: Store) -> None:
    opened = shown_on(a_screen(a_mapped_meeting(store), topic="t99")).opened
    assert "この版に論点「t99」はありません" in words(opened)
    assert links(opened) == {"閉じる": "/council/minamo-2?lang=ja"}


def test_a_page_past_the_last_shows_the_last(store: Store) -> None:
    edition = a_mapped_meeting(store, 300)
    last = shown_on(a_screen(edition, listing="all", page=999)).comments
    assert words(last) == words(shown_on(a_screen(edition, listing="all", page=12)).comments)


def test_only_a_real_video_is_linked() -> None:
    assert watch("opvFauAVeEU", 0.9) == "https://www.youtube.com/watch?v=opvFauAVeEU&t=0s"
    for none in (None, "", "sample-demo", "../../../..", 'x" onclick='):
        assert watch(none, 10) == ""


@pytest.mark.parametrize(
    ("text", "query", "hits"),
    [
        ("ＡＩとaiとAI", "ai", ["ＡＩ", "ai", "AI"]),
        ("ﾃﾞｰﾀを公開", "データ", ["ﾃﾞｰﾀ"]),
        ("㈱と株", "株", ["㈱", "株"]),
        ("が\u3099ん", "(", []),
        ("Straße", "SS", ["ß"]),
    ],
)
def test_hits_are_marked_where_they_stand(text: str, query: str, hits: list[str]) -> None:
    pieces = marked(text, query)
    assert [words(piece) for piece in pieces if isinstance(piece, Component)] == hits
    assert words(pieces) == text


def test_what_was_done_during_the_stream_is_told(store: Store) -> None:
    edition = a_mapped_meeting(store)
    hand = Hand(edition, "山田", START)
    alone = tuple(p.comment_id for p in edition.opinion_map.placements if p.status == "lone")
    candidate = Candidate("c-1", "共同", (), alone[:5], 4, START)
    adopted = store.decide(hand.adopt(candidate, "共同で作る"))
    store.decide(hand.take_up("t03", 2480.0))
    now = read(store, "minamo-2")
    assert "会議で取り上げた0:41:20" in words(shown_on(a_screen(now, topic="t03")).opened)
    topic_id = now.reached[adopted.decision_id]
    opened = words(shown_on(a_screen(now, topic=topic_id)).opened)
    assert "共同で作る" in opened
    assert "配信中に山田が論点にした" in opened
    listed = words(shown_on(a_screen(now, listing="changes")).comments)
    assert "5件をまとめて論点「共同で作る」にした" in listed
    assert "会議で取り上げた（動画の0:41:20）" in listed
    assert f"時刻は動画のものです。0:41:20{now.topics['t03'].label}" in listed


def test_a_topic_taken_up_without_a_video_is_told_without_a_time(store: Store) -> None:
    hand = Hand(a_mapped_meeting(store), "山田", START)
    store.decide(hand.take_up("t03", None))
    now = read(store, "minamo-2")
    opened = words(shown_on(a_screen(now, topic="t03")).opened)
    listed = words(shown_on(a_screen(now, listing="changes")).comments)
    assert "会議で取り上げた" in opened
    assert "会議で取り上げた0:00" not in opened
    assert "会議で取り上げた" in listed
    assert "動画の" not in listed
