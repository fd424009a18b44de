"""Shares, their differences and change within pairs, against closed forms, printed tables and exact chances."""

from collections.abc import Callable
from math import comb, sqrt
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.evaluation.estimators.proportions import exact, mcnemar, newcombe, wilson
from tests.evaluation.estimators.refusals import refused

PILOT = [(0, 0.0, 7.1), (2, 1.1, 13.5), (5, 4.3, 21.4), (10, 11.2, 33.0), (25, 36.6, 63.4)]


@pytest.mark.parametrize(("hits", "low", "high"), PILOT)
def test_the_pilot_of_fifty_has_the_intervals_that_were_calculated(hits: int, low: float, high: float) -> None:
    found = wilson(hits, 50)
    assert (round(100 * found.low, 1), round(100 * found.high, 1)) == (low, high)
    assert found.value == hits / 50
    assert found.method == "Wilson"


def by_formula(k: int, n: int, level: float) -> tuple[float, float]:
    """Wilson's own formula on the standard library."""
    z, p = NormalDist().inv_cdf((1 + level) / 2), k / n
    centre, reach = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (centre - reach) / (1 + z * z / n), (centre + reach) / (1 + z * z / n)


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.sampled_from([0.8, 0.95]))
def test_wilson_is_its_formula(counted: tuple[int, int], level: float) -> None:
    found = wilson(*counted, level)
    assert (found.low, found.high) == pytest.approx(by_formula(*counted, level), abs=1e-9)
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found.level == level


def test_the_ends_of_the_scale_are_themselves() -> None:
    assert wilson(0, 7).low == 0
    assert wilson(7, 7).high == 1
    assert exact(0, 7).low == 0
    assert exact(7, 7).high == 1


def chance(k: range, n: int, share: float) -> float:
    """The chance of any of ``k`` in ``n``."""
    return sum(comb(n, each) * share**each * (1 - share) ** (n - each) for each in k)


@pytest.mark.parametrize(("k", "n"), [(1, 5), (3, 10), (12, 27), (49, 50)])
def test_the_exact_interval_leaves_two_and_a_half_per_cent_on_each_side(k: int, n: int) -> None:
    found = exact(k, n)
    assert chance(range(k, n + 1), n, found.low) == pytest.approx(0.025, abs=1e-9)
    assert chance(range(k + 1), n, found.high) == pytest.approx(0.025, abs=1e-9)


def test_newcombe_gives_his_own_printed_example() -> None:
    found = newcombe(56, 70, 48, 80)
    assert found.value == pytest.approx(0.2)
    assert (round(found.low, 4), round(found.high, 4)) == (0.0524, 0.3339)


def test_a_difference_turned_round_is_the_same_turned_round() -> None:
    one, other = newcombe(3, 20, 9, 25), newcombe(9, 25, 3, 20)
    assert (one.value, one.low, one.high) == pytest.approx((-other.value, -other.high, -other.low))


def test_a_difference_of_all_and_none_stays_within_one() -> None:
    found = newcombe(4, 4, 0, 5)
    assert found.value == found.high == 1
    assert 0 < found.low < 1


@pytest.mark.parametrize(("b", "c"), [(0, 1), (1, 1), (8, 2), (0, 5), (0, 6), (15, 5), (7, 7)])
def test_mcnemar_is_the_exact_chance(b: int, c: int) -> None:
    p, share = mcnemar(b, c)
    assert p == pytest.approx(min(1.0, 2 * chance(range(min(b, c) + 1), b + c, 0.5)))
    assert share.value == b / (b + c)
    assert (share.low > 0.5 or share.high < 0.5) is (p < 0.05)


def test_five_of_five_is_not_yet_a_change_and_six_of_six_is() -> None:
    assert round(mcnemar(5, 0)[0], 4) == 0.0625
    assert round(mcnemar(6, 0)[0], 5) == 0.03125


EMPTY = "ten minste één telling", "at least one count"
DEFECTS: dict[str, tuple[Callable[[], object], str, str]] = {
    "a share of nobody": (lambda: wilson(0, 0), *EMPTY),
    "an exact share of nobody": (lambda: exact(0, 0), *EMPTY),
    "more than all": (lambda: wilson(6, 5), "van 0 tot en met 5", "from 0 up to 5"),
    "fewer than none": (lambda: wilson(-1, 5), "van 0 tot en met 5", "from 0 up to 5"),
    "an empty first group": (lambda: newcombe(0, 0, 1, 5), *EMPTY),
    "an empty second group": (lambda: newcombe(1, 5, 0, 0), *EMPTY),
    "no pair changed": (lambda: mcnemar(0, 0), "één paar dat veranderde", "one pair that changed"),
    "pairs below nought": (lambda: mcnemar(-1, 3), "één paar dat veranderde", "one pair that changed"),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_too_little_is_refused(defect: str) -> None:
    refused(*DEFECTS[defect])
