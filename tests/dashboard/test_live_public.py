"""The public live page as files: written as a whole, when something changed, a little later."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.live.folders import live_folder
from dashboard.live.public import LivePage, end_live, write_live
from koemap.errors import PublishError, StoreError
from koemap.settings import Settings
from koemap.store import Store
from tests.dashboard.live_meetings import MEETING, LiveMeeting


@pytest.fixture
def live(store: Store) -> LiveMeeting:
    meeting = LiveMeeting(store)
    for n in range(4):
        meeting.arrive(f"{n}番目の声です", f"人{n}", 10.0 * n)
    meeting.wait(60)
    return meeting


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=str(tmp_path))


def folder(settings: Settings) -> Path:
    return live_folder(Path(settings.home), MEETING)


def told(settings: Settings) -> Any:
    return json.loads((folder(settings) / "live.json").read_text())


def texts(settings: Settings) -> list[str]:
    return [one["text"] for one in told(settings)["comments"]]


def test_it_is_written_when_something_changed_and_only_then(
    live: LiveMeeting, settings: Settings
) -> None:
    assert write_live(live.store, settings, MEETING, live.now)
    first = told(settings)
    for _ in range(5):
        assert not write_live(live.store, settings, MEETING, live.wait(0.5))
    assert told(settings) == first
    live.act("let_through", "yt:0001")
    assert not write_live(live.store, settings, MEETING, live.wait(9.9))
    assert write_live(live.store, settings, MEETING, live.wait(0.1))
    assert texts(settings) == ["1番目の声です"]
    assert told(settings)["at"] == live.now.isoformat()


@pytest.mark.parametrize("set_by", [-3600.0, 3600.0], ids=["back", "forward"])
def test_the_delay_holds_when_the_clock_is_set(
    live: LiveMeeting, settings: Settings, set_by: float
) -> None:
    live.act("let_through", "yt:0000")
    write_live(live.store, settings, MEETING, live.wait(60), 100.0)
    assert texts(settings) == ["0番目の声です"]
    live.act("let_through", "yt:0001")
    write_live(live.store, settings, MEETING, live.wait(0.5), 100.5)
    write_live(live.store, settings, MEETING, live.wait(set_by), 101.0)
    write_live(live.store, settings, MEETING, live.wait(8.5), 109.5)
    assert texts(settings) == ["0番目の声です"]
    live.act("let_through", "yt:0002")
    write_live(live.store, settings, MEETING, live.wait(0.5), 110.5)
    assert texts(settings) == ["1番目の声です", "0番目の声です"]
    write_live(live.store, settings, MEETING, live.wait(9.5), 120.0)
    assert len(texts(settings)) == 3
    live.act("reject", "yt:0002")
    write_live(live.store, settings, MEETING, live.wait(0.5), 120.5)
    assert len(texts(settings)) == 2


def test_a_new_process_goes_on_with_the_file_that_is_there(
    live: LiveMeeting, settings: Settings
) -> None:
    live.act("let_through", "yt:0001")
    live.wait(10)
    assert LivePage(live.store, settings, MEETING).write(live.now, 0.0)
    assert not LivePage(live.store, settings, MEETING).write(live.wait(1), 1.0)


def test_a_damaged_file_is_written_anew(live: LiveMeeting, settings: Settings) -> None:
    folder(settings).mkdir(parents=True)
    (folder(settings) / "live.json").write_text("[1")
    assert LivePage(live.store, settings, MEETING).write(live.now, 0.0)
    assert told(settings)["comments"] == []


def test_the_folder_is_all_that_a_web_server_needs(live: LiveMeeting, settings: Settings) -> None:
    write_live(live.store, settings, MEETING, live.now)
    names = {path.name for path in folder(settings).iterdir()}
    wanted = {"index.html", "live.css", "live.js", "live.json", "live_data.js", "tokens.css"}
    assert names == wanted | {"favicon.svg", "live_sign.js"}
    data = (folder(settings) / "live_data.js").read_text()
    assert json.loads(data.removeprefix("window.koemapLive = ").removesuffix(";\n")) == told(
        settings
    )


def test_a_stop_freezes_it_and_a_withdrawal_is_seen_nevertheless(
    live: LiveMeeting, settings: Settings
) -> None:
    live.act("let_through", "yt:0000")
    live.act("let_through", "yt:0001")
    write_live(live.store, settings, MEETING, live.wait(10))
    live.act("stop")
    live.act("let_through", "yt:0002")
    assert write_live(live.store, settings, MEETING, live.wait(0.5))
    assert (told(settings)["stopped"], len(texts(settings))) == (True, 2)
    assert not write_live(live.store, settings, MEETING, live.wait(3600))
    before = told(settings)
    live.arrive("0番目の声です", "別の人", folded="yt:0000")
    assert not write_live(live.store, settings, MEETING, live.wait(60))
    assert told(settings) == before
    live.withdraw("yt:0001")
    assert write_live(live.store, settings, MEETING, live.wait(0.5))
    assert texts(settings) == ["0番目の声です"]
    live.act("lift")
    write_live(live.store, settings, MEETING, live.wait(11))
    assert texts(settings) == ["2番目の声です", "0番目の声です"]


def test_a_question_that_is_rejected_during_a_stop_goes_from_the_page_at_once(
    live: LiveMeeting, settings: Settings
) -> None:
    for one in ("yt:0000", "yt:0001"):
        live.act("let_through", one)
    live.act("queue", "yt:0001")
    live.act("air", "yt:0001")
    write_live(live.store, settings, MEETING, live.wait(10))
    live.act("stop")
    assert write_live(live.store, settings, MEETING, live.wait(1))
    before = told(settings)
    assert (before["stopped"], before["now"]["text"]) == (True, "1番目の声です")
    live.act("reject", "yt:0001")
    assert write_live(live.store, settings, MEETING, live.wait(0.5))
    assert told(settings)["now"] is None
    assert texts(settings) == ["0番目の声です"]
    assert "1番目" not in (folder(settings) / "live_data.js").read_text(encoding="utf-8")
    live.act("lift")
    write_live(live.store, settings, MEETING, live.wait(11))
    assert (told(settings)["now"], texts(settings)) == (None, ["0番目の声です"])


def test_a_page_that_nobody_keeps_any_more_holds_nothing_that_was_said(
    live: LiveMeeting, settings: Settings
) -> None:
    live.act("let_through", "yt:0000")
    write_live(live.store, settings, MEETING, live.wait(10))
    assert texts(settings)
    (folder(settings) / ".live.json.4711").write_text("half written")
    end_live(live.store, settings, MEETING)
    assert (told(settings)["over"], texts(settings)) == (True, [])
    assert "0番目" not in (folder(settings) / "live_data.js").read_text(encoding="utf-8")
    write_live(live.store, settings, MEETING, live.wait(10))
    assert texts(settings) == ["0番目の声です"]
    assert not [path for path in folder(settings).iterdir() if path.name.startswith(".")]


def test_a_sign_of_life_is_given_every_ten_seconds_after_what_it_stands_for(
    live: LiveMeeting, settings: Settings
) -> None:
    write_live(live.store, settings, MEETING, live.now)
    sign = folder(settings) / "live_sign.js"
    first = sign.read_text()
    assert first == f'window.koemapSign = "{live.now.isoformat()}";\n'
    write_live(live.store, settings, MEETING, live.wait(9))
    assert sign.read_text() == first
    write_live(live.store, settings, MEETING, live.wait(1))
    assert live.now.isoformat() in sign.read_text()
    write_live(live.store, settings, MEETING, live.wait(-3600))
    assert live.now.isoformat() in sign.read_text()
    (folder(settings) / "live.json").unlink()
    (folder(settings) / "live.json").mkdir()
    live.act("let_through", "yt:0001")
    before = sign.read_text()
    with pytest.raises(PublishError):
        write_live(live.store, settings, MEETING, live.wait(20))
    assert sign.read_text() == before


def test_topics_change_twice_a_minute_unless_their_names_do(
    live: LiveMeeting, settings: Settings
) -> None:
    page = LivePage(live.store, settings, MEETING)

    def calm(*topics: tuple[str, int]) -> list[int]:
        found = [{"id": name, "label": name, "people": n} for name, n in topics]
        return [one["people"] for one in page._calm({"topics": found}, live.now)]

    live.now = live.now.replace(second=0)
    assert calm(("a", 1)) == [1]
    live.wait(20)
    assert calm(("a", 2)) == [1]
    live.wait(10)
    assert calm(("a", 3)) == [3]
    assert calm(("a", 4), ("b", 1)) == [4, 1]


def test_a_folder_that_cannot_be_written_is_named(live: LiveMeeting, tmp_path: Path) -> None:
    (tmp_path / "public").write_text("a file where a folder should be")
    with pytest.raises(PublishError, match="cannot be written"):
        write_live(live.store, Settings(home=str(tmp_path)), MEETING, live.now)


def test_there_is_no_page_of_a_meeting_that_is_not_there(
    live: LiveMeeting, settings: Settings
) -> None:
    with pytest.raises(StoreError):
        write_live(live.store, settings, "elsewhere", live.now + timedelta(seconds=1))
