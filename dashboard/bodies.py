"""Whether what a browser sends to the callbacks has the form that the screens send."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

PATTERN = "{"  # an id that stands for several parts begins so


def is_sound(body: object, callbacks: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether the body names a callback and gives exactly the places that it asks for.

    The values may be anything: each callback has to bear them.
    """
    if not isinstance(body, dict) or not isinstance(body.get("output"), str):
        return False
    callback = callbacks.get(body["output"])
    if callback is None or not _are_words(body.get("changedPropIds", [])):
        return False
    return _fits(body.get("outputs"), _outputs(body["output"])) and all(
        _fits(body.get(name, []), callback[name]) for name in ("inputs", "state")
    )


def _outputs(output: str) -> list[dict[str, str]]:
    """The places that the name of a callback stands for: `a.b` or `..a.b...c.d..`."""
    names = output[2:-2].split("...") if output.startswith("..") else [output]
    pairs = (name.partition("@")[0].rpartition(".") for name in names)
    return [{"id": id_.replace("\\.", "."), "property": prop} for id_, _, prop in pairs]


def _fits(given: object, declared: Sequence[Mapping[str, Any]]) -> bool:
    places = [given] if isinstance(given, dict) else given
    if not isinstance(places, list) or len(places) != len(declared):
        return False
    return all(_is_place(one, asked) for one, asked in zip(places, declared, strict=True))


def _is_place(given: object, asked: Mapping[str, Any]) -> bool:
    """Whether one place is the one asked for, or some of the parts that a pattern stands for."""
    id_, prop = str(asked["id"]), asked["property"]
    if not id_.startswith(PATTERN):
        return isinstance(given, dict) and (given.get("id"), given.get("property")) == (id_, prop)
    parts = given if isinstance(given, list) else [given]
    return all(
        isinstance(part, dict) and part.get("property") == prop and _is_id(part.get("id"))
        for part in parts
    )


def _is_id(id_: object) -> bool:
    """Whether the id of one part of a pattern has names and plain values only."""
    return isinstance(id_, dict) and all(isinstance(v, str | int | float) for v in id_.values())


def _are_words(names: object) -> bool:
    return isinstance(names, list) and all(isinstance(name, str) for name in names)
