"""Torn logs, wrong checksums, journals of every kind: what comes out is what SQLite itself would read.

The reference is the system's own SQLite with its own file layer, on a copy that it may
write to. Where that finds a sound database, ours must give the same rows and say nothing
is missing; where that refuses, ours must refuse or call it a lower bound.
"""

import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.formats.sqlite import database
from inzage.result import Unreadable
from tests.formats import leftovers
from tests.formats.databases import opened
from tests.formats.leftovers import PAGE, ROWS, Found, by_sqlite, frames

FRAME = 24 + PAGE
MAGIC = bytes.fromhex("d9d505f920a163d7")


def ours(made: Path) -> tuple[Found, bool] | None:
    """(rows, degraded), or None where the file is refused."""
    with opened(made) as artefact:
        try:
            with database(artefact) as db:
                found = list(db.rows(ROWS))
                db.sound("t")
                return found, db.degraded
        except Unreadable:
            return None


def agree(made: Path, what: object) -> Found | None:
    expected, got = by_sqlite(made, made.parent / "scratch"), ours(made)
    if expected is None:
        assert got is None or got[1], f"{what}: SQLite finds damage, the reader calls it whole"
    else:
        assert got == (expected, False), f"{what}: SQLite reads {len(expected)} rows, the reader something else"
    return expected


def sweep(sidecar: Path, changed: Iterator[tuple[object, bytes]]) -> list[Found | None]:
    """Put each changed form of a sidecar in its place, and hold both readings together."""
    made = sidecar.with_name("db")
    outcomes = []
    for what, content in changed:
        sidecar.write_bytes(content)
        outcomes.append(agree(made, what))
    return outcomes


def flipped(content: bytes, at: int, bit: int = 1) -> bytes:
    return content[:at] + bytes([content[at] ^ bit]) + content[at + 1 :]


# --- the write-ahead log ------------------------------------------------------------------


def test_a_log_torn_in_and_between_all_its_frames(tmp_path: Path) -> None:
    log = leftovers.with_log(tmp_path).with_name("db-wal")
    whole = log.read_bytes()
    edges = [32 + n * FRAME for n in range(frames(whole) + 1)]
    cuts = sorted({cut for edge in edges for cut in (edge, edge + 23, edge + 300) if cut <= len(whole)} | {0, 1, 31})
    outcomes = sweep(log, ((f"cut at {cut}", whole[:cut]) for cut in cuts))
    sizes = [len(found) for found in outcomes if found is not None]
    assert sizes == sorted(sizes), "a longer log never gives less"
    assert (sizes[0], sizes[-1], len(set(sizes))) == (10, 38, 5)


@pytest.mark.parametrize("field", [0, 4, 8, 12, 16, 20], ids=["page", "commit", "salt1", "salt2", "sum1", "sum2"])
def test_a_frame_whose_head_is_wrong_ends_the_log(field: int, tmp_path: Path) -> None:
    log = leftovers.with_log(tmp_path).with_name("db-wal")
    whole = log.read_bytes()
    starts = range(32, 32 + frames(whole) * FRAME, FRAME)
    outcomes = sweep(log, ((f"frame at {at}", flipped(whole, at + field + 3)) for at in starts))
    assert outcomes[0] is not None
    assert len(outcomes[0]) == 10, "nothing behind a bad first frame counts"


def test_a_frame_whose_page_is_wrong_ends_the_log(tmp_path: Path) -> None:
    log = leftovers.with_log(tmp_path).with_name("db-wal")
    whole = log.read_bytes()
    starts = range(32, 32 + frames(whole) * FRAME, FRAME)
    outcomes = sweep(log, ((f"page at {at}", flipped(whole, at + 24 + 100, 0x40)) for at in starts))
    sizes = [len(found) for found in outcomes if found is not None]
    assert len(sizes) == len(outcomes)
    assert sizes == sorted(sizes)


@pytest.mark.parametrize("byte", range(32))
def test_any_wrong_byte_in_the_head_of_a_log_makes_it_no_log(byte: int, tmp_path: Path) -> None:
    log = leftovers.with_log(tmp_path, commits=1).with_name("db-wal")
    (found,) = sweep(log, iter([(f"byte {byte}", flipped(log.read_bytes(), byte))]))
    assert found is not None
    assert len(found) == 10


@pytest.mark.parametrize("size", [0, 256, 513, 1024, 4096, 65536, 2**31])
def test_a_log_of_another_page_size_is_treated_as_sqlite_treats_it(size: int, tmp_path: Path) -> None:
    log = leftovers.with_log(tmp_path, commits=2).with_name("db-wal")
    whole = log.read_bytes()
    head = whole[:8] + struct.pack(">I", size) + whole[12:24]
    sweep(log, iter([(f"page size {size}", head + struct.pack(">II", *_checksum(head, whole[:4])) + whole[32:])]))


def _checksum(data: bytes, magic: bytes) -> tuple[int, int]:
    order = ">" if magic[3] & 1 else "<"
    first = second = 0
    for a, b in struct.iter_unpack(f"{order}II", data):
        first = (first + a + second) & 0xFFFFFFFF
        second = (second + b + first) & 0xFFFFFFFF
    return first, second


