"""The answers to a Google Form, also those edited or deleted after they were sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from collectors.commands import Argument, Command, Desk, Said, Text
from collectors.events import NOTHING, Event, Past
from collectors.google.client import Google
from collectors.google.document_source import document_source, editable_id
from collectors.google.documents import short
from collectors.google.errors import Refusal
from collectors.google.form_questions import questions_of
from collectors.google.form_reading import FORM, Reading
from collectors.google.words import told
from collectors.json_fields import object_at
from koemap.records import Meeting, Source

KIND = "google-forms"
SCOPES = (
    "https://www.googleapis.com/auth/forms.body.readonly",
    "https://www.googleapis.com/auth/forms.responses.readonly",
)
AUTHORITY = "the form of the operator"
PUBLIC: Said = (
    "this is the address at which people answer; open the form to edit it and give that"
    " address: https://docs.google.com/forms/d/…/edit",
    "これは回答用のアドレスです。フォームの編集画面を開き、そのアドレス"
    "（https://docs.google.com/forms/d/…/edit）を指定してください",
)


def form_id(text: str) -> str | None:
    """The form's id in an address of its editor or alone, None when there is none.

    Raises
    ------
    CollectError
        It is the address at which people answer, whose id the interface does not take.

    >>> form_id("https://docs.google.com/forms/d/1a2b3c4d5e6f7g8h9i0jkl/edit")
    '1a2b3c4d5e6f7g8h9i0jkl'
    """
    return editable_id(text, "forms", public=PUBLIC)


class GoogleForms:
    """The responses to one form.

    `questions` are titles of those whose answers are comments; without them all that are answered
    in paragraphs. Every run asks for what was sent since the last; all responses are gone through
    when that was longer than `sweep_every` ago.
    """

    def __init__(
        self,
        meeting: Meeting,
        form_id: str,
        google: Google,
        *,
        questions: Sequence[str] = (),
        sweep_every: timedelta = timedelta(0),
    ) -> None:
        self._meeting, self._form_id, self._google = meeting, form_id, google
        self._wanted, self._sweep_every = tuple(questions), sweep_every

    @property
    def source(self) -> Source:
        """The form as a source."""
        return document_source(self._meeting, KIND, "Google Forms", self._form_id, AUTHORITY)

    def events(self, past: Past = NOTHING) -> Iterator[Event]:
        """Every answer that is new or edited, then those that are gone, then when this was.

        Raises
        ------
        CollectError
            The form cannot be read, and waiting will not help.
        """
        try:
            form = yield from self._google.ask(FORM, formId=self._form_id)
            before = object_at(past.cursor, "questions")
            questions = questions_of(form, self._wanted, before)
            reading = Reading(self._google, form, questions, past)
            yield from reading.events(self._sweep_every)
        except Refusal as refused:
            raise told(refused, f"Google Forms {short(self._form_id)}") from None
        finally:
            self._google.close()


def _by_command(
    meeting: Meeting, form: str, desk: Desk, *, question: tuple[str, ...]
) -> GoogleForms:
    google = desk.documents(("forms", "v1"), SCOPES)
    return GoogleForms(meeting, form, google, questions=question, sweep_every=desk.sweep_every)


COMMAND = Command(
    Argument(
        "FORM",
        form_id,
        ("is no Google Form", "は Google フォームの ID やアドレスではありません"),
    ),
    _by_command,
    way="rounds",
    options=(
        Text("question", "Question whose answers are comments.", shown="TEXT", repeatable=True),
    ),
)
