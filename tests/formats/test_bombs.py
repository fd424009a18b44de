"""Databases made to hurt: each ends in an answer, within bounds of steps and of memory."""

import resource
import sqlite3
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from inzage.formats import hardening
from inzage.formats.sqlite import database
from inzage.result import Reason, Unreadable
from tests.formats.databases import opened, plain

ALL = "SELECT id, CAST(body AS BLOB) FROM t NOT INDEXED"
MEGABYTE = 1024 * 1024


@pytest.fixture(autouse=True)
def few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Less patience than in a check, so that a bomb is met in a moment."""
    monkeypatch.setattr(hardening, "STEPS_AT_LEAST", 3_000_000)


def made(path: Path, *statements: str, page_size: int = 4096) -> Path:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.executescript(f"PRAGMA page_size = {page_size}; PRAGMA synchronous = OFF")
        for statement in statements:
            db.execute(statement)
    return path


def renamed(path: Path, old: str, new: str) -> Path:
    """Change the schema's own text, as no statement would let one."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_schema SET sql = replace(sql, ?, ?)", (old, new))
    return path


def answer(path: Path, query: str = ALL) -> tuple[list[object], bool] | Reason:
    """(row ids, whole) or the reason why not."""
    with opened(path) as artefact:
        try:
            with database(artefact) as db:
                db.need("t", ["id", "body"])
                ids = [row[0] for row in db.rows(query)]
                whole = not list(db.remarks())
                return ids, whole
        except Unreadable as refused:
            return refused.reason


T = "CREATE TABLE t(id INTEGER PRIMARY KEY, body TEXT)"
ROW = "INSERT INTO t VALUES (1, 'x')"


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER boom AFTER INSERT ON t BEGIN DELETE FROM t; END",
        "CREATE VIEW v AS SELECT * FROM v2",
        "CREATE VIEW v AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
        "CREATE VIRTUAL TABLE f USING fts5(body)",
        "CREATE VIRTUAL TABLE r USING rtree(id, low, high)",
        "CREATE TABLE g(a, b AS (zeroblob(a)) STORED, c AS (hex(zeroblob(a))))",
        "CREATE INDEX e ON t(hex(body))",
        "CREATE INDEX e ON t(abs(id)) WHERE length(body) > 3",
        "CREATE TABLE s(a INTEGER, b TEXT) STRICT",
        "CREATE TABLE w(a INTEGER PRIMARY KEY, b TEXT) WITHOUT ROWID",
        "CREATE TABLE k(a CHECK (a > random()))",
        "CREATE TABLE d(a DEFAULT (hex(randomblob(1000))))",
        "CREATE TABLE c(a TEXT COLLATE NOCASE)",
    ],
    ids=["trigger", "view_of_nothing", "recursive_view", "fts", "rtree", "generated", "expression_index",
         "partial_index", "strict", "without_rowid", "check", "default", "collation"],
)  # fmt: skip
def test_what_else_a_schema_holds_does_not_keep_the_table_from_being_read(statement: str, tmp_path: Path) -> None:
    assert answer(made(tmp_path / "db", T, ROW, statement)) == ([1], True)


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ("CREATE TABLE t(id INTEGER PRIMARY KEY, body TEXT) WITHOUT ROWID", ([1], True)),
        ("CREATE TABLE t(id INTEGER PRIMARY KEY, body TEXT) STRICT", ([1], True)),
        ("CREATE TABLE t(id, body)", ([1], True)),
        ("CREATE TABLE t(id INTEGER PRIMARY KEY, body TEXT CHECK (body = 'y' OR 1))", ([1], True)),
        ("CREATE TABLE t(id INTEGER PRIMARY KEY, body TEXT COLLATE RTRIM)", ([1], True)),
    ],
)
def test_a_table_of_another_make_is_read_all_the_same(declared: str, expected: object, tmp_path: Path) -> None:
    assert answer(made(tmp_path / "db", declared, ROW)) == expected


def test_a_collation_that_nobody_knows_keeps_its_table_from_being_read_and_no_other(tmp_path: Path) -> None:
    mine = renamed(made(tmp_path / "db", T, ROW, "CREATE TABLE o(a TEXT COLLATE NOCASE)"), "NOCASE", "STRANGE")
    assert answer(mine) == ([1], True)


def test_an_index_in_an_order_that_nobody_knows_is_no_damage(tmp_path: Path) -> None:
    """Android's address book sorts by a collation of its own, which SQLite cannot check without it."""
    mine = made(tmp_path / "db", T, ROW, "CREATE INDEX sorted ON t(body COLLATE NOCASE)")
    assert answer(renamed(mine, "NOCASE", "PHONEBOOK")) == ([1], True)


