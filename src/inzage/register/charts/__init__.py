"""Charts of the register: SVG made on the server, each beside its table.

Shapes carry classes only (``inzage.css`` gives them their look), because the content
policy forbids style and script in a page. Widths are shares of the drawing, so that a
chart fits a telephone with its letters at full size. A chart has a title, a description
and ``role="img"``; what it shows is also in :func:`figure`'s table, for everyone. Every
text is escaped; sentences and labels come from the caller, in the reader's language.

    figure(Bars(Said("Handelingen per week", "...", "weken", ("Week", "Aantal")), "Aantal", counts))
"""

from inzage.register.charts.axes import Elapsed, elapsed
from inzage.register.charts.bands import Band, band
from inzage.register.charts.bars import Bars, Count, bars
from inzage.register.charts.control import Control, Mark, control
from inzage.register.charts.coverage import Coverage, Fill, Part, coverage
from inzage.register.charts.curves import Curves, Stairs, Tread, curves
from inzage.register.charts.figures import Drawn, Table, figure
from inzage.register.charts.funnels import Funnel, Stage, funnel
from inzage.register.charts.intervals import Heading, Interval, Intervals, Withheld, interval
from inzage.register.charts.lying import Lying, lying
from inzage.register.charts.said import Said
from inzage.register.charts.squares import Squares, squares
from inzage.register.charts.timelines import Lane, Point, Span, Timeline, Tone, timeline

__all__ = [
    "Band",
    "Bars",
    "Control",
    "Count",
    "Coverage",
    "Curves",
    "Drawn",
    "Elapsed",
    "Fill",
    "Funnel",
    "Heading",
    "Interval",
    "Intervals",
    "Lane",
    "Lying",
    "Mark",
    "Part",
    "Point",
    "Said",
    "Span",
    "Squares",
    "Stage",
    "Stairs",
    "Table",
    "Timeline",
    "Tone",
    "Tread",
    "Withheld",
    "band",
    "bars",
    "control",
    "coverage",
    "curves",
    "elapsed",
    "figure",
    "funnel",
    "interval",
    "lying",
    "squares",
    "timeline",
]
