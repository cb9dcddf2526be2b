"""The encoding of a text file, found by trying."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from collectors.sheets import REPLACED

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SWITCH = re.compile(rb"\x1b[$(][@BJI]")  # ISO-2022-JP changes its letters so
_JAPANESE = re.compile(r"[ぁ-んァ-ヴー、。「」（）]|[一-龠]")
_HALF_WIDTH = re.compile(r"[｡-ﾟ]")


def encoding_of(path: Path, start: bytes) -> str:
    """The encoding that reads the whole file; of those that fail, the one that fails least."""
    for mark, name in MARKS:
        if start.startswith(mark):
            return name
    if _SWITCH.search(start) and _reads(path, "iso2022_jp_ext"):
        return "iso2022_jp_ext"
    if (wide := _without_mark(start)) and _reads(path, wide):
        return wide
    if _reads(path, "utf-8"):
        return "utf-8"
    fitting = [name for name in ("cp932", "euc_jp") if _reads(path, name)]
    if fitting:
        return max(fitting, key=lambda name: _likeness(start, name))
    return _likeliest(start)


def _without_mark(start: bytes) -> str:
    """UTF-16 whose mark is missing: every second byte of ASCII is 0, and always the same one."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) * 100 < len(start) or min(even, odd) * 50 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


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
