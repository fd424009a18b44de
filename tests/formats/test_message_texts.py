"""What was said, out of rows: words kept as they are, bounded, and rows that say nothing."""

import json
from collections.abc import Generator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.artefact import Artefact
from inzage.formats.clocks import SECONDS, Clock
from inzage.formats.correspondence import messages
from inzage.formats.message_texts import LONGEST, circumstances, from_json, texts
from inzage.formats.sqlite import Database, Row, Value
from inzage.observations import Direction, MessageText, OnThisDevice

CLOCK = Clock(SECONDS)
AT = datetime(2026, 3, 10, 9, tzinfo=UTC)
TIME = 1773133200
WORDS = st.text(max_size=60)


def a_database() -> Database:
    """A database that nobody opens: only what is in doubt is of interest here."""
    return Database(Artefact("x.db", -1, 0, None))


def returned(generator: Generator[Any, None, int]) -> tuple[list[Any], int]:
    """What a generator yields, and what it returns."""
    seen = []
    while True:
        try:
            seen.append(next(generator))
        except StopIteration as stop:
            return seen, stop.value


def a_row(said: Value, direction: Value = "incoming", time: Value = TIME, group: Value = 0) -> Row:
    return 1, time, direction, "A", group, said, "unknown"


def said_in(row: Row) -> tuple[list[str], bool]:
    """The texts of one row, and whether the reading is in doubt."""
    db = a_database()
    seen, opened = returned(texts(db, CLOCK, [row]))
    assert opened == 1
    return [one.untrusted_text for one in seen], db.degraded


def test_a_row_becomes_what_one_message_said() -> None:
    rows: list[Row] = [
        (1, TIME, "outgoing", "A", 0, "rain tomorrow?", "yes"),
        (2, TIME, "unknown", None, "group-1", " TERM-A\n", "unknown"),
    ]
    assert returned(texts(a_database(), CLOCK, rows)) == (
        [
            MessageText(AT, Direction.OUTGOING, "A", False, "rain tomorrow?", OnThisDevice.YES),
            MessageText(AT, Direction.UNKNOWN, "", True, " TERM-A\n", OnThisDevice.UNKNOWN),
        ],
        2,
    )


@pytest.mark.parametrize(
    "row",
    [
        a_row(None),
        a_row(""),
        a_row("  \n\t "),
        a_row(5),
        a_row("milk", direction=None),
        a_row("milk", time=None),
        a_row("milk", time=0),
        a_row("milk", time="2026"),
    ],
)
def test_a_row_without_words_moment_or_act_is_opened_and_says_nothing(row: Row) -> None:
    assert said_in(row) == ([], False)


@pytest.mark.parametrize(
    ("length", "kept", "cut"),
    [(1, 1, False), (LONGEST - 1, LONGEST - 1, False), (LONGEST, LONGEST, False), (LONGEST + 1, LONGEST, True)],
)
def test_a_text_is_kept_up_to_a_length_and_cut_with_a_word(length: int, kept: int, cut: bool) -> None:
    assert said_in(a_row("é" * length)) == (["é" * kept], cut)


def test_what_is_no_act_is_not_measured() -> None:
    assert said_in(a_row("a" * (LONGEST + 1), direction=None)) == ([], False)


@given(said=st.one_of(st.none(), WORDS), way=st.sampled_from(["incoming", "outgoing", "unknown", None]),
       time=st.sampled_from([TIME, 0, None]), group=st.sampled_from([0, 1, None, "", "group-1"]))  # fmt: skip
def test_the_circumstances_are_those_of_the_message(said: Value, way: Value, time: Value, group: Value) -> None:
    """Beside ``correspondence.messages``, which is given the same row without the text."""
    number, at, direction, contact, place, _, origin = row = a_row(said, way, time, group)
    (told, opened) = returned(messages(CLOCK, [(number, at, direction, contact, place, origin)]))
    (heard, read) = returned(texts(a_database(), CLOCK, [row]))
    assert read == opened
    if said and said.strip():  # type: ignore[union-attr]
        fields = ("at", "direction", "untrusted_contact", "in_group", "on_this_device")
        assert [[getattr(one, f) for f in fields] for one in heard] == [
            [getattr(one, f) for f in fields] for one in told
        ]
    else:
        assert heard == []


@given(said=WORDS, extra=st.lists(WORDS, max_size=3))
def test_a_change_of_circumstances_leaves_the_text_where_it_is(said: str, extra: list[str]) -> None:
    """Whatever columns a change takes away, as Kik's does, the text comes back before the origin."""
    changed = circumstances(lambda row: (*row[:4], "chat", row[-1]))
    assert changed((1, TIME, "incoming", "A", *extra, said, "yes")) == (1, TIME, "incoming", "A", "chat", said, "yes")


@given(said=st.text(st.characters(codec="utf-8"), max_size=80), ascii_only=st.booleans())
def test_the_words_in_json_are_its_member_text(said: str, ascii_only: bool) -> None:
    db = a_database()
    kept = json.dumps({"type": 7, "text": said, "TEXT-A": "TEXT-A"}, ensure_ascii=ascii_only)
    assert list(from_json(db, [a_row(kept)])) == [a_row(said)]
    assert not db.degraded


@pytest.mark.parametrize(
    ("kept", "said", "doubt"),
    [
        ('{"text": "milk"}', "milk", False),
        ('{"text": ""}', "", False),
        ('{"url": "TEXT-A"}', None, False),
        ('{"text": {"text": "TEXT-A"}}', None, False),
        ('{"text": 5}', None, False),
        ('{"text": null}', None, False),
        ('{"text": "half \\ud83d of a face"}', "half \ufffd of a face", False),
        ('{"text": "\\ud83d\\ude00"}', "\U0001f600", False),
        ('["TEXT-A"]', None, True),
        ('"TEXT-A"', None, True),
        ("TEXT-A", None, True),
        ('{"text": "TEXT-A', None, True),
        ("[" * 100_000, None, True),
        ("9" * 5000, None, True),
        ("NaN", None, True),
        (" ", " ", False),
        (None, None, False),
    ],
)
def test_what_is_no_object_is_in_doubt_and_an_object_without_words_is_not(
    kept: str | None, said: str | None, doubt: bool
) -> None:
    db = a_database()
    assert list(from_json(db, [a_row(kept)])) == [a_row(said)]
    assert db.degraded is doubt


def test_what_is_no_act_is_not_unpacked() -> None:
    db = a_database()
    row = a_row("TEXT-A that is no object", direction=None)
    assert list(from_json(db, [row])) == [row]
    assert not db.degraded


@given(units=st.lists(st.integers(0, 0xFFFF), max_size=20))
def test_whatever_json_names_can_be_encoded_after(units: list[int]) -> None:
    """Lists of terms are keyed over bytes: half a character must not stop a check."""
    kept = '{"text": "' + "".join(f"\\u{unit:04x}" for unit in units) + '"}'
    ((*_, said, _origin),) = from_json(a_database(), [a_row(kept)])
    assert isinstance(said, str)
    assert said.encode("utf-8").decode("utf-8") == said