def test_what_an_older_log_left_behind_the_newer_one_is_not_read(tmp_path: Path) -> None:
    """A log is begun again from its start: the rest still holds old frames, under other salts."""
    made = leftovers.with_log(tmp_path, commits=4)
    log = made.with_name("db-wal")
    old = log.read_bytes()
    (tmp_path / "other").mkdir()
    new = leftovers.with_log(tmp_path / "other", commits=1).with_name("db-wal").read_bytes()
    (found,) = sweep(log, iter([("old frames behind new ones", new + old[len(new) :])]))
    assert found is not None
    assert len(found) == 17


def test_a_log_of_another_database_is_treated_as_sqlite_treats_it(tmp_path: Path) -> None:
    made = leftovers.with_log(tmp_path)
    (tmp_path / "other").mkdir()
    other = leftovers.with_log(tmp_path / "other", page_size=1024).with_name("db-wal")
    sweep(made.with_name("db-wal"), iter([("of another database", other.read_bytes())]))


@settings(max_examples=25)
@given(data=st.data())
def test_random_damage_to_a_log_is_seen_as_sqlite_sees_it(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    log = leftovers.with_log(tmp_path_factory.mktemp("log")).with_name("db-wal")
    content = bytearray(log.read_bytes())
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=6)):
        content[at] ^= data.draw(st.integers(1, 255))
    sweep(log, iter([("random damage", bytes(content))]))


# --- the rollback journal -----------------------------------------------------------------


def with_count(journal: bytes, count: int) -> bytes:
    return journal[:8] + struct.pack(">I", count) + journal[12:]


def test_a_hot_journal_is_played_back(tmp_path: Path) -> None:
    made = leftovers.with_hot_journal(tmp_path)
    found = agree(made, "hot")
    assert found is not None
    assert [row[0] for row in found] == list(range(1, 41))
    assert {str(row[1])[:4] for row in found} == {"kept"}


def test_a_journal_torn_in_and_between_all_its_records(tmp_path: Path) -> None:
    journal = leftovers.with_hot_journal(tmp_path).with_name("db-journal")
    whole = journal.read_bytes()
    edges = range(512, len(whole), PAGE + 8)
    cuts = sorted({cut for edge in edges for cut in (edge, edge + 3, edge + 200) if cut <= len(whole)} | {0, 7, 28})
    sweep(journal, ((f"cut at {cut}", whole[:cut]) for cut in cuts))


@pytest.mark.parametrize("count", [0, 1, 2, 0xFFFFFFFF])
def test_a_journal_that_counts_its_records_wrongly(count: int, tmp_path: Path) -> None:
    journal = leftovers.with_hot_journal(tmp_path).with_name("db-journal")
    sweep(journal, iter([(f"counts {count}", with_count(journal.read_bytes(), count))]))


def test_a_record_whose_checksum_is_wrong_ends_the_journal(tmp_path: Path) -> None:
    journal = leftovers.with_hot_journal(tmp_path).with_name("db-journal")
    whole = journal.read_bytes()
    ends = range(512 + PAGE + 7, len(whole), PAGE + 8)
    sweep(journal, ((f"checksum at {at}", flipped(whole, at)) for at in ends))


@pytest.mark.parametrize(
    "change",
    [
        lambda j: bytes(28) + j[28:],  # how a finished journal is left in exclusive mode
        lambda j: b"\0" + j[1:],
        lambda j: j[:7] + b"\0" + j[8:],
        lambda j: b"",
        lambda j: bytes(len(j)),
        lambda j: j[:20] + struct.pack(">II", 512, 1024) + j[28:],
        lambda j: j[:20] + struct.pack(">II", 4096, PAGE) + j[28:],
        lambda j: j[:20] + struct.pack(">II", 3, PAGE) + j[28:],
        lambda j: j[:16] + struct.pack(">I", 1) + j[20:],
        lambda j: j[:16] + struct.pack(">I", 5000) + j[20:],
        lambda j: j + bytes(700),
    ],
    ids=["zeroed head", "first byte", "magic", "empty", "zeros", "page size", "sector", "odd sector", "short", "long",
         "zeros behind"],
)  # fmt: skip
def test_a_journal_with_a_strange_head(change: Callable[[bytes], bytes], tmp_path: Path) -> None:
    journal = leftovers.with_hot_journal(tmp_path).with_name("db-journal")
    sweep(journal, iter([("head", change(journal.read_bytes()))]))


def naming(journal: bytes, name: bytes) -> bytes:
    """A journal that says it is part of a transaction over several files, under this name."""
    tail = struct.pack(">I", 0x00FFFFFF) + name + struct.pack(">II", len(name), sum(name) & 0xFFFFFFFF) + MAGIC
    return journal + tail


def test_a_journal_that_belongs_to_several_files_is_never_called_whole(tmp_path: Path) -> None:
    """Whether it must be rolled back depends on a file that is not at hand: neither outcome may be claimed."""
    made = leftovers.with_hot_journal(tmp_path)
    journal = made.with_name("db-journal")
    journal.write_bytes(naming(journal.read_bytes(), b"/nowhere/db-mj01"))
    got = ours(made)
    assert got is None or got[1]


@settings(max_examples=25)
@given(data=st.data())
def test_random_damage_to_a_journal_is_seen_as_sqlite_sees_it(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    journal = leftovers.with_hot_journal(tmp_path_factory.mktemp("journal")).with_name("db-journal")
    content = bytearray(journal.read_bytes())
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=4)):
        content[at] ^= data.draw(st.integers(1, 255))
    sweep(journal, iter([("random damage", bytes(content))]))
