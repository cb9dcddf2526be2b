"""The real Forms client reads forms, pages of responses, edits and deletions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from googleapiclient.errors import HttpError

from tests.google.clients import forms
from tests.google.discovery import RESPONSES
from tests.google.fake import FakeGoogle
from tests.google.scene import FORM, Scene, a_scene

MASK = "responses(responseId,lastSubmittedTime),nextPageToken"


@pytest.fixture
def scene() -> Iterator[Scene]:
    with FakeGoogle() as fake:
        yield a_scene(fake)


@pytest.fixture
def client(scene: Scene) -> Iterator[Any]:
    with forms(scene.fake) as client:
        yield client.forms()


def pages(client: Any, **query: Any) -> Iterator[Any]:
    """Every page of the responses."""
    token = None
    while True:
        asked = client.responses().list(formId=FORM, pageToken=token, **query)
        page = asked.execute()
        yield page
        token = page.get("nextPageToken")
        if not token:
            return


def ids(read: Iterator[Any]) -> list[str]:
    return [one["responseId"] for page in read for one in page.get("responses", [])]


def test_every_response_is_on_one_of_the_pages(scene: Scene, client: Any) -> None:
    read = [*pages(client, pageSize=5)]
    assert [len(page["responses"]) for page in read] == [5, 5, 2]
    assert ids(iter(read)) == scene.form.ids


def test_a_form_has_questions_of_every_kind(scene: Scene, client: Any) -> None:
    form = client.get(formId=FORM).execute()
    kinds = [
        (set(item["questionItem"]["question"]) - {"questionId"}).pop()
        if "questionItem" in item
        else "grid"
        for item in form["items"]
    ]
    assert kinds == ["choiceQuestion", "choiceQuestion", "textQuestion", "grid"]


def test_a_mask_leaves_only_the_fields_it_names(scene: Scene, client: Any) -> None:
    (page,) = pages(client, fields=MASK)
    assert page["responses"][0] == {
        "responseId": scene.form.ids[0],
        "lastSubmittedTime": "2026-10-15T09:00:00.000000Z",
    }


def test_an_edited_response_has_a_new_time_and_its_new_answer(scene: Scene, client: Any) -> None:
    id = scene.form.ids[0]
    scene.fake.advance(60)
    scene.form.edit(id, {"aaaa0003": "考え直しました"})
    response = client.responses().get(formId=FORM, responseId=id).execute()
    assert response["answers"]["aaaa0003"]["textAnswers"]["answers"] == [
        {"value": "考え直しました"}
    ]
    assert (response["createTime"], response["lastSubmittedTime"]) == (
        "2026-10-15T09:00:00.000Z",
        "2026-10-15T09:01:00.000000Z",
    )


@pytest.mark.parametrize(
    ("sees_edits", "condition", "found"),
    [(True, ">=", 1), (True, ">", 0), (False, ">=", 0)],
)
def test_the_filter_goes_by_the_last_or_by_the_first_time(
    scene: Scene, client: Any, sees_edits: bool, condition: str, found: int
) -> None:
    scene.fake.forms.filter_sees_edits = sees_edits
    scene.fake.advance(60)
    scene.form.edit(scene.form.ids[0], {"aaaa0003": "考え直しました"})
    later = f"timestamp {condition} 2026-10-15T09:01:00Z"
    assert len(ids(pages(client, filter=later))) == found


def test_an_equals_sign_is_no_filter(client: Any) -> None:
    with pytest.raises(HttpError, match="is no filter"):
        next(pages(client, filter="timestamp = 2026-10-15T09:01:00Z"))


def test_a_page_token_is_good_only_for_its_own_filter(scene: Scene, client: Any) -> None:
    token = next(pages(client, pageSize=5))["nextPageToken"]
    with pytest.raises(HttpError, match="page token"):
        client.responses().list(
            formId=FORM, pageToken=token, filter="timestamp > 2026-10-15T00:00:00Z"
        ).execute()


def test_something_can_happen_between_two_pages(scene: Scene, client: Any) -> None:
    last = scene.form.ids[-1]
    scene.fake.before(RESPONSES, 2, lambda: scene.form.delete(last))
    assert last not in ids(pages(client, pageSize=5))


def test_a_form_that_is_not_shared_is_refused(scene: Scene, client: Any) -> None:
    scene.form.is_shared = False
    with pytest.raises(HttpError, match="does not have permission"):
        client.get(formId=FORM).execute()
