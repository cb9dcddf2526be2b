"""The actions of a YouTube live chat, however they reached us: replayed, live, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from collectors.chat.kinds import QUIET
from collectors.chat.stream_clock import LONGEST
from collectors.json_fields import NONE, Json, number_at, object_at

PAGE = "liveChatContinuation"

_SUFFIXES = ("Action", "Command")
_TRACKING = frozenset({"clickTrackingParams", "trackingParams", "commandMetadata"})


@dataclass(frozen=True, slots=True)
class Action:
    """One action of the chat: its name, its content, the second of the video it came at.

    Only a replay knows that second; what was written down live counts from the download.
    """

    name: str
    content: Json
    offset_seconds: float | None = None


def actions(entry: Json) -> Iterator[Action]:
    """The actions of one line of an archive, or of one answer of the chat, in order.

    What cannot be told is an action without a name, so that nothing goes uncounted.
    """
    page = _page(entry)
    if page is None:
        yield from _replayed(entry)
        return
    if not page:
        yield Action(PAGE, NONE)
    for inner in page:
        yield from _replayed(inner) if isinstance(inner, dict) else (Action("", NONE),)


def _page(entry: Json) -> list[object] | None:
    """The actions of an answer of the chat or of its first page, None for anything else."""
    answer = object_at(entry, "response") or entry
    for holder, name in (("continuationContents", PAGE), ("contents", "liveChatRenderer")):
        if name in object_at(answer, holder):
            answer = object_at(answer, holder, name)
            found = answer.get("actions")
            return found if isinstance(found, list) else []
    found = answer.get("actions")
    return found if isinstance(found, list) else None


def _replayed(entry: Json) -> Iterator[Action]:
    replay = object_at(entry, "replayChatItemAction")
    if not replay:
        yield from _named(entry, None)
        return
    is_live = entry.get("isLive") or replay.get("isLive")
    offset = None if is_live else number_at(replay, "videoOffsetTimeMsec")
    if offset is not None:
        offset = offset / 1000 if abs(offset / 1000) < LONGEST else None
    inner = replay.get("actions")
    for action in inner if isinstance(inner, list) and inner else [NONE]:
        yield from _named(action, offset) if isinstance(action, dict) else (Action("", NONE),)


def _named(entry: Json, offset: float | None) -> Iterator[Action]:
    n_found = 0
    for name, content in entry.items():
        known = name.endswith(_SUFFIXES) or (name in QUIET and name not in _TRACKING)
        if known and isinstance(content, dict):
            n_found += 1
            yield Action(name, content, offset)
    if not n_found:
        yield Action("clickTrackingParams" if entry and entry.keys() <= _TRACKING else "", NONE)
