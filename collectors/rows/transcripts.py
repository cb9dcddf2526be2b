"""Chats that Zoom and Google Meet save as lines of text, as rows of a table.

The dialects are those of public repositories. Zoom, saved by the client: bushong1/zoom-chat-parse
(test-zoom-chat.txt), michellenicolephillips/Zoom_Chat_Easy_Reader (src/utilities); saved with the
recording in the cloud: hoosierEE/prettier-zoom-chat-logs (README). docs/tables.md has them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from collectors.rows.sheets import Row

HEADER = ("time", "from", "to", "message")
LOOKED_AT = 60  # lines from the start; a chat has begun by then
UNKNOWN = "unknown"  # who may read a message, and when it was sent
SURELY_WITHIN = 3  # lines in which one message is enough; a text may quote one further down
_DAY = r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})[ T]+"
_CLOCK = rf"(?P<time>(?:{_DAY})?\d{{1,2}}:\d{{2}}:\d{{2}}(?: ?[AP]M)?)"
_ELAPSED = r"(?P<time>\d{1,2}:\d{2}:\d{2})"
_SHORT = r"\(?(?P<time>\d{1,2}:\d{2}(?: ?[AP]M)?)\)?"
_ALL = r"Everyone(?: in \w+)?|Hosts and panelists|All panelists(?: and attendees)?|全員"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one program writes the first line of a message; `elapsed` counts from the start."""

    preset: str
    heads: tuple[re.Pattern[str], ...]
    elapsed: bool = False


