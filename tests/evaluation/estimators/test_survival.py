"""Curves against Rossi's table, fixtures by hand, exact sums of fractions, and lifelines where it can be trusted."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter
from lifelines.statistics import multivariate_logrank_test
from statsmodels.duration.survfunc import CumIncidenceRight

from inzage.evaluation import Moment
from inzage.evaluation.estimators import survival
from inzage.evaluation.estimators.proportions import wilson
from inzage.evaluation.estimators.survival import (
    at,
    at_risk,
    estimate,
    incidence,
    kaplan_meier,
    log_rank,
    median_time,
)
from tests.evaluation.estimators import rossi
from tests.evaluation.estimators.refusals import refused

CODES = ("", "outcome", "other")
Case = tuple[int, str]


def coded(numbers: Sequence[int]) -> list[str]:
    return [CODES[number] for number in numbers]


def test_rossi_has_the_survival_that_stands_in_the_books() -> None:
    last = at(kaplan_meier(*rossi.followed()), 52)
    assert (round(last.value, 4), round(last.low, 4), round(last.high, 4)) == (0.7361, 0.6919, 0.7751)
    assert (last.at_risk, last.events) == (322, 114)


@pytest.mark.parametrize(("fin", "survived", "arrests"), [(1, 0.7778, 48), (0, 0.6944, 66)])
def test_rossi_by_financial_aid(fin: int, survived: float, arrests: int) -> None:
    last = at(kaplan_meier(*rossi.followed(fin)), 52)
    assert (round(last.value, 4), last.events) == (survived, arrests)


def test_rossi_compared_by_log_rank() -> None:
    aid = ["fin" if man.known["fin"] else "none" for man in rossi.men()]
    chi2, p = log_rank(*rossi.followed(), aid)
    assert (round(chi2, 3), round(p, 4)) == (3.838, 0.0501)


def against_lifelines(days: Sequence[int], happened: Sequence[bool]) -> None:
    curve = [moment for moment in kaplan_meier(days, happened) if 0 < moment.value < 1]
    kept = KaplanMeierFitter().fit(days, happened)
    table = kept.survival_function_.join(kept.confidence_interval_)
    for moment in curve:
        assert table.loc[moment.at].tolist() == pytest.approx([moment.value, moment.low, moment.high], abs=1e-9)
        assert kept.event_table.loc[moment.at, "at_risk"] == moment.at_risk
        assert kept.event_table.loc[moment.at, "observed"] == moment.events


@pytest.mark.parametrize("seed", range(4))
def test_kaplan_meier_is_that_of_lifelines(seed: int) -> None:
    drawn = np.random.default_rng(seed)
    against_lifelines(drawn.integers(0, 40, 90).tolist(), (drawn.random(90) < 0.6).tolist())


def test_kaplan_meier_of_rossi_is_that_of_lifelines() -> None:
    against_lifelines(*rossi.followed())


@pytest.mark.filterwarnings("ignore:Starting with pandas")
@pytest.mark.parametrize("seed", range(3))
def test_log_rank_of_three_groups_is_that_of_lifelines(seed: int) -> None:
    drawn = np.random.default_rng(seed)
    days, came, groups = drawn.integers(1, 30, 80), drawn.random(80) < 0.5, drawn.integers(0, 3, 80)
    chi2, p = log_rank(days.tolist(), came.tolist(), [str(group) for group in groups])
    kept = multivariate_logrank_test(days, groups, came)
    assert (chi2, p) == pytest.approx((kept.test_statistic, kept.p_value))


# Cumulative incidence.


FIXTURES = {
    "one at a time": ([1, 2, 3, 4, 5, 6], [0, 1, 1, 2, 2, 0], 0.4, 0.4, 0.2),
    "tied days": ([1, 1, 2, 2, 3, 3, 4, 4], [1, 2, 1, 2, 0, 1, 2, 0], 0.375, 0.4375, 0.1875),
}


@pytest.mark.parametrize("name", FIXTURES)
def test_incidence_is_that_worked_by_hand(name: str) -> None:
    days, codes, outcome, other, free = FIXTURES[name]
    assert incidence(days, coded(codes), "outcome")[-1].value == pytest.approx(outcome)
    assert incidence(days, coded(codes), "other")[-1].value == pytest.approx(other)
    assert kaplan_meier(days, [code > 0 for code in codes])[-1].value == pytest.approx(free)


def redistributed(days: Sequence[int], codes: Sequence[str], which: str) -> Fraction:
    """Efron's way, without any curve: who is censored leaves his weight in equal parts to those still followed."""
    order = sorted(zip(days, codes, strict=True), key=lambda case: (case[0], case[1] == ""))
    weight, found = Fraction(1, len(order)), Fraction(0)
    for place, (_, code) in enumerate(order):
        left = len(order) - place - 1
        found += weight if code == which else 0
        if code == "" and left:
            weight *= Fraction(left + 1, left)
    return found


