"""A line with its band over something that can be chosen, such as the share late over the number of pairs."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from inzage.register.charts import axes, svg
from inzage.register.charts.figures import Table
from inzage.register.charts.said import Said, number

LEFT, RIGHT = 13.0, 97.0
"""Where the plot begins and ends, in percent."""
_PLOT = 210.0

Place = tuple[float, float, float, float]
"""Where (across), and there the low edge, the middle and the high edge."""


@dataclass(frozen=True, slots=True)
class Band:
    """Places in order of ``across``. ``marker``: where one is now, said in ``marked``. ``top``: the axis runs from 0 to
    there at least.

    Raises ValueError where places do not go on, or a middle lies outside its band.
    """

    said: Said
    across: str
    places: tuple[Place, ...]
    marker: float | None = None
    up: str = field(default="", kw_only=True)
    marked: str = field(default="", kw_only=True)
    top: float = field(default=0.0, kw_only=True)
    decimals: int = field(default=0, kw_only=True)
    suffix: str = field(default="", kw_only=True)

    def __post_init__(self) -> None:
        where = [x for x, *_ in self.places]
        if where != sorted(set(where)):
            raise ValueError("a band goes on from place to place")
        if not all(low <= mid <= high for _, low, mid, high in self.places):
            raise ValueError("a middle lies within its band")

    def drawing(self) -> SafeString:
        """The chart alone."""
        return band(self)

    def table(self) -> Table:
        """Each place: where, the middle, from, to."""
        rows = tuple(
            (number(x, _decimals(x)), *(number(value, self.decimals) + self.suffix for value in (mid, low, high)))
            for x, low, mid, high in self.places
        )
        return Table(self.said.title, self.said.head, rows, figures=(0, 1, 2, 3))

    def along(self) -> axes.Axis:
        """The axis across."""
        where = [x for x, *_ in self.places] + ([] if self.marker is None else [self.marker])
        return axes.measures(min(where, default=0.0), max(where, default=1.0))

    def upwards(self) -> axes.Axis:
        """The axis upwards."""
        return axes.measures(*_ends([0.0, self.top, *(value for _, *values in self.places for value in values)]))


def _decimals(x: float) -> int:
    return next((n for n in range(3) if round(x, n) == x), 3)


def _ends(values: list[float]) -> tuple[float, float]:
    return min(values), max(values)


def band(chart: Band) -> SafeString:
    """The drawing of a line in its band."""
    along, upwards = chart.along(), chart.upwards()
    y = svg.tall(chart.up) * bool(chart.up) + 34.0
    low, mid, high = ([(_at(along, p[0]), _PLOT * (1 - upwards.at(p[i]))) for p in chart.places] for i in (1, 2, 3))
    pieces = [*(svg.lines(chart.up, 12) if chart.up else []), *_grid(chart, upwards, y)]
    if chart.places:
        pieces.append(svg.area("band iz-chart__band--1", y, _PLOT, [*low, *reversed(high)], closed=True))
        pieces.append(svg.area("steps iz-chart__steps--1", y, _PLOT, mid))
    pieces += [svg.dot("estimate", x, round(y + here, 1), 4) for x, here in mid]
    pieces += [*_marker(chart, along, y), *_below(chart, along, y + _PLOT)]
    return svg.drawing(chart.said, y + _PLOT + 34 + svg.tall(chart.across), pieces)


def _at(along: axes.Axis, x: float) -> float:
    return LEFT + (RIGHT - LEFT) * along.at(x)


def _grid(chart: Band, axis: axes.Axis, y: float) -> Iterator[SafeString]:
    for value in axis.ticks:
        here = y + _PLOT * (1 - axis.at(value))
        yield svg.line("axis" if value == axis.ticks[0] else "grid", 0, here, svg.WIDE, here)
        yield svg.words(number(value, axis.decimals) + chart.suffix, 0, here - 4)


def _marker(chart: Band, along: axes.Axis, y: float) -> Iterator[SafeString]:
    """The upright line, its words above the plot, on the side where there is room."""
    if chart.marker is not None:
        x = _at(along, chart.marker)
        yield svg.line("today", x, y, x, y + _PLOT)
        left = x > svg.WIDE / 2
        yield svg.words(chart.marked, x, y - 8, "end" if left else "start")


def _below(chart: Band, along: axes.Axis, y: float) -> Iterator[SafeString]:
    for value in along.ticks:
        yield svg.line("axis", _at(along, value), y, _at(along, value), y + 5)
        yield svg.words(number(value, along.decimals), _at(along, value), y + 20, "middle")
    yield from svg.lines(chart.across, y + 42)
