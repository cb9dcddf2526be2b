"""What stands in a part of a screen, to be looked through by tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dash.development.base_component import Component


def inside(part: Any) -> Iterator[Any]:
    """The part and everything in it, texts included."""
    if isinstance(part, list | tuple):
        for one in part:
            yield from inside(one)
        return
    yield part
    if isinstance(part, Component):
        yield from inside(getattr(part, "children", None) or [])


def words(part: Any) -> str:
    return "".join(str(one) for one in inside(part) if isinstance(one, str | int))
