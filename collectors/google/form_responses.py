"""What one response to a Google Form says: a comment for each free answer, the rest beside it.

Shapes: the discovery document of forms.v1 (`FormResponse`, `Answer`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from collectors.events import Received
from collectors.google.form_questions import Questions
from collectors.json_fields import Json, moment, object_at, objects_at, text_at

PREFIX = "gf"
EDITED_AFTER = timedelta(seconds=1)  # createTime is cut to the millisecond, the other is not


@dataclass(frozen=True, slots=True)
class Response:
    """One response as Google gives it."""

    entry: Json

    @property
    def response_id(self) -> str:
        """Its id, "" when it has none."""
        return text_at(self.entry, "responseId")

    @property
    def created_at(self) -> datetime | None:
        """When it was sent first."""
        return moment(self.entry.get("createTime"))

    @property
    def submitted_at(self) -> datetime | None:
        """When it was sent last."""
        return moment(self.entry.get("lastSubmittedTime")) or self.created_at

    @property
    def is_edited(self) -> bool:
        """Whether the person changed it after sending it."""
        first, last = self.created_at, self.submitted_at
        return bool(first and last and last - first >= EDITED_AFTER)

    def answers(self) -> dict[str, str]:
        """What was answered, by the id of the question; without empty answers."""
        answers = object_at(self.entry, "answers")
        said = {question_id: _said(object_at(answers, question_id)) for question_id in answers}
        return {question_id: text for question_id, text in said.items() if text}


def comment_id(response_id: str, question_id: str) -> str:
    """The id of the answer to a question as a comment."""
    return f"{PREFIX}:{response_id}:{question_id}"


def response_of(known: str) -> str:
    """The id of the response that a comment of this id is in.

    >>> response_of(comment_id("ACYDBN", "704f9a53"))
    'ACYDBN'
    """
    return known.removeprefix(f"{PREFIX}:").rpartition(":")[0]


def comments(response: Response, questions: Questions) -> list[Received]:
    """A comment for each free answer, in the order of the questions."""
    answers = response.answers()
    return [
        Received(
            comment_id(response.response_id, question_id),
            answers[question_id],
            author=_author(response),
            posted_at=response.created_at or response.submitted_at,
            attributes=_attributes(answers, questions, question_id),
        )
        for question_id in questions.comments
        if question_id in answers
    ]


def unknown(response: Response, questions: Questions) -> list[str]:
    """The answered questions that the form does not have any more."""
    return [one for one in response.answers() if one not in questions.titles]


def _author(response: Response) -> str:
    """The person: by their address where the form asks for it, else one for each response."""
    address = text_at(response.entry, "respondentEmail").strip().casefold()
    return address or response.response_id


def _attributes(answers: dict[str, str], questions: Questions, own: str) -> dict[str, str]:
    """The other answers under the titles of their questions, in the order of the form."""
    several = len(questions.comments) > 1
    found = {"question": questions.title(own)} if several else {}
    order = [*questions.titles, *(one for one in answers if one not in questions.titles)]
    for question_id in order:
        aside = question_id in questions.comments or question_id in questions.unkept
        if question_id in answers and not aside:
            found[questions.title(question_id)] = answers[question_id]
    return found


def _said(answer: Json) -> str:
    """The answer in words; of files only how many, of several choices all."""
    n_files = len(list(objects_at(object_at(answer, "fileUploadAnswers"), "answers")))
    if n_files:
        return f"{n_files} file{'s' if n_files > 1 else ''}"
    values = objects_at(object_at(answer, "textAnswers"), "answers")
    return "、".join(filter(None, (text_at(value, "value").strip() for value in values)))
