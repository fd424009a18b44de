"""Databases as a crash leaves them, each with its log or journal, and what SQLite itself makes of them."""

import shutil
import sqlite3
import struct
from contextlib import closing
from pathlib import Path

PAGE = 512
"""Small pages: many frames and records from few rows."""

ROWS = "SELECT id, CAST(body AS BLOB) FROM t NOT INDEXED"
Found = list[tuple[object, ...]]


def bodies(first: int, last: int, word: str) -> list[tuple[int, str]]:
    return [(n, f"{word} {n} " * 9) for n in range(first, last + 1)]


def with_log(folder: Path, commits: int = 4, page_size: int = PAGE) -> Path:
    """Ten rows in the main file; a log that adds, changes and removes rows, commit by commit."""
    working, made = folder / "working", folder / "db"
    with closing(sqlite3.connect(working, isolation_level=None)) as db:
        db.executescript(f"PRAGMA page_size = {page_size}; PRAGMA synchronous = OFF; PRAGMA journal_mode = WAL")
        db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, body TEXT)")
        db.executemany("INSERT INTO t VALUES (?, ?)", bodies(1, 10, "first"))
        db.executescript("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA wal_autocheckpoint = 0")
        for commit in range(commits):
            db.execute("BEGIN")
            db.executemany("INSERT INTO t VALUES (?, ?)", bodies(100 * commit + 100, 100 * commit + 107, "added"))
            db.execute("UPDATE t SET body = ? WHERE id = ?", (f"changed in {commit} " * 9, commit + 1))
            db.execute("DELETE FROM t WHERE id = ?", (10 - commit,))
            db.execute("COMMIT")
        for suffix in ("", "-wal"):
            shutil.copy(f"{working}{suffix}", f"{made}{suffix}")
    return made


def with_hot_journal(folder: Path, page_size: int = PAGE) -> Path:
    """Forty rows, half of them overwritten and some removed by a transaction that never ended."""
    working, made = folder / "working", folder / "db"
    with closing(sqlite3.connect(working, isolation_level=None)) as db:
        db.executescript(f"PRAGMA page_size = {page_size}; PRAGMA synchronous = OFF; PRAGMA cache_size = 2")
        db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, body TEXT)")
        db.executemany("INSERT INTO t VALUES (?, ?)", bodies(1, 40, "kept"))
        db.execute("BEGIN")
        db.execute("UPDATE t SET body = replace(body, 'kept', 'lost') WHERE id > 20")
        db.execute("DELETE FROM t WHERE id BETWEEN 5 AND 9")
        db.executemany("INSERT INTO t VALUES (?, ?)", bodies(41, 60, "never"))
        for suffix in ("", "-journal"):
            shutil.copy(f"{working}{suffix}", f"{made}{suffix}")
        db.rollback()
    return made


def frames(log: bytes, page_size: int = PAGE) -> int:
    """How many frames a log holds."""
    return (len(log) - 32) // (24 + page_size)


def records(journal: bytes) -> int:
    """How many pages a journal with one header holds, by its own count."""
    (count,) = struct.unpack_from(">I", journal, 8)
    return int(count)


def by_sqlite(made: Path, scratch: Path) -> Found | None:
    """What the system's SQLite reads of a copy that it may write to; None where it refuses or finds damage."""
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    for file in made.parent.glob("db*"):
        shutil.copy(file, scratch / file.name)
    try:
        with closing(sqlite3.connect(scratch / "db", isolation_level=None)) as db:
            found = db.execute(ROWS).fetchall()
            sound = db.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    except sqlite3.DatabaseError:
        return None
    return [(key, body.decode("utf-8", "replace")) for key, body in found] if sound else None
