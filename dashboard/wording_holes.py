"""Phrases with holes: what koemap stores in English, said in Japanese with its values in place.

A hole is `{kind}`, or `{kind2}` where a template has two of one kind. The kind tells what stands
there and how Japanese writes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache

from dashboard.wording_kinds import KINDS
from dashboard.wording_notices import NOTICES
from dashboard.wording_stored import STORED
from dashboard.wording_tables import FACTS, PRESETS, READINGS, REASONS, TABLES
from dashboard.wording_usage import USAGE

REMEMBERED = 4096  # phrases; a site tells the same few again and again
_HOLE = re.compile(r"\{(([a-z]+)\d*)\}")
_TIME = r"\d\d:\d\d(?::\d\d)?"
_CLOCK = r"\d+:\d\d"
_NUMBER = r"\d[\d,]*"
_NAMES = rf"“.*”(?: and {_NUMBER} more)?"
_REASONED = rf"({_NAMES}) ((?:as|because) .+)"


@lru_cache(maxsize=REMEMBERED)
def japanese(phrase: str) -> str:
    """The stored phrase in Japanese; one that is not known stays as it is.

    >>> japanese("line 1,200 has more cells than the header; all are kept")
    '1,200行目には見出しより多くのセルがあります。すべて残します'
    >>> japanese("本人の希望")
    '本人の希望'
    """
    found = filter(None, (each.filled(phrase) for each in TEMPLATES))
    return WHOLE.get(phrase) or next(found, phrase)


class Template:
    """An English phrase with holes, and its Japanese."""

    def __init__(self, english: str, translated: str) -> None:
        self.english, self._translated = english, translated
        self.holes: dict[str, str] = dict(_HOLE.findall(english))
        self._start = english.partition("{")[0]

    @property
    def n_literal(self) -> int:
        """How many letters are given; the more, the surer a phrase is meant by it."""
        return len(_HOLE.sub("", self.english))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        parts = _HOLE.split(self.english)  # literal, name, kind, literal, …
        literals, names, kinds = parts[::3], parts[1::3], parts[2::3]
        holes = [f"(?P<{n}>{HOLES[kind][0]})" for n, kind in zip(names, kinds, strict=True)]
        pieces = [
            piece + re.escape(rest) for piece, rest in zip(["", *holes], literals, strict=True)
        ]
        return re.compile("".join(pieces), re.DOTALL)

    def filled(self, phrase: str) -> str | None:
        """The Japanese with the values of that phrase, None when it is another phrase."""
        if not phrase.startswith(self._start):
            return None
        if not (found := self._pattern.fullmatch(phrase)):
            return None
        told = {name: HOLES[kind][1](found[name]) for name, kind in self.holes.items()}
        return _HOLE.sub(lambda hole: told[hole[1]], self._translated)


def _as_it_is(value: str) -> str:
    return value


def _time(value: str) -> str:
    """A time of day.

    >>> _time("18:03"), _time("18:03:20 UTC")
    ('18時03分', '18時03分20秒（UTC）')
    """
    clock, _, zone = value.partition(" ")
    said = "".join(map("".join, zip(clock.split(":"), "時分秒", strict=False)))
    return f"{said}（{zone}）" if zone else said


def _day(value: str) -> str:
    year, month, day = map(int, value.split("-"))
    return f"{year}年{month}月{day}日"


def _moment(value: str) -> str:
    """A day with its time.

    >>> _moment("2026-10-05 20:31")
    '2026年10月5日 20時31分'
    """
    day, _, time = value.partition(" ")
    return f"{_day(day)} {_time(time)}"


def _clock(value: str) -> str:
    """A place in a video.

    >>> _clock("92:05")
    '92分05秒'
    """
    return re.sub(r"(\d+):(\d\d)", r"\1分\2秒", value)


def _spans(value: str) -> str:
    """Stretches of a video.

    >>> _spans("7:16–9:21, 29:40–92:27")
    '7分16秒～9分21秒、29分40秒～92分27秒'
    """
    return _clock(value).replace("–", "～").replace(", ", "、")


def _names(value: str) -> str:
    """Names in a list, as either language lists them.

    >>> _names("“時刻”, “ご意見”、“年代” and 3 more")
    '「時刻」、「ご意見」、「年代」ほか3件'
    """
    quoted, _, more = value.rpartition("”")
    listed = re.sub("”(?:、|, )“", "」、「", quoted.removeprefix("“"))
    n_more = "".join(re.findall(_NUMBER, more))
    return f"「{listed}」" + (f"ほか{n_more}件" if n_more else "")


def _lines(value: str) -> str:
    """Lines by their numbers.

    >>> _lines("lines 3, 1,200 and 5 more")
    '3、1,200行目（ほか5行）'
    """
    numbers, _, more = re.sub("^lines? ", "", value).partition(" and ")
    listed = numbers.replace(", ", "、")
    return f"{listed}行目" + (f"（ほか{more.removesuffix(' more')}行）" if more else "")


def _quoted(value: str) -> str:
    return f"「{value[1:-1]}」"


def _listed(value: str) -> str:
    """Words to choose from.

    >>> _listed("'csv', 'tsv'")
    '「csv」、「tsv」'
    """
    return re.sub("'([^']*)'", r"「\1」", value).replace(", ", "、")


def _kind(value: str) -> str:
    return KINDS.get(value) or japanese(value)


def _reasons(value: str) -> str:
    """Columns, each or all together with why they were taken.

    >>> _reasons("“意見” because of its name; “要望” as last time")
    '「意見」（列名から）、「要望」（前回と同じ）'
    >>> _reasons("“意見”、“要望” as named with --text")
    '「意見」、「要望」（--text で指定）'
    """
    parts = (re.fullmatch(_REASONED, part, re.DOTALL) for part in re.split("; (?=“)", value))
    return "、".join(f"{_names(part[1])}（{japanese(part[2])}）" for part in parts if part)


HOLES: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "clock": (_CLOCK, _clock),
    "day": (r"\d{4}-\d\d-\d\d", _day),
    "file": (r".+?", _as_it_is),
    "kind": (r".+?", _kind),
    "listed": (r"'[^']*'(?:, '[^']*')*", _listed),
    "lines": (rf"lines? {_NUMBER}(?:, {_NUMBER})*(?: and {_NUMBER} more)?", _lines),
    "moment": (rf"\d{{4}}-\d\d-\d\d {_TIME}(?: UTC)?", _moment),
    "n": (_NUMBER, _as_it_is),
    "names": (_NAMES, _names),
    "preset": (r"an? .+?|posts from .+?", japanese),
    "quoted": (r".*?", _as_it_is),
    "reading": (r".+?", japanese),
    "reasons": (rf"{_NAMES} (?:as|because) .+", _reasons),
    "repr": (r"'.*'|\".*\"", _quoted),
    "said": (r".+", japanese),
    "spans": (rf"{_CLOCK}–{_CLOCK}(?:, {_CLOCK}–{_CLOCK})*", _spans),
    "time": (rf"{_TIME}(?: UTC)?", _time),
    "word": (r"\S+", _as_it_is),
    "written": (r".*?", _as_it_is),
}
"""For each kind of hole the values that fit, and how Japanese writes one."""

_PHRASES = {**STORED, **PRESETS, **READINGS, **REASONS, **FACTS, **TABLES, **NOTICES, **USAGE}
WHOLE = {english: told for english, told in _PHRASES.items() if "{" not in english}
TEMPLATES = sorted(
    (Template(english, told) for english, told in _PHRASES.items() if "{" in english),
    key=lambda each: (each.english.startswith("{"), -each.n_literal, each.english),
)
"""Every phrase with holes, the surest first: begun with given letters, and with most of them."""
