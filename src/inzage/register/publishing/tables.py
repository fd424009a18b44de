"""A publication as values (CSV): one line a figure, rounded as it is told, a full stop where it is withheld.

A cell that a spreadsheet would take for a formula gets an apostrophe before it.

References: RFC 4180; OWASP, CSV Injection.
"""

import csv
import io
from collections.abc import Iterable

from inzage.evaluation.gate.published import Published
from inzage.register.publishing.printing import printed

FORMULA = ("=", "+", "-", "@", "\t", "\r")
HEAD = ("tabel", "regel", "kolom", "waarde")


def table(published: Published) -> bytes:
    """The file, UTF-8, in Dutch."""
    whole = io.StringIO()
    made = csv.writer(whole, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    made.writerow(HEAD)
    for each in printed(published, "nl"):
        for at, row in enumerate(each.rows, 1):
            line = row[0] if each.curve is None else str(at)
            cells = row[1:] if each.curve is None else row
            heads = each.head[1:] if each.curve is None else each.head
            made.writerows(_safe((each.title, line, head, cell)) for head, cell in zip(heads, cells, strict=True))
    return whole.getvalue().encode()


def _safe(cells: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells)
