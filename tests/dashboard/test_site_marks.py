"""Who chose, named and confirmed; what is new since the last meeting; what a report leaves out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from dashboard import single_file
from dashboard.changes import since_meeting
from dashboard.findings import find
from dashboard.front import findings, front_values
from dashboard.imprint import Imprint
from dashboard.kinship import similar
from dashboard.publishing import Site
from dashboard.site import contents
from koemap.collection import MissedSpan
from koemap.deciding import Hand
from koemap.edition import Edition, read
from koemap.store import Store
from tests.dashboard.sites import PageParts, a_publication
from tests.factories import START, a_mapped_meeting, a_source

TOKYO = ZoneInfo("Asia/Tokyo")
BY = "広報課 山田"


def hand(store: Store) -> Hand:
    return Hand(read(store, "minamo-2"), BY, START)


def pages(store: Store, imprint: Imprint | None = None) -> Mapping[str, str]:
    edition = read(store, "minamo-2")
    files = contents(edition, a_publication(edition), TOKYO, imprint=imprint)
    return {name: text.decode() for name, text in files.items() if name.endswith(".html")}


def test_a_machine_is_named_where_no_person_chose(store: Store) -> None:
    a_mapped_meeting(store)
    found = pages(store)
    assert "名前は機械が選んだ言葉です" in found["topic-t03.html"]
    assert "機械が選んだ原文です" in found["topic-t03.html"]
    assert "A machine chose the name" in found["topic-t03.en.html"]
    for name in ("index.html", "report.html"):
        assert "論点の名前は、届いた声から機械が選んだ言葉です" in found[name]
        assert found[name].count("担当者の確認はまだです") == len(
            find(read(store, "minamo-2"), "ja")
        )


def test_a_person_is_named_who_gave_a_name_or_chose_a_comment(store: Store) -> None:
    edition = a_mapped_meeting(store)
    store.decide(hand(store).rename("t03", "学校でのAI"))
    store.decide(hand(store).pin(edition.members["t03"][4].comment_id))
    found = pages(store)
    for name in ("topic-t03.html", "report.html"):
        assert f"名前：{BY}（2026年10月15日）" in found[name]
        assert f"{BY}が選んだ声、2026年10月15日" in found[name]
        assert "印のある声は担当者が、ほかは機械が選びました" in found[name]
    assert "論点の名前のうち1個は担当者がつけ" in found["index.html"]
    assert "名前は機械が選んだ言葉です" in found["topic-t01.html"]
    for comment in edition.members["t03"][5:7]:
        store.decide(hand(store).pin(comment.comment_id))
    assert "担当者が選んだ原文です" in pages(store)["topic-t03.html"]


def test_who_confirmed_a_point_stands_beside_it(store: Store) -> None:
    edition = a_mapped_meeting(store)
    first = find(edition, "ja")[0]
    store.decide(hand(store).confirm(first.name, first.sentence))
    found = pages(store)
    said = f"✓ {BY}が確認済み 2026年10月15日"
    for name in ("index.html", "report.html", "finding-1.html"):
        assert found[name].count(said) == 1, name
    assert f"✓ Confirmed by {BY}, 15 Oct 2026" in found["index.en.html"]
    assert "担当者の確認はまだです" in found["finding-2.html"]


def test_similar_topics_are_those_of_the_screen(store: Store) -> None:
    edition = a_mapped_meeting(store)
    found = pages(store)
    for topic_id, kin in similar(edition).items():
        page = found[f"topic-{topic_id}.html"]
        near = page.partition('<ul class="near">')[2].partition("</ul>")[0]
        assert re.findall(r'href="topic-(t\d+)', near) == list(kin)


def test_an_answer_has_its_day_and_its_link_wherever_it_stands(store: Store) -> None:
    a_mapped_meeting(store)
    link = "https://example.org/plan"
    store.decide(hand(store).answer("t03", "adopted", "試行します", link=link))
    found = pages(store)
    for name in ("index.html", "topic-t03.html", "report.html"):
        assert "2026年10月15日" in found[name].rpartition("試行します")[2][:200], name
        assert f'href="{link}"' in found[name]


def test_a_topic_without_keywords_says_nothing_of_them(store: Store) -> None:
    edition = a_mapped_meeting(store)
    ids = tuple(comment.comment_id for comment in edition.members["t03"][:3])
    store.decide(hand(store).split("t03", ids, "分けた論点"))
    report = pages(store)["report.html"]
    section = report.partition(">分けた論点</bdi></h2>")[2].partition("</section>")[0]
    assert "すべての声を読む" in section
    assert "よく出た言葉" not in section
    assert "よく出た言葉" in report


def test_the_report_has_points_missed_times_and_the_other_language(store: Store) -> None:
    edition = a_mapped_meeting(store)
    span = MissedSpan(a_source().source_id, START, START, "no answer")
    store.save_comments(a_source(), [], missed=[span])
    found = pages(store)
    for finding in find(edition, "ja"):
        assert finding.detail in found["report.html"]
    assert "届いていないかもしれない声" in found["report.html"]
    assert 'href="report.en.html"' in found["report.html"]
    assert 'href="report.html"' in found["report.en.html"]
    there = pages(store, Imprint(address="https://example.org/koe/"))
    assert 'href="https://example.org/koe/report.en.html"' in there["report.html"]


def test_a_report_of_very_many_says_what_it_leaves_out(store: Store) -> None:
    edition = a_mapped_meeting(store, single_file.MOST_COMMENTS + 1)
    site = Site(edition, a_publication(edition), "ja", TOKYO)
    report = single_file.single_file(site)
    assert "届いた声が20,000件を超えるため" in report
    assert "検索は、公開ページにあります" in report
    there = replace(site, imprint=Imprint(address="https://example.org/koe/"))
    assert "公開ページ（https://example.org/koe/）にあります" in single_file.single_file(there)
    assert len(report) < 1_000_000
    page = PageParts(report)
    told = {comment_id for topic in edition.topics.values() for comment_id in topic.exemplars[:3]}
    assert {site.receipts[comment_id] for comment_id in told} <= set(page.ids)
    assert "words" not in page.ids
    anchors = [link[1:] for link in page.links if link.startswith("#")]
    assert set(anchors) <= set(page.ids)


def test_what_is_new_and_what_is_gone_since_the_last_meeting(store: Store) -> None:
    edition = a_mapped_meeting(store)
    now, earlier = _without(edition, "t05"), _without(edition, "t06")
    site = Site(now, a_publication(now), "ja", TOKYO)
    before = since_meeting(site, earlier)
    assert before
    assert [row[0] for row in before.new] == ["高齢者が取り残されない"]
    assert [row[2] for row in before.new] == ["topic-t06.html"]
    assert [row[0] for row in before.gone] == ["データセンターの電力と場所"]
    assert since_meeting(site, now) is None
    page = site.render("index.html", "index", **_front(site), changes=[], earlier=before)
    assert "前回はなかった論点" in page
    assert "今回は出なかった論点" in page


def _without(edition: Edition, topic_id: str) -> Edition:
    """The edition as if nobody had spoken of that topic."""
    topics = tuple(topic for topic in edition.opinion_map.topics if topic.topic_id != topic_id)
    return replace(edition, opinion_map=replace(edition.opinion_map, topics=topics))


def _front(site: Site) -> dict[str, object]:
    return {**front_values(site), "findings": list(findings(site))}


def test_the_site_tells_when_a_topic_was_taken_up(store: Store) -> None:
    a_mapped_meeting(store)
    store.decide(hand(store).take_up("t03", 2480.0))
    found = pages(store)
    assert "会議で取り上げた時刻（動画）：" in found["topic-t03.html"]
    assert "0:41:20" in found["topic-t03.html"]
    assert "Taken up in the meeting" in found["topic-t03.en.html"]
    assert "会議で取り上げた" not in found["topic-t02.html"]


def test_the_site_tells_of_a_topic_taken_up_without_a_video_without_a_time(store: Store) -> None:
    a_mapped_meeting(store)
    store.decide(hand(store).take_up("t03", None))
    found = pages(store)
    assert "会議で取り上げました。" in found["topic-t03.html"]
    assert "Taken up in the meeting." in found["topic-t03.en.html"]
    assert "会議で取り上げた時刻" not in found["topic-t03.html"]
    assert "会議で取り上げ" not in found["topic-t02.html"]


def test_the_site_lists_what_was_taken_up_in_the_order_of_the_video(store: Store) -> None:
    a_mapped_meeting(store)
    assert "会議で取り上げた論点" not in pages(store)["index.html"]
    for topic_id, second in (("t03", 2480.0), ("t01", None), ("t02", 61.0), ("t03", 3000.0)):
        store.decide(hand(store).take_up(topic_id, second))
    store.decide(hand(store).rename("t02", "理由の公開"))
    found = pages(store)
    for name in ("index.html", "report.html"):
        listed = found[name].partition('<ol class="taken">')[2].partition("</ol>")[0]
        assert re.findall(r"\d:\d\d:\d\d", listed) == ["0:01:01", "0:41:20", "0:50:00"]
        assert re.findall(r"topic-t\d\d", listed) == [
            f"topic-t{n}" for n in ("02", "03", "03", "01")
        ]
        assert "理由の公開" in listed
    assert "Topics taken up in the meeting" in found["index.en.html"]


def test_a_taking_up_that_was_taken_back_is_not_listed(store: Store) -> None:
    a_mapped_meeting(store)
    taken = store.decide(hand(store).take_up("t03", 2480.0))
    store.decide(hand(store).undo(taken.decision_id))
    assert "会議で取り上げた" not in pages(store)["index.html"]