def four_hundred() -> tuple[list[int], list[str]]:
    rng = np.random.default_rng(1)
    days = rng.integers(1, 30, 400)
    return days.tolist(), coded(rng.choice([0, 1, 2], 400, p=[0.3, 0.5, 0.2]).tolist())


def test_four_hundred_tied_cases_are_counted_exactly_and_not_spread_at_random() -> None:
    days, codes = four_hundred()
    found = incidence(days, codes, "outcome")[-1].value
    assert round(found, 3) == 0.694
    assert found == pytest.approx(float(redistributed(days, codes, "outcome")), abs=1e-12)


CASES = st.lists(st.tuples(st.integers(0, 12), st.sampled_from(CODES)), min_size=1, max_size=40)


def apart(cases: Sequence[Case]) -> tuple[list[int], list[str]]:
    return [day for day, _ in cases], [code for _, code in cases]


@given(CASES)
@settings(deadline=None)
def test_incidence_of_any_cases_is_the_exact_sum(cases: list[Case]) -> None:
    found = incidence(*apart(cases), "outcome")[-1].value
    assert found == pytest.approx(float(redistributed(*apart(cases), "outcome")), abs=1e-12)


@given(CASES)
@settings(deadline=None)
def test_who_had_something_and_who_had_nothing_are_everybody_on_every_day(cases: list[Case]) -> None:
    days, codes = apart(cases)
    free = kaplan_meier(days, [code != "" for code in codes])
    curves = [incidence(days, codes, code) for code in CODES[1:]]
    for moments in zip(free, *curves, strict=True):
        assert len({moment.at for moment in moments}) == len({moment.at_risk for moment in moments}) == 1
        assert sum(moment.value for moment in moments) == pytest.approx(1)


@given(CASES)
@settings(deadline=None)
def test_a_curve_goes_one_way_inside_its_own_limits(cases: list[Case]) -> None:
    days, codes = apart(cases)
    for curve, way in ((kaplan_meier(days, [code != "" for code in codes]), -1), (incidence(days, codes, "other"), 1)):
        values = [moment.value * way for moment in curve]
        assert values == sorted(values)
        assert all(0 <= moment.low <= moment.value + 1e-12 for moment in curve)
        assert all(moment.value - 1e-12 <= moment.high <= 1 for moment in curve)
        assert [moment.at for moment in curve] == sorted({0, *days})
        assert [moment.at_risk for moment in curve] == [sum(day >= moment.at for day in days) for moment in curve]


@given(CASES)
@settings(deadline=None)
def test_the_order_of_the_cases_does_not_matter(cases: list[Case]) -> None:
    assert incidence(*apart(cases), "outcome") == incidence(*apart(cases[::-1]), "outcome")


@pytest.mark.parametrize("seed", range(4))
def test_our_variance_is_that_of_statsmodels_wherever_that_has_one(seed: int) -> None:
    drawn = np.random.default_rng(seed)
    days, status = drawn.integers(1, 25, 60).astype(float), drawn.integers(0, 3, 60)
    with np.errstate(all="ignore"):
        curve = CumIncidenceRight(days, status)
    known = np.isfinite(curve.cinc_se[0])
    assert known.sum() > 15
    assert survival._deviations(days, status, curve)[known] == pytest.approx(curve.cinc_se[0][known], abs=1e-12)


