"""The folder of a published site: written whole, or left as it was."""

from __future__ import annotations

import glob
import hashlib
import json
import shutil
import tempfile
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from koemap.errors import PublishError, why

LIST = "koemap-site.json"  # names the files of a site; a folder without it is not ours
FORMAT = "koemap site 1"
ABANDONED = 3_600  # seconds after which nobody still writes a draft

Files = Mapping[str, bytes]


def replace(folder: Path, files: Files) -> tuple[Path, ...]:
    """The paths of the files, once the folder holds them and no file of an older site.

    Files that no site listed stay as they are. The new folder is made beside the old one and takes
    its place at the end, so that a reader or a crash meets one site, never half of one.

    Raises
    ------
    PublishError
        The folder holds something else, or cannot be written.
    """
    target = folder.resolve()
    try:
        _recover(target)
        foreign = _foreign(target, files)
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{target.name}-new-", dir=target.parent))
        try:
            _fill(draft, files)
            _keep(foreign, target, draft)
            _swap(draft, target)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        reason, reason_ja = why(error)
        raise PublishError(
            f"{folder} cannot be written: {reason}; give another folder or make room",
            ja=f"{folder} に書き込めません（{reason_ja}）。"
            "別のフォルダーを指定するか、空き容量を増やしてください",
        ) from error
    return tuple(folder / name for name in (*sorted(files), LIST))


def _former(target: Path) -> Path:
    return target.with_name(f".{target.name}-former")


def _recover(target: Path) -> None:
    """Put back the old site that a crash left aside; remove replaced sites and old drafts."""
    for draft in target.parent.glob(f".{glob.escape(target.name)}-new-*"):
        if time.time() - draft.stat().st_mtime > ABANDONED:
            shutil.rmtree(draft, ignore_errors=True)
    former = _former(target)
    if not former.is_dir():
        return
    if target.exists():
        shutil.rmtree(former)
    else:
        former.rename(target)


def _foreign(target: Path, files: Files) -> tuple[str, ...]:
    """What the folder holds that no site listed, files as paths within it.

    Raises
    ------
    PublishError
        The folder is no koemap site, or the new site has a file of the same name.
    """
    if not target.exists():
        return ()
    if not target.is_dir():
        raise PublishError(
            f"{target} is a file; give a folder",
            ja=f"{target} はファイルです。フォルダーを指定してください",
        )
    if not any(target.iterdir()):
        return ()
    listed = _listed(target)
    inside = (p for p in target.rglob("*") if p.is_symlink() or not p.is_dir())
    found = {path.relative_to(target).as_posix() for path in inside}
    foreign = tuple(sorted(found - listed - {LIST}))
    taken = sorted(set(files).intersection(foreign))
    if taken:
        raise PublishError(
            f"{target} holds a {taken[0]} that koemap did not write; move it away",
            ja=f"{target} に、koemap が書いたものではない {taken[0]} があります。"
            "別の場所に移してください",
        )
    return foreign


def _listed(target: Path) -> set[str]:
    """The files of the site in that folder."""
    try:
        content = json.loads((target / LIST).read_text(encoding="utf-8"))
        if content["format"] == FORMAT:
            return set(content["files"])
    except (FileNotFoundError, KeyError, TypeError, ValueError):
        pass
    raise PublishError(
        f"{target} is not empty and holds no koemap site; give another folder",
        ja=f"{target} は空ではなく、koemap の書き出したページもありません。"
        "別のフォルダーを指定してください",
    )


def _fill(draft: Path, files: Files) -> None:
    draft.chmod(0o755)  # a web server must be able to read what mkdtemp made private
    for name, content in sorted(files.items()):
        path = draft / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (draft / LIST).write_bytes(_list(files))


def _list(files: Files) -> bytes:
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    content = {"format": FORMAT, "files": sums}
    return (json.dumps(content, sort_keys=True, indent=1) + "\n").encode()


def _keep(names: Iterable[str], old: Path, draft: Path) -> None:
    for name in names:
        (draft / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(old / name, draft / name, follow_symlinks=False)


def _swap(draft: Path, target: Path) -> None:
    former = _former(target)
    if target.exists():
        target.rename(former)
    try:
        draft.rename(target)
    except OSError:
        with suppress(OSError):
            former.rename(target)
        raise
    shutil.rmtree(former, ignore_errors=True)
