"""`koemap serve`: the dashboard in a browser."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from koemap import settings
from koemap.cli.holding import stop_with_input, tell_stopped
from koemap.cli.installation import supervised_option
from koemap.cli.language import say
from koemap.cli.report import Report, Speaking
from koemap.errors import SettingsError, why

WAITING = 512  # connections that may wait to be accepted
ADD_USER = "koemap user add NAME --role admin"

if TYPE_CHECKING:
    from dash import Dash

    from dashboard.wording import Language
    from koemap.settings import Settings
    from koemap.store import Store


@click.command(cls=Speaking)
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option(
    "--server",
    type=click.Choice(("gunicorn", "waitress")),
    help="Server program; waitress on Windows, else gunicorn.",
)
@supervised_option
def serve(host: str | None, port: int | None, server: str | None, supervised: bool) -> Report:
    """Serve the dashboard until it is stopped with Ctrl-C."""
    chosen = settings.load()
    port = port or int(chosen.port)
    report = serving(chosen, host or chosen.host, port, server=server, supervised=supervised)
    if supervised:
        stop_with_input()
    return report


def serving(
    chosen: Settings,
    host: str,
    port: int,
    before: tuple[str, ...] = (),
    server: str | None = None,
    *,
    supervised: bool = False,
) -> Report:
    """A report that says where to look; what still runs then is the server, already listening.

    Once it is stopped it says so, unless a supervisor does.

    Raises
    ------
    SettingsError
        The address cannot be listened on, or is open to others while nobody has to log in.
    """
    from koemap.store import Store

    store = Store(chosen.url)
    check_open(store, host)
    run, name = _server(server)
    listener = listen(host, port)
    app = _dashboard(chosen, store)
    url = address(host, port)
    facts = {"url": url, "server": name, "log_in": store.has_users()}
    lines = [*before, *_lines(chosen, host, url, has_users=facts["log_in"] is True)]
    store.close()  # no connection may be shared by the processes to come
    serve = partial(run, app.server, listener)
    return Report(facts, lines, then=serve if supervised else partial(_until_stopped, serve))


def _dashboard(chosen: Settings, store: Store) -> Dash:
    """The dashboard of that store, as the settings want it."""
    from dashboard.access import Access
    from dashboard.app import create_app

    home = Path(chosen.home)
    access = Access(
        secret=settings.secret(home), stand_in=chosen.staff_name, proxies=int(chosen.proxies)
    )
    language: Language = "en" if chosen.language == "en" else "ja"
    return create_app(store, language=language, zone=chosen.zone, access=access, home=home)


def _until_stopped(serve: Callable[[], None]) -> None:
    """Serve until Ctrl-C or SIGTERM and say so, once, not by each process of the server."""
    own = os.getpid()
    try:
        serve()
    except (KeyboardInterrupt, SystemExit) as stop:
        is_failure = isinstance(stop, SystemExit) and stop.code
        if is_failure or os.getpid() != own:
            raise
    tell_stopped()


def address(host: str, port: int) -> str:
    """The address of the dashboard, with a slash at its end."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def check_open(store: Store, host: str) -> None:
    """Refuse to show others what nobody has to log in to.

    Raises
    ------
    SettingsError
        Others can reach the host, and there is no user.
    """
    from dashboard.origin import is_loopback

    if not is_loopback(host) and not store.has_users():
        raise SettingsError(
            f"others can reach {host} and there is no user yet; first run: {ADD_USER}",
            ja=f"{host} にはほかの人も届きますが、利用者がまだいません。先に実行: {ADD_USER}",
        )


def _server(name: str | None) -> tuple[Callable[[Any, socket.socket], None], str]:
    """The server of that name, or the one for this system."""
    if name == "gunicorn" and sys.platform == "win32":
        raise click.UsageError(
            say(
                "--server gunicorn does not run on Windows; leave it out",
                "--server gunicorn は Windows では動きません。指定を外してください",
            )
        )
    if name == "waitress" or sys.platform == "win32":
        from dashboard import threads

        return threads.run, "waitress"
    from dashboard import forking

    return forking.run, "gunicorn"


def listen(host: str, port: int) -> socket.socket:
    """A socket that already takes connections.

    Raises
    ------
    SettingsError
        The address cannot be listened on.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=WAITING)
    except OSError as error:
        reason, reason_ja = why(error)
        raise SettingsError(
            f"cannot listen on {host}:{port} ({reason}); choose another with --port or KOEMAP_PORT",
            ja=f"{host}:{port} で画面を開けません（{reason_ja}）。"
            "--port か KOEMAP_PORT で、別のポートを指定してください",
        ) from error


def _lines(chosen: Settings, host: str, url: str, *, has_users: bool) -> Iterator[str]:
    """Where to look, and what to know about who can."""
    yield say(
        f"the dashboard is at {url} (stop it with Ctrl-C)",
        f"画面のアドレス: {url}（終わるときは Ctrl-C）",
    )
    yield from logging_in(chosen, host, has_users=has_users)


def logging_in(chosen: Settings, host: str, *, has_users: bool) -> Iterator[str]:
    """What to know about who can look."""
    from dashboard.origin import is_loopback

    if not has_users:
        yield say(
            f"no log-in: whoever is here acts as {chosen.staff_name}; to add users: {ADD_USER}",
            f"ログインはまだなく、このパソコンの前の人が「{chosen.staff_name}」として操作します。"
            f"利用者の登録: {ADD_USER}",
        )
    elif not is_loopback(host) and chosen.proxies == "0":
        yield say(
            "passwords travel readable by http: put https in front (docs/operation.md)",
            "http では、パスワードが読める形で送られます。https の中継を前に置いてください"
            "（docs/operation.ja.md）",
        )
