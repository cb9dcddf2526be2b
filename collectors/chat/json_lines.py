"""JSON objects of a file, one per line, read as they come; what cannot be read says why."""

from __future__ import annotations

import codecs
import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from collectors.chat.json_entries import entries
from koemap.errors import CollectError, why

LONGEST_LINE = 64_000_000
SAMPLE = 65_536

_LENIENT = json.JSONDecoder(strict=False)
_GZIP = b"\x1f\x8b"
_STARTS = (
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"{\0", "utf-16-le"),
    (b"[\0", "utf-16-le"),
    (b"\0{", "utf-16-be"),
    (b"\0[", "utf-16-be"),
)
_CUT_ARCHIVE = (EOFError, zlib.error, gzip.BadGzipFile)
_CUT_OFF = "is cut off; was the download interrupted?"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file: its object, or None with what is wrong with it.

    `number` counts from 1; in a file that is one JSON array, or objects spread over several
    lines, it counts the entries. A blank line has neither object nor fault.
    """

    number: int
    entry: dict[str, Any] | None
    fault: str = ""


def json_lines(path: Path) -> Iterator[Line]:
    """Every line of the file, blank and broken ones included, in memory one at a time.

    Reads UTF-8 with or without BOM, UTF-16, gzip, any line ends, one JSON array, and objects
    spread over several lines.

    Raises
    ------
    CollectError
        The file cannot be opened.
    """
    try:
        with _opened(path) as text:
            head = text.read(SAMPLE)
            if _spreads(head):
                yield from _entries(head, text)
            else:
                for number, line in enumerate(_split(head, text), start=1):
                    yield _line(number, line)
    except _CUT_ARCHIVE:
        yield Line(0, None, "the compressed file is cut off; was the download interrupted?")
    except OSError as error:
        reason, reason_ja = why(error)
        name = path.name or str(path)
        raise CollectError(
            f"{name} cannot be read: {reason}; check the path",
            ja=f"{name} を読めません（{reason_ja}）。ファイルの場所を確かめてください",
        ) from error


def _opened(path: Path) -> TextIO:
    """The file as text, unpacked if it is packed and not only begins as if it were."""
    with path.open("rb") as raw:
        sample = raw.read(SAMPLE)
    if sample.startswith(_GZIP):
        try:
            with gzip.open(path) as unpacked:
                sample = unpacked.read(SAMPLE)
        except gzip.BadGzipFile:
            pass
        except _CUT_ARCHIVE:
            return gzip.open(path, "rt", encoding="utf-8", errors="replace")
        else:
            return gzip.open(path, "rt", encoding=_encoding(sample), errors="replace")
    return path.open(encoding=_encoding(sample), errors="replace")


def _encoding(sample: bytes) -> str:
    """UTF-16 only where every eighth byte is zero, as in the names of fields."""
    if sample.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if 8 * sample.count(0) < len(sample):
        return "utf-8"
    return next((name for sign, name in _STARTS if sample.startswith(sign)), "utf-8")


def _spreads(head: str) -> bool:
    """Whether the first line is the beginning of a list or an object that goes on after it."""
    first, _, others = head.lstrip("\ufeff \t\r\n").partition("\n")
    try:
        json.loads(first)
    except json.JSONDecodeError as error:
        is_cut = bool(others) and error.pos >= len(first.rstrip())
        return first.startswith("[") or (first.startswith("{") and is_cut)
    except (ValueError, RecursionError):
        return False
    return first.startswith("[") and not others.strip()


def _split(head: str, rest: TextIO) -> Iterator[str]:
    *whole, last = head.split("\n")
    yield from (f"{line}\n" for line in whole)
    if last := last + rest.readline(LONGEST_LINE):
        yield last
    while line := rest.readline(LONGEST_LINE):
        yield line


def _line(number: int, line: str) -> Line:
    bare = line.strip("\ufeff \t\r\n")
    if not bare:
        return Line(number, None)
    try:
        entry = _LENIENT.decode(bare)
    except (ValueError, RecursionError):
        fault = "is no JSON" if line.endswith("\n") else _CUT_OFF
        return Line(number, None, f"line {number:,} {fault}")
    if not isinstance(entry, dict):
        return Line(number, None, f"line {number:,} is no JSON object")
    return Line(number, entry)


def _entries(head: str, rest: TextIO) -> Iterator[Line]:
    for number, (entry, wrong) in enumerate(entries(head, rest), start=1):
        if isinstance(entry, dict):
            yield Line(number, entry)
        else:
            yield Line(number, None, f"entry {number:,} {wrong or 'is no JSON object'}")
