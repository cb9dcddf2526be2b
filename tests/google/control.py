"""The fake as seen by other processes: operations by name, arguments and results in JSON."""

from __future__ import annotations

import dataclasses
import json
import os
import signal
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tests.google import page_faults  # noqa: F401 - so that its faults are known
from tests.google.faults import Fault
from tests.google.messages import Message, Posted
from tests.google.replies import Reply
from tests.google.schema import Json
from tests.google.server import Request
from tests.google.wire import Wire

if TYPE_CHECKING:
    from tests.google.fake import FakeGoogle

PREFIX = "/control/"


def answer(fake: FakeGoogle, request: Request, wire: Wire) -> None:
    """The result of the operation named in the address, or what went wrong with it."""
    name = request.target.removeprefix(PREFIX)
    try:
        result = run(fake, name, json.loads(request.body or b"{}"))
        wire.send(Reply(200, result))
    except (KeyError, ValueError, TypeError, AttributeError, AssertionError) as error:
        wire.send(Reply(400, {"error": f"{name}: {error!r}"}))


def run(fake: FakeGoogle, name: str, arguments: Json) -> Any:
    """The result of one operation."""
    return OPERATIONS[name](fake, **arguments)


def fault(text: Json) -> Fault:
    """The fault that `{"name": "RateLimited", "retry_after": 7}` means."""
    name, given = text["name"], {key: value for key, value in text.items() if key != "name"}
    if "inner" in given:
        given["inner"] = fault(given["inner"])
    return next(kind for kind in _kinds(Fault) if kind.__name__ == name)(**given)


def _kinds(kind: type[Fault]) -> Iterator[type[Fault]]:
    for inner in kind.__subclasses__():
        yield from (inner, *_kinds(inner))


def fault_text(one: Fault) -> Json:
    """The fault as `fault` reads it."""
    given = dict(vars(one))
    if "inner" in given:
        given["inner"] = fault_text(given["inner"])
    return {"name": type(one).__name__, **given}


def message_text(message: Message) -> Json:
    """The message as `post` takes it."""
    given = {name: value for name, value in dataclasses.asdict(message).items() if value}
    if message.published_at:
        given["published_at"] = message.published_at.isoformat()
    return given


def _video(fake: FakeGoogle, id: str, **more: Any) -> Json:
    for name in ("scheduled_start", "scheduled_end", "actual_start", "actual_end"):
        if more.get(name):
            more[name] = datetime.fromisoformat(more[name])
    return {"chat_id": fake.youtube.video(id, **more).chat.id}


def _post(fake: FakeGoogle, messages: list[Json], video: str = "") -> list[Json]:
    """Messages, each at once or at its `at`."""
    return [_posted(_post_one(fake, dict(one), video)) for one in messages]


def _post_one(fake: FakeGoogle, one: Json, video: str) -> Posted:
    at = datetime.fromisoformat(one.pop("at")) if "at" in one else fake.now()
    if "published_at" in one:
        one["published_at"] = datetime.fromisoformat(one["published_at"])
    return fake.post_at(at, Message(**one), video)


def _posted(one: Posted) -> Json:
    at = one.published_at.isoformat()
    return {"id": one.id, "number": one.number, "published_at": at, "text": one.message.text}


def _all_posted(fake: FakeGoogle, video: str = "") -> list[Json]:
    return [_posted(one) for one in fake.youtube.named(video).chat.posted]


def _schedule(fake: FakeGoogle, method: str, calls: int | list[int], **given: Any) -> None:
    fake.schedule(method, calls, fault(given["fault"]))


def _kill(fake: FakeGoogle, pid: int, method: str, call: int, moment: str = "after") -> None:
    """Kill that process when the call has come, or when it is answered."""
    plan = {"before": fake.before, "after": fake.after}[moment]
    plan(method, call, lambda: os.kill(pid, signal.SIGKILL))


def _advance(fake: FakeGoogle, seconds: float) -> str:
    fake.advance(seconds)
    return fake.now().isoformat()


def _requests(fake: FakeGoogle) -> list[Json]:
    return [{**dataclasses.asdict(entry), "at": entry.at.isoformat()} for entry in [*fake.requests]]


def _report(fake: FakeGoogle) -> Json:
    """What `FakeGoogle.check` looks at."""
    return {
        "violations": fake.violations,
        "refused": fake.refused,
        "leaks": fake.leaks,
        "unused": fake.unused_faults(),
        "errors": fake.errors,
    }


def _form(fake: FakeGoogle, id: str, questions: Json, title: str = "意見募集") -> None:
    form = fake.forms.form(id, title=title)
    for question, text in questions.items():
        form.ask(question, text)


def _sheet(fake: FakeGoogle, id: str, rows: list[Any]) -> None:
    fake.sheets.sheet(id, rows)


def _respond(fake: FakeGoogle, form: str, answers: list[Json]) -> list[str]:
    return [fake.forms.named(form).answer(one).id for one in answers]


def _comment(fake: FakeGoogle, **given: Any) -> str:
    return fake.comments.add(**given).id


OPERATIONS: dict[str, Callable[..., Any]] = {
    "advance": _advance,
    "calls": lambda fake, method: fake.calls(method),
    "comment": _comment,
    "form": _form,
    "kill": _kill,
    "now": lambda fake: fake.now().isoformat(),
    "post": _post,
    "posted": lambda fake, video="": [
        _posted(one) for one in fake.youtube.named(video).chat.posted
    ],
    "report": _report,
    "requests": _requests,
    "respond": _respond,
    "schedule": _schedule,
    "sheet": _sheet,
    "units": lambda fake: fake.units(),
    "video": _video,
}
