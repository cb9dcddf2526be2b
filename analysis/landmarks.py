"""The voices that a map is fitted on: all of them, or an even share of very many."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.voices import Voice

REPEATED = 0.5
"""Share of the landmarks that may be voices said more than once, the most repeated first."""


def landmarks(voices: Sequence[Voice], n_most: int) -> NDArray[np.int64]:
    """The rows of the landmarks, ascending; all voices where there are no more than so many.

    Which voices they are hangs on their ids alone, not on their order or on who else spoke.
    """
    if len(voices) <= n_most:
        return np.arange(len(voices))
    sizes = np.array([len(voice.members) for voice in voices])
    drawn = np.array([zlib.crc32(voice.voice_id.encode()) for voice in voices])
    repeated = np.lexsort((drawn, -sizes))[: round(REPEATED * n_most)]
    repeated = repeated[sizes[repeated] > 1]
    ranked = np.argsort(drawn, kind="stable")
    others = ranked[~np.isin(ranked, repeated)]
    return np.sort(np.concatenate([repeated, others[: n_most - len(repeated)]]))
