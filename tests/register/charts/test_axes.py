"""Axes are neat: few steps, of 1, 2 or 5, around all that is drawn."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from inzage.register.charts import axes

NUMBERS = st.floats(-1e12, 1e12, allow_nan=False)


@given(NUMBERS, NUMBERS)
def test_an_axis_holds_what_it_is_for_in_few_equal_steps(one: float, other: float) -> None:
    low, high = sorted((one, other))
    axis = axes.measures(low, high)
    assert axis.ticks[0] <= low
    assert high <= axis.ticks[-1]
    assert 2 <= len(axis.ticks) <= axes.STEPS + 1
    assert all(a < b for a, b in pairwise(axis.ticks))


@given(NUMBERS, NUMBERS)
def test_a_step_is_one_two_or_five_times_a_power_of_ten(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assume(high - low > 1e-6 * max(abs(low), abs(high), 1e-300))
    axis = axes.measures(low, high)
    digit = f"{axis.ticks[1] - axis.ticks[0]:.2e}"[0:4]
    assert digit in {"1.00", "2.00", "5.00"}


@given(NUMBERS, NUMBERS)
def test_ticks_differ_in_the_decimals_they_are_said_with(one: float, other: float) -> None:
    low, high = sorted((one, other))
    axis = axes.measures(low, high)
    said = [f"{tick:.{axis.decimals}f}" for tick in axis.ticks]
    assert len(set(said)) == len(said)


@given(NUMBERS, NUMBERS, st.floats(0, 1))
def test_a_place_lies_between_the_ends(one: float, other: float, part: float) -> None:
    low, high = sorted((one, other))
    axis = axes.measures(low, high)
    assert -1e-9 <= axis.at(low + (high - low) * part) <= 1 + 1e-9
    assert (axis.at(axis.ticks[0]), axis.at(axis.ticks[-1])) == (0, 1)


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 1, (0, 0.2, 0.4, 0.6, 0.8, 1)),
        (0.48, 1.89, (0, 0.5, 1, 1.5, 2)),
        (-3, 7, (-5, 0, 5, 10)),
        (98, 101, (98, 99, 100, 101)),
        (5, 5, (5, 6)),
    ],
)
def test_axes_as_a_person_would_choose_them(low: float, high: float, ticks: tuple[float, ...]) -> None:
    assert axes.measures(low, high).ticks == pytest.approx(ticks)


@pytest.mark.parametrize(("low", "high"), [(2, 1), (float("nan"), 1), (0, float("inf")), (float("-inf"), 0)])
def test_no_axis_of_what_is_no_range(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="an axis runs"):
        axes.measures(low, high)


@given(st.integers(0, 10**9))
def test_counts_stand_on_whole_numbers_from_none(highest: int) -> None:
    axis = axes.counts(highest)
    assert axis.ticks[0] == 0
    assert axis.ticks[-1] >= max(1, highest)
    assert all(tick == int(tick) for tick in axis.ticks)
    assert axis.decimals == 0


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [(0, (0, 1)), (1, (0, 1)), (2, (0, 1, 2)), (7, (0, 2, 4, 6, 8)), (47, (0, 10, 20, 30, 40, 50))],
)
def test_counts_as_a_person_would_choose_them(highest: int, ticks: tuple[int, ...]) -> None:
    assert axes.counts(highest).ticks == ticks


DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@given(DAYS, st.integers(0, 60_000))
def test_months_lie_within_and_are_few(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    found = axes.months(first, last)
    assert len(found) <= axes.MONTHS
    assert all(first <= month <= last and month.day == 1 for month in found)


@given(DAYS, st.integers(62, 60_000))
def test_months_are_named_at_even_distances(first: date, length: int) -> None:
    found = [month.year * 12 + month.month for month in axes.months(first, first + timedelta(days=length))]
    assert len({b - a for a, b in pairwise(found)}) <= 1


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (date(2026, 1, 1), date(2026, 3, 31), [(2026, 1), (2026, 2), (2026, 3)]),
        (date(2026, 1, 5), date(2026, 12, 31), [(2026, 3), (2026, 5), (2026, 7), (2026, 9), (2026, 11)]),
        (date(2025, 11, 2), date(2027, 2, 1), [(2026, 1), (2026, 4), (2026, 7), (2026, 10), (2027, 1)]),
        (date(2020, 6, 1), date(2026, 6, 1), [(2022, 1), (2024, 1), (2026, 1)]),
        (date(2026, 1, 2), date(2026, 1, 30), []),
    ],
)
def test_months_as_a_person_would_choose_them(first: date, last: date, found: list[tuple[int, int]]) -> None:
    assert [(month.year, month.month) for month in axes.months(first, last)] == found


RATIOS = st.floats(1e-6, 1e6)


@given(RATIOS, RATIOS, st.floats(0, 1e9))
def test_an_axis_of_ratios_holds_one_and_keeps_all_between_its_ends(one: float, other: float, value: float) -> None:
    low, high = sorted((one, other))
    axis = axes.ratios(low, high)
    assert axis.ticks[0] <= 0.5
    assert axis.ticks[-1] >= 2
    assert 2 <= len(axis.ticks) <= 7
    assert axis.ticks[0] <= max(low, 0.001)
    assert axis.ticks[-1] >= min(high, 1000)
    assert axis.at(value) >= 0
    assert (axis.at(axis.ticks[0]), axis.at(axis.ticks[-1])) == (0, 1)


def test_half_and_twice_lie_as_far_from_one() -> None:
    axis = axes.ratios(0.3, 1.9)
    assert axis.ticks == pytest.approx((0.2, 0.5, 1, 2))
    assert axis.at(1) - axis.at(0.5) == pytest.approx(axis.at(2) - axis.at(1))


@pytest.mark.parametrize(("low", "high"), [(2, 1), (float("nan"), 1), (1, float("inf"))])
def test_no_axis_of_ratios_of_what_is_no_range(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="an axis runs"):
        axes.ratios(low, high)


@given(st.integers(0, 10**9))
def test_time_that_went_by_is_held_in_few_even_steps_that_are_told_apart(longest: int) -> None:
    found = axes.elapsed(longest)
    assert found.ticks[0] == 0
    assert found.ticks[-1] >= longest
    assert 2 <= len(found.ticks) <= axes.STEPS + 1
    told = [found.told(tick) for tick in found.ticks]
    assert len({b - a for a, b in pairwise(told)}) == 1


@pytest.mark.parametrize(
    ("longest", "unit", "told"),
    [
        (0, "day", [0, 1]),
        (47, "day", [0, 10, 20, 30, 40, 50]),
        (122, "day", [0, 30, 60, 90, 120, 150]),
        (365, "month", [0, 3, 6, 9, 12]),
        (730, "month", [0, 6, 12, 18, 24]),
        (1461, "year", [0, 1, 2, 3, 4]),
        (2557, "year", [0, 2, 4, 6, 8]),
    ],
)
def test_time_as_a_person_would_tell_it(longest: int, unit: str, told: list[int]) -> None:
    found = axes.elapsed(longest)
    assert (found.unit, [found.told(tick) for tick in found.ticks]) == (unit, told)
