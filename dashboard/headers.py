"""The headers of every answer: what a browser may load, tell others and show inside what."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask, Response


def protect(server: Flask, script_hashes: Iterable[str]) -> None:
    """Let pages run only koemap's own scripts and speak to nobody else.

    Styles have to be allowed inline: Dash, Mantine and Plotly set them on elements.
    """
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {' '.join(script_hashes)}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )

    @server.after_request
    def add(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = policy
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        return response
