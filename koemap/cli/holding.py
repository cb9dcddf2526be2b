"""A process and its source: alone on it, and ended well."""

from __future__ import annotations

import hashlib
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from koemap.cli.language import say
from koemap.errors import CollectError
from koemap.records import Source

if TYPE_CHECKING:
    from koemap.settings import Settings

LONGEST_WAIT = 600  # seconds for another process to read the same file
STOPS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def alone_on(source: Source, settings: Settings, *, waits: bool = False) -> Iterator[None]:
    """Hold the source, so that no other process of this installation collects it meanwhile.

    One that is read from a file `waits` for the other to finish, which it does soon.

    Raises
    ------
    CollectError
        Another process holds it.
    """
    from filelock import FileLock, Timeout

    folder = Path(settings.home) / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256(f"{source.meeting_id}/{source.source_id}".encode()).hexdigest()[:20]
    lock = FileLock(folder / f"{name}.lock")
    try:
        lock.acquire(timeout=LONGEST_WAIT if waits else 0)
    except Timeout as busy:
        raise CollectError(
            f"{source.source_id} is being collected by another process; stop that one first",
            ja=f"{source.source_id} は別のプロセスが収集中です。先にそちらを止めてください",
            lasting=False,
        ) from busy
    try:
        yield
    finally:
        lock.release()


@contextmanager
def stoppable(*, supervised: bool) -> Iterator[None]:
    """Let a request to stop, or the end of a supervisor, end the work as Ctrl-C does: well."""
    formers = [signal.signal(one, signal.default_int_handler) for one in STOPS]
    if supervised:
        threading.Thread(target=_stop_with_input, daemon=True).start()
    try:
        yield
    except KeyboardInterrupt:
        for one in STOPS:
            signal.signal(one, signal.SIG_IGN)  # being asked twice changes nothing
        line = say("stopped; what was stored stays", "停止しました。保存済みの分は残ります")
        click.echo(line, err=True)
    else:
        for one, former in zip(STOPS, formers, strict=True):
            signal.signal(one, former)


def _stop_with_input() -> None:
    """Stop when standard input ends, as it does when the process at its other end does."""
    while os.read(sys.stdin.fileno(), 1):  # not the buffered reader, whose lock ends the process
        pass
    if sys.platform == "win32":
        signal.raise_signal(signal.SIGINT)
    else:
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
