"""The interval that may be looked at after every case: by hand, by its definition, and by two thousand pilots."""

from collections.abc import Callable
from functools import cache
from math import exp, inf, log, pi

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.evaluation.estimators.anytime import anytime, log_evidence
from inzage.evaluation.estimators.proportions import wilson
from tests.evaluation.estimators.refusals import refused

BOUND = log(20)
PILOT = [(0, 0.0, 10.5), (5, 1.6, 28.6), (10, 6.4, 41.4)]
COUNTED = st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(("hits", "low", "high"), PILOT)
def test_the_pilot_of_fifty_has_the_intervals_that_were_calculated(hits: int, low: float, high: float) -> None:
    found = anytime(hits, 50)
    assert (100 * found.low, 100 * found.high) == pytest.approx((low, high), abs=0.1)
    assert "Jeffreys" in found.method


def test_the_evidence_after_one_case_is_that_worked_by_hand() -> None:
    """Jeffreys' mixture expects one hit in two, so one hit is 0.5 / p times as likely under it as under p."""
    assert exp(log_evidence(1, 1, 0.1)) == pytest.approx(5)
    assert exp(log_evidence(0, 1, 0.1)) == pytest.approx(0.5 / 0.9)
    assert exp(log_evidence(1, 2, 0.5)) == pytest.approx((1 / 8) / 0.25)  # Beta(1.5, 1.5) over Beta(0.5, 0.5) is 1/8


def test_one_hit_bounds_the_share_from_below_only() -> None:
    found = anytime(1, 1)
    assert found.low == pytest.approx(0.5 / 20)
    assert found.high == 1


@pytest.mark.parametrize(("k", "share"), [(1, 0.0), (4, 1.0)])
def test_a_share_that_cannot_be_is_ruled_out_for_ever(k: int, share: float) -> None:
    assert log_evidence(k, 5, share) == inf


@given(COUNTED, st.floats(0.001, 0.999))
def test_the_interval_holds_just_what_the_evidence_spares(counted: tuple[int, int], share: float) -> None:
    found, evidence = anytime(*counted), log_evidence(*counted, share)
    if abs(evidence - BOUND) > 1e-9:
        assert (found.low <= share <= found.high) is (evidence < BOUND)


@given(COUNTED)
def test_it_is_never_narrower_than_an_interval_for_one_look(counted: tuple[int, int]) -> None:
    often, once = anytime(*counted), wilson(*counted)
    assert 0 <= often.low <= often.value <= often.high <= 1
    assert often.high - often.low > (once.high - once.low) * 0.999


@given(COUNTED)
def test_hits_and_misses_mirror_each_other(counted: tuple[int, int]) -> None:
    k, n = counted
    one, other = anytime(k, n), anytime(n - k, n)
    assert (one.low, one.high) == pytest.approx((1 - other.high, 1 - other.low), abs=1e-12)


def test_a_higher_level_is_wider() -> None:
    assert anytime(5, 50, 0.99).low < anytime(5, 50, 0.95).low < anytime(5, 50, 0.8).low


def ever_missed(runs: int, looks: int, truth: float, misses: Callable[[int, int], bool]) -> float:
    """The share of runs in which the interval misses the truth at one look at least."""
    drawn = np.random.default_rng(8).random((runs, looks)) < truth
    hits, kept = drawn.cumsum(axis=1), cache(misses)
    table = np.array([[k <= n and kept(k, n) for n in range(1, looks + 1)] for k in range(int(hits.max()) + 1)])
    return float(table[hits, np.arange(looks)].any(axis=1).mean())


def by_evidence(truth: float) -> Callable[[int, int], bool]:
    return lambda k, n: log_evidence(k, n, truth) >= BOUND


def by_wilson(truth: float) -> Callable[[int, int], bool]:
    def misses(k: int, n: int) -> bool:
        found = wilson(k, n)
        return not found.low <= truth <= found.high

    return misses


@pytest.mark.parametrize("truth", [0.02, 0.1, 0.5, 0.9])
def test_looked_at_after_each_of_two_hundred_cases_it_holds_the_truth_in_95_of_100_pilots(truth: float) -> None:
    assert ever_missed(2_000, 200, truth, by_evidence(truth)) <= 0.05


def test_wilson_looked_at_as_often_misses_the_truth_in_a_third_of_the_pilots() -> None:
    assert 0.30 < ever_missed(2_000, 200, 0.1, by_wilson(0.1)) < 0.42
    assert ever_missed(2_000, 200, 0.1, by_evidence(0.1)) < 0.035


def test_the_evidence_grows_with_the_length_of_a_series_of_nothing() -> None:
    """Stirling: after n misses the mixture keeps 1 / sqrt(pi n) of the likelihood of a share of nought."""
    assert log_evidence(0, 10_000, 0.0) == pytest.approx(-0.5 * log(pi * 10_000), abs=1e-4)


DEFECTS: dict[str, tuple[Callable[[], object], str, str]] = {
    "before the first case": (lambda: anytime(0, 0), "ten minste één telling", "at least one count"),
    "more hits than cases": (lambda: anytime(3, 2), "van 0 tot en met 2", "from 0 up to 2"),
    "fewer than none": (lambda: anytime(-1, 2), "van 0 tot en met 2", "from 0 up to 2"),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_too_little_is_refused(defect: str) -> None:
    refused(*DEFECTS[defect])
