"""The file layer against a slow, obvious one, and against SQLite's own."""

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.formats.overlay import BLOCK, Overlay
from inzage.formats.sqlite import database
from tests.formats.databases import opened

SIZES = st.integers(0, 3 * BLOCK)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), SIZES, st.binary(max_size=2 * BLOCK)),
        st.tuples(st.just("truncate"), SIZES, st.just(b"")),
    ),
    max_size=8,
)
STATEMENTS = st.lists(
    st.one_of(
        st.tuples(st.just("INSERT OR REPLACE INTO t VALUES (?, ?)"), st.integers(1, 60), st.text(max_size=600)),
        st.tuples(st.just("DELETE FROM t WHERE id > ? AND body <> ?"), st.integers(1, 60), st.just("")),
        st.tuples(st.just("UPDATE t SET body = body || ?2 WHERE id < ?1"), st.integers(1, 60), st.text(max_size=200)),
    ),
    max_size=12,
)


class Plain:
    """The same file, as a bytearray."""

    def __init__(self, content: bytes) -> None:
        self.content = bytearray(content)

    def write(self, data: bytes, offset: int) -> None:
        if data:
            self.truncate(max(len(self.content), offset + len(data)))
            self.content[offset : offset + len(data)] = data

    def truncate(self, size: int) -> None:
        del self.content[size:]
        self.content.extend(bytes(size - len(self.content)))


@given(base=st.binary(max_size=3 * BLOCK), steps=STEPS, at=SIZES, amount=SIZES)
def test_an_overlay_reads_like_the_file_it_stands_for(
    base: bytes, steps: list[tuple[str, int, bytes]], at: int, amount: int
) -> None:
    with tempfile.TemporaryFile() as file:
        file.write(base)
        file.flush()
        overlay, plain = Overlay(file.fileno()), Plain(base)
        for what, offset, data in steps:
            for one in (overlay, plain):
                one.write(data, offset) if what == "write" and data else None
                one.truncate(offset) if what == "truncate" else None
        assert overlay.size == len(plain.content)
        assert overlay.read(amount, at) == plain.content[at : at + amount]
        assert overlay.read(overlay.size, 0) == plain.content
        assert os.pread(file.fileno(), 4 * BLOCK, 0) == base


def test_an_overlay_without_a_file_lives_in_memory() -> None:
    overlay = Overlay(None)
    overlay.write(b"abc", 5)
    assert overlay.read(100, 0) == b"\0\0\0\0\0abc"
    assert overlay.read(5, 100) == b""


def test_what_was_cut_off_does_not_come_back(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"x" * 10)
    with file.open("rb") as base:
        overlay = Overlay(base.fileno())
        overlay.truncate(4)
        overlay.truncate(8)
        assert overlay.read(10, 0) == b"xxxx\0\0\0\0"


@pytest.mark.parametrize("mode", ["wal", "delete"])
@settings(max_examples=25)
@given(committed=STATEMENTS, open_ended=STATEMENTS)
def test_rows_agree_with_what_sqlite_itself_has_committed(
    mode: str, committed: list[tuple[str, int, str]], open_ended: list[tuple[str, int, str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "db"
        with closing(sqlite3.connect(made, isolation_level=None)) as db:
            db.executescript(
                f"PRAGMA synchronous = OFF; PRAGMA page_size = 512; PRAGMA journal_mode = {mode}; PRAGMA cache_size = 2"
            )
            db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, body TEXT)")
            for statement, *values in committed:
                db.execute(statement, values)
            expected = db.execute("SELECT id, body FROM t").fetchall()
            db.execute("BEGIN")
            for statement, *values in open_ended:
                db.execute(statement, values)
            with opened(made) as artefact, database(artefact) as found:
                assert list(found.rows("SELECT id, CAST(body AS BLOB) FROM t")) == expected
                assert not found.degraded
            db.rollback()
