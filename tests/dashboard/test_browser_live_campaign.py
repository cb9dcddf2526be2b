"""A campaign of three hundred accounts and one person who sends five hundred messages, live."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from analysis.candidate_topics import FEWEST_PEOPLE
from dashboard.live.model import LiveModel
from dashboard.live.pages import live_path, overlay_path
from dashboard.live.windows import EVERYTHING, is_rising
from koemap.moderation import moderated
from koemap.settings import secret
from tests.analysis.live import FLOODED, POOL, flood
from tests.collectors.chat import a_line, at_once, second_of, written
from tests.dashboard.conftest import DESKTOP
from tests.dashboard.live_journey import asked, root, texts
from tests.koemap.live_meeting import CHAT, LiveMeeting, a_live_meeting, comments_of

N_ACCOUNTS, N_MESSAGES = 300, len(flood())
BURST, LAST = 8_000.0, 600_000.0  # seconds of the video; it ends after what is tested
SOON = 20_000  # milliseconds; rows that joined others stay for some, and a busy computer is late
CAMPAIGN = "市庁舎の移転計画はただちに白紙に戻し、住民投票をしてください"


def burst() -> Iterator[dict[str, Any]]:
    """All of them within three minutes, and what sixteen people say of a pool before that."""
    for n in range(N_ACCOUNTS):
        second = BURST + 180 * n / N_ACCOUNTS
        yield a_line(10_000 + n, CAMPAIGN, second=second, author=f"account{n}")
    for n, text in enumerate(flood()):
        yield a_line(20_000 + n, text, second=BURST + 180 * n / N_MESSAGES, author="one")
    for n, text in enumerate(POOL):
        yield a_line(30_000 + n, text, second=BURST - 400 + 10 * n, author=f"swimmer{n}")


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveMeeting]:
    """The sample meeting, all at once so that the first map is of all of it, and then the burst."""
    sample = [at_once(line) for line in CHAT.read_text(encoding="utf-8").splitlines()]
    last = a_line(40_000, "おつかれさまでした", second=LAST, author="host")
    lines = [*sample, *sorted(burst(), key=second_of), last]
    chat = written(tmp_path / "campaign.live_chat.json", lines)
    with a_live_meeting(tmp_path, chat=chat, speed=1000.0, KOEMAP_LIVE_DELAY="0") as meeting:
        yield meeting


@pytest.fixture
def desk(live: LiveMeeting, browser: Browser) -> Iterator[Page]:
    live.served()
    await_map_of_sample(live)
    context = browser.new_context(viewport=DESKTOP, locale="ja-JP", timezone_id="Asia/Tokyo")  # type: ignore[arg-type]
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{root(live)}/desk/{live.meeting_id}")
    yield page
    context.close()
    assert wrong == []


def await_map_of_sample(live: LiveMeeting) -> None:
    """Let nothing of the burst arrive before there is a map of what came before it."""
    sample = comments_of(CHAT)
    live.await_arrivals(len(sample))
    live.hold()
    assert {*live.arrived()} == sample
    live.until(lambda: live.store.map_ids(live.meeting_id) != ())
    live.go_on()


def state(live: LiveMeeting) -> dict[str, Any]:
    """What a desk that is opened now is told."""
    return asked(live, f"/desk/{live.meeting_id}/state?after=")


def outputs(live: LiveMeeting) -> str:
    """All that an audience is told now."""
    overlay = f"{overlay_path(secret(live.home), live.meeting_id)}state.json"
    told = (asked(live, overlay), asked(live, f"{live_path(live.meeting_id)}live.json"))
    return json.dumps(told, ensure_ascii=False)


def of_campaign(live: LiveMeeting) -> list[str]:
    return [one for one, text in texts(live).items() if text == CAMPAIGN]


def test_a_campaign_is_one_row_and_one_person_moves_nothing(live: LiveMeeting, desk: Page) -> None:
    live.until(lambda: len(of_campaign(live)) == N_ACCOUNTS)
    live.until(lambda: not live.store.unassigned(live.meeting_id, 1))
    live.until(lambda: is_seen(live, "プール"))
    nothing_moves_for_one_person(live)
    desk.keyboard.press("n")
    desk.locator("#search").fill("移転計画")
    rows = desk.locator("#rows .row", has_text=CAMPAIGN)
    expect(rows).to_have_count(1, timeout=SOON)
    expect(rows).to_contain_text(re.compile(f"{N_ACCOUNTS}件・{N_ACCOUNTS}人"))
    assert "移転計画" not in outputs(live)
    one_reject_removes_all(live, desk)
    assert not re.search(f"移転計画|{FLOODED}", outputs(live))


def is_seen(live: LiveMeeting, word: str) -> bool:
    """Whether what several people say anew is a topic, or may become one."""
    told = state(live)
    return word in json.dumps([told["candidates"], told["topics"]], ensure_ascii=False)


def nothing_moves_for_one_person(live: LiveMeeting) -> None:
    """Of all topics only the campaign's rises, and what one person says alone is none.

    The campaign is in a topic of the first map, and a voice by itself on the next: then none rises.
    """
    told = state(live)
    labels = [one["label"] for one in told["topics"]]
    assert FLOODED not in json.dumps([labels, told["happenings"]], ensure_ascii=False)
    said = texts(live)
    for candidate in live.store.candidates(live.meeting_id):
        others = [one for one in candidate.comment_ids if FLOODED not in said[one]]
        assert len(others) >= FEWEST_PEOPLE - 1
    at = live.store.arrivals(live.meeting_id, len(live.arrived()) - 1)[0].at
    model = LiveModel(live.store, live.meeting_id, lambda: at)
    live.until(lambda: len(spoken_of(model, CAMPAIGN)) == 1)
    of_campaign = {one.topic for one in model.entries.values() if CAMPAIGN in one.text}
    series = model.tallies.series(model.second, at)
    n_minutes = model.tallies.n_minutes(model.second, at)
    rising = {topic for topic, people in series.items() if is_rising(people, n_minutes)}
    assert rising - {EVERYTHING} == of_campaign - {""}


def spoken_of(model: LiveModel, words: str) -> set[str]:
    """The topics of the messages with these words, "" for none."""
    model.follow()
    return {one.topic for one in model.entries.values() if words in one.text}


def one_reject_removes_all(live: LiveMeeting, desk: Page) -> None:
    rows = desk.locator("#rows .row", has_text=CAMPAIGN)
    before = state(live)["counts"]["unseen"]
    rows.locator(".text").click()
    expect(rows).to_have_attribute("aria-selected", "true")
    desk.keyboard.press("r")
    acts = live.store.acts
    live.until(lambda: moderated(acts(live.meeting_id)).items != {})
    assert [act.verb for act in acts(live.meeting_id)] == ["reject"]
    live.until(lambda: state(live)["counts"]["unseen"] < before)  # which counts rows
    desk.locator("[data-filter=rejected]").click()
    expect(rows).to_have_count(1)
    desk.locator("[data-filter=received]").click()
    expect(rows).to_have_count(0)
