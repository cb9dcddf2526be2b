"""What goes on beside the supervisor of a live meeting, so that it never has to wait for it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from threading import Event, Thread

END_WITHIN = 5.0  # seconds


class Beside:
    """Does something again and again in a thread of its own; the act says itself what fails."""

    def __init__(self, act: Callable[[], object], *, every: float) -> None:
        self._act, self._every = act, every
        self._ended = Event()
        self._thread = Thread(target=self._go_on, daemon=True)

    def begin(self) -> None:
        """Do it from now on."""
        if self._thread.ident is None:
            self._thread.start()

    def end(self) -> None:
        """Do it no more; return when it is not under way, or takes long."""
        self._ended.set()
        if self._thread.ident is not None:
            self._thread.join(END_WITHIN)

    def _go_on(self) -> None:
        while not self._ended.is_set():
            self._act()
            self._ended.wait(self._every)


class Teller:
    """Says lines one after the other in a thread of its own.

    A terminal that stands still holds nobody up, and one that is gone fails nobody.
    """

    def __init__(self, tell: Callable[[str], object]) -> None:
        self._tell = tell
        self._lines: SimpleQueue[str | None] = SimpleQueue()
        self._thread = Thread(target=self._go_on, daemon=True)
        self._thread.start()

    def __call__(self, line: str) -> None:
        """Say it as soon as can be."""
        self._lines.put(line)

    def end(self) -> None:
        """Return when all is said, or cannot be."""
        self._lines.put(None)
        self._thread.join(END_WITHIN)

    def _go_on(self) -> None:
        while (line := self._lines.get()) is not None:
            with suppress(OSError, ValueError):  # nobody reads any more, or the stream is closed
                self._tell(line)
