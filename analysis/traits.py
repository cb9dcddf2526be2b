"""What a comment is by itself: its kind, its language, and what it is compared by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.kinds import classify
from analysis.languages import language
from analysis.signatures import Signatures, signatures
from analysis.voices import key
from koemap.records import Kind


@dataclass(frozen=True, slots=True)
class Traits:
    """The traits of the comments of a part, each in the place of its comment."""

    kinds: tuple[Kind, ...]
    languages: tuple[str, ...]
    keys: tuple[str, ...]
    signatures: Signatures

    def only(self, rows: Sequence[int]) -> Traits:
        """The traits of these comments."""
        return Traits(
            tuple(self.kinds[row] for row in rows),
            tuple(self.languages[row] for row in rows),
            tuple(self.keys[row] for row in rows),
            self.signatures[np.asarray(rows, np.int64)],
        )


def traits_of(texts: Sequence[str]) -> Traits:
    """The traits of each text; equal texts have equal traits, whatever stands beside them."""
    keys = tuple(map(key, texts))
    kinds, languages = tuple(map(classify, texts)), tuple(map(language, texts))
    return Traits(kinds, languages, keys, signatures(keys))


def joined(parts: Sequence[Traits]) -> Traits:
    """The traits of all parts, one after the other."""
    return Traits(
        tuple(kind for part in parts for kind in part.kinds),
        tuple(code for part in parts for code in part.languages),
        tuple(wording for part in parts for wording in part.keys),
        np.concatenate([part.signatures for part in parts] or [signatures([])]),
    )
