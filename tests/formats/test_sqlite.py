"""A stranger's database: every committed row, none of its code, and a reason where it cannot be."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.formats import hardening
from inzage.formats.sqlite import database, text
from inzage.result import Reason, Unreadable
from tests.formats.databases import MANY, fill, opened, plain, with_hot_journal, with_log

ALL = "SELECT id, CAST(body AS BLOB) FROM t NOT INDEXED"


def ids(made: Path) -> tuple[list[object], bool]:
    """(row ids, degraded) of ``t``."""
    with opened(made) as artefact, database(artefact) as db:
        found = [row[0] for row in db.rows(ALL)]
        return found, db.degraded


def refusal(made: Path, work: Callable[..., object] = lambda db: list(db.rows(ALL)), *, sure: bool = True) -> Reason:
    with opened(made, sure=sure) as artefact, pytest.raises(Unreadable) as refused, database(artefact) as db:
        work(db)
    return refused.value.reason


def run(made: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(made, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = OFF")
        for statement in statements:
            db.execute(statement)
    return made


def test_every_row_of_a_log_is_read(tmp_path: Path) -> None:
    assert ids(with_log(tmp_path / "db")) == (list(range(1, 5001)), False)


def test_without_its_log_the_same_file_has_none(tmp_path: Path) -> None:
    made = with_log(tmp_path / "db")
    Path(f"{made}-wal").unlink()
    assert ids(made) == ([], False)


@pytest.mark.parametrize("lost", [1, 100, 4000, 100_000])
def test_a_torn_log_gives_the_last_committed_state(lost: int, tmp_path: Path) -> None:
    made = with_log(tmp_path / "db")
    log = Path(f"{made}-wal")
    os.truncate(log, log.stat().st_size - lost)
    found, degraded = ids(made)
    assert found == list(range(1, len(found) + 1))
    assert len(found) % 1000 == 0
    assert 0 < len(found) < 5000
    assert not degraded


def test_a_log_of_nonsense_is_ignored(tmp_path: Path) -> None:
    made = plain(tmp_path / "db")
    Path(f"{made}-wal").write_bytes(os.urandom(9000))
    assert ids(made)[0] == list(range(1, 101))


def test_a_hot_journal_is_rolled_back(tmp_path: Path) -> None:
    made = with_hot_journal(tmp_path / "db")
    with opened(made) as artefact, database(artefact) as db:
        found = list(db.rows(ALL))
    assert [row[0] for row in found] == list(range(1, MANY + 1))
    assert "never" not in {row[1] for row in found}


def test_without_its_journal_the_same_file_is_not_what_it_was(tmp_path: Path) -> None:
    made = with_hot_journal(tmp_path / "db")
    Path(f"{made}-journal").unlink()
    try:
        found, degraded = ids(made)
        assert degraded or found != list(range(1, MANY + 1))
    except Unreadable as refused:
        assert refused.reason in (Reason.DAMAGED, Reason.TRUNCATED)


def test_a_finished_journal_changes_nothing(tmp_path: Path) -> None:
    made = plain(tmp_path / "db")
    Path(f"{made}-journal").write_bytes(bytes(512))
    assert ids(made) == (list(range(1, 101)), False)


def test_nothing_is_written_beside_the_file(tmp_path: Path) -> None:
    for make in (with_log, with_hot_journal):
        folder = tmp_path / make.__name__
        folder.mkdir()
        made = make(folder / "db")
        before = {file.name: file.read_bytes() for file in folder.iterdir()}
        ids(made)
        assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_a_log_flag_without_a_log_is_no_damage(tmp_path: Path) -> None:
    made = plain(tmp_path / "db")
    content = bytearray(made.read_bytes())
    content[18:20] = b"\x02\x02"
    made.write_bytes(content)
    assert ids(made) == (list(range(1, 101)), False)


@pytest.mark.parametrize("page_size", [512, 1024, 65536])
def test_every_page_size_is_read(page_size: int, tmp_path: Path) -> None:
    assert ids(plain(tmp_path / "db", 500, page_size)) == (list(range(1, 501)), False)


# --- damage -----------------------------------------------------------------------------


def test_a_bad_page_in_the_middle_leaves_both_sides(tmp_path: Path) -> None:
    made = plain(tmp_path / "db", 5000)
    content = bytearray(made.read_bytes())
    middle = len(content) // 8192 * 4096
    content[middle : middle + 4096] = b"\xff" * 4096
    made.write_bytes(content)
    found, degraded = ids(made)
    assert degraded
    assert sorted(set(found)) == sorted(found)  # type: ignore[type-var]
    assert {1, 5000} <= set(found)
    assert 4800 < len(found) < 5000


def test_a_table_of_which_nothing_comes_out_is_damaged(tmp_path: Path) -> None:
    made = plain(tmp_path / "db")
    content = bytearray(made.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    made.write_bytes(content)
    assert refusal(made) is Reason.DAMAGED


def test_a_broken_schema_elsewhere_does_not_hide_the_table(tmp_path: Path) -> None:
    made = run(
        plain(tmp_path / "db"),
        "CREATE TABLE other(a)",
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = 'CREATE TABLE other(' WHERE name = 'other'",
    )
    assert ids(made) == (list(range(1, 101)), True)


def test_a_broken_schema_of_the_table_itself_is_damage_and_not_absence(tmp_path: Path) -> None:
    made = run(
        plain(tmp_path / "db"),
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = 'CREATE TABLE t(' WHERE name = 't'",
    )
    assert refusal(made, lambda db: db.need("t", ["id"]), sure=False) is Reason.DAMAGED


def test_a_truncated_file_is_a_lower_bound(tmp_path: Path) -> None:
    made = plain(tmp_path / "db", 5000)
    os.truncate(made, made.stat().st_size // 2)
    found, degraded = ids(made)
    assert degraded
    assert 0 < len(found) < 5000


def test_a_half_last_page_is_noticed(tmp_path: Path) -> None:
    made = plain(tmp_path / "db", 5000)
    os.truncate(made, made.stat().st_size - 100)
    assert ids(made)[1]


def test_a_value_beyond_all_measure_ends_in_a_lower_bound(tmp_path: Path) -> None:
    made = run(plain(tmp_path / "db"), "INSERT INTO t VALUES (101, zeroblob(16 * 1024 * 1024 + 1))")
    assert ids(made) == (list(range(1, 101)), True)


def test_a_read_that_fails_is_a_read_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = plain(tmp_path / "db", 5000)
    real = os.pread

    def failing(descriptor: int, amount: int, offset: int) -> bytes:
        if offset > 50_000:
            raise OSError(5, "a bad sector")
        return real(descriptor, amount, offset)

    monkeypatch.setattr(os, "pread", failing)
    assert refusal(made) is Reason.READ_ERROR


@pytest.mark.parametrize(
    ("content", "sure", "unsure"),
    [
        (b"", Reason.EMPTY_FILE, Reason.OTHER_KIND),
        (bytes(9000), Reason.ZEROED, Reason.OTHER_KIND),
        (b"one line of text\n", Reason.NOT_A_DATABASE, Reason.OTHER_KIND),
        (b"SQLite format 3\0" + bytes(50), Reason.TRUNCATED, Reason.TRUNCATED),
    ],
)
def test_what_is_no_database_is_damage_only_at_its_own_place(
    content: bytes, sure: Reason, unsure: Reason, tmp_path: Path
) -> None:
    made = tmp_path / "db"
    made.write_bytes(content)
    assert (refusal(made), refusal(made, sure=False)) == (sure, unsure)


# --- hostile ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE VIEW v AS SELECT 1 AS id",
        "CREATE VIEW v AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id FROM n",
        "CREATE VIRTUAL TABLE v USING fts5(id)",
    ],
    ids=["view", "recursive_view", "virtual_table"],
)
def test_what_is_no_real_table_is_not_read(statement: str, tmp_path: Path) -> None:
    made = run(plain(tmp_path / "db"), statement)
    assert refusal(made, lambda db: db.need("v", ["id"])) is Reason.TABLE_IS_A_VIEW
    with opened(made) as artefact, database(artefact) as db:
        assert not db.has("v")


def test_a_view_does_not_run_even_when_a_query_names_it(tmp_path: Path) -> None:
    made = run(plain(tmp_path / "db"), "CREATE VIEW v AS SELECT id FROM t")
    assert refusal(made, lambda db: list(db.rows("SELECT id FROM v"))) is Reason.DAMAGED


@pytest.mark.parametrize(
    "query",
    [
        "ATTACH '/etc/passwd' AS other",
        "SELECT load_extension('x')",
        "PRAGMA writable_schema = ON",
        "PRAGMA journal_mode = DELETE",
        "CREATE TABLE new(a)",
        "INSERT INTO t VALUES (9999, 'x')",
        "DELETE FROM t",
        "SELECT zeroblob(100000000)",
        "SELECT hex(randomblob(10))",
        "WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id FROM n",
        "VACUUM",
    ],
)
def test_a_query_may_do_nothing_but_read(query: str, tmp_path: Path) -> None:
    assert refusal(plain(tmp_path / "db"), lambda db: list(db.rows(query))) is Reason.DAMAGED


def test_a_computed_column_is_no_column(tmp_path: Path) -> None:
    made = run(tmp_path / "db", "CREATE TABLE t(id INTEGER PRIMARY KEY)", "INSERT INTO t VALUES (1)")
    run(made, "ALTER TABLE t ADD COLUMN body TEXT AS (hex(zeroblob(500000000)))")
    assert refusal(made, lambda db: db.need("t", ["id", "body"])) is Reason.COLUMNS_MISSING
    assert refusal(made) is Reason.DAMAGED


def test_work_without_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hardening, "STEPS_AT_LEAST", 1_000_000)
    monkeypatch.setattr(hardening, "STEPS_PER_BYTE", 1)
    made = plain(tmp_path / "db", 1000)
    cross = "SELECT count(*) FROM t AS a, t AS b, t AS c WHERE a.id + b.id = c.id * 2"
    assert refusal(made, lambda db: db.one(cross)) is Reason.TOO_SLOW


def test_more_work_is_allowed_for_a_larger_file_but_not_without_bound() -> None:
    allowed = [hardening._Allowance(size)._left for size in (0, 10**7, 10**9, 10**13)]
    assert allowed == sorted(allowed)
    assert allowed[0] == hardening.STEPS_AT_LEAST
    assert allowed[0] < allowed[2] <= allowed[3] == hardening.STEPS_AT_MOST


def test_memory_that_runs_out_is_said(tmp_path: Path) -> None:
    def exhausted(_: object) -> None:
        raise MemoryError

    assert refusal(plain(tmp_path / "db"), exhausted) is Reason.NO_MEMORY


# --- what readers use -------------------------------------------------------------------


def test_columns_are_those_of_the_table_in_small_letters(tmp_path: Path) -> None:
    made = run(tmp_path / "db", 'CREATE TABLE T(Id INTEGER PRIMARY KEY, "Two Words" TEXT)')
    with opened(made) as artefact, database(artefact) as db:
        assert db.columns("t") == {"id", "two words"}
        assert db.has("t", "id")
        assert not db.has("t", "body")
        assert not db.has("u")


def test_missing_tables_and_columns_are_said(tmp_path: Path) -> None:
    made = plain(tmp_path / "db")
    assert refusal(made, lambda db: db.columns("u")) is Reason.TABLE_MISSING
    assert refusal(made, lambda db: db.need("t", ["nothing"])) is Reason.COLUMNS_MISSING
    assert refusal(made, lambda db: db.need("t", ["nothing"]), sure=False) is Reason.OTHER_KIND


def test_the_comparison_of_columns_speaks_only_when_there_is_something_to_say(tmp_path: Path) -> None:
    with opened(plain(tmp_path / "db")) as artefact, database(artefact) as db:
        assert list(db.compare("t", {"id", "body"}, ["id"])) == []
        (remark,) = db.compare("t", {"id"}, ["b", "a"])
        assert (remark.absent, remark.unknown) == (("a", "b"), 1)


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16le", "UTF-16be"])
def test_text_of_every_encoding_is_decoded(encoding: str, tmp_path: Path) -> None:
    made = run(tmp_path / "db", f"PRAGMA encoding = '{encoding}'", "CREATE TABLE t(id INTEGER PRIMARY KEY, body)")
    run(made, "INSERT INTO t VALUES (1, 'één €'), (2, 12), (3, NULL)")
    with opened(made) as artefact, database(artefact) as db:
        query = ALL.replace("CAST(body AS BLOB)", text("body"))
        assert [row[1] for row in db.rows(query)] == ["één €", "12", None]


def test_bytes_that_are_no_text_do_not_stop_the_reading(tmp_path: Path) -> None:
    made = run(plain(tmp_path / "db", 3), "UPDATE t SET body = CAST(x'41ff42' AS TEXT) WHERE id = 2")
    with opened(made) as artefact, database(artefact) as db:
        assert [row[1] for row in db.rows(ALL)][1] == "A\ufffdB"


STORED = st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False), st.text(), st.binary())


@settings(max_examples=40)
@given(values=st.lists(STORED, max_size=8), improper=st.lists(st.binary(max_size=6), max_size=2), at=st.integers(0, 8))
def test_every_value_comes_out_as_its_own_bytes_decoded(values: list[object], improper: list[bytes], at: int) -> None:
    """Text as SQLite decodes it, from the first that it cannot decode by ourselves: each row once."""
    with TemporaryDirectory() as folder:
        made = run(Path(folder) / "db", "CREATE TABLE t(id INTEGER PRIMARY KEY, body)")
        with closing(sqlite3.connect(made)) as db, db:
            db.executemany("INSERT INTO t(body) VALUES (?)", [(value,) for value in values[:at]])
            db.executemany("INSERT INTO t(body) VALUES (CAST(? AS TEXT))", [(value,) for value in improper])
            db.executemany("INSERT INTO t(body) VALUES (?)", [(value,) for value in values[at:]])
        bare = [
            value for (value,) in apsw.Connection(str(made)).execute("SELECT CAST(body AS BLOB) FROM t ORDER BY id")
        ]
        with opened(made) as artefact, database(artefact) as seen:
            found = list(seen.rows(ALL.replace("CAST(body AS BLOB)", text("body"))))
            assert not seen.degraded
    said = [value if value is None else value.decode("utf-8", "replace") for value in bare]
    assert found == list(enumerate(said, 1))


def test_bytes_in_a_column_that_is_not_selected_as_text_come_out_decoded_as_well(tmp_path: Path) -> None:
    made = run(plain(tmp_path / "db", 3), "UPDATE t SET body = x'41ff' WHERE id = 2")
    with opened(made) as artefact, database(artefact) as db:
        assert [row[1] for row in db.rows("SELECT id, body FROM t NOT INDEXED")][1] == "A\ufffd"


def test_soundness_of_a_table_is_seen(tmp_path: Path) -> None:
    made = plain(tmp_path / "db", 5000)
    with opened(made) as artefact, database(artefact) as db:
        assert db.sound("t")
    content = bytearray(made.read_bytes())
    content[len(content) // 8192 * 4096] ^= 0xFF
    made.write_bytes(content)
    with opened(made) as artefact, database(artefact) as db:
        assert not db.sound("t")
        assert db.degraded


def test_two_databases_can_be_open_at_once(tmp_path: Path) -> None:
    one, two = plain(tmp_path / "one", 10), plain(tmp_path / "two", 20)
    with opened(one) as a, opened(two) as b, database(a) as first, database(b) as second:
        assert (first.one("SELECT count(*) FROM t")[0], second.one("SELECT count(*) FROM t")[0]) == (10, 20)


def test_a_read_in_parts_agrees_with_one_in_a_piece(tmp_path: Path) -> None:
    made = plain(tmp_path / "db", 0)
    with closing(sqlite3.connect(made, isolation_level=None)) as db:
        fill(db, 1, 3000)
    with opened(made) as artefact, database(artefact) as db_:
        assert [row[0] for row in db_.rows(ALL)] == list(range(1, 3001))
