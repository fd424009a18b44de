"""Lines of the ledger, their leaves, and what erasing leaves of them."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.record import Entry, EntryKind
from inzage.record.ledger import SALT_BYTES, Line, line_of, read_ledger, record, salts, write_ledger
from inzage.signing.canonical import NotCanonical, canonical

ENTRY = Entry(1, "2026-03-01T10:00:00.000Z", EntryKind.OPENED, {"ordinal": 4, "name": "ab"}, 2)
SALT = bytes(range(16))

facts = st.dictionaries(st.text(max_size=8), st.integers(0, 99) | st.text(max_size=8) | st.none(), max_size=4)
entries = st.builds(
    Entry, st.integers(1, 10**6), st.text(max_size=30), st.sampled_from(EntryKind), facts, st.integers(1, 9)
)


def test_a_leaf_is_the_hash_of_salt_and_record() -> None:
    line = Line.of(ENTRY, SALT)
    written = (
        b'{"at":"2026-03-01T10:00:00.000Z","facts":{"name":"ab","ordinal":4},"kind":"opened","look":2,"sequence":1}'
    )
    assert canonical(record(ENTRY)) == written
    assert line.leaf == hashlib.sha256(b"\x00" + SALT + written).digest()
    assert write_ledger([line]) == b'{"record":' + written + b',"salt":"000102030405060708090a0b0c0d0e0f"}\n'


@given(st.lists(entries, max_size=6))
def test_a_ledger_reads_back(found: list[Entry]) -> None:
    lines = [Line.of(entry) for entry in found]
    assert list(read_ledger(write_ledger(lines))) == lines


@given(entries)
def test_a_line_is_put_together_as_if_it_were_written_anew(entry: Entry) -> None:
    line = Line.of(entry)
    for one in (line, Line(line.leaf)):
        assert one.written == canonical(one.json)


@given(entries)
def test_an_erased_line_keeps_its_leaf_and_nothing_else(entry: Entry) -> None:
    line = Line.of(entry)
    erased = Line(line.leaf)
    written = write_ledger([erased])
    assert list(read_ledger(written)) == [erased]
    assert written == b'{"leaf":"' + line.leaf.hex().encode() + b'"}\n'


def test_the_same_record_has_another_leaf_each_time() -> None:
    leaves = {Line.of(ENTRY).leaf for _ in range(50)}
    assert len(leaves) == 50, "a salt per line, so that an erased record cannot be guessed"
    assert len(Line.of(ENTRY).salt) == SALT_BYTES


@pytest.mark.parametrize("lines", [0, 1, 2, 300])
def test_salts_drawn_together_are_as_many_as_lines_and_no_two_alike(lines: int) -> None:
    drawn = salts(lines)
    assert len(set(drawn)) == len(drawn) == lines
    assert {len(one) for one in drawn} <= {SALT_BYTES}


GOOD = write_ledger([Line.of(ENTRY, SALT), Line.of(ENTRY, SALT)])

DEFECTS = {
    "last_line_broken_off": GOOD[:-1],
    "cut_in_a_line": GOOD[:-20],
    "empty_line": GOOD + b"\n",
    "spaces": GOOD.replace(b":", b": ", 1),
    "other_field_order": GOOD.replace(b'"look":2,"sequence":1', b'"sequence":1,"look":2', 1),
    "carriage_return": GOOD.replace(b"\n", b"\r\n"),
    "salt_in_capitals": GOOD.replace(b"0a0b", b"0A0B", 1),
    "salt_too_short": GOOD.replace(b"0e0f", b"0e", 1),
    "salt_missing": GOOD.replace(b',"salt":"000102030405060708090a0b0c0d0e0f"', b"", 1),
    "unknown_kind": GOOD.replace(b'"opened"', b'"peeked"', 1),
    "unknown_field": GOOD.replace(b'{"record"', b'{"outcome":1,"record"', 1),
    "unknown_field_in_record": GOOD.replace(b'"look":2', b'"look":2,"more":1', 1),
    "sequence_as_text": GOOD.replace(b'"sequence":1', b'"sequence":"1"', 1),
    "facts_as_list": GOOD.replace(b'{"name":"ab","ordinal":4}', b"[]", 1),
    "list": b"[]\n",
    "leaf_too_short": b'{"leaf":"00"}\n',
    "leaf_and_salt": b'{"leaf":"' + b"0" * 64 + b'","salt":"' + b"0" * 32 + b'"}\n',
    "not_utf8": b"\xff\n",
    "zeros": b"\0" * 64,
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_is_refused(defect: str) -> None:
    with pytest.raises(NotCanonical):
        list(read_ledger(DEFECTS[defect]))


def test_an_empty_ledger_has_no_lines() -> None:
    assert list(read_ledger(b"")) == []
    assert write_ledger([]) == b""


@pytest.mark.parametrize("value", [None, 1, "x", [], {}, {"record": None, "salt": "0" * 32}])
def test_what_is_no_line(value: object) -> None:
    with pytest.raises(NotCanonical):
        line_of(value)
