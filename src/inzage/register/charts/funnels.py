"""A funnel: of each step how many, and which share of those it is counted in, with its interval."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from inzage.register.charts import svg
from inzage.register.charts.figures import Table
from inzage.register.charts.said import Said, number

_BAR, _GAP = 18, 20


@dataclass(frozen=True, slots=True)
class Stage:
    """``count`` of the ``among`` that it is counted in. ``low``, ``high``: of its share, 0 to 1; ``told``: in words.

    Raises ValueError for more than there were.
    """

    label: str
    count: int
    among: int
    low: float | None = None
    high: float | None = None
    told: str = field(default="", kw_only=True)

    def __post_init__(self) -> None:
        if not 0 <= self.count <= self.among:
            raise ValueError("a step counts no more than there were")


@dataclass(frozen=True, slots=True)
class Funnel:
    """Steps in the order given. Nobody leaves the first: every bar is drawn to its scale."""

    said: Said
    stages: tuple[Stage, ...]

    def drawing(self) -> SafeString:
        """The chart alone."""
        return funnel(self)

    def table(self) -> Table:
        """Each step: how many, of how many, and its share in words."""
        rows = tuple((each.label, number(each.count), number(each.among), each.told) for each in self.stages)
        return Table(self.said.title, self.said.head, rows, figures=(1, 2))


def funnel(chart: Funnel) -> SafeString:
    """The drawing: a frame as long as those it is counted in, filled as far as the step was reached."""
    most = max((each.among for each in chart.stages), default=0) or 1
    y, pieces = 2.0, list[SafeString]()
    for each in chart.stages:
        pieces += [*svg.lines(each.label, y + 12, "lane"), *svg.lines(_told(each), y + 12 + svg.tall(each.label))]
        y += svg.tall(each.label) + svg.tall(_told(each)) + 4
        pieces += _bar(each, most, y)
        y += _BAR + _GAP
    return svg.drawing(chart.said, max(y, 1), pieces)


def _told(each: Stage) -> str:
    return each.told or f"{number(each.count)} / {number(each.among)}"


def _bar(each: Stage, most: int, y: float) -> Iterator[SafeString]:
    whole = svg.WIDE * each.among / most
    if each.among:
        yield svg.rect("room", 0, y, whole, _BAR)
    if each.count:
        yield svg.rect("bar", 0, y, svg.WIDE * each.count / most, _BAR, tip=f"{each.label}: {number(each.count)}")
    if each.low is not None and each.high is not None:
        low, high = (whole * min(1.0, max(0.0, share)) for share in (each.low, each.high))
        yield svg.line("range", low, y + _BAR + 6, high, y + _BAR + 6)
        for end in (low, high):
            yield svg.line("range", end, y + _BAR + 2, end, y + _BAR + 10)
