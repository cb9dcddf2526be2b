"""A live chat is collected from before its start to its end, losing and doubling nothing."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from collectors.chat.live_video import NOT_STARTED
from collectors.events import Fact, Started
from collectors.youtube_archive import YouTubeArchive
from koemap.errors import CollectError
from tests.collectors.chat import VIDEO, a_line, written
from tests.collectors.conftest import Desk
from tests.collectors.live import (
    COSTS,
    Overheard,
    a_live_collector,
    a_stream,
    asked,
    chat,
    gaps,
    health,
)
from tests.google.discovery import LIST, VIDEOS
from tests.google.messages import Message, chat_ended


def offsets(desk: Desk) -> list[float]:
    found = [c.offset_seconds for c in desk.store.comments(desk.meeting.meeting_id)]
    return sorted(offset for offset in found if offset is not None)


def test_every_message_is_stored_once_with_its_second_of_the_stream(desk: Desk) -> None:
    with a_stream(minutes=10) as fake:
        texts = chat(fake, 60)
        done = desk.collect(a_live_collector(fake, desk.store))
    assert sorted(desk.texts) == sorted(texts)
    assert (done.added, done.known) == (60, 0)
    assert (offsets(desk)[0], offsets(desk)[-1]) == (1.0, 296.0)


def test_a_stream_to_come_is_waited_for_and_not_asked_for_pages(desk: Desk) -> None:
    with a_stream(starts_in=180, minutes=5) as fake:
        texts = chat(fake, 20, after=180 * 60 + 5)
        collector = Overheard(a_live_collector(fake, desk.store))
        desk.collect(collector)
        before = [e for e in fake.requests if e.at < fake.youtube.named().actual_start]
    first = collector.healths[0]
    assert (first.phase, first.problem) == ("waiting", NOT_STARTED)
    assert first.planned_at is not None
    assert first.resumes_at - first.at == timedelta(minutes=15)
    assert sorted(desk.texts) == sorted(texts)
    assert len(before) < 60
    assert gaps(desk) == ()


def test_what_is_written_before_the_start_gets_its_place_when_the_start_is_known(
    desk: Desk,
) -> None:
    with a_stream(starts_in=5, minutes=5, early_chat=True) as fake:
        chat(fake, 20, every=30)
        collector = Overheard(a_live_collector(fake, desk.store))
        desk.collect(collector)
    (started,) = collector.all(Started)
    assert started.at == fake.youtube.named().actual_start
    assert len(offsets(desk)) == 20
    assert offsets(desk)[:2] == [-299.0, -269.0]
    assert offsets(desk)[-1] > 200


def test_a_stream_that_begins_late_is_waited_for(desk: Desk) -> None:
    with a_stream(starts_in=40, minutes=5) as fake:
        fake.youtube.named().scheduled_start = fake.now() + timedelta(minutes=10)
        texts = chat(fake, 10, after=40 * 60 + 2)
        desk.collect(a_live_collector(fake, desk.store))
        waiting = [e for e in fake.requests if e.at < fake.youtube.named().actual_start]
    assert sum(COSTS[entry.method] for entry in waiting) < 250
    assert sorted(desk.texts) == sorted(texts)


def test_joining_late_is_told_with_what_may_be_missing(desk: Desk) -> None:
    with a_stream(minutes=30) as fake:
        texts = chat(fake, 200)
        fake.advance(15 * 60)
        done = desk.collect(a_live_collector(fake, desk.store))
        start = fake.youtube.named().actual_start
    (gap,) = gaps(desk)
    assert (gap.starts_at, gap.reason) == (start, "collection began after the stream")
    assert gap.ends_at == start + timedelta(seconds=offsets(desk)[0])
    assert sorted(desk.texts) == sorted(texts[-(200 - 180 + 75) :])
    assert any("import the archive" in notice for notice in done.notices)


def test_a_burst_of_two_thousand_in_a_minute_is_whole(desk: Desk) -> None:
    with a_stream(minutes=10) as fake:
        texts = chat(fake, 2_000, every=0.03, after=60)
        desk.collect(a_live_collector(fake, desk.store))
    assert sorted(desk.texts) == sorted(texts)


def test_after_a_full_page_the_next_is_asked_for_as_soon_as_youtube_allows(desk: Desk) -> None:
    with a_stream(minutes=20) as fake:
        texts = chat(fake, 5_000, every=0.001, after=300)
        desk.collect(a_live_collector(fake, desk.store, limit=1_000))
        starts_at = fake.youtube.named().actual_start
        pages = [e.at - starts_at for e in asked(fake) if e.status == 200]
    assert sorted(desk.texts) == sorted(texts)
    arrived = [at for at in pages if at > timedelta(minutes=5)][:4]
    pauses = [(later - at).total_seconds() for at, later in pairwise(arrived)]
    assert pauses[:2] == [5.0, 5.0]
    assert pauses[2] > 30


def test_the_hint_of_youtube_is_obeyed(desk: Desk) -> None:
    with a_stream(minutes=10) as fake:
        fake.youtube.polling_ms = 17_000
        texts = chat(fake, 60)
        desk.collect(a_live_collector(fake, desk.store, until=fake.now() + timedelta(minutes=15)))
        times = [entry.at for entry in asked(fake)]
    assert min(later - at for at, later in pairwise(times)) >= timedelta(seconds=17)
    assert sorted(desk.texts) == sorted(texts)


def test_silence_slows_down_and_a_message_speeds_up_at_once(desk: Desk) -> None:
    with a_stream(minutes=10) as fake:
        fake.post_at(fake.now() + timedelta(minutes=5), Message("静けさの後に"))
        desk.collect(a_live_collector(fake, desk.store, until=fake.now() + timedelta(minutes=15)))
        times = [entry.at for entry in asked(fake)]
        start = times[0]
    pauses = {(at - start).total_seconds(): (b - at).total_seconds() for at, b in pairwise(times)}
    assert pauses[0] == 5
    silent = [pause for at, pause in pauses.items() if 60 < at < 290]
    assert set(silent) == {10}
    after = [pause for at, pause in pauses.items() if 300 <= at < 310]
    assert after[0] == 5


@pytest.mark.parametrize("sign", ["refused", "offline", "message", "video"])
def test_the_end_is_seen_by_each_of_its_signs(desk: Desk, sign: str) -> None:
    with a_stream(minutes=10) as fake:
        video = fake.youtube.named()
        texts = chat(fake, 30)
        if sign == "message":
            fake.post_at(fake.now() + timedelta(minutes=9), chat_ended())
        if sign == "offline":
            video.open_after_end_seconds = 86_400
        if sign == "video":  # the chat is no longer known at all
            fake.clock.at(fake.now() + timedelta(minutes=10), lambda: lose_chat(video))
        collector = Overheard(a_live_collector(fake, desk.store))
        desk.collect(collector)
        last = fake.requests[-1]
        began = video.actual_start
        assert fake.calls(LIST) < 500
    assert sorted(desk.texts) == sorted(texts)
    assert collector.phases[-1] == "ended"
    (ended,) = collector.all(Fact)
    minutes = {"refused": 10, "offline": 10, "message": 9, "video": 10}[sign]
    assert ended.value == f"{began + timedelta(minutes=minutes):%Y-%m-%d %H:%M} UTC"
    assert last.method == (VIDEOS if sign in ("refused", "video") else LIST)
    unseen = [(gap.ends_at - gap.starts_at).total_seconds() < 10 for gap in gaps(desk)]
    assert unseen == [True] * (sign == "video")


def lose_chat(video: object) -> None:
    video.chat.id = "Cg0KCsomebodyElses"  # type: ignore[attr-defined]


def test_running_again_after_the_end_asks_for_no_page_and_says_so(desk: Desk) -> None:
    with a_stream(minutes=5) as fake:
        texts = chat(fake, 20)
        desk.collect(a_live_collector(fake, desk.store))
        pages = fake.calls(LIST)
        again = desk.collect(a_live_collector(fake, desk.store))
        assert fake.calls(LIST) == pages
    assert sorted(desk.texts) == sorted(texts)
    assert (again.read, again.notices) == (0, ())
    assert health(desk).phase == "ended"


@pytest.mark.parametrize(
    ("state", "en", "ja"),
    [
        ({"chat_on": False}, "is turned off", "オフになっています"),
        ({"privacy": "private"}, "no public video", "公開されていません"),
    ],
)
def test_a_chat_that_cannot_be_read_is_said_in_one_line(
    desk: Desk, state: dict[str, object], en: str, ja: str
) -> None:
    with a_stream(**state) as fake, pytest.raises(CollectError, match=en) as failure:  # type: ignore[arg-type]
        desk.collect(a_live_collector(fake, desk.store, patient=False))
    assert ja in failure.value.ja
    assert "\n" not in str(failure.value)


def test_what_a_person_has_to_mend_first_is_lasting(desk: Desk) -> None:
    for state in ({"chat_on": False}, {"privacy": "private"}, {"minutes": -60}):
        with a_stream(**state) as fake, pytest.raises(CollectError) as failure:  # type: ignore[arg-type]
            desk.collect(a_live_collector(fake, desk.store))
        assert failure.value.lasting


def test_the_end_is_told_as_the_clock_on_the_wall_shows_it(desk: Desk) -> None:
    tokyo = ZoneInfo("Asia/Tokyo")
    with a_stream(minutes=-60) as fake, pytest.raises(CollectError) as failure:
        desk.collect(a_live_collector(fake, desk.store, zone=tokyo))
    assert "ended at 2026-10-15 17:00, and" in str(failure.value)
    assert "（2026-10-15 17:00）" in failure.value.ja
    with a_stream(minutes=10) as fake:
        chat(fake, 300, every=1)
        fake.advance(5 * 60)
        done = desk.collect(a_live_collector(fake, desk.store, zone=tokyo))
    assert done.facts == {"chat ended": "2026-10-15 18:10"}
    assert any("messages before 18:03 may be missing" in notice for notice in done.notices)


def test_live_and_archive_of_one_stream_are_one_comment_each(desk: Desk, tmp_path: Path) -> None:
    with a_stream(minutes=10) as fake:
        chat(fake, 30)  # of which the archive has not all
        live = a_live_collector(fake, desk.store)
        desk.collect(live)
    entries = [a_line(n, second=5.0 * n - 4) for n in range(11, 36) if n % 5]
    archive = YouTubeArchive(desk.meeting, written(tmp_path / "chat.live_chat.json", entries))
    done = desk.collect(archive)
    assert (done.added, done.merged) == (4, {f"youtube-live-{VIDEO}": 16})
    assert len(desk.texts) == 34
    assert desk.store.only_in(live.source.source_id, archive.source) == 4
    assert desk.store.only_in(archive.source.source_id, live.source) == 0
