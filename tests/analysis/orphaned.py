"""Processes whose beginner is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Timer

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 90.0


def last_words(script: Path, source: str, *words: str) -> str:
    """What processes that a script began still say when it is killed, once all of them are gone.

    The script says that it is ready. Those that are not gone in time are killed: a failure.
    """
    script.write_text(source, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(script), *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True,
        start_new_session=True,
    ) as begun:
        late = Timer(PATIENCE_SECONDS, os.killpg, (begun.pid, signal.SIGKILL))
        late.start()
        assert begun.stdout
        ready = begun.stdout.readline()
        begun.kill()
        said = begun.stdout.read()  # those that it began have this pipe, too
        in_time = late.is_alive()
        late.cancel()
    assert ready == "ready\n"
    assert in_time, "who was begun outlives who began it"
    return said
