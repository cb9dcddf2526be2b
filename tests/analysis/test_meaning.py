"""What is made of a model's vectors: languages are centred, spelling is joined."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.arrays import Vectors, unit_rows
from analysis.meaning import LONGEST, Meaning, joined
from analysis.text import read_all

JAPANESE = [
    "給食を無料にしてほしい",
    "給食の無料化に賛成です",
    "夜のバスを増やしてください",
    "バスの本数を増やして",
    "図書館の時間を延ばして",
    "図書館を夜も開けてほしい",
]
ENGLISH = [
    "We need free school lunches for all",
    "School lunches should be free for everyone",
    "There should be more buses in the evening",
    "Please run the buses more often",
    "The library should stay open longer",
    "Please keep the library open at night",
]
MATTERS = [0, 0, 1, 1, 2, 2]


class Polyglot:
    """Knows matters, but has a strong accent in each language, as real models have."""

    words = (("給食", "lunches"), ("バス", "bus"), ("図書館", "library"))

    def __init__(self) -> None:
        self.read: list[str] = []

    def vectors(self, texts: Sequence[str]) -> Vectors:
        self.read += texts
        rows = [
            [3.0, 5.0 * text.isascii(), *(any(word in text for word in of) for of in self.words)]
            for text in texts
        ]
        return unit_rows(np.array(rows, np.float64))


def test_comments_on_one_matter_are_near_whatever_their_language() -> None:
    documents = read_all(JAPANESE + ENGLISH)
    matters = np.array(MATTERS * 2)
    rows = Meaning.fit(Polyglot(), documents).encode(documents)
    alike = rows @ rows.T
    same = matters[:, None] == matters
    assert alike[same].min() > alike[~same].max()
    plain = Polyglot().vectors(JAPANESE + ENGLISH)
    assert (plain @ plain.T)[same].min() < (plain @ plain.T)[~same].max()


def test_a_rare_language_gets_the_centre_of_all() -> None:
    documents = read_all([*JAPANESE, ENGLISH[0]])
    rows = Meaning.fit(Polyglot(), documents).encode(documents)
    assert rows[-1, 0] < 0.1  # the direction that all of them share
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)


def test_very_few_comments_stay_as_they_are() -> None:
    documents = read_all(JAPANESE[:1])
    rows = Meaning.fit(Polyglot(), documents).encode(documents)
    np.testing.assert_allclose(rows, Polyglot().vectors(JAPANESE[:1]), atol=1e-6)


def test_equal_meanings_are_told_apart_by_their_words() -> None:
    documents = read_all(JAPANESE)
    rows = joined(Polyglot(), documents).encode(documents)
    assert len(np.unique(rows, axis=0)) == len(JAPANESE)
    plain = Meaning.fit(Polyglot(), documents).encode(documents)
    assert len(np.unique(plain.round(6), axis=0)) == 3


def test_a_document_has_the_same_row_in_any_company() -> None:
    documents = read_all(JAPANESE + ENGLISH)
    encoder = joined(Polyglot(), documents)
    whole = encoder.encode(documents)
    alone = np.vstack([encoder.encode([document]) for document in documents])
    assert (whole == alone).all()


def test_a_model_is_given_the_text_without_links_and_not_without_end() -> None:
    model = Polyglot()
    Meaning.fit(model, read_all(["バス https://example.org/?token=1", "長" * 9 + "い話" * 9_999]))
    assert model.read[0] == "バス"
    assert len(model.read[1]) == LONGEST
