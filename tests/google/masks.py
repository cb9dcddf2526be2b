"""Partial responses: what is left of a body by the `fields` a request asks for."""

from __future__ import annotations

import re
from typing import Any

from tests.google.calls import Call
from tests.google.replies import RefusedError, bad_parameters
from tests.google.schema import Json

Mask = dict[str, Any]


def masked(body: Json, call: Call) -> Json:
    """The body with only the fields the call asks for; whole when it asks for none."""
    text = call.one("fields")
    if not text:
        return body
    try:
        mask = parsed(text)
    except ValueError as error:
        raise RefusedError(bad_parameters([f"fields: {error}"])) from error
    kept: Json = _kept(body, mask)
    return kept


def parsed(text: str) -> Mask:
    """A mask as a tree; ValueError when it is none.

    >>> parsed("responses(responseId,lastSubmittedTime),nextPageToken,info/title")
    {'responses': {'responseId': {}, 'lastSubmittedTime': {}}, 'nextPageToken': {}, \
'info': {'title': {}}}
    """
    tokens = re.findall(r"[\w*]+|[(),./]|[^\s]", text)
    mask, rest = _fields(tokens)
    if rest:
        raise ValueError(f"{text!r} goes wrong at {rest[0]!r}")
    return mask


def _fields(tokens: list[str]) -> tuple[Mask, list[str]]:
    mask: Mask = {}
    while True:
        (name, inner), tokens = _field(tokens)
        mask[name] = inner
        if tokens[:1] != [","]:
            return mask, tokens
        tokens = tokens[1:]


def _field(tokens: list[str]) -> tuple[tuple[str, Mask], list[str]]:
    if not tokens or not re.fullmatch(r"[\w*]+", tokens[0]):
        raise ValueError("a name is missing")
    name, tokens = tokens[0], tokens[1:]
    if tokens[:1] in (["/"], ["."]):
        (inner_name, inner), tokens = _field(tokens[1:])
        return (name, {inner_name: inner}), tokens
    if tokens[:1] != ["("]:
        return (name, {}), tokens
    mask, tokens = _fields(tokens[1:])
    if tokens[:1] != [")"]:
        raise ValueError("a bracket is not closed")
    return (name, mask), tokens[1:]


def _kept(value: Any, mask: Mask) -> Any:
    if not mask:
        return value
    if isinstance(value, list):
        return [_kept(one, mask) for one in value]
    inner = {name: mask.get(name, mask.get("*")) for name in value}
    return {name: _kept(value[name], m) for name, m in inner.items() if m is not None}
