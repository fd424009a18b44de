"""One byte form per value; and nothing is read two ways."""

import json
import math
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.signing import Role
from inzage.signing.canonical import DEEPEST, NotCanonical, canonical, joined, parse

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)


@given(VALUES)
def test_what_is_written_reads_back_equal_and_is_written_the_same(value: object) -> None:
    data = canonical(value)
    assert parse(data) == value
    assert canonical(parse(data)) == data


@given(st.dictionaries(st.text(), st.integers(-10, 10)))
def test_the_order_in_which_fields_were_set_does_not_show(value: dict[str, int]) -> None:
    assert canonical(dict(reversed(value.items()))) == canonical(value)


@given(st.dictionaries(st.text(), VALUES, max_size=6))
def test_an_object_put_together_from_its_fields_is_the_object(value: dict[str, object]) -> None:
    assert joined({name: canonical(said) for name, said in value.items()}) == canonical(value)


@given(VALUES)
def test_what_is_written_without_a_copy_is_written_as_with_one(value: object) -> None:
    def wrapped(one: object) -> object:
        if isinstance(one, dict):
            return MappingProxyType({key: wrapped(item) for key, item in one.items()})
        return [wrapped(item) for item in one] if isinstance(one, list) else one

    assert canonical(value) == canonical(wrapped(value))


@pytest.mark.parametrize("deepest", [1, "a", None, {}, []])
def test_what_lies_as_deep_as_may_be_is_written_and_one_deeper_is_not(deepest: object) -> None:
    def below(levels: int) -> object:
        return [below(levels - 1)] if levels else deepest

    assert parse(canonical(below(DEEPEST))) == below(DEEPEST)
    with pytest.raises(NotCanonical):
        canonical(below(DEEPEST + 1))


@given(VALUES)
def test_any_json_reader_reads_it(value: object) -> None:
    assert json.loads(canonical(value)) == value


@pytest.mark.parametrize(
    ("value", "data"),
    [
        ({"b": 1, "a": [True, None]}, b'{"a":[true,null],"b":1}'),
        ("é", '"é"'.encode()),
        ('"\n', b'"\\"\\n"'),
        (0.1, b"0.1"),
        (1e22, b"1e+22"),
        (-0.0, b"-0.0"),
        (Role.POLICE, b'"police"'),
        ((1, 2), b"[1,2]"),
        (MappingProxyType({"a": 1}), b'{"a":1}'),
        ({}, b"{}"),
        (2**63 - 1, b"9223372036854775807"),
    ],
)
def test_the_byte_form(value: object, data: bytes) -> None:
    assert canonical(value) == data


@pytest.mark.parametrize("value", [b"bytes", {1: "a"}, {None: 1}, object(), {"a": {1, 2}}])
def test_what_is_no_json_has_no_byte_form(value: object) -> None:
    with pytest.raises(TypeError):
        canonical(value)


@pytest.mark.parametrize(
    "value",
    [math.nan, math.inf, -math.inf, 2**63, -(2**63) - 1, 10**5000, "\ud800", {"\udfff": 1}],
    ids=["nan", "inf", "-inf", "65 bits", "-65 bits", "5000 digits", "surrogate", "surrogate field"],
)
def test_what_others_would_read_differently_has_no_byte_form(value: object) -> None:
    with pytest.raises(ValueError):
        canonical(value)


def nested(depth: int) -> bytes:
    return b"[" * depth + b"]" * depth


DEFECTS = {
    "empty": b"",
    "not_utf8": b'"\xff"',
    "utf16": '{"a":1}'.encode("utf-16"),
    "byte_order_mark": b"\xef\xbb\xbf{}",
    "cut_off": b'{"a":1',
    "two_values": b"{} {}",
    "duplicate_field": b'{"a":1,"a":1}',
    "duplicate_field_deep": b'[{"b":{"a":1,"a":2}}]',
    "duplicate_field_by_escape": b'{"a":1,"\\u0061":2}',
    "nan": b"NaN",
    "infinity": b"[Infinity]",
    "minus_infinity": b"-Infinity",
    "number_beyond_floats": b"1e999",
    "integer_beyond_64_bits": b"9223372036854775808",
    "integer_of_10000_digits": b"1" * 10_000,
    "half_a_character": b'"\\ud800"',
    "half_a_character_in_a_field": b'{"\\udc00":1}',
    "too_deep": nested(DEEPEST + 2),
    "far_too_deep": nested(200_000),
    "control_character": b'"\x00"',
    "trailing_comma": b"[1,]",
    "single_quotes": b"{'a':1}",
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_is_refused_in_two_languages(defect: str) -> None:
    with pytest.raises(NotCanonical) as caught:
        parse(DEFECTS[defect])
    assert caught.value.nl
    assert caught.value.en
    assert caught.value.nl != caught.value.en


def test_nesting_up_to_the_limit_is_read() -> None:
    assert canonical(parse(nested(DEEPEST))) == nested(DEEPEST)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_value_or_a_refusal(data: bytes) -> None:
    try:
        value = parse(data)
    except NotCanonical:
        return
    assert parse(canonical(value)) == value
