"""Figures over places of a cohort, and a sentence where there is none."""

from datetime import date

import pytest

from inzage.evaluation import Cohort, Estimate, NothingToCount, Unit
from inzage.evaluation.estimators.proportions import wilson
from inzage.evaluation.figuring import (
    attempted,
    grouped,
    lacking,
    marked,
    measured,
    number,
    per_quarter,
    places,
    quarter,
    quarter_name,
    share,
    those,
    waiting,
)
from inzage.words import Words

LABEL = Words("Aandeel", "Share")


def unit(zero: str, group: str = "", **marks: object) -> Unit:
    return Unit("p", (zero,), date.fromisoformat(zero), date(2026, 6, 30), group=group, marks=marks)


COHORT = Cohort(
    (
        unit("2025-12-31", "b", yes=True, days=3, ended=True),
        unit("2026-01-01", "a", yes=False, days=9, ended=False),
        unit("2026-03-31", "b", yes=True, days=5, ended=True),
        unit("2026-04-01", "", days=1, ended=False),
    ),
    date(2026, 6, 30),
)


def test_places_are_those_of_the_cohort_and_a_mark_that_is_not_there_holds_for_nobody() -> None:
    assert places(COHORT) == (0, 1, 2, 3)
    assert marked(COHORT, places(COHORT), "yes") == (0, 2)
    assert marked(COHORT, places(COHORT), "yes", value=False) == (1,)
    assert those(COHORT, (3, 1), lambda each: each.marks["days"] > 1) == (1,)
    assert grouped(COHORT, places(COHORT)) == [("a", (1,)), ("b", (0, 2))]


@pytest.mark.parametrize(
    ("on", "begins", "name"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), "2026-K1"),
        (date(2026, 3, 31), date(2026, 1, 1), "2026-K1"),
        (date(2026, 4, 1), date(2026, 4, 1), "2026-K2"),
        (date(2025, 12, 31), date(2025, 10, 1), "2025-K4"),
    ],
)
def test_a_quarter_has_three_months_of_its_own_year(on: date, begins: date, name: str) -> None:
    assert (quarter(on), quarter_name(on)) == (begins, name)


def test_a_share_of_nobody_has_no_estimate_and_a_number_is_exact() -> None:
    assert share("code", LABEL, (), ()).estimate is None
    assert share("code", LABEL, (0, 2), (0, 1, 2)).estimate == wilson(2, 3)
    assert number("code", LABEL, (0, 2)).estimate == Estimate(2, None, None, "telling")


def test_a_chart_per_quarter_holds_every_place_once() -> None:
    chart = per_quarter("code", LABEL, COHORT, places(COHORT), holds=lambda each: each.marks.get("yes"))
    assert chart
    assert [(p.label, p.units, p.of) for p in chart.periods] == [
        ("2025-K4", (0,), (0,)),
        ("2026-K1", (2,), (1, 2)),
        ("2026-K2", (), (3,)),
    ]
    assert chart.centre == 0.5
    late = per_quarter("code", LABEL, COHORT, places(COHORT), holds=lambda each: each.marks.get("yes"), last=2)
    assert late
    assert ([period.label for period in late.periods], late.centre) == (["2026-K1", "2026-K2"], pytest.approx(1 / 3))
    assert per_quarter("code", LABEL, COHORT, (), holds=bool) is None


def test_waiting_counts_who_still_waits() -> None:
    curve = waiting("code", LABEL, COHORT, places(COHORT), days="days", ended="ended")
    assert curve
    assert [(m.at, m.at_risk, round(m.value, 4)) for m in curve.moments if m.events] == [(3, 3, 0.6667), (5, 2, 0.3333)]
    assert waiting("code", LABEL, COHORT, (), days="days", ended="ended") is None


def test_too_little_is_no_estimate_and_a_sentence_in_both_languages_on_what_is_needed() -> None:
    def too_little() -> Estimate:
        raise NothingToCount(method="x", needed=Words("meer gevallen", "more cases"))

    assert attempted(too_little) is None
    assert measured("code", LABEL, "days", too_little, (0,)).estimate is None
    (said,) = lacking(LABEL, too_little)
    assert said == Words(
        "Aandeel is niet te schatten. Nodig is: meer gevallen.", "Share: no estimate. Needed is: more cases."
    )
    assert lacking(LABEL, lambda: wilson(1, 2)) == []
