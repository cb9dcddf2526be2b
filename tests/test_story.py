"""The whole path on the invented sample meeting: collect, analyze, approve, publish."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

from analysis.pipeline import build_map, make_recipe
from collectors.driver import collect
from collectors.tables import Table
from collectors.youtube_archive import YouTubeArchive
from dashboard.findings import find
from dashboard.site import write_site
from koemap.edition import read
from koemap.records import Decision, Publication
from koemap.store import Store
from tests.factories import START, a_meeting

SAMPLE = Path(str(files("koemap") / "sample"))
TOKYO = ZoneInfo("Asia/Tokyo")


def test_what_citizens_said_becomes_a_published_map(store: Store, tmp_path: Path) -> None:
    meeting = a_meeting()
    store.add_meeting(meeting)

    # Collect: the live chat and the form answers, each twice.
    for _ in range(2):
        chat = YouTubeArchive(meeting, SAMPLE / "minamo-2.live_chat.json")
        form = Table(meeting, SAMPLE / "minamo-2-forms.csv", preset="forms", zone=TOKYO)
        done = [collect(store, source, b"a secret of the tests") for source in (chat, form)]
    assert [(report.added, report.known) for report in done] == [(0, 402), (0, 150)]

    # Analyze: every comment finds its place.
    comments = store.comments(meeting.meeting_id)
    opinion_map = store.save_map(build_map(comments, make_recipe()))
    accounting = opinion_map.accounting
    assert accounting.received == len(comments) == 552
    assert accounting.withdrawn == 2
    assert accounting.adds_up()
    assert 8 <= accounting.topics <= 30
    assert 3 <= accounting.themes <= 10

    # Show: three findings, each with comments behind it, none of them rewritten.
    edition = read(store, meeting.meeting_id)
    findings = find(edition, "ja")
    assert len(findings) == 3
    assert all(comment_id in edition.comments for f in findings for comment_id in f.evidence)

    # Approve and publish: a person signs, then the site is written.
    what = (meeting.meeting_id, opinion_map.map_id)
    signed = store.decide(Decision(what[0], "approve", what[1], "広報課 山田", START))
    publication = Publication(*what, signed.decision_id, signed.by, signed.at)
    write_site(edition, publication, tmp_path / "site", zone=TOKYO)
    page = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "広報課 山田" in page
    assert opinion_map.topics[0].label in page
