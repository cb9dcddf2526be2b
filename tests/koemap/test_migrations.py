"""A database of an earlier koemap is brought up to date, and keeps what it holds."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from koemap.store import Store
from tests.factories import a_source, some_comments

# What version 0.1 made of the tables that have changed since.
FIRST = """
CREATE TABLE migrations (name TEXT NOT NULL PRIMARY KEY, applied_at DATETIME NOT NULL);
INSERT INTO migrations VALUES ('m001_first_tables', '2026-10-01 00:00:00.000000');
CREATE TABLE meetings (meeting_id TEXT NOT NULL PRIMARY KEY, title TEXT NOT NULL,
  starts_at DATETIME, video_id TEXT);
INSERT INTO meetings VALUES ('minamo-2', '第2回', NULL, NULL);
CREATE TABLE sources (meeting_id TEXT NOT NULL, source_id TEXT NOT NULL, kind TEXT NOT NULL,
  name TEXT NOT NULL, retention_days INTEGER, authority TEXT NOT NULL, checkpoint JSON, report JSON,
  PRIMARY KEY (meeting_id, source_id));
INSERT INTO sources VALUES ('minamo-2', 'youtube-archive-sample', 'youtube-archive', '見本', 30,
  '架空の見本', NULL,
  '{"meeting_id": "minamo-2", "source_id": "youtube-archive-sample", "read": 1, "added": 1,
    "changed": 0, "known": 0, "withdrawn": 0, "skipped": {}, "notices": [], "facts": {}}');
CREATE TABLE comments (meeting_id TEXT NOT NULL, comment_id TEXT NOT NULL, source_id TEXT NOT NULL,
  text TEXT NOT NULL, author_key TEXT, posted_at DATETIME, offset_seconds FLOAT,
  attributes JSON NOT NULL, withdrawn TEXT, PRIMARY KEY (meeting_id, comment_id));
INSERT INTO comments VALUES ('minamo-2', 'yt:old', 'youtube-archive-sample', '前からある声', NULL,
  NULL, NULL, '{}', NULL);
"""


def an_old_store(folder: Path) -> Store:
    with sqlite3.connect(folder / "koemap.db") as connection:
        connection.executescript(FIRST)
    connection.close()
    return Store(f"sqlite:///{folder / 'koemap.db'}")


def test_what_an_earlier_version_stored_is_there_and_can_be_added_to(tmp_path: Path) -> None:
    store = an_old_store(tmp_path)
    store.save_comments(a_source(), some_comments(2))
    assert [c.text for c in store.comments("minamo-2")][-1] == "前からある声"
    assert [c.added for c in store.collections("minamo-2")] == [1]
    store.close()


def test_the_retention_of_old_comments_counts_from_the_update(tmp_path: Path) -> None:
    store = an_old_store(tmp_path)
    (due,) = store.purge("minamo-2", dry_run=True)
    assert (due.erased, due.kept) == (0, 1)
    assert due.next_due_at is not None
    assert due.next_due_at > datetime.now(UTC)
    store.close()


def test_a_database_is_updated_once(tmp_path: Path) -> None:
    an_old_store(tmp_path).close()
    store = Store(f"sqlite:///{tmp_path / 'koemap.db'}")
    assert len(store.comments("minamo-2")) == 1
    store.close()


def test_arrivals_of_an_earlier_version_are_found_by_their_comments(tmp_path: Path) -> None:
    def indexes() -> set[str]:
        with closing(sqlite3.connect(tmp_path / "koemap.db")) as connection:
            rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'")
            return {name for (name,) in rows}

    an_old_store(tmp_path).close()
    assert "arrivals_by_comment" in indexes()
    with closing(sqlite3.connect(tmp_path / "koemap.db")) as connection:
        connection.executescript(
            "DROP INDEX arrivals_by_comment;"
            "DELETE FROM migrations WHERE name = 'm009_arrivals_by_comment';"
        )
    Store(f"sqlite:///{tmp_path / 'koemap.db'}").close()
    assert "arrivals_by_comment" in indexes()
