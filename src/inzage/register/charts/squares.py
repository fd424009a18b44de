"""A square for each of a few: those that count filled, the others open, those still to come dotted."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from inzage.register.charts import svg
from inzage.register.charts.figures import Table
from inzage.register.charts.said import Said, number

MOST = 100
"""More than these nobody counts by eye."""
_ROW, _SIDE, _PITCH = 10, 18, 24


@dataclass(frozen=True, slots=True)
class Squares:
    """``parts``: (label, how many) of those filled, open and to come. They have no order: nobody is one of them.

    Raises ValueError for less than none, or for more than MOST.
    """

    said: Said
    filled: tuple[str, int]
    empty: tuple[str, int]
    awaited: tuple[str, int] = ("", 0)

    def __post_init__(self) -> None:
        many = [n for _, n in self.parts]
        if min(many) < 0 or sum(many) > MOST:
            raise ValueError(f"squares are from 0 to {MOST}")

    @property
    def parts(self) -> tuple[tuple[str, int], ...]:
        """All three."""
        return (self.filled, self.empty, self.awaited)

    def drawing(self) -> SafeString:
        """The chart alone."""
        return squares(self)

    def table(self) -> Table:
        """Each part that is there, in words."""
        rows = tuple((label, number(many)) for label, many in self.parts if label)
        return Table(self.said.title, self.said.head, rows, figures=(1,))


def squares(chart: Squares) -> SafeString:
    """The drawing: ten in a row."""
    looks = [
        look for look, (_, many) in zip(("filled", "empty", "awaited"), chart.parts, strict=True) for _ in range(many)
    ]
    paths: dict[str, str] = {}
    for i, look in enumerate(looks):
        x, y = i % _ROW * _PITCH + 1, i // _ROW * _PITCH + 1
        paths[look] = paths.get(look, "") + f"M{x} {y}h{_SIDE}v{_SIDE}h-{_SIDE}Z"
    return svg.drawing(
        chart.said,
        max(1, -(-len(looks) // _ROW) * _PITCH),
        [svg.shape(look, 0, 0, path) for look, path in paths.items()],
    )
