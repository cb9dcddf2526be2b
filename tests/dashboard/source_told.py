"""All that collectors can tell people, read from their source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tests.dashboard.possible import UNKNOWN
from tests.dashboard.source_values import SourceValues

OTHER_LANGUAGE = re.compile("[ぁ-んァ-ヶ一-龠「」]")
HANDED_ON = "collectors.driver,"  # takes what the others tell, and adds a little
_LIKE_THIS = "… and 3 more like this ({})"
# How a report puts what is told, by what is given where.
FORMS = {
    "Notice": [("note: {}", ["text"]), (_LIKE_THIS, ["code"])],
    "Fact": [("{}: {}", ["name", "value"])],
    "Skipped": [
        ("not a comment: {} 2", ["code"]),
        ("note: {}", ["detail"]),
        (_LIKE_THIS, ["code"]),
    ],
    "_skip": [("not a comment: {} 2", ["code"]), ("note: {}", ["detail"]), (_LIKE_THIS, ["code"])],
    "Missed": [("{}", ["reason"])],
    "Withdrawn": [("{}", ["reason"])],
}
PARAMETERS = {"_skip": ["code", "detail"]}


@dataclass(frozen=True)
class Told:
    """Texts as reports put them, with their places, and places whose text only a run can tell."""

    texts: dict[str, str] = field(default_factory=dict)
    not_followed: list[str] = field(default_factory=list)


@cache
def told_in(package: Path) -> Told:
    """What the collectors in that folder tell."""
    values, found = SourceValues(package), Told()
    several = list(_told(values))
    values.settle(node for _, nodes, _ in several for node in nodes)
    for form, nodes, place in several:
        parts = [values.texts(node) for node in nodes]
        if parts[0] == {UNKNOWN}:
            if not place.startswith(HANDED_ON):
                found.not_followed.append(place)
            continue
        for text in _filled(form, parts):
            found.texts.setdefault(text, place)
    return found


def _told(values: SourceValues) -> Iterator[tuple[str, list[ast.expr], str]]:
    """How what is told is put, its parts, and where it is told."""
    index = values.index
    for name, several in FORMS.items():
        for call in index.calls[name]:
            parameters = PARAMETERS.get(name) or index.fields[name]
            given = dict(zip(parameters, call.args, strict=False))
            given |= {one.arg or "": one.value for one in call.keywords}
            for form, parts in several:
                if all(part in given for part in parts):
                    yield form, [given[part] for part in parts], index.place(call)
    for entry, value in index.entries:
        if ast.unparse(entry.value).endswith(".facts"):
            yield "{}: {}", [entry.slice, value], index.place(entry)


def _filled(form: str, parts: list[set[str]]) -> Iterator[str]:
    """Each text with each choice of its parts, without those in another language."""
    texts = [form]
    for several in parts:
        texts = [text.replace("{}", one, 1) for text in texts for one in several - {""}]
    yield from (text for text in texts if not OTHER_LANGUAGE.search(text.replace(UNKNOWN, "")))
