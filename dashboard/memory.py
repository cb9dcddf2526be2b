"""What is worked out once for an edition and forgotten together with it."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from koemap.edition import Edition

Made = TypeVar("Made")


def remembered(make: Callable[[Edition], Made]) -> Callable[[Edition], Made]:
    """The same function, which works its answer out once for each edition.

    The answer must not hold the edition, which would then live for ever.
    """
    kept: dict[int, Made] = {}

    @wraps(make)
    def recall(edition: Edition) -> Made:
        key = id(edition)
        if key not in kept:
            made = make(edition)
            weakref.finalize(edition, kept.pop, key, None)
            kept[key] = made
        return kept[key]

    return recall
