from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dashboard.folder import LIST
from dashboard.imprint import Imprint
from dashboard.publishing import version_name
from dashboard.site import write_site
from dashboard.versions import history
from koemap.deciding import Hand
from koemap.edition import read
from koemap.errors import PublishError
from koemap.records import Decision, Publication
from koemap.store import Store
from tests.dashboard.sites import in_folder
from tests.factories import START, a_map, a_mapped_meeting, a_meeting, a_source, some_comments

TOKYO = ZoneInfo("Asia/Tokyo")


def hand(store: Store, meeting_id: str = "minamo-2") -> Hand:
    return Hand(read(store, meeting_id), "広報課 山田", START)


def publish(store: Store, site: Path, meeting_id: str = "minamo-2") -> str:
    """The name of the version that was published into that folder."""
    approval = store.decide(hand(store, meeting_id).approve())
    return publish_again(store, site, approval)


def publish_again(store: Store, site: Path, approval: Decision) -> str:
    edition = read(store, approval.meeting_id)
    publication = Publication(
        approval.meeting_id,
        edition.opinion_map.map_id,
        edition.last_decision,
        approval.by,
        approval.at,
    )
    known = history(store, publication)
    write_site(edition, publication, site, zone=TOKYO, history=known)
    store.save_publication(publication)
    return version_name(publication)


def of_version(site: Path, name: str) -> dict[str, bytes]:
    return {n: c for n, c in in_folder(site).items() if n.startswith(f"v/{name}/")}


def test_earlier_versions_stay_as_they_were(store: Store, tmp_path: Path) -> None:
    a_mapped_meeting(store, 24)
    first = publish(store, tmp_path / "site")
    before = of_version(tmp_path / "site", first)
    store.decide(hand(store).rename("t01", "判断の理由を示す"))
    second = publish(store, tmp_path / "site")
    files = in_folder(tmp_path / "site")
    assert first != second
    assert of_version(tmp_path / "site", first) == before
    assert "判断の理由を示す" in files["topic-t01.html"].decode()
    assert "判断の理由を示す" in files[f"v/{second}/topic-t01.html"].decode()
    assert "判断の理由を示す" not in files[f"v/{first}/topic-t01.html"].decode()
    listed = files["versions.html"].decode()
    assert listed.index(f"v/{second}/index.html") < listed.index(f"v/{first}/index.html")


def test_a_folder_built_anew_is_the_same_as_one_that_grew(store: Store, tmp_path: Path) -> None:
    a_mapped_meeting(store, 24)
    publish(store, tmp_path / "grown")
    store.decide(hand(store).rename("t01", "判断の理由を示す"))
    publish(store, tmp_path / "grown")
    publish_again(store, tmp_path / "new", store.decisions("minamo-2", "approve")[-1])
    assert in_folder(tmp_path / "grown") == in_folder(tmp_path / "new")


@pytest.mark.parametrize("how", ["hidden", "withdrawn", "erased"])
def test_a_text_taken_back_leaves_earlier_versions_too(
    store: Store, tmp_path: Path, how: str
) -> None:
    a_mapped_meeting(store, 24)
    text = read(store, "minamo-2").comments["yt:0001"].text.encode()
    first = publish(store, tmp_path / "site")
    assert [n for n, c in of_version(tmp_path / "site", first).items() if text in c]
    if how == "hidden":
        store.decide(hand(store).hide("yt:0001", "本人の連絡先がある"))
    elif how == "withdrawn":
        store.save_comments(a_source(), [], withdrawn={"yt:0001": "書いた人の求め"})
    else:
        store.purge("minamo-2", everything=True)
    second = publish(store, tmp_path / "site")
    assert not [n for n, c in in_folder(tmp_path / "site").items() if text in c]
    for version in (first, second):
        assert f"v/{version}/topic-t02.html" in of_version(tmp_path / "site", version)


@pytest.mark.parametrize("by_undoing", [True, False])
def test_a_text_hidden_again_leaves_the_version_that_showed_it(
    store: Store, tmp_path: Path, *, by_undoing: bool
) -> None:
    a_mapped_meeting(store, 24)
    text = read(store, "minamo-2").comments["yt:0001"].text.encode()
    hidden = store.decide(hand(store).hide("yt:0001", "個人情報"))
    again = hand(store).undo(hidden.decision_id) if by_undoing else hand(store).show("yt:0001")
    shown = store.decide(again)
    first = publish(store, tmp_path / "site")
    assert [n for n, c in of_version(tmp_path / "site", first).items() if text in c]
    store.decide(hand(store).undo(shown.decision_id))
    publish(store, tmp_path / "site")
    assert not [n for n, c in in_folder(tmp_path / "site").items() if text in c]
    assert "1件を非表示にしました" in _front(tmp_path / "site")


