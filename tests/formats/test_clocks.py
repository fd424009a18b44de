"""Times: exact to the tick, decided per value, and never guessed outside the plausible years."""

import sqlite3
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.artefact import Window
from inzage.formats.clocks import (
    COCOA,
    COCOA_MICROSECONDS,
    EPOCH,
    MICROSECONDS,
    MILLISECONDS,
    PLAUSIBLE,
    SECONDS,
    WEBKIT,
    Clock,
    Unit,
)

UNITS = (WEBKIT, MICROSECONDS, MILLISECONDS, SECONDS)
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC))
DAYS = st.dates(date(1995, 1, 1), date(2098, 12, 31))
MIXED = Clock(*UNITS)


@pytest.mark.parametrize(
    ("unit", "ticks", "moment"),
    [
        (WEBKIT, 13014880135498623, "2013-06-05T04:28:55.498623+00:00"),  # hindsight's anchor visit
        (WEBKIT, 11644473600000000, "1970-01-01T00:00:00+00:00"),
        (SECONDS, 1370406510, "2013-06-05T04:28:30+00:00"),
        (MILLISECONDS, 1370406510123, "2013-06-05T04:28:30.123000+00:00"),
        (MICROSECONDS, 1309518981371935, "2011-07-01T11:16:21.371935+00:00"),
        (COCOA, 457279520, "2015-06-29T14:05:20+00:00"),
        (COCOA, 0, "2001-01-01T00:00:00+00:00"),
        (COCOA_MICROSECONDS, 606532259367563, "2020-03-22T01:10:59.367563+00:00"),
    ],
)
def test_known_values(unit: Unit, ticks: int, moment: str) -> None:
    assert unit.at(ticks).isoformat() == moment
    assert unit.ticks(unit.at(ticks)) == ticks


@given(moment=MOMENTS, unit=st.sampled_from(UNITS))
def test_ticks_are_the_first_not_before_the_moment(moment: datetime, unit: Unit) -> None:
    ticks = unit.ticks(moment)
    assert unit.at(ticks) >= moment > unit.at(ticks - 1)


@given(moment=MOMENTS, unit=st.sampled_from(UNITS))
def test_the_unit_of_a_value_is_never_mistaken(moment: datetime, unit: Unit) -> None:
    assert MIXED.moment(unit.ticks(moment)) == unit.at(unit.ticks(moment))


@given(moment=MOMENTS, unit=st.sampled_from((*UNITS, COCOA, COCOA_MICROSECONDS)))
def test_a_value_in_a_column_is_the_moment_of_its_tick_to_the_microsecond(moment: datetime, unit: Unit) -> None:
    ticks = unit.ticks(moment)
    found = Clock(unit).moment(ticks)
    assert found == unit.at(ticks)
    assert found is not None
    assert found.tzinfo is UTC


@pytest.mark.parametrize("unit", [*UNITS, COCOA, COCOA_MICROSECONDS])
def test_the_first_and_last_ticks_of_the_plausible_years_are_exact_too(unit: Unit) -> None:
    clock, first, end = Clock(unit), unit.ticks(PLAUSIBLE[0]), unit.ticks(PLAUSIBLE[1])
    for ticks in (first, first + 1, end - 2, end - 1):
        assert clock.moment(ticks) == unit.at(ticks)
    for ticks in (first - 1, end, float(end)):
        assert clock.moment(ticks) is None


@pytest.mark.parametrize("unit", [SECONDS, COCOA])
def test_half_a_tick_before_the_plausible_years_is_before_them(unit: Unit) -> None:
    assert Clock(unit).moment(unit.ticks(PLAUSIBLE[0]) - 0.5) is None


@given(moment=MOMENTS, part=st.floats(0, 0.999))
def test_a_value_with_a_fraction_is_the_moment_of_its_whole_tick(moment: datetime, part: float) -> None:
    ticks = SECONDS.ticks(moment)
    assert Clock(SECONDS).moment(ticks + part) == SECONDS.at(ticks)


@pytest.mark.parametrize("value", [None, "13014880135498623", b"1", 0, -1, 2**63 - 1, float("nan"), float("inf")])
def test_what_names_no_moment_gives_none(value: object) -> None:
    assert MIXED.moment(value) is None


@given(moment=MOMENTS, unit=st.sampled_from(UNITS), first=DAYS, days=st.integers(0, 90))
def test_sql_and_python_agree_on_the_window(moment: datetime, unit: Unit, first: date, days: int) -> None:
    window = Window(first, first + timedelta(days=days))
    value = unit.ticks(moment)
    db = sqlite3.connect(":memory:")
    (inside, micros) = db.execute(f"SELECT {MIXED.inside('?1', window)}, {MIXED.micros('?1')}", (value,)).fetchone()
    assert bool(inside) == (window.start <= unit.at(value) < window.end)
    assert MICROSECONDS.at(micros) == unit.at(value)


def test_a_window_wider_than_all_plausible_years_is_cut_to_them() -> None:
    window = Window(date(1601, 1, 2), date(9998, 12, 30))
    db = sqlite3.connect(":memory:")
    for moment, inside in ((PLAUSIBLE[0], 1), (PLAUSIBLE[0] - timedelta(seconds=1), 0), (PLAUSIBLE[1], 0), (EPOCH, 0)):
        value = WEBKIT.ticks(moment)
        assert db.execute(f"SELECT {Clock(WEBKIT).inside('?1', window)}", (value,)).fetchone() == (inside,)
