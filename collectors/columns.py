"""The columns of a table: which holds the comments, the author, the time, and which is kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from statistics import mean

from koemap.errors import CollectError

TIMES = (
    r"タイムスタンプ|timestamp|日時|(?:投稿|回答|受付|送信)日時?|datetime|date|time"
    r"|(?:created|posted)_at"
)
AUTHORS = (
    r"メール ?アドレス|ユーザー ?名|e-?mail(?: address)?|username|user|author(?:-id)?"
    r"|投稿者|回答者id"
)
TEXTS = (
    r".*(?:意見|コメント|自由記[述入]|ご要望|感想|理由|本文).*"
    r"|comment(?:s|-body)?|text|body|message|opinion"
)
IDS = r"id|回答id|受付番号|整理番号|comment-id|response id|回答番号"
CHOICES = r".*(?:複数|選択|年代|年齢|性別|職業|地区).*"
PERSONAL = (
    r"氏名|お?名前.*|フルネーム|.*メール.*|.*e-?mail.*|.*電話.*|tel|phone.*|ご?住所|name|full name"
    r"|ip.*address|ユーザー ?名|username"
)


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


def choose(names: tuple[str, ...], rows: Sequence[Sequence[str]], wanted: Wanted) -> Columns:
    """The columns of a table with these names and first rows.

    Raises
    ------
    CollectError
        A named column does not exist, or none holds comments.
    """
    preset = PRESETS.get(wanted.preset, Preset(TIMES, AUTHORS))
    time = _named(names, wanted.time) if wanted.time else _first(names, preset.time)
    author = _named(names, wanted.author) if wanted.author else _first(names, preset.author)
    id_ = _named(names, wanted.id) if wanted.id else None
    taken = {place for place in (time, author, id_) if place is not None}
    texts = tuple(dict.fromkeys(_named(names, text) for text in wanted.text))
    guessed = () if texts else _comments(names, rows, taken)
    texts = texts or guessed
    if not texts:
        raise CollectError(f"no column looks like comments; name one with --text: {_list(names)}")
    others = [place for place in range(len(names)) if place not in taken | set(texts)]
    unkept = [place for place in others if _is(names[place], PERSONAL)]
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


def _comments(
    names: Sequence[str], rows: Sequence[Sequence[str]], taken: set[int]
) -> tuple[int, ...]:
    """The columns of free text: every one that people wrote sentences into."""
    scores = {
        place: _freedom([row[place] for row in rows if place < len(row)], names[place])
        for place in range(len(names))
        if place not in taken and not _is(names[place], f"{PERSONAL}|{IDS}|{TIMES}|{CHOICES}")
    }
    best = max(scores.values(), default=0.0)
    return tuple(place for place, score in scores.items() if score > 0 and score >= best / 4)


def _freedom(cells: Sequence[str], name: str) -> float:
    """How much the cells look like sentences: long, and hardly one like another; 0 when not."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled:
        return 0.0
    told = _is(name, TEXTS)
    length, different = mean(map(len, filled)), len(set(filled)) / len(filled)
    numbers = sum(bool(re.fullmatch(r"[\d\s.,:/+%-]+", cell)) for cell in filled) / len(filled)
    if numbers > 0.5 or (not told and (length < 12 or different < 0.5)):
        return 0.0
    return float(length * different * (2 if told else 1))


def _is(name: str, pattern: str) -> bool:
    return re.fullmatch(pattern, _plain(name)) is not None


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).split()).casefold()


def _list(names: Sequence[str]) -> str:
    shown = "、".join(f"“{name[:40]}”" for name in names[:20])
    return shown + (f" and {len(names) - 20} more" if len(names) > 20 else "")
