"""Coverage: one bar cut into what was read, not read, absent; the parts fill it exactly."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.safestring import SafeString

from inzage.register.charts import svg
from inzage.register.charts.figures import Table
from inzage.register.charts.said import Said, number

LEAST = 1.5
"""A part that is not empty is at least this wide, in percent: what is little must be seen too."""
_BAR = 28


class Fill(StrEnum):
    """How a part looks, by what became of its sources."""

    READ = "read"
    PARTLY = "partly"
    UNREADABLE = "unreadable"
    CLOSED = "closed"
    ABSENT = "absent"
    NOT_NEEDED = "not-needed"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the whole. Raises ValueError for less than nothing."""

    label: str
    count: int
    fill: Fill

    def __post_init__(self) -> None:
        if self.count < 0:
            raise ValueError("a part is never less than 0")


@dataclass(frozen=True, slots=True)
class Coverage:
    """Parts in the order given."""

    said: Said
    parts: tuple[Part, ...]

    def drawing(self) -> SafeString:
        """The chart alone; its table names the parts, each with its patch."""
        return coverage(self)

    def table(self) -> Table:
        """Each part in words, with its share of the whole. Shares are rounded: little is never told as none."""
        total = sum(part.count for part in self.parts)
        rows = tuple((part.label, number(part.count), said_share(part.count, total)) for part in self.parts)
        return Table(self.said.title, self.said.head, rows, (1, 2), tuple(part.fill.value for part in self.parts))


def coverage(chart: Coverage) -> SafeString:
    """The drawing of one bar."""
    return svg.drawing(chart.said, _BAR + 4, _boxes(chart.parts))


def _boxes(parts: tuple[Part, ...]) -> Iterator[SafeString]:
    x = 0.0
    for part, width in zip(parts, widths([part.count for part in parts]), strict=True):
        if width:
            tip = f"{part.label}: {number(part.count)}"
            yield svg.rect(f"part iz-chart__part--{part.fill}", x, 2, width, _BAR, tip=tip)
        x += width
    yield svg.rect("whole", 0, 2, svg.WIDE, _BAR)


def widths(counts: Sequence[int]) -> tuple[float, ...]:
    """Widths in percent that together fill the bar; none for nothing, LEAST at least for anything (while they fit)."""
    some = {i for i, n in enumerate(counts) if n}
    least = min(LEAST, svg.WIDE / max(1, len(some)))
    small: set[int] = set()
    while True:
        rest = svg.WIDE - least * len(small)
        total = sum(counts[i] for i in some - small) or 1
        found = {i for i in some - small if counts[i] / total * rest < least}
        if not found:
            break
        small |= found
    return tuple(0.0 if not n else least if i in small else n / total * rest for i, n in enumerate(counts))


def said_share(count: int, total: int) -> str:
    """A share in whole percents; what is not none is at least "< 1 %", what is not all at most "> 99 %"."""
    if not total or count in {0, total}:
        return "100%" if count else "0%"
    percent = round(100 * count / total)
    return "< 1%" if percent < 1 else "> 99%" if percent > 99 else f"{percent}%"  # noqa: PLR2004 - percents
