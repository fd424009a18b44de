"""NSRL version 3: the table's own rows, as they were signed; no code of the file runs."""

import sqlite3
from pathlib import Path

import pytest

from inzage.watchlists import EntryFault, ListKind
from inzage.watchlists.formats import Brought, Format, Row
from inzage.watchlists.formats.readers import rows
from tests.watchlists.formats.bringing import MD5, SHA1, SHA256

COLUMNS = "sha256 TEXT, sha1 TEXT, md5 TEXT, crc32 TEXT, file_name TEXT, file_size INTEGER, package_id INTEGER"
VALUES = (SHA256.upper(), SHA1.upper(), MD5.upper(), "0", "a.txt", 42, 7)
ENTRY = f"sha256:{SHA256.upper()} sha1:{SHA1.upper()} md5:{MD5.upper()} size:42"


def made(path: Path, *statements: str, table: str = "FILE", count: int = 1) -> Path:
    with sqlite3.connect(path) as database:
        database.execute(f"CREATE TABLE {table} ({COLUMNS})")
        database.executemany(f"INSERT INTO {table} VALUES (?,?,?,?,?,?,?)", [VALUES] * count)  # noqa: S608
        for statement in statements:
            database.execute(statement)
    database.close()
    return path


def read(path: Path) -> list[Row]:
    with path.open("rb") as file:
        return list(rows(Brought(file, ListKind.DIGESTS), Format.NSRL_SQLITE))


def test_each_row_is_a_file(tmp_path: Path) -> None:
    assert read(made(tmp_path / "l.db", count=3)) == [Row(n, ENTRY) for n in (1, 2, 3)]


def test_the_table_behind_the_view_is_read(tmp_path: Path) -> None:
    view = "CREATE VIEW FILE AS SELECT sha256, 'x' AS sha1 FROM METADATA"
    assert read(made(tmp_path / "l.db", view, table="METADATA")) == [Row(1, ENTRY)]


def test_a_view_alone_is_not_run(tmp_path: Path) -> None:
    path = made(tmp_path / "l.db", "CREATE VIEW FILE AS SELECT md5 FROM other", table="other")
    with pytest.raises(EntryFault) as told:
        read(path)
    assert "METADATA" in told.value.sentence("nl")


def test_what_was_not_signed_is_not_read(tmp_path: Path) -> None:
    path = made(tmp_path / "l.db")
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("INSERT INTO FILE SELECT * FROM FILE")
        database.commit()
        whole = path.read_bytes()
        assert (tmp_path / "l.db-wal").stat().st_size
        assert len(read(path)) == 1
        assert path.read_bytes() == whole
    database.close()


def test_the_file_stays_as_it_is(tmp_path: Path) -> None:
    path = made(tmp_path / "l.db")
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    read(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert [one.name for one in tmp_path.iterdir()] == ["l.db"]


@pytest.mark.parametrize("keep", [100, 4096, 9000])
def test_a_cut_database_is_said(tmp_path: Path, keep: int) -> None:
    path = made(tmp_path / "l.db", count=500)
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(EntryFault) as told:
        read(path)
    assert told.value.sentence("nl").startswith("Record ")
