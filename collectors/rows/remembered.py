"""Which columns the last collection read, so that a renamed column does not double its comments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from collectors.rows.sheets import plain
from collectors.rows.words import refused
from koemap.errors import CollectError

KEY = "columns"


@dataclass(frozen=True, slots=True)
class Remembered:
    """The columns of the last collection by their headers; empty the first time.

    `texts` has for each header of comments the name under which its comments have their ids: the
    header it had the first time. `named` tells that a person chose them. `keyed_by` is the column
    of times in the ids of answers. `has_header` tells that the names stood in the table.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    named: bool = False
    id: str = ""
    author: str = ""
    time: str = ""
    keyed_by: str = ""
    has_header: bool = True

    def as_cursor(self) -> dict[str, Any]:
        """What a checkpoint keeps."""
        roles = {"id": self.id, "author": self.author, "time": self.time}
        return {
            KEY: {
                **roles,
                "keyed_by": self.keyed_by,
                "texts": dict(self.texts),
                "named": self.named,
                "has_header": self.has_header,
            }
        }


NOTHING_BEFORE = Remembered()


def remembered(cursor: Mapping[str, Any]) -> Remembered:
    """What the last checkpoint kept; nothing when it is of another kind.

    >>> remembered(Remembered({"ご意見": "意見"}, id="番号").as_cursor()).texts
    {'ご意見': '意見'}
    >>> remembered({"file": "answers.csv"}) == Remembered()
    True
    """
    kept = cursor.get(KEY)
    if not isinstance(kept, Mapping) or not isinstance(kept.get("texts"), Mapping):
        return Remembered()
    texts = {str(header): str(name) for header, name in kept["texts"].items()}
    roles = {role: str(kept.get(role) or "") for role in ("id", "author", "time", "keyed_by")}
    named, has_header = bool(kept.get("named")), kept.get("has_header") is not False
    return Remembered(texts, named, **roles, has_header=has_header)


def keys_of(
    texts: Sequence[str], names: Sequence[str], before: Remembered, usual: str = ""
) -> tuple[str, ...]:
    """For each header of comments the name in its ids: `usual`, or else the header itself.

    Headers named in place of as many that are gone take their names over, in order: the columns
    were renamed, and their comments are the same.
    """
    gone = [header for header in before.texts if header not in names]
    new = [header for header in texts if header not in before.texts]
    renamed = len(texts) == len(before.texts) and len(gone) == len(new)
    over = dict(zip(new, gone, strict=True)) if renamed else {}
    return tuple(before.texts.get(over.get(text, text), usual or text) for text in texts)


def ask(
    header: str, option: str, names: Sequence[str], sheet: str, likely: Sequence[str] = ()
) -> CollectError:
    """The question which column is meant, where one that was read before is gone.

    The nearest names are proposed, or else those that are `likely` by what they hold.
    """
    compared = {plain(name): name for name in names}
    near = get_close_matches(plain(header), compared, n=2, cutoff=0.4)
    parts = [name for name in compared if plain(header) in name or name in plain(header)]
    nearest = [compared[name] for name in dict.fromkeys([*parts, *near])][:2] or likely[:2]
    which = " / ".join(f"{option} “{name}”" for name in nearest) or f"{option} COLUMN"
    which_ja = " / ".join(f"{option} 「{name}」" for name in nearest) or f"{option} 列名"
    return refused("gone", file=sheet, name=header, options=which, options_ja=which_ja)
