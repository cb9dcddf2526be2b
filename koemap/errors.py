"""What can go wrong, as a tree; only the command line turns an error into an exit status.

KoemapError
├── CollectError    a source cannot be read
├── StoreError      the store refuses or cannot be reached
├── AnalysisError   no map can be made of these comments
├── PublishError    a publication cannot be written
└── SettingsError   a setting has a value that cannot be used

Each message is one line: what failed, the value, what to do. It holds no personal data, no secret.
"""

__all__ = [
    "AnalysisError",
    "CollectError",
    "KoemapError",
    "PublishError",
    "SettingsError",
    "StoreError",
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


class AnalysisError(KoemapError):
    """No map can be made of these comments."""


class PublishError(KoemapError):
    """A publication cannot be written."""


class SettingsError(KoemapError):
    """A setting has a value that cannot be used."""

    lasting = True
