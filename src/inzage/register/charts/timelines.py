"""A timeline over months: one lane per noun, with spans (from, until) and points (on a day)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from inzage.register.charts import axes, svg
from inzage.register.charts.figures import Table
from inzage.register.charts.said import Said

_NAME, _ROW, _GAP, _AXIS = 24, 18, 12, 38
_MARK = 12
NARROWEST = 0.8
"""A span of a day is still this wide, in percent."""


class Tone(StrEnum):
    """How a mark looks."""

    PLAIN = "plain"
    OK = "ok"
    ATTENTION = "attention"
    DANGER = "danger"


_DISC = "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0Z"
_SHAPES = {
    Tone.PLAIN: _DISC,
    Tone.OK: _DISC,
    Tone.ATTENTION: "M0-8 8 6H-8Z",
    Tone.DANGER: "M0-8 8 0 0 8-8 0Z",
}
"""Not by colour alone: a triangle asks for attention, a diamond is wrong."""


@dataclass(frozen=True, slots=True)
class Span:
    """Something that lasts; ``until`` None: still going on. Raises ValueError for an end before the beginning."""

    label: str
    since: date
    until: date | None
    tone: Tone = Tone.PLAIN

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.since:
            raise ValueError("a span does not end before it begins")


@dataclass(frozen=True, slots=True)
class Point:
    """Something on a day."""

    label: str
    on: date
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Lane:
    """What stands on one line: the marks of one noun."""

    label: str
    marks: tuple[Span | Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """Lanes from ``first`` to ``last``, both days included. Raises ValueError where that is no time at all."""

    said: Said
    first: date
    last: date
    lanes: tuple[Lane, ...]
    today: date | None = field(default=None, kw_only=True)
    open_end: str = field(default="…", kw_only=True)

    def __post_init__(self) -> None:
        if self.last <= self.first:
            raise ValueError("a timeline lasts longer than a day")

    def drawing(self) -> SafeString:
        """The chart alone."""
        return timeline(self)

    def table(self) -> Table:
        """Every mark in words, also one outside the time drawn: lane, what, since, until."""
        ordered = [(lane.label, mark) for lane in self.lanes for mark in sorted(lane.marks, key=begins)]
        return Table(
            self.said.title, self.said.head, tuple((lane, mark.label, *self._days(mark)) for lane, mark in ordered)
        )

    def at(self, day: date) -> float:
        """Where a day lies across, in percent; a day outside lies at the edge."""
        part = (day - self.first).days / (self.last - self.first).days
        return svg.WIDE * min(1.0, max(0.0, part))

    def _days(self, mark: Span | Point) -> tuple[str, str]:
        if isinstance(mark, Point):
            return spoken(mark.on), spoken(mark.on)
        return spoken(mark.since), spoken(mark.until) if mark.until else self.open_end


def begins(mark: Span | Point) -> date:
    """The first day of a mark."""
    return mark.since if isinstance(mark, Span) else mark.on


def ends(mark: Span | Point) -> date:
    """The last day of a mark; what goes on has none."""
    return mark.on if isinstance(mark, Point) else mark.until or date.max


def spoken(day: date) -> str:
    """A day in the reader's language."""
    return date_format(day, "j F Y")


def rows(marks: Iterable[Span | Point]) -> list[list[Span | Point]]:
    """Marks in as many rows as spans that overlap need; points share the first."""
    found: list[list[Span | Point]] = [[]]
    for mark in sorted(marks, key=begins):
        free = found[0] if isinstance(mark, Point) else next((row for row in found if _free(row, mark)), None)
        if free is None:
            found.append([mark])
        else:
            free.append(mark)
    return found


def _free(row: Sequence[Span | Point], span: Span) -> bool:
    return all(isinstance(mark, Point) or ends(mark) < span.since for mark in row)


def timeline(chart: Timeline) -> SafeString:
    """The drawing of lanes."""
    pieces: list[SafeString] = []
    y = float(_AXIS)
    for lane in chart.lanes:
        inside = [mark for mark in lane.marks if begins(mark) <= chart.last and ends(mark) >= chart.first]
        stacked = rows(inside)
        pieces += _lane(chart, lane.label, stacked, y)
        y += _NAME + _ROW * len(stacked) + _GAP
    return svg.drawing(chart.said, y, [*_today(chart, y), *_months(chart, y), *pieces])


def _lane(chart: Timeline, label: str, stacked: list[list[Span | Point]], y: float) -> Iterator[SafeString]:
    yield svg.line("grid", 0, y, svg.WIDE, y)
    yield svg.words(label, 0, y + 16, "lane")
    for i, row in enumerate(stacked):
        for mark in sorted(row, key=lambda mark: isinstance(mark, Point)):
            yield _mark(chart, mark, y + _NAME + i * _ROW)


def _mark(chart: Timeline, mark: Span | Point, y: float) -> SafeString:
    if isinstance(mark, Point):
        return _dot(chart, mark, y)
    x, until = chart.at(mark.since), chart.at(min(ends(mark), chart.last))
    width = max(NARROWEST, until - x)
    look = f"span iz-chart__span--{mark.tone}" + ("" if mark.until else " iz-chart__span--open")
    tip = f"{mark.label}: {spoken(mark.since)} – {spoken(mark.until) if mark.until else chart.open_end}"
    return svg.rect(look, min(x, svg.WIDE - width), y, width, _MARK, tip=tip)


def _dot(chart: Timeline, point: Point, y: float) -> SafeString:
    """A point, wholly inside the drawing."""
    x = min(svg.WIDE - 1, max(1.0, chart.at(point.on)))
    look = f"point iz-chart__point--{point.tone}"
    return svg.shape(look, x, y + _MARK / 2, _SHAPES[point.tone], tip=f"{point.label}: {spoken(point.on)}")


def _months(chart: Timeline, height: float) -> Iterator[SafeString]:
    """Months at the top; under the first, and under the first of each year, the year."""
    year = 0
    for month in axes.months(chart.first, chart.last):
        x = chart.at(month)
        yield svg.line("grid", x, 0, x, height)
        yield svg.words(named(month), x, 14, shift=5)
        if month.year != year:
            yield svg.words(str(month.year), x, 29, shift=5)
        year = month.year


def named(month: date) -> str:
    """A month's short name as the reader's language writes it."""
    name = date_format(month, "M")
    return name if (get_language() or "").startswith("en") else name.lower()


def _today(chart: Timeline, height: float) -> Iterator[SafeString]:
    if chart.today and chart.first <= chart.today <= chart.last:
        x = chart.at(chart.today)
        yield svg.line("today", x, 0, x, height)
