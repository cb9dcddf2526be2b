"""A PostgreSQL server of our own for the tests: started in an empty folder, gone afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

ACCOUNT = "postgres"  # PostgreSQL refuses to run as root


@contextmanager
def running() -> Iterator[str]:
    """The address of a fresh server on 127.0.0.1."""
    folder = Path(tempfile.mkdtemp(prefix="koemap-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, ACCOUNT)
    data, port = folder / "data", _free_port()
    _run("initdb", "-D", data, "-U", "koemap", "-A", "trust", "-E", "UTF8", "--locale", "C")
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    _run("pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
    try:
        yield f"postgresql://koemap@127.0.0.1:{port}/postgres"
    finally:
        _run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder)


@contextmanager
def sorting_as(language: str, url: str) -> Iterator[str]:
    """The address of an empty database of the server that sorts as that language does."""
    name = f"sorting_as_{language}"
    server = create_engine(
        url.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT"
    )
    chosen = f"TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE '{language}'"
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} {chosen}"))
        yield f"{url.rpartition('/')[0]}/{name}"
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


def _run(program: str, *arguments: object) -> None:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    path = str(found[-1]) if found else program
    prefix = ["runuser", "-u", ACCOUNT, "--"] if os.geteuid() == 0 else []
    command = [*prefix, path, *map(str, arguments)]
    done = subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd="/", check=False
    )
    assert done.returncode == 0, done.stderr


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
