"""The columns of a table: which holds the comments, the author, the time, and which is kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from statistics import mean, median
from zoneinfo import ZoneInfo

from collectors.times import clock
from koemap.errors import CollectError

TIMES = (
    r"タイムスタンプ|timestamp|日時|(?:投稿|回答|受付|送信)日時?|datetime|date|time"
    r"|(?:created|posted)_at"
)
LIKE_TIMES = r".*(?:日時|日付|[稿答付信出]日).*|.*\b(?:date|time|posted|created|submitted)\b.*"
AUTHORS = (
    r"メール ?アドレス|ユーザー ?名|e-?mail(?: address)?|username|user|author(?:-id)?"
    r"|投稿者|回答者id"
)
TEXTS = (
    r".*(?:意見|コメント|自由記[述入]|自由に|要望|提案|感想|理由|本文|[書聞記][きかせ入]+ください).*"
    r"|(?:.*\b)?(?:comments?|opinions?|feedback|suggestions?)(?:-body|_text)?|text|body|message|content"
)
IDS = (
    r"id|#|no\.?|(?:回答|受付|整理|通し|意見)(?:番号|no\.?|id)|連番"
    r"|(?:comment|response|document|submission|entry|tracking)[ _-]?(?:id|number|no\.?)"
)
CHOICES = r".*(?:複数|選択|年代|年齢|性別|職業|地区).*"
PERSONAL = (
    r".*(?:氏名|名前|フルネーム|ネーム|ふりがな|フリガナ|ユーザー ?名|アカウント).*"
    r"|.*(?:投稿者|回答者|提出者).*"
    r"|.*(?:メール|電話|携帯|住所|連絡先|郵便番号|生年月日|誕生日).*|姓|名|セイ|メイ|せい|めい"
    r"|.*\b(?:name|surname|nickname|username|user|handle|account|author|submitter|signature)\b.*"
    r"|.*(?:e-?mail|phone|address|birth).*|.*\b(?:tel|mobile|fax|zip|postcode|contact)\b.*"
)
SHORT_HEADER = 10  # letters; longer ones may be a comment
LONG = 12  # letters, on average; choices are shorter
OWN_VALUES = 10  # from so many answers on, a column with a value for each may tell who they are


@dataclass(frozen=True, slots=True)
class Preset:
    """Headers of a known export, as patterns for the whole header."""

    time: str
    author: str
    id: str = ""


PRESETS: Mapping[str, Preset] = {
    "forms": Preset(time=r"タイムスタンプ|timestamp", author=AUTHORS),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Places of the columns in a row; None where there is none.

    `attributes` are kept beside each comment, `unkept` are not: they tell who somebody is.
    """

    names: tuple[str, ...]
    texts: tuple[int, ...]
    id: int | None = None
    author: int | None = None
    time: int | None = None
    attributes: tuple[int, ...] = ()
    unkept: tuple[int, ...] = ()
    guessed: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Wanted:
    """The columns that the operator named; empty where they are to be found."""

    text: tuple[str, ...] = ()
    id: str = ""
    author: str = ""
    time: str = ""
    preset: str = ""


def names_of(cells: Sequence[str]) -> tuple[str, ...]:
    r"""The header on one line each; empty ones and doubles are numbered.

    >>> names_of(["意見\n（自由記述）", "", "意見（自由記述）", "意見（自由記述）"])
    ('意見 （自由記述）', 'column 2', '意見（自由記述）', '意見（自由記述） (2)')
    """
    names: list[str] = []
    for place, cell in enumerate(cells, start=1):
        name = " ".join(cell.split()) or f"column {place}"
        double = sum(known == name for known in names)
        names.append(f"{name} ({double + 1})" if double else name)
    return tuple(names)


def heads(name: str, cells: Sequence[str]) -> bool:
    """Whether a first line is the header of the only column, rather than its first comment."""
    usual = median(map(len, cells)) if cells else 0
    return (_is(name, TEXTS) and len(name) <= SHORT_HEADER) or len(name) < usual / 2


