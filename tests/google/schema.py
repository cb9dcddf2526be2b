"""Whether a body is what Google's discovery document says it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Json = dict[str, Any]
Schemas = Mapping[str, Json]

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
}
_TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)"
_TEXTS = {
    "date-time": _TIME,
    "google-datetime": _TIME,
    "google-duration": r"-?\d+(\.\d{1,9})?s",
    "google-fieldmask": r"[\w.,]*",
    "byte": r"[A-Za-z0-9+/_-]*={0,2}",
    "int64": r"-?\d{1,19}",
    "uint64": r"\d{1,20}",
}
_RANGES = {"int32": (-(2**31), 2**31 - 1), "uint32": (0, 2**32 - 1)}


def problems(value: Any, schema: Json, schemas: Schemas, where: str = "body") -> Iterator[str]:
    """What is wrong with `value`, one line per finding with its place; nothing when all is well.

    >>> count = {"type": "string", "format": "uint64"}
    >>> list(problems({"n": 7, "m": 1}, {"type": "object", "properties": {"n": count}}, {}))
    ['body.n: 7 is no string', 'body.m: not in the discovery document']
    """
    if "$ref" in schema:
        schema = schemas[schema["$ref"]]
    kind = schema["type"]
    if kind == "any":
        return
    if not isinstance(value, _TYPES[kind]) or (isinstance(value, bool) and kind != "boolean"):
        yield f"{where}: {value!r} is no {kind}"
    else:
        yield from _CHECKS.get(kind, _scalar)(value, schema, schemas, where)


def _object(value: Json, schema: Json, schemas: Schemas, where: str) -> Iterator[str]:
    for name, inner in value.items():
        allowed = schema.get("properties", {}).get(name) or schema.get("additionalProperties")
        if allowed is None:
            yield f"{where}.{name}: not in the discovery document"
        else:
            yield from problems(inner, allowed, schemas, f"{where}.{name}")


def _array(value: list[Any], schema: Json, schemas: Schemas, where: str) -> Iterator[str]:
    for index, inner in enumerate(value):
        yield from problems(inner, schema["items"], schemas, f"{where}[{index}]")


def _scalar(value: Any, schema: Json, _: Schemas, where: str) -> Iterator[str]:
    form = schema.get("format", "")
    if value not in schema.get("enum", [value]):
        yield f"{where}: {value!r} is none of the enum"
    if form in _TEXTS and not re.fullmatch(_TEXTS[form], str(value)):
        yield f"{where}: {value!r} is no {form}"
    low, high = _RANGES.get(form, (value, value))
    if not low <= value <= high:
        yield f"{where}: {value!r} is no {form}"


_CHECKS: dict[str, Callable[[Any, Json, Schemas, str], Iterator[str]]] = {
    "object": _object,
    "array": _array,
}
