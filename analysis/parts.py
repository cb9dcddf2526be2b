"""Work on many comments in parts: here, in processes of this machine, or wherever a runner does it.

Parts are cut by place alone, so that they are the same whoever works on them, and so is what comes
of them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, Protocol, TypeVar, cast

from threadpoolctl import threadpool_limits

PART = 10_000
"""Comments in a part."""

Item = TypeVar("Item")
Given = TypeVar("Given")
Result = TypeVar("Result")


class Runner(Protocol):
    """Applies a function to parts, somewhere, and gives the results in their order."""

    def map(self, work: Callable[[Given], Result], parts: Sequence[Given]) -> Iterator[Result]:
        """The result of each part; the function and the parts can be pickled."""
        ...


class Here:
    """Works in this process, one part after the other."""

    def map(self, work: Callable[[Given], Result], parts: Sequence[Given]) -> Iterator[Result]:
        """The result of each part."""
        return (alone(work, part) for part in parts)


class Processes:
    """Works in as many processes as there are cores; a single part stays here."""

    def __init__(self, n_processes: int) -> None:
        self._n_processes = n_processes

    def map(self, work: Callable[[Given], Result], parts: Sequence[Given]) -> Iterator[Result]:
        """The result of each part."""
        if min(len(parts), self._n_processes) < 2:
            yield from Here().map(work, parts)
            return
        with ProcessPoolExecutor(
            self._n_processes, get_context("spawn"), initializer=_remember, initargs=(work,)
        ) as pool:
            yield from cast("Iterator[Result]", pool.map(_worked, parts))


def here() -> Runner:
    """What works with the cores this process may use."""
    return Processes(
        max(
            1,
            len(os.sched_getaffinity(0))
            if hasattr(os, "sched_getaffinity")
            else os.cpu_count() or 1,
        )
    )


_memory: dict[str, Callable[[Any], Any]] = {}


def _remember(work: Callable[[Any], Any]) -> None:
    """Keep the function, which may hold large tables, once for each process."""
    _memory["work"] = work


def _worked(part: object) -> object:
    return alone(_memory["work"], part)


def alone(work: Callable[[Given], Result], part: Given) -> Result:
    """The result of the part on one thread: more threads add the same numbers in another order."""
    with one_thread():
        return work(part)


@contextmanager
def one_thread() -> Iterator[None]:
    """A stretch in which matrices are multiplied on one thread.

    Only libraries that are loaded can be told so; scipy brings one of its own.
    """
    import scipy.linalg  # noqa: F401

    with threadpool_limits(1):
        yield


def cut(items: Sequence[Item]) -> list[Sequence[Item]]:
    """The items in parts of `PART`, the last may be shorter."""
    return [items[start : start + PART] for start in range(0, len(items), PART)]
