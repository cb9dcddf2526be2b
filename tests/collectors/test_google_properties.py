"""Anything in place of any field of a page: no crash, and no neighbour lost."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collectors.chat.threads import (
    first,
    hides_replies,
    ids_with_words,
    meaning,
    shown_replies,
    thread_id,
    updated_at,
)
from collectors.events import Received
from collectors.google.form_questions import questions_of
from collectors.google.form_responses import Response, comments
from collectors.google_forms import form_id
from collectors.google_sheets import rows_of, sheet_id, tab_in
from collectors.returned import Returned
from koemap.errors import CollectError

Place = tuple[str | int, ...]

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)
ANY_PAGE = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])

RESPONSE = {
    "responseId": "ACYDBNr1",
    "createTime": "2026-10-15T09:00:00.394Z",
    "lastSubmittedTime": "2026-10-15T09:00:00.394652Z",
    "respondentEmail": "citizen@example.jp",
    "answers": {
        "q1": {"questionId": "q1", "textAnswers": {"answers": [{"value": "最初の意見"}]}},
        "q2": {"questionId": "q2", "textAnswers": {"answers": [{"value": "次の意見"}]}},
        "q3": {"questionId": "q3", "fileUploadAnswers": {"answers": [{"fileId": "1"}]}},
    },
}


def a_question(question_id: str, title: str) -> dict[str, Any]:
    question = {"questionId": question_id, "textQuestion": {"paragraph": True}}
    return {"title": title, "questionItem": {"question": question}}


FORM = {
    "formId": "1Form",
    "revisionId": "00000001",
    "info": {"title": "意見募集"},
    "items": [
        a_question("q1", "一"),
        a_question("q2", "二"),
        {
            "title": "表",
            "questionGroupItem": {
                "questions": [{"questionId": "q3", "rowQuestion": {"title": "行"}}],
                "grid": {"columns": {"type": "RADIO", "options": [{"value": "賛成"}]}},
            },
        },
    ],
}


def a_comment(number: int) -> dict[str, Any]:
    return {
        "id": f"Ugz{number}",
        "snippet": {
            "textDisplay": f"{number}番目のコメント",
            "authorChannelId": {"value": f"UC{number}"},
            "publishedAt": "2026-10-15T09:00:00Z",
            "updatedAt": "2026-10-15T09:00:00Z",
        },
    }


def a_thread(number: int) -> dict[str, Any]:
    return {
        "id": f"Ugz{number}",
        "snippet": {"topLevelComment": a_comment(number), "totalReplyCount": 2},
        "replies": {"comments": [a_comment(number + 1), a_comment(number + 2)]},
    }


def places(value: Any, here: Place = ()) -> Iterator[Place]:
    """The place of every field in a page, those inside of others too."""
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for name, inner in entries:
        yield (*here, name)
        if isinstance(inner, dict | list):
            yield from places(inner, (*here, name))


def with_other(page: Any, place: Place, other: Any) -> Any:
    """The page with something else in that place."""
    changed = copy.deepcopy(page)
    inner = changed
    for name in place[:-1]:
        inner = inner[name]
    inner[place[-1]] = other
    return changed


def texts_of(thread: Any) -> list[str]:
    """What the comments of a thread say that came with it."""
    hides_replies(thread), thread_id(thread), [*ids_with_words(thread)]
    comments = (first(thread), *shown_replies(thread))
    found = [(meaning(one), updated_at(one)) for one in comments]
    return [said.text for said, _ in found if isinstance(said, Received)]


@ANY_PAGE
@given(place=st.sampled_from([*places(a_thread(1))]), other=ANYTHING)
def test_anything_in_a_thread_costs_at_most_the_comment_it_is_in(place: Place, other: Any) -> None:
    texts = texts_of(with_other(a_thread(1), place, other))
    inside_first = place[:2] == ("snippet", "topLevelComment") or place == ("snippet",)
    assert inside_first or "1番目のコメント" in texts
    for number in (0, 1):
        within = (("replies",), ("replies", "comments"))
        inside = place in within or place[:3] == ("replies", "comments", number)
        assert inside or f"{number + 2}番目のコメント" in texts


@ANY_PAGE
@given(place=st.sampled_from([*places(RESPONSE)]), other=ANYTHING)
def test_anything_in_a_response_costs_at_most_the_answer_it_is_in(place: Place, other: Any) -> None:
    questions = questions_of(FORM, (), {})
    found = comments(Response(with_other(RESPONSE, place, other)), questions)
    texts = {one.text for one in found}
    if place[:2] not in {("answers", "q1"), ("answers",)}:
        assert "最初の意見" in texts
    if place[:2] not in {("answers", "q2"), ("answers",)}:
        assert "次の意見" in texts


@ANY_PAGE
@given(place=st.sampled_from([*places(FORM)]), other=ANYTHING)
def test_anything_in_a_form_leaves_the_other_questions(place: Place, other: Any) -> None:
    questions = questions_or_none(with_other(FORM, place, other))
    answered = {one.text for one in comments(Response(RESPONSE), questions)} if questions else set()
    if place != ("items",):
        assert answered & {"最初の意見", "次の意見"}
    if place[:2] not in {("items", 0), ("items",)}:
        assert "最初の意見" in answered


def questions_or_none(form: Any) -> Any:
    try:
        return questions_of(form, (), {})
    except CollectError:
        return None


@ANY_PAGE
@given(before=ANYTHING)
def test_anything_in_what_was_kept_of_a_form_is_no_reason_to_fail(before: Any) -> None:
    kept = before if isinstance(before, dict) else {"q1": before}
    assert questions_of(FORM, (), kept).comments[:2] == ("q1", "q2")


@ANY_PAGE
@given(place=st.sampled_from([(0,), (1,), (1, 0), (1, 1), (2, 0)]), other=ANYTHING)
def test_anything_in_a_cell_or_a_row_leaves_the_other_rows(place: Place, other: Any) -> None:
    values: Any = [["日時", "ご意見"], [46310.5, "最初の意見"], [46311, "次の意見"]]
    rows = rows_of({"values": with_other(values, place, other)})
    assert len(rows) == 3
    assert all(isinstance(cell, str) for row in rows for cell in row.cells)
    assert ("最初の意見" in rows[1].cells) or place[0] == 1
    assert "次の意見" in rows[2].cells


@ANY_PAGE
@given(page=st.dictionaries(st.sampled_from(["values", "range"]), ANYTHING))
def test_any_page_of_values_is_read(page: Any) -> None:
    assert all(row.line for row in rows_of(page))


@ANY_PAGE
@given(cursor=ANYTHING)
def test_anything_in_a_cursor_leaves_ids_as_they_are(cursor: Any) -> None:
    assert Returned({"taken_back": cursor}).id_of("gf:r:q") == "gf:r:q"


@given(address=st.text() | st.from_regex(r"https://docs\.google\.com/.*"))
def test_any_text_names_a_document_or_none(address: str) -> None:
    for read in (form_id, sheet_id):
        with suppress(CollectError):
            assert len(read(address) or "x" * 20) >= 20


@given(number=st.integers(0, 10**9))
def test_the_sheet_in_an_address_is_found(number: int) -> None:
    assert tab_in(f"https://docs.google.com/spreadsheets/d/1a2b/edit?x=1#gid={number}") == str(
        number
    )
