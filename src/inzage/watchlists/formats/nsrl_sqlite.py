"""NSRL RDS version 3: a SQLite database with a table ``FILE``, or ``METADATA`` where ``FILE`` is a view of it.

Opened as it was signed: read-only, no sidecars (``immutable``), no code of the file
(no views, no triggers), with the same bounds as a database of a carrier.

References: https://www.nist.gov/itl/ssd/software-quality-group/national-software-reference-library-nsrl
(RDSv3 schema); https://sqlite.org/security.html.
"""

from collections.abc import Iterator
from contextlib import closing

import apsw

from inzage.formats.hardening import harden
from inzage.watchlists.formats import RECORD, Brought, Row, Said, broken
from inzage.watchlists.formats.hashes import SIZE, entry

_TABLES = ("FILE", "METADATA")
_DIGESTS = ("sha256", "sha1", "md5")
_SIZES = ("file_size", "bytes", "size")
_EXPECTED: Said = ("een NSRL-database (RDSv3) die heel is", "an NSRL database (RDSv3) that is whole")
_DAMAGED: Said = ("een beschadigd of ander bestand", "a damaged file, or another")
_TABLE: Said = ("een tabel FILE of METADATA met digests", "a table FILE or METADATA with digests")


def rows(brought: Brought) -> Iterator[Row]:
    """Each file that the database has a digest of."""
    number = 0
    size = brought.file.seek(0, 2)
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    where = f"file:/proc/self/fd/{brought.file.fileno()}?immutable=1"
    try:
        with closing(apsw.Connection(where, flags=flags)) as connection:
            harden(connection, size, lambda _: None, lenient=False)
            names, statement = _statement(connection)
            for values in connection.execute(statement):
                number += 1
                told = entry(zip(names, values, strict=True), brought.left)
                if told is not None:
                    yield Row(number, told)
    except (apsw.Error, UnicodeError):
        raise broken(RECORD, number + 1, _EXPECTED, _DAMAGED) from None


def _statement(connection: apsw.Connection) -> tuple[list[str], str]:
    """What to ask, and what each column is called by us. The names in it are our own words."""
    for table in _TABLES:
        kind = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ? COLLATE NOCASE"
        if connection.execute(kind, (table,)).fetchone():
            found = {str(row[1]).lower() for row in connection.execute(f"PRAGMA table_info({table})")}
            columns = [name for name in _DIGESTS if name in found]
            sizes = [name for name in _SIZES if name in found][:1]
            if columns:
                # The table's own rows, not an index of it that may leave some out.
                asked = ", ".join(columns + sizes)
                return columns + [SIZE] * len(sizes), f"SELECT {asked} FROM {table} NOT INDEXED"  # noqa: S608 - our own words
    raise broken(RECORD, 1, _TABLE, ("andere tabellen", "other tables"))
