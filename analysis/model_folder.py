"""The folder of a model that somebody brought to this machine."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import file_digest, sha256
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from koemap.errors import AnalysisError


def checked(folder: Path, *, needs: Sequence[str], program: str) -> Path:
    """The folder as an absolute path, when it holds one of the files that such a model has.

    Raises
    ------
    AnalysisError
        There is no such folder, or no such model in it.
    """
    if not folder.is_dir():
        raise AnalysisError(
            f"there is no folder {folder}; koemap downloads no model: copy one to this machine",
            ja=f"フォルダー {folder} がありません。koemap はモデルをダウンロードしません。"
            "モデルをこのパソコンにコピーしてください",
            lasting=True,
        )
    if not any((folder / name).is_file() for name in needs):
        raise AnalysisError(
            f"{folder} holds no model for {program} ({' or '.join(needs)} is missing)",
            ja=f"{folder} には {program} のモデルがありません（{'、'.join(needs)} がない）",
            lasting=True,
        )
    return folder.absolute()


def broken(folder: Path, program: str, error: Exception) -> AnalysisError:
    """What to say when a program cannot read its model; its own words are for programmers."""
    reason = type(error).__name__
    return AnalysisError(
        f"{program} cannot read the model in {folder} ({reason}); copy the whole folder again",
        ja=f"{program} は {folder} のモデルを読めません（{reason}）。"
        "フォルダー全体をコピーし直してください",
        lasting=True,
    )


def installed(package: str, program: str) -> None:
    """Return when the package is there.

    Raises
    ------
    AnalysisError
        It is not.
    """
    if find_spec(package) is None:
        raise AnalysisError(
            f"{program} is not installed; run `make neural`, then use .venv-neural/bin/koemap",
            ja=f"{program} が入っていません。`make neural` を実行し、.venv-neural/bin/koemap を"
            "使ってください",
            lasting=True,
        )


def digest(folder: Path) -> str:
    """What stands for the model's files: names and bytes, wherever the folder is.

    Documents for people and hidden files do not count: they change no vector.
    """
    whole = sha256()
    try:
        for name, path in sorted((p.relative_to(folder).as_posix(), p) for p in _files(folder)):
            with path.open("rb") as file:
                whole.update(f"{name}\0{file_digest(file, 'sha256').hexdigest()}\n".encode())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise AnalysisError(
            f"a file of the model in {folder} cannot be read: {reason}",
            ja=f"{folder} のモデルのファイルを読めません（{reason}）",
            lasting=True,
        ) from error
    return f"sha256:{whole.hexdigest()[:32]}"


def _files(folder: Path) -> list[Path]:
    return [
        path
        for path in folder.rglob("*")
        if path.is_file()
        and path.suffix.lower() != ".md"
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]


def versions(*packages: str) -> str:
    """The packages with their versions: another version may give other vectors."""
    return ", ".join(f"{package} {version(package)}" for package in packages)
