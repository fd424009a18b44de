"""What goes out: tables with what is told of them, and what is needed to hold the next publication against this one.

``count`` is what was told before it was rounded. It never leaves the register: exports ask ``Cell.told``. It is kept
because a reader may undo the rounding, so a later publication is held against it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from inzage.evaluation import Level
from inzage.evaluation.gate.drafts import Shape
from inzage.evaluation.gate.rules import RULES, Rule
from inzage.words import Words

WITHHELD = "."
"""What stands in the place of a figure that is not told, whatever the reason."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A count by its key. ``count``: None where it is withheld."""

    key: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Bond:
    """Everybody under ``part`` is under ``whole`` too; ``rest``: whether there are others."""

    whole: str
    part: str
    rest: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A moment of a curve that is told, rounded: days since time zero, whole percentages, how many were followed."""

    at: int
    percent: int
    low: int | None
    high: int | None
    at_risk: int


@dataclass(frozen=True, slots=True)
class Cut:
    """A curve, cut where too few are followed. No moments: all of it is withheld."""

    code: str
    label: Words
    form: Literal["survival", "incidence"]
    group: str
    moments: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands with a measure."""

    code: str
    value: float


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure to two digits that count. ``value``: None where it is withheld."""

    code: str
    label: Words
    measure: str
    group: str
    method: str
    people: int | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    beside: tuple[Beside, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """A publication as it is kept. ``remarks``: sentences with it; ``unsaid``: how many were left out.

    ``small`` and ``others``: how many cells were withheld because of their own count, and because of others. That is
    for who proposes it, and in no export.
    """

    population: str
    level: Level
    until: date
    extracted_on: date
    cohort: str
    shapes: tuple[Shape, ...]
    cells: tuple[Cell, ...]
    since: date | None = None
    bonds: tuple[Bond, ...] = ()
    curves: tuple[Cut, ...] = ()
    measures: tuple[Measure, ...] = ()
    remarks: tuple[Words, ...] = ()
    unsaid: int = 0
    small: int = 0
    others: int = 0

    @property
    def rule(self) -> Rule:
        """What was held to."""
        return RULES[self.level]

    def counts(self) -> dict[str, int]:
        """What was told, before rounding, by key. For the next publication's sake, not for a reader."""
        return {cell.key: cell.count for cell in self.cells if cell.count is not None}

    def told(self, key: str) -> int | None:
        """A count as a reader gets it; None where it is withheld."""
        count = self.counts().get(key)
        return None if count is None else self.rule.rounded(count)

    def sums(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Which of its cells add up to which."""
        return (each for shape in self.shapes for each in shape.sums())


def percentage(count: int | None, of: int | None, rule: Rule) -> int | None:
    """A whole percentage of counts as they are told, so that it tells nothing more; None where either is not.

    >>> from inzage.evaluation.gate.rules import PUBLIC
    >>> percentage(20, 55, PUBLIC), percentage(None, 55, PUBLIC)
    (36, None)
    """
    if count is None or of is None or of < max(rule.threshold, 1):
        return None
    return round(100 * count / of)
