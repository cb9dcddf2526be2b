"""The encoding of a text file, found by trying."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path

from collectors.rows.sheets import REPLACED

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNS = tuple(b'\r\n\t ,;"0123456789')
_SWITCH = re.compile(rb"\x1b[$(][@BJI]")  # ISO-2022-JP changes its letters so
_JAPANESE = re.compile(r"[ぁ-んァ-ヴー、。「」（）]|[一-龠]")
_WRITTEN = re.compile(r"[ぁ-んァ-ヴー、。「」（）一-龠]{2}")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufffd]")
_GARBLED = re.compile("[縺繧繝縲]")  # UTF-8 read as cp932 is full of them, and Japanese has few
_BY_LINE = {"utf-8": ("cp932",), "cp932": ("utf-8",), "euc_jp": ("utf-8",)}
SHOWN = 20
_HALF_WIDTH = re.compile(r"[｡-ﾟ]")


def encoding_of(path: Path, start: bytes) -> str:
    """The encoding that reads the whole file; of those that fail, the one that fails least."""
    for name in _told(start):
        if _reads(path, name):
            return name
    fitting = [name for name in ("cp932", "euc_jp") if _reads(path, name)]
    if fitting:
        return max(fitting, key=lambda name: _likeness(start, name))
    if marked := next(_marked(start), ""):
        return marked
    return "utf-8" if _is_mixed(start) else _likeliest(start)


class Letters:
    """The lines of a text file, each in its own encoding where it surely has another.

    `notices` says of which lines that was so, and which look garbled, as far as they were read.
    """

    def __init__(self, encoding: str) -> None:
        self._encoding, self._usual = encoding, encoding.removesuffix("-sig")
        self._other: dict[str, list[int]] = {}
        self._garbled: list[int] = []

    def lines(self, path: Path) -> Generator[str]:
        """The lines with their ends; of bytes that are no letters the mark for such is left."""
        for number, line in enumerate(self._decoded(path), start=1):
            if len(found := _GARBLED.findall(line)) > 2 and len(found) * 8 > len(line):
                self._garbled.append(number)
            yield line

    def sample(self, start: bytes) -> str:
        """The text of a file that begins so, as far as it is shown."""
        if self._usual in _BY_LINE:
            return "".join(Letters(self._encoding).by_line([start]))
        return start.decode(self._encoding, "ignore")

    def notices(self) -> Iterator[str]:
        """What to say of the lines that were read so far."""
        for encoding, numbers in self._other.items():
            yield f"{_numbered(numbers)} read as {encoding}, the others as {self._usual}"
        if self._garbled:
            yield f"{_numbered(self._garbled)} garbled before they came here; export the table anew"

    def _decoded(self, path: Path) -> Iterator[str]:
        if self._usual in _BY_LINE:
            with path.open("rb") as file:
                yield from self.by_line(file)
        else:
            with path.open(encoding=self._encoding, errors="replace", newline="") as text:
                yield from text

    def by_line(self, pieces: Iterable[bytes]) -> Iterator[str]:
        """Each line of pieces that end with a line; a mark before the first is left out."""
        number = 0
        for piece in pieces:
            for line in piece.splitlines(keepends=True):
                number += 1
                bare = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
                yield self._line(bare, number)

    def _line(self, line: bytes, number: int) -> str:
        if line.isascii():
            return line.decode("ascii")
        encoding = own_encoding(line, self._usual)
        if encoding != self._usual:
            self._other.setdefault(encoding, []).append(number)
        return line.decode(encoding, "replace")


def _numbered(numbers: list[int]) -> str:
    """The lines by their numbers, the first twenty of them.

    >>> _numbered([3]), _numbered([3, 1200])
    ('line 3 was', 'lines 3, 1,200 were')
    """
    more = f" and {len(numbers) - SHOWN:,} more" if len(numbers) > SHOWN else ""
    several = len(numbers) > 1
    shown = ", ".join(f"{number:,}" for number in numbers[:SHOWN])
    return f"line{'s' * several} {shown}{more} {'were' if several else 'was'}"


def own_encoding(line: bytes, usual: str) -> str:
    """The encoding of one line: `usual`, unless it surely has another.

    >>> own_encoding("公園".encode("cp932"), "utf-8"), own_encoding("公園".encode(), "cp932")
    ('cp932', 'utf-8')
    """
    read = {name: _strictly(line, name) for name in (usual, *_BY_LINE[usual])}
    if usual == "utf-8" and read[usual]:
        return usual
    fitting = [name for name, text in read.items() if name != usual and _WRITTEN.search(text)]
    if not fitting:
        return usual
    best = max(fitting, key=lambda name: _likeness(line, name))
    return best if not read[usual] or _likeness(line, best) > _likeness(line, usual) else usual


def is_binary(start: bytes, encoding: str, sample: str) -> bool:
    """Whether too much of a file that begins so is no letters for it to be a text.

    Whatever is right UTF-8 or UTF-16 throughout is a text.
    """
    if encoding.startswith("utf"):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            decoder.decode(start)
        except UnicodeDecodeError:
            pass
        else:
            return False
    return len(_CONTROL.findall(sample)) * 20 > len(sample)


def _strictly(line: bytes, encoding: str) -> str:
    try:
        return line.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _is_mixed(start: bytes) -> bool:
    """Whether each line is either UTF-8 or cp932, and some are UTF-8."""
    lines = [line for line in start.splitlines()[:-1] or [start] if not line.isascii()]
    told = [bool(_strictly(line, "utf-8")) for line in lines]
    return any(told) and all(
        is_told or _WRITTEN.search(_strictly(line, "cp932"))
        for line, is_told in zip(lines, told, strict=True)
    )


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
