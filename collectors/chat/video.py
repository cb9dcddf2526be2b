"""Which YouTube video is meant by an address or an id."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

ID = re.compile(r"[A-Za-z0-9_-]{11}")
PATHS = re.compile(r"/(?:live|shorts|embed|v)/([A-Za-z0-9_-]{11})(?:/|$)")
HOSTS = ("youtube.com", "youtube-nocookie.com")


def video_id(text: str) -> str | None:
    """The video id of a bare id or any form of YouTube address, None when there is none.

    >>> video_id("https://www.youtube.com/live/opvFauAVeEU?feature=share")
    'opvFauAVeEU'
    >>> video_id("youtu.be/opvFauAVeEU?t=30"), video_id("opvFauAVeEU")
    ('opvFauAVeEU', 'opvFauAVeEU')
    >>> video_id("https://example.org/watch?v=opvFauAVeEU"), video_id("https://[broken")
    (None, None)
    """
    bare = text.strip()
    if ID.fullmatch(bare):
        return bare
    try:
        address = urlsplit(bare if "://" in bare else f"https://{bare}")
    except ValueError:
        return None
    host = (address.hostname or "").removeprefix("www.").removeprefix("m.")
    if host == "youtu.be":
        found = address.path.strip("/")
    elif host in HOSTS:
        in_path = PATHS.match(address.path)
        found = in_path[1] if in_path else parse_qs(address.query).get("v", [""])[0]
    else:
        return None
    return found if ID.fullmatch(found) else None
