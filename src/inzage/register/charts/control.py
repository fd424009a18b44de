"""A share or rate per period, with limits that chance alone would seldom pass; what does is marked."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.safestring import SafeString

from inzage.register.charts import axes, svg
from inzage.register.charts.figures import Table
from inzage.register.charts.said import Said, number

LEFT = 13.0
"""Room for the values beside the axis, in percent."""
_PLOT, _LABELS = 200.0, 5
_DIAMOND = "M0-8 8 0 0 8-8 0Z"
"""Not by colour alone: what lies outside has another form."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One period; ``value`` None where nothing is told of it. ``low``, ``high``: its limits, where it has them."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    told: str = ""

    @property
    def outside(self) -> bool:
        """Whether chance alone would seldom put it there."""
        below = self.low is not None and self.value is not None and self.value < self.low
        return below or (self.high is not None and self.value is not None and self.value > self.high)


@dataclass(frozen=True, slots=True)
class Control:
    """Periods in order of time. ``up``: what is measured; ``centre``: over all periods.

    ``reads``: the table's words for a period inside its limits and for one outside. ``top``: the axis runs from 0 to
    there at least. ``broken``: the first period after something changed, with an upright line before it.
    """

    said: Said
    marks: tuple[Mark, ...]
    centre: float | None
    up: str
    reads: tuple[str, str]
    top: float = field(default=0.0, kw_only=True)
    decimals: int = field(default=0, kw_only=True)
    suffix: str = field(default="", kw_only=True)
    broken: int | None = field(default=None, kw_only=True)

    def drawing(self) -> SafeString:
        """The chart alone."""
        return control(self)

    def table(self) -> Table:
        """Each period: value, limits, and whether it lies outside them."""
        rows = tuple(
            (each.label, *(self.said_value(value) for value in (each.value, each.low, each.high)), self._read(each))
            for each in self.marks
        )
        return Table(self.said.title, self.said.head, rows, figures=(1, 2, 3))

    def said_value(self, value: float | None) -> str:
        """A value in the reader's language; three dots where there is none."""
        return "…" if value is None else number(value, self.decimals) + self.suffix

    def _read(self, each: Mark) -> str:
        return "" if each.value is None or (each.low is None and each.high is None) else self.reads[each.outside]

    def axis(self) -> axes.Axis:
        """Neat values around all of it."""
        held = [value for each in self.marks for value in (each.value, each.low, each.high)]
        there = [value for value in [*held, self.centre, self.top, 0.0] if value is not None]
        return axes.measures(min(there), max(there))


def control(chart: Control) -> SafeString:
    """The drawing of periods."""
    axis, y = chart.axis(), svg.tall(chart.up) + 24
    slot = (svg.WIDE - LEFT) / max(1, len(chart.marks))
    high = [None if value is None else y + _PLOT * (1 - axis.at(value)) for value in _values(chart.marks)]
    places = [LEFT + (i + 0.5) * slot for i in range(len(chart.marks))]
    pieces = [*svg.lines(chart.up, 12), *_grid(chart, axis, y), *_limits(chart, axis, y, slot)]
    pieces += _centre(chart, axis, y)
    for (x1, y1), (x2, y2) in pairwise(zip(places, high, strict=True)):
        if y1 is not None and y2 is not None:
            pieces.append(svg.line("thread", x1, y1, x2, y2))
    for each, x, here in zip(chart.marks, places, high, strict=True):
        if here is not None:
            pieces.append(_point(each, x, here))
    return svg.drawing(chart.said, y + _PLOT + 30, [*pieces, *_labels(chart, places, y + _PLOT)])


def _values(marks: tuple[Mark, ...]) -> list[float | None]:
    return [each.value for each in marks]


def _grid(chart: Control, axis: axes.Axis, y: float) -> Iterator[SafeString]:
    for value in axis.ticks:
        here = y + _PLOT * (1 - axis.at(value))
        yield svg.line("axis" if value == axis.ticks[0] else "grid", 0, here, svg.WIDE, here)
        yield svg.words(number(value, axis.decimals) + chart.suffix, 0, here - 4)


def _limits(chart: Control, axis: axes.Axis, y: float, slot: float) -> Iterator[SafeString]:
    """Where chance alone would leave a period, as a box of its own: periods differ in how many they count."""
    for i, each in enumerate(chart.marks):
        if each.low is not None and each.high is not None and each.low <= each.high:
            top, bottom = (y + _PLOT * (1 - axis.at(value)) for value in (each.high, each.low))
            yield svg.rect("limits", LEFT + i * slot, top, slot, max(1.0, bottom - top))


def _centre(chart: Control, axis: axes.Axis, y: float) -> Iterator[SafeString]:
    if chart.centre is not None:
        here = y + _PLOT * (1 - axis.at(chart.centre))
        yield svg.line("reference", LEFT, here, svg.WIDE, here)


def _point(each: Mark, x: float, y: float) -> SafeString:
    tip = f"{each.label}: {each.told}" if each.told else each.label
    return svg.shape("outside", x, y, _DIAMOND, tip=tip) if each.outside else svg.dot("estimate", x, y, 5, tip=tip)


def _labels(chart: Control, places: list[float], y: float) -> Iterator[SafeString]:
    """Some labels, so far apart that they fit a telephone; where something changed, an upright line."""
    every = max(1, -(-len(places) // _LABELS))
    for i in range(0, len(places), every):
        yield svg.line("axis", places[i], y, places[i], y + 5)
        yield svg.words(chart.marks[i].label, places[i], y + 20, "middle")
    if chart.broken is not None and 0 < chart.broken < len(places):
        x = (places[chart.broken - 1] + places[chart.broken]) / 2
        yield svg.line("today", x, y - _PLOT, x, y)
