"""`koemap serve`: the dashboard in a browser."""

from __future__ import annotations

import socket
from ipaddress import ip_address
from typing import TYPE_CHECKING

import click

from koemap import settings
from koemap.cli.report import Report, Speaking
from koemap.errors import SettingsError

if TYPE_CHECKING:
    from koemap.settings import Settings


@click.command(cls=Speaking)
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.")
def serve(host: str | None, port: int | None) -> Report:
    """Serve the dashboard until it is stopped with Ctrl-C."""
    chosen = settings.load()
    return serving(chosen, host or chosen.host, port or int(chosen.port))


def serving(chosen: Settings, host: str, port: int, before: tuple[str, ...] = ()) -> Report:
    """A report that says where to look, then serves until it is stopped."""
    from dashboard.app import create_app
    from dashboard.app import serve as run
    from koemap.store import Store

    _check_free(host, port)
    language = "en" if chosen.language == "en" else "ja"
    app = create_app(Store(chosen.url), language=language, zone=chosen.zone)
    url = f"http://{host}:{port}/"
    lines = [*before, f"the dashboard is at {url} (stop it with Ctrl-C)"]
    if not _is_loopback(host):
        lines.append("anyone who can reach this address can read it: koemap has no log-in yet")
    return Report({"url": url}, lines, then=lambda: run(app, host, port))


def _check_free(host: str, port: int) -> None:
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"cannot listen on {host}:{port} ({reason}); choose another with --port"
        raise SettingsError(message) from error


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
