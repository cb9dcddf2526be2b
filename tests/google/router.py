"""Which function answers which method; what is not here is 404, as at Google."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from tests.google import discovery
from tests.google.calls import Call
from tests.google.discovery import Method
from tests.google.schema import Json

if TYPE_CHECKING:
    from tests.google.fake import FakeGoogle

ROUTES: Mapping[str, Callable[[FakeGoogle, Call], Json | Iterator[Json]]] = {
    discovery.VIDEOS: lambda fake, call: fake.youtube.videos(call),
    discovery.LIST: lambda fake, call: fake.youtube.messages(call),
    discovery.STREAM: lambda fake, call: fake.youtube.stream(call),
}


def route(path: str) -> tuple[Method, dict[str, list[str]]] | None:
    """The served method at this path, with the parameters in it; None when there is none."""
    for id in ROUTES:
        method = discovery.methods()[id]
        arguments = method.arguments(path)
        if arguments is not None:
            return method, arguments
    return None
