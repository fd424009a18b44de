"""Advice from the summons on, counted by hand; who refuses is in every denominator."""

import random
from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.evaluation import Rows, Steps, Unit
from inzage.evaluation.catalogue import protocol
from inzage.evaluation.questions.e05_advice import QUESTION, estimate, select
from tests.evaluation.made import Made, State, later
from tests.evaluation.questions.mixing import mixed

E5 = protocol("E5")


def summoned(made: Made, person: str, day: str, *steps: State, parket: str = "amsterdam", **more: str) -> str:
    told = {"summons_on": day, "category": "mensenhandel", "parket": parket} | more
    return made.record("advies", person, day, [("gedagvaard", day), *steps], **told)


def asked(day: str, by: str = "OM", on: str = "") -> State:
    return ("aangevraagd", day, {"requester": by, "requested_on": on or day})


REFUSED = {"basis": "alleen-dossier", "still_advised": ["meldplicht"]}
NOTHING = {"basis": "geen", "still_advised": ["geen-voorwaarden"]}


def small() -> Rows:
    """Six summonses in two quarters and at two offices, one of them asked for twice."""
    made = Made("2026-06-30")
    delivered = ("uitgebracht", "2026-02-20")
    demanded, imposed = ("gevorderd", "2026-03-01", {"as_advised": "geheel"}), ("opgelegd", "2026-03-20")
    summoned(made, "p1", "2026-01-10", asked("2026-01-20"), delivered, demanded, (*imposed, {"as_advised": "deels"}))
    refused = ("geweigerd", "2026-03-01", REFUSED)
    summoned(made, "p2", "2026-01-31", asked("2026-02-01", "rechter"), refused, (*demanded[:2], {"as_advised": "niet"}))
    summoned(made, "p3", "2026-02-01", ("niet_aangevraagd", "2026-03-01", {"reason": "te-laat"}))
    returned = ("retour", "2026-04-20", {"reason": "onvolledig"})
    summoned(made, "p4", "2026-04-01", asked("2026-04-10"), returned, parket="limburg")
    again = [asked("2026-05-01", "rechter"), ("in_behandeling", "2026-05-02"), ("uitgebracht", "2026-06-09")]
    made.record(
        "advies",
        "p4",
        "2026-04-21",
        [("gedagvaard", "2026-04-21"), *again],
        summons_on="2026-04-01",
        category="mensenhandel",
        parket="limburg",
    )
    summoned(made, "p5", "2026-06-01", asked("2026-06-10"), parket="limburg")
    summoned(made, "p6", "2026-06-29", parket="limburg")
    return made.rows()


def funnel(rows: Rows, group: str = "") -> Steps:
    found = estimate(select(rows, E5), E5).funnels
    return next(each for each in found if each.group == group)


def counts(steps: Steps) -> dict[str, int]:
    return {step.code: len(step.units) for step in steps.steps}


def test_the_funnel_equals_a_count_by_hand() -> None:
    assert counts(funnel(small())) == {
        "gedagvaard": 6,
        "aangevraagd": 4,
        "aangevraagd-om": 3,
        "aangevraagd-rechter": 1,
        "uitgebracht": 2,
        "geweigerd": 1,
        "retour": 0,
        "gevorderd": 2,
        "opgelegd": 1,
    }


def test_every_share_is_of_all_summoned_or_of_all_asked_for() -> None:
    steps = funnel(small())
    whole = {step.code: step for step in steps.steps}
    for step in steps.steps[1:]:
        below = len(whole[step.within].units)
        assert step.within in {"gedagvaard", "aangevraagd"}
        assert step.share
        assert step.share.value == pytest.approx(len(step.units) / below)
        assert (step.share.low or 0) <= step.share.value <= (step.share.high or 1)
    assert whole["uitgebracht"].share
    assert whole["uitgebracht"].share.value == 2 / 4


def test_each_office_has_its_funnel_and_together_they_hold_everybody() -> None:
    assert counts(funnel(small(), "amsterdam")) == {
        "gedagvaard": 3,
        "aangevraagd": 2,
        "uitgebracht": 1,
        "geweigerd": 1,
        "retour": 0,
        "gevorderd": 2,
        "opgelegd": 1,
    }
    assert counts(funnel(small(), "limburg"))["gedagvaard"] == 3


def test_a_request_after_a_return_is_the_same_summons_and_any_other_is_another() -> None:
    made = Made("2026-06-30")
    back = ("retour", "2026-02-01", {"reason": "onvolledig"})
    summoned(made, "p1", "2026-01-10", asked("2026-01-20"), back)
    summoned(made, "p1", "2026-01-10", asked("2026-02-05"), back)
    summoned(made, "p1", "2026-01-10", asked("2026-02-09"))
    summoned(made, "p1", "2026-01-10", asked("2026-03-09"))
    summoned(made, "p1", "2026-01-10", asked("2026-02-05"), parket="limburg")
    summoned(made, "p1", "2026-01-11", asked("2026-02-05"))
    summoned(made, "p2", "2026-01-10", asked("2026-02-05"))
    units = select(made.rows(), E5).units
    assert sorted(len(unit.sources) for unit in units) == [1, 1, 1, 1, 3]
    together = next(unit for unit in units if len(unit.sources) == 3)
    assert together.marks["returned_before"]
    assert not together.marks["retour"]


