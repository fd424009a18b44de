"""E-values: those that were printed, and truths about all of them."""

from math import inf, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.evaluation import Estimate
from inzage.evaluation.estimators.sensitivity import EValue, e_value
from tests.evaluation.estimators.refusals import refused


def ratio(value: float, low: float | None, high: float | None) -> Estimate:
    return Estimate(value, low, high, "Cox")


def test_the_example_of_the_article() -> None:
    """VanderWeele and Ding 2017: a risk ratio of 3.9 (1.8 to 8.7)."""
    found = e_value(ratio(3.9, 1.8, 8.7))
    assert (round(found.value, 2), round(found.limit, 1)) == (7.26, 3.0)


def test_a_protecting_ratio_is_the_same_turned_round() -> None:
    found = e_value(ratio(1 / 3.9, 1 / 8.7, 1 / 1.8))
    assert (round(found.value, 2), round(found.limit, 1)) == (7.26, 3.0)


@pytest.mark.parametrize(("low", "high"), [(0.8, 4.0), (1.0, 4.0), (None, 4.0), (None, None)])
def test_an_interval_that_reaches_one_needs_nothing_unmeasured(low: float | None, high: float | None) -> None:
    assert e_value(ratio(2.0, low, high)) == EValue(pytest.approx(2 + sqrt(2)), 1.0)


def test_no_difference_needs_nothing() -> None:
    assert e_value(ratio(1.0, 0.7, 1.4)) == EValue(1.0, 1.0)


def test_a_common_outcome_needs_less_to_explain_its_hazard_ratio() -> None:
    hazard = ratio(0.5, 0.3, 0.8)
    as_risk = (1 - 0.5 ** sqrt(0.5)) / (1 - 0.5 ** sqrt(2))
    assert e_value(hazard, common=True).value == pytest.approx(1 / as_risk + sqrt(1 / as_risk * (1 / as_risk - 1)))
    assert 1 < e_value(hazard, common=True).limit < e_value(hazard).limit


@given(st.floats(0.05, 20), st.floats(1.01, 3))
def test_something_that_strong_just_explains_it_away(value: float, reach: float) -> None:
    found = e_value(ratio(value, value / reach, value * reach))
    strength = found.value
    explained = strength * strength / (2 * strength - 1)  # the joint bound of the article
    assert explained == pytest.approx(max(value, 1 / value))
    assert 1 <= found.limit <= found.value


@pytest.mark.parametrize("value", [0.0, -1.0])
def test_a_ratio_that_is_none_is_refused(value: float) -> None:
    refused(lambda: e_value(ratio(value, None, inf)), "een verhouding boven 0", "a ratio above 0")
