"""Estimates with their intervals, one under the other on one axis: a forest."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from inzage.register.charts import axes, svg
from inzage.register.charts.figures import Table
from inzage.register.charts.said import Said, number

_TOP, _BELOW, _BAR, _GAP = 6, 28, 20, 12
_SIDE = 5.0
"""Room beside the axis for half a label, in percent."""


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate and how far it reaches; None where nothing bounds it. Raises ValueError for one outside its interval.

    ``told``: the figures in words where the chart's own would not do. ``bare``: a dot alone, which has no interval.
    """

    label: str
    low: float | None
    estimate: float
    high: float | None
    told: str = field(default="", kw_only=True)
    bare: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        low = self.estimate if self.low is None else self.low
        high = self.estimate if self.high is None else self.high
        if not low <= self.estimate <= high:
            raise ValueError("an estimate lies within its interval")


@dataclass(frozen=True, slots=True)
class Withheld:
    """A row without a figure, and why there is none. A label may be empty where there is one row only."""

    label: str
    why: str


@dataclass(frozen=True, slots=True)
class Heading:
    """What the rows below it are about."""

    label: str


Row = Interval | Withheld | Heading


@dataclass(frozen=True, slots=True)
class Intervals:
    """Rows in the order given; ``reference``: where there would be no difference.

    ``around``: what the axis holds at least; ``suffix``: behind each number; ``ratios``: an axis for ratios.
    """

    said: Said
    rows: tuple[Row, ...]
    reference: float | None = None
    decimals: int = field(default=2, kw_only=True)
    around: tuple[float, ...] = field(default=(), kw_only=True)
    suffix: str = field(default="", kw_only=True)
    ratios: bool = field(default=False, kw_only=True)

    def drawing(self) -> SafeString:
        """The chart alone."""
        return interval(self)

    def table(self) -> Table:
        """Each row in figures: label, estimate, from, to; of a figure withheld why."""
        rows = tuple(self._cells(row) for row in self.rows if not isinstance(row, Heading))
        return Table(self.said.title, self.said.head, rows, figures=(1, 2, 3))

    def _cells(self, row: Interval | Withheld) -> tuple[str, ...]:
        if isinstance(row, Withheld):
            return (row.label, row.why, "", "")
        return (row.label, *(self.said_value(value) for value in (row.estimate, row.low, row.high)))

    def said_value(self, value: float | None) -> str:
        """A value with the chart's decimals, in the reader's language; three dots for one without bound."""
        return "…" if value is None else number(value, self.decimals) + self.suffix

    def axis(self) -> axes.Axis:
        """Neat values around all rows and the reference."""
        given = [row for row in self.rows if isinstance(row, Interval)]
        held = [value for row in given for value in (row.low, row.estimate, row.high) if value is not None]
        held += [*self.around, *([] if self.reference is None else [self.reference])]
        neat = axes.ratios if self.ratios else axes.measures
        return neat(min(held, default=0.0), max(held, default=1.0))


def interval(chart: Intervals) -> SafeString:
    """The drawing of estimates with their intervals."""
    axis, y, pieces = chart.axis(), float(_TOP), list[SafeString]()
    for row in chart.rows:
        for text, look in _texts(chart, row):
            pieces += svg.lines(text, y + 12, look)
            y += svg.tall(text)
        if isinstance(row, Interval):
            pieces += _row(row, axis, y + _BAR / 2)
            y += _BAR
        y += 0 if isinstance(row, Heading) else _GAP
    behind = [*_grid(chart, axis, y), *_reference(chart, axis, y)]
    return svg.drawing(chart.said, y + _BELOW, [*behind, *pieces])


def across(axis: axes.Axis, value: float) -> float:
    """Where a value lies, in percent."""
    return _SIDE + (svg.WIDE - 2 * _SIDE) * min(1.0, max(0.0, axis.at(value)))


def _texts(chart: Intervals, row: Row) -> list[tuple[str, str]]:
    """What stands above a row, each with its look: label and figures on one line where they fit."""
    if isinstance(row, Heading):
        return [(row.label, "lane")]
    said = row.why if isinstance(row, Withheld) else row.told or _figures(chart, row)
    one = f"{row.label}: {said}" if row.label else said
    return [(one, "lane")] if len(one) <= svg.LETTERS else [(row.label, "lane"), (said, "start")]


def _figures(chart: Intervals, row: Interval) -> str:
    low, said, high = (chart.said_value(value) for value in (row.low, row.estimate, row.high))
    return f"{said} ({low} – {high})"


def _grid(chart: Intervals, axis: axes.Axis, bottom: float) -> Iterator[SafeString]:
    for value in axis.ticks:
        x = across(axis, value)
        yield svg.line("grid", x, _TOP, x, bottom)
        yield svg.words(number(value, axis.decimals) + chart.suffix, x, bottom + 18, "middle")
    yield svg.line("axis", 0, bottom, svg.WIDE, bottom)


def _reference(chart: Intervals, axis: axes.Axis, bottom: float) -> Iterator[SafeString]:
    if chart.reference is not None:
        x = across(axis, chart.reference)
        yield svg.line("reference", x, _TOP, x, bottom)


def _row(row: Interval, axis: axes.Axis, y: float) -> Iterator[SafeString]:
    """A line with an upright end where it is bounded; where it is not, it runs off the axis."""
    if not row.bare:
        yield from _range(row, axis, y)
    yield svg.dot("estimate", across(axis, row.estimate), y, 5, tip=row.label)


def _range(row: Interval, axis: axes.Axis, y: float) -> Iterator[SafeString]:
    low, high = (
        0.0 if row.low is None else across(axis, row.low),
        svg.WIDE if row.high is None else across(axis, row.high),
    )
    yield svg.line("range", low, y, high, y)
    for bound, end in ((row.low, low), (row.high, high)):
        if bound is not None:
            yield svg.line("range", end, y - 5, end, y + 5)
