"""A chart with its table: what is drawn is also said, for everyone and on every screen."""

from dataclasses import dataclass
from typing import Protocol

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from inzage.register.charts import svg
from inzage.register.charts.said import Said


@dataclass(frozen=True, slots=True)
class Table:
    """What a chart shows, in cells; ``figures``: columns with numbers, which stand to the right.

    ``marks``: per row the class of the patch that stands for it in the drawing, or none at all.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: tuple[int, ...] = ()
    marks: tuple[str, ...] = ()

    def html(self) -> SafeString:
        """A table that scrolls inside itself."""
        head = svg.joined(self._cell(i, "th", cell, ' scope="col"') for i, cell in enumerate(self.head))
        return format_html(
            '<div class="iz-table-wrap" tabindex="0" role="region" aria-label="{0}"><table class="iz-table">'
            '<caption class="iz-visually-hidden">{0}</caption>'
            "<thead><tr>{1}</tr></thead><tbody>{2}</tbody></table></div>",
            self.caption,
            head,
            format_html_join("", "<tr>{}</tr>", ((self._row(i, row),) for i, row in enumerate(self.rows))),
        )

    def _row(self, at: int, row: tuple[str, ...]) -> SafeString:
        patch = (
            format_html('<span class="iz-chart__patch iz-chart__patch--{}"></span>', self.marks[at])
            if self.marks
            else ""
        )
        first = self._cell(0, "th", format_html("{}{}", patch, row[0]), ' scope="row"')
        return svg.joined([first, *(self._cell(i, "td", cell) for i, cell in enumerate(row) if i)])

    def _cell(self, column: int, tag: str, cell: str, scope: str = "") -> SafeString:
        look = ' class="iz-num"' if column in self.figures else ""
        return format_html("<{0}{1}{2}>{3}</{0}>", tag, SafeString(scope), SafeString(look), cell)


class Drawn(Protocol):
    """A chart: its words, its drawing and its table."""

    @property
    def said(self) -> Said:
        """What it is in words."""

    def drawing(self) -> SafeString:
        """The SVG."""

    def table(self) -> Table:
        """The same in cells."""


def figure(chart: Drawn, shown_as_table: str = "") -> SafeString:
    """A chart and its table; with ``shown_as_table`` (words to press) the table waits folded under it."""
    table = chart.table().html()
    folded = (
        format_html("<details><summary>{}</summary>{}</details>", shown_as_table, table) if shown_as_table else table
    )
    return format_html(
        '<figure class="iz-chart"><figcaption>{}</figcaption>{}{}</figure>', chart.said.title, chart.drawing(), folded
    )
