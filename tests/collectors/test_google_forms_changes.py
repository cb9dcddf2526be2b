"""What is edited, emptied, deleted or asked anew in a Google Form is so in the store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from koemap.errors import CollectError
from tests.collectors.conftest import Desk
from tests.collectors.google_desk import (
    Changed,
    SmallPages,
    stored,
)
from tests.collectors.google_form import (
    AGE,
    NAME,
    OPINION,
    OTHER_OPINION,
    a_form,
    collected,
    the_form,
)
from tests.google.discovery import FORM, RESPONSE, RESPONSES
from tests.google.fake import FakeGoogle

HOURLY = timedelta(hours=1)


@pytest.fixture
def fake() -> Iterator[FakeGoogle]:
    with FakeGoogle() as fake:
        a_form(fake)
        yield fake


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
