"""Seconds since 2001: exact to the microsecond, never on the other side of a second, None where they name nothing."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.cocoa import CLOCK, either, moment

ORIGIN = datetime(2001, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "at"),
    [
        (0, "2001-01-01T00:00:00+00:00"),
        (531955414.791503, "2017-11-09T21:23:34.791503+00:00"),  # first visit of the real History.db
        (-0.25, "2000-12-31T23:59:59.750000+00:00"),
        (795000000.9999999, "2026-03-12T09:20:00.999999+00:00"),
    ],
)
def test_known_values(value: float, at: str) -> None:
    found = moment(value)
    assert found
    assert found.isoformat() == at


@pytest.mark.parametrize("value", [None, "531955414", b"1", float("nan"), float("inf"), -1e12, 1e18, 2**70])
def test_what_names_no_moment_gives_none(value: object) -> None:
    assert moment(value) is None


@given(st.integers(0, 3_000_000_000_000_000))
def test_a_fraction_is_kept_and_the_second_with_it(micros: int) -> None:
    found, at = moment(micros / 1_000_000), ORIGIN + timedelta(microseconds=micros)
    assert found
    assert abs(found - at) <= timedelta(microseconds=1)
    plain = CLOCK.moment(micros / 1_000_000)
    assert plain == found.replace(microsecond=0)


@pytest.mark.parametrize("at", ["2007-01-10 00:00", "2017-11-09 21:23:34", "2026-03-12 09:20", "2037-12-31 23:59"])
def test_either_origin_names_the_same_second(at: str) -> None:
    named = datetime.fromisoformat(at).replace(tzinfo=UTC)
    with closing(sqlite3.connect(":memory:")) as db:
        for seconds in (named.timestamp(), (named - ORIGIN).total_seconds()):
            (found,) = db.execute(f"SELECT {either('t.at')} FROM (SELECT ? AS at) AS t", (seconds,)).fetchone()  # noqa: S608
            assert moment(found) == named
