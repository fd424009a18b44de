"""Cox against Rossi's table, lifelines, the same men cut into pieces, and every fit that must not give a number."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import exp, log

import numpy as np
import pandas as pd
import pytest
from lifelines import CoxPHFitter, CoxTimeVaryingFitter

from inzage.evaluation.estimators.cox import METHOD, ROBUST, Hazards, cox
from inzage.evaluation.estimators.stretches import Stretch
from tests.evaluation.estimators import rossi
from tests.evaluation.estimators.refusals import refused

pytestmark = pytest.mark.filterwarnings("ignore:Starting with pandas")

ROSSI = {
    "fin": (-0.3794, 0.1914),
    "age": (-0.0574, 0.0220),
    "race": (0.3139, 0.3080),
    "wexp": (-0.1498, 0.2122),
    "mar": (-0.4337, 0.3819),
    "paro": (-0.0849, 0.1958),
    "prio": (0.0915, 0.0286),
}


@pytest.fixture(scope="module")
def whole() -> Hazards:
    return cox(rossi.stretches())


@pytest.mark.parametrize("name", ROSSI)
def test_rossi_has_the_coefficients_that_stand_in_the_books(whole: Hazards, name: str) -> None:
    assert (round(whole.coefficients[name], 4), round(whole.errors[name], 4)) == ROSSI[name]


def test_rossi_has_the_figures_of_the_whole_fit(whole: Hazards) -> None:
    assert round(whole.log_likelihood, 3) == -658.748
    assert round(whole.chi2, 2) == 33.27
    assert round(whole.concordance, 2) == 0.64
    assert (whole.persons, whole.events, whole.robust) == (432, 114, False)
    assert whole.person_years == pytest.approx(sum(man.week for man in rossi.men()) / 365.25)


def test_a_ratio_is_its_coefficient_with_its_interval(whole: Hazards) -> None:
    aid = whole.ratios["fin"]
    by_hand = [exp(-0.379422 + z * 0.191379 * 1.959964) for z in (0, -1, 1)]
    assert [aid.value, aid.low, aid.high] == pytest.approx(by_hand, abs=1e-5)
    assert aid.method == METHOD
    assert round(whole.p["fin"], 4) == 0.0474
    assert round(whole.p["prio"], 4) == 0.0014


def test_a_higher_level_is_wider(whole: Hazards) -> None:
    wider = cox(rossi.stretches(), level=0.99).ratios["fin"]
    assert wider.low < whole.ratios["fin"].low
    assert wider.level == 0.99


def same(one: Hazards, names: Sequence[str], coefficients: Sequence[float], errors: Sequence[float]) -> None:
    assert [one.coefficients[name] for name in names] == pytest.approx(list(coefficients), abs=1e-6)
    assert [one.errors[name] for name in names] == pytest.approx(list(errors), abs=1e-6)


def test_rossi_is_that_of_lifelines_to_six_decimals(whole: Hazards) -> None:
    table = pd.DataFrame([{**man.known, "week": man.week, "arrest": man.arrested} for man in rossi.men()])
    kept = CoxPHFitter().fit(table, "week", "arrest")
    same(whole, kept.params_.index, kept.params_, kept.standard_errors_)
    assert whole.log_likelihood == pytest.approx(kept.log_likelihood_, abs=1e-6)
    assert whole.concordance == pytest.approx(kept.concordance_index_, abs=1e-6)
    assert list(whole.p.values()) == pytest.approx([kept.summary["p"][name] for name in whole.p], abs=1e-6)


def cut(one: Stretch, days: Sequence[float]) -> list[Stretch]:
    """The same following in pieces, of which only the last may end in the event."""
    ends = sorted({one.start, one.stop, *(day for day in days if one.start < day < one.stop)})
    return [
        Stretch(one.person, start, stop, one.happened and stop == one.stop, one.values)
        for start, stop in pairwise(ends)
    ]


def test_the_same_men_in_pieces_that_begin_on_days_of_arrests_give_the_same_fit(whole: Hazards) -> None:
    drawn = np.random.default_rng(3)
    pieces = [each for one in rossi.stretches() for each in cut(one, drawn.choice(51, 6, replace=False) + 1)]
    found = cox([pieces[place] for place in drawn.permutation(len(pieces))])
    assert len(pieces) > 2_500
    same(found, list(ROSSI), *([getattr(whole, side)[name] for name in ROSSI] for side in ("coefficients", "errors")))
    assert found.log_likelihood == pytest.approx(whole.log_likelihood, abs=1e-9)
    assert found.concordance == pytest.approx(whole.concordance)
    assert found.person_years == pytest.approx(whole.person_years)
    assert (found.persons, found.events, found.robust) == (432, 114, False)


def changing(seed: int, people: int = 120) -> list[Stretch]:
    """People of whom something changes at a day of their own, on tied whole days."""
    drawn, rows = np.random.default_rng(seed), []
    for person in range(people):
        stop, change, age = float(drawn.integers(2, 31)), float(drawn.integers(1, 31)), drawn.uniform(20, 60)
        for each in cut(Stretch(str(person), 0, stop, bool(drawn.random() < 0.6)), [change]):
            values = {"now": float(each.start >= change), "age": age}
            rows.append(Stretch(each.person, each.start, each.stop, each.happened, values))
    return rows


def as_table(rows: Sequence[Stretch]) -> pd.DataFrame:
    return pd.DataFrame(
        [{"id": r.person, "start": r.start, "stop": r.stop, "event": r.happened, **r.values} for r in rows]
    )


@pytest.mark.parametrize("seed", range(3))
def test_what_changes_in_time_is_that_of_lifelines(seed: int) -> None:
    rows = changing(seed)
    kept = CoxTimeVaryingFitter().fit(
        as_table(rows), id_col="id", event_col="event", start_col="start", stop_col="stop"
    )
    same(cox(rows), kept.params_.index, kept.params_, kept.standard_errors_)
    assert cox(rows).log_likelihood == pytest.approx(kept.log_likelihood_, abs=1e-6)


def test_who_comes_in_late_is_at_risk_from_then_on_only() -> None:
    """Entry on the very day of an event: not at risk for it. By hand: of two at risk, the one with x has it."""
    rows = [
        Stretch("a", 0, 3, True, {"x": 1.0}),
        Stretch("b", 0, 5, True, {"x": 0.0}),
        Stretch("late", 3, 9, False, {"x": 1.0}),
    ]
    found = cox(rows)
    # Day 3: e^b / (e^b + 1), day 5: 1 / (1 + e^b): highest at b = 0, where each is a half.
    assert found.coefficients["x"] == pytest.approx(0, abs=1e-6)
    assert found.log_likelihood == pytest.approx(2 * log(0.5))


def twice(shift: float = 0.0) -> list[Stretch]:
    """A hundred of the men followed a second time; ``shift`` unties the days."""
    rows = [*rossi.stretches(), *rossi.stretches()[:100]]
    return [Stretch(r.person, 0, r.stop + place * shift, r.happened, r.values) for place, r in enumerate(rows)]


def test_one_who_is_there_twice_makes_the_errors_robust_as_those_of_lifelines() -> None:
    found = cox(twice(shift=1 / 1024))
    kept = CoxPHFitter().fit(as_table(twice(shift=1 / 1024)).drop(columns="start"), "stop", "event", cluster_col="id")
    same(found, kept.params_.index, kept.params_, kept.standard_errors_)
    assert found.robust
    assert found.ratios["fin"].method == ROBUST
    assert found.persons == 432


def test_counting_the_same_people_twice_does_not_make_it_surer(whole: Hazards) -> None:
    doubled = cox([*rossi.stretches(), *rossi.stretches()])
    assert doubled.coefficients["prio"] == pytest.approx(whole.coefficients["prio"], abs=0.01)
    assert doubled.errors["prio"] > 0.9 * whole.errors["prio"]


def test_rows_of_one_person_after_each_other_are_one_following() -> None:
    assert not cox(changing(1)).robust


def test_one_with_two_events_is_counted_robustly() -> None:
    rows = [*changing(1), *(Stretch(f"past {n}", 0, 60, False, {"now": n % 2, "age": 30.0 + n}) for n in range(6))]
    once = next(row for row in rows if row.happened)
    assert not cox(rows).robust
    assert cox([*rows, Stretch(once.person, once.stop, 40, True, {"now": 1.0, "age": 30.0})]).robust


def test_units_and_scale_of_a_covariate_do_not_matter(whole: Hazards) -> None:
    """Small groups with covariates in euros and thousands are where whole Newton steps go astray."""
    rows = [
        Stretch(r.person, 0, r.stop, r.happened, {**r.values, "age": 1e6 + 1e4 * r.values["age"]})
        for r in rossi.stretches()
    ]
    found = cox(rows)
    assert 1e4 * found.coefficients["age"] == pytest.approx(whole.coefficients["age"], abs=1e-6)
    assert found.coefficients["fin"] == pytest.approx(whole.coefficients["fin"], abs=1e-6)


def handful(seed: int) -> list[Stretch]:
    """Eight people, tied days, and a covariate of which one value lies far from the others."""
    drawn = np.random.default_rng(seed)
    told = zip(drawn.integers(1, 9, 8), drawn.random(8) < 0.6, drawn.normal(0, 1, 8) ** 3, strict=True)
    return people(*((float(day), bool(came), float(x)) for day, came, x in told))


@pytest.mark.parametrize("seed", range(25))
def test_a_handful_of_people_gives_the_highest_point_or_a_refusal(seed: int) -> None:
    """Looked up along a line, without derivatives. Refused where it lies so far off that it is none."""
    rows = handful(seed)
    first = min((row.stop for row in rows if row.happened), default=0)
    best, spread = highest(rows), np.std([row.values["x"] for row in rows if row.stop >= first])
    if best is None or abs(best) * spread > 10:
        refused(lambda: cox(rows), *SIDES)
    else:
        assert cox(rows).coefficients["x"] == pytest.approx(best, abs=1e-3)


def likelihood(rows: Sequence[Stretch], b: float) -> float:
    """Efron's partial likelihood of one covariate, as it is written in his article."""
    told = 0.0
    for day in sorted({row.stop for row in rows if row.happened}):
        risk = [exp(b * row.values["x"]) for row in rows if row.start < day <= row.stop]
        ends = [exp(b * row.values["x"]) for row in rows if row.happened and row.stop == day]
        told += sum(log(end) for end in ends)
        told -= sum(log(sum(risk) - part / len(ends) * sum(ends)) for part in range(len(ends)))
    return told


