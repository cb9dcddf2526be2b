"""Which document of Google is meant by an address or an id."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import parse_qs, urlsplit

from koemap.errors import CollectError

HOSTS = ("docs.google.com", "drive.google.com")
ID = re.compile(r"[A-Za-z0-9_-]{20,}")
PUBLISHED = re.compile(r"1FAIpQL|2PACX-")  # how the ids in public addresses begin
# The folders of documents: what people call one, and the command that reads it.
_KINDS = {
    "forms": ("a form", "フォーム", "google-forms"),
    "spreadsheets": ("a spreadsheet", "スプレッドシート", "google-sheets"),
}
_SHORT_HOST = "forms.gle"


class PublicAddressError(ValueError):
    """The address is the one for the public, whose id Google's interfaces do not take."""


def document_id(text: str, folder: str) -> str | None:
    """The id in a bare id or an address of a document in that folder, None when there is none.

    Raises
    ------
    PublicAddressError
        The address or id is that of the page for the public.
    CollectError
        The address is that of a document which another command reads.

    >>> document_id("https://docs.google.com/forms/u/0/d/1a2b3c4d5e6f7g8h9i0jkl/edit#x", "forms")
    '1a2b3c4d5e6f7g8h9i0jkl'
    >>> document_id("1a2b3c4d5e6f7g8h9i0jkl", "forms")
    '1a2b3c4d5e6f7g8h9i0jkl'
    >>> document_id("https://example.org/forms/d/1a2b3c4d5e6f7g8h9i0jkl", "forms")
    """
    bare = text.strip()
    found = bare if ID.fullmatch(bare) else _in_address(bare, folder)
    if found is not None and PUBLISHED.match(found):
        raise PublicAddressError
    return found


def _in_address(bare: str, folder: str) -> str | None:
    try:
        address = urlsplit(bare if "://" in bare else f"https://{bare}")
    except ValueError:
        return None
    if address.hostname == _SHORT_HOST:
        raise PublicAddressError
    if address.hostname not in HOSTS:
        return None
    _refuse_others(address.path, folder)
    in_path = re.search(rf"/{folder}/(?:u/\d+/)?d/(?:e/)?([A-Za-z0-9_-]+)", address.path)
    found = in_path[1] if in_path else parse_qs(address.query).get("id", [""])[0]
    return found if ID.fullmatch(found) else None


def _refuse_others(path: str, folder: str) -> None:
    for other, (english, japanese, command) in _KINDS.items():
        if other != folder and path.startswith(f"/{other}/"):
            raise CollectError(
                f"this is the address of {english}; use koemap collect {command}",
                ja=f"これは{japanese}のアドレスです。koemap collect {command} を使ってください",
            )


def short(document: str) -> str:
    """The beginning of an id, enough to know it by and too little to open the document.

    >>> short("1a2b3c4d5e6f7g8h9i0jkl")
    '1a2b3c4d…'
    """
    return f"{document[:8]}…"


def digest(document: str) -> str:
    """What stands for the id where it is shown: who knows an id may be able to open its document.

    >>> digest("1a2b3c4d5e6f7g8h9i0jkl")
    '914f9292f3'
    """
    return hashlib.sha256(document.encode()).hexdigest()[:10]
