"""A process that begins otherwise than this one: sets and dicts have other orders, one thread."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager

OTHERWISE = {"PYTHONHASHSEED": "7", "OMP_NUM_THREADS": "1"}


@contextmanager
def another_process() -> Iterator[ProcessPoolExecutor]:
    """One process to submit functions to, with other hashes of strings than any test has."""
    before = {name: os.environ.get(name) for name in OTHERWISE}
    os.environ.update(OTHERWISE)  # what a new interpreter reads when it begins
    try:
        spawned = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(1, mp_context=spawned) as pool:
            assert pool.submit(_hash_of_a_word).result() != _hash_of_a_word()
            yield pool
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


def _hash_of_a_word() -> int:
    return hash("koemap")
