"""The two cookies of a session: one for the server alone, one that the page's script reads.

Over https their names and attributes keep other hosts and plain http from setting them.
"""

from __future__ import annotations

from flask import Request, Response

SESSION, CSRF = "koemap", "koemap-csrf"


def session_of(request: Request) -> str:
    """The secret of the session that the browser holds, "" without one."""
    return request.cookies.get(_name(request), "")


def give(request: Request, response: Response, token: str, csrf: str) -> None:
    """Let the browser hold the session until it is closed."""
    for name, value, hidden in ((_name(request), token, True), (CSRF, csrf, False)):
        response.set_cookie(
            name,
            value,
            path="/",
            secure=request.is_secure,
            httponly=hidden,
            samesite="Strict",
        )


def take_back(request: Request, response: Response) -> None:
    """Let the browser forget the session."""
    for name in (_name(request), CSRF):
        response.delete_cookie(name, path="/", secure=request.is_secure, samesite="Strict")


def _name(request: Request) -> str:
    return f"__Host-{SESSION}" if request.is_secure else SESSION
