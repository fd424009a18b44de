"""What a question answers with: figures with their uncertainty, and which units of the cohort each of them counts.

``units``, ``of`` and the like are places in ``Cohort.units``. They say nothing outside the register; there, with the
cohort selected again, they lead to the rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from math import isclose
from typing import Any, Literal

from inzage.words import Words

Measure = Literal["share", "days", "hours", "count", "rate", "ratio", "money"]
"""A share lies between 0 and 1; a rate is per person-year unless the label says otherwise."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its interval. ``low`` or ``high``: None where the data do not bound it. ``method``: as published."""

    value: float
    low: float | None
    high: float | None
    method: str
    level: float = 0.95


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. ``units``: who is counted; ``of``: among whom (the denominator).

    ``estimate``: None below the protocol's minimum.
    ``extra``: what must stand beside it, by name: ``events``, ``person_years``, ``checks_per_person_month``, ``p``.
    ``effect``: it compares, and so it never stands without its detection intensity.
    """

    code: str
    label: Words
    measure: Measure
    estimate: Estimate | None
    units: tuple[int, ...] = ()
    of: tuple[int, ...] = ()
    extra: Mapping[str, float] = field(default_factory=dict)
    effect: bool = False
    group: str = ""

    @property
    def is_part(self) -> bool:
        """Whether it says just which share of ``of`` its ``units`` are; a curve's height or a pooled share does not."""
        if self.measure != "share" or not self.of or self.estimate is None:
            return False
        return isclose(self.estimate.value, len(self.units) / len(self.of), abs_tol=1e-9)


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of a curve. ``at``: days since time zero. ``at_risk``: how many were still followed just before."""

    at: int
    value: float
    low: float | None
    high: float | None
    at_risk: int
    events: int


@dataclass(frozen=True, slots=True)
class Curve:
    """Kaplan–Meier (``survival``: the share without the event) or Aalen–Johansen (``incidence``: with it).

    ``since``: from what its days are counted, where that is not time zero: "de aanvraag".
    """

    code: str
    label: Words
    form: Literal["survival", "incidence"]
    moments: tuple[Moment, ...]
    of: tuple[int, ...]
    group: str = ""
    since: Words | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """One period of a trend. ``low`` and ``high``: limits within which the centre's chance alone would leave it."""

    label: str
    begins: date
    units: tuple[int, ...]
    of: tuple[int, ...]
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Trend:
    """A share or rate per period, such as a p-chart per quarter. ``centre``: over all periods."""

    code: str
    label: Words
    measure: Measure
    centre: float | None
    periods: tuple[Period, ...]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a funnel. ``share``: of those of the step that it is counted in (``within``: that step's code)."""

    code: str
    label: Words
    units: tuple[int, ...]
    within: str
    share: Estimate | None


@dataclass(frozen=True, slots=True)
class Steps:
    """A funnel: nobody drops out of its first step."""

    code: str
    label: Words
    steps: tuple[Step, ...]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Caution:
    """A warning that stands beside the figures, with what made it sound."""

    code: str
    said: Words
    facts: Mapping[str, float | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """The answer of one look.

    ``notes``: what can honestly be said and what cannot, for the reader. ``gaps``: what the protocol asks and the rows
    do not hold, so that it is not answered, each with what would be needed.
    """

    protocol: str
    version: int
    extracted_on: date
    cohort_sha256: str
    counted: int
    left_out: Mapping[str, int]
    figures: tuple[Figure, ...] = ()
    curves: tuple[Curve, ...] = ()
    trends: tuple[Trend, ...] = ()
    funnels: tuple[Steps, ...] = ()
    cautions: tuple[Caution, ...] = ()
    notes: tuple[Words, ...] = ()
    gaps: tuple[Words, ...] = ()
    context: Mapping[str, Any] = field(default_factory=dict)
