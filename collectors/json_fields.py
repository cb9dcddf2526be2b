"""Fields of JSON that nobody promised: what is missing or of another kind reads as empty."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

Json = Mapping[str, Any]

NONE: Json = {}
CENTURY = range(2000, 2100)


def object_at(entry: Json, *names: str) -> Json:
    """The object under these names, one inside the other; empty when there is none.

    >>> object_at({"a": {"b": {"c": 1}}}, "a", "b")
    {'c': 1}
    >>> object_at({"a": [1]}, "a", "b")
    {}
    """
    for name in names:
        found = entry.get(name)
        if not isinstance(found, dict):
            return NONE
        entry = found
    return entry


def objects_at(entry: Json, name: str) -> Iterator[Json]:
    """The objects of the list under the name; none when there is no list."""
    found = entry.get(name)
    if isinstance(found, list):
        yield from (item for item in found if isinstance(item, dict))


def text_at(entry: Json, name: str) -> str:
    """The text under the name; empty when there is none."""
    found = entry.get(name)
    return found if isinstance(found, str) else ""


def number_at(entry: Json, name: str) -> float | None:
    """The finite number under the name, written as a number or as text.

    >>> number_at({"n": "12"}, "n"), number_at({"n": "nan"}, "n"), number_at({"n": True}, "n")
    (12.0, None, None)
    """
    found = entry.get(name)
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        return None
    try:
        number = float(found)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def moment(value: Any) -> datetime | None:
    """The time that Google writes, in UTC; None when it is none, or none of this century.

    >>> moment("2026-10-15T09:00:00.645000Z") == moment("2026-10-15T09:00:00.645+00:00")
    True
    >>> moment("0001-01-01T00:00:00Z"), moment(1792054800)
    (None, None)
    """
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    if found is None or found.year not in CENTURY:
        return None
    return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
