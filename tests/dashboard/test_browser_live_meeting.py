"""A whole meeting in real browsers: desk, overlay and public page.

It is the invented one, with a break in which several people speak of something new. Its first
minutes come at once, and what arrives waits for a slow computer, so that each makes the same map of
them and finds the same to decide about.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Response, expect

from koemap.moderation import moderated
from tests.analysis.live import POOL
from tests.collectors.chat import a_line, at_once, later, second_of, written
from tests.dashboard.live_journey import (
    FIRST,
    LONGEST_STEP,
    Room,
    a_room,
    add_facilitators,
    row,
    texts,
)
from tests.koemap.live_meeting import CHAT, LiveMeeting, a_live_meeting, comments_of

SPEED = 170.0
BREAK, BREAK_SECONDS = 1_100, 2_500  # of the video; longer than what a waiting replay makes up
SILENCE = 100  # seconds before the first of them speaks
SOON = 60_000  # milliseconds; what a machine finds may take longer than what a person does
NEW_NAME = "司会が名づけた新しい話題"


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveMeeting]:
    """The meeting, live, with a map of what came before the break; its public page is up to date.

    What is new in the break is so little that no other map is made for it soon.
    """
    before, *rest = parts()
    chat = written(tmp_path / "meeting.live_chat.json", [*before, *chain(*rest)])
    first = written(tmp_path / "before.live_chat.json", before)
    with a_live_meeting(tmp_path, chat=chat, speed=SPEED, KOEMAP_LIVE_DELAY="0") as meeting:
        add_facilitators(meeting)
        meeting.served()
        meeting.await_arrivals(len(comments_of(first)))
        meeting.hold()
        meeting.until(lambda: bool(meeting.store.map_ids(meeting.meeting_id)))
        yield meeting


def parts() -> tuple[list[str], list[str], list[str]]:
    """The lines of the chat before, in and after the break; those before it come at once."""
    lines = CHAT.read_text(encoding="utf-8").splitlines()
    before = [at_once(one) for one in lines if second_of(json.loads(one)) < BREAK]
    said = enumerate(POOL, BREAK + SILENCE)
    during = [a_line(n, text, second=n, author=f"swimmer{n}") for n, text in said]
    after = [later(one, BREAK_SECONDS) for one in lines[len(before) :]]
    return before, [json.dumps(one, ensure_ascii=False) for one in during], after


@pytest.fixture
def room(live: LiveMeeting, browser: Browser) -> Iterator[Room]:
    with a_room(live, browser) as people:
        yield people


@pytest.mark.waits
def test_through_a_whole_meeting_an_audience_sees_only_what_was_let_through(room: Room) -> None:
    for step in (
        new_messages_arrive,
        a_candidate_is_adopted,
        one_is_let_through,
        one_is_rejected,
        a_hold_is_seen_by_the_other,
        what_two_do_at_once_is_done_once,
        a_topic_is_taken_up,
        a_question_is_asked_on_air_and_answered,
        everything_is_stopped_and_goes_on,
        the_stream_ends_with_a_map,
    ):
        step(room)
        room.audience.check()


def new_messages_arrive(room: Room) -> None:
    desk = room.first
    room.live.go_on()
    expect(desk.locator("#fresh")).to_have_text(re.compile("新着 [1-9]"))
    rows = desk.locator("#rows .row")
    before = rows.count()
    desk.keyboard.press("n")
    expect(rows).not_to_have_count(before)
    expect(room.audience.public.locator("#no-comments")).to_be_visible()
    room.live.until(lambda: set(POOL) <= set(texts(room.live).values()))
    room.live.hold()


def one_is_let_through(room: Room) -> None:
    one = room.choose(room.first)
    room.first.keyboard.press("a")
    room.await_state(one, "let_through")
    expect(room.audience.public.locator("#comments li")).to_have_text(re.compile(said(room, one)))
    expect(room.audience.overlay.locator("#question")).to_be_hidden()


def one_is_rejected(room: Room) -> None:
    one = room.choose(room.first)
    room.first.keyboard.press("r")
    room.await_state(one, "rejected")
    expect(row(room.first, one)).to_contain_text(f"載せない・{FIRST}")
    with room.audience.overlay.expect_response("**/state.json"):
        room.audience.check()
    expect(room.audience.public.locator("#comments li")).to_have_count(1)


def a_question_is_asked_on_air_and_answered(room: Room) -> None:
    desk, audience = room.first, room.audience
    one = room.choose(desk)
    desk.keyboard.press("q")
    room.await_state(one, "queued")
    expect(desk.locator("#queue .queued")).to_have_count(1)
    expect(audience.public.locator("#comments")).to_contain_text(room.text(one))
    expect(audience.overlay.locator("#question")).to_be_hidden()
    audience.check()
    desk.keyboard.press("ArrowRight")
    desk.keyboard.press("o")
    room.await_state(one, "on_air")
    expect(audience.overlay.locator("#question .words")).to_have_text(room.text(one))
    expect(audience.public.locator(".question")).to_have_text(room.text(one))
    audience.check()
    desk.keyboard.press("d")
    room.await_state(one, "answered")
    expect(audience.overlay.locator("#question")).to_be_hidden()
    expect(audience.public.locator(".question")).to_have_count(0)
    expect(desk.locator("#past")).to_contain_text("聞いた・回答済み 1")


def a_hold_is_seen_by_the_other(room: Room) -> None:
    one = room.choose(room.first, also_at=room.second)
    expect(row(room.second, one).locator(".claim")).to_have_text(f"{FIRST}が見ています")


def what_two_do_at_once_is_done_once(room: Room) -> None:
    desks = room.first, room.second
    one = room.choose(*desks)
    for desk in desks:  # neither hears of the other before both have acted
        desk.route("**/state?*", lambda route: route.abort())
    with (
        room.first.expect_response(is_act) as first,
        room.second.expect_response(is_act) as second,
    ):
        for desk in desks:
            desk.keyboard.press("a")
    assert sorted(answer.value.status for answer in (first, second)) == [200, 409]
    for desk in desks:
        desk.unroute("**/state?*")
        expect(row(desk, one)).to_contain_text("通した・")
    acts = room.live.store.acts(room.live.meeting_id)
    assert [act.verb for act in acts if act.target == one] == ["let_through"]
    expect(room.audience.public.locator("#comments")).to_contain_text(room.text(one))


def a_candidate_is_adopted(room: Room) -> None:
    box = room.first.locator(".candidate").first
    expect(box).to_be_visible(timeout=SOON)
    box.get_by_role("button", name="論点にする", exact=True).click()
    box.get_by_label("論点の名前").fill(NEW_NAME)
    room.audience.told.append(NEW_NAME)
    room.first.keyboard.press("Enter")
    store, meeting_id = room.live.store, room.live.meeting_id
    room.live.until(lambda: bool(store.decisions(meeting_id, "adopt")), LONGEST_STEP)
    (adopted,) = store.decisions(meeting_id, "adopt")
    assert (adopted.details["label"], adopted.by) == (NEW_NAME, FIRST)
    expect(room.first.locator("#not-asked")).to_contain_text(NEW_NAME, timeout=SOON)
    room.live.go_on()


def a_topic_is_taken_up(room: Room) -> None:
    desk = room.first
    desk.get_by_role("button", name=f"いま聞いた：{NEW_NAME}", exact=True).click()
    expect(desk.locator("#taken-up summary")).to_have_text("聞いた論点 1")
    expect(desk.locator("#taken-up ul")).to_contain_text(NEW_NAME)
    (taken_up,) = room.live.store.decisions(room.live.meeting_id, "take_up")
    assert taken_up.by == FIRST
    expect(room.audience.public.locator(".of-topic")).to_have_text(NEW_NAME)


def everything_is_stopped_and_goes_on(room: Room) -> None:
    desk, audience = room.first, room.audience
    one = room.choose(desk)
    desk.keyboard.press("s")
    expect(desk.locator("#live")).to_have_text("停止中")
    expect(audience.overlay.locator("#overlay")).to_be_hidden()
    expect(audience.public.locator("#notice")).to_have_text("主催者が表示を一時的に止めています。")
    expect(room.second.locator("#live")).to_have_text("停止中")
    audience.check()
    desk.keyboard.press("a")
    room.await_state(one, "let_through")
    with audience.public.expect_response("**/live.json"):
        audience.check()
    expect(audience.public.locator("#comments")).not_to_contain_text(room.text(one))
    desk.locator("#stop").click()
    desk.locator("#lift-yes").click()
    room.live.until(lambda: not is_stopped(room), LONGEST_STEP)
    expect(audience.overlay.locator("#overlay")).to_be_visible()
    expect(audience.public.locator("#comments")).to_contain_text(room.text(one))
    expect(audience.public.locator("#notice")).to_be_empty()


def the_stream_ends_with_a_map(room: Room) -> None:
    live = room.live
    live.await_final_map()
    assert sorted(live.arrived()) == sorted(live.expected())
    received = live.store.opinion_map(live.meeting_id).accounting.received
    assert received == len(live.expected())
    expect(room.first.locator("#happenings")).to_contain_text("最終の地図ができました")
    expect(room.first.locator("#health")).to_have_text("配信は終わりました・最終の地図ができました")


def said(room: Room, comment_id: str) -> str:
    return re.escape(room.text(comment_id))


def is_act(answer: Response) -> bool:
    return "/act?" in answer.url


def is_stopped(room: Room) -> bool:
    return moderated(room.live.store.acts(room.live.meeting_id)).stopped is not None
