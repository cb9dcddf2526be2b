"""A process that reads texts into a cache, each time with other last digits.

Usage: python keeping.py HOME SEED; prints the digest of the rows it got.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from analysis.arrays import Vectors
from analysis.vector_cache import PART, VectorCache

TEXTS = [f"{number}番目の意見" for number in range(4 * PART)]


def main() -> None:
    """Read the same texts as every other such process."""
    chance = np.random.default_rng(int(sys.argv[2]))

    def read(texts: Sequence[str]) -> Vectors:
        return chance.random((len(texts), 8), np.float32)

    rows = VectorCache(Path(sys.argv[1]), b"secret").vectors("space", TEXTS, read)
    sys.stdout.write(hashlib.sha256(rows.tobytes()).hexdigest())


if __name__ == "__main__":
    main()