def test_where_all_were_followed_to_an_event_the_variance_is_that_of_a_share() -> None:
    days, status = np.arange(1, 31, dtype=float) // 4, np.array([1, 1, 2] * 10)
    with np.errstate(all="ignore"):
        curve = CumIncidenceRight(days, status)
    assert np.isnan(curve.cinc_se[0][-1])  # the library has no error just where the whole group is known
    assert survival._deviations(days, status, curve)[-1] == pytest.approx(sqrt(2 / 3 * 1 / 3 / 30))


def test_the_limits_of_the_four_hundred_hold_the_log_log_of_the_library() -> None:
    days, codes = four_hundred()
    last = incidence(days, codes, "outcome")[-1]
    error = CumIncidenceRight(np.array(days), np.array([CODES.index(code) for code in codes])).cinc_se[0][-1]
    reach = np.exp(1.959964 * error / (last.value * abs(np.log(last.value))))
    assert (last.low, last.high) == pytest.approx((last.value**reach, last.value ** (1 / reach)), abs=1e-6)


def invented(people: int) -> tuple[list[int], list[str]]:
    """Re-offending as Weibull, prison or leaving with a mean of twelve years, followed for five: all in days."""
    drawn, year = np.random.default_rng(4), 365.25
    first = 6.36 * drawn.weibull(0.692, people) * year
    gone = drawn.exponential(12, people) * year
    days = np.minimum(np.minimum(first, gone), 5 * year)
    codes = np.where(days == first, "outcome", np.where(days == gone, "other", ""))
    return np.ceil(days).astype(int).tolist(), codes.tolist()


def test_one_less_kaplan_meier_overstates_where_others_leave_first() -> None:
    days, codes = invented(6_000)
    naive = 1 - at(kaplan_meier(days, [code == "outcome" for code in codes]), 1826).value
    right = at(incidence(days, codes, "outcome"), 1826)
    assert (100 * naive, 100 * right.value) == pytest.approx((57.3, 50.2), abs=1.5)
    assert right.high < naive


# Reading a curve.


def test_a_curve_is_read_on_any_day_until_its_last() -> None:
    curve = kaplan_meier([2, 2, 5, 9], [True, False, True, False])
    assert [at(curve, day).value for day in (0, 1, 2, 4, 5, 9)] == pytest.approx([1, 1, 0.75, 0.75, 0.375, 0.375])
    assert [at(curve, day).at_risk for day in (0, 2, 3, 5, 6, 9)] == [4, 4, 2, 2, 1, 1]
    assert [at(curve, day).events for day in (1, 2, 9)] == [0, 1, 2]
    assert at_risk(curve, (0, 1, 3, 6, 9, 10)) == (4, 4, 2, 1, 1, 0)


def test_a_point_of_a_curve_becomes_an_estimate() -> None:
    moment = at(kaplan_meier(*rossi.followed()), 52)
    found = estimate(moment, survival.SURVIVAL)
    assert (found.value, found.low, found.high) == (moment.value, moment.low, moment.high)
    assert found.method == "Kaplan–Meier (log−log)"


def test_before_the_first_event_the_curve_says_no_more_than_a_plain_share() -> None:
    curve = kaplan_meier([3, 4, 5, 6], [False, False, True, False])
    assert [moment.low for moment in curve[:3]] == [1.0, wilson(4, 4).low, wilson(3, 3).low]
    assert [moment.high for moment in curve[:3]] == [1, 1, 1]


def test_an_event_on_day_nought_is_seen_on_day_nought() -> None:
    curve = incidence([0, 0, 3, 4], ["outcome", "", "other", "outcome"], "outcome")
    assert (curve[0].at, curve[0].value, curve[0].events) == (0, 0.25, 1)


@pytest.mark.parametrize("seed", range(4))
def test_the_median_is_that_of_lifelines(seed: int) -> None:
    drawn = np.random.default_rng(seed)
    days, came = drawn.integers(1, 60, 75).tolist(), (drawn.random(75) < 0.8).tolist()
    assert median_time(days, came).value == KaplanMeierFitter().fit(days, came).median_survival_time_


def test_the_median_with_its_days_by_hand() -> None:
    days = list(range(1, 22))
    curve = kaplan_meier(days, [True] * 21)
    found = median_time(days, [True] * 21)
    below = [moment.at for moment in curve if moment.low <= 0.5]
    above = [moment.at for moment in curve if moment.high <= 0.5]
    assert (found.value, found.low, found.high) == (11, below[0], above[0])


