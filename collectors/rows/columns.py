"""The columns of a table: which holds the comments, the author, the time, and which is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from collectors.rows.answered import CHOICES, are_numbers, comment_columns, is_said, written
from collectors.rows.headers import (
    AUTHORS,
    IDS,
    LIKE_TIMES,
    MAIL,
    PERSONAL,
    TIMES,
    are_times,
    fits,
    is_neutral,
    is_private,
    mostly,
    named,
    tells_who,
)
from collectors.rows.presets import PRESETS, Preset, find, find_all, recognised
from collectors.rows.remembered import NOTHING_BEFORE, Remembered, ask, keys_of
from collectors.rows.sheets import plain
from collectors.rows.times import as_written, is_moment
from collectors.rows.words import refused

TEXT = "text"  # the name in ids of the one column of comments of a known export
GENERIC = Preset("a table", author=(AUTHORS,), time=(TIMES,))
_EDITED = r".*(?:更新|変更|編集|修正|最終).*|.*(?:updat|modif|edit|last).*"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The columns that the operator named; empty where they are to be found."""

    text: tuple[str, ...] = ()
    id: str = ""
    author: str = ""
    time: str = ""
    preset: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Places of the columns in a row; None where there is none.

    `keys` are the names of the columns of comments in ids, `keyed_by` the column of times in ids.
    `attributes` are kept beside each comment, `unkept` are not: they tell who somebody is.
    `reasons` say in words why each role has its column. `left` were read before and are no more.
    """

    names: tuple[str, ...]
    texts: tuple[int, ...]
    keys: tuple[str, ...]
    id: int | None = None
    author: int | None = None
    time: int | None = None
    keyed_by: int | None = None
    attributes: tuple[int, ...] = ()
    unkept: tuple[int, ...] = ()
    preset: Preset = GENERIC
    reasons: Mapping[str, str] = field(default_factory=dict)
    guessed: bool = False
    named: bool = False
    left: tuple[str, ...] = ()

    def remembered(self) -> Remembered:
        """What the next collection should know."""
        texts = {self.names[n]: key for n, key in zip(self.texts, self.keys, strict=True)}
        return Remembered(
            texts,
            self.named,
            self._name(self.id),
            self._name(self.author),
            self._name(self.time),
            self._name(self.keyed_by),
        )

    def _name(self, place: int | None) -> str:
        return "" if place is None else self.names[place]


def choose(
    names: tuple[str, ...],
    rows: Sequence[Sequence[str]],
    wanted: Wanted,
    before: Remembered = NOTHING_BEFORE,
    sheet: str = "the table",
) -> Columns:
    """The columns of a table with these names and first rows.

    Raises
    ------
    CollectError
        A named column does not exist, one that was read before is gone, or none holds comments.
    """
    return _Choice(names, rows, wanted, before, sheet).columns()


class _Choice:
    """The choice of the columns: what is named, else what is remembered, known or found."""

    def __init__(
        self,
        names: tuple[str, ...],
        rows: Sequence[Sequence[str]],
        wanted: Wanted,
        before: Remembered,
        sheet: str,
    ) -> None:
        self._names, self._rows, self._wanted = names, rows, wanted
        self._before, self._sheet = before, sheet
        self._preset = PRESETS.get(wanted.preset or recognised(names), GENERIC)
        self._reasons: dict[str, str] = {}

    def columns(self) -> Columns:
        id_, author, time = self._id(), self._author(), self._time()
        taken = {place for place in (time, author, id_) if place is not None}
        texts, guessed = self._texts(taken)
        keys = self._keys(texts)
        attributes, unkept = self._others(taken | set(texts))
        return Columns(
            names=self._names,
            texts=texts,
            keys=keys,
            id=id_,
            author=author,
            time=time,
            keyed_by=self._keyed_by(id_, time),
            attributes=attributes,
            unkept=unkept,
            preset=self._preset,
            reasons=self._reasons,
            guessed=guessed,
            named=bool(self._wanted.text) or self._before.named,
            left=self._left(texts),
        )

    def _id(self) -> int | None:
        if self._before.texts and not self._before.id:
            if self._wanted.id:
                raise refused("late id", file=self._sheet)
            return None
        place = self._role("id", self._wanted.id, self._before.id, self._preset.id, ())
        if place is not None and mostly(self._cells(place), MAIL.fullmatch):
            raise refused("mail id", name=self._names[place])
        return place

    def _author(self) -> int | None:
        before = self._before.author if self._before.author in self._names else ""
        patterns = self._preset.author
        place = self._role("author", self._wanted.author, before, patterns, GENERIC.author)
        if place is not None:
            return place
        for place, name in enumerate(self._names):
            if is_neutral(name) and mostly(self._cells(place), MAIL.fullmatch):
                self._reasons["author"] = "because its cells are mail addresses"
                return place
        return None

    def _time(self) -> int | None:
        before = self._before.time if self._before.time in self._names else ""
        place = self._role("time", self._wanted.time, before, self._preset.time, GENERIC.time)
        if place is not None:
            return place
        for alike in range(len(self._names)):
            if self._is_like_times(alike):
                self._reasons["time"] = "because its cells are times"
                return alike
        return None

    def _is_like_times(self, place: int) -> bool:
        name, cells = self._names[place], self._cells(place)
        counted = mostly(cells, str.isdecimal)
        return (fits(name, LIKE_TIMES) or (is_neutral(name) and not counted)) and are_times(cells)

    def _keyed_by(self, id_: int | None, time: int | None) -> int | None:
        """The column of times in ids: as before, so that another --time doubles nothing.

        Beside an id only times that tell answers apart and stay when one is edited.
        """
        if not self._before.texts:
            return time if id_ is None or self._are_moments(time) else None
        header = self._before.keyed_by
        if not header or header in self._names:
            return self._names.index(header) if header else None
        if not self._wanted.time:
            raise ask(header, "--time", self._names, self._sheet)
        return time

    def _are_moments(self, time: int | None) -> bool:
        if time is None or fits(self._names[time], _EDITED):
            return False
        cells = self._cells(time)
        moments = {cell for cell in cells if is_moment(as_written(cell))}
        return len(moments) > len(cells) / 2

    def _role(
        self,
        role: str,
        wanted: str,
        before: str,
        known: tuple[str, ...],
        usual: tuple[str, ...],
    ) -> int | None:
        if wanted:
            self._reasons[role] = f"as named with --{role}"
            return named(self._names, wanted)
        if before:
            if before not in self._names:
                raise ask(before, f"--{role}", self._names, self._sheet)
            self._reasons[role] = "as last time"
            return self._names.index(before)
        place = find(self._names, *known)
        if place is not None and self._preset is not GENERIC:
            self._reasons[role] = f"as in {self._preset.title}"
        elif (place := find(self._names, *usual)) is not None:
            self._reasons[role] = "because of its name"
        return place

    def _texts(self, taken: set[int]) -> tuple[tuple[int, ...], bool]:
        if self._wanted.text:
            self._reasons["text"] = "as named with --text"
            places = (named(self._names, text) for text in self._wanted.text)
            return tuple(dict.fromkeys(places)), False
        if not self._before.named and (known := find_all(self._names, self._preset.text)):
            self._reasons["text"] = f"as in {self._preset.title}"
            return known if self._preset.translations else known[:1], False
        if gone := next((text for text in self._before.texts if text not in self._names), ""):
            likely = [self._names[place] for place in self._free(taken)]
            raise ask(gone, "--text", self._names, self._sheet, likely)
        if self._before.named:
            self._reasons["text"] = "as last time"
            return tuple(self._names.index(text) for text in self._before.texts), False
        return self._guessed(taken), True

    def _free(self, taken: set[int]) -> dict[int, str]:
        """The columns of free text, and why each."""
        if len(self._names) == 1 and is_neutral(self._names[0]):
            return {} if are_numbers(self._cells(0)) else {0: "because it is the only one"}
        not_texts = f"{PERSONAL}|{IDS}|{TIMES}|{CHOICES}"
        open_ = [
            place
            for place, name in enumerate(self._names)
            if not (place in taken or fits(name, not_texts) or fits(name, self._preset.unkept))
            and not are_times(self._cells(place))
        ]
        found = comment_columns({n: (self._names[n], self._cells(n)) for n in open_})
        return {n: why for n, why in found.items() if self._are_said(n)}

    def _are_said(self, place: int) -> bool:
        """Whether a column holds sentences; of one without a name it may be names or addresses."""
        cells = self._cells(place)
        unsure = is_neutral(self._names[place])
        return not unsure or (mostly(cells, is_said) and not mostly(cells, is_private))

    def _guessed(self, taken: set[int]) -> tuple[int, ...]:
        """The columns of free text, and those that were taken for it before."""
        found = self._free(taken)
        known = [self._names.index(text) for text in self._before.texts]
        places = tuple(sorted({*found, *known}))
        if not places:
            code = "no header" if all(map(is_neutral, self._names)) else "no comments"
            raise refused(code, names=self._names)
        why = [found.get(n, "as last time") for n in places]
        self._reasons["text"] = "; ".join(
            f"“{self._names[n]}” {reason}" for n, reason in zip(places, why, strict=True)
        )
        return places

    def _keys(self, texts: tuple[int, ...]) -> tuple[str, ...]:
        known = TEXT if self._preset.text and not self._wanted.text else ""
        return keys_of([self._names[n] for n in texts], self._names, self._before, known)

    def _left(self, texts: tuple[int, ...]) -> tuple[str, ...]:
        read = {self._names[n] for n in texts}
        return tuple(
            text for text in self._before.texts if text in self._names and text not in read
        )

    def _others(self, taken: set[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        others = [place for place in range(len(self._names)) if place not in taken]
        kept = tuple(place for place in others if self._is_kept(place))
        return kept, tuple(place for place in others if place not in kept)

    def _is_kept(self, place: int) -> bool:
        name = plain(self._names[place])
        if re.fullmatch(self._preset.kept, name):
            return True
        if self._preset.closed or re.fullmatch(self._preset.unkept, name):
            return False
        return not tells_who(self._names[place], self._cells(place))

    def _cells(self, place: int) -> list[str]:
        return written(self._rows, place)
