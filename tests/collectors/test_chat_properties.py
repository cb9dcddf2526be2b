"""Whatever stands in place of any field, a chat is read and no other message is lost or changed."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.chat.text import written as text_of
from collectors.events import Received
from collectors.youtube_archive import YouTubeArchive
from tests.collectors.chat import (
    VIDEO,
    Json,
    a_channel,
    a_message_id,
    a_renderer,
    added,
    banner,
    live,
    phone_text,
    replayed,
    ticker,
    written,
)
from tests.factories import START, a_meeting

Where = tuple[str | int, ...]

PAID = "liveChatPaidMessageRenderer"
EMOJI = {"emojiId": "UCx/a", "shortcuts": [":mina:"], "isCustomEmoji": True}
RUNS: list[Json] = [
    {"text": "資料は"},
    {"text": "https://e...", "navigationEndpoint": {"urlEndpoint": {"url": "https://e.jp/a"}}},
    {"emoji": EMOJI},
]
CHAT: list[Json] = [
    replayed(added(a_renderer(1, second=10.0)), second=10.0),
    replayed(added(a_renderer(2, second=20.0, message={"runs": RUNS})), second=20.0),
    replayed(added(a_renderer(3, second=30.0), PAID), second=30.0),
    replayed(added(a_renderer(4), "liveChatMembershipItemRenderer"), second=40.0),
    replayed({"addChatItemAction": {"item": phone_text(5, "電話から")}}, second=50.0),
    live(added(a_renderer(6, second=60.0))),
    added(a_renderer(7, second=70.0)),
    replayed(ticker(3, a_renderer(3, second=30.0)), second=80.0),
    replayed(banner({"liveChatTextMessageRenderer": a_renderer(1, second=10.0)}), second=90.0),
    replayed({"removeChatItemAction": {"targetItemId": a_message_id(77)}}, second=95.0),
    replayed(
        {"removeChatItemByAuthorAction": {"externalChannelId": a_channel("loud")}}, second=96.0
    ),
    replayed(added(a_renderer(8, second=100.0)), added(a_renderer(9, second=100.0)), second=100.0),
]

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(10**300, 10**400)
    | st.floats()
    | st.text(st.characters(), max_size=8)
    | st.sampled_from(["1e999", "NaN", "-0:05", "9" * 30, "−99999:99", "http://[x", "ChwKGkNJ"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text(max_size=4) | st.sampled_from(["runs", "text", "actions", "item", "content"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


def places(value: Any, here: Where = ()) -> Iterator[Where]:
    """Every place in a value, the value itself first."""
    yield here
    inner: Any = ()
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    for name, content in inner:
        yield from places(content, (*here, name))


ALL_PLACES = [(n, where) for n, line in enumerate(CHAT) for where in places(line)]


def changed(line: Any, where: Where, how: str, value: Any) -> Any:
    """The line with another value in a place, or without it, or with one more."""
    if not where:
        return value
    line = copy.deepcopy(line)
    holder = line
    for name in where[:-1]:
        holder = holder[name]
    last: Any = where[-1]
    if how == "delete":
        del holder[last]
    elif how == "insert" and isinstance(holder, list):
        holder.insert(last, value)
    elif how == "insert":
        holder[f"{last}Too"] = value
    elif how == "double" and isinstance(holder, list):
        holder.append(copy.deepcopy(holder[last]))
    else:
        holder[last] = value
    return line


def heard(path: Path) -> dict[int, list[Received]]:
    """The messages of each line."""
    found: dict[int, list[Received]] = {}
    for event in YouTubeArchive(a_meeting(video_id=VIDEO), path).events():
        if isinstance(event, Received) and event.line is not None:
            found.setdefault(event.line, []).append(event)
    return found


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("chats")


@pytest.fixture(scope="session")
def whole(folder: Path) -> dict[int, list[Received]]:
    return heard(written(folder / "whole.json", CHAT))


def test_the_chat_has_messages_in_eight_lines(whole: dict[int, list[Received]]) -> None:
    assert {line: len(messages) for line, messages in whole.items()} == {
        **dict.fromkeys(range(1, 8), 1),
        12: 2,
    }
    assert a_meeting().starts_at == START


def same_but(line: int, found: dict[int, list[Received]], whole: dict[int, list[Received]]) -> None:
    """Fail unless every other line says what it said."""
    for number in whole.keys() - {line}:
        assert found.get(number) == whole[number]


@settings(max_examples=400, deadline=None)
@given(
    place=st.sampled_from(ALL_PLACES),
    how=st.sampled_from(["replace", "delete", "insert", "double"]),
    value=json_values,
)
def test_any_json_in_any_place_costs_its_own_line_at_most(
    folder: Path, whole: dict[int, list[Received]], place: tuple[int, Where], how: str, value: Any
) -> None:
    number, where = place
    entries: list[Any] = list(CHAT)
    entries[number] = changed(CHAT[number], where, how, value)
    lines = [json.dumps(entry) for entry in entries]
    same_but(number + 1, heard(written(folder / "changed.json", lines)), whole)


@settings(max_examples=100, deadline=None)
@given(place=st.sampled_from(ALL_PLACES), value=json_values)
def test_any_json_in_an_answer_of_the_chat_costs_its_own_action_at_most(
    folder: Path, whole: dict[int, list[Received]], place: tuple[int, Where], value: Any
) -> None:
    number, where = place
    entries: list[Any] = list(CHAT)
    entries[number] = changed(CHAT[number], where, "replace", value)
    page = {"continuationContents": {"liveChatContinuation": {"actions": entries}}}
    found = heard(written(folder / "page.json", [json.dumps(page)]))
    texts = [message.text for messages in found.values() for message in messages]
    for line in whole.keys() - {number + 1}:
        assert all(message.text in texts for message in whole[line])


@settings(max_examples=300, deadline=None)
@given(
    number=st.integers(0, len(CHAT) - 1),
    at=st.floats(0, 1),
    junk=st.binary(min_size=1, max_size=6)
    | st.sampled_from([b"[", b"{", b'"', b"\\", b"\0", b"\x1f\x8b", b"\xff\xfe", b"\xef\xbb\xbf"]),
)
def test_bytes_that_got_into_a_line_cost_that_line_at_most(
    folder: Path, whole: dict[int, list[Received]], number: int, at: float, junk: bytes
) -> None:
    lines = [json.dumps(entry, ensure_ascii=False).encode() for entry in CHAT]
    place = int(at * len(lines[number]))
    lines[number] = lines[number][:place] + junk + lines[number][place:]
    (folder / "junk.json").write_bytes(b"\n".join(lines) + b"\n")
    found = [m for messages in heard(folder / "junk.json").values() for m in messages]
    said = {replace(message, line=None) for message in map(hashable, found)}
    for line in whole.keys() - {number + 1}:
        assert {replace(message, line=None) for message in map(hashable, whole[line])} <= said


def hashable(message: Received) -> Any:
    """The message in a form that a set takes."""
    return replace(message, attributes=tuple(message.attributes.items()))  # type: ignore[arg-type]


DEEP = 2000


@pytest.mark.parametrize(
    "line",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"actions":[' * DEEP + "]}" * DEEP,
        '{"response":' * DEEP + "{}" + "}" * DEEP,
        '{"replayChatItemAction":{"actions":[' * 300 + "]}}" * 300,
        '{"replayChatItemAction":{"videoOffsetTimeMsec":' + "9" * 5000 + "}}",
        '{"replayChatItemAction":{"videoOffsetTimeMsec":' + "9" * 400 + ',"actions":[{}]}}',
        '{"replayChatItemAction":{"videoOffsetTimeMsec":Infinity,"actions":[{}]}}',
        '{"addChatItemAction":{},"addChatItemAction":5,"addChatItemAction":{"item":[]}}',
        "\ufeff\u2028",
        "null",
    ],
)
def test_lines_made_to_break_a_reader_cost_themselves(
    folder: Path, whole: dict[int, list[Received]], line: str
) -> None:
    entries: list[Any] = [*CHAT[:3], line, *CHAT[3:]]
    found = heard(written(folder / "hostile.json", entries))
    assert [found[n] for n in (1, 2, 3)] == [whole[n] for n in (1, 2, 3)]
    assert [m.text for n in (5, 6, 7) for m in found[n]] == [
        m.text for n in (4, 5, 6) for m in whole[n]
    ]


@given(message=st.dictionaries(st.sampled_from(["runs", "simpleText", "content"]), json_values))
def test_any_json_has_some_text(message: Json) -> None:
    assert isinstance(text_of(message), str)


@given(text=st.text())
def test_a_text_in_any_form_is_the_same_text(text: str) -> None:
    assert text_of({"runs": [{"text": sign} for sign in text]}) == text
    assert text_of({"content": text}) == text
