"""Steps over time since a beginning (survival, cumulative incidence), with their band and who is still followed."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from inzage.register.charts import axes, svg
from inzage.register.charts.figures import Table
from inzage.register.charts.said import Said, number

LOOKS = 4
"""Lines that can be told apart by their dashes."""
LEFT, RIGHT = 13.0, 97.0
"""Where the plot begins and ends, in percent: room for values beside it."""
_PLOT, _LEGEND = 210.0, 20


@dataclass(frozen=True, slots=True)
class Tread:
    """From day ``since`` the line lies at ``value``, with its interval; None where nothing bounds it."""

    since: int
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Stairs:
    """One group. ``until``: the last day anybody was followed. ``at_risk``: how many still were, for each tick.

    Raises ValueError where days do not go on.
    """

    label: str
    treads: tuple[Tread, ...]
    until: int
    at_risk: tuple[str, ...]

    def __post_init__(self) -> None:
        days = [*(tread.since for tread in self.treads), self.until]
        if days != sorted(days):
            raise ValueError("a curve goes on in time")


@dataclass(frozen=True, slots=True)
class Curves:
    """Groups in one plot, at most LOOKS. ``time``: the axis in days; ``across``, ``up``: what either axis says.

    ``at_risk``: the heading of the numbers under the axis. ``top``: the axis upwards runs from 0 to there at least.
    Raises ValueError for more groups than can be told apart.
    """

    said: Said
    groups: tuple[Stairs, ...]
    time: axes.Elapsed
    across: str
    up: str
    at_risk: str
    top: float
    suffix: str = field(default="", kw_only=True)

    def __post_init__(self) -> None:
        if len(self.groups) > LOOKS:
            raise ValueError(f"at most {LOOKS} lines can be told apart")

    def drawing(self) -> SafeString:
        """The chart alone."""
        return curves(self)

    def table(self) -> Table:
        """Per group and tick: the value then, from, to, and how many were still followed."""
        rows = tuple(
            (group.label, number(self.time.told(tick)), *self._then(group, tick), group.at_risk[i])
            for group in self.groups
            for i, tick in enumerate(self.time.ticks)
            if tick <= group.until or not i
        )
        return Table(self.said.title, self.said.head, rows, figures=(1, 2, 3, 4, 5))

    def _then(self, group: Stairs, day: int) -> tuple[str, ...]:
        now = next((tread for tread in reversed(group.treads) if tread.since <= day), None)
        values = (now.value, now.low, now.high) if now else (None, None, None)
        return tuple("…" if value is None else number(value) + self.suffix for value in values)

    def at(self, day: int) -> float:
        """Where a day lies across, in percent."""
        return LEFT + (RIGHT - LEFT) * min(1.0, max(0.0, day / self.time.ticks[-1]))

    def axis(self) -> axes.Axis:
        """The axis upwards."""
        held = [value for group in self.groups for tread in group.treads for value in (tread.value, tread.high)]
        return axes.measures(0.0, max([self.top, *(value for value in held if value is not None)]))


def curves(chart: Curves) -> SafeString:
    """The drawing of steps."""
    axis, pieces = chart.axis(), list(svg.lines(chart.up, 12))
    y = svg.tall(chart.up) + 6
    legend = list(_legend(chart, y)) if len(chart.groups) > 1 else []
    y += _LEGEND * len(legend) // 2 + 20
    pieces += [*legend, *_grid(chart, axis, y)]
    for i, group in enumerate(chart.groups):
        pieces += _band(chart, group, axis, y, i)
    for i, group in enumerate(chart.groups):
        pieces += _line(chart, group, axis, y, i)
    below, end = _below(chart, y + _PLOT)
    return svg.drawing(chart.said, end, [*pieces, *below])


def _legend(chart: Curves, y: float) -> Iterator[SafeString]:
    for i, group in enumerate(chart.groups):
        yield svg.area(f"steps iz-chart__steps--{i + 1}", y + _LEGEND * i + 8, 1, [(0, 0), (10, 0)])
        yield svg.words(group.label, 12, y + _LEGEND * i + 13)


def _grid(chart: Curves, axis: axes.Axis, y: float) -> Iterator[SafeString]:
    for value in axis.ticks:
        here = y + _PLOT * (1 - axis.at(value))
        yield svg.line("axis" if value == axis.ticks[0] else "grid", 0, here, svg.WIDE, here)
        yield svg.words(number(value, axis.decimals) + chart.suffix, 0, here - 4)


def _places(chart: Curves, group: Stairs, axis: axes.Axis, which: str) -> list[tuple[float, float]]:
    """Corners of one edge; where nothing bounds it, it lies on the line itself."""
    found: list[tuple[float, float]] = []
    for tread, until in zip(group.treads, [*(tread.since for tread in group.treads[1:]), group.until], strict=True):
        value = getattr(tread, which)
        high = _PLOT * (1 - min(1.0, max(0.0, axis.at(tread.value if value is None else value))))
        found += [(chart.at(tread.since), high), (chart.at(until), high)]
    return found


def _band(chart: Curves, group: Stairs, axis: axes.Axis, y: float, i: int) -> Iterator[SafeString]:
    if any(tread.low is not None or tread.high is not None for tread in group.treads):
        edges = (_places(chart, group, axis, which) for which in ("low", "high"))
        low, high = edges
        yield svg.area(f"band iz-chart__band--{i + 1}", y, _PLOT, [*low, *reversed(high)], closed=True)


def _line(chart: Curves, group: Stairs, axis: axes.Axis, y: float, i: int) -> Iterator[SafeString]:
    if group.treads:
        yield svg.area(f"steps iz-chart__steps--{i + 1}", y, _PLOT, _places(chart, group, axis, "value"))


def _below(chart: Curves, y: float) -> tuple[list[SafeString], float]:
    """Ticks, what they count, and per group how many were still followed."""
    pieces: list[SafeString] = []
    for tick in chart.time.ticks:
        pieces += [svg.line("axis", chart.at(tick), y, chart.at(tick), y + 5)]
        pieces += [svg.words(number(chart.time.told(tick)), chart.at(tick), y + 20, "middle")]
    pieces += svg.lines(chart.across, y + 40)
    y += 52 + svg.tall(chart.across)
    pieces += svg.lines(chart.at_risk, y, "lane")
    y += svg.tall(chart.at_risk)
    for group in chart.groups:
        if len(chart.groups) > 1:
            pieces += svg.lines(group.label, y)
            y += svg.tall(group.label)
        told = zip(chart.time.ticks, group.at_risk, strict=True)
        pieces += [svg.words(many, chart.at(tick), y, "middle") for tick, many in told]
        y += svg.LINE + 4
    return pieces, y - 8
