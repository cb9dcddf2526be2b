"""Google's interfaces as its client library describes them, of which only questions are kept."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from googleapiclient.discovery_cache import get_static_doc

ANY_OBJECT = {"type": "object"}


@cache
def described(name: str, version: str) -> str:
    """The description of an interface: what can be asked, without what is answered.

    The library writes a text about each method that it makes, of all that goes in and comes out:
    for a spreadsheet that takes longer than to read it.

    >>> "batchUpdate" in described("sheets", "v4"), "values" in described("sheets", "v4")
    (False, True)
    """
    return json.dumps({**_questions(json.loads(get_static_doc(name, version))), "schemas": {}})


def _questions(part: dict[str, Any]) -> dict[str, Any]:
    methods = part.get("methods", {}).items()
    resources = part.get("resources", {}).items()
    return {
        **part,
        "methods": {name: {**one, "response": ANY_OBJECT} for name, one in methods if _reads(one)},
        "resources": {name: _questions(inner) for name, inner in resources},
    }


def _reads(method: dict[str, Any]) -> bool:
    return method["httpMethod"] == "GET" and "response" in method
