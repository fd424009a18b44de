"""Estimates with their intervals, one under the other on one axis."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from inzage.register.charts import axes, svg
from inzage.register.charts.figures import Table
from inzage.register.charts.said import Said, number

_ROW, _TOP, _BELOW = 44, 6, 28
_SIDE = 4.0
"""Room beside the axis for half a label, in percent."""


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate and how far it reaches. Raises ValueError for one outside its own interval."""

    label: str
    low: float
    estimate: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.estimate <= self.high:
            raise ValueError("an estimate lies within its interval")


@dataclass(frozen=True, slots=True)
class Intervals:
    """Rows in the order given; ``reference``: where there would be no difference."""

    said: Said
    rows: tuple[Interval, ...]
    reference: float | None = None
    decimals: int = field(default=2, kw_only=True)

    def drawing(self) -> SafeString:
        """The chart alone."""
        return interval(self)

    def table(self) -> Table:
        """Each row in figures: label, estimate, from, to."""
        rows = tuple((r.label, *(self.said_value(v) for v in (r.estimate, r.low, r.high))) for r in self.rows)
        return Table(self.said.title, self.said.head, rows, figures=(1, 2, 3))

    def said_value(self, value: float) -> str:
        """A value with the chart's decimals, in the reader's language."""
        return number(value, self.decimals)

    def axis(self) -> axes.Axis:
        """Neat values around all rows and the reference."""
        held = [value for row in self.rows for value in (row.low, row.high)]
        held += [] if self.reference is None else [self.reference]
        return axes.measures(min(held, default=0.0), max(held, default=1.0))


def interval(chart: Intervals) -> SafeString:
    """The drawing of estimates with their intervals."""
    axis, bottom = chart.axis(), _TOP + _ROW * len(chart.rows)
    pieces = [*_grid(axis, bottom), *_reference(chart, axis, bottom)]
    for i, row in enumerate(chart.rows):
        pieces += _row(chart, row, axis, _TOP + _ROW * i)
    return svg.drawing(chart.said, bottom + _BELOW, pieces)


def across(axis: axes.Axis, value: float) -> float:
    """Where a value lies, in percent."""
    return _SIDE + (svg.WIDE - 2 * _SIDE) * axis.at(value)


def _grid(axis: axes.Axis, bottom: float) -> Iterator[SafeString]:
    for value in axis.ticks:
        x = across(axis, value)
        yield svg.line("grid", x, _TOP, x, bottom)
        yield svg.words(number(value, axis.decimals), x, bottom + 18, "middle")
    yield svg.line("axis", 0, bottom, svg.WIDE, bottom)


def _reference(chart: Intervals, axis: axes.Axis, bottom: float) -> Iterator[SafeString]:
    if chart.reference is not None:
        x = across(axis, chart.reference)
        yield svg.line("reference", x, _TOP, x, bottom)


def _row(chart: Intervals, row: Interval, axis: axes.Axis, y: float) -> Iterator[SafeString]:
    low, middle, high = (across(axis, value) for value in (row.low, row.estimate, row.high))
    low_said, said, high_said = (chart.said_value(value) for value in (row.low, row.estimate, row.high))
    yield svg.words(f"{row.label}: {said} ({low_said} – {high_said})", 0, y + 14, "lane")
    yield svg.line("range", low, y + 29, high, y + 29)
    for end in (low, high):
        yield svg.line("range", end, y + 24, end, y + 34)
    yield svg.dot("estimate", middle, y + 29, 5, tip=f"{row.label}: {said}")
