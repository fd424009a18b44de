"""A year on paper: the sums that can be made by hand come out of the events too."""

from dataclasses import replace

import pytest
from benchmarks.scale import Laboratory, Sort, Year, stretched, until_open

from benchmarks import scale


@pytest.mark.parametrize(
    ("now", "needed", "waits"),
    [(0, 0.2, 0), (7.8, 0.2, 0), (7.9, 0.2, 16.1), (8, 0.2, 16), (23, 0.2, 1), (24, 0.2, 0), (31.9, 0.2, 16.1)],
)
def test_a_person_begins_only_what_ends_within_the_day(now: float, needed: float, waits: float) -> None:
    assert until_open(now, needed) == pytest.approx(waits)


@pytest.mark.parametrize(
    ("now", "hours", "takes"),
    [(0, 3, 3), (6, 2, 18), (6, 1.5, 1.5), (6, 3, 19), (7, 10, 42), (20, 1, 5), (8, 1, 17), (30, 3, 19)],
)
def test_work_of_a_day_stands_still_at_night(now: float, hours: float, takes: float) -> None:
    assert stretched(now, hours) == pytest.approx(takes)


ONE = (Sort("one", 1.0, 100, 1.0, 1_500_000, 100),)
"""100 GB at 100 MB/s, of which 0.7 is read, and ten seconds of listing: always as long."""
HOURS = (100 * 1000 * 0.7 / 100 + 10) / 3600


@pytest.fixture
def alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scale, "SORTS", ONE)


@pytest.mark.usefixtures("alike")
def test_what_is_busy_is_what_came_times_how_long_it_takes() -> None:
    came = Laboratory(Year(checks=400), 1).run()
    carriers = len(came.waited_for_hands)
    assert came.machines_busy == pytest.approx(carriers * HOURS / (2 * 2 * 250 * 24))
    assert came.people_busy == pytest.approx(carriers * 0.2 / (2 * 250 * 8))
    assert came.terabytes == pytest.approx(carriers * 0.1)
    assert len(came.turnaround) == 400
    assert min(came.turnaround) == pytest.approx(0.2 + HOURS)


@pytest.mark.usefixtures("alike")
def test_nobody_waits_where_there_is_room_and_everybody_where_there_is_none() -> None:
    free = Laboratory(Year(checks=50, people=50, machines=50), 1).run()
    assert max(free.waited_for_machine) == 0
    full = Laboratory(Year(checks=50, people=50, machines=1, lanes=1, handling=1.0, media=300.0), 1).run()
    assert sorted(full.waited_for_machine)[len(full.waited_for_machine) // 2] > 100


@pytest.mark.usefixtures("alike")
def test_the_same_seed_gives_the_same_year_and_another_another() -> None:
    year = Year(checks=60)
    assert Laboratory(year, 3).run() == Laboratory(year, 3).run()
    assert Laboratory(year, 3).run() != Laboratory(year, 4).run()
    assert Laboratory(replace(year, overnight=False), 3).run() != Laboratory(year, 3).run()
