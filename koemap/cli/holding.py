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
    name, seconds = f"{source.meeting_id}/{source.source_id}", LONGEST_WAIT if waits else 0
    busy = CollectError(
        f"{source.source_id} is being collected by another process; stop that one first",
        ja=f"{source.source_id} は別のプロセスが収集中です。先にそちらを止めてください",
        lasting=False,
    )
    with _alone(name, settings, busy, seconds):
        yield


@contextmanager
def alone_live(meeting_id: str, settings: Settings) -> Iterator[None]:
    """Hold a live meeting, so that nobody else of this installation keeps it going meanwhile.

    Raises
    ------
    CollectError
        Another process holds it.
    """
    busy = CollectError(
        f"meeting {meeting_id!r} is live in another process already; stop that one first",
        ja=f"会議 {meeting_id} は、別のプロセスですでに進行中です。先にそちらを止めてください",
        lasting=False,
    )
    with _alone(f"live {meeting_id}", settings, busy, 0):
        yield


@contextmanager
def _alone(name: str, settings: Settings, busy: CollectError, seconds: float) -> Iterator[None]:
    """Hold what is named, after waiting at most so long for whoever holds it; else say `busy`."""
    from filelock import FileLock, Timeout

    folder = Path(settings.home) / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / f"{hashlib.sha256(name.encode()).hexdigest()[:20]}.lock")
    try:
        lock.acquire(timeout=seconds)
    except Timeout as timeout:
        raise busy from timeout
    try:
        yield
    finally:
        lock.release()


@contextmanager
def stoppable(*, supervised: bool) -> Iterator[None]:
    """Let a request to stop, or the end of a supervisor, end the work as Ctrl-C does: well."""
    formers = [signal.signal(one, signal.default_int_handler) for one in STOPS]
    if supervised:
        stop_with_input()
    try:
        yield
    except KeyboardInterrupt:
        for one in STOPS:
            signal.signal(one, signal.SIG_IGN)  # being asked twice changes nothing
        tell_stopped()
    else:
        for one, former in zip(STOPS, formers, strict=True):
            signal.signal(one, former)


def tell_stopped() -> None:
    """Say that the work was ended by hand."""
    line = say("stopped; what was stored stays", "停止しました。保存済みの分は残ります")
    click.echo(line, err=True)


def stop_with_input() -> None:
    """Let this process be interrupted, as by Ctrl-C, when its supervisor ends."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Thread(target=_wait_for_end, daemon=True).start()


def _wait_for_end() -> None:
    """Stop when standard input ends, as it does when the process at its other end does."""
    while os.read(sys.stdin.fileno(), 1):  # not the buffered reader, whose lock ends the process
        pass
    if sys.platform == "win32":
        signal.raise_signal(signal.SIGINT)
    else:
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
