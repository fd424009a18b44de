"""A reader who calculates back: knows what was published and how tables add up, nothing else. Not the gate's own code.

Whole numbers of people, solved as an integer programme over the table as it is printed.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

Printed = Sequence[Sequence[int | None]]
MOST = 100_000


def spans(tables: Sequence[Printed], error: int = 0, least: int = 0) -> dict[tuple[int, int, int], tuple[int, int]]:
    """The least and the most of each withheld cell, by table, row and column (the last of each: the margin).

    ``error``: how far a printed count may lie from the true one; ``least``: what a printed count is at least. Tables
    after the first share its margin of rows.
    """
    place = {cell: at for at, cell in enumerate(_cells(tables))}
    equations = [*_sums(tables, place), *_shared(tables, place)]
    low, high = np.zeros(len(place)), np.full(len(place), MOST)
    for (t, r, k), at in place.items():
        printed = tables[t][r][k]
        if printed is not None:
            low[at], high[at] = max(least, printed - error), printed + error
    held = LinearConstraint(np.array(equations), 0, 0)
    wanted = [cell for cell, at in place.items() if tables[cell[0]][cell[1]][cell[2]] is None]
    return {cell: _ends(place[cell], len(place), held, Bounds(low, high)) for cell in wanted}


def narrowest(tables: Sequence[Printed], error: int = 0, least: int = 0) -> int:
    """How far apart the ends of the withheld cell lie that the reader knows best."""
    return min((high - low for low, high in spans(tables, error, least).values()), default=MOST)


def _cells(tables: Sequence[Printed]) -> list[tuple[int, int, int]]:
    return [(t, r, k) for t, rows in enumerate(tables) for r, row in enumerate(rows) for k in range(len(row))]


def _sums(tables: Sequence[Printed], place: Mapping[tuple[int, int, int], int]) -> list[Any]:
    found = []
    for t, rows in enumerate(tables):
        down, across = len(rows) - 1, len(rows[0]) - 1
        found += [_row(place, [(t, r, k) for k in range(across)], (t, r, across)) for r in range(down + 1)]
        found += [_row(place, [(t, r, k) for r in range(down)], (t, down, k)) for k in range(across + 1)]
    return found


def _shared(tables: Sequence[Printed], place: Mapping[tuple[int, int, int], int]) -> list[Any]:
    first = len(tables[0][0]) - 1
    pairs = [(t, r) for t in range(1, len(tables)) for r in range(len(tables[t]))]
    return [_row(place, [(t, r, len(tables[t][0]) - 1)], (0, r, first)) for t, r in pairs]


def _row(
    place: Mapping[tuple[int, int, int], int], parts: list[tuple[int, int, int]], total: tuple[int, int, int]
) -> Any:
    row = np.zeros(len(place))
    row[[place[part] for part in parts]] = 1
    row[place[total]] -= 1
    return row


def _ends(at: int, wide: int, held: LinearConstraint, bounds: Bounds) -> tuple[int, int]:
    goal = np.zeros(wide)
    goal[at] = 1
    found = [milp(sign * goal, constraints=held, bounds=bounds, integrality=np.ones(wide)) for sign in (1, -1)]
    assert all(each.success for each in found), "what was published contradicts itself"
    return round(found[0].fun), round(-found[1].fun)
