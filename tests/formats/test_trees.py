"""JSON and property lists of a stranger: a walk that ends, text that can be encoded, a reason for every refusal."""

import json
import plistlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inzage.formats.trees import MOST, date, dictionaries, entries, inner, json_tree, plist_tree, text
from inzage.result import Reason, Unreadable
from tests.formats.artefacts import holding

LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
TREES = st.recursive(
    LEAVES, lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=3), inside, max_size=4)
)


def every(value: Any) -> list[Any]:
    """Every dictionary, outer before inner, by plain recursion."""
    if isinstance(value, dict):
        return [value, *[found for part in value.values() for found in every(part)]]
    return [found for part in value for found in every(part)] if isinstance(value, list) else []


@given(TREES)
def test_a_walk_gives_every_dictionary_in_order(tree: Any) -> None:
    fresh = json.loads(json.dumps(tree))  # no part twice
    assert list(dictionaries(fresh)) == every(fresh)


def test_a_walk_gives_a_part_once_and_ends_where_it_contains_itself() -> None:
    shared: dict[str, Any] = {"name": "shared"}
    loop: dict[str, Any] = {"one": [shared, shared], "two": shared}
    loop["three"] = [loop]
    assert [found.get("name") for found in dictionaries(loop)] == [None, "shared"]
    bomb: list[Any] = [shared]
    for _ in range(64):
        bomb = [bomb, bomb]
    assert list(dictionaries(bomb)) == [shared]


def test_a_binary_list_that_contains_itself_is_walked_once(tmp_path: Path) -> None:
    itself = bytes.fromhex(
        "62706c6973743030 d1 01 00 51 61 080b 000000000000 01 01 0000000000000002 0000000000000000 000000000000000d"
    )
    with holding(itself, tmp_path) as artefact:
        tree = plist_tree(artefact)
    assert len(list(dictionaries(tree))) <= 2


PLIST = plistlib.dumps({"a": "é", "d": datetime(2026, 3, 10, 9)}, fmt=plistlib.FMT_BINARY)


@pytest.mark.parametrize(
    ("content", "sure", "reason"),
    [
        (b"", False, Reason.OTHER_KIND),
        (b"", True, Reason.EMPTY_FILE),
        (bytes(64), True, Reason.ZEROED),
        (b"words", True, Reason.DAMAGED),
        (b"words", False, Reason.OTHER_KIND),
        (PLIST[:-5], False, Reason.DAMAGED),
        (b"<?xml version='1.0'?><plist><dict>", False, Reason.DAMAGED),
        (b"<?xml version='1.0'?><plist>" + b"<array>" * 100_000, False, Reason.DAMAGED),
        (
            b"<!DOCTYPE plist [<!ENTITY a 'aa'>]><plist><dict><key>&a;</key><true/></dict></plist>",
            False,
            Reason.DAMAGED,
        ),
        (b"<?xml version='1.0' encoding='no-such'?><plist><dict/></plist>", False, Reason.DAMAGED),
        (plistlib.dumps(["no dictionary"]), False, Reason.DAMAGED),
    ],
)
def test_a_property_list_that_will_not_do_says_why(content: bytes, sure: bool, reason: Reason, tmp_path: Path) -> None:
    with holding(content, tmp_path, sure=sure) as artefact, pytest.raises(Unreadable) as fault:
        plist_tree(artefact)
    assert fault.value.reason is reason


def test_a_list_names_its_definition_and_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    monkeypatch.setattr("builtins.open", lambda *told, **_: opened.append(told))
    content = b'<?xml version="1.0"?><!DOCTYPE plist PUBLIC "x" "file:///etc/hostname"><plist><dict/></plist>'
    with holding(content, tmp_path) as artefact:
        assert (dict(plist_tree(artefact)), opened) == ({}, [])


@pytest.mark.parametrize(
    ("content", "sure", "reason"),
    [
        (b"words", True, Reason.DAMAGED),
        (b"words", False, Reason.OTHER_KIND),
        (b'{"mark": [', False, Reason.DAMAGED),
        (b'{"mark": ' + b"[" * 200_000, False, Reason.DAMAGED),
        (b'{"mark": ' + b"9" * 10_000 + b"}", False, Reason.DAMAGED),
        (b'["mark"]', True, Reason.DAMAGED),
        (b'["mark"]', False, Reason.OTHER_KIND),
    ],
)
def test_a_json_text_that_will_not_do_says_why(content: bytes, sure: bool, reason: Reason, tmp_path: Path) -> None:
    with holding(content, tmp_path, sure=sure) as artefact, pytest.raises(Unreadable) as fault:
        json_tree(artefact, content, b'"mark"')
    assert fault.value.reason is reason


def test_a_json_text_with_a_mark_of_order_and_broken_bytes(tmp_path: Path) -> None:
    content = b'\xef\xbb\xbf{"a": "\xff"}'
    with holding(content, tmp_path) as artefact:
        assert json_tree(artefact, content, b"") == {"a": "\ufffd"}


def test_a_file_has_a_size(tmp_path: Path) -> None:
    with holding(b"x", tmp_path, size=MOST + 1) as artefact, pytest.raises(Unreadable) as fault:
        plist_tree(artefact)
    assert fault.value.reason is Reason.TOO_LARGE


@given(st.text(st.characters(exclude_categories=()), max_size=9))
@example("half a pair: \ud83d")
def test_text_can_be_encoded_and_keeps_its_length(value: str) -> None:
    assert len(text({"a": value}, "a").encode().decode()) == len(value)


def test_a_field_of_another_type_is_as_good_as_absent() -> None:
    fields = {"a": 1, "when": datetime(2026, 3, 10, 9), "early": datetime(1980, 1, 1), "late": datetime(2100, 1, 1)}
    assert (text(fields, "a"), entries(fields["a"]), dict(inner(fields, "a")), date(fields, "a")) == ("", [], {}, None)
    assert date(fields, "when") == datetime(2026, 3, 10, 9, tzinfo=UTC)
    assert (date(fields, "early"), date(fields, "late")) == (None, None)
