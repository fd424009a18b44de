"""A chart with its table: what is drawn is also said, for everyone and on every screen."""

from dataclasses import dataclass
from typing import Protocol

from django.utils.html import format_html
from django.utils.safestring import SafeString

from inzage.register.charts import svg
from inzage.register.charts.said import Said


@dataclass(frozen=True, slots=True)
class Table:
    """What a chart shows, in cells; ``figures``: columns with numbers, which stand to the right.

    A cell may be a link already. ``marks``: per row the class of the patch that stands for it in the drawing, or none
    at all. ``stack``: on a telephone the cells of a row stand below each other, each with the head of its column.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: tuple[int, ...] = ()
    marks: tuple[str, ...] = ()
    stack: bool = False

    def html(self) -> SafeString:
        """A table that scrolls inside itself."""
        head = svg.joined(self._cell(i, "th", cell, ' scope="col"', "columnheader") for i, cell in enumerate(self.head))
        return format_html(
            '<div class="iz-table-wrap" tabindex="0" role="region" aria-label="{0}"><table class="iz-table{1}"{2}>'
            '<caption class="iz-visually-hidden">{0}</caption>'
            "<thead{4}><tr{5}>{3}</tr></thead><tbody{4}>{6}</tbody></table></div>",
            self.caption,
            " iz-table--stack" if self.stack else "",
            self._role("table"),
            head,
            self._role("rowgroup"),
            self._role("row"),
            svg.joined(self._row(i, row) for i, row in enumerate(self.rows)),
        )

    def _row(self, at: int, row: tuple[str, ...]) -> SafeString:
        patch = (
            format_html('<span class="iz-chart__patch iz-chart__patch--{}"></span>', self.marks[at])
            if self.marks
            else ""
        )
        first = self._cell(0, "th", format_html("{}{}", patch, row[0]), ' scope="row"', "rowheader")
        rest = [self._cell(i, "td", cell, self._named(i), "cell") for i, cell in enumerate(row) if i]
        return format_html("<tr{}>{}</tr>", self._role("row"), svg.joined([first, *rest]))

    def _cell(self, column: int, tag: str, cell: str, more: str, role: str) -> SafeString:
        look = ' class="iz-num"' if column in self.figures else ""
        return format_html("<{0}{1}{2}{3}>{4}</{0}>", tag, SafeString(more), SafeString(look), self._role(role), cell)

    def _named(self, column: int) -> SafeString:
        return format_html(' data-label="{}"', self.head[column]) if self.stack else SafeString("")

    def _role(self, role: str) -> SafeString:
        """A table whose look is no table's any more says itself what its parts are."""
        return SafeString(f' role="{role}"' if self.stack else "")


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
