"""`koemap serve`: the dashboard in a browser."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING

import click

from koemap import settings
from koemap.cli.language import say
from koemap.cli.report import Report, Speaking
from koemap.errors import SettingsError, why

THREADS = 8
OPEN = (
    "anyone who can reach this address can read it: koemap has no log-in yet",
    "このアドレスに届く人はだれでも読めます。koemap にはまだログインの機能がありません",
)

if TYPE_CHECKING:
    from dashboard.wording import Language
    from koemap.settings import Settings


@click.command(cls=Speaking)
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.")
def serve(host: str | None, port: int | None) -> Report:
    """Serve the dashboard until it is stopped with Ctrl-C."""
    chosen = settings.load()
    return serving(chosen, host or chosen.host, port or int(chosen.port))


def serving(chosen: Settings, host: str, port: int, before: tuple[str, ...] = ()) -> Report:
    """A report that says where to look; what still runs then is the server, already listening."""
    from waitress import create_server

    from dashboard.app import create_app
    from koemap.store import Store

    language: Language = "en" if chosen.language == "en" else "ja"
    app = create_app(Store(chosen.url), language=language, zone=chosen.zone)
    try:
        server = create_server(app.server, host=host, port=port, threads=THREADS)
    except OSError as error:
        reason, reason_ja = why(error)
        raise SettingsError(
            f"cannot listen on {host}:{port} ({reason}); choose another with --port",
            ja=f"{host}:{port} で画面を開けません（{reason_ja}）。"
            "--port で別のポートを指定してください",
        ) from error
    url = f"http://{host}:{port}/"
    at = say(
        f"the dashboard is at {url} (stop it with Ctrl-C)",
        f"画面のアドレス: {url}（終わるときは Ctrl-C）",
    )
    lines = [*before, at, *([] if _is_loopback(host) else [say(*OPEN)])]
    return Report({"url": url}, lines, then=server.run)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
