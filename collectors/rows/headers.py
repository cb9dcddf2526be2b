"""What the headers of tables mean, in Japanese and English, and what their columns look like."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from statistics import median
from zoneinfo import ZoneInfo

from collectors.privacy import mask
from collectors.rows.answered import TEXTS, are_numbers
from collectors.rows.sheets import plain
from collectors.rows.times import clock, has_no_day
from collectors.rows.words import refused

TIMES = (
    r"タイムスタンプ|timestamp|日時|(?:投稿|回答|受付|送信)日時?|datetime|date|time"
    r"|(?:created|posted)_at"
)
LIKE_TIMES = r".*(?:日時|日付|[稿答付信出]日).*|.*\b(?:date|time|posted|created|submitted)\b.*"
AUTHORS = (
    r"メール ?アドレス|ユーザー ?名|e-?mail(?: address)?|username|user|author(?:-id)?"
    r"|投稿者|回答者id"
)
IDS = (
    r"id|#|no\.?|(?:回答|受付|整理|通し|意見)(?:番号|no\.?|id)|連番"
    r"|(?:comment|response|document|submission|entry|tracking)[ _-]?(?:id|number|no\.?)"
)
PERSONAL = (
    r".*(?:氏名|名前|フルネーム|ネーム|ふりがな|フリガナ|ユーザー ?名|アカウント).*"
    r"|.*(?:投稿者|回答者|提出者).*"
    r"|.*(?:メール|電話|携帯|住所|連絡先|郵便番号|生年月日|誕生日).*|姓|名|セイ|メイ|せい|めい"
    r"|.*\b(?:name|surname|nickname|username|user|handle|account|author|submitter|signature)\b.*"
    r"|.*(?:e-?mail|phone|address|birth).*|.*\b(?:tel|mobile|fax|zip|postcode|contact)\b.*"
)
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
SHORT_HEADER = 10  # letters; longer ones may be a comment
OWN_VALUES = 10  # from so many answers on, a column with a value for each may tell who they are
_MARK = re.compile(r"［[^］]{1,12}］")
_NEUTRAL = re.compile(r"column \d{1,5}")


def names_of(cells: Sequence[str]) -> tuple[str, ...]:
    r"""The header on one line each, masked as a text is; empty ones and doubles are numbered.

    >>> names_of(["意見\n（自由記述）", "", "意見（自由記述）", "意見（自由記述）"])
    ('意見 （自由記述）', 'column 2', '意見（自由記述）', '意見（自由記述） (2)')
    """
    names: list[str] = []
    for place, cell in enumerate(cells, start=1):
        name, double = mask(" ".join(cell.split())) or neutral(place), 1
        while (called := f"{name} ({double})" if double > 1 else name) in names:
            double += 1
        names.append(called)
    return tuple(names)


def neutral(number: int) -> str:
    """The name of a column that has none."""
    return f"column {number}"


def is_neutral(name: str) -> bool:
    """Whether a name says nothing of its column but where it is.

    >>> is_neutral(neutral(3)), is_neutral("column of comments")
    (True, False)
    """
    return _NEUTRAL.fullmatch(plain(name)) is not None


def heads(name: str, cells: Sequence[str]) -> bool:
    """Whether a first line is the header of the only column, rather than its first comment."""
    usual = median(map(len, cells)) if cells else 0
    return (fits(name, TEXTS) and len(name) <= SHORT_HEADER) or len(name) < usual / 2


def listed(names: Sequence[str]) -> str:
    """The names in one line, the first twenty of them."""
    shown = "、".join(f"“{name[:40]}”" for name in names[:20])
    return shown + (f" and {len(names) - 20} more" if len(names) > 20 else "")


def named(names: Sequence[str], wanted: str) -> int:
    """The place of the column of that name, whatever its width, case and spaces."""
    compared = [plain(name) for name in names]
    missing = mask(" ".join(wanted.split()))
    if plain(missing) in compared:
        return compared.index(plain(missing))
    near = get_close_matches(plain(missing), compared, n=1)
    nearest = names[compared.index(near[0])] if near else ""
    hint = f"; did you mean “{nearest}”?" if near else "."
    hint_ja = f"「{nearest}」ですか。" if near else ""
    raise refused("no column", name=missing, hint=hint, hint_ja=hint_ja, names=tuple(names))


def are_times(cells: Sequence[str]) -> bool:
    """Whether most cells are times."""
    reader, _ = clock(cells, ZoneInfo("UTC"))
    return mostly(cells, lambda cell: reader.read(cell) is not None or has_no_day(cell))


def mostly(cells: Sequence[str], holds: Callable[[str], object]) -> bool:
    """Whether it holds for more than half of the cells."""
    return bool(cells) and sum(bool(holds(cell)) for cell in cells) > len(cells) / 2


def tells_who(name: str, cells: Sequence[str]) -> bool:
    """Whether a column may tell who wrote an answer: by its name, or by a value for each answer.

    Where no name tells what a column holds, only values that many share are sure to tell nobody.
    """
    personal = fits(name, PERSONAL) or fits(re.sub(r"[_./-]+", " ", name), PERSONAL)
    own = len(set(cells)) > len(cells) / 2
    if is_neutral(name):
        return own
    if fits(name, IDS) or are_numbers(cells):
        return personal
    return personal or (own and len(cells) >= OWN_VALUES)


def fits(name: str, pattern: str) -> bool:
    """Whether the pattern describes the whole header, whatever its width, case, spaces, marks."""
    return re.fullmatch(pattern, plain(_MARK.sub("", name))) is not None


def is_private(cell: str) -> bool:
    """Whether masking would change a cell."""
    return mask(cell) != cell


def are_cut(ids: Sequence[str]) -> bool:
    """Whether a spreadsheet has rounded these ids: it keeps fifteen digits of a number.

    >>> are_cut(["1.80E+18", "1.80E+18"]), are_cut(["1800000000000000000", "1800000000000001000"])
    (True, True)
    >>> are_cut(["1800000000000000123", "1799999999999999877"]), are_cut(["17", "18"])
    (False, False)
    """
    rounded = [cell for cell in ids if re.fullmatch(r"\d{15}\d*000", cell)]
    shortened = any(re.fullmatch(r"\d(?:[.,]\d+)?E\+\d+", cell, re.IGNORECASE) for cell in ids)
    return shortened or (len(rounded) > 1 and len(rounded) > len(ids) / 2)
