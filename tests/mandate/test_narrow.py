"""Silence read narrowly: field by field, and never wider than what was said."""

import re
from datetime import date

import pytest

from inzage.mandate import NEVER, DataClass, Level, Mandate, Period, narrow
from inzage.mandate.codec import read_draft
from inzage.mandate.document import table_of
from tests.mandate.made import FULL_DRAFT, SILENT_DRAFT


def silent(more: str = "") -> Mandate:
    return read_draft((SILENT_DRAFT + more).encode())


def test_a_silent_mandate_names_every_field_that_it_lacks() -> None:
    assert silent().narrowed == narrow.NARROWABLE


def test_a_whole_mandate_lacks_none() -> None:
    assert read_draft(FULL_DRAFT.encode()).narrowed == ()


def test_a_silent_mandate_means_what_the_table_says() -> None:
    mandate = silent()
    assert mandate.period == NEVER
    assert (mandate.frequency.at_most, mandate.frequency.per, mandate.frequency.notice) == (1, "period", "announced")
    assert mandate.manner.carriers == ("computer",)
    assert mandate.manner.presented == ("aangereikt",)
    assert mandate.manner.owners == ("betrokkene",)
    assert mandate.manner.data_classes == ()
    assert mandate.manner.window_days == 30
    assert mandate.manner.human == ()
    assert mandate.officials.allowed == ("toezichthouder",)
    assert mandate.retention_days == 42
    assert (mandate.hit.contact, mandate.hit.instructions) == ("", "")
    assert mandate.validation is False


LINES = {
    "period.first": "first",
    "period.last": "last",
    "frequency.at_most": "at_most",
    "frequency.per": "per",
    "frequency.notice": "notice",
    "manner.carriers": "carriers",
    "manner.presented": "presented",
    "manner.owners": "owners",
    "manner.data_classes": "data_classes",
    "manner.window_days": "window_days",
    "manner.human": "human",
    "officials.allowed": "allowed",
    "hit.contact": "contact",
    "hit.instructions": "instructions",
    "retention_days": "retention_days",
}


def test_each_narrowable_field_is_tried_below() -> None:
    assert tuple(LINES) == narrow.NARROWABLE


@pytest.mark.parametrize(("field", "line"), LINES.items(), ids=str)
def test_one_missing_field_is_named_alone(field: str, line: str) -> None:
    text, count = re.subn(rf"^{line} = .*\n", "", FULL_DRAFT, flags=re.MULTILINE)
    assert count == 1
    assert read_draft(text.encode()).narrowed == (field,)


@pytest.mark.parametrize(
    ("given", "period"),
    [
        ("", NEVER),
        ("[period]\n", NEVER),
        ("[period]\nfirst = 2026-05-01\n", Period(date(2026, 5, 1), date(2026, 5, 1))),
        ("[period]\nlast = 2026-05-09\n", Period(date(2026, 5, 9), date(2026, 5, 9))),
        ("[period]\nfirst = 2026-05-01\nlast = 2026-05-09\n", Period(date(2026, 5, 1), date(2026, 5, 9))),
    ],
)
def test_half_a_period_is_one_day(given: str, period: Period) -> None:
    assert silent(given).period == period


@pytest.mark.parametrize("day", [date.min, date(2026, 10, 3), date.max])
def test_no_day_lies_in_a_period_that_was_never_given(day: date) -> None:
    assert day not in NEVER


CONDITION = '[[conditions]]\nblock = "{}"\nversion = {}\n'


@pytest.mark.parametrize(
    ("block", "version", "classes"),
    [
        ("ALG-1", 1, (DataClass.SOFTWARE, DataClass.HISTORY_EXTENT)),
        ("ZO-1", 1, ()),
        ("ZO-3", 1, ()),
        ("XX-1", 1, ()),
        ("ALG-1", 99, ()),
    ],
)
def test_without_data_classes_only_low_ones_that_a_question_needs(
    block: str, version: int, classes: tuple[DataClass, ...]
) -> None:
    assert silent(CONDITION.format(block, version)).manner.data_classes == classes
    assert all(one.level == Level.LOW for one in classes)


def test_nothing_that_was_written_is_narrowed() -> None:
    whole = table_of(read_draft(FULL_DRAFT.encode()))
    halved = table_of(read_draft(re.sub(r"^window_days = .*\n", "", FULL_DRAFT, flags=re.MULTILINE).encode()))
    assert {name for name in whole if whole[name] != halved[name]} == {"narrowed"}  # thirty days were written


def test_an_empty_list_is_no_silence() -> None:
    mandate = silent("[manner]\ndata_classes = []\ncarriers = []\n[officials]\nallowed = []\n")
    assert (mandate.manner.carriers, mandate.officials.allowed) == ((), ())
    assert not {"manner.carriers", "manner.data_classes", "officials.allowed"} & set(mandate.narrowed)
