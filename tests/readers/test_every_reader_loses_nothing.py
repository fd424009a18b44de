"""Whoever adds a reader: what SQLite itself can tell to be damaged, it does not read as if it were whole.

Each reader's own worked case is laid out on small pages, spoilt in every page, and read. The
reading may differ from the unspoilt one only if it says so, or if SQLite sees no fault either.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from inzage.readers import Reader, all_readers
from tests.readers import carried
from tests.readers.carried import Reading, reading
from tests.readers.recipe import Case, build, cases

PAGE = 512


def worked(reader: Reader) -> Case | None:
    """The case of a database, without log or journal, that yields most."""
    good = [
        case
        for case in cases(reader.name)
        if case.is_database
        and isinstance(case.expected, list)
        and any(seen["kind"] != "Opened" for seen in case.expected)
        and not {"Degraded", "Beyond"} & {seen["kind"] for seen in case.expected}
        and not [*case.folder.glob("*.wal.sql"), *case.folder.glob("*.journal.sql")]
    ]
    return max(good, key=lambda case: len(case.expected), default=None)


WORKED = [(reader, case) for reader in all_readers() if (case := worked(reader))]


def laid_out(case: Case, folder: Path) -> Path:
    """The case's file with small pages, so that there are many."""
    made = build(case, folder)
    with closing(sqlite3.connect(made, isolation_level=None)) as db:
        db.executescript(f"PRAGMA journal_mode = DELETE; PRAGMA page_size = {PAGE}; VACUUM")
    return made


def spoilt(content: bytes) -> Iterator[tuple[str, bytes]]:
    yield from carried.blanks(content, PAGE)
    yield from carried.swaps(content, PAGE)
    yield from carried.flips(content, 60, seed=7)
    yield from carried.cuts(content, 2 * PAGE)


def told(reader: Reader, made: Path, case: Case) -> Reading:
    return reading(reader, made, case.window, **case.facts)


def bearing(reader: Reader, made: Path, case: Case) -> tuple[str, ...]:
    """The tables that bear on the reading: without their rows it is another."""
    whole, expected = made.read_bytes(), told(reader, made, case)
    with closing(sqlite3.connect(made)) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    bear = []
    for name in names:
        with closing(sqlite3.connect(made, isolation_level=None)) as db:
            db.execute(f"DELETE FROM {name}")  # noqa: S608 - a name out of our own recipe
        if told(reader, made, case) != expected:
            bear.append(name)
        made.write_bytes(whole)
    return tuple(bear)


@pytest.mark.parametrize(("reader", "case"), WORKED, ids=[reader.name for reader, _ in WORKED])
def test_a_spoilt_file_is_not_read_as_if_it_were_whole(reader: Reader, case: Case, tmp_path: Path) -> None:
    made = laid_out(case, tmp_path)
    whole, expected, tables = made.read_bytes(), told(reader, made, case), bearing(reader, made, case)
    assert expected.clear
    assert tables
    faults = []
    for what, content in spoilt(whole):
        made.write_bytes(content)
        got = told(reader, made, case)
        same = (got.acts, got.rows) == (expected.acts, expected.rows)
        if got.clear and not same and carried.suspected(content, tmp_path / "scratch", tables):
            faults.append(f"{what}: {got.rows} rows of {expected.rows}, called whole")
    assert faults == []


def test_nearly_every_reader_of_a_database_is_among_them() -> None:
    databases = {reader.name for reader in all_readers() if any(case.is_database for case in cases(reader.name))}
    assert {reader.name for reader, _ in WORKED} >= {name for name in databases if name.startswith(("chrom", "fire"))}
    assert len(WORKED) >= len(databases) - 3
