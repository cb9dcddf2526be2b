"""A collection that stops goes on where it stopped, and says what it cannot have seen."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from collectors.events import Checkpoint, Event, Past
from koemap.errors import CollectError
from tests.collectors.conftest import Desk
from tests.collectors.live import Overheard, a_live_collector, a_stream, asked, chat, gaps, health
from tests.google.discovery import LIST, STREAM
from tests.google.fake import FakeGoogle
from tests.google.faults import Fault, HtmlPage, InvalidPageToken, ResetBefore
from tests.google.faults import Refusal as Refused
from tests.google.messages import Message, api_id, members_only, poll
from tests.google.page_faults import MissingToken


class Interrupted(Overheard):
    """A collector that stops after so many pages, as Ctrl-C stops it."""

    n_pages = 10

    def events(self, past: Past = Past()) -> Iterator[Event]:  # noqa: B008 - immutable
        for event in super().events(past):
            yield event
            if isinstance(event, Checkpoint) and len(self.all(Checkpoint)) == self.n_pages:
                raise KeyboardInterrupt


def collect_some(desk: Desk, fake: FakeGoogle) -> None:
    """Ten pages of the chat, one minute of the stream."""
    with pytest.raises(KeyboardInterrupt):
        desk.collect(Interrupted(a_live_collector(fake, desk.store)))


def test_a_restart_goes_on_with_the_stored_token(desk: Desk) -> None:
    with a_stream(minutes=10) as fake:
        texts = chat(fake, 100)
        collect_some(desk, fake)
        assert health(desk).phase == "stopped"
        last = asked(fake)[-1]
        done = desk.collect(a_live_collector(fake, desk.store))
        first = asked(fake)[len([e for e in asked(fake) if e.at <= last.at])]
        assert first.params["pageToken"][0] != ""
    assert sorted(desk.texts) == sorted(texts)
    assert (done.notices, gaps(desk)) == ((), ())


def test_a_restart_after_a_while_says_that_youtube_went_on(desk: Desk) -> None:
    with a_stream(minutes=20) as fake:
        texts = chat(fake, 200)
        collect_some(desk, fake)
        fake.advance(300)
        done = desk.collect(a_live_collector(fake, desk.store))
    assert sorted(desk.texts) == sorted(texts)
    assert gaps(desk) == ()
    (notice,) = done.notices
    assert "no page came between 09:00 and 09:05 UTC" in notice
    assert "YouTube went on from where collection had stopped" in notice


def test_a_restart_that_youtube_does_not_go_on_from_is_a_gap(desk: Desk) -> None:
    with a_stream(minutes=20) as fake:
        texts = chat(fake, 200)
        collect_some(desk, fake)
        fake.advance(600)
        fake.schedule_next(LIST, InvalidPageToken())
        done = desk.collect(a_live_collector(fake, desk.store))
        stored = desk.store.comments(desk.meeting.meeting_id)
    lost = set(texts) - set(desk.texts)
    (gap,) = gaps(desk)
    assert lost
    assert len(desk.texts) + len(lost) == 200
    before = max(c.posted_at for c in stored if c.posted_at <= gap.starts_at)
    after = min(c.posted_at for c in stored if c.posted_at > gap.starts_at)
    assert (gap.starts_at, gap.ends_at) == (before, after)
    assert (after - before).total_seconds() == pytest.approx(5 * (len(lost) + 1), abs=0.2)
    assert "import the archive" in done.notices[-1]
    assert gap.reason == "YouTube no longer knew where collection stood"


def test_a_refused_token_with_an_overlap_is_no_gap(desk: Desk) -> None:
    with a_stream(minutes=10) as fake:
        texts = chat(fake, 100)
        fake.schedule(LIST, 10, InvalidPageToken("invalidPageToken"))
        done = desk.collect(a_live_collector(fake, desk.store))
    assert sorted(desk.texts) == sorted(texts)
    assert gaps(desk) == ()
    assert done.notices == ("the chat was taken up anew, without a gap",)
    assert done.known > 0


def test_a_first_page_without_a_token_is_no_gap(desk: Desk) -> None:
    with a_stream(minutes=5) as fake:
        texts = chat(fake, 30)
        fake.schedule(LIST, 1, MissingToken())
        done = desk.collect(a_live_collector(fake, desk.store))
    assert sorted(desk.texts) == sorted(texts)
    assert gaps(desk) == ()
    assert done.notices[-1] == "the chat was taken up anew, without a gap"


def test_a_stop_shortly_before_the_end_loses_nothing_while_the_chat_is_open(desk: Desk) -> None:
    with a_stream(minutes=3) as fake:
        texts = chat(fake, 36)
        collect_some(desk, fake)
        fake.advance(3 * 60)
        assert fake.youtube.named().has_ended(fake.now())
        desk.collect(a_live_collector(fake, desk.store))
    assert sorted(desk.texts) == sorted(texts)
    assert gaps(desk) == ()


def test_a_stop_before_the_end_is_told_when_the_chat_has_closed(desk: Desk) -> None:
    with a_stream(minutes=10) as fake:
        chat(fake, 100)
        collect_some(desk, fake)
        stopped_at = asked(fake)[-1].at
        fake.advance(3600)
        done = desk.collect(a_live_collector(fake, desk.store))
        ended_at = fake.youtube.named().actual_end
    (gap,) = gaps(desk)
    assert (gap.starts_at, gap.ends_at) == (stopped_at, ended_at)
    assert "import the archive" in done.notices[-1]
    assert health(desk).phase == "ended"


def test_a_new_chat_of_the_same_stream_is_read_too(desk: Desk) -> None:
    with a_stream(minutes=10) as fake:
        texts = chat(fake, 50)
        collect_some(desk, fake)
        video = fake.youtube.named()
        video.chat.id = "Cg0KCnewChatOfTheStream"
        done = desk.collect(a_live_collector(fake, desk.store))
    assert sorted(desk.texts) == sorted(texts)
    assert any("new chat" in notice for notice in done.notices)


def test_two_minutes_without_a_network_lose_nothing(desk: Desk) -> None:
    with a_stream(minutes=15) as fake:
        texts = chat(fake, 150)
        fake.schedule(LIST, 20, ResetBefore())
        until = fake.now() + timedelta(minutes=4)
        collector = Overheard(a_live_collector(fake, desk.store))
        fake.before(LIST, 20, lambda: break_until(fake, until))
        done = desk.collect(collector)
    assert sorted(desk.texts) == sorted(texts)
    assert gaps(desk) == ()
    retrying = [seen for seen in collector.healths if seen.phase == "retrying"]
    assert 3 <= len(retrying) < 30
    assert {seen.problem for seen in retrying} == {"Google cannot be reached"}
    assert retrying[-1].heard_at < retrying[0].at
    assert [notice for notice in done.notices if "went on from where" in notice]


def break_until(fake: FakeGoogle, until: object) -> None:
    """Have every page until then break off."""
    if fake.now() < until:  # type: ignore[operator]
        fake.schedule_next(LIST, ResetBefore())
        fake.before(LIST, fake.calls(LIST) + 1, lambda: break_until(fake, until))


def test_a_long_outage_is_told(desk: Desk) -> None:
    with a_stream(minutes=30) as fake:
        texts = chat(fake, 300)
        fake.schedule(LIST, 20, ResetBefore())
        until = fake.now() + timedelta(minutes=12)
        fake.before(LIST, 20, lambda: break_until(fake, until))
        done = desk.collect(a_live_collector(fake, desk.store))
    assert sorted(desk.texts) == sorted(texts)
    assert [n for n in done.notices if n.startswith("no answer from Google since 09:01 UTC")]


@contextmanager
def a_port_nobody_listens_on() -> Iterator[str]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}/"


def test_nobody_answering_is_said_in_one_line(desk: Desk) -> None:
    with a_stream() as fake, a_port_nobody_listens_on() as endpoint:
        collector = a_live_collector(fake, desk.store, patient=False, endpoint=endpoint)
        began_at = fake.now()
        with pytest.raises(CollectError, match="Google cannot be reached") as failure:
            desk.collect(collector)
        assert (fake.now() - began_at).total_seconds() < 60
    assert "ネットワーク" in failure.value.ja


def test_somebody_patient_collects_when_the_network_comes_up(desk: Desk) -> None:
    with a_stream(minutes=10) as fake:
        texts = chat(fake, 60)
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            port = taken.getsockname()[1]
        later: list[FakeGoogle] = []

        def come_up() -> None:
            later.append(FakeGoogle(fake.clock, port=port))
            later[0].youtube = fake.youtube

        fake.clock.at(fake.now() + timedelta(minutes=2), come_up)
        collector = Overheard(
            a_live_collector(fake, desk.store, endpoint=f"http://127.0.0.1:{port}/")
        )
        desk.collect(collector)
        later[0].close()
        later[0].check()
    assert collector.phases[0] == "retrying"
    assert sorted(desk.texts) == sorted(texts)


def test_the_lag_is_how_late_the_newest_message_came(desk: Desk) -> None:
    with a_stream(minutes=10) as fake:
        for seconds in (2, 307):
            fake.post_at(fake.now() + timedelta(seconds=seconds), Message("一つだけ"))
        collector = Overheard(a_live_collector(fake, desk.store))
        desk.collect(collector)
        first, last = (one.published_at for one in fake.youtube.named().chat.posted)
    seen = [h for h in collector.healths if h.phase == "collecting"]
    assert seen[0].lag_seconds is None
    first_came = seen[1].at
    last_came = next(h.at for h in seen if h.at > last)
    for one in seen[1:]:
        at, came = (last, last_came) if one.at >= last_came else (first, first_came)
        assert one.lag_seconds == pytest.approx((came - at).total_seconds(), abs=0.2)
    assert max(h.lag_seconds for h in seen[1:]) < 15
    assert all(h.heard_at == h.at for h in seen)
    assert health(desk).last_message_at == last


@pytest.mark.parametrize("transport", ["poll", "stream", "auto"])
@pytest.mark.parametrize("refused", [Refused(400, "badRequest"), Refused(400), HtmlPage(400)])
def test_a_refusal_that_may_mean_the_token_is_asked_without_it(
    desk: Desk, refused: Fault, transport: str
) -> None:
    method = LIST if transport == "poll" else STREAM
    with a_stream(minutes=5) as fake:
        texts = chat(fake, 50)
        fake.schedule(method, 3, refused)
        done = desk.collect(a_live_collector(fake, desk.store, transport=transport))
        before, after = asked(fake, method)[2:4]
        assert "pageToken" in before.params
        assert "pageToken" not in after.params
    assert sorted(desk.texts) == sorted(texts)
    assert done.notices == ("the chat was taken up anew, without a gap",)


def test_a_refusal_that_cannot_mean_the_token_is_said(desk: Desk) -> None:
    with a_stream(minutes=5) as fake:
        fake.schedule(LIST, [3, 4], Refused(400, "badRequest"))
        with pytest.raises(CollectError, match="please report this line") as failure:
            desk.collect(a_live_collector(fake, desk.store))
        assert fake.calls(LIST) == 4
    assert failure.value.lasting


def test_what_is_no_comment_survives_a_stop_too(desk: Desk) -> None:
    """Polls and notices come once; a run cut short hands them on to the next."""
    with a_stream(minutes=10) as fake:
        texts = chat(fake, 60)
        closed = poll("賛成ですか", {"はい": 9, "いいえ": 4}, closed=True, id=api_id(905))
        for seconds, message in ((12, members_only()), (22, closed)):
            fake.post_at(fake.now() + timedelta(seconds=seconds), message)
        collect_some(desk, fake)
        done = desk.collect(a_live_collector(fake, desk.store))
    assert done.complete
    assert done.facts["poll “賛成ですか”"] == "はい 9, いいえ 4 (closed)"
    assert "from 09:00 UTC only members could write" in done.notices
    assert done.skipped == {"poll": 1, "system": 1}
    assert (done.added, done.known, done.read) == (len(texts), 0, len(texts) + 2)
