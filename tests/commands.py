"""Commands of koemap run for tests, each in a process of its own.

What koemap imports is imported once, in a server that the processes are forked from: each of them
then begins in a few milliseconds instead of a second. How `python -m koemap` itself begins is
asserted where it matters, as by whatever kills it or speaks to it while it runs.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import sys
from collections.abc import Mapping
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
PATIENCE_SECONDS = 240.0
IMPORTED = ["koemap.cli", "dashboard.app", "tests.warmed"]
_FORKED = multiprocessing.get_context("forkserver")
_FORKED.set_forkserver_preload(IMPORTED)


def run(
    *words: object, environment: Mapping[str, str], given: str | None = None, cwd: Path = ROOT
) -> CompletedProcess[str]:
    """The command when it is done; `given` is its standard input, which is empty without."""
    typed = [str(word) for word in words]
    with TemporaryDirectory() as folder:
        at = Path(folder)
        (at / "in").write_text(given or "", encoding="utf-8")
        process = _FORKED.Process(target=_run, args=(typed, dict(environment), cwd, at))
        process.start()
        process.join(PATIENCE_SECONDS)
        assert process.exitcode is not None, typed
        out, error = ((at / name).read_text(encoding="utf-8") for name in ("out", "error"))
        return CompletedProcess(typed, process.exitcode, out, error)


def _run(words: list[str], environment: dict[str, str], cwd: Path, folder: Path) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(cwd)
    for number, (name, mode) in enumerate((("in", "r"), ("out", "w"), ("error", "w"))):
        with (folder / name).open(mode, encoding="utf-8") as file:
            os.dup2(file.fileno(), number)
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as it runs
        for number, mode in enumerate(("r", "w", "w"))
    )
    sys.argv = ["koemap", *words]
    runpy.run_module("koemap", run_name="__main__")
