"""The encoding of a text file, found by trying."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from collectors.sheets import REPLACED

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNS = tuple(b'\r\n\t ,;"0123456789')
_SWITCH = re.compile(rb"\x1b[$(][@BJI]")  # ISO-2022-JP changes its letters so
_JAPANESE = re.compile(r"[ぁ-んァ-ヴー、。「」（）]|[一-龠]")
_HALF_WIDTH = re.compile(r"[｡-ﾟ]")


def encoding_of(path: Path, start: bytes) -> str:
    """The encoding that reads the whole file; of those that fail, the one that fails least."""
    for name in _told(start):
        if _reads(path, name):
            return name
    fitting = [name for name in ("cp932", "euc_jp") if _reads(path, name)]
    if fitting:
        return max(fitting, key=lambda name: _likeness(start, name))
    return next(_marked(start), "") or _likeliest(start)


def _told(start: bytes) -> Iterator[str]:
    """The encodings that tell themselves by how a file begins, the surest first."""
    yield from _marked(start)
    if _SWITCH.search(start):
        yield "iso2022_jp_ext"
    yield from _without_mark(start, per=100)
    yield "utf-8"
    yield from _without_mark(start, per=500)


def _marked(start: bytes) -> Iterator[str]:
    yield from (name for mark, name in MARKS if start.startswith(mark))


def _without_mark(start: bytes, *, per: int) -> Iterator[str]:
    """UTF-16 whose mark is missing; nothing when it is something else.

    Signs and ends of lines then have a 0 as one of their two bytes, always on the same side, one
    at least among so many bytes.
    """
    units = Counter(zip(start[::2], start[1::2], strict=False))
    little = sum(units[sign, 0] for sign in _SIGNS)
    big = sum(units[0, sign] for sign in _SIGNS)
    if max(little, big) * per >= len(start) and min(little, big) * 4 <= max(little, big):
        yield "utf-16-le" if little > big else "utf-16-be"


def _reads(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _likeness(start: bytes, encoding: str) -> int:
    """How much the text looks Japanese; the wrong of two encodings shows half-width letters."""
    text = start.decode(encoding, "ignore")
    return len(_JAPANESE.findall(text)) - 2 * len(_HALF_WIDTH.findall(text))


def _likeliest(start: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 -- slow, and rarely needed

    wrong = {name: start.decode(name, "replace").count(REPLACED) for name in ("utf-8", "cp932")}
    least = min(wrong, key=lambda name: wrong[name])
    if wrong[least] * 200 < len(start):
        return least
    best = from_bytes(start).best()
    return best.encoding if best else least
