"""The folder of a published site: written whole, or left as it was."""

from __future__ import annotations

import glob
import hashlib
import json
import re
import shutil
import tempfile
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from koemap.errors import PublishError, why

LIST = "koemap-site.json"  # names the files of a site; a folder without it is not ours
FORMAT = "koemap site 1"
VERSION = re.compile(r"[0-9a-z-]{1,80}")  # the name of one, safe as a folder
ABANDONED = 3_600  # seconds after which nobody still writes a draft

Content = bytes | Path  # a file of the older site is copied by its path
Files = Mapping[str, Content]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a folder holds from the last time: its files with their sums, and what was said then.

    `versions` holds the hash of the comments without text, by version.
    """

    folder: Path
    files: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[str, object] = field(default_factory=dict)

    def version(self, name: str, gone: str) -> dict[str, Content]:
        """The files of a version, when they are whole and no other texts are gone; else none."""
        sums = {n: s for n, s in self.files.items() if n.startswith(f"v/{name}/")}
        if self.versions.get(name) != gone:
            return {}
        found = {n: self.folder / n for n in sums}
        whole = all(path.is_file() and _sum(path) == sums[n] for n, path in found.items())
        return dict(found) if whole else {}


def kept(folder: Path, meeting_id: str) -> Kept:
    """What the folder holds of that meeting; nothing when it is new or holds no site.

    Raises
    ------
    PublishError
        The folder holds the site of another meeting.
    """
    try:
        content = json.loads((folder / LIST).read_text(encoding="utf-8"))
        files, meeting = dict(content["files"]), content.get("meeting", meeting_id)
        held = dict(content.get("versions", {})).items()
        versions = {name: gone for name, gone in held if VERSION.fullmatch(name)}
    except (OSError, KeyError, TypeError, ValueError, AttributeError):
        return Kept(folder)
    if meeting != meeting_id:
        raise PublishError(
            f"{folder} holds the site of meeting {meeting!r}; give another folder",
            ja=f"{folder} には会議「{meeting}」のページがあります。"
            "別のフォルダーを指定してください",
        )
    return Kept(folder, files, versions, content)


def replace(
    folder: Path, files: Files, facts: Mapping[str, object] | None = None
) -> tuple[Path, ...]:
    """The paths of the files, once the folder holds them and no file of an older site.

    The list of files also keeps the facts.

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
            _fill(draft, files, facts or {})
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


def _fill(draft: Path, files: Files, facts: Mapping[str, object]) -> None:
    draft.chmod(0o755)  # a web server must be able to read what mkdtemp made private
    for name, content in sorted(files.items()):
        path = draft / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Path):
            shutil.copyfile(content, path)
        else:
            path.write_bytes(content)
    (draft / LIST).write_bytes(_list(files, facts))


def _sum(content: Content) -> str:
    held = content.read_bytes() if isinstance(content, Path) else content
    return hashlib.sha256(held).hexdigest()


def _list(files: Files, facts: Mapping[str, object]) -> bytes:
    sums = {name: _sum(content) for name, content in files.items()}
    content = {**facts, "format": FORMAT, "files": sums}
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
