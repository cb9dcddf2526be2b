"""Comments in parts, and who works on them: this process, others of this machine, or a cluster.

Parts are cut by place alone, so that they are the same whoever works on them, and so is what comes
of them. A part says where its texts are; whoever works on it fetches them there.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from threading import Lock
from typing import Any, Protocol, TypeVar, cast

from threadpoolctl import threadpool_limits

from analysis.orphans import end_with_parent
from koemap.records import Comment

PART = 10_000
"""Comments in a part."""

Result = TypeVar("Result")
Texts = Sequence[str]


class Part(Protocol):
    """Some comments in the order of their ids; it can be pickled."""

    def texts(self) -> Texts:
        """What they say."""
        ...

    def only(self, rows: Sequence[int]) -> Part:
        """Those of them in these rows, ascending."""
        ...


class Runner(Protocol):
    """Applies a function to the texts of parts, somewhere, and gives the results in their order."""

    @property
    def part(self) -> int:
        """How many comments a part has; the last may have fewer."""
        ...

    def cut(self, comments: Sequence[Comment]) -> list[Part]:
        """The comments, ordered by their ids, in parts."""
        ...

    def map(self, work: Callable[[Texts], Result], parts: Sequence[Part]) -> Iterator[Result]:
        """The result of each part; the function can be pickled."""
        ...


@dataclass(frozen=True)
class Given:
    """A part that holds its texts."""

    said: Texts

    def texts(self) -> Texts:
        """What they say."""
        return self.said

    def only(self, rows: Sequence[int]) -> Part:
        """Those in these rows."""
        return Given([self.said[row] for row in rows])


class Here:
    """Works in this process and, where there are several parts, in as many others as fit."""

    def __init__(self, n_processes: int | None = None, *, part: int = PART) -> None:
        self._n_processes = n_processes or n_cores()
        self.part = part

    def cut(self, comments: Sequence[Comment]) -> list[Part]:
        """The comments in parts that hold their texts."""
        said = [comment.text for comment in comments]
        starts = range(0, len(said), self.part)
        return [Given(said[start : start + self.part]) for start in starts]

    def map(self, work: Callable[[Texts], Result], parts: Sequence[Part]) -> Iterator[Result]:
        """The result of each part."""
        if min(len(parts), self._n_processes) < 2:
            yield from (worked(work, part) for part in parts)
            return
        with ProcessPoolExecutor(
            self._n_processes, get_context("spawn"), initializer=_remember, initargs=(work,)
        ) as pool:
            yield from cast("Iterator[Result]", pool.map(_remembered, parts))


def n_cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


_memory: dict[str, Callable[[Texts], Any]] = {}


def _remember(work: Callable[[Texts], Any]) -> None:
    """Keep the function, which may hold large tables, once for each process."""
    end_with_parent()
    _memory["work"] = work


def _remembered(part: Part) -> object:
    return worked(_memory["work"], part)


_one_at_a_time = Lock()
"""A tokenizer serves one thread, and how many threads multiply is told to a whole process."""


def worked(work: Callable[[Texts], Result], part: Part) -> Result:
    """The result of the part on one thread: more threads add the same numbers in another order.

    Threads of a process fetch texts side by side and work on them one after the other.
    """
    said = part.texts()
    with _one_at_a_time, one_thread():
        return work(said)


@contextmanager
def one_thread() -> Iterator[None]:
    """A stretch in which matrices are multiplied on one thread.

    Only libraries that are loaded can be told so; scipy brings one of its own.
    """
    import scipy.linalg  # noqa: F401

    with threadpool_limits(1):
        yield
