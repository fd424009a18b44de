"""How SQLite is told to distrust the database it opens.

The file's own code (views, triggers, virtual tables, functions in generated columns)
does not run; a query may read tables and call a few plain functions, nothing else; a
value, a statement, an expression and the whole work are bounded.

``lenient`` allows a schema that does not parse (second step of ``sqlite``'s ladder).
SQLite ties that to DEFENSIVE being off; what DEFENSIVE forbids, the authorizer forbids
here all the same.

References: https://sqlite.org/security.html, https://sqlite.org/c3ref/c_dbconfig_defensive.html
"""

from collections.abc import Callable

import apsw

MAX_VALUE = 16 * 1024 * 1024
"""Bytes in one value or row."""

STEPS_AT_LEAST = 200_000_000
STEPS_PER_BYTE = 20
STEPS_AT_MOST = 20_000_000_000
"""Steps of SQLite's machine that one database may cost. A plain scan costs about one a byte."""

_EVERY = 100_000

CACHE_KIB = 64 * 1024
"""Of pages kept: a join reads pages in any order, and reading one again goes through our own file layer each time."""

_LIMITS = {
    apsw.SQLITE_LIMIT_LENGTH: MAX_VALUE,
    apsw.SQLITE_LIMIT_SQL_LENGTH: 1024 * 1024,
    apsw.SQLITE_LIMIT_COLUMN: 500,
    apsw.SQLITE_LIMIT_EXPR_DEPTH: 100,
    apsw.SQLITE_LIMIT_COMPOUND_SELECT: 10,
    apsw.SQLITE_LIMIT_FUNCTION_ARG: 8,
    apsw.SQLITE_LIMIT_ATTACHED: 0,
    apsw.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 100,
    apsw.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    apsw.SQLITE_LIMIT_WORKER_THREADS: 0,
}

_SWITCHES = {
    apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA: 0,
    apsw.SQLITE_DBCONFIG_ENABLE_VIEW: 0,
    apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER: 0,
    apsw.SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER: 0,
    apsw.SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION: 0,
    apsw.SQLITE_DBCONFIG_ENABLE_ATTACH_CREATE: 0,
    apsw.SQLITE_DBCONFIG_ENABLE_ATTACH_WRITE: 0,
    apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE: 1,
}

_DEFAULTS = {"timestamp"}
"""Asked for where a column has it as its default (iOS): a function that SQLite does not know, and never runs."""

FUNCTIONS = _DEFAULTS | {
    "count", "min", "max", "sum", "coalesce", "ifnull", "nullif", "length", "typeof", "lag", "group_concat",
}  # fmt: skip
"""What a query (or a hostile generated column behind it) may call."""

PRAGMAS = frozenset({"table_info", "index_list", "encoding", "quick_check"})
"""``quick_check`` of one table; of the whole file it would start the code of virtual tables."""


def harden(connection: apsw.Connection, size: int, read: Callable[[str], object], *, lenient: bool) -> None:
    """Set every switch; nothing of the file has been read before this. ``read`` hears of each table that is read."""
    for limit, value in _LIMITS.items():
        connection.limit(limit, value)
    for switch, state in _SWITCHES.items():
        connection.config(switch, state)
    for pragma, setting in (("locking_mode", "EXCLUSIVE"), ("temp_store", "MEMORY"), ("mmap_size", 0)):
        connection.pragma(pragma, setting)
    connection.pragma("cell_size_check", True)
    connection.pragma("query_only", True)
    if lenient:
        connection.pragma("writable_schema", True)
    else:
        connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
    connection.pragma("cache_size", -CACHE_KIB)  # reads the schema, so it comes after what forgives a bad one
    connection.set_progress_handler(_Allowance(size).spent, _EVERY)
    connection.authorizer = _Guard(read).allow
    connection.collation_needed(_plainly)


def _plainly(connection: apsw.Connection, name: str) -> None:
    """An order of an app's own (``PHONEBOOK`` of Android): only the check of its indexes asks for it, no query does."""
    connection.create_collation(name, lambda one, other: (one > other) - (one < other))


class _Allowance:
    """How much more work this database may cost."""

    def __init__(self, size: int) -> None:
        self._left = min(STEPS_AT_MOST, max(STEPS_AT_LEAST, STEPS_PER_BYTE * size))

    def spent(self) -> bool:
        """Called every so many steps; True stops the query."""
        self._left -= _EVERY
        return self._left <= 0


class _Guard:
    """Asked by SQLite of everything that a statement would do; says which tables are read."""

    def __init__(self, read: Callable[[str], object]) -> None:
        self._read = read

    def allow(self, code: int, first: str | None, second: str | None, schema: str | None, source: str | None) -> int:
        """SQLite's answer code."""
        if code == apsw.SQLITE_READ and first:
            self._read(first)
        return _allow(code, first, second, schema, source)


def _allow(code: int, first: str | None, second: str | None, _schema: str | None, _source: str | None) -> int:
    """Reading tables and plain functions: yes. All else: no."""
    allowed = (
        code in (apsw.SQLITE_SELECT, apsw.SQLITE_READ)
        or (code == apsw.SQLITE_FUNCTION and (second or "").lower() in FUNCTIONS)
        or (code == apsw.SQLITE_PRAGMA and (first or "").lower() in PRAGMAS)
    )
    return apsw.SQLITE_OK if allowed else apsw.SQLITE_DENY
