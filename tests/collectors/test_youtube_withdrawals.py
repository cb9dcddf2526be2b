"""What was taken back in the chat is taken back in the store, and no more than that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from collectors.events import Withdrawn
from collectors.youtube_archive import YouTubeArchive
from koemap.collection import Collection
from tests.collectors.chat import (
    STARTS_USEC,
    Json,
    a_channel,
    a_line,
    a_message_id,
    a_renderer,
    added,
    live,
    replayed,
    written,
)
from tests.collectors.conftest import Desk
from tests.factories import a_meeting


def collected(desk: Desk, path: Path, *entries: Json) -> Collection:
    file = written(path / "chat.live_chat.json", entries)
    return desk.collect(YouTubeArchive(desk.meeting, file))


def reasons(desk: Desk) -> list[str | None]:
    return [comment.withdrawn for comment in desk.store.comments("minamo-2")]


@pytest.mark.parametrize("action", ["markChatItemAsDeletedAction", "removeChatItemAction"])
@pytest.mark.parametrize("early", [True, False])
def test_a_deleted_message_loses_its_text(
    desk: Desk, tmp_path: Path, action: str, early: bool
) -> None:
    deletion = replayed({action: {"targetItemId": a_message_id(1)}})
    messages = [a_line(1), a_line(2)]
    entries = [deletion, *messages] if early else [*messages, deletion]
    done = collected(desk, tmp_path, *entries)
    assert desk.texts == ["", "2番目の意見です"]
    assert reasons(desk) == ["deleted in the chat", None]
    assert done.skipped == {"withdrawal": 1}


@pytest.mark.parametrize(
    "action", ["markChatItemsByAuthorAsDeletedAction", "removeChatItemByAuthorAction"]
)
def test_a_banned_author_loses_all_texts_so_far(desk: Desk, tmp_path: Path, action: str) -> None:
    ban = replayed({action: {"externalChannelId": a_channel("loud")}})
    collected(desk, tmp_path, a_line(1, author="loud"), a_line(2, author="calm"), ban, a_line(3))
    assert desk.texts == ["", "2番目の意見です", "3番目の意見です"]


def test_what_an_author_writes_after_the_ban_stays(desk: Desk, tmp_path: Path) -> None:
    ban = {
        "externalChannelId": a_channel("loud"),
        "timestampUsec": str(STARTS_USEC + 15_000_000),
    }
    entries = (
        a_line(1, second=10.0, author="loud"),
        replayed({"removeChatItemByAuthorAction": ban}, second=15.0),
        a_line(2, second=20.0, author="loud"),
    )
    for _ in range(2):
        collected(desk, tmp_path, *entries)
        assert desk.texts == ["", "2番目の意見です"]


def test_a_replaced_message_takes_its_new_text(desk: Desk, tmp_path: Path) -> None:
    replacement = added(a_renderer(1, "書き直しました"))["addChatItemAction"]["item"]
    action = {"targetItemId": a_message_id(1), "replacementItem": replacement}
    collected(desk, tmp_path, a_line(1, "書き間違い"), replayed({"replaceChatItemAction": action}))
    assert desk.texts == ["書き直しました"]


def test_a_message_replaced_by_a_placeholder_is_withdrawn(desk: Desk, tmp_path: Path) -> None:
    action = {
        "targetItemId": a_message_id(1),
        "replacementItem": {"liveChatPlaceholderItemRenderer": {"id": a_message_id(1)}},
    }
    done = collected(desk, tmp_path, a_line(1), replayed({"replaceChatItemAction": action}))
    assert (desk.texts, done.withdrawn) == ([""], 1)
    assert reasons(desk) == ["withheld in the chat"]


def test_a_placeholder_that_becomes_a_message_is_received(desk: Desk, tmp_path: Path) -> None:
    action = {
        "targetItemId": a_message_id(1),
        "replacementItem": added(a_renderer(1, "許可されました"))["addChatItemAction"]["item"],
    }
    placeholder = replayed(added({"id": a_message_id(1)}, "liveChatPlaceholderItemRenderer"))
    collected(desk, tmp_path, placeholder, replayed({"replaceChatItemAction": action}))
    assert desk.texts == ["許可されました"]


def replaced(number: int, item: Json) -> Json:
    action = {"targetItemId": a_message_id(number), "replacementItem": item}
    return replayed({"replaceChatItemAction": action})


def placeholder(number: int) -> Json:
    return {"liveChatPlaceholderItemRenderer": {"id": a_message_id(number)}}


def full(number: int, text: str) -> Json:
    return {"liveChatTextMessageRenderer": a_renderer(number, text)}


def test_a_message_withheld_and_then_let_through_is_heard(desk: Desk, tmp_path: Path) -> None:
    entries = (
        a_line(1, "最初の文"),
        replaced(1, placeholder(1)),
        replaced(1, placeholder(1)),
        replaced(1, full(1, "許可されました")),
    )
    done = collected(desk, tmp_path, *entries)
    assert (desk.texts, reasons(desk)) == (["許可されました"], [None])
    assert done.skipped == {"withheld": 2}
    assert collected(desk, tmp_path, *entries).withdrawn == 0


def test_a_message_let_through_and_then_withheld_is_withdrawn(desk: Desk, tmp_path: Path) -> None:
    entries = replaced(1, full(1, "許可されました")), replaced(1, placeholder(1))
    collected(desk, tmp_path, *entries)
    assert (desk.texts, reasons(desk)) == ([""], ["withheld in the chat"])


def test_a_message_replaced_by_one_of_another_id_is_gone(desk: Desk, tmp_path: Path) -> None:
    collected(desk, tmp_path, a_line(1, "古い文"), replaced(1, full(2, "新しい文")))
    assert dict(zip(desk.texts, reasons(desk), strict=True)) == {
        "": "replaced in the chat",
        "新しい文": None,
    }


def a_removal(author: str, **more: str) -> Json:
    return {"removeChatItemByAuthorAction": {"externalChannelId": a_channel(author), **more}}


def removals(path: Path, *entries: Json) -> list[float]:
    """Until which second of the stream the authors' messages are taken back."""
    file = written(path / "chat.live_chat.json", entries)
    found = YouTubeArchive(a_meeting(), file).events()
    times = [event.until for event in found if isinstance(event, Withdrawn)]
    return [at.timestamp() - STARTS_USEC / 1e6 for at in times if at]


