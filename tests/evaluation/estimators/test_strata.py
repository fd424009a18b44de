"""Two groups within strata: a hand-worked odds ratio and interval, confounding undone, and what cannot be compared."""

from math import exp, log, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.evaluation import NothingToCount
from inzage.evaluation.estimators.strata import Stratum, common_odds


def by_hand(strata: list[Stratum]) -> tuple[float, float, float]:
    """The odds ratio of Mantel and Haenszel with the interval of Robins, Breslow and Greenland."""
    r = s = pr = mixed = qs = 0.0
    for each in strata:
        a, b, c, d = each.k, each.n - each.k, each.other_k, each.other_n - each.other_k
        n = a + b + c + d
        r, s = r + a * d / n, s + b * c / n
        p, q = (a + d) / n, (b + c) / n
        pr, mixed, qs = pr + p * a * d / n, mixed + (p * b * c + q * a * d) / n, qs + q * b * c / n
    error = sqrt(pr / (2 * r * r) + mixed / (2 * r * s) + qs / (2 * s * s))
    middle = log(r / s)
    return r / s, exp(middle - 1.959964 * error), exp(middle + 1.959964 * error)


def test_the_odds_and_interval_are_those_worked_by_hand() -> None:
    strata = [Stratum(6, 10, 3, 10), Stratum(4, 12, 5, 20), Stratum(1, 5, 1, 9)]
    found, p = common_odds(strata)
    value, low, high = by_hand(strata)
    assert found.value == pytest.approx(value)
    assert (found.low, found.high) == (pytest.approx(low, rel=1e-5), pytest.approx(high, rel=1e-5))
    assert 0 < p < 1


def test_one_stratum_is_the_plain_odds_ratio() -> None:
    assert common_odds([Stratum(6, 10, 3, 10)])[0].value == pytest.approx((6 * 7) / (4 * 3))


def test_a_trend_over_strata_is_no_difference_between_groups() -> None:
    # In every period both groups do alike; the one group is mostly in the good period.
    strata = [Stratum(2, 10, 8, 40), Stratum(32, 40, 8, 10)]
    together = Stratum(34, 50, 16, 50)
    assert common_odds([together])[0].value > 4
    assert common_odds(strata)[0].value == pytest.approx(1)


def test_a_stratum_with_one_group_or_one_outcome_says_nothing() -> None:
    telling = [Stratum(6, 10, 3, 10)]
    silent = [Stratum(5, 5, 0, 0), Stratum(0, 0, 3, 9), Stratum(0, 4, 0, 6), Stratum(4, 4, 6, 6)]
    assert common_odds([*telling, *silent]) == common_odds(telling)
    with pytest.raises(NothingToCount):
        common_odds(silent)


@pytest.mark.parametrize(
    "strata", [[], [Stratum(5, 5, 1, 5)], [Stratum(0, 5, 1, 5)], [Stratum(6, 5, 1, 5)], [Stratum(1, 5, -1, 5)]]
)
def test_what_has_no_bound_or_is_no_count_is_refused(strata: list[Stratum]) -> None:
    with pytest.raises(NothingToCount):
        common_odds(strata)


COUNTS = st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(0, 8), st.integers(0, 8))


@settings(max_examples=60, deadline=None)
@given(st.lists(COUNTS, min_size=1, max_size=4))
def test_turning_the_groups_round_turns_the_ratio_round(counts: list[tuple[int, int, int, int]]) -> None:
    strata = [Stratum(a, a + b, c, c + d) for a, b, c, d in counts]
    turned = [Stratum(c, c + d, a, a + b) for a, b, c, d in counts]
    try:
        found, p = common_odds(strata)
    except NothingToCount:
        with pytest.raises(NothingToCount):
            common_odds(turned)
        return
    other, same = common_odds(turned)
    assert found.value * other.value == pytest.approx(1)
    assert (found.low or 0) <= found.value <= (found.high or 0)
    assert same == pytest.approx(p)
