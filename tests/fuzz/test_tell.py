"""What a check of a form can tell, and what nobody can."""

import plistlib
import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.fuzz.tell import check_of, damaged, of_sqlite
from tests.readers.recipe import build, cases


def made(reader: str, name: str, folder: Path) -> bytes:
    (case,) = [case for case in cases(reader) if case.folder.name == name]
    return build(case, folder).read_bytes()


def flipped(at: int) -> Callable[[bytes], bytes]:
    return lambda content: content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def cut(content: bytes) -> bytes:
    return content[: len(content) * 2 // 3]


@pytest.mark.parametrize(
    "reader", ["jump_lists", "windows_clock_changes", "dropbox_accounts", "linux_recent", "linux_users"]
)
def test_an_unspoilt_file_has_no_fault_and_a_cut_or_marred_one_has(reader: str, tmp_path: Path) -> None:
    case = next(
        case for case in cases(reader) if isinstance(case.expected, list) and "Degraded" not in str(case.expected)
    )
    content = build(case, tmp_path).read_bytes()
    assert damaged(content, {"": content}, ()) is False
    marred = content[:40] + b"\xff\0\xff\0" + content[44:] if reader == "linux_users" else cut(content)
    assert damaged(content, {"": marred}, ()) is True


@pytest.mark.parametrize("reader", ["sam_users", "bam", "typed_urls"])
def test_a_hive_whose_checksum_or_cells_do_not_hold(reader: str, tmp_path: Path) -> None:
    content = build(cases(reader)[0], tmp_path).read_bytes()
    assert damaged(content, {"": content}, ()) is False
    assert damaged(content, {"": flipped(40)(content)}, ()) is True
    torn = bytearray(content)
    struct.pack_into("<i", torn, 4096 + 32, -4)
    assert damaged(content, {"": bytes(torn)}, ()) is True


def test_a_changed_value_nobody_can_tell() -> None:
    held = plistlib.dumps({"name": "TERM-A", "count": 5})
    assert damaged(held, {"": held.replace(b"TERM-A", b"TERM-B")}, ()) is False
    assert damaged(b'{"a": 1}', {"": b'{"a": 2}'}, ()) is False
    assert damaged(b"d1:ai1ee", {"": b"d1:ai2ee"}, ()) is False
    assert damaged(b"plain words\n", {"": b"plain weeds\n"}, ()) is False


def test_a_form_without_a_check_is_said_to_have_none() -> None:
    assert check_of(b"\x0e\x01\0\0\0\xff") is None
    assert damaged(b"\x0e\x01\0\0\0\xff", {"": b""}, ()) is None


def test_every_mark_has_its_own_check() -> None:
    marks = (b"bplist00", b"<?xml", b"mozLz40\0", b"regf", b"ElfFile\0", b"\x89PNG", b"MAM\x04")
    assert len({id(check_of(mark)) for mark in marks}) == len(marks)
    assert all(check is not None and not check(mark) for mark in marks if (check := check_of(mark)))


@pytest.fixture
def filled(tmp_path: Path) -> bytes:
    with closing(sqlite3.connect(tmp_path / "filled")) as db:
        db.executescript("PRAGMA page_size = 512; CREATE TABLE mine (a, b); CREATE TABLE other (a, b)")
        for table in ("mine", "other"):
            db.executemany(f"INSERT INTO {table} VALUES (?, ?)", [(n, "x" * 40) for n in range(200)])  # noqa: S608
        db.commit()
    return (tmp_path / "filled").read_bytes()


def root(content: bytes, table: str, folder: Path) -> int:
    (folder / "asked").write_bytes(content)
    with closing(sqlite3.connect(folder / "asked")) as db:
        found: int = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]
    return found


def test_only_the_tables_that_bear_on_a_reading_are_asked_about(filled: bytes, tmp_path: Path) -> None:
    at = 512 * (root(filled, "other", tmp_path) - 1)
    torn = filled[:at] + bytes(512) + filled[at + 512 :]
    assert of_sqlite({"": filled}, ("mine", "other")) is False
    assert of_sqlite({"": torn}, ("mine",)) is False
    assert of_sqlite({"": torn}, ("mine", "other")) is True


def test_a_table_that_is_gone_from_a_good_file_is_no_damage(filled: bytes) -> None:
    assert of_sqlite({"": filled}, ("third",)) is False
    assert of_sqlite({"": filled[:1000]}, ("third",)) is True


def test_what_is_no_database_is_damaged() -> None:
    assert of_sqlite({"": b"SQLite format 3\0" + b"\xff" * 2000}, ("mine",)) is True
