"""Which decisions stand, and which only repeat one that does."""

from __future__ import annotations

from datetime import timedelta

from koemap.records import Decision
from koemap.standing import said_before, standing, undoing
from tests.factories import START


def approved(number: int, by: str = "山田", note: str = "") -> Decision:
    at = START + timedelta(hours=number)
    return Decision("minamo-2", "approve", "0001-abc", by, at, note, number)


def undone(number: int, target: int) -> Decision:
    return Decision("minamo-2", "undo", str(target), "佐藤", START, decision_id=number)


def test_an_undoing_that_is_taken_back_undoes_nothing() -> None:
    first = approved(1)
    assert standing((first, undone(2, 1))) == ()
    assert standing((first, undone(2, 1), undone(3, 2))) == (first,)
    assert undoing((first, undone(2, 1)))["1"].by == "佐藤"
    assert "1" not in undoing((first, undone(2, 1), undone(3, 2)))


def test_approving_twice_in_the_same_words_is_known() -> None:
    first = approved(1)
    assert said_before(approved(2), (first,)) == first
    assert said_before(approved(2, note="条件つき"), (first,)) is None
    assert said_before(approved(2, by="佐藤"), (first,)) is None
    assert said_before(approved(3), (first, approved(2, by="佐藤"))) is None


def test_an_approval_that_was_undone_can_be_given_again() -> None:
    stood = standing((approved(1), undone(2, 1)))
    assert said_before(approved(3), stood) is None
