"""Lists as anybody writes them: text with one entry per line, or CSV with ``entry,class``.

Text: UTF-8; ``#`` begins a comment line. CSV: with or without its heading; a line
without a class has the manifest's only one.

References: RFC 4180.
"""

import csv
from collections.abc import Iterator, Sequence

from inzage.watchlists.formats import LINE, Brought, Row, Said, broken
from inzage.watchlists.formats.lines import lines

HEADING = ["entry", "class"]
_COLUMNS: Said = ("CSV met de kolommen entry,class", "CSV with the columns entry,class")
_TWO: Said = ("twee kolommen: entry,class", "two columns: entry,class")


def text(brought: Brought) -> Iterator[Row]:
    """Each line that is neither blank nor a comment."""
    for number, line in lines(brought.file):
        entry = line.strip()
        if entry and not entry.startswith("#"):
            yield Row(number, entry)


def comma_separated(brought: Brought) -> Iterator[Row]:
    """Each line that is neither blank nor the heading."""
    reader = csv.reader(_checked(lines(brought.file)), strict=True)
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells) and not (reader.line_num == 1 and [c.lower() for c in cells] == HEADING):
                yield _row(reader.line_num, cells)
    except csv.Error:
        raise broken(LINE, reader.line_num, _COLUMNS) from None


def _checked(numbered: Iterator[tuple[int, str]]) -> Iterator[str]:
    """The lines, unless the first is a heading parted by something else than commas."""
    for number, line in numbered:
        if number == 1 and separator_of(line.lower(), HEADING[1:]) in {";", "\t"}:
            raise broken(LINE, number, _COLUMNS, ("een ander scheidingsteken", "another separator"))
        yield line


def separator_of(line: str, classes: Sequence[str]) -> str | None:
    """What parts this line into an entry and one of these classes, if anything does."""
    for sign in ",;\t":
        entry, parted, name = line.rpartition(sign)
        if parted and entry and name.strip().strip('"') in classes:
            return sign
    return None


def _row(number: int, cells: Sequence[str]) -> Row:
    entry, name, *rest = [*cells, ""] if len(cells) == 1 else cells
    if any(rest):
        raise broken(LINE, number, _TWO, (f"{len(cells)} kolommen", f"{len(cells)} columns"))
    return Row(number, entry, name or None)
