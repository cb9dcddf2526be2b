"""The voices that a map is fitted on: all of them, or an even share of very many."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.voices import Voice

LANDMARKS = 10_000
REPEATED = 0.5
"""Share of the landmarks that may be voices said more than once, the most repeated first."""


def landmarks(voices: Sequence[Voice]) -> NDArray[np.int64]:
    """The rows of the landmarks, ascending; all where there are no more than `LANDMARKS`.

    Which voices they are hangs on their ids alone, not on their order or on who else spoke.
    """
    if len(voices) <= LANDMARKS:
        return np.arange(len(voices))
    sizes = np.array([len(voice.members) for voice in voices])
    drawn = np.array([zlib.crc32(voice.voice_id.encode()) for voice in voices])
    repeated = np.lexsort((drawn, -sizes))[: round(REPEATED * LANDMARKS)]
    repeated = repeated[sizes[repeated] > 1]
    others = np.setdiff1d(np.argsort(drawn, kind="stable"), repeated, assume_unique=True)
    others = others[np.argsort(drawn[others], kind="stable")]
    return np.sort(np.concatenate([repeated, others[: LANDMARKS - len(repeated)]]))
