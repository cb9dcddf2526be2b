"""The ids YouTube wraps: one message has one key, whichever way it reached us."""

from __future__ import annotations

import base64
import binascii
import re
from urllib.parse import unquote

_TOKEN = re.compile(rb"[A-Za-z0-9_-]{8,200}")
_VIDEO = re.compile(rb"\x0a\x18UC[A-Za-z0-9_-]{22}\x12\x0b([A-Za-z0-9_-]{11})")
_API_PREFIX = "LCC."
_LENGTH_DELIMITED = 2
_TIME_TAG, _TIME_WITHIN = b"\x08", 16
_WIDTHS = {1: 8, 5: 4}  # bytes of the fixed-width wire types


def message_key(message_id: str) -> str:
    """The token inside a live chat message's id; the id itself when there is none inside.

    An archive's id and the Data API's id of one message wrap the same token.

    >>> message_key("ChwKGkNJcUFrc2Exdm9JREZTclB3Z1FkTE40SVBB")
    'CIqAksa1voIDFSrPwgQdLN4IPA'
    >>> message_key("LCC.EhwKGkNJcUFrc2Exdm9JREZTclB3Z1FkTE40SVBB")
    'CIqAksa1voIDFSrPwgQdLN4IPA'
    >>> message_key("something else")
    'something else'
    """
    for _, wrapped in reversed(_fields(_decoded(message_id.removeprefix(_API_PREFIX)))):
        for number, token in _fields(wrapped):
            if number == 1 and _TOKEN.fullmatch(token):
                return token.decode("ascii")
    return message_id


def video_named_by(parameters: str) -> str:
    """The video that a message's context-menu parameters name; empty when they name none."""
    outer = _decoded(parameters)
    found = _VIDEO.search(_decoded(outer.decode("latin-1"))) or _VIDEO.search(outer)
    return found[1].decode("ascii") if found else ""


def time_named_by(token: str) -> float | None:
    """The microsecond since 1970 that a message's token names, None when it names none.

    It is when the writing reached YouTube: milliseconds before the message's own time, for a paid
    message up to about a minute.

    >>> time_named_by("CIqAksa1voIDFSrPwgQdLN4IPA")
    1699790631239690.0
    >>> time_named_by("something else")
    """
    decoded = _decoded(token[:_TIME_WITHIN])
    return float(_varint(decoded, 1)[0]) if decoded[:1] == _TIME_TAG else None


def _decoded(text: str) -> bytes:
    """The bytes behind URL-safe base64, itself perhaps percent-quoted; empty when it is none."""
    bare = (unquote(text) if "%" in text else text).rstrip("=")
    try:
        padded = bare + "=" * (-len(bare) % 4)
        return base64.b64decode(padded, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""


def _fields(data: bytes) -> list[tuple[int, bytes]]:
    """Number and content of the length-delimited fields of a protobuf message, in order.

    Empty when the bytes are no such message. Source: protobuf.dev, "Encoding".
    """
    fields, position = [], 0
    while position < len(data):
        tag, position = _varint(data, position)
        number, wire_type = tag >> 3, tag & 7
        if wire_type == _LENGTH_DELIMITED:
            size, position = _varint(data, position)
            fields.append((number, data[position : position + size]))
        elif wire_type == 0:
            size, position = 0, _varint(data, position)[1]
        elif wire_type in _WIDTHS:
            size = _WIDTHS[wire_type]
        else:
            return []
        position += size
    return fields if position == len(data) else []


def _varint(data: bytes, position: int) -> tuple[int, int]:
    value = shift = 0
    while position < len(data) and shift < 64:
        byte = data[position]
        value |= (byte & 0x7F) << shift
        position, shift = position + 1, shift + 7
        if byte < 0x80:
            break
    return value, position