def highest(rows: Sequence[Stretch]) -> float | None:
    """Where that is highest between -30 and 30 by halving; None at an end, or where it is flat."""
    low, high = -30.0, 30.0
    if max(abs(likelihood(rows, b) - likelihood(rows, 0)) for b in (-1, 1)) < 1e-9:
        return None
    while high - low > 1e-5:
        one, other = (2 * low + high) / 3, (low + 2 * high) / 3
        low, high = (one, high) if likelihood(rows, one) < likelihood(rows, other) else (low, other)
    return None if abs(low) > 20 else low


def people(*told: tuple[float, bool, float]) -> list[Stretch]:
    return [Stretch(str(n), 0, stop, came, {"x": x}) for n, (stop, came, x) in enumerate(told)]


SIDES = "lage én hoge waarden van x", "low as well as high values of x"
DEFECTS: dict[str, tuple[Callable[[], object], str, str]] = {
    "nobody": (lambda: cox([]), "ten minste één gebeurtenis", "at least one event"),
    "no event": (lambda: cox(people((3, False, 1), (4, False, 0))), "één gebeurtenis", "at least one event"),
    "one person": (lambda: cox(people((3, True, 1))), "dat x verschilt", "that x differs"),
    "all alike": (lambda: cox(people((3, True, 1), (4, True, 1))), "dat x verschilt", "that x differs"),
    "nothing to compare": (lambda: cox([Stretch("a", 0, 3, True)]), "iets om te vergelijken", "something to compare"),
    "followed for no time": (lambda: cox([Stretch("a", 3, 3, True, {"x": 1})]), "één gebeurtenis", "one event"),
    "before time zero": (lambda: cox([Stretch("a", -1, 3, True, {"x": 1})]), "tijdstip nul", "time zero"),
    "events on one side only": (lambda: cox(people(*((n, n % 2 == 0, n % 2 == 0) for n in range(1, 30)))), *SIDES),
    "no events on one side": (lambda: cox(people(*((n, n % 2 == 1, n % 2 == 0) for n in range(1, 30)))), *SIDES),
    "one side wholly first": (lambda: cox(people(*((n, True, n < 15) for n in range(1, 30)))), *SIDES),
    "the longer the lower": (lambda: cox(people(*((n, True, 100 - n) for n in range(1, 30)))), *SIDES),
    "differs only among those gone before": (
        lambda: cox(people((1, False, 1), (5, True, 0), (6, True, 0))),
        "dat x verschilt",
        "that x differs",
    ),
    "never two at risk at once": (
        lambda: cox([Stretch("a", 0, 3, True, {"x": 1}), Stretch("b", 3, 6, True, {"x": 0})]),
        *SIDES,
    ),
    "a covariate not known of all": (
        lambda: cox([Stretch("a", 0, 3, True, {"x": 1}), Stretch("b", 0, 4, True, {"x": 0, "y": 1})]),
        "alle kenmerken van iedereen",
        "all covariates of everybody",
    ),
    "the same said twice": (
        lambda: cox([Stretch(str(n), 0, 3 + n % 7, n % 3 == 0, {"x": n % 2, "y": 3 - 2 * (n % 2)}) for n in range(40)]),
        "niet hetzelfde zeggen",
        "do not say the same",
    ),
    "a sum of the others": (
        lambda: cox(
            [Stretch(str(n), 0, 3 + n % 7, n % 3 == 0, {"x": n % 2, "y": n % 5, "z": n % 2 + n % 5}) for n in range(40)]
        ),
        "niet hetzelfde zeggen",
        "do not say the same",
    ),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_fit_that_would_be_false_is_refused(defect: str) -> None:
    refused(*DEFECTS[defect])


def test_one_event_on_each_side_is_enough_and_says_how_little_that_is() -> None:
    found = cox(people((3, True, 1), (4, True, 0), *((9, False, n % 2) for n in range(20)))).ratios["x"]
    assert found.low < 0.1
    assert found.high > 10
