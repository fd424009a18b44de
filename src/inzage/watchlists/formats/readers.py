"""Every format's reader, by its name."""

import importlib
from collections.abc import Callable, Iterator, Mapping

from inzage.watchlists import ListKind
from inzage.watchlists.formats import (
    Brought,
    Format,
    Row,
    icse,
    misp,
    ncmec,
    nsrl_text,
    plain,
    stix,
    stopncii,
    vics,
)


def _nsrl_sqlite(brought: Brought) -> Iterator[Row]:
    """The only form that needs a database engine, which is loaded for it alone."""
    found: Iterator[Row] = importlib.import_module("inzage.watchlists.formats.nsrl_sqlite").rows(brought)
    return found


_READERS: Mapping[Format, Callable[[Brought], Iterator[Row]]] = {
    Format.TEXT: plain.text,
    Format.CSV: plain.comma_separated,
    Format.VICS: vics.rows,
    Format.ICSE: icse.rows,
    Format.NCMEC: ncmec.rows,
    Format.NSRL_TEXT: nsrl_text.rows,
    Format.NSRL_SQLITE: _nsrl_sqlite,
    Format.MISP: misp.rows,
    Format.STIX: stix.rows,
    Format.STOPNCII: stopncii.rows,
}
_HOLDS = {
    Format.VICS: {ListKind.DIGESTS, ListKind.PICTURES},
    Format.NCMEC: {ListKind.DIGESTS, ListKind.PICTURES},
    Format.STOPNCII: {ListKind.PICTURES},
    Format.ICSE: {ListKind.DIGESTS},
    Format.NSRL_TEXT: {ListKind.DIGESTS},
    Format.NSRL_SQLITE: {ListKind.DIGESTS},
}
"""What the formats that hold not everything can hold."""


def rows(brought: Brought, written: Format) -> Iterator[Row]:
    """The rows of a list that is written in this format; none where it can hold no entries of the wanted kind."""
    if brought.kind not in _HOLDS.get(written, ListKind):
        return iter(())
    return _READERS[written](brought)
