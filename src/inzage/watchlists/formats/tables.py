"""Tables of text with a heading: each row by the names of its columns."""

import csv
from collections.abc import Iterator, Mapping

from inzage.watchlists.formats import LINE, Brought, Said, broken
from inzage.watchlists.formats.lines import lines

_FEWER: Said = ("evenveel kolommen als in de kop", "as many columns as in the heading")


def table(
    brought: Brought, wanted: frozenset[str], *, separator: str, encoding: str = "utf-8"
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Line number and cells by column, without the heading; ``EntryFault`` where columns are missing."""
    reader = csv.reader((line for _, line in lines(brought.file, encoding)), delimiter=separator)
    heading: list[str] = []
    try:
        for row in reader:
            if not heading:
                heading = _heading(row, wanted, separator)
            elif len(row) == len(heading):
                yield reader.line_num, dict(zip(heading, map(str.strip, row), strict=True))
            elif any(row):
                raise broken(LINE, reader.line_num, _FEWER, (f"{len(row)} kolommen", f"{len(row)} columns"))
    except csv.Error:
        raise broken(LINE, reader.line_num, _FEWER) from None


def _heading(row: list[str], wanted: frozenset[str], separator: str) -> list[str]:
    names = [name.strip() for name in row]
    if not wanted <= set(names):
        said = ", ".join(sorted(wanted))
        expected = (f"de kolommen {said}, gescheiden door {separator}", f"the columns {said}, parted by {separator}")
        raise broken(LINE, 1, expected, ("andere kolommen of een ander scheidingsteken", "other columns or separator"))
    return names
