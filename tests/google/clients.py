"""Google's own client, pointed at the fake, with the key in a header."""

from __future__ import annotations

from typing import Any

import httplib2
from googleapiclient.discovery import build

from tests.google.fake import FakeGoogle


class KeyedHttp(httplib2.Http):  # type: ignore[misc]
    """httplib2 that shows the API key in a header, where no log and no error repeats it."""

    def __init__(self, key: str, seconds: float = 5.0) -> None:
        super().__init__(timeout=seconds)
        self._key = key

    def request(self, uri: str, *args: Any, **kwargs: Any) -> Any:
        kwargs["headers"] = {**(kwargs.get("headers") or {}), "x-goog-api-key": self._key}
        return super().request(uri, *args, **kwargs)


def youtube(fake: FakeGoogle, *, key: str = "", seconds: float = 5.0) -> Any:
    """The YouTube client; close it when done."""
    http = KeyedHttp(key or fake.api_key, seconds)
    return build("youtube", "v3", http=http, client_options={"api_endpoint": fake.endpoint})
