"""Strict reading: each fault names its field, what was expected, what was found and what to do."""

from datetime import date, datetime
from typing import Any

import pytest

from inzage.mandate import FieldMissing, FieldUnknown, FieldWrong
from inzage.mandate.fields import Fields, Parse, day, flag, integer, matching, one_of, several, shown, text

ABC = one_of(("a", "b", "c"))


@pytest.mark.parametrize(
    ("parse", "value", "read"),
    [
        (text(5), "abcde", "abcde"),
        (text(5, 0), "", ""),
        (text(20), "regel 1\nregel 2\t.", "regel 1\nregel 2\t."),
        (integer(1, 3), 1, 1),
        (integer(1, 3), 3, 3),
        (flag, False, False),
        (day, date(2026, 1, 2), date(2026, 1, 2)),
        (day, "2026-01-02", date(2026, 1, 2)),
        (ABC, "b", "b"),
        (several(ABC), [], ()),
        (several(ABC), ["c", "a"], ("c", "a")),
        (matching("[a-f]{2}", ("x", "x")), "fa", "fa"),
    ],
)
def test_a_value_of_the_right_kind_is_read(parse: Parse[Any], value: object, read: object) -> None:
    assert parse(value, "veld") == read


@pytest.mark.parametrize(
    ("parse", "value"),
    [
        (text(5), "abcdef"),
        (text(5), ""),
        (text(5), 5),
        (text(5), None),
        (text(9), "a\x00b"),
        (text(9), "a\x1b[31m"),
        (text(9), "a\u202eb"),  # reverses what a reader sees
        (text(9), "a\u200bb"),  # is not seen at all
        (text(9), "a\ue000b"),  # means something else on each machine
        (text(9), "a\ud800"),
        (integer(1, 3), 0),
        (integer(1, 3), 4),
        (integer(0, 3), True),
        (integer(1, 3), 2.0),
        (integer(1, 3), "2"),
        (flag, 0),
        (flag, "true"),
        (day, datetime(2026, 1, 2)),
        (day, "2026-1-2"),
        (day, "20260102"),
        (day, "2026-02-30"),
        (day, "٢٠٢٦-01-02"),
        (day, 20260102),
        (ABC, "d"),
        (ABC, "A"),
        (ABC, ["a"]),
        (several(ABC), "a"),
        (several(ABC), ["a", "a"]),
        (several(ABC), ["a", "x"]),
        (several(ABC), {"a": "b"}),
        (several(integer(0, 10_000)), list(range(1001))),
        (matching("[a-f]{2}", ("x", "x")), "fag"),
        (matching("[a-f]{2}", ("x", "x")), "fa\n"),
    ],
)
def test_a_near_miss_is_a_fault(parse: Parse[Any], value: object) -> None:
    with pytest.raises(FieldWrong) as caught:
        parse(value, "veld")
    assert str(caught.value.facts["field"]).startswith("veld")


def test_a_fault_says_all_four_things_in_both_languages() -> None:
    with pytest.raises(FieldWrong) as caught:
        integer(1, 3)(7, "manner.window_days")
    assert caught.value.sentence("nl") == (
        "Veld manner.window_days: verwacht een geheel getal van 1 tot en met 3, gevonden 7. Verbeter dit veld."
    )
    assert caught.value.sentence("en") == (
        "Field manner.window_days: expected a whole number from 1 to 3, found 7. Mend this field."
    )


def test_a_fault_in_a_list_names_the_place() -> None:
    with pytest.raises(FieldWrong) as caught:
        several(ABC)(["a", "x"], "lijst")
    assert caught.value.facts["field"] == "lijst[2]"


def test_an_unknown_field_is_named_with_those_that_exist() -> None:
    with pytest.raises(FieldUnknown) as caught:
        Fields({"a": 1, "windw": 2}, "manner", ("a", "window"), [])
    assert "manner.windw" in caught.value.sentence("nl")
    assert "a, window" in caught.value.sentence("nl")


def test_a_missing_field_that_cannot_be_missed_is_named() -> None:
    with pytest.raises(FieldMissing) as caught:
        Fields({}, "", ("a",), []).required("a", flag, ("ja of nee", "yes or no"))
    assert caught.value.sentence("nl").startswith("Veld a: verwacht ja of nee, gevonden niets.")
    assert caught.value.sentence("en").startswith("Field a: expected yes or no, found nothing.")


@pytest.mark.parametrize("raw", [None, [], "a", 3])
def test_a_table_must_be_a_table(raw: object) -> None:
    with pytest.raises(FieldWrong):
        Fields(raw, "hit", ("a",), [])


def test_what_was_absent_is_remembered_by_its_whole_path_and_only_then() -> None:
    absent: list[str] = []
    inner = Fields({"t": {"there": True}}, "", ("t",), absent).table("t", ("there", "gone", "free"))
    assert inner.narrow("there", flag, False) is True
    assert inner.narrow("gone", flag, False) is False
    assert inner.optional("free", flag, None) is None
    assert absent == ["t.gone"]


def test_an_absent_table_is_an_empty_one() -> None:
    absent: list[str] = []
    Fields({}, "", ("t",), absent).table("t", ("a",)).narrow("a", flag, False)
    assert absent == ["t.a"]


@pytest.mark.parametrize("raw", [{"t": {}}, {"t": "x"}, {"t": [1]}, {"t": [{"b": 1}]}])
def test_a_list_of_tables_is_read_strictly_too(raw: dict[str, object]) -> None:
    with pytest.raises((FieldWrong, FieldUnknown)):
        Fields(raw, "", ("t",), []).tables("t", ("a",))


def test_tables_in_a_list_are_numbered_from_one() -> None:
    (table,) = Fields({"t": [{"a": 1}]}, "", ("t",), []).tables("t", ("a",))
    assert table.path("a") == "t[1].a"


def test_a_long_value_is_shown_short_and_on_one_line() -> None:
    assert len(shown("x" * 10_000)) == 60
    assert "\n" not in shown("a\nb")
