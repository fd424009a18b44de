"""Bars that lie: how many, for each of a column of names. A name has a line of its own, so that it fits a telephone."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from inzage.register.charts import svg
from inzage.register.charts.bars import Count
from inzage.register.charts.figures import Table
from inzage.register.charts.said import Said, number

LONGEST = 88.0
"""Of the bar with most, in percent: the rest is for its number."""
_NAME, _BAR, _GAP = 18, 16, 14


@dataclass(frozen=True, slots=True)
class Lying:
    """Names with their counts, in the order given. ``whole``: what a bar of full length stands for; 0: the most."""

    said: Said
    counts: tuple[Count, ...]
    whole: int = field(default=0, kw_only=True)

    def drawing(self) -> SafeString:
        """The chart alone."""
        return lying(self)

    def table(self) -> Table:
        """Each name in words."""
        rows = tuple((each.label, number(each.count)) for each in self.counts)
        return Table(self.said.title, self.said.head, rows, figures=(1,))


def lying(chart: Lying) -> SafeString:
    """The drawing of bars below each other."""
    most = max((chart.whole, *(each.count for each in chart.counts))) or 1
    pieces: list[SafeString] = []
    for i, each in enumerate(chart.counts):
        pieces += _bar(each, most, i * (_NAME + _BAR + _GAP))
    return svg.drawing(chart.said, max(1, len(chart.counts)) * (_NAME + _BAR + _GAP), pieces)


def _bar(each: Count, most: int, y: float) -> Iterator[SafeString]:
    width = LONGEST * each.count / most
    yield svg.words(each.label, 0, y + _NAME - 5)
    if each.count:
        yield svg.rect("bar", 0, y + _NAME, width, _BAR, tip=f"{each.label}: {number(each.count)}")
    yield svg.words(number(each.count), width + 1, y + _NAME + _BAR - 3)
