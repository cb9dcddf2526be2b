"""A Google Form is collected: what becomes of each answer, and what is gone or changed later."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from collectors.google.access import by_key
from collectors.google_forms import form_id
from koemap.errors import CollectError
from tests.collectors.conftest import SECRET, Desk
from tests.collectors.google_desk import (
    Changed,
    access_from,
    authorized_user,
    service_account,
)
from tests.collectors.google_form import (
    AGE,
    FIELDS,
    GRID,
    ID,
    NAME,
    OPINION,
    OTHER_OPINION,
    a_collector,
    a_form,
    collected,
    the_form,
)
from tests.google.discovery import RESPONSES
from tests.google.fake import FakeGoogle
from tests.google.schema import Json


@pytest.fixture
def fake() -> Iterator[FakeGoogle]:
    with FakeGoogle() as fake:
        a_form(fake)
        yield fake


def test_each_free_answer_is_a_comment_and_the_others_are_its_attributes(
    desk: Desk, fake: FakeGoogle
) -> None:
    answers = {OPINION: "バスを増やして", AGE: "20代", FIELDS: ["医療", "古い地図"], GRID: "賛成"}
    response = the_form(fake).answer(answers)
    done = collected(desk, fake)
    (comment,) = desk.store.comments(desk.meeting.meeting_id)
    assert comment.comment_id == f"gf:{response.id}:{OPINION}"
    assert (comment.text, comment.posted_at) == ("バスを増やして", response.created_at)
    assert comment.attributes == {
        "年代": "20代",
        "関心のある分野": "医療、古い地図",
        "次の施策への賛否 / バス": "賛成",
    }
    assert done.facts["title"] == "交通についての意見募集"
    assert done.facts["comments from"] == "“ご意見 （自由記述）”"


def test_answers_that_tell_who_somebody_is_are_not_kept(
    desk: Desk, fake: FakeGoogle, tmp_path: Path
) -> None:
    the_form(fake).answer({OPINION: "道が暗い", NAME: "山田花子"})
    done = collected(desk, fake)
    assert done.facts["not kept"] == "“お名前（任意）”"
    stored_bytes = b"".join(path.read_bytes() for path in tmp_path.glob("koemap.db*"))
    assert "道が暗い".encode() in stored_bytes
    assert "山田花子".encode() not in stored_bytes


def test_an_opinion_about_an_address_is_one_and_a_name_asked_with_it_is_none(
    desk: Desk, fake: FakeGoogle
) -> None:
    form = fake.forms.form(ID)
    form.ask(OPINION, "お住まいの住所の近くについてのご意見")
    form.ask(OTHER_OPINION, "ご住所")
    form.ask(NAME, "ご意見をくださった方のお名前", paragraph=False)
    form.answer({OPINION: "街灯が少ない", OTHER_OPINION: "みなも市緑町", NAME: "山田花子"})
    done = collected(desk, fake)
    (comment,) = desk.store.comments(desk.meeting.meeting_id)
    assert (comment.text, comment.attributes) == ("街灯が少ない", {})
    assert done.facts["not kept"] == "“ご住所”、“ご意見をくださった方のお名前”"


def test_several_free_questions_give_several_comments_of_one_person(
    desk: Desk, fake: FakeGoogle
) -> None:
    the_form(fake).ask(OTHER_OPINION, "そのほか自由にお書きください")
    the_form(fake).answer({OPINION: "バスを増やして", OTHER_OPINION: "特になし"})
    the_form(fake).answer({OPINION: "道が暗い"})
    collected(desk, fake)
    comments = desk.store.comments(desk.meeting.meeting_id)
    assert sorted(desk.texts) == ["バスを増やして", "特になし", "道が暗い"]
    assert len({comment.author_key for comment in comments}) == 2
    assert [comment.attributes for comment in comments] == [
        {"question": "ご意見 （自由記述）"},
        {"question": "そのほか自由にお書きください"},
        {"question": "ご意見 （自由記述）"},
    ]


def test_a_person_who_left_an_address_is_one_person_in_every_response(
    desk: Desk, fake: FakeGoogle, tmp_path: Path
) -> None:
    for text in ("一つ目", "二つ目"):
        the_form(fake).answer({OPINION: text})
    fake.schedule(RESPONSES, 1, Changed(with_address))
    collected(desk, fake)
    assert len({one.author_key for one in desk.store.comments(desk.meeting.meeting_id)}) == 1
    stored_bytes = b"".join(path.read_bytes() for path in tmp_path.glob("koemap.db*"))
    assert b"citizen@example.jp" not in stored_bytes


def with_address(page: Json) -> None:
    for number, response in enumerate(page["responses"]):
        response["respondentEmail"] = ["citizen@example.jp", "Citizen@Example.JP"][number]


def test_of_files_only_their_number_is_kept(desk: Desk, fake: FakeGoogle) -> None:
    the_form(fake).answer({OPINION: "写真を送ります", FIELDS: "x"})
    fake.schedule(RESPONSES, 1, Changed(with_file))
    collected(desk, fake)
    (comment,) = desk.store.comments(desk.meeting.meeting_id)
    assert comment.attributes == {"関心のある分野": "1 file"}


def with_file(page: Json) -> None:
    file = {"fileId": "1Secret", "fileName": "花子の家.jpg", "mimeType": "image/jpeg"}
    answer = {"questionId": FIELDS, "fileUploadAnswers": {"answers": [file]}}
    page["responses"][0]["answers"][FIELDS] = answer


def test_short_questions_are_comments_where_there_is_no_other_or_they_are_named(
    desk: Desk, fake: FakeGoogle
) -> None:
    form = fake.forms.form(ID)
    form.ask(OTHER_OPINION, "ひとこと Q１", paragraph=False)
    form.ask(NAME, "お名前", paragraph=False)
    form.answer({OTHER_OPINION: "賛成です", NAME: "山田"})
    collected(desk, fake)
    assert desk.texts == ["賛成です"]
    form.ask(OPINION, "くわしく")
    form.answer({OTHER_OPINION: "反対です", OPINION: "高いので"})
    collected(desk, fake, questions=("ひとこと　q1", "くわしく"))
    assert sorted(desk.texts) == ["反対です", "賛成です", "高いので"]


def test_a_question_that_is_not_there_is_named_with_the_nearest(fake: FakeGoogle) -> None:
    with pytest.raises(
        CollectError, match=r"no question “関心の分野”; did you mean “関心のある分野”"
    ) as e:
        list(a_collector(fake, questions=("関心の分野",)).events())
    assert "\n" not in str(e.value)
    assert "「関心の分野」という質問はありません" in e.value.ja


def test_a_form_without_words_is_told_in_one_line(fake: FakeGoogle) -> None:
    form = fake.forms.form(ID)
    form.choose(AGE, "年代", ["20代"])
    with pytest.raises(CollectError, match="no question of the form is answered in words"):
        list(a_collector(fake).events())


def test_a_form_that_nobody_has_answered_is_fine(desk: Desk, fake: FakeGoogle) -> None:
    done = collected(desk, fake)
    assert (done.read, done.notices) == (0, ("no answers yet",))
    the_form(fake).answer({OPINION: "最初の意見"})
    assert collected(desk, fake).added == 1


def test_a_response_without_a_free_answer_is_counted(desk: Desk, fake: FakeGoogle) -> None:
    the_form(fake).answer({AGE: "20代"})
    done = collected(desk, fake)
    assert (done.read, dict(done.skipped)) == (1, {"empty": 1})


@pytest.mark.parametrize("file", [service_account, lambda fake, folder: authorized_user(folder)])
def test_a_file_of_credentials_opens_the_form(
    desk: Desk, fake: FakeGoogle, tmp_path: Path, file: Any
) -> None:
    access = access_from(file(fake, tmp_path), fake)
    the_form(fake).answer({OPINION: "意見"})
    assert collected(desk, fake, access=access).added == 1
    fake.advance(7200)
    assert collected(desk, fake, access=access).known == 1


def test_a_key_alone_is_refused_in_one_line(desk: Desk, fake: FakeGoogle) -> None:
    with pytest.raises(CollectError, match="does not accept the key or the sign-in") as failure:
        collected(desk, fake, access=by_key(fake.api_key, SECRET))
    assert "\n" not in str(failure.value)
    assert desk.store.sources(desk.meeting.meeting_id) == ()


def test_consent_taken_back_is_told_in_one_line(desk: Desk, fake: FakeGoogle) -> None:
    fake.access.revoked = True
    with pytest.raises(CollectError, match="does not accept the key or the sign-in"):
        collected(desk, fake)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1a2b3c4d5e6f7g8h9i0jkl-_X", "1a2b3c4d5e6f7g8h9i0jkl-_X"),
        ("https://docs.google.com/forms/d/1a2b3c4d5e6f7g8h9i0jkl/edit#responses", True),
        ("docs.google.com/forms/u/1/d/1a2b3c4d5e6f7g8h9i0jkl/viewform?pli=1", True),
        ("https://docs.google.com/a/city.example/forms/d/1a2b3c4d5e6f7g8h9i0jkl/edit", True),
        ("https://drive.google.com/open?id=1a2b3c4d5e6f7g8h9i0jkl", True),
        ("https://example.org/forms/d/1a2b3c4d5e6f7g8h9i0jkl/edit", None),
        ("https://[broken", None),
        ("opinions.csv", None),
    ],
)
def test_a_form_is_known_by_any_address_of_its_editor(text: str, found: Any) -> None:
    assert form_id(text) == ("1a2b3c4d5e6f7g8h9i0jkl" if found is True else found)


@pytest.mark.parametrize(
    "text",
    [
        "https://docs.google.com/forms/d/e/1FAIpQLSexampleexampleexample/viewform",
        "1FAIpQLSexampleexampleexample",
        "https://forms.gle/abcdefgh12345",
    ],
)
def test_the_address_for_the_public_is_refused_with_what_to_give(text: str) -> None:
    with pytest.raises(CollectError, match="open the form to edit it") as failure:
        form_id(text)
    assert "編集画面" in failure.value.ja
