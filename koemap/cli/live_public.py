"""What the supervisor of a live meeting does for its audience: the public page, kept up."""

from __future__ import annotations

from collections.abc import Callable

from koemap.cli.language import say, told
from koemap.errors import KoemapError
from koemap.settings import Settings
from koemap.store import Store


class PublicPage:
    """The public page of a meeting; what fails there is told once, and the meeting goes on."""

    def __init__(
        self, store: Store, settings: Settings, meeting_id: str, tell: Callable[[str], None]
    ) -> None:
        self._of, self._tell = (store, settings, meeting_id), tell
        self._fault = ""

    def show(self) -> None:
        """Renew it."""
        from dashboard.live.public import write_live

        self._try(write_live)

    def end(self) -> None:
        """Leave nothing on it that nobody would take out any more."""
        from dashboard.live.public import end_live

        self._try(end_live)

    def _try(self, act: Callable[[Store, Settings, str], object]) -> None:
        try:
            act(*self._of)
            self._fault = ""
        except Exception as error:  # the desk must not end with the public page
            fault = told(error) if isinstance(error, KoemapError) else type(error).__name__
            if fault != self._fault:
                self._tell(say("the public page: ", "公開ページ: ") + fault)
            self._fault = fault
