"""No cell that few people are behind can be worked out from a table with its totals."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from dashboard.suppression import FEWEST_PEOPLE, Suppressed, suppress

Table = list[list[int]]
tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 14), min_size=width, max_size=width), min_size=1, max_size=4
    )
)


def totalled(inner: Table) -> Table:
    rows = [[*row, sum(row)] for row in inner]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def ranges(shown: Suppressed) -> list[float]:
    """How far each gap's value may lie apart in tables that fit what is shown."""
    height, width = len(shown.cells), len(shown.cells[0])
    places = [(i, j) for i, j in product(range(height), range(width)) if shown.cells[i][j] is None]
    sums = [[*((i, j) for j in range(width))] for i in range(height)]
    sums += [[*((i, j) for i in range(height))] for j in range(width)]
    matrix, right = [], []
    for cells in sums:
        *_, total = cells
        signs = {cell: -1 if cell == total else 1 for cell in cells}
        matrix.append([signs.get(place, 0) for place in places])
        right.append(-sum(signs[i, j] * (shown.cells[i][j] or 0) for i, j in cells))
    found = []
    for n in range(len(places)):
        target = np.eye(len(places))[n]
        ends = [
            linprog(sign * target, A_eq=matrix, b_eq=right, bounds=(1, 10_000)).fun
            for sign in (1, -1)
        ]
        found.append(-ends[1] - ends[0])
    return found


def test_a_single_small_cell_takes_three_others_with_it() -> None:
    shown = suppress(*[totalled([[2, 20, 30], [40, 50, 60], [70, 80, 90]])] * 2)
    assert shown is not None
    assert shown.cells == (
        (None, None, 30, 52),
        (None, None, 60, 150),
        (70, 80, 90, 240),
        (112, 150, 180, 442),
    )
    assert (shown.n_small, shown.n_more) == (1, 3)


def test_a_table_of_large_cells_stays_as_it_is() -> None:
    counts = totalled([[5, 6], [0, 8]])
    shown = suppress(counts, counts)
    assert shown is not None
    assert [list(row) for row in shown.cells] == counts
    assert (shown.n_small, shown.n_more) == (0, 0)


def test_many_messages_of_few_people_are_left_out() -> None:
    counts, people = totalled([[30, 40], [50, 60]]), totalled([[4, 40], [50, 60]])
    shown = suppress(counts, people)
    assert shown is not None
    assert shown.cells[0][0] is None


def test_a_table_that_its_own_total_gives_away_is_not_shown() -> None:
    assert suppress(totalled([[3]]), totalled([[3]])) is None


def test_two_gaps_of_one_each_are_not_enough() -> None:
    """A row of 1 + 1 with a total of 2 would tell both."""
    shown = suppress(*[totalled([[1, 1, 9], [9, 9, 9], [9, 9, 9]])] * 2)
    assert shown is not None
    assert min(ranges(shown)) >= 1


@settings(deadline=None)
@given(tables)
def test_no_gap_follows_from_the_rest(inner: Table) -> None:
    counts = totalled(inner)
    shown = suppress(counts, counts)
    if shown is None:
        return
    assert all(apart >= 1 - 1e-6 for apart in ranges(shown))


@given(tables)
def test_what_is_shown_is_true_and_stands_for_enough_people(inner: Table) -> None:
    counts = totalled(inner)
    shown = suppress(counts, counts)
    if shown is None:
        return
    assert shown.cells[-1][-1] == counts[-1][-1]
    inside = [(i, j) for i, row in enumerate(counts) for j, _ in enumerate(row)][:-1]
    for i, j in inside:
        value = shown.cells[i][j]
        assert value is None or value == counts[i][j]
        assert value is None or value == 0 or value >= FEWEST_PEOPLE
