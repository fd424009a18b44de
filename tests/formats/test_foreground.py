"""What a device brings in front by itself, while locked or just started, is no person's use of it."""

from datetime import UTC, datetime, timedelta

import pytest

from inzage.formats.foreground import AT_ONCE, SETTLED, Event, uses

NIGHT = datetime(2026, 3, 10, 2, tzinfo=UTC)
IN_FRONT, LOCKED, UNLOCKED, STOPPED, STARTED = 1, 17, 18, 26, 27


def after(**since: float) -> datetime:
    return NIGHT + timedelta(**since)


def times(*events: Event) -> list[int]:
    return [count for _, _, count in uses(events)]


def test_a_use_while_unlocked_is_one() -> None:
    assert times(
        (NIGHT, UNLOCKED, ""), (after(minutes=1), IN_FRONT, "square"), (after(minutes=2), IN_FRONT, "circle")
    ) == [1, 1]


def test_the_next_screen_of_an_app_is_the_same_use() -> None:
    assert times((NIGHT, IN_FRONT, "square"), (after(minutes=1), IN_FRONT, "square")) == [1]


@pytest.mark.parametrize("shut", [LOCKED, STOPPED, STARTED])
def test_what_comes_in_front_before_the_unlocking_may_be_the_devices_own(shut: int) -> None:
    alarm = (after(hours=4), IN_FRONT, "alarm")
    assert times((NIGHT, UNLOCKED, ""), (after(hours=1), shut, ""), alarm) == [0]
    assert times((NIGHT, shut, ""), alarm, (after(hours=5), UNLOCKED, ""), (after(hours=6), IN_FRONT, "alarm")) == [
        0,
        1,
    ]


@pytest.mark.parametrize(("late", "count"), [(AT_ONCE, 1), (AT_ONCE + timedelta(seconds=1), 0)])
def test_unlocking_that_is_told_a_moment_later_makes_it_a_use(late: timedelta, count: int) -> None:
    assert times((NIGHT, LOCKED, ""), (after(hours=1), IN_FRONT, "square"), (after(hours=1) + late, UNLOCKED, "")) == [
        count
    ]


@pytest.mark.parametrize(("late", "count"), [(SETTLED - timedelta(seconds=1), 0), (SETTLED, 1)])
def test_a_device_without_a_lock_brings_its_start_screen_in_front_by_itself(late: timedelta, count: int) -> None:
    assert times((NIGHT, STARTED, ""), (NIGHT + late, IN_FRONT, "start screen")) == [count]


def test_a_device_that_tells_of_locking_alone_is_not_silent() -> None:
    assert times((NIGHT, LOCKED, ""), (after(seconds=1), IN_FRONT, "square")) == [1]


def test_events_without_moment_or_app_are_no_use() -> None:
    assert times((None, IN_FRONT, "square"), (NIGHT, IN_FRONT, "")) == []
