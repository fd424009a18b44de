"""Bars: how many, for each of a row of labels (counts per week)."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString

from inzage.register.charts import axes, svg
from inzage.register.charts.figures import Table
from inzage.register.charts.said import Said, number

LEFT = 9.0
"""Room for the values beside the axis, in percent."""
_TOP, _PLOT, _BELOW = 40, 140, 28
_LABELS = 5
_NAMED = 14
"""With more bars than this no number stands on top."""


@dataclass(frozen=True, slots=True)
class Count:
    """One bar. Raises ValueError for less than nothing."""

    label: str
    count: int

    def __post_init__(self) -> None:
        if self.count < 0:
            raise ValueError("a count is never less than 0")


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars in the order given; ``axis`` says what is counted."""

    said: Said
    axis: str
    counts: tuple[Count, ...]

    def drawing(self) -> SafeString:
        """The chart alone."""
        return bars(self)

    def table(self) -> Table:
        """Each bar in words."""
        rows = tuple((each.label, number(each.count)) for each in self.counts)
        return Table(self.said.title, self.said.head, rows, figures=(1,))


def bars(chart: Bars) -> SafeString:
    """The drawing of bars."""
    axis = axes.counts(max((each.count for each in chart.counts), default=0))
    slot = (svg.WIDE - LEFT) / max(1, len(chart.counts))
    pieces = [svg.words(chart.axis, 0, 12), *_grid(axis)]
    for i, each in enumerate(chart.counts):
        pieces += _bar(LEFT + i * slot, slot, each, axis, named=len(chart.counts) <= _NAMED)
    return svg.drawing(chart.said, _TOP + _PLOT + _BELOW, [*pieces, *_labels(chart.counts, slot)])


def _grid(axis: axes.Axis) -> Iterator[SafeString]:
    for value in axis.ticks:
        y = _TOP + _PLOT * (1 - axis.at(value))
        yield svg.line("axis" if value == axis.ticks[0] else "grid", 0, y, svg.WIDE, y)
        yield svg.words(number(value), 0, y - 4)


def _bar(x: float, slot: float, each: Count, axis: axes.Axis, *, named: bool) -> Iterator[SafeString]:
    if not each.count:
        return
    high = _PLOT * axis.at(each.count)
    y, tip = _TOP + _PLOT - high, f"{each.label}: {number(each.count)}"
    yield svg.rect("bar", x + slot * 0.12, y, slot * 0.76, high, tip=tip)
    if named:
        yield svg.words(number(each.count), x + slot / 2, y - 5, "middle")


def _labels(counts: tuple[Count, ...], slot: float) -> Iterator[SafeString]:
    """Some labels, so far apart that they fit a telephone."""
    every = max(1, -(-len(counts) // _LABELS))
    for i in range(0, len(counts), every):
        x = LEFT + (i + 0.5) * slot
        yield svg.line("axis", x, _TOP + _PLOT, x, _TOP + _PLOT + 5)
        yield svg.words(counts[i].label, x, _TOP + _PLOT + 20, "middle")
