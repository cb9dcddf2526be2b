from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.folder import LIST, replace
from koemap.errors import PublishError

OLD = {"index.html": b"old", "topic-t09.html": b"old", "data/comments.csv": b"old"}
NEW = {"index.html": b"new", "data/comments.csv": b"new"}
WRITE_TOO_MUCH = """
import resource, signal, sys
from pathlib import Path
from dashboard.folder import replace
from koemap.errors import PublishError
if sys.argv[2] == "killed":
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    replace(Path(sys.argv[1]), {"a.html": b"new", "index.html": b"x" * 2000})
except PublishError as error:
    print(error)
"""


def _write_too_much(site: Path, how: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", WRITE_TOO_MUCH, str(site), how]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _held(site: Path) -> dict[str, bytes]:
    files = (path for path in site.rglob("*") if path.is_file() and path.name != LIST)
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def test_a_newer_site_takes_the_place_of_the_older_one(tmp_path: Path) -> None:
    site = tmp_path / "public" / "site"
    replace(site, OLD)
    written = replace(site, NEW)
    assert _held(site) == NEW
    assert {path.relative_to(site).as_posix() for path in written} == {*NEW, LIST}
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_files_that_koemap_did_not_write_stay(tmp_path: Path) -> None:
    site = tmp_path / "site"
    replace(site, OLD)
    (site / ".git").mkdir()
    (site / ".git" / "HEAD").write_bytes(b"theirs")
    replace(site, NEW)
    assert _held(site) == {**NEW, ".git/HEAD": b"theirs"}


def test_a_foreign_file_with_a_name_of_the_site_is_not_overwritten(tmp_path: Path) -> None:
    site = tmp_path / "site"
    replace(site, NEW)
    (site / "topic-t09.html").write_bytes(b"theirs")
    with pytest.raises(PublishError, match=r"topic-t09\.html"):
        replace(site, OLD)
    assert _held(site) == {**NEW, "topic-t09.html": b"theirs"}


@pytest.mark.parametrize("listed", [None, b"no json", b"[]", b'{"files": {}}'])
def test_a_folder_of_something_else_is_refused(tmp_path: Path, listed: bytes | None) -> None:
    (tmp_path / "thesis.txt").write_bytes(b"years of work")
    if listed is not None:
        (tmp_path / LIST).write_bytes(listed)
    with pytest.raises(PublishError, match="holds no koemap site; give another folder"):
        replace(tmp_path, NEW)
    assert (tmp_path / "thesis.txt").read_bytes() == b"years of work"


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "site").write_bytes(b"a file")
    with pytest.raises(PublishError, match="is a file; give a folder"):
        replace(tmp_path / "site", NEW)
    with pytest.raises(PublishError, match="cannot be written"):
        replace(tmp_path / "site" / "below", NEW)


def test_a_full_disk_leaves_the_older_site_and_nothing_else(tmp_path: Path) -> None:
    site = tmp_path / "site"
    replace(site, OLD)
    done = _write_too_much(site, "refused")
    assert "File too large; give another folder or make room" in done.stdout
    assert _held(site) == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_kill_while_writing_leaves_the_older_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    replace(site, OLD)
    assert _write_too_much(site, "killed").returncode == -signal.SIGXFSZ
    assert _held(site) == OLD
    (draft,) = tmp_path.glob(".site-new-*")
    replace(site, NEW)
    assert _held(site) == NEW
    assert draft.exists()  # another publication may still be writing it
    os.utime(draft, (0, 0))
    replace(site, NEW)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_crash_between_old_and_new_is_repaired_by_the_next_writing(tmp_path: Path) -> None:
    site = tmp_path / "site"
    replace(site, OLD)
    (site / "CNAME").write_bytes(b"theirs")
    site.rename(tmp_path / ".site-former")
    replace(site, NEW)
    assert _held(site) == {**NEW, "CNAME": b"theirs"}