def test_a_table_that_no_query_reads_is_not_looked_at(tmp_path: Path) -> None:
    """Neither for its rows nor for its soundness: another door may open onto it."""
    mine = made(tmp_path / "db", T, ROW, "CREATE TABLE o(a NOT NULL)", "INSERT INTO o VALUES (1)")
    content = bytearray(mine.read_bytes())
    content[2 * 4096 : 3 * 4096] = b"\xff" * 4096
    mine.write_bytes(content)
    assert answer(mine) == ([1], True)
    with opened(mine) as artefact, database(artefact) as db:
        assert db.one("SELECT count(*) FROM o") == (None,) * 16
        assert [type(one).__name__ for one in db.remarks()] == ["Degraded"]


def test_a_virtual_table_in_the_table_s_place_runs_nothing(tmp_path: Path) -> None:
    assert answer(made(tmp_path / "db", "CREATE VIRTUAL TABLE t USING fts5(id, body)")) is Reason.TABLE_IS_A_VIEW


def test_a_column_that_is_computed_at_length_is_not_computed(tmp_path: Path) -> None:
    computed = "CREATE TABLE t(id INTEGER PRIMARY KEY, n, body AS (hex(zeroblob(n))))"
    assert answer(made(tmp_path / "db", computed, "INSERT INTO t VALUES (1, 400000000)")) is Reason.COLUMNS_MISSING


def test_hundreds_of_columns_are_no_hurdle_and_thousands_are_damage(tmp_path: Path) -> None:
    wide = ", ".join(f"c{n}" for n in range(400))
    assert answer(made(tmp_path / "db", f"CREATE TABLE t(id INTEGER PRIMARY KEY, body, {wide})",
                       "INSERT INTO t (id, body) VALUES (1, 'x')")) == ([1], True)  # fmt: skip
    mine = renamed(made(tmp_path / "too_wide", "CREATE TABLE t(id INTEGER PRIMARY KEY, body, last)"), "last",
                   ", ".join(f"c{n}" for n in range(10_000)))  # fmt: skip
    assert answer(mine) is Reason.DAMAGED


def test_an_expression_a_thousand_deep_is_no_danger(tmp_path: Path) -> None:
    mine = made(tmp_path / "db", T, ROW, "CREATE INDEX deep ON t(id + 1)")
    deep = renamed(mine, "id + 1", "(" * 900 + "id" + ")" * 900)
    found = answer(deep)
    assert found in (([1], False), ([1], True), Reason.DAMAGED)


def test_a_statement_of_megabytes_in_the_schema_is_damage_and_the_rest_is_read(tmp_path: Path) -> None:
    mine = made(tmp_path / "db", T, ROW, "CREATE TABLE o(a)")
    found = answer(renamed(mine, "o(a)", f"o(a /* {'long ' * 400_000} */)"))
    assert found == ([1], False)


def test_values_of_many_megabytes_are_read_one_at_a_time(tmp_path: Path) -> None:
    mine = made(tmp_path / "db", T, *["INSERT INTO t (body) VALUES (hex(zeroblob(3000000)))"] * 8)
    tracemalloc.start()
    try:
        assert answer(mine) == (list(range(1, 9)), True)
        assert tracemalloc.get_traced_memory()[1] < 40 * MEGABYTE
    finally:
        tracemalloc.stop()