def test_quarters_are_those_of_the_summons_and_their_limits_hold_the_centre() -> None:
    chart = next(
        each for each in estimate(select(small(), E5), E5).trends if (each.code, each.group) == ("dekking", "")
    )
    assert [(p.label, len(p.units), len(p.of)) for p in chart.periods] == [("2026-K1", 2, 3), ("2026-K2", 2, 3)]
    assert chart.centre == pytest.approx(4 / 6)
    assert all((p.low or 0) <= 4 / 6 <= (p.high or 1) for p in chart.periods)


def test_the_chart_holds_the_last_twelve_quarters_and_its_centre_is_theirs() -> None:
    made = Made("2026-06-30")
    for number in range(13):
        month = later("2023-05-15", 91 * number)
        summoned(made, f"p{number}", month, *([asked(month)] if number else []))
    chart = estimate(select(made.rows(), E5), E5).trends[0]
    assert len(chart.periods) == 12
    assert chart.periods[0].label == "2023-K3"
    assert chart.centre == 1


@pytest.mark.parametrize(
    ("day", "quarter"),
    [("2026-03-31", "2026-K1"), ("2026-04-01", "2026-K2"), ("2025-12-31", "2025-K4"), ("2026-01-01", "2026-K1")],
)
def test_a_day_beside_a_quarters_end_is_in_its_own_quarter(day: str, quarter: str) -> None:
    made = Made("2026-06-30")
    summoned(made, "p1", day)
    assert select(made.rows(), E5).units[0].marks["quarter"] == quarter


def test_time_to_delivery_runs_from_the_first_request_and_refusers_wait_with_the_others() -> None:
    cohort = select(small(), E5)
    waited = {unit.person: unit.marks.get("waited") for unit in cohort.units}
    # p1: 20 January to 20 February. p2 refused, p5 is open: until the extraction. p4: from the first request.
    assert waited == {"p1": 31, "p2": 149, "p3": None, "p4": 60, "p5": 20, "p6": None}
    result = estimate(cohort, E5)
    curve = result.curves[0]
    assert len(curve.of) == 4
    assert [(m.at, round(m.value, 4), m.at_risk) for m in curve.moments if m.events] == [
        (31, round(2 / 3, 4), 3),
        (60, round(1 / 3, 4), 2),
    ]
    median = next(each for each in result.figures if each.code == "doorlooptijd")
    assert median.estimate
    assert median.estimate.value == 60


def test_each_of_the_last_four_quarters_has_its_funnel() -> None:
    steps = funnel(small(), "2026-K2")
    assert {
        code: many for code, many in counts(steps).items() if code in {"gedagvaard", "aangevraagd", "uitgebracht"}
    } == {
        "gedagvaard": 3,
        "aangevraagd": 2,
        "uitgebracht": 1,
    }
    made = Made("2026-06-30")
    for month in range(1, 13):
        summoned(made, f"p{month}", f"2024-{month:02}-01")
    summoned(made, "p13", "2026-01-01")
    groups = [each.group for each in estimate(select(made.rows(), E5), E5).funnels]
    assert groups == ["", "amsterdam", "2024-K2", "2024-K3", "2024-K4", "2026-K1"]


@pytest.mark.parametrize(("days", "waited", "came"), [(364, 364, True), (365, 365, True), (366, 365, False)])
def test_a_delivery_is_waited_for_during_a_year(days: int, waited: int, came: bool) -> None:
    made = Made("2026-06-30")
    summoned(made, "p1", "2025-01-01", asked("2025-01-01"), ("uitgebracht", later("2025-01-01", days)))
    unit = select(made.rows(), E5).units[0]
    assert (unit.marks["waited"], unit.marks["in_a_year"]) == (waited, came)
    assert unit.marks["uitgebracht"]


def test_figures_of_adoption_and_refusal_equal_a_count_by_hand() -> None:
    told = estimate(select(small(), E5), E5).figures
    figures = {each.code: (len(each.units), len(each.of)) for each in told if not each.group}
    offices = {each.group: (len(each.units), len(each.of)) for each in told if each.code == "dekking"}
    assert offices == {"": (4, 6), "amsterdam": (2, 3), "limburg": (2, 3)}
    assert figures["dekking"] == (4, 6)
    assert figures["zonder-aanvraag"] == (1, 6)
    assert figures["geweigerd"] == (1, 4)
    assert figures["toch-geadviseerd"] == (1, 1)
    assert figures["overgenomen-eis"] == (1, 3)
    assert figures["overgenomen-uitspraak"] == (1, 3)


def test_no_conditions_is_not_an_advice_all_the_same() -> None:
    made = Made("2026-06-30")
    summoned(made, "p1", "2026-01-10", asked("2026-01-20"), ("geweigerd", "2026-02-01", NOTHING))
    assert select(made.rows(), E5).units[0].marks["still_advised"] is False


