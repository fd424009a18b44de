"""A SQLite database of a stranger, read: committed rows only, never its code.

::

    with database(artefact) as db:
        db.need("visits", {"id", "url", "visit_time"})
        for row in db.rows("SELECT ... FROM visits NOT INDEXED WHERE ...", {"from": 1}):
            ...
        db.degraded

Text is selected as bytes, ``text("u.url")``, and comes out decoded with replacement, so
that no byte sequence stops the reading. While every text is proper UTF-8, that is what
SQLite's own decoding gives for half the cost; from the first that is not, the bytes are
read and decoded here, and the query begun again behind the rows that it gave.

Readers write ``NOT INDEXED`` behind their main table: an index may be damaged, or made to
leave rows out; the table's own rows decide, and one scan costs less than a second per
million rows.

The ladder for damaged files: first as SQLite reads it; where the schema or the file's
length does not hold, once more with ``writable_schema`` (on the copy in memory), which
lets SQLite skip what it cannot parse; where a scan strikes a bad page, from the other
end as well. Whatever took more than the first step makes ``degraded`` true: the rows are
a lower bound. Where no row comes out of it, the file is ``DAMAGED`` or ``TRUNCATED``.

Damage need not stop a scan: a page in the place of another gives rows twice or not at
all, and SQLite does not notice while it reads. So each row counts once, by its number,
and ``remarks`` has SQLite check every table that ``need`` or ``has`` asked for. A sum shows no
numbers: ``sums`` is for tables that are ``proven`` first.

The work is bounded in steps of SQLite's machine, not in seconds, so that a check gives
the same result on a slow computer and after an interruption.

References: https://sqlite.org/security.html, https://sqlite.org/fileformat2.html
"""

import codecs
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import Any

import apsw

from inzage.artefact import Artefact
from inzage.formats.hardening import harden
from inzage.formats.signature import ends_early, undecided, what_is_wrong
from inzage.formats.vfs import MAIN, Files
from inzage.observations import Columns, Degraded
from inzage.result import OneByOne, Reason, Unreadable

Value = None | int | float | str
Row = tuple[Value, ...]

_CODECS = ("utf-8", "utf-16-le", "utf-16-be")
for _codec in _CODECS:  # a locked process can no longer load a codec
    codecs.lookup(_codec)

_AS_BYTES, _AS_TEXT = " AS BLOB)", " AS TEXT)"

_TABLES = """
    SELECT rowid, CAST(name AS BLOB), type = 'table' AND rootpage > 0
    FROM sqlite_schema NOT INDEXED WHERE type IN ('table', 'view')
"""
_COLUMNS = "SELECT CAST(name AS BLOB) FROM pragma_table_info(:table)"
_KEY = "SELECT CAST(name AS BLOB) FROM pragma_table_info(:table) WHERE pk > 0"
_KEPT_APART = "SELECT count(*) FROM pragma_index_list(:table) WHERE origin = 'pk'"
"""A key that is the row's own number needs no index."""

_BEFORE_ALL = -(1 << 64)
"""Below every row id."""

_SCHEMA = "sqlite_schema"
"""Damage in it takes whole tables away, which then look as if they had never been there."""

_OF_AN_INDEX = "wrong # of entries in index "
"""What SQLite's check says of an index that leaves rows out: the table itself is whole."""

_DAMAGE = (apsw.CorruptError, apsw.TooBigError)
_FAULTS: tuple[tuple[type[BaseException], Reason], ...] = (
    (apsw.InterruptError, Reason.TOO_SLOW),
    (apsw.NoMemError, Reason.NO_MEMORY),
    (MemoryError, Reason.NO_MEMORY),
    (apsw.IOError, Reason.READ_ERROR),
    (OSError, Reason.READ_ERROR),
)


def names(words: str) -> frozenset[str]:
    """Column names, written as one line of words, as ``columns`` gives them."""
    return frozenset(words.lower().split())


def text(column: str) -> str:
    """The expression that selects a column's text as bytes, for ``rows`` to decode."""
    return f"CAST({column}{_AS_BYTES}"


@contextmanager
def database(artefact: Artefact) -> Iterator["Database"]:
    """Open an artefact's database with its sidecars; raises ``Unreadable``."""
    db = Database(artefact)
    try:
        with _speaking(artefact, db.read_failed):
            db.open()
            yield db
    finally:
        db.close()


