"""The imprint: what the operator says on a site that koemap cannot know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from koemap.errors import PublishError


@dataclass(frozen=True, slots=True)
class Imprint:
    """How the data may be used, and where on the web the site will stand; "" when not chosen.

    `address` ends in "/". Pages need it only for pictures in social media, which ask for a whole
    address.
    """

    license: str = ""
    address: str = ""


def imprint(license_text: str | None, address: str | None, kept: Mapping[str, object]) -> Imprint:
    """What was said now, else what the folder keeps from the last time; "" takes it back.

    Raises
    ------
    PublishError
        The address is none of the web.
    """
    said = license_text if license_text is not None else str(kept.get("license", ""))
    place = address if address is not None else str(kept.get("address", ""))
    if place and not place.startswith(("https://", "http://")):
        raise PublishError(
            f"{place[:80]!r} is no web address; begin with https://",
            ja=f"「{place[:80]}」はウェブのアドレスではありません。https:// から書いてください",
        )
    return Imprint(" ".join(said.split()), f"{place.rstrip('/')}/" if place else "")
