"""A Google Form is collected: what becomes of each answer, and what is gone or changed later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from collectors.google.access import Access, by_key
from collectors.google_forms import GoogleForms, form_id
from koemap.collection import Collection
from koemap.errors import CollectError
from tests.collectors.conftest import SECRET, Desk
from tests.collectors.google_desk import (
    Changed,
    SmallPages,
    access_from,
    authorized_user,
    google_at,
    service_account,
    stored,
)
from tests.factories import a_meeting
from tests.google.discovery import FORM, RESPONSE, RESPONSES
from tests.google.fake import FakeGoogle
from tests.google.forms import Form
from tests.google.schema import Json

ID = "1FakeFormOfTheTests0000"
OPINION, OTHER_OPINION, AGE, FIELDS, NAME, GRID = (f"aaaa000{n}" for n in range(1, 7))
HOURLY = timedelta(hours=1)


@pytest.fixture
def fake() -> Iterator[FakeGoogle]:
    with FakeGoogle() as fake:
        a_form(fake)
        yield fake


def a_form(fake: FakeGoogle) -> Form:
    form = fake.forms.form(ID, title="交通についての意見募集")
    form.ask(NAME, "お名前（任意）", paragraph=False)
    form.choose(AGE, "年代", ["20代", "30代"])
    form.choose(FIELDS, "関心のある分野", ["教育, 研究", "医療"], many=True, other=True)
    form.ask(OPINION, "ご意見\n（自由記述）")
    form.grid("次の施策への賛否", {GRID: "バス"}, ["賛成", "反対"])
    return form


def the_form(fake: FakeGoogle) -> Form:
    return fake.forms.named(ID)


def a_collector(
    fake: FakeGoogle, *, access: Access | None = None, patient: bool = False, **more: Any
) -> GoogleForms:
    google = google_at(fake, "forms", access=access, patient=patient)
    return GoogleForms(a_meeting(), ID, google, **more)


def collected(desk: Desk, fake: FakeGoogle, **more: Any) -> Collection:
    fake.advance(60)
    return desk.collect(a_collector(fake, **more))


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


@pytest.mark.parametrize("sees_edits", [True, False])
def test_an_edit_changes_the_comment_whatever_the_filter_means(
    desk: Desk, fake: FakeGoogle, sees_edits: bool
) -> None:
    fake.forms.filter_sees_edits = sees_edits
    form = the_form(fake)
    early = form.answer({OPINION: "はじめの文"})
    fake.advance(1200)
    form.answer({OPINION: "別の人"})
    collected(desk, fake, sweep_every=HOURLY)
    form.edit(early.id, {OPINION: "直した文"})
    fake.advance(1200)
    form.answer({OPINION: "三人目"})
    assert collected(desk, fake, sweep_every=HOURLY).changed == sees_edits
    fake.advance(2400)
    collected(desk, fake, sweep_every=HOURLY)
    assert sorted(desk.texts) == ["三人目", "別の人", "直した文"]


def test_times_of_another_fineness_are_no_edit(desk: Desk, fake: FakeGoogle) -> None:
    fake.advance(0.0009)
    response = the_form(fake).answer({OPINION: "そのまま"})
    assert "edited after sending" not in collected(desk, fake).facts
    the_form(fake).edit(response.id, {OPINION: "直した"})
    assert collected(desk, fake).facts["edited after sending"] == "1"


def test_an_answer_emptied_in_an_edit_is_taken_back_and_may_come_again(
    desk: Desk, fake: FakeGoogle
) -> None:
    form = the_form(fake)
    form.ask(OTHER_OPINION, "そのほか自由にお書きください")
    response = form.answer({OPINION: "消す文", OTHER_OPINION: "残す文"})
    collected(desk, fake)
    form.edit(response.id, {OPINION: []})
    done = collected(desk, fake)
    reasons = {one.text: one.withdrawn for one in desk.store.comments(desk.meeting.meeting_id)}
    assert (done.withdrawn, reasons) == (1, {"": "taken back in an edit", "残す文": None})
    form.edit(response.id, {OPINION: "書き直した文"})
    collected(desk, fake)
    assert sorted(desk.texts) == ["", "書き直した文", "残す文"]
    assert collected(desk, fake).added == 0


def test_a_deleted_response_is_taken_back_with_all_its_comments(
    desk: Desk, fake: FakeGoogle
) -> None:
    form = the_form(fake)
    form.ask(OTHER_OPINION, "そのほか自由にお書きください")
    gone = form.answer({OPINION: "消える", OTHER_OPINION: "これも"})
    form.answer({OPINION: "残る"})
    collected(desk, fake)
    form.delete(gone.id)
    assert collected(desk, fake).withdrawn == 2
    assert sorted(desk.texts) == ["", "", "残る"]
    assert {one.withdrawn for one in desk.store.comments(desk.meeting.meeting_id)} == {
        "deleted at the source",
        None,
    }


def test_a_list_that_lacks_responses_takes_nothing_back(desk: Desk, fake: FakeGoogle) -> None:
    for number in range(5):
        the_form(fake).answer({OPINION: f"{number}番目"})
    collected(desk, fake)
    fake.schedule_next(RESPONSES, Changed(lambda page: page.clear()), times=2)
    done = collected(desk, fake)
    assert done.withdrawn == 0
    assert fake.calls(RESPONSE) == 1
    assert "Google's list lacked responses that are there; they are kept" in done.notices


def test_a_form_that_is_shared_no_more_takes_nothing_back(desk: Desk, fake: FakeGoogle) -> None:
    gone = the_form(fake).answer({OPINION: "消える"})
    collected(desk, fake)
    the_form(fake).delete(gone.id)
    fake.after(RESPONSE, 1, lambda: setattr(the_form(fake), "is_shared", False))
    with pytest.raises(
        CollectError, match="does not let these credentials read Google Forms 1FakeF"
    ):
        collected(desk, fake)
    assert desk.texts == ["消える"]


def test_answers_to_a_question_that_is_gone_stay_under_its_title(
    desk: Desk, fake: FakeGoogle
) -> None:
    form = the_form(fake)
    form.answer({OPINION: "意見", AGE: "20代", NAME: "山田花子"})
    collected(desk, fake)
    before = stored(desk)
    for question in (AGE, NAME):
        form.drop(question)
    done = collected(desk, fake)
    assert (done.known, stored(desk)) == (1, before)


def test_answers_to_a_question_that_was_never_seen_are_kept_with_a_notice(
    desk: Desk, fake: FakeGoogle
) -> None:
    form = the_form(fake)
    form.answer({OPINION: "意見", AGE: "20代"})
    form.drop(AGE)
    done = collected(desk, fake)
    (comment,) = desk.store.comments(desk.meeting.meeting_id)
    assert comment.attributes == {f"unknown question {AGE}": "20代"}
    assert any("no longer in the form" in notice for notice in done.notices)


def test_a_question_added_in_between_is_read_in_every_response(
    desk: Desk, fake: FakeGoogle
) -> None:
    form = the_form(fake)
    form.answer({OPINION: "前の意見"})
    fake.advance(1200)
    form.answer({AGE: "20代"})
    collected(desk, fake, sweep_every=HOURLY)
    form.ask(OTHER_OPINION, "そのほか自由にお書きください")
    form.answer({OTHER_OPINION: "後の意見"})
    collected(desk, fake, sweep_every=HOURLY)
    comments = desk.store.comments(desk.meeting.meeting_id)
    assert {one.text: one.attributes["question"] for one in comments} == {
        "前の意見": "ご意見 （自由記述）",
        "後の意見": "そのほか自由にお書きください",
    }


def test_pages_in_any_order_with_an_edit_between_them_lose_nothing(
    desk: Desk, fake: FakeGoogle
) -> None:
    form = the_form(fake)
    form.is_unordered = True
    fake.forms.pager = SmallPages(4)
    responses = [form.answer({OPINION: f"{number}番目の意見"}) for number in range(23)]
    fake.after(RESPONSES, 2, lambda: fake.advance(30))

    def edit_all() -> None:
        for one in responses:
            form.edit(one.id, {OPINION: f"直した{one.id}"})

    fake.after(RESPONSES, 3, edit_all)
    collected(desk, fake)
    collected(desk, fake)
    assert sorted(desk.texts) == sorted(f"直した{one.id}" for one in responses)


def test_an_edit_during_a_reading_that_took_hours_is_found_by_the_next(
    desk: Desk, fake: FakeGoogle
) -> None:
    form = the_form(fake)
    fake.forms.pager = SmallPages(4)
    responses = [form.answer({OPINION: f"{number}番目の意見"}) for number in range(8)]

    def edit_first_and_last() -> None:
        fake.advance(60)
        form.edit(responses[0].id, {OPINION: "最初を直した"})
        fake.advance(3 * 3600)
        form.edit(responses[-1].id, {OPINION: "最後を直した"})

    fake.after(RESPONSES, 1, edit_first_and_last)
    collected(desk, fake)
    collected(desk, fake)
    assert {"最初を直した", "最後を直した"} <= set(desk.texts)


def test_a_page_token_that_has_expired_begins_the_pass_anew(desk: Desk, fake: FakeGoogle) -> None:
    fake.forms.pager = SmallPages(4)
    for number in range(15):
        the_form(fake).answer({OPINION: f"{number}番目の意見"})
    fake.after(RESPONSES, 2, fake.forms.pager.expire)
    done = collected(desk, fake)
    assert (done.added, len(set(desk.texts)), fake.calls(RESPONSES)) == (15, 15, 7)


def test_a_run_soon_after_a_sweep_asks_only_for_what_is_new(desk: Desk, fake: FakeGoogle) -> None:
    for number in range(3):
        the_form(fake).answer({OPINION: f"{number}番目の意見"})
        fake.advance(1200)
    collected(desk, fake, sweep_every=HOURLY)
    the_form(fake).answer({OPINION: "新しい意見"})
    done = collected(desk, fake, sweep_every=HOURLY)
    assert (done.read, done.added, fake.calls(RESPONSES), fake.calls(FORM)) == (2, 1, 2, 2)
    assert fake.requests[-1].params["filter"] == ["timestamp >= 2026-10-15T09:30:00Z"]


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
