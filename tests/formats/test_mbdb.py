"""The index of an older backup: record by record, from any record's place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.mbdb import MAGIC, Mbdb
from inzage.result import Reason, Unreadable
from tests.formats.test_android_backup import Held
from tests.sources.backups import CLASS, WHEN, mbdb_record

WHOLE = MAGIC + mbdb_record("HomeDomain", "Library/a", b"12345", b"k" * 44) + mbdb_record("H", "b" * 2000, b"")


def test_records_follow_each_other() -> None:
    index = Mbdb(Held(WHOLE))
    first = index.record(len(MAGIC))
    assert (first.domain, first.path, first.size, first.modified) == (b"HomeDomain", b"Library/a", 5, WHEN)
    assert (first.key, first.protection, first.mode) == (b"k" * 44, CLASS, 0o100644)
    second = index.record(first.following)
    assert (second.path, second.key, second.following) == (b"b" * 2000, b"", index.size)
    assert index.record(len(MAGIC)) == first


@pytest.mark.parametrize("cut", [1, 5, 40, 1999])
def test_a_record_cut_off_is_damage(cut: int) -> None:
    index = Mbdb(Held(WHOLE[:-cut]))
    second = index.record(len(MAGIC)).following
    with pytest.raises(Unreadable) as fault:
        index.record(second)
    assert fault.value.reason is Reason.DAMAGED


@pytest.mark.parametrize("content", [b"", b"mbd", b"mbdb\x04\x00" + WHOLE[6:], b"SQLite format 3\0"])
def test_another_file_is_no_index(content: bytes) -> None:
    with pytest.raises(Unreadable) as fault:
        Mbdb(Held(content))
    assert fault.value.reason is Reason.DAMAGED


@given(st.binary(max_size=300))
def test_any_bytes_end(noise: bytes) -> None:
    index = Mbdb(Held(MAGIC + noise))
    at = len(MAGIC)
    try:
        while at < index.size:
            following = index.record(at).following
            assert following > at
            at = following
    except Unreadable as fault:
        assert fault.reason is Reason.DAMAGED
