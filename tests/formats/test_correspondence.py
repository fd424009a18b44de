"""What the readers of messages share: words for values, ages, and rows that are no acts."""

from datetime import UTC, datetime

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.clocks import SECONDS, Clock
from inzage.formats.correspondence import OLDEST, calls, case, contacts, declared, messages, years
from inzage.observations import Call, Contact, Direction, Message, OnThisDevice

CLOCK = Clock(SECONDS)
AT = datetime(2026, 3, 10, 9, tzinfo=UTC)
TIME = 1773133200


def returned(generator: object) -> tuple[list[object], int]:
    """What a generator yields, and what it returns."""
    seen = []
    while True:
        try:
            seen.append(next(generator))  # type: ignore[call-overload]
        except StopIteration as stop:
            return seen, stop.value


def value_of(expression: str) -> object:
    return next(apsw.Connection(":memory:").execute(f"SELECT {expression}"))[0]


@pytest.mark.parametrize(
    ("value", "word"),
    [("1", "incoming"), ("2", "outgoing"), ("3", None), ("NULL", None), ("'1'", None), ("1.0", "incoming")],
)
def test_a_value_has_its_word_and_every_other_none(value: str, word: str | None) -> None:
    assert value_of(case(value, {1: "incoming", 2: "outgoing"})) == word


def test_otherwise_is_the_word_for_all_that_is_not_listed() -> None:
    assert [value_of(case(value, {1: "yes"}, "unknown")) for value in ("1", "2", "NULL")] == [
        "yes",
        "unknown",
        "unknown",
    ]


@given(words=st.dictionaries(st.text(max_size=6), st.text(max_size=6), min_size=1, max_size=4))
def test_words_with_quotes_stay_words(words: dict[str, str]) -> None:
    words = {key.replace("\0", ""): word.replace("\0", "") for key, word in words.items()}
    for key, word in words.items():
        quoted = key.replace("'", "''")
        assert value_of(case(f"'{quoted}'", words)) == word


def test_a_row_without_direction_or_moment_is_opened_and_is_no_message() -> None:
    rows = [
        (1, TIME, "outgoing", "A", 0, "yes"),
        (2, TIME, None, "A", 0, "yes"),
        (3, 0, "outgoing", "A", 0, "yes"),
        (4, TIME, "unknown", None, None, "unknown"),
    ]
    seen, opened = returned(messages(CLOCK, rows))
    assert opened == 4
    assert seen == [
        Message(AT, Direction.OUTGOING, "A", False, "", OnThisDevice.YES),
        Message(AT, Direction.UNKNOWN, "", False, "", OnThisDevice.UNKNOWN),
    ]


@pytest.mark.parametrize(
    ("stored", "told"),
    [
        ("chat0001", (True, "chat0001")),
        ("-9001", (True, "-9001")),
        ("0", (True, "0")),
        (1, (True, "")),
        (0, (False, "")),
        (None, (False, "")),
        ("", (False, "")),
    ],
)
def test_a_group_is_named_by_its_text_and_told_by_a_one(stored: str | int | None, told: tuple[bool, str]) -> None:
    ((message,), opened) = returned(messages(CLOCK, [(1, TIME, "incoming", "A", stored, "no")]))
    assert (message.in_group, message.untrusted_group, opened) == (*told, 1)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("stored", "seconds"), [(65, 65), (62.9, 62), (0, 0), (-5, 0), (None, 0), ("65", 0), (1e300, 0), (float("nan"), 0)]
)
def test_a_call_lasts_whole_seconds_or_none(stored: float | str | None, seconds: int) -> None:
    seen, opened = returned(calls(CLOCK, [(1, TIME, "incoming", "A", stored, "no"), (2, TIME, None, "A", 1, "no")]))
    assert (seen, opened) == ([Call(AT, Direction.INCOMING, "A", seconds, OnThisDevice.NO)], 2)


def test_a_contact_without_origin_is_none() -> None:
    seen, opened = returned(contacts(CLOCK, [(1, TIME, "A", 17, "unknown"), (2, TIME, "B", 17, None)]))
    assert (seen, opened) == ([Contact(AT, "A", 17, OnThisDevice.UNKNOWN)], 2)


@pytest.mark.parametrize(
    ("stored", "age"),
    [(17, 17), ("17", 17), (1, 1), (OLDEST, OLDEST), (0, None), (OLDEST + 1, None), (-3, None), ("", None),
     ("seventeen", None), ("¹⁷", None), (17.5, None), (None, None), ("9" * 5000, None)],
)  # fmt: skip
def test_what_is_no_age_of_a_person_is_none(stored: object, age: int | None) -> None:
    assert declared(stored) == age


@pytest.mark.parametrize(
    ("birth", "age"),
    [((2008, 3, 10), 18), ((2008, 3, 11), 17), ((2008, 2, 29), 18), ((2026, 3, 9), None), ((1604, 3, 10), None)],
    ids=["on_the_day", "the_day_before", "leap_day", "born_this_week", "no_year"],
)
def test_years_are_full_years(birth: tuple[int, int, int], age: int | None) -> None:
    assert years(datetime(*birth, tzinfo=UTC), AT) == age
    assert years(None, AT) is None