def test_a_file_much_larger_than_memory_allows_is_read_in_bounded_memory(tmp_path: Path) -> None:
    mine = plain(tmp_path / "db", 40_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with opened(mine) as artefact, database(artefact) as db:
        assert sum(1 for _ in db.rows(ALL)) == 40_000
        assert db.sound("t")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024, "kilobytes"


# --- trees that are no trees --------------------------------------------------------------


def leaves(content: bytearray, page_size: int) -> Iterator[int]:
    """Offsets of the leaves of tables."""
    for at in range(page_size, len(content), page_size):
        if content[at] == 13:
            yield at


def interior(content: bytearray, page_size: int) -> int:
    """The offset of an interior page of a table."""
    return next(at for at in range(page_size, len(content), page_size) if content[at] == 5)


def children(content: bytearray, at: int) -> list[int]:
    """Where an interior page keeps the numbers of its children."""
    count = int.from_bytes(content[at + 3 : at + 5], "big")
    cells = [int.from_bytes(content[at + 12 + 2 * n : at + 14 + 2 * n], "big") for n in range(count)]
    return [at + cell for cell in cells]


def rewired(path: Path, choose: int, page_size: int = 512) -> Path:
    """Let every branch of a tree lead to the same page."""
    content = bytearray(plain(path, 3000, page_size).read_bytes())
    top = interior(content, page_size)
    places = children(content, top)
    target = content[places[choose] : places[choose] + 4]
    for place in places:
        content[place : place + 4] = target
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("choose", [0, -1])
def test_a_tree_whose_branches_lead_to_one_page_counts_no_row_twice(choose: int, tmp_path: Path) -> None:
    found = answer(rewired(tmp_path / "db", choose))
    assert isinstance(found, tuple)
    ids, whole = found
    assert not whole
    assert len(ids) == len(set(ids))
    assert 0 < len(ids) < 3000


def test_a_tree_that_bites_its_own_tail_ends(tmp_path: Path) -> None:
    mine = plain(tmp_path / "db", 3000, 512)
    content = bytearray(mine.read_bytes())
    top = interior(content, 512)
    for place in children(content, top):
        content[place : place + 4] = (top // 512 + 1).to_bytes(4, "big")
    mine.write_bytes(content)
    found = answer(mine)
    assert found is Reason.DAMAGED or (isinstance(found, tuple) and not found[1])


def test_pages_that_multiply_the_rows_end_in_too_slow_or_in_each_row_once(tmp_path: Path) -> None:
    """Every interior page leads to one page of leaves many times over, level upon level."""
    mine = plain(tmp_path / "db", 20_000, 512)
    content = bytearray(mine.read_bytes())
    tops = [at for at in range(512, len(content), 512) if content[at] == 5]
    for above, below in pairwise(tops):
        for place in children(content, above):
            content[place : place + 4] = (below // 512 + 1).to_bytes(4, "big")
    mine.write_bytes(content)
    found = answer(mine)
    assert found in (Reason.TOO_SLOW, Reason.DAMAGED) or (
        isinstance(found, tuple) and not found[1] and len(found[0]) == len(set(found[0]))
    )


@pytest.mark.parametrize("count", [1, 5, 2**31, 2**32 - 1])
def test_a_list_of_free_pages_that_lies_changes_no_row(count: int, tmp_path: Path) -> None:
    mine = plain(tmp_path / "db", 500)
    content = bytearray(mine.read_bytes())
    content[32:36] = (2).to_bytes(4, "big")
    content[36:40] = count.to_bytes(4, "big")
    mine.write_bytes(content)
    found = answer(mine)
    assert isinstance(found, tuple)
    assert found[0] == list(range(1, 501))


def counting(path: Path, pages: int) -> Path:
    content = bytearray(plain(path, 500).read_bytes())
    content[28:32] = pages.to_bytes(4, "big")
    path.write_bytes(content)
    return path


def test_a_header_that_counts_no_pages_is_an_old_one(tmp_path: Path) -> None:
    assert answer(counting(tmp_path / "db", 0)) == (list(range(1, 501)), True)


@pytest.mark.parametrize("pages", [2**31, 2**32 - 1])
def test_a_header_that_counts_pages_that_are_not_there_makes_a_lower_bound(pages: int, tmp_path: Path) -> None:
    assert answer(counting(tmp_path / "db", pages)) == (list(range(1, 501)), False)


def test_a_header_that_counts_too_few_pages_is_never_called_whole(tmp_path: Path) -> None:
    assert answer(counting(tmp_path / "db", 1)) is Reason.DAMAGED


@pytest.mark.parametrize(
    ("offset", "value"),
    [(16, b"\x00\x00"), (16, b"\x02\x01"), (18, b"\x09\x09"), (20, b"\xff"), (21, b"\x00\x00\x00"), (44, b"\xff" * 4),
     (56, b"\x00\x00\x00\x09"), (52, b"\x00\x00\x00\x05")],
    ids=["no_page_size", "odd_page_size", "format", "reserved", "fractions", "schema_format", "encoding", "vacuum"],
)  # fmt: skip
def test_a_header_of_nonsense_ends_in_a_reason_or_a_reading(offset: int, value: bytes, tmp_path: Path) -> None:
    mine = plain(tmp_path / "db", 100)
    content = bytearray(mine.read_bytes())
    content[offset : offset + len(value)] = value
    mine.write_bytes(content)
    found = answer(mine)
    assert found in (Reason.DAMAGED, Reason.TRUNCATED) or (isinstance(found, tuple) and len(found[0]) <= 100)
    if isinstance(found, tuple) and found[1]:
        assert found[0] == list(range(1, 101)), "whole means all of it"


def test_two_tables_of_one_name_are_never_called_whole(tmp_path: Path) -> None:
    """The schema names two trees for one table: SQLite takes one, and nobody knows which was meant."""
    mine = made(tmp_path / "db", T, ROW, "CREATE TABLE o(id INTEGER PRIMARY KEY, body TEXT)")
    with closing(sqlite3.connect(mine, isolation_level=None)) as db:
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_schema SET name = 't', tbl_name = 't', sql = ? WHERE name = 'o'", (T,))
    found = answer(mine)
    assert isinstance(found, Reason) or not found[1]


def test_a_table_whose_tree_lies_in_another_s_is_never_called_whole(tmp_path: Path) -> None:
    mine = made(tmp_path / "db", T, *["INSERT INTO t (body) VALUES ('x')"] * 8, "CREATE TABLE o(a)")
    with closing(sqlite3.connect(mine, isolation_level=None)) as db:
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_schema SET rootpage = 999 WHERE name = 't'")
    found = answer(mine)
    assert isinstance(found, Reason) or not found[1]
