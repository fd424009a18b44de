"""Internet Explorer's cache file: only what its tables name, each once, and damage that is said."""

import random
import struct
from pathlib import Path

import pytest

from inzage.formats.index_dat import IndexDat, Record
from inzage.result import Reason, Unreadable
from tests.formats.artefacts import holding
from tests.readers.makers.index_dat import RECORDS, SLOTS, TABLE, make

LINES = "2026-03-10 09:00 | kept | first\n2026-03-10 09:01 | kept | second\n2026-03-10 09:02 | left | third"
SECOND_SLOT = TABLE + 16 + 8


def read(content: bytes, folder: Path) -> tuple[list[Record], bool]:
    with holding(content, folder) as artefact:
        history = IndexDat(artefact)
        return list(history.records()), history.degraded


def changed(at: int, value: int, content: bytes | None = None) -> bytes:
    made = bytearray(content or make({"content": LINES}))
    made[at : at + 4] = struct.pack("<I", value)
    return bytes(made)


def locations(content: bytes, folder: Path) -> tuple[list[bytes], bool]:
    records, degraded = read(content, folder)
    return [record.untrusted_location for record in records], degraded


def test_what_the_table_names(tmp_path: Path) -> None:
    assert locations(make({"content": LINES}), tmp_path) == ([b"first", b"second"], False)


@pytest.mark.parametrize(
    ("at", "value", "found", "degraded"),
    [
        (SECOND_SLOT + 4, RECORDS, [b"first"], True),  # the same place twice
        (SECOND_SLOT + 4, 0xFFFFFF00, [b"first"], True),  # beyond the end
        (SECOND_SLOT + 4, RECORDS + 2, [b"first"], True),  # no record there
        (SECOND_SLOT + 4, TABLE, [b"first"], False),  # another kind of record
        (SECOND_SLOT, 0x41, [b"first"], False),  # marked as removed
        (SECOND_SLOT + 4, 0x0BADF00D, [b"first"], False),  # never used
        (TABLE + 8, TABLE, [b"first", b"second"], False),  # a chain that bites its tail
        (TABLE + 8, RECORDS, [b"first", b"second"], True),  # a next table that is none
        (TABLE + 4, 0xFFFFFF, [b"first", b"second"], True),  # a table longer than the file
        (RECORDS + 128 + 0x34, 0xFFFFFF, [b"first", b""], True),  # a location beyond the record
        (0x1C, 0xFFFFFF, [b"first", b"second"], True),  # a file longer than it is
    ],
)
def test_each_defect_is_said(at: int, value: int, found: list[bytes], degraded: bool, tmp_path: Path) -> None:
    assert locations(changed(at, value), tmp_path) == (found, degraded)


def test_tables_in_a_chain(tmp_path: Path) -> None:
    content = changed(TABLE + 8, RECORDS + 3 * 128)
    content = changed(SECOND_SLOT + 4, 3, content)
    table = struct.pack("<4sIII", b"HASH", 32, 0, 1) + struct.pack("<II", 0x80, RECORDS + 128)
    content += table + struct.pack("<II", 3, 3) * (SLOTS - 1)
    assert locations(content, tmp_path) == ([b"first", b"second"], False)


def test_a_record_without_time_is_given_and_said(tmp_path: Path) -> None:
    records, degraded = read(make({"content": " | kept | first"}), tmp_path)
    assert [record.at for record in records] == [None]
    assert degraded


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.EMPTY_FILE),
        (bytes(9000), Reason.ZEROED),
        (b"Client UrlCache", Reason.DAMAGED),
        (make({"content": LINES, "version": "4.7"}), Reason.NOT_A_DATABASE),
        (make({"content": LINES})[:100], Reason.TRUNCATED),
        (changed(0x20, 128), Reason.DAMAGED),
    ],
)
def test_what_is_no_such_file_says_why(content: bytes, reason: Reason, tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as fault:
        read(content, tmp_path)
    assert fault.value.reason is reason


@pytest.mark.parametrize("seed", range(40))
def test_flipped_bytes_end_in_an_answer_and_never_in_more_records(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    content = bytearray(make({"content": LINES}))
    for _ in range(300):
        content[chance.choice((chance.randrange(0x24, len(content)), TABLE + chance.randrange(40)))] = chance.randrange(
            256
        )
    try:
        records, _ = read(bytes(content), tmp_path)
    except Unreadable:
        return
    assert len(records) <= 3
