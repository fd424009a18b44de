"""What a worker may say of an archive, and what is a lie."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.artefact import EntryKind
from inzage.result import Reason
from inzage.sources.archive_inside import CHUNK
from inzage.sources.archive_replies import Listed, Told, chunk, listed, problem_of
from inzage.sources.offers import Entry
from inzage.sources.reading_inside import PIECE
from inzage.worker import Beside, Garbage

ROW = ["a/History", 7, 1_600_000_000, "file", 512, ""]


def with_field(field: int, value: object) -> list[object]:
    return [*ROW[:field], value, *ROW[field + 1 :]]


def test_a_sound_page() -> None:
    reply: Any = {"rows": [ROW, ["b", 0, None, "link", 0, "encrypted"]], "next": 1024}
    entry = Entry("a/History", EntryKind.FILE, 7, datetime.fromtimestamp(1_600_000_000, UTC))
    other = Entry("b", EntryKind.LINK, 0, None, Reason.ENCRYPTED)
    assert listed(reply, 1023) == Listed((Told(entry, 512), Told(other, 0)), 1024, None)


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ({"rows": [], "next": None}, Listed((), None, None)),
        ({"problem": "archive_bomb"}, Listed((), None, Reason.ARCHIVE_BOMB)),
        ({"rows": [], "next": None, "problem": "archive_damaged"}, Listed((), None, Reason.ARCHIVE_DAMAGED)),
    ],
)
def test_sound_ends(reply: Any, expected: Listed) -> None:
    assert listed(reply, 0) == expected


LIES: list[Any] = [
    {},
    {"rows": None, "next": None},
    {"rows": {}, "next": None},
    {"rows": "abc", "next": None},
    {"rows": [ROW], "next": 10},
    {"rows": [ROW], "next": 9},
    {"rows": [ROW], "next": -1},
    {"rows": [ROW], "next": True},
    {"rows": [ROW], "next": 11.0},
    {"rows": [ROW], "next": "11"},
    {"rows": [], "next": 11},
    {"rows": [ROW], "next": 11, "problem": "archive_damaged"},
    {"rows": [ROW], "next": None, "problem": "no_list"},
    {"rows": [ROW], "next": None, "problem": 5},
    {"rows": [ROW], "next": None, "problem": ""},
    {"rows": [ROW], "next": None, "more": 1},
    *(
        {"rows": [row], "next": None}
        for row in (
            [], ROW[:5], [*ROW, 1], "abcdef", None, 5, dict.fromkeys("abcdef"),
            with_field(0, ""), with_field(0, "/etc/passwd"), with_field(0, "a/"), with_field(0, "a//b"),
            with_field(0, "a/../b"), with_field(0, ".."), with_field(0, "./a"), with_field(0, "a\0b"),
            with_field(0, "x" * 1025), with_field(0, "\u00e9" * 513), with_field(0, "\ud800"), with_field(0, 5),
            with_field(1, -1), with_field(1, True), with_field(1, 1.5), with_field(1, None),
            with_field(2, "now"), with_field(2, False), with_field(2, 1.5),
            with_field(3, "hole"), with_field(3, ""), with_field(3, None),
            with_field(4, -1), with_field(4, None), with_field(4, True),
            with_field(5, "no_list"), with_field(5, None), with_field(5, "link"),
        )
    ),
]  # fmt: skip


@pytest.mark.parametrize("reply", LIES)
def test_a_lie_about_the_list(reply: Any) -> None:
    with pytest.raises(Garbage):
        listed(reply, 10)


def test_a_time_that_does_not_exist_is_none() -> None:
    (told,) = listed({"rows": [with_field(2, 2**62)], "next": None}, 0).entries  # type: ignore[dict-item,list-item]
    assert told.entry.modified is None


def test_a_path_has_one_spelling_however_the_worker_escapes_it() -> None:
    (told,) = listed({"rows": [with_field(0, "a/\udcc3\udca9")], "next": None}, 0).entries  # type: ignore[dict-item,list-item]
    assert told.entry.untrusted_path == "a/\u00e9"


@pytest.mark.parametrize("path", ["", "a/../b", "a\0b"])
def test_a_marked_path_may_be_odd(path: str) -> None:
    row: Any = [path, 0, None, "file", 0, "archive_damaged"]
    (told,) = listed({"rows": [row], "next": None}, 0).entries
    assert told.entry.reason is Reason.ARCHIVE_DAMAGED


def test_sound_chunks() -> None:
    assert chunk(Beside({"done": False}, b"ab", b"c")) == ((b"ab", b"c"), False)
    assert chunk({"done": True}) == ((), True)


@pytest.mark.parametrize(
    "reply",
    [
        {},
        Beside({}, b"a"),
        {"done": False},
        Beside({"done": False}),
        Beside({"done": 1}, b"a"),
        {"bytes": "YQ==", "done": True},
        Beside({"done": True, "sha256": "x"}, b"a"),
        Beside({"done": True}, b"a" * (CHUNK + PIECE + 1)),
    ],
)
def test_a_lie_about_a_member(reply: Any) -> None:
    with pytest.raises(Garbage):
        chunk(reply)


@pytest.mark.parametrize("word", ["no_list", "", "link", 5, [], True])
def test_a_lie_about_a_problem(word: Any) -> None:
    with pytest.raises(Garbage):
        problem_of({"problem": word})


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=7) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


@given(
    st.fixed_dictionaries(
        {}, optional={"rows": anything, "next": anything, "problem": anything, "bytes": anything, "done": anything}
    )
)
def test_whatever_is_said_is_taken_or_garbage(reply: Any) -> None:
    for take in (lambda: listed(reply, 0), lambda: chunk(reply), lambda: problem_of(reply)):
        try:
            take()
        except Garbage:
            continue
