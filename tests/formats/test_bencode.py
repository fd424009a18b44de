"""Bencode: what is written comes back, and what is none is refused, however deep or long it says to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.bencode import MOST_DEPTH, Broken, Value, decode, encode

WHOLE = st.integers(-(2**62), 2**62)
VALUES: st.SearchStrategy[Value] = st.recursive(
    WHOLE | st.binary(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.binary(max_size=6), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_any_value_comes_back(value: Value) -> None:
    assert decode(encode(value)) == value


@given(st.binary(max_size=80))
def test_any_bytes_are_a_value_or_refused(content: bytes) -> None:
    try:
        value = decode(content)
    except Broken:
        return
    assert decode(encode(value)) == value


@given(VALUES, st.data())
def test_a_value_that_stops_early_is_refused(value: Value, data: st.DataObject) -> None:
    whole = encode(value)
    kept = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(Broken):
        decode(whole[:kept])


@pytest.mark.parametrize(
    "content",
    [
        b"", b"i", b"ie", b"i-e", b"i 1e", b"i1", b"i" + b"9" * 40 + b"e", b"5:abc", b"-1:a", b":", b"99999999999999:a",
        b"l", b"d1:a", b"d1:ae", b"di1ei2ee", b"i1ei2e", b"x", b"l" * (MOST_DEPTH + 2) + b"e" * (MOST_DEPTH + 2),
        b"l" * 1_000_000,
    ],
)  # fmt: skip
def test_what_is_no_bencode_is_refused(content: bytes) -> None:
    with pytest.raises(Broken):
        decode(content)


@pytest.mark.parametrize(
    ("content", "value"),
    [
        (b"i0e", 0),
        (b"i-3e", -3),
        (b"0:", b""),
        (b"le", []),
        (b"d1:b1:x1:a1:ye", {b"a": b"y", b"b": b"x"}),
        (b"d1:ai1e1:ai2ee", {b"a": 2}),
        (b"l" * MOST_DEPTH + b"e" * MOST_DEPTH, None),
    ],
)
def test_what_programs_write(content: bytes, value: Value | None) -> None:
    assert value is None or decode(content) == value
    assert decode(content) is not None


def test_more_values_than_one_file_may_hold_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inzage.formats.bencode.MOST_VALUES", 10)
    assert decode(b"l" + b"i1e" * 9 + b"e")
    with pytest.raises(Broken):
        decode(b"l" + b"i1e" * 10 + b"e")
