"""Which function answers which method; what is not here is 404, as at Google."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from tests.google import discovery
from tests.google.calls import Call
from tests.google.discovery import Method
from tests.google.replies import Reply
from tests.google.schema import Json

if TYPE_CHECKING:
    from tests.google.fake import FakeGoogle

ROUTES: Mapping[str, Callable[[FakeGoogle, Call], Json | Iterator[Json] | Reply]] = {
    discovery.VIDEOS: lambda fake, call: fake.youtube.videos(call),
    discovery.LIST: lambda fake, call: fake.youtube.messages(call),
    discovery.STREAM: lambda fake, call: fake.youtube.stream(call),
    discovery.THREADS: lambda fake, call: fake.comments.threads(call),
    discovery.COMMENTS: lambda fake, call: fake.comments.comments(call),
    discovery.FORM: lambda fake, call: fake.forms.get(call),
    discovery.RESPONSES: lambda fake, call: fake.forms.responses(call),
    discovery.RESPONSE: lambda fake, call: fake.forms.response(call),
    discovery.SHEET: lambda fake, call: fake.sheets.get(call),
    discovery.VALUES: lambda fake, call: fake.sheets.values(call),
    discovery.TOKEN: lambda fake, call: fake.access.grant(call),
}
# In no discovery document: where google-auth gets its tokens.
_TOKEN = Method(discovery.TOKEN, "", "token", {}, "", frozenset())


def route(verb: str, path: str) -> tuple[Method, dict[str, list[str]]] | None:
    """The served method at this path, with the parameters in it; None when there is none."""
    for method in _methods(verb):
        arguments = method.arguments(path)
        if arguments is not None:
            return method, arguments
    return None


def _methods(verb: str) -> list[Method]:
    known = discovery.methods()
    return [_TOKEN] if verb == "POST" else [known[id] for id in ROUTES if id in known]
