"""The text of a YouTube chat message as its author wrote it: whole links, emoji, every character.

Three forms are known: plain, in runs, and one text with places marked in it (UTF-16 units).
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from collectors.json_fields import Json, object_at, objects_at, text_at

FORMS = frozenset({"runs", "simpleText", "content"})
"""By which field a text is known to be one."""

YOUTUBE = "https://www.youtube.com"
STAND_INS = frozenset(" \u00a0\u200b\u25a1\ufffc")
"""What a marked text has where a picture goes."""

_UTF16 = "utf-16-le"


def written(message: Json) -> str:
    """The text of a message; empty when it has none.

    >>> written({"runs": [{"text": "賛成 "}, {"emoji": {"emojiId": "🙏"}}]})
    '賛成 🙏'
    """
    runs = "".join(_run(run) for run in objects_at(message, "runs"))
    return runs or text_at(message, "simpleText") or _marked(message)


def _run(run: Json) -> str:
    emoji = object_at(run, "emoji")
    if emoji:
        return _emoji(emoji)
    return _link(text_at(run, "text"), object_at(run, "navigationEndpoint"))


def _emoji(emoji: Json) -> str:
    """The sign itself; for a channel's own emoji, which has none, its short name."""
    sign = text_at(emoji, "emojiId")
    if sign and not sign.isascii() and not emoji.get("isCustomEmoji"):
        return sign
    shortcuts = emoji.get("shortcuts")
    names = shortcuts if isinstance(shortcuts, list) else []
    label = text_at(object_at(emoji, "image", "accessibility", "accessibilityData"), "label")
    return next((name for name in names if name and isinstance(name, str)), _named(label))


def _named(label: str) -> str:
    return f":{label.strip(':')}:" if label.strip(":") else ""


def _link(shown: str, endpoint: Json) -> str:
    """The whole address where the chat shows it cut short; otherwise what is shown."""
    address = text_at(object_at(endpoint, "urlEndpoint"), "url") or text_at(
        object_at(endpoint, "commandMetadata", "webCommandMetadata"), "url"
    )
    whole = _target(address)
    beginning = _bare(shown.removesuffix("...").removesuffix("…"))
    return whole if beginning and _bare(whole).startswith(beginning) else shown


def _target(address: str) -> str:
    """Where a link leads, past YouTube's own redirection."""
    try:
        parts = urlsplit(address)
        if parts.path == "/redirect":
            return parse_qs(parts.query).get("q", [""])[0]
    except ValueError:
        return ""
    return YOUTUBE + address if address.startswith("/") else address


def _bare(address: str) -> str:
    for beginning in ("https://", "http://", "www."):
        address = address.removeprefix(beginning)
    return address


def _marked(message: Json) -> str:
    """The `content` of a message with pictures named and links whole at their marked places."""
    content = text_at(message, "content").encode(_UTF16, "surrogatepass")
    pieces, done = [], 0
    for start, end, instead in sorted(_marks(message, content)):
        if start >= done:
            pieces += [content[done:start], instead.encode(_UTF16, "surrogatepass")]
            done = end
    return b"".join([*pieces, content[done:]]).decode(_UTF16, "surrogatepass")


def _marks(message: Json, content: bytes) -> Iterator[tuple[int, int, str]]:
    """From which byte to which byte of the content something else belongs."""
    for mark in objects_at(message, "attachmentRuns"):
        start, end, shown = _place(mark, content)
        label = object_at(mark, "element", "properties", "accessibilityProperties")
        name = _named(text_at(label, "label"))
        if shown and name and STAND_INS.issuperset(shown):
            yield start, end, name
    for mark in objects_at(message, "commandRuns"):
        start, end, shown = _place(mark, content)
        whole = _link(shown, object_at(mark, "onTap", "innertubeCommand"))
        if whole != shown:
            yield start, end, whole


def _place(mark: Json, content: bytes) -> tuple[int, int, str]:
    """From which byte to which a mark goes, and what is there; empty for a mark elsewhere."""
    start, length = mark.get("startIndex"), mark.get("length")
    if type(start) is not int or type(length) is not int or start < 0 or length < 1:
        return 0, 0, ""
    shown = content[2 * start : 2 * (start + length)]
    if len(shown) < 2 * length:
        return 0, 0, ""
    return 2 * start, 2 * (start + length), shown.decode(_UTF16, "surrogatepass")
