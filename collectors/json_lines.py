"""JSON objects of a file, one per line, read as they come; what cannot be read says why."""

from __future__ import annotations

import codecs
import gzip
import io
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, TextIO

from koemap.errors import CollectError

_GZIP = b"\x1f\x8b"
_STARTS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"{\0", "utf-16-le"),
    (b"[\0", "utf-16-le"),
    (b"\0{", "utf-16-be"),
    (b"\0[", "utf-16-be"),
)
LARGEST_DOCUMENT = 64_000_000
_CUT_ARCHIVE = (EOFError, zlib.error, gzip.BadGzipFile)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file: its object, or None with what is wrong with it.

    `number` counts from 1; in a file that is one JSON array it counts the entries. A blank line
    has neither object nor fault.
    """

    number: int
    entry: dict[str, Any] | None
    fault: str = ""


def json_lines(path: Path) -> Iterator[Line]:
    """Every line of the file, blank and broken ones included.

    Reads UTF-8 with or without BOM, UTF-16, gzip, any line ends, one JSON array, and one object
    spread over the lines of the file, which counts as its first line.

    Raises
    ------
    CollectError
        The file cannot be opened.
    """
    try:
        with _opened(path) as text:
            first = text.readline()
            if first.lstrip().startswith("["):
                yield from _entries(first + text.read())
            else:
                yield from _lines(first, text)
    except _CUT_ARCHIVE:
        yield Line(0, None, "the compressed file is cut off; was the download interrupted?")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CollectError(f"{path.name} cannot be read: {reason}; check the path") from error


def _opened(path: Path) -> TextIO:
    with path.open("rb") as raw:
        packed = raw.read(2) == _GZIP
    if packed:
        with gzip.open(path) as unpacked:
            encoding = _encoding(unpacked.read(4))
        return gzip.open(path, "rt", encoding=encoding, errors="replace")
    with path.open("rb") as raw:
        encoding = _encoding(raw.read(4))
    return path.open(encoding=encoding, errors="replace")


def _encoding(start: bytes) -> str:
    return next((name for sign, name in _STARTS if start.startswith(sign)), "utf-8")


def _lines(first: str, text: TextIO) -> Iterator[Line]:
    start: Iterable[str] = ()
    if first.lstrip().startswith("{") and _line(1, first).fault:
        rest = text.read(LARGEST_DOCUMENT)
        whole = _line(1, first + rest)
        if whole.entry is not None:
            yield whole
            return
        start = io.StringIO(rest + text.readline())
    if first:
        yield _line(1, first)
    for number, line in enumerate(chain(start, text), start=2):
        yield _line(number, line)


def _line(number: int, line: str) -> Line:
    if not line.strip():
        return Line(number, None)
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        whole = line.endswith("\n")
        fault = "is no JSON" if whole else "is cut off; was the download interrupted?"
        return Line(number, None, f"line {number:,} {fault}")
    if not isinstance(entry, dict):
        return Line(number, None, f"line {number:,} is no JSON object")
    return Line(number, entry)


def _entries(text: str) -> Iterator[Line]:
    """The entries of one JSON array, up to the first that cannot be read."""
    decoder, position, number = json.JSONDecoder(), text.index("[") + 1, 0
    while True:
        while position < len(text) and (text[position].isspace() or text[position] == ","):
            position += 1
        if text[position : position + 1] == "]":
            return
        number += 1
        try:
            entry, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            yield Line(number, None, f"entry {number:,} is no JSON; the file ends there")
            return
        fault = "" if isinstance(entry, dict) else f"entry {number:,} is no JSON object"
        yield Line(number, None if fault else entry, fault)
