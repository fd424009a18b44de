"""NSRL RDS version 2: ``NSRLFile.txt``, files by SHA-1, MD5 and size; its ``SpecialCode`` is the category.

NSRL lists what is known, not what is harmless: code ``M`` is malware. Names of files
are in any encoding; they are not kept.

References: https://www.nist.gov/itl/ssd/software-quality-group/national-software-reference-library-nsrl.
"""

from collections.abc import Iterator

from inzage.watchlists.formats import Brought, Row
from inzage.watchlists.formats.hashes import SIZE, entry
from inzage.watchlists.formats.tables import table

FIRST = b'"sha-1","md5"'
"""How its heading begins, in lower case."""

_COLUMNS = frozenset({"SHA-1", "MD5", "FileSize", "SpecialCode"})


def rows(brought: Brought) -> Iterator[Row]:
    """Each line that has a digest."""
    for number, cells in table(brought, _COLUMNS, separator=",", encoding="latin-1"):
        said = (("sha1", cells["SHA-1"]), ("md5", cells["MD5"]), (SIZE, cells["FileSize"]))
        told = entry(said, brought.left)
        if told is not None:
            yield Row(number, told, cells["SpecialCode"] or None)
