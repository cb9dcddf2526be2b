"""One reading of the responses to a Google Form: what is new, what was edited, what is gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from collectors.events import Checkpoint, Event, Fact, Notice, Past, Skipped, Withdrawn
from collectors.google.client import Google, Method, Page
from collectors.google.errors import Refusal
from collectors.google.form_questions import Questions
from collectors.google.form_responses import Response, comment_id, comments, response_of, unknown
from collectors.google.form_seen import Seen
from collectors.google.pages import Pages
from collectors.json_fields import Json, moment, object_at, objects_at, text_at
from collectors.returned import Returned, own_id
from collectors.rows.headers import listed

FORM = Method("forms.get", holds="formId")
RESPONSES = Method("forms.responses.list")  # holds nothing when nobody has answered
RESPONSE = Method("forms.responses.get", holds="responseId")
ONLY_TIMES = "responses(responseId,lastSubmittedTime),nextPageToken"
OVERLAP = timedelta(minutes=10)
FEW = 20  # responses that are asked for one by one
MOST = 300  # deletions confirmed in one run
DELETED = "deleted at the source"
EMPTIED = "taken back in an edit"


class Reading:
    """One run: what it has read so far."""

    def __init__(self, google: Google, form: Json, questions: Questions, past: Past) -> None:
        self._google, self._questions = google, questions
        self._form_id = text_at(form, "formId")
        self._title = text_at(object_at(form, "info"), "title")
        self._read_as: dict[str, Any] = {
            "revision": text_at(form, "revisionId"),
            "comments_from": [*questions.comments],
        }
        self._read_before_as = {name: past.cursor.get(name) for name in self._read_as}
        self._returned, self._seen = Returned(past.cursor), Seen(past.cursor)
        self._until = moment(past.cursor.get("submitted_until"))
        self._swept_until = moment(past.cursor.get("swept_until"))
        self._swept_at = moment(past.cursor.get("swept_at"))
        self._known = _by_response(past.comment_ids())
        self._read: dict[str, datetime | None] = {}
        self._unknown: set[str] = set()
        self._gone: dict[str, str] = {}
        self._n_edited = 0

    def events(self, sweep_every: timedelta) -> Iterator[Event]:
        """What is new, then, when it is time, all the rest; everything when the form changed."""
        now, swept_at, swept_until = self._google.clock.now(), self._swept_at, self._swept_until
        yield from self._about()
        has_changed = self._read_as != self._read_before_as
        if has_changed or not (self._until and swept_at and swept_until):
            yield from self._everything()
        else:
            yield from self._newest(self._until)
            if now - swept_at >= sweep_every:
                yield from self._sweep(swept_until)
        yield from self._findings()
        yield from self._so_far()

    # Passes

    def _everything(self) -> Iterator[Event]:
        """All responses, whole."""
        begun_at = self._google.clock.now()
        responses = Pages(self._google, RESPONSES, formId=self._form_id)
        yield from self._responses(responses)
        if responses.is_complete:
            yield from self._confirm(self._known.keys() - self._read.keys())
            self._until = _latest(self._read, begun_at, self._until)
            self._swept_until, self._swept_at = self._until, begun_at
            self._read_before_as = self._read_as

    def _newest(self, until: datetime) -> Iterator[Event]:
        """The responses sent since the last time, whole."""
        begun_at = self._google.clock.now()
        asked = f"timestamp >= {until - OVERLAP:%Y-%m-%dT%H:%M:%SZ}"
        responses = Pages(self._google, RESPONSES, formId=self._form_id, filter=asked)
        yield from self._responses(responses)
        if responses.is_complete:
            self._until = _latest(self._read, begun_at, until)
        yield from self._so_far()

    def _sweep(self, until: datetime) -> Iterator[Event]:
        """The times of all responses, then those not read yet that are new or changed.

        Changed since the last sweep: what Google's filter finds may not be told by an edit.
        """
        begun_at = self._google.clock.now()
        times: dict[str, datetime | None] = {}
        listing = Pages(self._google, RESPONSES, formId=self._form_id, fields=ONLY_TIMES)
        for found in listing:
            if isinstance(found, Mapping):
                entries = map(Response, objects_at(found, "responses"))
                times.update({one.response_id: one.submitted_at for one in entries})
            else:
                yield found
        if not listing.is_complete:
            return
        stale = [one for one, at in times.items() if self._is_stale(one, at, until - OVERLAP)]
        if len(stale) > FEW:
            yield from self._everything()
            return
        for response_id in stale:
            yield from self._one(response_id)
        yield from self._confirm(self._known.keys() - self._read.keys() - times.keys())
        self._seen.keep(times.keys() - self._known.keys())
        self._swept_until, self._swept_at = _latest(times, begun_at, until), begun_at

    def _is_stale(self, response_id: str, at: datetime | None, since: datetime) -> bool:
        """Whether a response has to be read: sent since then, or never seen."""
        if response_id in self._read or not response_id:
            return False
        is_known = response_id in self._known or response_id in self._seen
        return at is None or at >= since or not is_known

    # Responses

    def _responses(self, pages: Iterable[Page | Event]) -> Iterator[Event]:
        for found in pages:
            if isinstance(found, Mapping):
                for entry in objects_at(found, "responses"):
                    yield from self._said(Response(entry))
            else:
                yield found

    def _said(self, response: Response) -> Iterator[Event]:
        """The comments of a response, and those that it had before and has no more."""
        if not response.response_id:
            yield Skipped("unknown", "a response without an id")
            return
        self._n_edited += response.is_edited and response.response_id not in self._read
        self._read[response.response_id] = response.submitted_at
        self._unknown.update(unknown(response, self._questions))
        found = comments(response, self._questions)
        for one in found:
            yield replace(one, comment_id=self._returned.id_of(one.comment_id))
        if not found:
            yield Skipped("empty")
        if not found or self._is_old(response):
            self._seen.add(response.response_id)
        self._look_for_emptied(response)

    def _is_old(self, response: Response) -> bool:
        """Whether it is from before the last sweep, and its comments are in the store no more."""
        at, until = response.submitted_at, self._swept_until
        return bool(at and until and at < until) and response.response_id not in self._known

    def _look_for_emptied(self, response: Response) -> None:
        answered = {comment_id(response.response_id, one) for one in response.answers()}
        for known in self._known.get(response.response_id, ()):
            if own_id(known) not in answered:
                self._gone[known] = EMPTIED
            else:
                self._gone.pop(known, None)

    def _one(self, response_id: str) -> Generator[Event, None, bool]:
        """Whether there is such a response; it is read if there is."""
        try:
            entry = yield from self._google.ask(
                RESPONSE, formId=self._form_id, responseId=response_id
            )
        except Refusal as refused:
            if refused.remedy != "not_found":
                raise
            return False
        yield from self._said(Response(entry))
        return True

    def _confirm(self, missing: Iterable[str]) -> Iterator[Event]:
        """Note as deleted each response that is not there when it is asked for by its id.

        One that is there after all shows that the list was not whole: then the rest is left. The
        form is looked at once more: when it has gone as a whole, nothing was deleted.
        """
        deleted: list[str] = []
        for response_id in islice(sorted(missing), MOST):
            is_there = yield from self._one(response_id)
            if is_there:
                yield Notice("Google's list lacked responses that are there; they are kept", "list")
                break
            deleted.append(response_id)
        if deleted:
            yield from self._google.ask(FORM, formId=self._form_id)
        for response_id in deleted:
            self._gone.update(dict.fromkeys(self._known[response_id], DELETED))

    # What is told beside the answers

    def _about(self) -> Iterator[Event]:
        asked = self._questions
        if self._title:
            yield Fact("title", self._title)
        yield Fact("comments from", listed([asked.title(one) for one in asked.comments]))
        if asked.unkept:
            yield Fact("not kept", listed([asked.title(one) for one in asked.unkept]))

    def _findings(self) -> Iterator[Event]:
        yield Fact("responses read", f"{len(self._read):,}")
        if self._n_edited:
            yield Fact("edited after sending", f"{self._n_edited:,}")
        if self._unknown:
            yield Notice(
                f"{len(self._unknown):,} questions are no longer in the form; answers to them are"
                " kept as “unknown question”: check that they do not tell who somebody is"
            )
        if not self._read and not self._known:
            yield Notice("no answers yet")

    def _so_far(self) -> Iterator[Event]:
        """What is taken back and where the next run goes on, so that both are stored as one."""
        for gone, reason in self._gone.items():
            self._returned.take_back(gone)
            self._known[_response_id(gone)].discard(gone)
            yield Withdrawn(reason, comment_id=gone)
        self._gone.clear()
        times = {
            "submitted_until": self._until,
            "swept_until": self._swept_until,
            "swept_at": self._swept_at,
        }
        yield Checkpoint(
            {
                **{name: at.isoformat() if at else "" for name, at in times.items()},
                **self._read_before_as,
                "questions": self._questions.as_cursor(),
                **self._returned.as_cursor(),
                **self._seen.as_cursor(),
            }
        )


def _latest(
    times: Mapping[str, datetime | None], begun_at: datetime, before: datetime | None
) -> datetime | None:
    """The last of the times, at most when the reading began: later edits may have been missed."""
    found = max((at for at in times.values() if at), default=None)
    return max(filter(None, [before, found and min(found, begun_at)]), default=None)


def _by_response(comment_ids: Iterable[str]) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in comment_ids:
        found[_response_id(one)].add(one)
    return found


def _response_id(known: str) -> str:
    return response_of(own_id(known))