@pytest.mark.parametrize(("day", "counted"), [("2026-06-29", 1), ("2026-06-30", 1), ("2026-07-01", 0)])
def test_a_step_counts_up_to_and_on_the_day_of_extraction(day: str, counted: int) -> None:
    made = Made("2026-06-30")
    summoned(made, "p1", "2026-01-10", asked("2026-01-20"), ("uitgebracht", day))
    assert counts(funnel(made.rows()))["uitgebracht"] == counted


def test_a_request_before_the_summons_has_its_own_clock() -> None:
    made = Made("2026-06-30")
    summoned(made, "p1", "2026-03-01", asked("2026-03-02", on="2026-02-01"), ("uitgebracht", "2026-02-20"))
    unit = select(made.rows(), E5).units[0]
    assert unit.marks["waited"] == 19
    assert unit.days == 0


def test_without_an_office_the_gap_says_what_would_be_needed() -> None:
    made = Made("2026-06-30")
    made.record("advies", "p1", "2026-01-10", [("gedagvaard", "2026-01-10")], summons_on="2026-01-10")
    result = estimate(select(made.rows(), E5), E5)
    assert "parket" in result.gaps[0].nl
    assert [each.group for each in result.funnels] == ["", "2026-K1"]
    assert not estimate(select(small(), E5), E5).gaps


def test_nobody_and_somebody_alone_are_answered_without_an_estimate_or_with_one() -> None:
    nobody = estimate(select(Made().rows(), E5), E5)
    assert nobody.counted == 0
    assert all(each.estimate is None for each in nobody.figures)
    assert not nobody.funnels
    made = Made("2026-06-30")
    summoned(made, "p1", "2026-01-10", parket="oost")
    alone = estimate(select(made.rows(), E5), E5)
    assert counts(alone.funnels[0])["gedagvaard"] == 1


COURSES = st.sampled_from(
    [
        (),
        ("niet_aangevraagd",),
        ("aangevraagd",),
        ("aangevraagd", "retour"),
        ("aangevraagd", "in_behandeling", "uitgebracht"),
        ("aangevraagd", "in_behandeling", "geweigerd"),
        ("aangevraagd", "in_behandeling", "geweigerd", "gevorderd"),
        ("aangevraagd", "in_behandeling", "geweigerd", "gevorderd", "opgelegd"),
        ("aangevraagd", "in_behandeling", "uitgebracht", "gevorderd", "niet_opgelegd"),
    ]
)
SAID: Mapping[str, Mapping[str, object]] = {
    "aangevraagd": {"requester": "OM"},
    "niet_aangevraagd": {"reason": "onbekend"},
    "geweigerd": REFUSED,
    "gevorderd": {"as_advised": "deels"},
    "opgelegd": {"as_advised": "geheel"},
}
SUMMONSES = st.lists(
    st.tuples(COURSES, st.integers(0, 400), st.sampled_from(["oost", "west"])), min_size=1, max_size=12
)


def rows_of(summonses: list[tuple[tuple[str, ...], int, str]]) -> Rows:
    made = Made("2026-06-30")
    for number, (course, ago, office) in enumerate(summonses):
        begun = (date(2026, 6, 30) - timedelta(ago)).isoformat()
        steps: list[State] = [(s, later(begun, 10 * (n + 1)), SAID.get(s, {})) for n, s in enumerate(course)]
        summoned(made, f"p{number}", begun, *steps, parket=office)
    return made.rows()


def named(unit: Unit) -> tuple[str, str]:
    return unit.group, str(unit.marks["quarter"])


@settings(max_examples=60, deadline=None)
@given(SUMMONSES)
def test_no_path_drops_a_refuser_from_any_denominator(summonses: list[tuple[tuple[str, ...], int, str]]) -> None:
    rows = rows_of(summonses)
    cohort = select(rows, E5)
    result = estimate(cohort, E5)
    refusers = {place for place, unit in enumerate(cohort.units) if unit.marks["geweigerd"]}
    assert len(cohort.units) == len(summonses)
    for steps in result.funnels:
        mine = {place for place in refusers if steps.group in {"", *named(cohort.units[place])}}
        for step in steps.steps:
            whole = next((each for each in steps.steps if each.code == step.within), steps.steps[0])
            assert mine <= set(whole.units)
    for figure in result.figures:
        assert {place for place in refusers if figure.group in {"", cohort.units[place].group}} <= set(figure.of)
    for trend in result.trends:
        assert refusers <= {place for period in trend.periods for place in period.of}
    assert all(refusers <= set(curve.of) for curve in result.curves)


@settings(max_examples=30, deadline=None)
@given(SUMMONSES, st.randoms(use_true_random=False))
def test_the_cohort_is_the_same_in_whatever_order_the_rows_come(
    summonses: list[tuple[tuple[str, ...], int, str]], chance: random.Random
) -> None:
    rows = rows_of(summonses)
    assert select(mixed(rows, chance), E5).sha256 == select(rows, E5).sha256


def test_it_sees_no_other_kinds() -> None:
    assert QUESTION.kinds == ("advies",)
