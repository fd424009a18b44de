"""ICSE CSV: files by MD5 and SHA-1, with a semicolon between columns; its ``Baseline`` column is the category.

References: trust facts 2.3 (heading as open readers know it).
"""

from collections.abc import Iterator

from inzage.watchlists.formats import Brought, Row
from inzage.watchlists.formats.hashes import entry
from inzage.watchlists.formats.tables import table

FIRST = b"md5;sha1;photodna"
"""How its heading begins, in lower case."""

_COLUMNS = frozenset({"MD5", "SHA1", "PhotoDNA", "Baseline"})


def rows(brought: Brought) -> Iterator[Row]:
    """Each line that has a digest."""
    for number, cells in table(brought, _COLUMNS, separator=";"):
        said = (("md5", cells["MD5"]), ("sha1", cells["SHA1"]), ("photodna", cells["PhotoDNA"]))
        told = entry(said, brought.left)
        if told is not None:
            yield Row(number, told, cells["Baseline"] or None)
