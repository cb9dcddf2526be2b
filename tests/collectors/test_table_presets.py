"""Exports of known programs, with the headers they really have."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from collectors.rows.presets import PRESETS
from collectors.tables import Table
from koemap.errors import CollectError
from tests.collectors.conftest import Desk
from tests.collectors.tables import OPINIONS, TOKYO, a_csv, facts, notices, received, skipped


def headers(line: str) -> list[str]:
    return line.split(",")


POLIS = headers("timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body")
POST = headers("Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Replies,Reposts")
TWINT = headers(
    "id,conversation_id,created_at,date,time,timezone,user_id,username,name,tweet,retweet"
)
FORM = ["ID", "開始時刻", "完了時刻", "メール", "名前", "市への提案をお書きください", "年代"]
PROPOSAL = [
    *["id", "author/id", "author/name", "author/url", "taxonomies/name/en"],
    *["participatory_space/id", "participatory_space/url", "title/ca", "title/en", "body/ca"],
    *["body/en", "body/machine_translations/es", "state", "votes", "withdrawn", "created_at"],
    "likes/user_endorsements",
]
COMMENT = headers(
    "id,created_at,body,locale,author/id,author/name,alignment,depth,commentable_id,"
    "commentable_type,root_commentable_url"
)


def polis(moderated: int, number: int = 1) -> list[object]:
    stamp = 1568101622999 + number
    return [stamp, "Tue Sep 10 00:47:02 PDT 2019", number, 427, 3, 1, moderated, OPINIONS[number]]


@pytest.mark.parametrize(
    ("preset", "header", "row"),
    [
        ("polis", POLIS, polis(1)),
        ("x", POST, ["2074000000000000001", "Tue, Jul 14, 2026", OPINIONS[0], "", 9, 1, 2, 0, 0]),
        ("microsoft-forms", FORM, [1, "8/20/26 12:51:45", "8/20/26 12:54:25", *"ab", OPINIONS[0]]),
        ("decidim", COMMENT, [7, "2026-10-01 10:00:00 UTC", OPINIONS[0], "ja", 5, "名", 0, 0]),
        ("forms", ["タイムスタンプ", "ご意見"], ["2026/10/01 10:00:00", OPINIONS[0]]),
        (
            "slido",
            ["event_question_id", "text", "score", "date_created"],
            [1, OPINIONS[0], 2, "2021-06-09T22:18:54.000Z"],
        ),
    ],
)
def test_an_export_is_recognised_by_its_headers_and_said(
    tmp_path: Path, preset: str, header: list[str], row: list[object]
) -> None:
    path = a_csv(tmp_path, [header, row])
    assert facts(path)["read as"].startswith(f"{PRESETS[preset].title}; ")
    assert received(path) == received(path, preset=preset)
    (found,) = received(path)
    assert found.text in OPINIONS
    assert found.posted_at is not None


def test_what_moderators_of_polis_rejected_is_counted_and_not_read(tmp_path: Path) -> None:
    path = a_csv(tmp_path, [POLIS, polis(1), polis(-1, 2), polis(0, 3)])
    found = received(path)
    assert [event.text for event in found] == [OPINIONS[1], OPINIONS[3]]
    assert skipped(path) == ["rejected_by_moderators"]
    assert found[0].attributes == {"agrees": "3", "disagrees": "1"}
    assert found[0].author == "427"
    assert found[0].posted_at == datetime(2019, 9, 10, 7, 47, 3, tzinfo=UTC)


def test_what_is_rejected_after_it_was_read_leaves_the_store(desk: Desk, tmp_path: Path) -> None:
    for moderated in (0, -1):
        path = a_csv(tmp_path, [POLIS, polis(moderated), polis(1, 2)])
        done = desk.collect(Table(desk.meeting, path, zone=TOKYO))
    assert done.withdrawn == 1
    assert sorted(desk.texts) == ["", OPINIONS[2]]
    reasons = {comment.withdrawn for comment in desk.store.comments(desk.meeting.meeting_id)}
    assert reasons == {None, "rejected by moderators"}


@pytest.mark.parametrize(
    ("preset", "header", "row"),
    [
        ("polis", POLIS, [*polis(1)[:-1], "はい"]),
        ("x", POST, ["2074000000000000001", "Tue, Jul 14, 2026", "はい", "", 9, 1, 2, 0, 0]),
        ("x", ["id", "text", "created_at"], ["2074000000000000001", "はい", "2026-10-15T09:00Z"]),
        ("x", headers("id_str,text,created_at"), ["2074000000000000001", "はい", "2026-10-15"]),
        ("x", TWINT, ["2074000000000000001", 1, "2026-10-15 09:00:00 UTC", *[""] * 6, "はい", ""]),
        ("decidim", COMMENT, [7, "2026-10-01 10:00:00 UTC", "はい", "ja", 5, "名", 0, 0]),
        (
            "slido",
            headers("Question Id,Question,Author,Upvotes,Date"),
            [7, "はい", "匿名", 3, "2026-10-15 10:00:01"],
        ),
        ("slido", headers("question_id,question_text,likes"), [7, "はい", 3]),
        ("slido", headers("event_question_id,text,date_created"), [7, "はい", "2026-10-15"]),
    ],
)
def test_the_columns_of_a_known_program_are_taken_whatever_their_cells(
    tmp_path: Path, preset: str, header: list[str], row: list[object]
) -> None:
    path = a_csv(tmp_path, [header, row, [99, *row[1:]]])
    told = facts(path)
    assert told["read as"].startswith(PRESETS[preset].title)
    assert [event.text for event in received(path)] == ["はい", "はい"]
    assert told["id"].endswith(f"as in {PRESETS[preset].title}")
    assert "time" in told or preset == "slido"


def test_a_post_edited_under_its_id_is_one_comment(desk: Desk, tmp_path: Path) -> None:
    for text in ("はい", "いいえ"):
        rows = [["2074000000000000001", text, "2026-10-15T09:00Z"]]
        path = a_csv(tmp_path, [["id", "text", "created_at"], *rows], name=f"{text}.csv")
        desk.collect(Table(desk.meeting, path, name="posts", zone=TOKYO))
    assert desk.texts == ["いいえ"]


@pytest.mark.parametrize(
    "header",
    [
        ["timestamp", "datetime", "comment-id", "voter-id", "vote"],
        ["participant_id", "statement_id", "vote", "modified_ms"],
        ["participant", "group-id", "n-comments", "n-votes", "n-agree"],
    ],
)
def test_votes_are_not_taken_for_comments(tmp_path: Path, header: list[str]) -> None:
    path = a_csv(tmp_path, [header, ["1"] * len(header)], name="votes.csv")
    with pytest.raises(CollectError, match=r"votes\.csv holds votes.*give the comments\.csv"):
        received(path)


def test_reposts_are_counted_and_names_on_x_are_not_kept(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["1074000000000000001", "1", "2026-10-15 09:00:00 UTC", "", "", "", "42", "hanako", "花子"],
        ["1074000000000000002", "1", "2026-10-15 09:01:00 UTC", "", "", "", "43", "taro", "太郎"],
        ["1074000000000000003", "1", "2026-10-15 09:02:00 UTC", "", "", "", "43", "taro", "太郎"],
    ]
    rows = [
        [*rows[0], OPINIONS[0], "False"],
        [*rows[1], f"RT @hanako: {OPINIONS[0]}", "False"],
        [*rows[2], OPINIONS[1], "True"],
    ]
    path = a_csv(tmp_path, [TWINT, *rows])
    (found,) = received(path)
    assert (found.text, found.author) == (OPINIONS[0], "42")
    assert found.posted_at == datetime(2026, 10, 15, 9, tzinfo=UTC)
    assert skipped(path) == ["repost", "repost"]
    assert "hanako" not in str(found)


def test_ids_that_excel_has_cut_are_not_used_and_said(tmp_path: Path) -> None:
    rows = [["2.07E+18", "Tue, Jul 14, 2026", text, "", 1, 1, 1, 1, 1] for text in OPINIONS]
    path = a_csv(tmp_path, [POST, *rows])
    assert len({event.comment_id for event in received(path)}) == len(OPINIONS)
    assert "has cut the ids in “Post id”" in notices(path)


def test_ids_of_x_are_texts_and_never_rounded(tmp_path: Path) -> None:
    rows = [
        [f"207400000000000000{n}", "Tue, Jul 14, 2026", OPINIONS[n], "", 1, 1, 1, 1, 1]
        for n in (1, 2)
    ]
    assert len({e.comment_id for e in received(a_csv(tmp_path, [POST, *rows]))}) == 2


def test_everybody_anonymous_is_not_one_person(tmp_path: Path) -> None:
    rows = [[n, "", "8/20/26 12:54", "anonymous", "", OPINIONS[n], "30代"] for n in range(3)]
    found = received(a_csv(tmp_path, [FORM, *rows]))
    assert [event.author for event in found] == [None] * 3
    assert found[0].attributes == {"年代": "30代"}
    assert found[0].posted_at == datetime(2026, 8, 20, 3, 54, tzinfo=UTC)


def a_proposal(number: int, *, ca: str = "", en: str = "", withdrawn: str = "") -> list[object]:
    return [
        *[number, 5, "Maria", "https://x.example/maria", "Clima"],
        *[1, "https://x.example/p", "Títol", "Title", ca],
        *[en, "traducido", "accepted", 12, withdrawn, "2026-10-01 10:00:00 UTC", "Maria, Joan"],
    ]


def test_a_proposal_in_two_languages_is_one_comment(tmp_path: Path) -> None:
    rows = [
        a_proposal(1, ca="<p>Més arbres al carrer</p>", en="More trees in the street"),
        a_proposal(2, en="Benches in the shade"),
        a_proposal(3, ca="Ja no ho vull", withdrawn="true"),
    ]
    path = a_csv(tmp_path, [PROPOSAL, *rows], delimiter=";")
    found = received(path)
    assert [event.text for event in found] == ["Més arbres al carrer", "Benches in the shade"]
    assert found[0].attributes == {
        "taxonomies/name/en": "Clima",
        "title/ca": "Títol",
        "title/en": "Title",
        "state": "accepted",
        "votes": "12",
    }
    assert skipped(path) == ["withdrawn"]
    assert found[0].author == "5"


@pytest.mark.parametrize("preset", ["zoom", "meet"])
def test_a_table_is_not_read_as_a_chat_because_somebody_said_so(
    tmp_path: Path, preset: str
) -> None:
    path = a_csv(tmp_path, [["ご意見"], *([text] for text in OPINIONS)])
    with pytest.raises(CollectError, match=r"does not look like .* chat; leave --preset out"):
        received(path, preset=preset)


def test_a_preset_of_another_program_is_doubted(tmp_path: Path) -> None:
    path = a_csv(tmp_path, [POLIS, *(polis(1, n) for n in range(3))])
    assert "the headers are those of a Polis export" in notices(path, preset="forms")
    assert "the headers are those" not in notices(path, preset="polis")


def test_options_win_over_what_is_recognised(tmp_path: Path) -> None:
    rows = [[*polis(1, n), f"備考として書かれた文 {n}"] for n in range(3)]
    path = a_csv(tmp_path, [[*POLIS, "備考"], *rows])
    found = received(path, text=("備考",))
    assert [event.text for event in found] == [f"備考として書かれた文 {n}" for n in range(3)]


@pytest.mark.parametrize(
    "header", ["first_name", "user.screen_name", "Email_Address", "contact-phone", "お名前"]
)
def test_a_column_that_tells_who_wrote_is_not_kept_however_it_is_written(
    tmp_path: Path, header: str
) -> None:
    path = a_csv(tmp_path, [[header, "ご意見"], ["someone", OPINIONS[0]]])
    assert [dict(event.attributes) for event in received(path)] == [{}]


@pytest.mark.parametrize("header", ["is_deleted", "Deleted", "Is Deleted", "date_deleted"])
def test_a_deleted_question_is_counted_and_not_read(tmp_path: Path, header: str) -> None:
    gone = "2026-10-15T09:00:00Z" if header == "date_deleted" else "True"
    kept = "" if header == "date_deleted" else "False"
    rows = [["1", OPINIONS[0], kept], ["2", OPINIONS[1], gone]]
    path = a_csv(tmp_path, [["event_question_id", "text", header], *rows])
    assert [event.text for event in received(path)] == [OPINIONS[0]]
    assert skipped(path) == ["deleted"]