def test_a_removal_was_where_the_chat_has_it(tmp_path: Path) -> None:
    removal = a_removal("loud")
    assert removals(tmp_path, a_line(1, second=10.0), replayed(removal, second=10.0)) == [11.0]
    assert removals(tmp_path, a_line(1, second=10.0), replayed(removal, second=42.0)) == [43.0]
    assert removals(tmp_path, a_line(1, second=10.0), live(removal)) == [11.0]
    assert removals(tmp_path, replayed(removal, second=4.0), a_line(1, second=10.0)) == [3.0]
    assert removals(tmp_path, live(removal), a_line(1, second=10.0)) == [9.0]


@pytest.mark.parametrize("wrapped", [replayed, live])
def test_who_writes_again_after_a_time_out_is_heard(
    desk: Desk, tmp_path: Path, wrapped: Callable[[Json], Json]
) -> None:
    entries = (
        a_line(1, second=10.0, author="loud"),
        a_line(2, second=9.9, author="loud"),
        wrapped(a_removal("loud")),
        a_line(3, second=25.0, author="loud"),
    )
    for _ in range(2):
        collected(desk, tmp_path, *entries)
        assert desk.texts == ["", "", "3番目の意見です"]


def test_a_withdrawal_without_a_target_is_only_counted(desk: Desk, tmp_path: Path) -> None:
    done = collected(desk, tmp_path, a_line(1), replayed({"removeChatItemAction": {}}))
    assert desk.texts == ["1番目の意見です"]
    assert done.skipped == {"unknown": 1}


def test_a_text_taken_back_is_nowhere_in_the_database(desk: Desk, tmp_path: Path) -> None:
    deletion = replayed({"removeChatItemAction": {"targetItemId": a_message_id(1)}})
    collected(desk, tmp_path, a_line(1, "取り消した文"), deletion, a_line(2, "残る文"))
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("koemap.db*"))
    assert "残る文".encode() in stored
    assert "取り消した文".encode() not in stored
