"""Databases for the tests of ``formats.sqlite``: whole, with a log, with a hot journal."""

import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from inzage.artefact import Artefact

MANY = 20_000


@contextmanager
def opened(made: Path, *, sure: bool = True) -> Iterator[Artefact]:
    """A file and its sidecars as read-only descriptors."""
    descriptors = {s: os.open(f"{made}{s}", os.O_RDONLY) for s in ("-wal", "-journal") if Path(f"{made}{s}").exists()}
    main = os.open(made, os.O_RDONLY)
    try:
        yield Artefact("History", main, made.stat().st_size, None, descriptors, {}, sure)
    finally:
        for descriptor in (main, *descriptors.values()):
            os.close(descriptor)


def plain(made: Path, rows: int = 100, page_size: int = 4096) -> Path:
    """A table ``t(id, body)`` with so many rows."""
    with closing(sqlite3.connect(made, isolation_level=None)) as db:
        db.executescript(f"PRAGMA synchronous = OFF; PRAGMA page_size = {page_size}")
        db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, body TEXT)")
        fill(db, 1, rows)
    return made


def filled(made: Path, table: str, rows: Sequence[Sequence[object]]) -> Path:
    """One table ``t`` of this form with these rows."""
    with closing(sqlite3.connect(made)) as db, db:
        db.execute(table)
        for row in rows:
            db.execute(f"INSERT INTO t VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608
    return made


def fill(db: sqlite3.Connection, first: int, last: int) -> None:
    """Rows ``first`` to ``last`` in one transaction."""
    db.execute("BEGIN")
    db.executemany("INSERT INTO t VALUES (?, ?)", ((n, f"row {n} " * 5) for n in range(first, last + 1)))
    db.execute("COMMIT")


def with_log(made: Path, rows: int = 5000) -> Path:
    """The table empty in the main file; all rows in its log, in five commits."""
    working = plain(made.with_name("working"), rows=0)
    with closing(sqlite3.connect(working, isolation_level=None)) as db:
        db.executescript("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0")
        for part in range(5):
            fill(db, part * rows // 5 + 1, (part + 1) * rows // 5)
        shutil.copy(working, made)
        shutil.copy(f"{working}-wal", f"{made}-wal")
    return made


def with_hot_journal(made: Path, rows: int = MANY) -> Path:
    """All rows overwritten and most removed by a transaction that never ended."""
    working = plain(made.with_name("working"), rows)
    with closing(sqlite3.connect(working, isolation_level=None)) as db:
        db.executescript("PRAGMA cache_size = 5; BEGIN; UPDATE t SET body = 'never'; DELETE FROM t WHERE id > 10")
        shutil.copy(working, made)
        shutil.copy(f"{working}-journal", f"{made}-journal")
        db.rollback()
    return made
