"""The arrays that pass between the steps, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Vectors: TypeAlias = NDArray[np.float32]
"""One row per voice, shape (n_voices, n_dims), each of length 1 or 0."""

Points: TypeAlias = NDArray[np.float64]
"""Two coordinates per voice, shape (n_voices, 2)."""

Labels: TypeAlias = NDArray[np.int64]
"""A group number per voice from 0, -1 for none."""

Values: TypeAlias = NDArray[np.float64]
"""One number per voice."""

Graph: TypeAlias = "csr_matrix"
"""Symmetric weights between voices, shape (n_voices, n_voices), in (0, 1]."""


def unit_rows(rows: NDArray[np.floating]) -> Vectors:
    """The rows at length 1; a row of zeros stays one.

    >>> unit_rows(np.array([[3.0, 4.0], [0.0, 0.0]])).tolist()
    [[0.6000000238418579, 0.800000011920929], [0.0, 0.0]]
    """
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.where(lengths > 0, lengths, 1)).astype(np.float32)