def test_a_version_that_somebody_changed_is_written_again(store: Store, tmp_path: Path) -> None:
    a_mapped_meeting(store, 24)
    first = publish(store, tmp_path / "site")
    before = of_version(tmp_path / "site", first)
    (tmp_path / "site" / "v" / first / "index.html").write_text("changed", encoding="utf-8")
    publish(store, tmp_path / "site")
    assert of_version(tmp_path / "site", first) == before


def test_a_version_without_records_gives_way_to_a_page_that_says_so(
    store: Store, tmp_path: Path
) -> None:
    a_mapped_meeting(store, 24)
    publish(store, tmp_path / "site")
    path = tmp_path / "site" / LIST
    content = json.loads(path.read_text(encoding="utf-8"))
    content["versions"] |= {"0009-0123456789-5": "x", "../../etc": "x"}
    path.write_text(json.dumps(content), encoding="utf-8")
    for _ in range(2):
        publish(store, tmp_path / "site")
        page = (tmp_path / "site/v/0009-0123456789-5/index.html").read_text(encoding="utf-8")
        assert "この版はありません" in page
    assert not (tmp_path / "etc").exists()


def test_the_site_of_another_meeting_is_not_overwritten(store: Store, tmp_path: Path) -> None:
    a_mapped_meeting(store, 24)
    publish(store, tmp_path / "site")
    a_second_meeting(store)
    with pytest.raises(PublishError, match="holds the site of meeting 'minamo-2'"):
        publish(store, tmp_path / "site", "minamo-3")


def test_what_is_new_since_the_last_version_is_told(store: Store, tmp_path: Path) -> None:
    a_mapped_meeting(store, 24)
    publish(store, tmp_path / "site")
    assert "前の版から変わったこと" not in _front(tmp_path / "site")
    store.decide(hand(store).rename("t01", "判断の理由を示す"))
    store.decide(hand(store).answer("t02", "examining", "3月末までに回答します"))
    store.decide(hand(store).hide("yt:0002", "個人名"))
    publish(store, tmp_path / "site")
    front = _front(tmp_path / "site")
    changes = front.partition('id="changes"')[2].partition("</section>")[0]
    assert "回答がありました（検討中）" in changes
    assert "論点の名前が変わりました" in changes
    assert "AIの判断根拠を公開してほしい" not in changes
    assert "担当者が1件を非表示にしました" in changes


def test_the_answers_to_the_last_meeting_stand_on_the_front_page(
    store: Store, tmp_path: Path
) -> None:
    a_mapped_meeting(store, 24)
    publish(store, tmp_path / "second")
    store.decide(hand(store).answer("t04", "done", "相談の窓口を開きました"))
    a_second_meeting(store)
    publish(store, tmp_path / "third", "minamo-3")
    front = _front(tmp_path / "third")
    assert "前回の会議から" in front
    assert "相談の窓口を開きました" in front
    store.decide(hand(store).answer("t05", "done", "あとからの回答"))
    publish_again(store, tmp_path / "third", store.decisions("minamo-3", "approve")[-1])
    assert "あとからの回答" not in _front(tmp_path / "third")


def test_what_the_operator_said_is_kept_in_the_folder(tmp_path: Path, store: Store) -> None:
    from dashboard.folder import kept
    from dashboard.imprint import imprint

    edition = a_mapped_meeting(store, 24)
    publication = Publication("minamo-2", edition.opinion_map.map_id, 0, "係", START)
    said = imprint("CC BY 4.0", "https://example.org/koe", kept(tmp_path / "s", "minamo-2").said)
    assert said == Imprint("CC BY 4.0", "https://example.org/koe/")
    write_site(edition, publication, tmp_path / "s", zone=TOKYO, imprint=said)
    again = kept(tmp_path / "s", "minamo-2").said
    assert imprint(None, None, again) == said
    assert imprint("", None, again) == replace(said, license="")
    with pytest.raises(PublishError, match="begin with https://"):
        imprint(None, "javascript:alert(1)", again)


def a_second_meeting(store: Store) -> None:
    meeting = replace(a_meeting("minamo-3"), starts_at=START.replace(month=11))
    comments = tuple(
        replace(comment, comment_id=f"{comment.comment_id}-3")
        for comment in some_comments(30, "minamo-3")
    )
    store.add_meeting(meeting)
    store.add_source(a_source("minamo-3"))
    store.save_comments(a_source("minamo-3"), comments)
    store.save_map(a_map(comments, "minamo-3"))


def _front(site: Path) -> str:
    return (site / "index.html").read_text(encoding="utf-8")
