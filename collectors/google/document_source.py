"""What sources that are documents of Google have in common: their id, and what is told of it."""

from __future__ import annotations

from collectors.commands import Said
from collectors.google.documents import PublicAddressError, digest, document_id
from koemap.errors import CollectError
from koemap.records import Meeting, Source


def editable_id(text: str, folder: str, *, public: Said) -> str | None:
    """The document's id in the address of its editor or alone, None when there is none.

    Raises
    ------
    CollectError
        It is the address for the public, whose id the interface does not take: says `public`.
    """
    try:
        return document_id(text, folder)
    except PublicAddressError:
        en, ja = public
        raise CollectError(en, ja=ja) from None


def document_source(meeting: Meeting, kind: str, name: str, document: str, by: str) -> Source:
    """A document as a source on the authority `by`; its id is not told, as it may open it."""
    mark = digest(document)
    source_id, called = f"{kind}-{mark}", f"{name} {mark[:6]}"
    return Source(meeting.meeting_id, source_id, kind, called, authority=by)