def _heads(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


DIALECTS = (
    Dialect(
        "zoom",
        _heads(
            rf"{_CLOCK}\s+From\s+(?P<from>.+?)\s+to\s+(?P<to>{_ALL})\s*:(?P<text>.*)",
            rf"{_CLOCK}\s+From\s+(?P<from>.+?)\s+to\s+(?P<to>.+?)\s*:(?P<text>.*)",
            rf"{_CLOCK}\s+From\s+(?P<from>.+?)\s*:\s(?P<text>.*)",
            rf"{_CLOCK}\s+(?:開始|送信者)\s+(?P<from>.+?)\s+(?:に|から|へ|宛|宛先)\s+(?P<to>.+?)"
            r"(?:\s+(?:に|へ|宛))?\s*[:：](?P<text>.*)",
        ),
    ),
    Dialect(
        "zoom",
        _heads(
            rf"From (?P<from>.+?) to (?P<to>{_ALL})\s*:?\s+{_SHORT}(?P<text>.*)",
            rf"From (?P<from>.+?) to (?P<to>.+?)\s*:?\s+(?:\(Privately\)\s+)?{_SHORT}(?P<text>.*)",
        ),
    ),
    Dialect("zoom", _heads(rf"{_ELAPSED}\t(?P<from>[^\t]+?):\t(?P<text>.*)"), elapsed=True),
    Dialect(
        "meet",
        _heads(r"(?P<time>\d{1,3}:\d{2}:\d{2}\.\d{1,6}),\d{1,3}:\d{2}:\d{2}\.\d{1,6}(?P<text>)"),
        elapsed=True,
    ),
)
_ONLY_TIME = re.compile(r"\d{1,2}:\d{2}:\d{2}")
# Messages of a form that is not known: surely a chat, and perhaps one.
_TIMED = rf"[\[(]?(?:{_DAY})?\d{{1,2}}:\d{{2}}(?P<seconds>:\d{{2}})?(?: ?[AP]M)?[\])]?(?: ?[-–,])?"
_SURE = re.compile(
    rf"{_TIMED}\s+(?:From\s.+|(?:開始|送信者|宛先)\s.+|\S.*?\s(?:to|から|より|へ|に|宛)\s.*?[:：].*)",
    re.IGNORECASE,
)
_PERHAPS = re.compile(
    rf"{_TIMED}(?:[ \u3000]+[^:：,;\t]{{1,60}}[:：](?!//).*|\t[^:：,;\t]{{1,60}}[:：](?:\t.*)?)"
    r"|From\s.+\sto\s.+:.*",
    re.IGNORECASE,
)
_CUE = re.compile(r"(?!https?:)(?P<from>[^:\n]{1,100}): ?(?P<text>.*)", re.DOTALL)


def dialect_of(sample: str) -> Dialect | None:
    """The dialect in which a file that begins so was written; None when it is no such chat."""
    lines = _joined(iter(sample.lstrip("\ufeff").splitlines()[:LOOKED_AT]))
    begun = [line.strip() for _, line in lines if line.strip()]
    for dialect in DIALECTS:
        heads = [place for place, line in enumerate(begun) if _head(dialect, line)]
        if heads and (heads[0] < SURELY_WITHIN or len(heads) > 1):
            return dialect
    return None


def is_unknown_chat(sample: str) -> bool:
    r"""Whether a file that begins so looks like a chat, whatever program wrote it.

    >>> is_unknown_chat("18:02 Jiro to Taro (private):\nis this on?\n18:03 Taro to all:\nyes")
    True
    >>> is_unknown_chat("time,comment\n2026-10-15 18:02,From the park to the station: benches")
    False
    """
    lines = [line.strip() for line in sample.lstrip("\ufeff").splitlines() if line.strip()]
    sure = [place for place, line in enumerate(lines) if _SURE.fullmatch(line)]
    if len(sure) > 1 or (sure and sure[0] < SURELY_WITHIN):
        return True
    perhaps = sum(_PERHAPS.fullmatch(line) is not None for line in lines)
    has_cells = bool(lines) and re.search("[,;\t]", lines[0]) and not _PERHAPS.fullmatch(lines[0])
    return not has_cells and perhaps > 1 and perhaps >= len(lines) / 4


def messages(lines: Iterator[str], dialect: Dialect) -> Iterator[Row]:
    """One row for each message, below a header; a line that belongs to none is a row of its own.

    One that begins in a way not known is taken to be private, with the lines below it.
    """
    yield Row(0, HEADER)
    head, text, first = None, list[str](), 1
    for number, line in _joined(lines):
        found = _begun(dialect, line)
        if found is None and head is not None:
            text.append(line.strip())
            continue
        if head is not None:
            yield _row(dialect, head, text, first)
        head, text, first = found, [found["text"].strip()] if found else [], number
        if found is None and line.strip():
            yield Row(number, ("", "", "", line.strip()))
    if head is not None:
        yield _row(dialect, head, text, first)


def _joined(lines: Iterator[str]) -> Iterator[tuple[int, str]]:
    """The lines, numbered; a time alone on its line belongs to the next (an old Zoom dialect)."""
    time = ""
    for number, line in enumerate(lines, start=1):
        bare = line.lstrip("\ufeff").rstrip("\r\n")
        if time and bare.strip().startswith("From "):
            yield number - 1, f"{time} {bare.strip()}"
            time = ""
            continue
        if time:
            yield number - 1, time
        time = bare.strip() if _ONLY_TIME.fullmatch(bare.strip()) else ""
        if not time:
            yield number, bare
    if time:
        yield number, time


def _head(dialect: Dialect, line: str) -> dict[str, str] | None:
    for pattern in dialect.heads:
        if found := pattern.fullmatch(line):
            return {name: value or "" for name, value in found.groupdict().items()}
    return None


def _begun(dialect: Dialect, line: str) -> dict[str, str] | None:
    """The first line of a message, also where it is written in a way not known."""
    if found := _head(dialect, line.strip()):
        return found
    if not dialect.elapsed and (unknown := _SURE.fullmatch(line.rstrip())) and unknown["seconds"]:
        return {"time": UNKNOWN, "from": "", "to": UNKNOWN, "text": ""}
    return None


def _row(dialect: Dialect, head: dict[str, str], text: list[str], line: int) -> Row:
    time = f"+{head['time']}" if dialect.elapsed else head["time"]
    said, author = "\n".join(text).strip(), head.get("from", "")
    if dialect.preset == "meet" and (cue := _CUE.fullmatch(said)):
        author, said = cue["from"], cue["text"].strip()
    return Row(line, (time, author, head.get("to", ""), said), len(text))
