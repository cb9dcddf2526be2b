"""The supervisor: one process for each source, started again when it fails or falls silent."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from koemap.cli.language import say
from koemap.cli.processes import Kept, Process, end_all
from koemap.collection import Health
from koemap.errors import StoreError
from koemap.store import Store

LOOK_EVERY = 1.0
LASTING_PAUSE = 1800.0  # seconds, where a person has to do something first; each try costs quota
WRONG_USAGE = 2  # exit status, of a remembered command that this version does not know
ASLEEP = 60.0  # seconds that the clock on the wall jumps ahead of the running one
SILENT = timedelta(minutes=10)


@dataclass
class _Source(Kept):
    """The process of one source, and whether it goes on."""

    is_done: bool = False
    is_stuck: bool = False


class Supervisor:
    """Keeps the sources of one meeting collected; `commands` are the words of each.

    The process of a source that has ended, as a stream does, is not started again. `tell` hears
    what happens.
    """

    def __init__(
        self,
        store: Store,
        meeting_id: str,
        commands: Mapping[str, Sequence[str]],
        *,
        tell: Callable[[str], None],
    ) -> None:
        self._store, self._meeting_id, self._tell = store, meeting_id, tell
        self._sources = {
            name: _Source(("collect", *words, "--meeting", meeting_id))
            for name, words in commands.items()
        }
        self._looked_at = self._awake_since = datetime.now(UTC)
        self._looked = time.monotonic()

    def run(self) -> None:
        """Return when no source can go on; until then start, watch and start again.

        A source that a person has to mend is tried again now and then while others go on.
        """
        while not all(source.is_done or source.is_stuck for source in self._sources.values()):
            self._note_sleep()
            healths = self._healths()
            for name, source in self._sources.items():
                self._watch(name, source, healths.get(name))
            time.sleep(LOOK_EVERY)

    def _healths(self) -> dict[str, Health]:
        """How the sources are doing; nothing is known while the store cannot be read."""
        try:
            return self._store.healths(self._meeting_id)
        except StoreError:
            return {}

    @property
    def stuck(self) -> list[str]:
        """The sources that a person has to mend."""
        return [name for name, source in self._sources.items() if source.is_stuck]

    def _note_sleep(self) -> None:
        """Note when the computer wakes up: what happened in its sleep is no silence."""
        wall, running = datetime.now(UTC), time.monotonic()
        ahead = (wall - self._looked_at).total_seconds() - (running - self._looked)
        if ahead > ASLEEP:
            self._awake_since = wall
        self._looked_at, self._looked = wall, running

    def stop(self) -> None:
        """Ask every process to end, and make those end that do not."""
        end_all([one.process for one in self._sources.values() if one.process])

    def states(self) -> dict[str, str]:
        """The phase of each source, by source id."""
        healths = self._healths()
        return {
            name: healths[name].phase if name in healths else "failed" for name in self._sources
        }

    def _watch(self, name: str, source: _Source, health: Health | None) -> None:
        if source.is_done:
            return
        if source.process is None:
            source.start_when_due(lambda line: self._hear(name, line))
        elif (status := source.process.status()) is not None:
            self._ended(name, source, source.process, status)
        elif self._is_silent(health, source.process):
            minutes = SILENT // timedelta(minutes=1)
            silent = say(f"silent for {minutes} minutes", f"{minutes}分間応答がありません")
            self._tell(f"{name}: {silent}")
            source.process.kill()

    def _hear(self, name: str, line: str) -> None:
        self._tell(f"{name}: {line.removeprefix(f'{name}: ')}")

    def _ended(self, name: str, source: _Source, process: Process, status: int) -> None:
        if status == 0 and self.states()[name] == "ended":
            source.process, source.is_done, source.is_stuck = None, True, False
            self._tell(f"{name}: {say('done', '終了しました')}")
            return
        source.is_stuck = status == WRONG_USAGE or is_lasting(process.out)
        pause = LASTING_PAUSE if source.is_stuck else source.pauses.after(process.lived)
        source.wait(pause)
        again = say(
            f"ended with status {status}; started again in {pause:.0f} s",
            f"状態 {status} で終わりました。{pause:.0f}秒後に再開します",
        )
        self._tell(f"{name}: {again}")

    def _is_silent(self, health: Health | None, process: Process) -> bool:
        """Whether a process has long not said how it is doing, and does not wait on purpose."""
        if process.lived < SILENT.total_seconds() or health is None:
            return False
        expected = max(health.at, health.resumes_at or health.at, self._awake_since)
        return datetime.now(UTC) - expected > SILENT


def is_lasting(out: str) -> bool:
    """Whether what a process said last is an error that does not pass by itself."""
    try:
        told = json.loads(out)
    except ValueError:
        return False
    return isinstance(told, dict) and bool(told.get("lasting"))