def choose(names: tuple[str, ...], rows: Sequence[Sequence[str]], wanted: Wanted) -> Columns:
    """The columns of a table with these names and first rows.

    Raises
    ------
    CollectError
        A named column does not exist, or none holds comments.
    """
    preset = PRESETS.get(wanted.preset, Preset(TIMES, AUTHORS))
    time = _named(names, wanted.time) if wanted.time else _time(names, rows, preset.time)
    author = _named(names, wanted.author) if wanted.author else _first(names, preset.author)
    id_ = _named(names, wanted.id) if wanted.id else None
    taken = {place for place in (time, author, id_) if place is not None}
    texts = tuple(dict.fromkeys(_named(names, text) for text in wanted.text))
    guessed = () if texts else _comments(names, rows, taken)
    texts = texts or guessed
    if not texts:
        raise CollectError(f"no column looks like comments; name one with --text: {_list(names)}")
    others = [place for place in range(len(names)) if place not in taken | set(texts)]
    unkept = [place for place in others if _tells_who(names[place], _cells(rows, place))]
    return Columns(
        names,
        texts,
        id_,
        author,
        time,
        tuple(place for place in others if place not in unkept),
        tuple(unkept),
        tuple(names[place] for place in guessed),
    )


def _named(names: Sequence[str], wanted: str) -> int:
    """The place of the column of that name, whatever its width, case and spaces."""
    plain = [_plain(name) for name in names]
    if _plain(wanted) in plain:
        return plain.index(_plain(wanted))
    near = get_close_matches(_plain(wanted), plain, n=1)
    hint = f"; did you mean “{names[plain.index(near[0])]}”?" if near else ""
    raise CollectError(f"there is no column “{wanted}”{hint} Columns: {_list(names)}")


def _first(names: Sequence[str], pattern: str) -> int | None:
    return next((place for place, name in enumerate(names) if _is(name, pattern)), None)


def _time(names: Sequence[str], rows: Sequence[Sequence[str]], pattern: str) -> int | None:
    """The place of the column of that name, or else of one that is named alike and holds times."""
    found = _first(names, pattern)
    if found is not None:
        return found
    alike = (place for place, name in enumerate(names) if _is(name, LIKE_TIMES))
    return next((place for place in alike if _are_times(_cells(rows, place))), None)


def _are_times(cells: Sequence[str]) -> bool:
    reader, _ = clock(cells, ZoneInfo("UTC"))
    return bool(cells) and sum(reader.read(cell) is not None for cell in cells) > len(cells) / 2


def _tells_who(name: str, cells: Sequence[str]) -> bool:
    """Whether a column may tell who wrote an answer: by its name, or by a value for each answer."""
    if _is(name, IDS) or _are_numbers(cells):
        return _is(name, PERSONAL)
    own = len(set(cells)) > len(cells) / 2
    return _is(name, PERSONAL) or (own and len(cells) >= OWN_VALUES)


def _cells(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    """What is in a column, without its empty cells."""
    return [row[place].strip() for row in rows if place < len(row) and row[place].strip()]


def _are_numbers(cells: Sequence[str]) -> bool:
    numbers = sum(bool(re.fullmatch(r"[\d\s.,:/+%-]{1,12}", cell)) for cell in cells)
    return numbers > len(cells) / 2


def _comments(
    names: Sequence[str], rows: Sequence[Sequence[str]], taken: set[int]
) -> tuple[int, ...]:
    """The columns of free text: every one that people wrote sentences into."""
    scores = {
        place: _freedom(_cells(rows, place), names[place])
        for place in range(len(names))
        if place not in taken and not _is(names[place], f"{PERSONAL}|{IDS}|{TIMES}|{CHOICES}")
    }
    best = max(scores.values(), default=0.0)
    return tuple(
        place
        for place, score in scores.items()
        if score > 0 and (score >= best / 4 or _is(names[place], TEXTS))
    )


def _freedom(cells: Sequence[str], name: str) -> float:
    """How much the cells look like sentences: long, and hardly one like another; 0 when not."""
    if not cells:
        return 0.0
    told = _is(name, TEXTS)
    length, different = mean(map(len, cells)), len(set(cells)) / len(cells)
    long = length >= LONG
    free = long or different >= 0.2 if told else long and different >= 0.5
    if _are_numbers(cells) or not free:
        return 0.0
    return float(length * different * (2 if told else 1))


def _is(name: str, pattern: str) -> bool:
    return re.fullmatch(pattern, _plain(name)) is not None


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).split()).casefold()


def _list(names: Sequence[str]) -> str:
    shown = "、".join(f"“{name[:40]}”" for name in names[:20])
    return shown + (f" and {len(names) - 20} more" if len(names) > 20 else "")
