"""Suppression: cells of a table that too few people are behind are left out, and enough others.

A table with its totals is a table whose rows and columns add up; one gap in a row could be worked
out from the rest. So more cells are left out until every gap has at least two possible values.

References
----------
Cox 1980, Suppression methodology and statistical disclosure control.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FEWEST_PEOPLE = 5
MOST_RECHECKED = 150  # gaps; of a table with more there is little to save

Cell = tuple[int, int]
Node = tuple[str, int]
Ways = Mapping[Node, Sequence[tuple[Node, Cell]]]


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A table with its totals as the last row and the last column; None is a cell left out.

    `n_small` counts cells left out because too few people are behind them, `n_more` those left out
    so that the first cannot be worked out.
    """

    cells: tuple[tuple[int | None, ...], ...]
    n_small: int
    n_more: int


def suppress(
    counts: Sequence[Sequence[int]], people: Sequence[Sequence[int]], *, k: int = FEWEST_PEOPLE
) -> Suppressed | None:
    """The table of counts without cells of fewer than `k` people, None when nothing can be shown.

    Both tables have the totals as their last row and last column; the total of all is always shown.
    Cells without anybody are shown as 0.
    """
    cells = [(i, j) for i, row in enumerate(counts) for j, _ in enumerate(row)]
    corner = (len(counts) - 1, len(counts[0]) - 1)
    small = {(i, j) for i, j in cells if (i, j) != corner and 0 < people[i][j] < k}
    gaps, known = set(small), sorted(small)
    while known := _known(counts, gaps, known):
        more = _cheapest(counts, gaps, known, corner)
        if more is None:
            return None
        gaps.add(more)
        known.append(more)
    gaps = _fewer(counts, gaps, small, corner)
    left = tuple(
        tuple(None if (i, j) in gaps else n for j, n in enumerate(row))
        for i, row in enumerate(counts)
    )
    return Suppressed(left, len(small), len(gaps) - len(small))


def _fewer(
    counts: Sequence[Sequence[int]], gaps: set[Cell], small: set[Cell], corner: Cell
) -> set[Cell]:
    """The gaps without those that turn out not to be needed, totals and large cells first."""
    if len(gaps) > MOST_RECHECKED:
        return gaps
    more = sorted(gaps - small, key=lambda c: (not _is_total(c, corner), -counts[c[0]][c[1]], c))
    for cell in more:
        fewer = gaps - {cell}
        if not _known(counts, fewer, sorted(fewer)):
            gaps = fewer
    return gaps


def _known(counts: Sequence[Sequence[int]], gaps: set[Cell], asked: Sequence[Cell]) -> list[Cell]:
    """Those of the gaps `asked` whose value follows from the rest.

    A gap that has another value keeps it when more cells are left out.
    """
    ways = _ways(counts, gaps)
    return [gap for gap in asked if not _moves(counts, ways, gap)]


def _moves(counts: Sequence[Sequence[int]], ways: Ways, gap: Cell) -> bool:
    """Whether another table has the same shown cells, at least 1 in each gap, and not this value.

    Adding 1 to a gap has to be made good along its row and its column; a way over other gaps that
    leads back to it makes such a table.
    """
    row, column = ("row", gap[0]), ("column", gap[1])
    up, down = _turned(counts, gap)
    return (up and _leads(ways, column, row, gap)) or (down and _leads(ways, row, column, gap))


def _leads(ways: Ways, start: Node, goal: Node, without: Cell) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        for node, cell in ways.get(waiting.pop(), ()):
            if cell == without or node in seen:
                continue
            if node == goal:
                return True
            seen.add(node)
            waiting.append(node)
    return False


def _ways(counts: Sequence[Sequence[int]], gaps: set[Cell]) -> Ways:
    """From rows over gaps that may grow to their columns, and back over gaps that may shrink."""
    ways: dict[Node, list[tuple[Node, Cell]]] = defaultdict(list)
    for cell in sorted(gaps):
        row, column = ("row", cell[0]), ("column", cell[1])
        up, down = _turned(counts, cell)
        if up:
            ways[row].append((column, cell))
        if down:
            ways[column].append((row, cell))
    return ways


def _turned(counts: Sequence[Sequence[int]], cell: Cell) -> tuple[bool, bool]:
    """Whether the signed value of a gap may grow and may shrink; a total counts negative."""
    i, j = cell
    total = (i == len(counts) - 1) != (j == len(counts[0]) - 1)
    shrinks = counts[i][j] > 1
    return (shrinks, True) if total else (True, shrinks)


def _cheapest(
    counts: Sequence[Sequence[int]], gaps: set[Cell], known: list[Cell], corner: Cell
) -> Cell | None:
    """The shown cell to leave out next: beside a known gap, and never an empty one.

    Cells come before totals, those in a row or column with a single gap first, then small ones.
    """
    rows, columns = Counter(i for i, _ in gaps), Counter(j for _, j in gaps)
    beside = [
        (_is_total((i, j), corner), -((rows[i] == 1) + (columns[j] == 1)), n, (i, j))
        for i, row in enumerate(counts)
        for j, n in enumerate(row)
        if n and (i, j) not in gaps and (i, j) != corner and _beside((i, j), known)
    ]
    return min(beside)[-1] if beside else None


def _beside(cell: Cell, known: Sequence[Cell]) -> bool:
    return any(cell[0] == i or cell[1] == j for i, j in known)


def _is_total(cell: Cell, corner: Cell) -> bool:
    return cell[0] == corner[0] or cell[1] == corner[1]
