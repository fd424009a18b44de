"""Spans of frequency: they follow each other without gap or overlap, from the mandate's first day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.mandate import Frequency, Mandate, Per, Period
from inzage.mandate.frequency import SAID, running_span
from tests.mandate.made import a_mandate


def under(per: Per, first: date, last: date) -> Mandate:
    return a_mandate(frequency=Frequency(2, per), period=Period(first, last))


@pytest.mark.parametrize(
    ("per", "first", "on", "span"),
    [
        ("year", "2026-01-01", "2026-12-31", ("2026-01-01", "2026-12-31")),
        ("year", "2026-01-01", "2027-01-01", ("2027-01-01", "2027-12-31")),
        ("year", "2026-03-15", "2027-03-14", ("2026-03-15", "2027-03-14")),
        ("year", "2026-03-15", "2027-03-15", ("2027-03-15", "2028-03-14")),
        ("year", "2024-02-29", "2025-02-27", ("2024-02-29", "2025-02-27")),
        ("year", "2024-02-29", "2025-02-28", ("2025-02-28", "2026-02-27")),
        ("half_year", "2026-01-15", "2026-07-14", ("2026-01-15", "2026-07-14")),
        ("half_year", "2026-01-15", "2026-07-15", ("2026-07-15", "2027-01-14")),
        ("quarter", "2026-01-15", "2026-04-15", ("2026-04-15", "2026-07-14")),
        ("month", "2026-01-31", "2026-02-27", ("2026-01-31", "2026-02-27")),
        ("month", "2026-01-31", "2026-02-28", ("2026-02-28", "2026-03-30")),
        ("month", "2026-01-31", "2026-03-31", ("2026-03-31", "2026-04-29")),
        ("period", "2026-01-01", "2028-06-01", ("2026-01-01", "2030-12-31")),
    ],
)
def test_a_span_runs_from_the_first_day_of_the_mandate(per: Per, first: str, on: str, span: tuple[str, str]) -> None:
    found = running_span(under(per, date.fromisoformat(first), date(2030, 12, 31)), date.fromisoformat(on))
    assert (found.first.isoformat(), found.last.isoformat()) == span


def test_the_last_span_ends_with_the_mandate() -> None:
    mandate = under("year", date(2026, 1, 1), date(2026, 5, 31))
    assert running_span(mandate, date(2026, 5, 1)) == Period(date(2026, 1, 1), date(2026, 5, 31))


firsts = st.dates(date(1970, 1, 1), date(2099, 12, 31))
spans = st.sampled_from(list(SAID))


@given(spans, firsts, st.integers(0, 4000), st.integers(0, 4000))
def test_each_day_lies_in_exactly_one_span(per: Per, first: date, length: int, after: int) -> None:
    mandate = under(per, first, first + timedelta(days=length))
    on = first + timedelta(days=min(after, length))
    span = running_span(mandate, on)
    assert on in span
    assert span.first in mandate.period
    assert span.last in mandate.period
    assert running_span(mandate, span.first) == running_span(mandate, span.last) == span
    if span.last < mandate.period.last:
        assert running_span(mandate, span.last + timedelta(days=1)).first == span.last + timedelta(days=1)


def test_the_end_of_the_calendar_is_no_crash() -> None:
    assert date.max - timedelta(days=1) in running_span(under("year", date(9990, 1, 1), date.max), date(9999, 12, 1))


@pytest.mark.parametrize("per", list(SAID))
def test_each_span_has_its_word_in_both_languages(per: Per) -> None:
    nl, en = SAID[per]
    assert nl
    assert en
    assert nl != en
