"""A meeting whose processes were all killed is not told to be live, wherever it is served."""

from __future__ import annotations

import json
import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from dashboard.live.audience import NOTHING
from dashboard.live.ending import missed_since
from dashboard.live.folders import SIGN, SILENT_SECONDS, live_folder, sign_of_life
from koemap.live_records import Analyst
from koemap.live_runs import beginning, leaving
from koemap.store import Store
from tests.dashboard.live_meetings import MEETING, LiveMeeting

SECOND = timedelta(seconds=1)
LONG_AGO = 2 * SILENT_SECONDS * SECOND


@pytest.fixture
def begun(store: Store) -> LiveMeeting:
    """A meeting that was begun long ago, and whose analyst read one message not long after."""
    live = LiveMeeting(store)
    live.arrive("街灯を増やしてほしい", topic_id="t1")
    store.note(MEETING, [beginning((), live.now - LONG_AGO - 2 * SECOND)])
    store.save_analyst(MEETING, Analyst(live.now - LONG_AGO))
    return live


def missed(dashboard: str) -> str | None:
    """Since when the desk's JSON, as it is served, says that nobody keeps the meeting."""
    with urlopen(f"{dashboard}/desk/{MEETING}/state") as answer:
        since: str | None = json.load(answer)["missed_since"]
    return since


def overlaid(dashboard: str) -> Any:
    """What the overlay is told whose address the desk has."""
    with urlopen(f"{dashboard}/desk/{MEETING}") as page:
        (path,) = re.findall(r'href="(/overlay/\w+/)"', page.read().decode())
    with urlopen(f"{dashboard}{path}state.json") as answer:
        return json.load(answer)


def test_a_meeting_is_broken_off_from_the_last_sign_of_it_until_it_is_kept_again(
    begun: LiveMeeting, dashboard: str
) -> None:
    assert missed(dashboard) == (begun.now - LONG_AGO).isoformat()
    happened = begun.store.happenings(MEETING)
    begun.store.note(MEETING, [beginning(happened, datetime.now(UTC))])
    assert missed(dashboard) is None


def test_the_overlay_is_blank_while_a_meeting_is_broken_off(
    begun: LiveMeeting, dashboard: str
) -> None:
    for verb in ("let_through", "air"):
        begun.act(verb, "yt:0000")
    assert overlaid(dashboard) == NOTHING
    begun.store.save_analyst(MEETING, Analyst(datetime.now(UTC)))
    assert overlaid(dashboard)["question"]["text"] == "街灯を増やしてほしい"


def test_a_meeting_is_kept_as_long_as_its_analyst_takes_steps(
    begun: LiveMeeting, dashboard: str
) -> None:
    begun.store.save_analyst(MEETING, Analyst(datetime.now(UTC)))
    assert missed(dashboard) is None


def test_a_meeting_that_was_left_is_not_broken_off(begun: LiveMeeting, dashboard: str) -> None:
    begun.store.note(MEETING, [leaving(begun.now - LONG_AGO)])
    assert missed(dashboard) is None


def test_a_meeting_is_kept_as_long_as_its_public_page_is(
    begun: LiveMeeting, tmp_path: Path
) -> None:
    sign = live_folder(tmp_path, MEETING) / SIGN
    sign.parent.mkdir(parents=True)
    sign.write_bytes(sign_of_life(begun.now))
    assert missed_since(begun.store, MEETING, tmp_path, datetime.now(UTC)) is None
    signed_at = begun.now - LONG_AGO / 2 - SECOND
    os.utime(sign, (signed_at.timestamp(), signed_at.timestamp()))
    assert missed_since(begun.store, MEETING, tmp_path, datetime.now(UTC)) == signed_at
