"""Protocol buffers: what is written is read, what breaks off is said to, and nothing runs on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.protobuf import Broken, fields, signed
from tests.readers.makers.protobuf import message, varint

FIELD = st.fixed_dictionaries(
    {"number": st.integers(1, 2**28), "value": st.integers(0, 2**64 - 1) | st.text(max_size=20)}
)


@given(st.lists(FIELD, max_size=8))
def test_what_is_written_is_read(told: list[dict[str, int | str]]) -> None:
    expected = [(one["number"], value.encode() if isinstance(value := one["value"], str) else value) for one in told]
    assert list(fields(message(told))) == expected


@given(st.binary(max_size=80))
def test_any_bytes_end_in_fields_or_in_a_fault(untrusted: bytes) -> None:
    try:
        held = list(fields(untrusted))
    except Broken:
        return
    assert all(number > 0 or isinstance(value, int) for number, value in held)


@pytest.mark.parametrize(
    "untrusted",
    [b"\x08", b"\x12\x05abc", b"\x80" * 11, b"\x0b", b"\x0c", b"\x09\0\0", b"\x02\x01a"],
    ids=["no_value", "too_short", "varint_without_end", "group", "end_of_group", "half_of_eight_bytes", "number_zero"],
)
def test_what_breaks_off_is_broken(untrusted: bytes) -> None:
    with pytest.raises(Broken):
        list(fields(untrusted))


def test_fixed_values_come_as_bytes() -> None:
    assert list(fields(b"\x09" + b"a" * 8 + b"\x15" + b"b" * 4)) == [(1, b"a" * 8), (2, b"b" * 4)]


@given(st.integers(-(2**63), 2**63 - 1))
def test_a_negative_number_comes_back(value: int) -> None:
    ((_, read),) = fields(b"\x08" + varint(value))
    assert isinstance(read, int)
    assert signed(read) == value
