"""Collecting from the fake Google in virtual time, stopped where a test wants it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.oauth2.credentials import Credentials

from collectors import google_forms, google_sheets
from collectors.driver import collect
from collectors.events import NOTHING, Collector, Event, Past
from collectors.google.access import Access, by_credentials, by_key
from collectors.google.client import Google
from collectors.google.quota import Quota
from koemap.records import Source
from koemap.store import Store
from tests.collectors.conftest import SECRET, Desk
from tests.google.clients import person
from tests.google.fake import FakeGoogle
from tests.google.faults import CutBody, EmptyBody, Fault, HtmlPage, RateLimited, ResetBefore
from tests.google.faults import Refusal as Refused
from tests.google.page_faults import PageFault
from tests.google.pager import Pager
from tests.google.schema import Json

INTERFACES = {"youtube": "v3", "forms": "v1", "sheets": "v4"}
SCOPES = (*google_forms.SCOPES, *google_sheets.SCOPES)

PASSING: dict[str, Fault] = {
    "a cut body": CutBody(),
    "an error page": HtmlPage(500),
    "a login page": HtmlPage(200),
    "nothing": EmptyBody(200),
    "a reset": ResetBefore(),
    "a busy server": Refused(503, "backendError"),
    "too many questions": RateLimited(retry_after=7),
    "too fast": Refused(403, "rateLimitExceeded"),
}
"""What goes by when one waits, by name."""


def signed_in(fake: FakeGoogle) -> Access:
    """The right of somebody who has signed in."""
    return Access("person", credentials=person(fake))


def google_at(
    fake: FakeGoogle,
    name: str,
    *,
    access: Access | None = None,
    store: Store | None = None,
    patient: bool = False,
) -> Google:
    """One interface of the fake, its quota on the store's ledger when there is one."""
    usual = by_key(fake.api_key, SECRET) if name == "youtube" else signed_in(fake)
    right = access or usual
    quota = Quota(store, right.owner, fake.quota.units_a_day, fake.clock) if store else None
    return Google(
        (name, INTERFACES[name]),
        right,
        fake.clock,
        quota=quota,
        endpoint=fake.endpoint,
        patient=patient,
    )


class StoppedError(Exception):
    """The run was killed here."""


class StoppedAfter:
    """A collector that is killed when the first n events have been taken."""

    def __init__(self, inner: Collector, n_events: int) -> None:
        self._inner, self._n_events = inner, n_events

    @property
    def source(self) -> Source:
        return self._inner.source

    def events(self, past: Past = NOTHING) -> Iterator[Event]:
        for number, event in enumerate(self._inner.events(past)):
            if number == self._n_events:
                raise StoppedError
            yield event


def killed_after(desk: Desk, collector: Collector, n_events: int) -> bool:
    """Whether the run was killed after so many events, rather than over before."""
    try:
        collect(desk.store, StoppedAfter(collector, n_events), SECRET)
    except StoppedError:
        return True
    return False


@dataclass
class Changed(PageFault):
    """An honest page, changed by this function."""

    by: Callable[[Json], object]

    def change(self, page: Json, sent_before: list[Json]) -> None:
        self.by(page)


class SmallPages(Pager):
    """Pages of at most so many, whatever is asked for, as Google is free to send."""

    def __init__(self, size: int, reason: str = "") -> None:
        super().__init__(reason)
        self._size = size

    def page(
        self, ids: Sequence[str], token: str, size: int, question: object
    ) -> tuple[list[str], str]:
        return super().page(ids, token, min(size, self._size), question)


def stored(desk: Desk) -> dict[str, tuple[Any, ...]]:
    """What the store says of each comment, by id."""
    return {
        one.comment_id: (one.text, one.withdrawn, dict(one.attributes), one.author_key)
        for one in desk.store.comments(desk.meeting.meeting_id)
    }


def service_account(fake: FakeGoogle, folder: Path) -> Path:
    """The file of a service account of the fake, with a key of its own."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return _written(
        folder / "account.json",
        {
            "type": "service_account",
            "client_email": "koemap@fake.example",
            "private_key_id": "fake",
            "private_key": pem.decode(),
            "token_uri": fake.token_uri,
            "project_id": "fake",
        },
    )


def authorized_user(folder: Path) -> Path:
    """The file that signing in leaves behind."""
    known = {"client_id": "fake", "client_secret": "fake", "refresh_token": "1//fake"}
    return _written(folder / "user.json", {"type": "authorized_user", **known})


def access_from(path: Path, fake: FakeGoogle) -> Access:
    """The right that a file of credentials gives; a person's is renewed at the fake."""
    access = by_credentials(SCOPES, SECRET, path)
    found = access.credentials
    if hasattr(found, "service_account_email"):
        return access
    renewed_at_the_fake = Credentials(  # type: ignore[no-untyped-call] # the file cannot say where
        None,
        refresh_token=found.refresh_token,
        token_uri=fake.token_uri,
        client_id=found.client_id,
        client_secret=found.client_secret,
        scopes=found.scopes,
    )
    return Access("file", credentials=renewed_at_the_fake)


def _written(path: Path, content: dict[str, str]) -> Path:
    path.write_text(json.dumps(content), encoding="utf-8")
    return path
