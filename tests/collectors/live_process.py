"""Collections in processes of their own, which can be killed, in the time of the fake."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from google.oauth2.credentials import Credentials

from collectors.driver import collect
from collectors.google.access import Access, by_key
from collectors.google.client import Google
from collectors.google.quota import Quota
from collectors.google_forms import SCOPES, GoogleForms
from collectors.youtube_live import YouTubeLive
from koemap.store import Store
from tests.collectors.chat import VIDEO
from tests.collectors.conftest import SECRET
from tests.factories import a_meeting
from tests.google.process import RemoteClock, RemoteGoogle

MEETING = a_meeting(video_id=VIDEO)
FORM = "1FakeFormOfTheTests0000"
FEW = 3_000  # units a day: twenty seconds between two pages


def live(endpoint: str, url: str, transport: Any = "poll") -> None:
    """The live chat at the fake, into that store, to the end of the stream."""
    store, fake = Store(url), RemoteGoogle(endpoint)
    access, clock = by_key(fake.api_key, SECRET), RemoteClock(fake)
    quota = Quota(store, access.owner, FEW, clock)
    google = Google(("youtube", "v3"), access, clock, quota=quota, endpoint=endpoint, patient=True)
    collect(store, YouTubeLive(MEETING, VIDEO, google, quota, transport=transport), SECRET)


def listening(endpoint: str, url: str) -> None:
    """The live chat at the fake, listened to."""
    live(endpoint, url, "stream")


def form(endpoint: str, url: str) -> None:
    """The form at the fake, once."""
    fake = RemoteGoogle(endpoint)
    person = Credentials(  # type: ignore[no-untyped-call]
        None,
        token_uri=fake.token_uri,
        scopes=SCOPES,
        refresh_token="1//fake",  # noqa: S106 - opens nothing
        client_id="fake",
        client_secret="fake",  # noqa: S106
    )
    google = Google(
        ("forms", "v1"), Access("someone", credentials=person), RemoteClock(fake), endpoint=endpoint
    )
    collect(Store(url), GoogleForms(MEETING, FORM, google), SECRET)


def archive(file: str, url: str) -> None:
    """`koemap collect youtube-archive FILE`, as typed, in the folder of that store."""
    from koemap.cli import main

    os.environ["KOEMAP_HOME"] = str(Path(url.removeprefix("sqlite:///")).parent)
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    main(["collect", "youtube-archive", file, "--meeting", MEETING.meeting_id])


Collecting = Callable[[str, str], None]
