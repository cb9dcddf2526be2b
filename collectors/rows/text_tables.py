"""Tables in text files: CSV, TSV, chats saved by Zoom and Meet, in whatever encoding."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from collectors.rows.encodings import Letters, encoding_of, is_binary
from collectors.rows.sheets import Row, Sheet
from collectors.rows.transcripts import dialect_of, is_unknown_chat, messages
from collectors.rows.words import refused

LONGEST_CELL = 50_000_000
FEWEST_LETTERS = 50  # per NUL; a file with more NULs is no text
DELIMITERS = {",": "commas", "\t": "tabs", ";": "semicolons"}
MOSTLY = 0.8
_OTHER = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"]|<(?:!doctype|html|\?xml))", re.IGNORECASE)
_EXCELS_SIGN = re.compile('\ufeff?"?sep=([,;\t])"?\r?\n', re.IGNORECASE)


def open_text_table(path: Path, start: bytes) -> Sheet:
    """The table of a text file that begins so.

    Raises
    ------
    CollectError
        The file is no table.
    """
    encoding = encoding_of(path, start)
    letters = Letters(encoding)
    sample = letters.sample(start)
    if other := _OTHER.match(sample):
        raise refused("JSON" if other[0].lstrip()[0] in "{[" else "web page", file=path.name)
    has_nuls = sample.count("\0") * FEWEST_LETTERS > len(sample)
    if has_nuls or is_binary(start, encoding, sample):
        raise refused("no table", file=path.name)
    if dialect := dialect_of(sample):
        rows = messages(_lines(path, letters), dialect)
        reading = f"{encoding}, a chat in lines"
        return Sheet(reading, rows, path.name, preset=dialect.preset, doubts=letters.notices)
    if is_unknown_chat(sample):
        raise refused("unknown chat", file=path.name)
    told = _EXCELS_SIGN.match(sample)
    sign = told[1] if told else _delimiter(sample, path)
    rows = _text_rows(path, letters, sign, n_skipped=1 if told else 0)
    in_lines = path.suffix.lower() not in {".csv", ".tsv"}
    reading = f"{encoding}, {DELIMITERS[sign]}"
    return Sheet(reading, rows, path.name, in_lines=in_lines, doubts=letters.notices)


def _delimiter(sample: str, path: Path) -> str:
    """The sign that splits the rows into the most cells of equal number."""
    if path.suffix.lower() == ".tsv":
        return "\t"
    signs = list(DELIMITERS)
    return max(signs, key=lambda sign: (_width(sample, sign), -signs.index(sign)))


def _width(sample: str, delimiter: str) -> int:
    """The cells of the first row, or of most rows where a title is the first."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    try:
        widths = [len(row) for row, _ in zip(reader, range(20), strict=False) if row]
    except csv.Error:
        return 0
    usual, times = Counter(widths).most_common(1)[0] if widths else (0, 0)
    below_a_title = usual >= 3 and times >= MOSTLY * len(widths)
    return usual if below_a_title else widths[0] if widths else 0


def _text_rows(path: Path, letters: Letters, delimiter: str, n_skipped: int) -> Iterator[Row]:
    csv.field_size_limit(LONGEST_CELL)
    with closing(letters.lines(path)) as read:
        lines = _Lines(read)
        for _ in range(n_skipped):
            next(lines, "")
        reader = csv.reader(lines, delimiter=delimiter)
        while True:
            line = lines.read + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise refused("bad line", file=path.name, row=line, why=error) from error
            yield Row(line, tuple(cells), lines.read + 1 - line)


def _lines(path: Path, letters: Letters) -> Iterator[str]:
    with closing(letters.lines(path)) as read:
        yield from _Lines(read)


class _Lines:
    """The lines of a file, counted as they are read; a NUL is left out, as in every database."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines, self.read = lines, 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.read += 1
        return line.replace("\0", "")
