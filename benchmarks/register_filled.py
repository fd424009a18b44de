"""A database of the register's own tables, filled below the services: triggers and indexes away, rows in, all back."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from register_made import ENTRY, RECORD, STEP, Maker, made

TABLES = {"record": RECORD, "step": STEP, "entry": ENTRY}


def fill_sqlite(file: Path, trajectories: int, today: date) -> None:
    """The file as the migrations left it, with rows."""
    connection = sqlite3.connect(file, isolation_level=None)
    try:
        for pragma in ("synchronous=OFF", "foreign_keys=OFF", "cache_size=-1000000"):
            connection.execute(f"PRAGMA {pragma}")
        with _bare(connection):
            connection.execute("BEGIN")
            for maker in made(trajectories, today):
                for table, columns, rows in _taken(maker):
                    marks = ", ".join("?" * len(columns))
                    put = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 our own names
                    connection.executemany(put, rows)
            connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


@contextmanager
def _bare(connection: sqlite3.Connection) -> Iterator[None]:
    found = "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    names = ", ".join(f"'register_{table}'" for table in TABLES)
    parts = connection.execute(f"{found} AND tbl_name IN ({names})").fetchall()
    for sort, name, _ in parts:
        connection.execute(f"DROP {sort} {name}")
    yield
    for _, _, statement in parts:
        connection.execute(statement)


def fill_postgresql(url: str, trajectories: int, today: date) -> None:
    """The same rows by COPY; the session is told to leave the triggers be, which takes a superuser."""
    import psycopg  # noqa: PLC0415 only for this database

    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET TIME ZONE 'UTC'")
        for maker in made(trajectories, today):
            for table, columns, rows in _taken(maker):
                with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
        connection.commit()
        connection.autocommit = True
        connection.execute("VACUUM ANALYZE")


def _taken(maker: Maker) -> Iterator[tuple[str, tuple[str, ...], list[tuple[Any, ...]]]]:
    """The rows of each table, taken out of the maker."""
    for table, columns in TABLES.items():
        rows = getattr(maker, "records" if table == "record" else "entries" if table == "entry" else "steps")
        yield f"register_{table}", columns, rows
        rows.clear()
