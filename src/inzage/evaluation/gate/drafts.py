"""What comes to the gate: cross tables with all their counts, curves, measures, and how sets of people contain others.

A cell is known by *what it counts*, not by the table that it stands in: its key. Two tables that share a margin, in one
publication or in two, share its key, and so what one withholds the other does too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from inzage.words import Words

TOTAL = ""
"""The line of a side that counts all of it."""
WHOLE = ""
"""The base of whoever the question counts; its key too."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row or column. ``within``: the line that it is a part of, by its code. ``told``: whether it is to be shown."""

    code: str
    label: Words
    within: str = TOTAL
    told: bool = True


@dataclass(frozen=True, slots=True)
class Side:
    """All rows, or all columns. ``dimension``: what they tell apart; the same lines of the same dimension are the same.

    A line that another lies within counts all that lies within it.
    """

    dimension: str
    lines: tuple[Line, ...]
    total: Words

    def leaves(self) -> tuple[str, ...]:
        """Codes of the lines within which nothing lies; the total, where there are no lines."""
        groups = {line.within for line in self.lines}
        return tuple(line.code for line in self.lines if line.code not in groups) or (TOTAL,)

    def under(self, code: str) -> tuple[str, ...]:
        """Codes of the lines that make up a line, or the total."""
        return tuple(line.code for line in self.lines if line.within == code)

    def all(self) -> tuple[str, ...]:
        """Codes of all lines, the total last."""
        return (*(line.code for line in self.lines), TOTAL)


Form = Literal["counts", "share"]


@dataclass(frozen=True, slots=True)
class Shape:
    """A table without its counts. ``base``: who is counted in it, the code of a part of all, or WHOLE.

    ``form``: all counts, or of each row a count, of how many, and the percentage.
    """

    code: str
    title: Words
    counted: Words
    rows: Side
    columns: Side
    form: Form = "counts"
    base: str = WHOLE

    def key(self, row: str, column: str) -> str:
        """What a cell counts, in one word."""
        pairs = ((self.rows.dimension, row), (self.columns.dimension, column))
        return key(self.base, *pairs)

    def places(self) -> Iterator[tuple[str, str]]:
        """All cells by row and column, margins with them."""
        return ((row, column) for row in self.rows.all() for column in self.columns.all())

    def told(self) -> Iterator[tuple[str, str]]:
        """The cells that are to be shown."""
        hidden = {
            (side.dimension, line.code) for side in (self.rows, self.columns) for line in side.lines if not line.told
        }
        for row, column in self.places():
            if not {(self.rows.dimension, row), (self.columns.dimension, column)} & hidden:
                yield row, column

    def sums(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Which cells add up to which: keys of a total with those of its parts."""
        for column in self.columns.all():
            for row in self.rows.all():
                if parts := self.rows.under(row):
                    yield self.key(row, column), tuple(self.key(part, column) for part in parts)
        for row in self.rows.all():
            for column in self.columns.all():
                if parts := self.columns.under(column):
                    yield self.key(row, column), tuple(self.key(row, part) for part in parts)


def key(base: str, *pairs: tuple[str, str]) -> str:
    """The key of who is of a base and on some lines; totals say nothing."""
    said = sorted(f"{dimension}={line}" for dimension, line in pairs if line != TOTAL)
    return "&".join([base, *said])


@dataclass(frozen=True, slots=True)
class CrossTable:
    """``counts``: people (staff too) by the leaves of rows and columns; a cell that is not there counts nobody."""

    shape: Shape
    counts: Mapping[tuple[str, str], int]

    def cells(self) -> dict[str, int]:
        """Every cell with its count, margins added up. Raises ValueError for less than nobody, or an unknown place."""
        leaves = {(row, column) for row in self.shape.rows.leaves() for column in self.shape.columns.leaves()}
        if self.counts.keys() - leaves or min(self.counts.values(), default=0) < 0:
            raise ValueError("counts stand at leaves, and are never less than 0")
        return {self.shape.key(row, column): self._count(row, column) for row, column in self.shape.places()}

    def _count(self, row: str, column: str) -> int:
        if parts := self.shape.rows.under(row):
            return sum(self._count(part, column) for part in parts)
        if parts := self.shape.columns.under(column):
            return sum(self._count(row, part) for part in parts)
        return self.counts.get((row, column), 0)


@dataclass(frozen=True, slots=True)
class Link:
    """Everybody under ``part`` is under ``whole`` too; ``rest``: how many more are, who are told nowhere."""

    whole: str
    part: str
    rest: int


@dataclass(frozen=True, slots=True)
class Point:
    """A step of a curve: at this day the share stood at ``value``; ``events`` happened on it."""

    at: int
    value: float
    low: float | None
    high: float | None
    at_risk: int
    events: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A curve. ``key``: who is followed; ``people``: how many they are."""

    code: str
    label: Words
    form: Literal["survival", "incidence"]
    key: str
    people: int
    points: tuple[Point, ...]
    group: str = ""

    @property
    def happened(self) -> str:
        """The key of those to whom it happened."""
        return f"{self.key}&gebeurd={self.code}"


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure that is no share of people: days, hours, a ratio. ``beside``: what must stand with it, by name."""

    code: str
    label: Words
    measure: str
    key: str
    people: int
    value: float
    low: float | None
    high: float | None
    method: str
    beside: Mapping[str, float]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be published. ``since`` (None: the beginning) until before ``until``: who entered then.

    ``population``: the question's code. ``cohort``: the digest of the table that all of it was counted in; two
    publications of one cohort tell of the same people on the same day.
    """

    population: str
    since: date | None
    until: date
    extracted_on: date
    cohort: str
    people: int
    tables: tuple[CrossTable, ...] = ()
    curves: tuple[Drawn, ...] = ()
    measures: tuple[Measured, ...] = ()
    links: tuple[Link, ...] = ()
    remarks: tuple[Words, ...] = ()
