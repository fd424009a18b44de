"""The window is whole Amsterdam days; what a source hands over is read-only and names nothing by itself."""

import dataclasses
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.artefact import AMSTERDAM, Artefact, Container, ContainerKind, EntryKind, Found, Window
from inzage.observations import OnThisDevice
from inzage.result import Tally

days = st.dates(date(1980, 1, 1), date(2100, 1, 1))
moments = st.datetimes(datetime(1980, 1, 2), datetime(2099, 12, 30), timezones=st.just(UTC))
spans = st.tuples(days, days).map(sorted).map(lambda pair: Window(*pair))


def inside(at: datetime, window: Window) -> bool:
    return window.start <= at < window.end


@given(spans)
def test_a_window_begins_and_ends_at_midnight(window: Window) -> None:
    assert (window.start.date(), window.start.time()) == (window.first, datetime.min.time())
    assert (window.end.date(), window.end.time()) == (window.last + timedelta(days=1), datetime.min.time())


@given(spans, moments)
def test_a_moment_is_inside_exactly_where_its_day_is(window: Window, at: datetime) -> None:
    (day,) = Tally.of([("a", at, OnThisDevice.YES)]).days
    assert inside(at, window) is (window.first <= day <= window.last)


@given(days, st.integers(1, 40), moments)
def test_windows_that_follow_each_other_leave_nothing_out_and_count_nothing_twice(
    first: date, length: int, at: datetime
) -> None:
    edges = [first + timedelta(days=n * length) for n in range(5)]
    windows = [Window(one, two - timedelta(days=1)) for one, two in pairwise(edges)]
    whole = Window(edges[0], edges[-1] - timedelta(days=1))
    assert sum(inside(at, window) for window in windows) == inside(at, whole)
    assert all(before.end == after.start for before, after in pairwise(windows))


HOURS: dict[date, int] = {
    date(2026, 3, 29): 23,
    date(2026, 10, 25): 25,
    date(2026, 7, 1): 24,
    date(2028, 2, 29): 24,
    date(2026, 12, 31): 24,
}


@pytest.mark.parametrize(("day", "hours"), HOURS.items(), ids=str)
def test_a_window_of_one_day_is_as_long_as_that_day(day: date, hours: int) -> None:
    window = Window(day, day)
    assert window.end.astimezone(UTC) - window.start.astimezone(UTC) == timedelta(hours=hours)


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kathmandu"])
def test_the_zone_of_the_machine_does_not_matter(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    window, here = Window(date(2026, 10, 25), date(2026, 10, 25)), ZoneInfo(zone)
    monkeypatch.setenv("TZ", zone)
    edge = datetime(2026, 10, 24, 22, tzinfo=UTC)
    assert inside(edge.astimezone(here), window)
    assert not inside((edge - timedelta(microseconds=1)).astimezone(here), window)


def test_a_window_backwards_holds_nothing() -> None:
    window = Window(date(2026, 10, 5), date(2026, 10, 3))
    assert not any(inside(datetime(2026, 10, n, 12, tzinfo=UTC), window) for n in range(1, 10))


def test_the_zone_is_amsterdam_with_its_summer_time() -> None:
    summer, winter = datetime(2026, 7, 1, tzinfo=AMSTERDAM), datetime(2026, 1, 1, tzinfo=AMSTERDAM)
    assert (summer.utcoffset(), winter.utcoffset()) == (timedelta(hours=2), timedelta(hours=1))


# --- values --------------------------------------------------------------------------

FOUND = Found("a/b", 1, 10, None, EntryKind.FILE, sure=True)
VALUES = [
    Window(date(2026, 1, 1), date(2026, 1, 2)),
    Container(1, ContainerKind.USER, 0, "naam"),
    FOUND,
    Artefact("a/b", 3, 10, None),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_what_is_handed_over_cannot_be_changed(value: object) -> None:
    for field in dataclasses.fields(value):  # type: ignore[arg-type]
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(value, field.name, None)
    assert not hasattr(value, "__dict__")


@pytest.mark.parametrize("kind", [Container, Found, Artefact])
def test_every_text_of_a_carrier_is_called_untrusted(kind: type) -> None:
    texts = [field.name for field in dataclasses.fields(kind) if field.type is str]
    assert texts
    assert all(name.startswith("untrusted_") for name in texts)


def test_an_artefact_comes_alone_unless_it_is_said_otherwise() -> None:
    one, two = Artefact("a", 3, 10, None), Artefact("b", 4, 10, None)
    assert (one.sidecars, one.siblings, one.sure) == ({}, {}, True)
    assert one.sidecars is not two.sidecars


def test_only_a_regular_file_is_called_one() -> None:
    assert {kind.value for kind in EntryKind} == {"file", "link", "pipe", "socket", "device", "directory"}
    assert {kind.value for kind in ContainerKind} == {"carrier", "user", "profile"}


@given(st.text(), st.integers(), st.booleans())
def test_two_findings_of_the_same_are_equal(path: str, size: int, sure: bool) -> None:
    one, two = (Found(path, 0, size, None, EntryKind.FILE, sure) for _ in range(2))
    assert one == two
    assert hash(one) == hash(two)
