"""The p-chart: its centre by hand, its limits against exact chances."""

from collections.abc import Callable
from math import ceil, comb, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.evaluation.estimators.process import centre, limits
from tests.evaluation.estimators.refusals import refused


def test_the_centre_is_of_all_periods_together() -> None:
    assert centre([(1, 10), (9, 10), (0, 0), (5, 30)]) == 15 / 50


def chance(counts: range, n: int, share: float) -> float:
    return sum(comb(n, k) * share**k * (1 - share) ** (n - k) for k in counts)


@given(st.floats(0.01, 0.99), st.integers(1, 60), st.sampled_from([0.95, 0.998]))
def test_beyond_a_limit_chance_alone_seldom_comes_and_within_it_more_often(middle: float, n: int, level: float) -> None:
    low, high = limits(middle, n, level)
    fewest, most, tail = ceil(low * n - 1e-9), floor(high * n + 1e-9), (1 - level) / 2
    assert chance(range(fewest), n, middle) <= tail + 1e-9 < chance(range(fewest + 1), n, middle) + 2e-9
    assert chance(range(most + 1, n + 1), n, middle) <= tail + 1e-9 < chance(range(most, n + 1), n, middle) + 2e-9
    assert 0 <= low <= middle <= high <= 1


def test_a_quarter_of_five_tells_nothing_and_one_of_two_hundred_does() -> None:
    assert limits(0.5, 5) == (0, 1)
    low, high = limits(0.5, 200)
    assert (low, high) == pytest.approx((0.39, 0.61), abs=0.005)


def test_thirteen_quarters_seldom_warn_of_nothing() -> None:
    """At three standard deviations: the chance of a warning in any of thirteen quarters stays below one in thirty."""
    low, high = limits(0.4, 25)
    outside = chance(range(round(low * 25)), 25, 0.4) + chance(range(round(high * 25) + 1, 26), 25, 0.4)
    assert 1 - (1 - outside) ** 13 < 1 / 30


@pytest.mark.parametrize(("middle", "n", "expected"), [(0, 5, (0, 0)), (1, 5, (1, 1)), (0.3, 0, (None, None))])
def test_the_ends(middle: float, n: int, expected: tuple[float | None, float | None]) -> None:
    assert limits(middle, n) == expected


DEFECTS: dict[str, tuple[Callable[[], object], str, str]] = {
    "no period": (lambda: centre([]), "ten minste één telling", "at least one count"),
    "periods of nobody": (lambda: centre([(0, 0), (0, 0)]), "ten minste één telling", "at least one count"),
    "more than all": (lambda: centre([(3, 2), (0, 9)]), "binnen het geheel", "within the whole"),
    "a centre that is no share": (lambda: limits(1.2, 5), "een midden van 0 tot en met 1", "a centre from 0 up to 1"),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_too_little_is_refused(defect: str) -> None:
    refused(*DEFECTS[defect])
