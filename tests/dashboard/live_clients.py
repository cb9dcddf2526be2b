"""A small live meeting, and who asks an installation for its pages without a browser."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from flask.testing import FlaskClient

from dashboard.access import Access
from dashboard.app import create_app
from koemap.store import Store
from tests.dashboard.live_meetings import LiveMeeting

SECRET = b"the secret of a test installation"
TOKYO = ZoneInfo("Asia/Tokyo")


@pytest.fixture
def live(store: Store) -> LiveMeeting:
    meeting = LiveMeeting(store)
    for n in range(3):
        meeting.arrive(f"{n}番目の声です", f"人{n}", 10.0 * n, topic_id="t1")
    return meeting


def client_of(store: Store, home: Path | None = None) -> FlaskClient:
    """Somebody who asks the dashboard of that store; public live pages lie in `home`."""
    access = Access(secret=SECRET)
    app = create_app(store, language="ja", zone=TOKYO, access=access, home=home)
    client: FlaskClient = app.server.test_client()
    return client
