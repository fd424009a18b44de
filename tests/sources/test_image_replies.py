"""What a worker may say of a disk: a schema, and nothing that could carry content into a result."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.encryption import EncryptionKind
from inzage.formats.filesystems.recognise import SUPPORTED
from inzage.formats.partitions import BARE
from inzage.result import Reason, Status
from inzage.sources.archive_list import Counted
from inzage.sources.image_replies import ENTRIES_MOST, WORDS, SystemTold, counted_told, systems_told, volumes_told
from inzage.worker import Garbage


def test_volumes() -> None:
    assert volumes_told({"volumes": [1, 2, 3]}) == [1, 2, 3]
    assert volumes_told({"volumes": []}) == []


@pytest.mark.parametrize(
    "reply",
    [{}, {"volumes": 5}, {"volumes": ["1"]}, {"volumes": [True]}, {"volumes": [-1]}, {"volumes": [1000]},
     {"volumes": [1] * 200}, {"volumes": [1], "more": 1}, {"volumes": None}],
)  # fmt: skip
def test_volumes_that_are_none(reply: Any) -> None:
    with pytest.raises(Garbage):
        volumes_told(reply)


def test_counted() -> None:
    assert counted_told({"entries": 7, "odd": ""}) == Counted(7, None)
    assert counted_told({"entries": 0, "odd": "encrypted"}) == Counted(0, Reason.ENCRYPTED)
    assert counted_told({"entries": None, "odd": ""}) is None


@pytest.mark.parametrize(
    "reply",
    [{}, {"entries": 7}, {"entries": True, "odd": ""}, {"entries": -1, "odd": ""}, {"entries": "7", "odd": ""},
     {"entries": ENTRIES_MOST + 1, "odd": ""}, {"entries": 7, "odd": "jan"}, {"entries": 7, "odd": None},
     {"entries": 7, "odd": "", "more": 1}, {"entries": 1.0, "odd": ""}],
)  # fmt: skip
def test_counts_that_are_none(reply: Any) -> None:
    with pytest.raises(Garbage):
        counted_told(reply)


def test_systems() -> None:
    told = systems_told({"systems": [["ntfs", "read", ""], ["luks2", "encrypted", "encrypted"], ["msr", "absent", ""]]})
    assert told == [
        SystemTold("ntfs", Status.READ, None),
        SystemTold("luks2", Status.ENCRYPTED, Reason.ENCRYPTED),
        SystemTold("msr", Status.ABSENT, None),
    ]
    assert [one.listed for one in told] == [True, False, False]


@pytest.mark.parametrize(
    "row",
    [["jan's disk", "read", ""], ["ntfs", "closed", ""], ["ntfs", "read", "no_list"], ["ntfs", "read"], "ntfs",
     ["ntfs", "read", None], [5, "read", ""], ["NTFS", "read", ""], ["ntfs", "read", "", ""]],
)  # fmt: skip
def test_systems_that_are_none(row: Any) -> None:
    with pytest.raises(Garbage):
        systems_told({"systems": [row]})


@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_anything_else_is_garbage(said: Any) -> None:
    for told in (volumes_told, systems_told):
        for reply in ({"volumes": said}, {"systems": said}):
            try:
                got = told(reply)
            except Garbage:
                continue
            assert got == [] or all(type(one) in (int, SystemTold) for one in got)


def test_there_is_a_word_for_all_that_can_be_found() -> None:
    of_volumes = {kind.value for kind in EncryptionKind if not kind.value.endswith("-backup")}
    assert SUPPORTED | BARE | of_volumes <= WORDS