def test_a_median_whose_end_the_data_do_not_reach_has_no_end() -> None:
    found = median_time([1, 2, 3, 4, 9, 9], [True, True, True, True, False, False])
    assert found.value == 3
    assert found.high is None


def test_all_at_once_is_all_with_the_interval_of_a_share() -> None:
    last = kaplan_meier([3] * 6, [True] * 6)[-1]
    assert (last.value, last.low) == (0, 0)
    assert last.high == pytest.approx(wilson(0, 6).high)


def test_a_single_case_says_almost_nothing() -> None:
    (_, last) = incidence([5], ["outcome"], "outcome")
    assert last.value == last.high == 1
    assert last.low == pytest.approx(wilson(1, 1).low)


def test_nobody_had_it_and_the_interval_still_has_room() -> None:
    curve = incidence([30, 60, 90], ["", "other", ""], "outcome")
    assert [moment.value for moment in curve] == [0, 0, 0, 0]
    assert curve[-1].high == pytest.approx(wilson(0, 1).high)


NOBODY = "ten minste één geval", "at least one case"
DEFECTS: dict[str, tuple[Callable[[], object], str, str]] = {
    "a curve of nobody": (lambda: kaplan_meier([], []), *NOBODY),
    "an incidence of nobody": (lambda: incidence([], [], "outcome"), *NOBODY),
    "an incidence of nothing": (lambda: incidence([1], [""], ""), "een gebeurtenis om te tellen", "an event to count"),
    "fewer ends than days": (lambda: kaplan_meier([1, 2], [True]), "beide gegevens", "both data"),
    "fewer codes than days": (lambda: incidence([1, 2], [""], "outcome"), "beide gegevens", "both data"),
    "before time zero": (lambda: kaplan_meier([-1], [True]), "dagen vanaf nul", "days from nought"),
    "incidence before time zero": (lambda: incidence([-1], ["a"], "a"), "dagen vanaf nul", "days from nought"),
    "read after its last day": (lambda: at(kaplan_meier([5], [True]), 6), "van 0 tot en met 5", "from 0 up to 5"),
    "read before time zero": (lambda: at(kaplan_meier([5], [True]), -1), "van 0 tot en met 5", "from 0 up to 5"),
    "read before its landmark": (
        lambda: at([replace(moment, at=moment.at + 90) for moment in kaplan_meier([5], [True])], 60),
        "van 90 tot en met 95",
        "from 90 up to 95",
    ),
    "read of nothing": (lambda: at((), 0), "tot en met -1", "up to -1"),
    "a median of nobody": (lambda: median_time([], []), *NOBODY),
    "a median that was not reached": (lambda: median_time([1, 2, 3], [True, False, False]), "bij de helft", "to half"),
    "a median of no event": (lambda: median_time([1, 2], [False, False]), "bij de helft", "to half"),
    "one group": (lambda: log_rank([1, 2], [True, True], ["a", "a"]), "ten minste twee groepen", "at least two groups"),
    "no event in any group": (lambda: log_rank([1, 2], [False, False], ["a", "b"]), "alle groepen", "all groups"),
    "a group gone before": (lambda: log_rank([1, 5, 6], [False, True, True], ["a", "b", "b"]), "alle", "all groups"),
    "all at once": (lambda: log_rank([2, 2, 2], [True] * 3, ["a", "a", "b"]), "alle groepen", "all groups"),
    "groups not known": (lambda: log_rank([1, 2], [True, True], ["a"]), "beide gegevens", "both data"),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_too_little_is_refused(defect: str) -> None:
    refused(*DEFECTS[defect])


@given(CASES, st.integers(0, 12))
@settings(deadline=None)
def test_a_reading_is_the_last_step_before_it(cases: list[Case], day: int) -> None:
    curve = incidence(*apart(cases), "outcome")
    if day <= curve[-1].at:
        step: Moment = curve[bisect_right([moment.at for moment in curve], day) - 1]
        read = at(curve, day)
        assert (read.at, read.value, read.low, read.high) == (day, step.value, step.low, step.high)
        assert read.at_risk == sum(followed >= day for followed, _ in cases)
        assert read.events == sum(code == "outcome" and ended <= day for ended, code in cases)
