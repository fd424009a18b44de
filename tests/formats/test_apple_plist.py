"""Property lists: what is one, what is none, and an archived object's fields."""

import plistlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.apple_plist import ARCHIVED_MOST, archived, load, rows, some_bytes, whole_number
from inzage.result import Reason, Unreadable
from tests.readers.recipe import artefact
from tests.sources.backups import mb_file

VALUES = st.one_of(st.booleans(), st.integers(-(2**63), 2**63 - 1), st.text("abc é"), st.binary(max_size=40))


@given(st.dictionaries(st.text("abc", min_size=1), VALUES, max_size=6))
def test_both_forms_say_the_same(told: dict[str, object]) -> None:
    assert load(plistlib.dumps(told, fmt=plistlib.FMT_BINARY)) == told == load(plistlib.dumps(told))


BAD: list[tuple[str, bytes]] = [
    ("empty", b""),
    ("no list", b"no list at all"),
    ("another top", plistlib.dumps([1, 2])),
    ("cut off", plistlib.dumps({"a": "b" * 99}, fmt=plistlib.FMT_BINARY)[:-9]),
    ("objects that are not there", b"bplist00" + bytes(24) + b"\xff" * 8),
    (
        "a promise of many objects",
        b"bplist00" + bytes(6) + b"\x01\x01" + b"\x7f" * 8 + bytes(8) + b"\x00" * 7 + b"\x08",
    ),
    ("deep", b"<plist>" + b"<array>" * 200_000),
    ("entities", b'<!DOCTYPE p [<!ENTITY a "x">]><plist><dict><key>&a;</key><true/></dict></plist>'),
    ("a number beyond all bounds", b"<plist><dict><key>a</key><integer>" + b"9" * 9999 + b"</integer></dict></plist>"),
    ("a date that is none", b"<plist><dict><key>a</key><date>9999-99-99T99:99:99Z</date></dict></plist>"),
    (
        "contains itself",
        b"bplist00\xd1\x00\x00\x08" + bytes(6) + b"\x01\x01" + bytes(7) + b"\x01" + bytes(15) + b"\x0b",
    ),
]


@pytest.mark.parametrize("content", [c[1] for c in BAD], ids=[c[0] for c in BAD])
def test_what_is_no_list_is_damage(content: bytes) -> None:
    with pytest.raises(Unreadable) as fault:
        load(content)
    assert fault.value.reason is Reason.DAMAGED


def test_a_list_has_a_size() -> None:
    with pytest.raises(Unreadable) as fault:
        load(b"x" * 11, most=10)
    assert fault.value.reason is Reason.TOO_LARGE
    with pytest.raises(Unreadable):
        archived(bytes(ARCHIVED_MOST + 1))


def test_the_fields_of_an_archived_object() -> None:
    fields = archived(mb_file(1234, b"k" * 44))
    assert (whole_number(fields, "Size"), some_bytes(fields, "EncryptionKey")) == (1234, b"k" * 44)
    assert fields["RelativePath"] == "a path"
    assert some_bytes(archived(mb_file(1)), "EncryptionKey") is None


NUMBERS = [(7, 7), (0, 0), (-1, None), (2**63, None), (True, None), ("7", None), (7.0, None), (None, None)]


@pytest.mark.parametrize(("value", "read"), NUMBERS)
def test_a_number_is_whole_and_not_negative(value: object, read: int | None) -> None:
    assert whole_number({"n": value}, "n") == read


def archive(objects: object, root: object) -> bytes:
    return plistlib.dumps({"$top": {"root": root}, "$objects": objects}, fmt=plistlib.FMT_BINARY)


LIES: list[tuple[str, bytes]] = [
    ("no objects", archive("x", plistlib.UID(0))),
    ("no top", plistlib.dumps({"$objects": []}, fmt=plistlib.FMT_BINARY)),
    ("top elsewhere", archive(["$null"], plistlib.UID(9))),
    ("top is nothing", archive(["$null"], plistlib.UID(0))),
    ("top is a text", archive(["$null", "text"], plistlib.UID(1))),
    ("a field elsewhere", archive(["$null", {"Size": plistlib.UID(9)}], plistlib.UID(1))),
]


@pytest.mark.parametrize("content", [c[1] for c in LIES], ids=[c[0] for c in LIES])
def test_an_archive_that_lies_is_damage(content: bytes) -> None:
    with pytest.raises(Unreadable) as fault:
        archived(content)
    assert fault.value.reason is Reason.DAMAGED


def test_a_reference_is_followed_once() -> None:
    objects = ["$null", {"Size": plistlib.UID(2), "self": plistlib.UID(1)}, {"NS.data": plistlib.UID(2)}]
    assert archived(archive(objects, plistlib.UID(1)))["Size"] == plistlib.UID(2)
    assert archived(archive(objects, plistlib.UID(1)))["self"] is None


@given(st.integers(0, 563), st.integers(0, 255))
def test_a_flipped_byte_is_read_or_is_damage(at: int, byte: int) -> None:
    content = bytearray(mb_file(1234, b"k" * 44))
    content[at % len(content)] = byte
    try:
        fields = archived(bytes(content))
    except Unreadable as fault:
        assert fault.reason is Reason.DAMAGED
    else:
        assert whole_number(fields, "Size") is None or isinstance(fields["Size"], int)


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML], ids=["binary", "xml"])
def test_the_entries_of_a_file_that_is_one_list(form: plistlib.PlistFormat, tmp_path: Path) -> None:
    made = tmp_path / "file"
    made.write_bytes(plistlib.dumps([{"a": 1}, "b"], fmt=form))
    with artefact(made) as one:
        assert rows(one) == [{"a": 1}, "b"]


@pytest.mark.parametrize(
    ("content", "at_its_place", "elsewhere"),
    [
        (b"", Reason.EMPTY_FILE, Reason.OTHER_KIND),
        (bytes(99), Reason.ZEROED, Reason.OTHER_KIND),
        (b"no list", Reason.DAMAGED, Reason.OTHER_KIND),
        (b"bplist00 and then nothing", Reason.DAMAGED, Reason.DAMAGED),
        (plistlib.dumps({"a": []}), Reason.TABLE_MISSING, Reason.OTHER_KIND),
    ],
    ids=["empty", "zeroed", "no list", "cut off", "a list with names"],
)
def test_what_is_not_one_list(content: bytes, at_its_place: Reason, elsewhere: Reason, tmp_path: Path) -> None:
    made = tmp_path / "file"
    made.write_bytes(content)
    for sure, reason in ((True, at_its_place), (False, elsewhere)):
        with artefact(made, {"sure": sure}) as one, pytest.raises(Unreadable) as fault:
            rows(one)
        assert fault.value.reason is reason


def test_an_archive_that_is_packed_once_more_gives_the_same_fields() -> None:
    plain = mb_file(1234, b"k" * 44)
    assert archived(plistlib.dumps(plain, fmt=plistlib.FMT_BINARY)) == archived(plain)
    twice = plistlib.dumps(plistlib.dumps(plain))
    with pytest.raises(Unreadable):
        archived(twice)
