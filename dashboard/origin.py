"""Whether a request comes from koemap's own pages.

Source: the rule of datasette and of the Go standard library (`http.CrossOriginProtection`).
"""

from __future__ import annotations

from ipaddress import ip_address
from typing import Protocol
from urllib.parse import urlsplit

SAFE_METHODS = frozenset(("GET", "HEAD", "OPTIONS"))
OWN = frozenset(("same-origin", "none"))  # none: typed or from a bookmark


class Headers(Protocol):
    """The headers of a request, or a mapping."""

    def get(self, key: str, /) -> str | None:
        """The value of that header."""


def is_own(headers: Headers, host: str) -> bool:
    """Whether the browser says that a page of this host sent the request.

    What has neither header comes from no browser, and no browser can be made to leave out both.

    >>> is_own({"Sec-Fetch-Site": "cross-site"}, "a.example")
    False
    >>> is_own({"Origin": "https://a.example"}, "a.example")
    True
    """
    site = headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in OWN
    origin = headers.get("Origin")
    return origin is None or (bool(host) and _host_of(origin) == host.lower())


def is_loopback(host: str) -> bool:
    """Whether the name or address, without port, is this machine's own.

    >>> is_loopback("localhost"), is_loopback("[::1]"), is_loopback("rebound.example")
    (True, True, False)
    """
    try:
        return host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def host_name(host: str) -> str:
    """The Host header without its port.

    >>> host_name("[::1]:8050"), host_name("127.0.0.1:8050")
    ('[::1]', '127.0.0.1')
    """
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdecimal() else host


def _host_of(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""
