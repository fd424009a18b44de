"""Archived objects: each reference is followed once, and nothing that is none is taken for one."""

import contextlib
import plistlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.keyed import archive
from inzage.result import Reason, Unreadable

UID = plistlib.UID
FIRST = UID(1)
WORDS = "words of the top record"


def packed(*objects: Any, top: Any = FIRST, form: plistlib.PlistFormat = plistlib.FMT_BINARY) -> bytes:
    return plistlib.dumps({"$top": {"root": top}, "$objects": ["$null", *objects]}, fmt=form)


def spelt(number: int) -> dict[str, int]:
    """A reference as XML writes it."""
    return {"CF$UID": number}


@pytest.mark.parametrize(("refer", "form"), [(UID, plistlib.FMT_BINARY), (spelt, plistlib.FMT_XML)])
def test_a_field_holds_a_value_or_leads_to_one(refer: Callable[[int], Any], form: plistlib.PlistFormat) -> None:
    top = {"a": refer(2), "b": 7, "c": refer(3), "d": refer(0)}
    record = archive(packed(top, WORDS, {"e": refer(2)}, top=refer(1), form=form))
    below = record.record("c")
    assert below is not None
    assert [record.value(name) for name in "abd"] == [WORDS, 7, None]
    assert below.value("e") == WORDS
    assert [record.record(name) for name in ("a", "b", "d", "nowhere")] == [None] * 4


def test_a_record_that_refers_to_itself_costs_nothing() -> None:
    record = archive(packed({"me": UID(1)}))
    for _ in range(1000):
        below = record.record("me")
        assert below is not None
        record = below
    assert record.value("a") is None


@pytest.mark.parametrize("number", [2, 99, 2**31])
def test_a_reference_to_nothing_is_nothing(number: int) -> None:
    assert archive(packed({"a": UID(number)})).value("a") is None


@pytest.mark.parametrize("number", [-1, "1", None])
def test_what_only_looks_like_a_reference_leads_nowhere_else(number: object) -> None:
    written = {"CF$UID": number} if number is not None else {"CF$UID": {}}
    value = archive(packed({"a": written})).value("a")
    assert value in (written, None)


@pytest.mark.parametrize(
    "untrusted",
    [
        b"",
        b"bplist00",
        plistlib.dumps([1]),
        plistlib.dumps({"$objects": []}),
        plistlib.dumps({"$top": {"root": 1}, "$objects": {}}),
        plistlib.dumps({"$top": [], "$objects": []}),
        packed("no record"),
        packed({}, top=UID(0)),
        packed({}, top=UID(9)),
    ],
)
def test_what_is_no_archive_is_refused(untrusted: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        archive(untrusted)
    assert refused.value.reason is Reason.DAMAGED


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(untrusted: bytes) -> None:
    with contextlib.suppress(Unreadable):
        archive(untrusted).value("a")


@given(st.integers(0, 400), st.integers(0, 255))
def test_a_spoilt_byte_is_read_or_refused(at: int, byte: int) -> None:
    made = bytearray(packed({"a": UID(2), "b": UID(1)}, WORDS))
    made[at % len(made)] = byte
    with contextlib.suppress(Unreadable):
        record = archive(bytes(made))
        record.value("a")
        record.record("b")
