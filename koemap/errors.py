"""What can go wrong, as a tree; only the command line turns an error into an exit status.

KoemapError
├── CollectError    a source cannot be read
├── StoreError      the store refuses or cannot be reached
├── LoginError      name or password is wrong, or was tried too often
├── AnalysisError   no map can be made of these comments
├── DecisionError   what a person wants to decide cannot be done
├── PublishError    a publication cannot be written
└── SettingsError   a setting has a value that cannot be used

Each message is one line: what failed, the value, what to do. It holds no personal data, no secret.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping

__all__ = [
    "AnalysisError",
    "CollectError",
    "DecisionError",
    "KoemapError",
    "LoginError",
    "PublishError",
    "SettingsError",
    "StoreError",
    "why",
]


class KoemapError(Exception):
    """Any failure koemap can name.

    `ja` says the same in Japanese, "" where it is not said. One that is `lasting` does not pass by
    itself: a person has to do what the message says.
    """

    lasting = False

    def __init__(self, message: str = "", *, ja: str = "", lasting: bool | None = None) -> None:
        super().__init__(message)
        self.ja = ja
        if lasting is not None:
            self.lasting = lasting


class CollectError(KoemapError):
    """A source cannot be read."""

    lasting = True


class StoreError(KoemapError):
    """The store refuses a request or cannot be reached."""


class LoginError(KoemapError):
    """Name or password is wrong; with `wait_seconds` it was tried too often."""

    def __init__(self, message: str = "", *, ja: str = "", wait_seconds: float = 0.0) -> None:
        super().__init__(message, ja=ja)
        self.wait_seconds = wait_seconds


class AnalysisError(KoemapError):
    """No map can be made of these comments."""


class DecisionError(KoemapError):
    """What a person wants to decide cannot be done; `about` names the part that is wrong."""

    def __init__(self, message: str = "", *, ja: str = "", about: str = "") -> None:
        super().__init__(message, ja=ja)
        self.about = about


class PublishError(KoemapError):
    """A publication cannot be written."""


class SettingsError(KoemapError):
    """A setting has a value that cannot be used."""

    lasting = True


SYSTEM: Mapping[int, str] = {
    errno.EACCES: "権限がありません",
    errno.EADDRINUSE: "ほかで使われています",
    errno.EEXIST: "同じ名前のものがあります",
    errno.EISDIR: "フォルダーです",
    errno.ENAMETOOLONG: "名前が長すぎます",
    errno.ENOENT: "見つかりません",
    errno.ENOSPC: "空き容量がありません",
    errno.ENOTDIR: "途中にフォルダーでないものがあります",
    errno.EPERM: "許可されていません",
    errno.EROFS: "書き込めない場所です",
}
"""What the system says when a file or an address cannot be used, in Japanese."""


def why(error: Exception) -> tuple[str, str]:
    """Why the system refused, in English and in Japanese, in its own words where it has more.

    >>> why(FileNotFoundError(errno.ENOENT, "No such file or directory"))
    ('No such file or directory', '見つかりません')
    """
    reason = getattr(error, "strerror", None) or type(error).__name__
    return reason, SYSTEM.get(getattr(error, "errno", None) or 0, reason)
