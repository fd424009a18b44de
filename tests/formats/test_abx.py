"""Android's binary XML: the same elements as the text would give, and no bytes that do more than break off."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.abx import MAGIC, Broken, elements
from tests.readers.makers.abx import make

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=8)
PLAIN = NAMES | st.booleans() | st.integers(-(2**62), 2**62)
TREES = st.recursive(
    st.fixed_dictionaries({"name": NAMES, "attributes": st.dictionaries(NAMES, PLAIN, max_size=3)}),
    lambda inner: st.fixed_dictionaries(
        {
            "name": NAMES,
            "attributes": st.dictionaries(NAMES, PLAIN, max_size=3),
            "children": st.lists(inner, max_size=3),
        }
    ),
    max_leaves=8,
)


def flat(told: dict[str, Any]) -> list[tuple[str, dict[str, str]]]:
    shown = {name: said(value) for name, value in told.get("attributes", {}).items()}
    return [(told["name"], shown)] + [one for child in told.get("children", []) for one in flat(child)]


def said(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@given(TREES)
def test_any_tree_comes_back_in_order(told: dict[str, Any]) -> None:
    assert list(elements(make({"root": told}))) == flat(told)


@given(TREES, st.data())
def test_what_stops_early_gives_a_beginning_and_breaks_off(told: dict[str, Any], data: st.DataObject) -> None:
    whole = make({"root": told})
    seen: list[tuple[str, dict[str, str]]] = []
    with pytest.raises(Broken):
        seen.extend(elements(whole[: data.draw(st.integers(4, len(whole) - 1))]))
    names = [name for name, _ in seen]
    assert names == [name for name, _ in flat(told)][: len(names)]


@given(st.binary(max_size=120))
def test_any_bytes_end(content: bytes) -> None:
    try:
        assert all(isinstance(name, str) for name, _ in elements(MAGIC + content))
    except Broken:
        return


@pytest.mark.parametrize(
    ("token", "value", "said"),
    [
        (0x2F, b"\0\3abc", "abc"),
        (0x4F, b"\0\2\1\2", ""),
        (0x5F, b"\0\2\1\2", ""),
        (0x6F, b"\xff\xff\xff\xff", "-1"),
        (0x7F, b"\xff\xff\xff\xff", "ffffffff"),
        (0x8F, b"\0\0\0\0\0\0\0\7", "7"),
        (0x9F, b"\0\0\0\0\0\0\1\0", "100"),
        (0xAF, b"\x3f\x80\0\0", "1.0"),
        (0xBF, b"\x3f\xf0\0\0\0\0\0\0", "1.0"),
        (0xCF, b"", "true"),
        (0xDF, b"", "false"),
        (0x1F, b"", ""),
        (0x3F, b"\0\0", "e"),
    ],
)
def test_each_kind_of_attribute(token: int, value: bytes, said: str) -> None:
    made = MAGIC + b"\x10\x32\xff\xff\0\1e" + bytes([token]) + b"\xff\xff\0\1a" + value + b"\x33\0\0\x11"
    assert list(elements(made)) == [("e", {"a": said})]


@pytest.mark.parametrize("made", [b"\x32\0\5", b"\x32\xff\xff\xff\xff", b"\xe2", b"\x2f\0\0", b"\x1c", b""])
def test_what_breaks_off(made: bytes) -> None:
    with pytest.raises(Broken):
        list(elements(MAGIC + made))
