"""Edits, ways to spoil, and the fields of each form."""

import json
import plistlib
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats import bencode
from tests.fuzz.edits import Edit, applied
from tests.fuzz.fields import Field, edited, fields
from tests.fuzz.fields_sqlite import varint
from tests.fuzz.spoil import WAYS, Way, spoilt
from tests.readers.recipe import build, cases

CONTENT = st.binary(min_size=1, max_size=6000)
SEEDS = st.integers(0, 2**32)


def chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - no secret


APPLIED = [
    ([], b"0123456789"),
    ([Edit(0, 1, b"")], b"123456789"),
    ([Edit(10, 0, b"x")], b"0123456789x"),
    ([Edit(2, 3, b"ab"), Edit(7, 1, b"c")], b"01ab56c89"),
    ([Edit(7, 1, b"c"), Edit(2, 3, b"ab")], b"01ab56c89"),
    ([Edit(2, 3, b"ab"), Edit(4, 2, b"x")], b"0123x6789"),
    ([Edit(5, 5, b"")], b"01234"),
    ([Edit(9, 2, b"beyond the end")], b"0123456789"),
]


@pytest.mark.parametrize(("edits", "expected"), APPLIED)
def test_edits_count_in_the_unchanged_file(edits: list[Edit], expected: bytes) -> None:
    assert applied(b"0123456789", edits) == expected


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.binary(max_size=50))
def test_an_edit_comes_back_from_text(at: int, drop: int, put: bytes) -> None:
    edit = Edit(at, drop, put)
    assert Edit.of(json.loads(json.dumps(edit.plain))) == edit


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@given(content=CONTENT, seed=SEEDS)
def test_a_way_stays_inside_the_file_and_is_the_same_again(way: Way, content: bytes, seed: int) -> None:
    edits = way(content, chance(seed))
    assert edits == way(content, chance(seed))
    assert edits
    assert all(edit.at >= 0 and edit.at + edit.drop <= len(content) for edit in edits)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_way_changes_something_most_of_the_time(way: Way) -> None:
    content = chance(7).randbytes(5000)
    changed = [applied(content, way(content, chance(seed))) != content for seed in range(40)]
    assert sum(changed) > 20


@given(content=st.binary(max_size=300), seed=SEEDS)
def test_any_file_can_be_spoilt(content: bytes, seed: int) -> None:
    name, edits = spoilt(content, fields(content), chance(seed))
    assert name
    assert edits
    assert applied(content, edits) == applied(content, spoilt(content, fields(content), chance(seed))[1])


FORMS = [
    ("chromium_history", {"big:cells", "big:cell pointer", "varint:payload", "varint:row id", "varint:serial type"}),
    ("userassist", {"little:checksum", "little:bin size", "little:cell size", "little:keys", "little:data size"}),
    ("apple_networks", {"big:objects", "big:table", "big:place", "big:mark"}),
    ("dropbox_accounts", {"json:token"}),
    ("safari_downloads", {"xml:token"}),
    ("utorrent", {"bencode:token"}),
]


@pytest.mark.parametrize(("reader", "named"), FORMS, ids=[reader for reader, _ in FORMS])
def test_the_fields_of_a_form_are_found(reader: str, named: set[str], tmp_path: Path) -> None:
    found: set[str] = set()
    for case in cases(reader):
        folder = tmp_path / case.folder.name
        folder.mkdir()
        content = build(case, folder).read_bytes()
        held = fields(content)
        found |= {field.what for field in held}
        assert all(field.size > 0 and field.at + field.size <= len(content) for field in held)
    assert named <= found


def test_a_field_of_a_number_gets_another_number() -> None:
    field = Field(2, 4, "little:keys")
    puts = {edited(b"ab\x05\0\0\0cd", field, chance(seed)).put for seed in range(200)}
    assert {int.from_bytes(put, "little") for put in puts} >= {0, 1, 4, 6, 10, 2**32 - 1}
    assert all(len(put) == 4 for put in puts)


def test_a_form_that_is_not_known_has_no_fields() -> None:
    assert fields(b"something else") == []
    assert fields(b"") == []


FOREIGN = (
    b"SQLite format 3\0",
    b"SQLite format 3\0\x10\0" + b"\r" * 5000,
    b"regf",
    b"regf" + bytes(4092) + b"hbin" + b"\xff" * 64,
    b"bplist00" + b"\xff" * 40,
    b"{" + b'"' * 50,
    b"d" + b"9" * 50,
    b"<?xml" + b"<" * 50,
)


@pytest.mark.parametrize("content", FOREIGN, ids=lambda content: f"{content[:8]!r}")
def test_fields_of_a_spoilt_file_lie_inside_it_as_well(content: bytes) -> None:
    assert all(field.size > 0 and field.at + field.size <= len(content) for field in fields(content))


@pytest.mark.parametrize(
    ("content", "size"), [(b"\x05", 1), (b"\x81\x05", 2), (b"\xff" * 8 + b"\x01", 9), (b"\xff" * 12, 9)]
)
def test_how_long_a_varint_is(content: bytes, size: int) -> None:
    assert varint(content, 0) == size


def test_tokens_of_text_are_whole_words_of_their_form() -> None:
    told = json.dumps({"a": [1, -2.5, None, True], "b": 'x\\"y'}).encode()
    tokens = [told[field.at : field.at + field.size] for field in fields(told)]
    assert b"-2.5" in tokens
    assert b"null" in tokens
    assert b"".join(tokens) == told.replace(b" ", b"")
    listed = plistlib.dumps({"k": "v"})
    assert b"<key>" in [listed[field.at : field.at + field.size] for field in fields(listed)]
    torrent = bencode.encode({b"a": 12, b"b": [b"xyz"]})
    assert {b"i12e", b"3:", b"l"} <= {torrent[field.at : field.at + field.size] for field in fields(torrent)}
