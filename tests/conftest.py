"""What every test may ask for: real stores in empty databases."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import create_engine, inspect, text

from koemap.store import Store
from koemap.tables import migrations
from tests import postgres

# The same tests each time; `--hypothesis-profile=search` draws others.
settings.register_profile("same", derandomize=True)
settings.register_profile("search")
settings.load_profile("same")


@pytest.fixture(scope="session")
def new_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all tables and nothing in them, to be copied."""
    path = tmp_path_factory.mktemp("new") / "koemap.db"
    Store(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def store(new_database: Path, tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "koemap.db"
    shutil.copyfile(new_database, path)
    store = Store(f"sqlite:///{path}")
    yield store
    store.close()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    with postgres.running() as url:
        yield url


@pytest.fixture
def empty_postgres(postgres_url: str) -> str:
    """The address of a database that no test before has left anything in."""
    _empty(postgres_url)
    return postgres_url


@pytest.fixture(params=["sqlite", "postgresql"])
def any_store(request: pytest.FixtureRequest) -> Iterator[Store]:
    if request.param == "sqlite":
        yield request.getfixturevalue("store")
        return
    store = Store(request.getfixturevalue("empty_postgres"))
    yield store
    store.close()


def _empty(url: str) -> None:
    """Take all rows out of the tables that are there, but not what was done to the tables."""
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        there = {*inspect(connection).get_table_names()} - {migrations.name}
        if there:
            connection.execute(text(f"TRUNCATE {', '.join(sorted(there))} RESTART IDENTITY"))
    engine.dispose()


collect_ignore = ["warmed.py"]  # it makes a map, for the processes that import it
gc.disable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let what waits long come first: one process waits while others work, none at the end."""
    items.sort(key=lambda item: not item.get_closest_marker("waits"))


def pytest_collection_finish() -> None:
    """Look for garbage from now on, and not in what was imported and collected."""
    gc.enable()
    gc.freeze()
