"""Which decisions stand, and which only repeat one that does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from koemap.records import Act, Decision
from koemap.standing import approval, said_before, standing, undoing
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
    assert said_before(approved(3), (approved(1), undone(2, 1))) is None


def later(act: Act, number: int = 2) -> Decision:
    return Decision("minamo-2", act, "t01", "佐藤", START, decision_id=number)


@pytest.mark.parametrize("act", ["hide", "confirm"])
def test_an_approval_outlasts_what_shows_readers_nothing_new(act: Act) -> None:
    assert approval((approved(1), later(act)), "0001-abc") == approved(1)


@pytest.mark.parametrize("act", ["show", "rename", "merge", "split", "answer", "pin", "unpin"])
def test_an_approval_ends_with_what_its_giver_never_saw(act: Act) -> None:
    decisions = (approved(1), later(act))
    assert approval(decisions, "0001-abc") is None
    assert said_before(approved(3), decisions) is None
    assert approval((*decisions, approved(3)), "0001-abc") == approved(3)


@pytest.mark.parametrize(("act", "covered"), [("hide", False), ("confirm", True)])
def test_taking_back_a_hiding_ends_an_approval(act: Act, covered: bool) -> None:
    decisions = (later(act, 1), approved(2), undone(3, 1))
    assert (approval(decisions, "0001-abc") == approved(2)) is covered
