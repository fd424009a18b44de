"""Medians and ratios of totals: their values by hand, their intervals by repeating, and always the same."""

from collections.abc import Callable
from math import nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.evaluation.estimators.durations import median, p90, quantile, ratio
from tests.evaluation.estimators.refusals import refused

VALUES = st.lists(st.floats(0, 1e4), min_size=1, max_size=30)


def test_medians_and_slowest_tenths_by_hand() -> None:
    assert median([9, 1, 5]).value == 5
    assert median([1, 2, 3, 10]).value == 2.5
    assert p90(range(11)).value == 9
    assert quantile(range(5), 0.25).value == 1


def test_what_is_published_says_how_it_was_made() -> None:
    assert median([1, 2]).method == "p50, bootstrap (2000 trekkingen)"
    assert p90([1, 2]).method == "p90, bootstrap (2000 trekkingen)"


@given(VALUES, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=30)
def test_the_same_values_give_the_same_interval_in_any_order(values: list[float], chance: object) -> None:
    mixed = list(values)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert p90(values) == p90(mixed)


@given(VALUES)
@settings(deadline=None, max_examples=30)
def test_an_interval_lies_within_what_was_seen_and_around_its_value(values: list[float]) -> None:
    found = median(values)
    if len(values) < 6:
        assert found.low is found.high is None
    else:
        assert min(values) <= found.low <= found.value <= found.high <= max(values)


@pytest.mark.parametrize(
    ("share", "n", "bounded"), [(0.5, 5, False), (0.5, 6, True), (0.9, 35, False), (0.9, 36, True)]
)
def test_an_end_that_the_data_cannot_bound_is_none(share: float, n: int, bounded: bool) -> None:
    """All of n cases stay below the quantile with a chance of share ** n: an upper end needs that below 2.5 %."""
    assert (share**n <= 0.025) is bounded
    found = quantile(range(n), share)
    assert (found.high is not None) is bounded
    assert (found.low is not None) is (n > 5)


def test_the_slowest_of_few_is_bounded_from_below_only() -> None:
    found = p90(range(20))
    assert 10 < found.low < found.value
    assert found.high is None


@given(st.lists(st.integers(0, 500), min_size=6, max_size=25))
@settings(deadline=None, max_examples=30)
def test_hours_are_minutes_through_sixty(values: list[int]) -> None:
    minutes, hours = median(values), median([value / 60 for value in values])
    assert (minutes.value / 60, minutes.low / 60, minutes.high / 60) == pytest.approx(
        (hours.value, hours.low, hours.high)
    )


def test_six_alike_have_no_spread() -> None:
    found = median([7] * 6)
    assert (found.value, found.low, found.high) == (7, 7, 7)


def covered(estimate: Callable[[list[float]], object], truth: float, seed: int) -> float:
    """How often the interval of thirty exponential durations holds the truth."""
    samples = np.random.default_rng(seed).exponential(1, (200, 30)).tolist()
    found = [estimate(sample) for sample in samples]
    return float(np.mean([each.low <= truth <= each.high for each in found]))  # type: ignore[attr-defined]


def test_of_thirty_durations_the_interval_of_the_median_holds_the_truth_about_as_often_as_it_says() -> None:
    assert 0.90 <= covered(median, float(np.log(2)), 1) <= 0.99


# Ratios of totals.


def test_a_ratio_is_of_totals_and_not_of_ratios() -> None:
    assert ratio([1, 9], [10, 10]).value == 0.5
    assert ratio([1, 0, 0], [1, 9, 90]).value == 0.01


@pytest.mark.parametrize("above", [[0] * 50, [3] * 50])
def test_what_is_alike_in_all_draws_is_not_thereby_sure(above: list[int]) -> None:
    found = ratio(above, [10] * 50)
    assert (found.value, found.low, found.high) == (above[0] / 10, None, None)


def test_a_ratio_is_the_same_in_any_order() -> None:
    assert ratio([1, 5, 2, 8, 3], [9, 9, 8, 20, 7]) == ratio([3, 8, 2, 5, 1], [7, 20, 8, 9, 9])


def test_a_ratio_that_hangs_on_one_case_has_no_upper_end() -> None:
    found = ratio([1, 1, 1, 1, 1], [10, 0, 0, 0, 0])
    assert found.value == 0.5
    assert 0 < found.low < 0.5
    assert found.high is None


def test_few_cases_give_a_ratio_without_an_interval() -> None:
    found = ratio([1, 2], [4, 4])
    assert (found.value, found.low, found.high) == (0.375, None, None)


DEFECTS: dict[str, tuple[Callable[[], object], str, str]] = {
    "no duration": (lambda: median([]), "één afgeronde duur", "one finished duration"),
    "no slowest tenth": (lambda: p90([]), "één afgeronde duur", "one finished duration"),
    "a duration not known": (lambda: median([1, nan]), "alleen bekende waarden", "known values only"),
    "a ratio of nothing": (lambda: ratio([], []), "ten minste één geval", "at least one case"),
    "a ratio to nothing": (lambda: ratio([1, 2], [0, 0]), "een totaal boven 0", "a total above 0"),
    "a ratio to less than nothing": (lambda: ratio([1, 2], [4, -1]), "een totaal boven 0", "a total above 0"),
    "a half-known ratio": (lambda: ratio([1, 2], [4]), "beide gegevens", "both data"),
    "a ratio of what is not known": (lambda: ratio([1, nan], [4, 4]), "alleen bekende waarden", "known values only"),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_too_little_is_refused(defect: str) -> None:
    refused(*DEFECTS[defect])
