"""What the error table asks of a live collector, fault by fault."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from collectors.chat.live_video import NOT_STARTED
from collectors.events import Fact, Notice
from collectors.google.access import by_key
from koemap.collection import Collection
from koemap.errors import CollectError
from koemap.records import Comment
from tests.collectors.conftest import SECRET, Desk
from tests.collectors.live import Overheard, asked, gaps, waits
from tests.google.calls import Entry
from tests.google.discovery import LIST, VIDEOS
from tests.google.fault_table import Case
from tests.google.injections import CALL
from tests.google.scene import Scene

USUAL = 51.0  # seconds between two pages, at most
AT_ONCE = 2.0


@dataclass
class Met:
    """A scene with a fault in it, collected to its end or to an error."""

    case: Case
    scene: Scene
    desk: Desk
    heard: Overheard
    done: Collection | None = None
    error: CollectError | None = None

    @property
    def stored(self) -> list[str]:
        return [text for text in self.desk.texts if text]

    @property
    def pages(self) -> list[Entry]:
        return asked(self.scene.fake)

    @property
    def owner(self) -> str:
        return by_key(self.scene.fake.api_key, SECRET).owner

    def sent(self, after: datetime | None = None) -> list[str]:
        """The texts of all comments posted, after that moment if one is given."""
        said = [p for p in self.scene.video.chat.posted if p.message.kind == "textMessageEvent"]
        return [one.message.text for one in said if not after or one.published_at > after]

    @property
    def notices(self) -> list[str]:
        return [notice.text for notice in self.heard.all(Notice)]

    @property
    def skipped(self) -> Mapping[str, int]:
        assert self.done is not None
        return self.done.skipped

    def token(self, number: int) -> list[str]:
        """The token of the how-many-eth page that was asked for."""
        return self.pages[number - 1].params.get("pageToken", [])

    def pause_after(self, number: int) -> float:
        return waits(self.pages)[number - 1]


Check = Callable[[Met], None]


def it_runs_to_the_end(met: Met) -> None:
    assert met.error is None
    assert met.heard.phases[-1] == "ended"
    (ended,) = met.heard.all(Fact)[-1:]
    assert (ended.name, ended.value[-9:]) == ("chat ended", "09:20 UTC")


def nothing_is_noticed(met: Met) -> None:
    it_runs_to_the_end(met)
    assert set(met.heard.phases) == {"collecting", "ended"}
    assert (met.notices, gaps(met.desk)) == ([], ())


def it_waits_for_the_start(met: Met) -> None:
    it_runs_to_the_end(met)
    waiting = [health for health in met.heard.healths if health.phase == "waiting"]
    assert {health.problem for health in waiting} == {NOT_STARTED}
    assert all(health.resumes_at and health.planned_at for health in waiting)
    assert met.pages[0].status == 404
    comments = met.desk.store.comments(met.desk.meeting.meeting_id)
    before = [c for c in comments if (c.offset_seconds or 0) < 0]
    assert len(before) == 36
    assert gaps(met.desk) == ()


def it_says(en: str, ja: str, *, pages: int, phase: str = "") -> Check:
    """One line in each language, after so many pages and no further question for one."""

    def check(met: Met) -> None:
        assert met.error is not None
        assert en in str(met.error)
        assert ja in met.error.ja
        assert "\n" not in str(met.error) + met.error.ja
        assert len(met.pages) == pages
        assert phase in ("", *met.heard.phases)

    return check


def it_joins_late(met: Met) -> None:
    it_runs_to_the_end(met)
    (gap,) = gaps(met.desk)
    assert gap.starts_at == met.scene.video.actual_start
    first = min(c.posted_at for c in comments_of(met) if c.posted_at)
    assert (gap.ends_at, gap.reason) == (first, "collection began after the stream")
    assert "import the archive" in met.notices[0]


def repeats_are_known(met: Met) -> None:
    nothing_is_noticed(met)
    assert met.done is not None
    assert (met.done.known, met.done.changed) == (5, 0)


def silence_is_healthy(met: Met) -> None:
    nothing_is_noticed(met)
    heard = [health.heard_at for health in met.heard.healths if health.heard_at]
    assert max(later - at for at, later in pairwise(heard)) <= timedelta(minutes=1)
    lags = [health.lag_seconds for health in met.heard.healths if health.lag_seconds]
    assert max(lags) < 60  # a silent chat is not late


def the_old_token_is_used_again(met: Met) -> None:
    it_runs_to_the_end(met)
    assert met.token(CALL + 1) == met.token(CALL) != []
    assert len(met.notices) == 1
    assert "did not say where the next begins" in met.notices[0]


def it_is_taken_up_anew(met: Met) -> None:
    it_runs_to_the_end(met)
    assert (met.token(CALL + 1), met.pause_after(CALL)) == ([], 0)
    assert met.notices == ["the chat was taken up anew, without a gap"]
    assert gaps(met.desk) == ()


def it_is_parked(reset: datetime, met: Met) -> None:
    """No call until the day is over; the same token then; what closed meanwhile is told."""
    parked = [health for health in met.heard.healths if health.phase == "parked"]
    assert len(parked) == 1
    assert parked[0].problem == "today's quota is spent"
    assert parked[0].resumes_at is not None
    assert timedelta() < parked[0].resumes_at - reset < timedelta(minutes=2.1)
    refused, later = met.pages[CALL - 1], met.pages[CALL]
    assert not [e for e in met.scene.fake.requests if refused.at < e.at < later.at]
    assert later.at == parked[0].resumes_at
    assert met.token(CALL + 1) == met.token(CALL) != []
    (gap,) = gaps(met.desk)
    assert (gap.starts_at, gap.ends_at) == (met.pages[CALL - 2].at, met.scene.video.actual_end)
    assert "import the archive" in met.notices[-1]


def it_slows_down(*pauses: float) -> Check:
    """Pauses after the refused calls, at least; the day is not over."""

    def check(met: Met) -> None:
        it_runs_to_the_end(met)
        found = waits(met.pages)[CALL - 1 : CALL - 1 + len(pauses)]
        assert [round(pause) for pause in found] == [*pauses]
        assert "parked" not in met.heard.phases
        assert met.heard.phases.count("retrying") == len(pauses)
        intervals = [h.interval_seconds for h in met.heard.healths if h.interval_seconds]
        assert max(intervals) == 60.0 > intervals[-1] + 5

    return check


def it_asks_again(met: Met) -> None:
    """The same page, at once, and once."""
    it_runs_to_the_end(met)
    assert met.token(CALL + 1) == met.token(CALL) != []
    assert 0 <= met.pause_after(CALL) < AT_ONCE
    assert met.heard.phases.count("retrying") == (met.pause_after(CALL) > 0)
    assert (met.notices, gaps(met.desk)) == ([], ())


def the_end_is_confirmed_once(met: Met) -> None:
    nothing_is_noticed(met)
    last = met.pages[-1]
    assert last.status in (400, 403)
    assert [entry.method for entry in met.scene.fake.requests if entry.at >= last.at][1:] == [
        VIDEOS
    ]


def the_end_is_not_confirmed(met: Met) -> None:
    """YouTube is asked, says that the stream goes on, and it is collected to its end."""
    it_runs_to_the_end(met)
    refused = met.pages[CALL - 1]
    after = [e for e in met.scene.fake.requests if e.at >= refused.at]
    assert after[1].method == VIDEOS
    assert met.heard.phases.count("waiting") == 1
    assert gaps(met.desk) == ()


def the_message_ends_it(met: Met) -> None:
    nothing_is_noticed(met)
    assert met.skipped == {"system": 1}
    assert all(entry.status == 200 for entry in met.pages)


def an_unknown_kind_is_named(met: Met) -> None:
    it_runs_to_the_end(met)
    assert met.skipped == {"unknown": 1}
    assert met.done is not None
    assert met.done.notices == ("unknown message type 'hologramEvent'",)


def withdrawn(reason: str) -> Check:
    """Something has lost its text, for this reason."""

    def check(met: Met) -> None:
        it_runs_to_the_end(met)
        assert {c.withdrawn for c in comments_of(met) if not c.text} == {reason}
        assert gaps(met.desk) == ()

    return check


def deletions_are_honoured(met: Met) -> None:
    it_runs_to_the_end(met)
    reasons = sorted(c.withdrawn for c in comments_of(met) if c.withdrawn)
    assert reasons == ["deleted in the chat", "taken back by its author"]


def a_time_out_takes_nothing_back(met: Met) -> None:
    nothing_is_noticed(met)
    assert met.skipped == {"timeout": 1}


def the_last_tally_counts(met: Met) -> None:
    it_runs_to_the_end(met)
    assert met.done is not None
    assert met.done.facts["poll “図書館は必要ですか”"] == "はい 40, いいえ 3 (closed)"


def a_stream_is_whole(met: Met) -> None:
    it_runs_to_the_end(met)
    assert gaps(met.desk) == ()
    assert met.scene.fake.calls(LIST) == 0


def it_waits(seconds: float, at_most: float) -> Check:
    def check(met: Met) -> None:
        nothing_is_noticed(met)
        assert seconds <= met.pause_after(CALL) <= at_most

    return check


def a_clock_ahead_is_no_lag(met: Met) -> None:
    nothing_is_noticed(met)
    assert min(h.lag_seconds for h in met.heard.healths if h.lag_seconds is not None) == 0


def comments_of(met: Met) -> tuple[Comment, ...]:
    return met.desk.store.comments(met.desk.meeting.meeting_id)
