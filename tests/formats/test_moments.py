"""Dated rows: Windows' clock to the tick, the edges of the window, and what is left out."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.artefact import Window
from inzage.formats.moments import Dated, filetime, filetime_at, noon, unix_millis, unix_seconds
from inzage.observations import Covers, Opened

MARCH = Window(date(2026, 3, 1), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("ticks", "at"),
    [
        (128938722828110676, datetime(2009, 8, 4, 15, 11, 22, 811067, UTC)),
        (0, None),
        (2**63 - 1, None),
        (0x7FFFFFFFFFFFFFFF, None),
    ],
)
def test_a_filetime_is_a_moment_or_none(ticks: int, at: datetime | None) -> None:
    assert filetime(ticks) == at
    assert filetime_at(b"xx" + ticks.to_bytes(8, "little"), 2) == at


def test_seven_bytes_are_no_filetime() -> None:
    assert filetime_at(bytes.fromhex("00a87f466cb0dc")) is None
    assert filetime_at(b"") is None


@given(st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31)))
def test_any_plausible_moment_comes_back_from_its_filetime(at: datetime) -> None:
    at = at.replace(tzinfo=UTC)
    ticks = (at - datetime(1601, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1) * 10
    assert filetime(ticks) == at


@pytest.mark.parametrize("value", [None, "1773136800", b"", -1, 0, 10**20])
def test_what_is_no_time_names_no_moment(value: object) -> None:
    assert unix_seconds(value) is None
    assert unix_millis(value) is None


def test_seconds_and_milliseconds() -> None:
    assert unix_seconds(1773136800) == unix_millis(1773136800000) == datetime(2026, 3, 10, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "hour"), [(date(2026, 3, 28), 11), (date(2026, 3, 29), 10), (date(1970, 1, 1), None), (date.max, None)]
)
def test_a_day_is_dated_by_its_noon_in_amsterdam(day: date, hour: int | None) -> None:
    at = noon(day)
    assert (at.date(), at.hour) == (day, hour) if at and hour else hour is None


def test_the_window_is_in_amsterdam_and_both_its_edges_hold() -> None:
    dated = Dated(MARCH)
    first, last = datetime(2026, 2, 28, 23, tzinfo=UTC), datetime(2026, 3, 31, 21, 59, 59, 999999, UTC)
    tick = timedelta(microseconds=1)
    assert [dated.inside(at) for at in (first - tick, first, last, last + tick, None)] == [
        False,
        True,
        True,
        False,
        False,
    ]
    assert list(dated.remarks()) == [Opened(2), Covers(first - tick, last + tick)]


def test_nothing_dated_covers_nothing() -> None:
    assert list(Dated(MARCH).remarks()) == [Opened(0)]
