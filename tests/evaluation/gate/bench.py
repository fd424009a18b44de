"""Tables to put through the gate, and two readers who calculate back from what is published, by code of their own."""

from collections.abc import Sequence
from datetime import date

from inzage.evaluation.gate.drafts import TOTAL, CrossTable, Draft, Line, Shape, Side
from inzage.evaluation.gate.published import Published
from inzage.words import Words

DAY = date(2026, 11, 1)
BORN = date(2026, 10, 1)


def said(text: str) -> Words:
    return Words(text, text)


def side(dimension: str, *codes: str, **within: str) -> Side:
    lines = tuple(Line(code, said(code), within.get(code, TOTAL)) for code in codes)
    return Side(dimension, lines, said("Totaal"))


def table(
    counts: Sequence[Sequence[int]], code: str = "tabel", rows: str = "rij", columns: str = "kolom"
) -> CrossTable:
    """A plain table of rows r0, r1, ... and columns k0, k1, ..."""
    down = [f"r{at}" for at in range(len(counts))]
    across = [f"k{at}" for at in range(len(counts[0]))]
    shape = Shape(code, said(code), said("personen"), side(rows, *down), side(columns, *across))
    return CrossTable(shape, {(r, k): counts[i][j] for i, r in enumerate(down) for j, k in enumerate(across)})


def draft(*tables: CrossTable, **more: object) -> Draft:
    """A draft of one or more tables of the same people."""
    cells: dict[str, int] = {}
    for each in tables:
        cells |= each.cells()
    told: dict[str, object] = {"population": "E6", "since": None, "until": BORN, "extracted_on": DAY, "cohort": "een"}
    told |= {"people": cells.get("", 0), "tables": tables} | more
    return Draft(**told)  # type: ignore[arg-type]


def grid(published: Published, at: int = 0) -> list[list[int | None]]:
    """The exact counts that were told of a table, row by row, margins last; None where withheld."""
    shape, counts = published.shapes[at], published.counts()
    return [[counts.get(shape.key(row, column)) for column in shape.columns.all()] for row in shape.rows.all()]


FACTS = [[14, 4, 3], [9, 4, 2], [6, 3, 2], [5, 2, 1]]
"""Four profiles by three interventions, 55 people: invented, with 8 of 12 cells below 5 and 11 below 10."""
