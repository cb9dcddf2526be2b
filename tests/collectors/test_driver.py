"""What the driver keeps of a run that fails, is stopped or is taken up again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from collectors.events import (
    NOTHING,
    Checkpoint,
    Event,
    Fact,
    Missed,
    Notice,
    Past,
    Pulse,
    Received,
    Skipped,
    Withdrawn,
)
from koemap.collection import Health
from koemap.errors import CollectError
from koemap.records import Source
from tests.collectors.conftest import Desk
from tests.factories import START, a_meeting, a_source

PHONE = "090-1234-5678"


@dataclass
class Script:
    """A source that says what it is told to, and may then fail."""

    says: list[Event]
    fails: BaseException | None = None
    kind: str = "youtube-live"
    pasts: list[Past] = field(default_factory=list)

    @property
    def source(self) -> Source:
        return a_source(kind=self.kind)

    def events(self, past: Past = NOTHING) -> Iterator[Event]:
        self.pasts.append(past)
        yield from self.says
        if self.fails:
            raise self.fails


def said(number: int) -> Received:
    return Received(f"yt:{number}", f"{number}番目の意見です", author="someone")


def cut_short(desk: Desk, *says: Event, by: BaseException | None = None) -> None:
    failure = by or CollectError("the network is gone")
    with pytest.raises(type(failure)):
        desk.collect(Script(list(says), failure))


def test_a_known_source_that_fails_at_once_says_so(desk: Desk) -> None:
    desk.collect(Script([said(1), Checkpoint({"at": 1})]))
    cut_short(desk)
    health = desk.store.healths(desk.meeting.meeting_id)[a_source(kind="youtube-live").source_id]
    assert (health.phase, health.problem) == ("failed", "the network is gone")


def test_a_run_that_failed_does_not_say_that_it_asks_again(desk: Desk) -> None:
    retrying = Pulse(Health("retrying", START, resumes_at=START + timedelta(seconds=5)))
    cut_short(desk, said(1), Checkpoint({"at": 1}), retrying)
    (health,) = desk.store.healths(desk.meeting.meeting_id).values()
    assert (health.phase, health.resumes_at) == ("failed", None)


def test_what_a_fault_quotes_is_not_kept(desk: Desk) -> None:
    desk.collect(Script([said(1), Checkpoint({"at": 1})]))
    cut_short(desk, by=ValueError("山田太郎 090-1234-5678"))
    (health,) = desk.store.healths(desk.meeting.meeting_id).values()
    assert health.problem == "a fault in koemap (ValueError)"
    assert health.problem_ja == "koemap の不具合です（ValueError）"


def test_a_run_that_was_cut_short_is_gone_on_with(desk: Desk) -> None:
    cut_short(
        desk,
        said(1),
        Skipped("sticker"),
        Fact("poll “図書館”", "賛成 3"),
        Notice("from 09:05 only members could write", "members only"),
        Checkpoint({"at": 1}),
        by=KeyboardInterrupt(),
    )
    done = desk.collect(Script([said(2), Skipped("sticker"), Checkpoint({"at": 2})]))
    assert (done.read, done.added, done.skipped) == (4, 2, {"sticker": 2})
    assert done.facts == {"poll “図書館”": "賛成 3"}
    assert done.notices == ("from 09:05 only members could write",)
    assert done.complete


def test_a_run_after_a_complete_one_counts_anew(desk: Desk) -> None:
    desk.collect(Script([said(1), Checkpoint({"at": 1})]))
    done = desk.collect(Script([said(2), Checkpoint({"at": 2})]))
    assert (done.read, done.added) == (1, 1)


def test_the_report_is_there_after_a_kill(desk: Desk) -> None:
    class Kill(BaseException):
        pass

    script = Script([said(1), Fact("poll", "賛成 3"), Checkpoint({"at": 1})], Kill())
    with pytest.raises(Kill):
        desk.collect(script)
    (report,) = desk.store.collections(desk.meeting.meeting_id)
    assert (report.added, report.facts, report.complete) == (1, {"poll": "賛成 3"}, False)


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), CollectError("gone")])
def test_a_withdrawal_waits_for_the_checkpoint_that_knows_of_it(
    desk: Desk, stop: BaseException
) -> None:
    desk.collect(Script([said(1), Checkpoint({"at": 1})]))
    cut_short(desk, Withdrawn("deleted", comment_id="yt:1"), by=stop)
    assert desk.texts == ["1番目の意見です"]
    desk.collect(Script([Withdrawn("deleted", comment_id="yt:1"), Checkpoint({"at": 2})]))
    assert desk.texts == [""]


def test_messages_before_a_stop_are_kept_without_their_checkpoint(desk: Desk) -> None:
    cut_short(desk, said(1), Checkpoint({"at": 1}), said(2))
    script = Script([])
    desk.collect(script)
    assert len(desk.texts) == 2
    assert script.pasts[0].cursor == {"at": 1}


def test_a_gap_that_a_whole_reading_does_not_find_again_is_gone(desk: Desk) -> None:
    def missed(minute: int) -> Missed:
        at = START + timedelta(minutes=minute)
        return Missed(at, at + timedelta(minutes=5), "no message in the archive")

    whole = Checkpoint({}, is_whole=True)
    desk.collect(Script([missed(0), missed(30), whole]))
    desk.collect(Script([missed(30), whole]))
    assert [span.starts_at.minute for span in desk.store.missed(desk.meeting.meeting_id)] == [30]


TELLING: dict[str, Callable[[str], Event]] = {
    "a fact": lambda text: Fact("comments from", text),
    "the name of a fact": lambda text: Fact(text, "column"),
    "a notice": Notice,
    "the name of an attribute": lambda text: Received("yt:1", "意見", attributes={text: "はい"}),
}


@pytest.mark.parametrize("told", TELLING.values(), ids=TELLING)
def test_whatever_a_source_tells_is_masked(desk: Desk, told: Callable[[str], Event]) -> None:
    done = desk.collect(Script([told(f"連絡は {PHONE} へ"), Checkpoint({})]))
    (comment,) = desk.store.comments(a_meeting().meeting_id) or (None,)
    everything = f"{done} {comment}"
    assert "［電話番号］" in everything
    assert PHONE not in everything