class Database:
    """One open database. Made by ``database``; only ever reads.

    ``degraded``: something of it could not be read, so what came out is a lower bound.
    """

    def __init__(self, artefact: Artefact) -> None:
        self._artefact = artefact
        self._files: Files | None = None
        self._connection: apsw.Connection | None = None
        self._codec = _CODECS[0]
        self._proper = False
        self._tables: Mapping[str, bool] = {}
        self._sound: dict[str, bool] = {}
        self._unchecked: set[str] = set()
        self._used: set[str] = set()
        self.degraded = False

    def open(self) -> None:
        """Climb the ladder until the schema can be read."""
        if self._artefact.size == 0:
            raise apsw.NotADBError("empty")
        try:
            self._connect(lenient=False)
            self.degraded |= undecided(self._artefact)
        except (*_DAMAGE, apsw.SQLError):
            self.close()
            self.degraded = True
            self._connect(lenient=True)

    def close(self) -> None:
        """Let go of SQLite; the descriptors stay open for whoever opened them."""
        if self._connection:
            self._connection.close()
        if self._files:
            self._files.unregister()
        self._connection = self._files = None

    def read_failed(self) -> bool:
        """The operating system refused a read."""
        return self._files is not None and self._files.read_failed

    def columns(self, table: str) -> frozenset[str]:
        """The names of a real table's stored columns; raises where it is missing or no table."""
        kind = self._tables.get(table)
        if kind is None:
            raise self._lacks(Reason.TABLE_MISSING)
        if not kind:
            raise Unreadable(Reason.TABLE_IS_A_VIEW)
        self._used.add(table)
        return frozenset(str(name).lower() for (name,) in self._cursor(_COLUMNS, {"table": table}))

    def has(self, table: str, column: str | None = None) -> bool:
        """Is there such a real table (with such a column)?"""
        return bool(self._tables.get(table)) and (column is None or column in self.columns(table))

    def need(self, table: str, columns: Iterable[str]) -> frozenset[str]:
        """The table's columns; raises ``COLUMNS_MISSING`` unless those needed are among them."""
        found = self.columns(table)
        if not found.issuperset(columns):
            raise self._lacks(Reason.COLUMNS_MISSING)
        return found

    def compare(self, table: str, known: Iterable[str], used: Iterable[str]) -> Iterator[Columns]:
        """The remark that ``used`` columns are absent or columns not ``known`` present, if so."""
        found = self.columns(table)
        missing, unknown = sorted(set(used) - found), len(found - set(known))
        if missing or unknown:
            yield Columns(tuple(missing), unknown)

    def rows(self, sql: str, parameters: Mapping[str, int | str] | None = None, *, many: bool = False) -> Iterator[Row]:
        """Rows of a query whose first column is its outer table's row id, each id once, as far as they can be read.

        ``many``: an id may come on several rows in a row (a join that has more than one match).
        """
        before = _BEFORE_ALL
        given = 0
        try:
            for row in self._cursor(sql, parameters or {}):
                number = row[0]
                if isinstance(number, int):
                    if number <= before and not (many and number == before):
                        raise apsw.CorruptError("row ids out of order")
                    before = number
                else:
                    self.degraded |= number is None
                    before = _BEFORE_ALL
                given += 1
                yield row
        except _DAMAGE:
            self.degraded = True
            yield from self._salvaged(sql, parameters or {}, given, many=many)

    def raw_rows(self, sql: str, parameters: Mapping[str, int | str] | None = None) -> Iterator[tuple[object, ...]]:
        """Rows as they are stored, bytes as bytes, up to the first damage; the query must name its order."""
        try:
            yield from self._open_connection().execute(sql, parameters or {})
        except _DAMAGE:
            self.degraded = True

    def sums(self, sql: str) -> Iterator[Row]:
        """Rows of a query that sums up, whose every text is selected as such.

        Raises ``OneByOne`` where damage, a text that is not proper or a sum too long stands in the way.
        """
        if not self._proper:
            raise OneByOne
        try:
            yield from self._execute(sql.replace(_AS_BYTES, _AS_TEXT), {})
        except (*_DAMAGE, UnicodeDecodeError):
            raise OneByOne from None

    def proven(self, table: str, number: str) -> bool:
        """Does the table's tree hold together, and is this column (or ``rowid``) the number of its rows?

        Then each row comes once, and each number has one row: SQLite's own order of the tree says so.
        """
        if not self.has(table) or not self.sound(table) or table in self._unchecked:
            return False
        known = {"table": table}
        key = [str(name).lower() for (name,) in self._cursor(_KEY, known)]
        kept_apart = any(kept for (kept,) in self._cursor(_KEPT_APART, known))
        return not kept_apart and (key == [number] or (number == "rowid" and number not in self.columns(table)))

    def one(self, sql: str, parameters: Mapping[str, int | str] | None = None) -> Row:
        """The single row of an aggregate; all None where damage stands in the way."""
        try:
            return next(self._cursor(sql, parameters or {}))
        except _DAMAGE:
            self.degraded = True
            return (None,) * 16

    def sound(self, *tables: str) -> bool:
        """Do these tables' own trees hold together? What is missing from a damaged one, nobody took out."""
        for table in tables:
            if table not in self._sound:
                self._sound[table] = self._checked(table)
                self.degraded |= not self._sound[table]
        return all(self._sound[table] for table in tables)

    def doubt(self) -> None:
        """Something that would count has no value that can be read: what comes out is a lower bound."""
        self.degraded = True

    def remarks(self) -> Iterator[Degraded]:
        """What remains to be said after the last row."""
        used = {name.lower() for name in self._used}
        if (
            not self.sound(_SCHEMA, *sorted(used & {name for name, real in self._tables.items() if real}))
            or self.degraded
        ):
            yield Degraded()

    def _lacks(self, reason: Reason) -> Unreadable:
        """What a damaged schema lacks may have been there; what a whole one lacks makes it another file."""
        if self.degraded:
            return Unreadable(what_is_wrong(self._artefact))
        return Unreadable(reason if self._artefact.sure else Reason.OTHER_KIND)

    def _checked(self, table: str) -> bool:
        """What SQLite cannot check (it may not know a collation or may not call a function) it finds no fault with."""
        try:
            found = {str(said) for (said,) in self._cursor(f"PRAGMA quick_check({table})", {})}
            return all(said == "ok" or said.startswith(_OF_AN_INDEX) for said in found)
        except (apsw.SQLError, apsw.AuthError):
            self._unchecked.add(table)
            return True
        except (*_DAMAGE, UnicodeDecodeError):
            return False

    def _salvaged(self, sql: str, parameters: Mapping[str, int | str], given: int, *, many: bool) -> Iterator[Row]:
        """What lies behind the damage: after the first ``given`` rows, and from the other end; each id once."""
        seen: set[Value] = set()
        for row in self._new(self._as_far_as_it_goes(sql, parameters), seen, many=many):
            if given > 0:
                given -= 1
            else:
                yield row
        connection = self._open_connection()
        connection.config(apsw.SQLITE_DBCONFIG_REVERSE_SCANORDER, 1)
        try:
            yield from self._new(self._as_far_as_it_goes(sql, parameters), seen, many=many)
        finally:
            connection.config(apsw.SQLITE_DBCONFIG_REVERSE_SCANORDER, 0)
        if not seen:
            raise apsw.CorruptError("nothing can be read")

    def _as_far_as_it_goes(self, sql: str, parameters: Mapping[str, int | str]) -> Iterator[Row]:
        try:
            yield from self._cursor(sql, parameters)
        except _DAMAGE:
            return

    @staticmethod
    def _new(rows: Iterator[Row], seen: set[Value], *, many: bool) -> Iterator[Row]:
        """Rows whose id was not there before (or, with ``many``, on the row before)."""
        last: Value = None
        for row in rows:
            if row[0] not in seen or (many and row[0] == last):
                last = row[0]
                seen.add(last)
                yield row

    def _cursor(self, sql: str, parameters: Mapping[str, int | str]) -> Iterator[Row]:
        given = 0
        if self._proper:
            try:
                for row in self._execute(sql.replace(_AS_BYTES, _AS_TEXT), parameters):
                    given += 1
                    for value in row:  # once for every value of a carrier: no calls
                        if value.__class__ is bytes:
                            yield self._decoded(row)
                            break
                    else:
                        yield row
                return
            except UnicodeDecodeError:
                self._proper = False
        yield from map(self._decoded, islice(self._execute(sql, parameters), given, None))

    def _decoded(self, row: tuple[Any, ...]) -> Row:
        codec = self._codec
        return tuple([value.decode(codec, "replace") if isinstance(value, bytes) else value for value in row])

    def _execute(self, sql: str, parameters: Mapping[str, int | str]) -> Iterator[tuple[Any, ...]]:
        return self._open_connection().execute(sql, parameters)

    def _connect(self, *, lenient: bool) -> None:
        self._files = Files(self._artefact.file, self._artefact.sidecars)
        self._connection = apsw.Connection(MAIN, flags=apsw.SQLITE_OPEN_READWRITE, vfs=self._files.label)
        harden(self._connection, self._artefact.size, self._used.add, lenient=lenient)
        self._codec = _codec_of(str(self._open_connection().pragma("encoding")))
        self._proper = self._codec == _CODECS[0]
        listed = self.rows(_TABLES) if lenient else self._cursor(_TABLES, {})
        self._tables = {str(name).lower(): bool(real) for _, name, real in listed}
        self.degraded |= ends_early(self._files.main, self._artefact.sidecars.get("-wal"))

    def _open_connection(self) -> apsw.Connection:
        if self._connection is None:
            raise Unreadable(Reason.READ_ERROR)
        return self._connection


def _codec_of(encoding: str) -> str:
    return {"UTF-16le": "utf-16-le", "UTF-16be": "utf-16-be"}.get(encoding, _CODECS[0])


@contextmanager
def _speaking(artefact: Artefact, read_failed: Callable[[], bool]) -> Iterator[None]:
    """Whatever SQLite says becomes one of our reasons."""
    try:
        yield
    except apsw.NotADBError:
        raise Unreadable(what_is_wrong(artefact)) from None
    except (apsw.Error, MemoryError, OSError, UnicodeDecodeError) as fault:
        raise Unreadable(_reason(fault, artefact, read_failed())) from None


def _reason(fault: BaseException, artefact: Artefact, read_failed: bool) -> Reason:
    if read_failed:
        return Reason.READ_ERROR
    for kind, reason in _FAULTS:
        if isinstance(fault, kind):
            return reason
    return what_is_wrong(artefact)
