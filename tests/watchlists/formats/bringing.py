"""What a reader makes of a file: its rows and what it left."""

import io
from collections import Counter
from typing import NamedTuple

from inzage.watchlists import ListKind
from inzage.watchlists.formats import Brought, Format, Left, Row
from inzage.watchlists.formats.readers import rows

MD5, SHA1, SHA256 = "d" * 32, "e" * 40, "f" * 64
PDNA = "QUJD" * 48
"""A stand-in of the length that such values have."""


class Read(NamedTuple):
    """Entries with number and category, and what was left, by reason."""

    rows: list[Row]
    left: Counter[Left]


def read(data: str | bytes, written: Format, kind: ListKind = ListKind.DIGESTS) -> Read:
    raw = data.encode() if isinstance(data, str) else data
    brought = Brought(io.BytesIO(raw), kind)
    return Read(list(rows(brought, written)), brought.left)
