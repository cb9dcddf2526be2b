"""Google Forms: questions of every kind, responses that are given, edited and deleted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from tests.google.calls import Call
from tests.google.clock import Clock
from tests.google.pager import Pager
from tests.google.replies import RefusedError, bad_parameters, refusal
from tests.google.schema import Json

Answers = Mapping[str, str | Sequence[str]]

_FILTER = re.compile(r"timestamp (>=?) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)")
_PAGE = 5000


@dataclass
class Response:
    """What one person has sent; `answers` by the id of the question."""

    id: str
    created_at: datetime
    submitted_at: datetime
    answers: dict[str, list[str]]


@dataclass
class Form:
    """One form; what a question is, is the Forms API's own JSON."""

    id: str
    title: str
    clock: Clock
    items: list[Json] = field(default_factory=list)
    answered: dict[str, Response] = field(default_factory=dict)
    is_shared: bool = True
    is_unordered: bool = False
    linked_sheet: str = ""
    _numbers: count[int] = field(default_factory=lambda: count(1))
    _revision: int = 1

    def ask(self, id: str, title: str, *, paragraph: bool = True) -> None:
        """A question answered in words, by default in many."""
        self._add(title, id, {"textQuestion": {"paragraph": paragraph}})

    def choose(
        self,
        id: str,
        title: str,
        options: Sequence[str],
        *,
        many: bool = False,
        other: bool = False,
    ) -> None:
        """A question with options, of which one or many may be chosen, or another written."""
        values: list[Json] = [{"value": option} for option in options]
        rule = {"type": "CHECKBOX" if many else "RADIO", "options": values}
        values += [{"isOther": True}] if other else []
        self._add(title, id, {"choiceQuestion": rule})

    def rate(self, id: str, title: str, low: int = 1, high: int = 5) -> None:
        """A question answered by a number."""
        self._add(title, id, {"scaleQuestion": {"low": low, "high": high}})

    def grid(self, title: str, rows: Mapping[str, str], columns: Sequence[str]) -> None:
        """A table of questions, by id and title of each row, with the same options."""
        questions = [{"questionId": id, "rowQuestion": {"title": row}} for id, row in rows.items()]
        options = [{"value": column} for column in columns]
        choice = {"columns": {"type": "RADIO", "options": options}}
        self._item({"title": title, "questionGroupItem": {"questions": questions, "grid": choice}})

    def drop(self, question_id: str) -> None:
        """The question is asked no more; answers to it stay."""
        self.items = [item for item in self.items if question_id not in str(item)]
        self._revision += 1

    def answer(self, answers: Answers) -> Response:
        """A new response, sent now."""
        id, now = f"ACYDBNfake{next(self._numbers):06d}", self.clock.now()
        self.answered[id] = Response(id, now, now, _lists(answers))
        return self.answered[id]

    def edit(self, response_id: str, answers: Answers) -> None:
        """The person has changed these answers, and sent the form again."""
        response = self.answered[response_id]
        response.answers = {**response.answers, **_lists(answers)}
        response.submitted_at = self.clock.now()

    def delete(self, response_id: str) -> None:
        """The owner of the form has deleted the response."""
        del self.answered[response_id]

    @property
    def ids(self) -> list[str]:
        """The ids of all responses, the oldest first."""
        return [*self.answered]

    def as_json(self) -> Json:
        shown: Json = {
            "formId": self.id,
            "info": {"title": self.title, "documentTitle": self.title},
            "settings": {"emailCollectionType": "DO_NOT_COLLECT"},
            "revisionId": f"{self._revision:08d}",
            "responderUri": f"https://docs.google.com/forms/d/e/{self.id}/viewform",
            "items": self.items,
        }
        return {**shown, "linkedSheetId": self.linked_sheet} if self.linked_sheet else shown

    def _add(self, title: str, id: str, rule: Json) -> None:
        self._item({"title": title, "questionItem": {"question": {"questionId": id, **rule}}})

    def _item(self, item: Json) -> None:
        self.items.append({"itemId": f"{0x10000001 + len(self.items):08x}", **item})
        self._revision += 1


class Forms:
    """All forms of the fake. Whether the filter sees edits is not documented: both can be had."""

    def __init__(self, clock: Clock) -> None:
        self.filter_sees_edits = True
        self.pager = Pager("")
        self._clock = clock
        self._forms: dict[str, Form] = {}

    def form(self, id: str, *, title: str = "意見募集") -> Form:
        """A new form without questions."""
        self._forms[id] = Form(id, title, self._clock)
        return self._forms[id]

    def named(self, id: str) -> Form:
        """The form with this id."""
        return self._forms[id]

    def get(self, call: Call) -> Json:
        """The answer of forms.get."""
        return self._asked(call).as_json()

    def responses(self, call: Call) -> Json:
        """The answer of forms.responses.list."""
        form, asked = self._asked(call), call.one("filter")
        found = [one for one in form.answered.values() if self._passes(one, asked)]
        if form.is_unordered:
            found.sort(key=lambda one: one.id[::-1])
        size = min(int(call.one("pageSize") or _PAGE), _PAGE) or _PAGE
        ids = [one.id for one in found]
        here, token = self.pager.page(ids, call.one("pageToken"), size, (form.id, asked))
        shown = [_response(form.answered[id]) for id in here if id in form.answered]
        page: Json = {"responses": shown} if shown else {}
        return {**page, "nextPageToken": token} if token else page

    def response(self, call: Call) -> Json:
        """The answer of forms.responses.get."""
        form = self._asked(call)
        if call.one("responseId") not in form.answered:
            raise RefusedError(refusal(404, message="Requested entity was not found."))
        return {"formId": form.id, **_response(form.answered[call.one("responseId")])}

    def _passes(self, one: Response, asked: str) -> bool:
        if not asked:
            return True
        found = _FILTER.fullmatch(asked)
        if found is None:
            raise RefusedError(bad_parameters([f"filter: {asked!r} is no filter"]))
        at = one.submitted_at if self.filter_sees_edits else one.created_at
        bound = datetime.fromisoformat(found[2])
        return at > bound or (at == bound and found[1] == ">=")

    def _asked(self, call: Call) -> Form:
        form = self._forms.get(call.one("formId"))
        if form is None:
            raise RefusedError(refusal(404, message="Requested entity was not found."))
        if not form.is_shared:
            raise RefusedError(refusal(403, message="The caller does not have permission"))
        return form


def _lists(answers: Answers) -> dict[str, list[str]]:
    return {id: [value] if isinstance(value, str) else [*value] for id, value in answers.items()}


def _response(one: Response) -> Json:
    """A response as Google writes it: to the millisecond when created, finer when submitted."""
    answers = {
        id: {"questionId": id, "textAnswers": {"answers": [{"value": text} for text in texts]}}
        for id, texts in one.answers.items()
    }
    return {
        "responseId": one.id,
        "createTime": f"{one.created_at:%Y-%m-%dT%H:%M:%S.%f}"[:-3] + "Z",
        "lastSubmittedTime": f"{one.submitted_at:%Y-%m-%dT%H:%M:%S.%f}Z",
        "answers": answers,
    }
