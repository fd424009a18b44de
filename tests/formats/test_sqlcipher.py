"""An encrypted database is called so only where an app keeps one, and only if it looks like one."""

import os
import random
import sqlite3
from pathlib import Path

import pytest

from inzage.artefact import Artefact
from inzage.formats.sqlcipher import DIFFERENT, HEADER, PAGE, refuse_encrypted
from inzage.result import Reason, Unreadable


def refused(made: Path, *, sure: bool = True, header: bool = False) -> bool:
    """Is this file called encrypted?"""
    descriptor = os.open(made, os.O_RDONLY)
    try:
        refuse_encrypted(Artefact(made.name, descriptor, made.stat().st_size, None, sure=sure), header=header)
    except Unreadable as fault:
        assert fault.reason is Reason.ENCRYPTED
        return True
    finally:
        os.close(descriptor)
    return False


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("pages", [1, 2, 25])
def test_whole_random_pages_are_an_encrypted_database(seed: int, pages: int, tmp_path: Path) -> None:
    made = tmp_path / "signal.db"
    made.write_bytes(random.Random(seed).randbytes(pages * PAGE))  # noqa: S311 - no secret
    assert refused(made)
    assert not refused(made, sure=False)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        bytes(2 * PAGE),
        random.Random(1).randbytes(PAGE - 1),  # noqa: S311 - no secret
        random.Random(1).randbytes(PAGE + 1),  # noqa: S311 - no secret
        b"SQLite format 3\0" + random.Random(1).randbytes(PAGE - 16),  # noqa: S311 - no secret
        bytes(range(DIFFERENT - 1)) * 20 + bytes(PAGE * 2 - 20 * (DIFFERENT - 1)),
        b"<html>no database</html>" * 512,
    ],
    ids=["empty", "zeros", "a_byte_short", "a_byte_long", "damaged_database", "too_few_values", "text"],
)
def test_what_else_may_lie_there_is_left_to_others(content: bytes, tmp_path: Path) -> None:
    made = tmp_path / "signal.db"
    made.write_bytes(content)
    assert not refused(made)


def a_database(made: Path) -> bytes:
    """One of SQLite's own, with much noise in it."""
    db = sqlite3.connect(made)
    db.execute("CREATE TABLE message (_id INTEGER PRIMARY KEY, noise BLOB)")
    db.execute("INSERT INTO message (noise) VALUES (randomblob(100000))")
    db.commit()
    db.close()
    return made.read_bytes()


@pytest.mark.parametrize("seed", range(20))
def test_behind_a_header_in_the_clear_all_is_random(seed: int, tmp_path: Path) -> None:
    made = tmp_path / "signal.sqlite"
    clear = a_database(made)
    noise = random.Random(seed).randbytes(3 * PAGE - HEADER)  # noqa: S311 - no secret
    made.write_bytes(clear[:HEADER] + noise)
    assert refused(made, header=True)
    assert not refused(made)
    assert not refused(made, header=True, sure=False)
    made.write_bytes(clear[:21] + b"?" + clear[22:HEADER] + noise)
    assert not refused(made, header=True)
    made.write_bytes(noise + bytes(HEADER))
    assert refused(made, header=True)


def test_a_healthy_database_is_not_taken_for_one_behind_a_header(tmp_path: Path) -> None:
    made = tmp_path / "signal.sqlite"
    a_database(made)
    assert not refused(made, header=True)


def test_an_ordinary_database_is_read(tmp_path: Path) -> None:
    made = tmp_path / "signal.db"
    db = sqlite3.connect(made)
    db.execute("CREATE TABLE message (_id INTEGER PRIMARY KEY, noise BLOB)")
    db.execute("INSERT INTO message (noise) VALUES (randomblob(100000))")
    db.commit()
    db.close()
    assert made.stat().st_size % PAGE == 0
    assert not refused(made)


def test_a_descriptor_that_cannot_be_read_is_left_to_the_reader(tmp_path: Path) -> None:
    made = tmp_path / "signal.db"
    made.write_bytes(bytes(PAGE))
    descriptor = os.open(made, os.O_WRONLY)
    try:
        refuse_encrypted(Artefact(made.name, descriptor, PAGE, None))
    finally:
        os.close(descriptor)
