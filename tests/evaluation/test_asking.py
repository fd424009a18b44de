"""A question is asked by its protocol, or refused with what is needed; no figure stands without what is beside it."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from inzage.evaluation import (
    AfterExtraction,
    Cohort,
    Curve,
    Estimate,
    Estimator,
    Figure,
    Moment,
    NothingToCount,
    OutsideProtocol,
    Period,
    Protocol,
    Result,
    Rows,
    Rung,
    Step,
    Steps,
    Trend,
    Unit,
    Unsound,
)
from inzage.evaluation.answering import answered
from inzage.evaluation.asking import answer, cohort_of
from inzage.evaluation.catalogue import protocol, protocols
from inzage.evaluation.questions import Question, questions
from inzage.evaluation.selecting import beside
from inzage.evaluation.told import result_read, result_told
from inzage.words import Words
from tests.evaluation.made import Made

PILOT = protocol("pilot-50")
SAID = Words("cijfer", "figure")
HALF = Estimate(0.5, 0.2, 0.8, "m")
ZERO = date(2026, 1, 1)
UNITS = tuple(Unit(f"p{n}", ("s",), ZERO, ZERO + timedelta(30), checks=1) for n in range(12))
COHORT = Cohort(UNITS, date(2026, 6, 30), {"why": 2})
EMPTY = Rows((), (), date(2026, 6, 30))
FIGURE = Figure("f", SAID, "share", HALF, (0,), (0, 1), {"n": 2.0}, group="a")
CURVE = Curve("c", SAID, "survival", (Moment(0, 1.0, None, None, 12, 0),), (0, 1), "a")
TREND = Trend("t", SAID, "share", 0.5, (Period("2026-K1", ZERO, (0,), (0, 1), 0.5, 0.1, 0.9),), "b")
STEPS = Steps("s", SAID, (Step("one", SAID, (0, 1), "", None), Step("two", SAID, (0,), "one", HALF)), "b")

Estimate_ = Callable[[Cohort, Protocol], Result]


def asked_of(cohort: Cohort, estimate: Estimate_, *, code: str = "pilot-50") -> Question:
    return Question(code, ("controle",), lambda rows, _: replace(cohort, extracted_on=rows.extracted_on), estimate)


def giving(**parts: Any) -> Question:
    """A question whose answer is made of these parts."""
    return asked_of(COHORT, lambda cohort, protocol: answered(cohort, protocol, **parts))


ALL = giving(figures=[FIGURE], curves=[CURVE], trends=[TREND], funnels=[STEPS])


def test_an_answer_says_of_whom_when_and_by_which_version() -> None:
    told = answer(ALL, PILOT, EMPTY, looks=1)
    assert (told.protocol, told.version, told.counted, told.left_out) == ("pilot-50", 1, 12, {"why": 2})
    assert told.extracted_on == date(2026, 6, 30)
    assert told.cohort_sha256 == COHORT.sha256 == cohort_of(ALL, PILOT, EMPTY).sha256
    assert told.figures == (FIGURE,)
    assert result_read(json.loads(json.dumps(result_told(told)))) == told


def test_a_question_cannot_misstate_its_own_cohort() -> None:
    lying = asked_of(COHORT, lambda c, p: replace(answered(c, p), counted=999, cohort_sha256="x", version=7))
    told = answer(lying, PILOT, EMPTY, looks=1)
    assert (told.counted, told.cohort_sha256, told.version) == (12, COHORT.sha256, 1)


@pytest.mark.parametrize(
    ("protocol", "more", "nl"),
    [
        (PILOT, {"locked": False}, "een vergrendeld protocol"),
        (PILOT, {"looks": 0}, "blik 1 of later"),
        (protocol("E1"), {}, "het eigen protocol"),
        (PILOT, {"group": "z"}, "een van: a, b"),
        (PILOT, {"outcome": "z"}, "een van: c, f, s, t"),
        (replace(PILOT, estimators=(Estimator.COX,), looks=3), {"looks": 4}, "meer geplande blikken"),
        (replace(PILOT, estimators=(Estimator.MCNEMAR,), looks=3), {"looks": 4}, "meer geplande blikken"),
        (replace(PILOT, estimators=(Estimator.WILSON, Estimator.COX), looks=3), {"looks": 4}, "meer geplande blikken"),
        (replace(PILOT, estimators=(Estimator.STRATIFIED,), looks=3), {"looks": 4}, "meer geplande blikken"),
    ],
)
def test_what_the_protocol_does_not_ask_is_refused_with_what_is_needed(
    protocol: Protocol, more: dict[str, Any], nl: str
) -> None:
    with pytest.raises(OutsideProtocol) as refused:
        answer(ALL, protocol, EMPTY, **{"looks": 1, **more})
    assert f"Nodig is: {nl}." in refused.value.sentence("nl")
    assert "Needed is: " in refused.value.sentence("en") and "Words" not in refused.value.sentence("en")


@pytest.mark.parametrize(
    ("protocol", "looks", "warned"),
    [
        (replace(PILOT, estimators=(Estimator.COX,), looks=3), 3, False),
        (replace(PILOT, estimators=(Estimator.WILSON,), looks=3), 4, True),
        (replace(PILOT, estimators=(Estimator.WILSON, Estimator.COX), looks=3), 3, False),
        (PILOT, 10_000, False),
    ],
)
def test_who_only_describes_may_look_on_and_is_warned(protocol: Protocol, looks: int, warned: bool) -> None:
    told = answer(ALL, protocol, EMPTY, looks=looks)
    assert ("more_looks" in [each.code for each in told.cautions]) is warned


def test_only_one_group_or_one_outcome_is_shown_when_that_is_asked() -> None:
    of_a = answer(ALL, PILOT, EMPTY, looks=1, group="a")
    assert (of_a.figures, of_a.curves, of_a.trends, of_a.funnels) == ((FIGURE,), (CURVE,), (), ())
    one = answer(ALL, PILOT, EMPTY, looks=1, outcome="t")
    assert (one.figures, one.curves, one.trends, one.funnels) == ((), (), (TREND,), ())
    assert one.counted == 12


def test_below_the_minimum_there_are_counts_and_nothing_drawn_from_them() -> None:
    few = answer(ALL, replace(PILOT, minimum=13), EMPTY, looks=1)
    assert few.figures == (replace(FIGURE, estimate=None),)
    assert few.curves == ()
    assert few.trends[0].centre is None
    assert few.trends[0].periods == (Period("2026-K1", ZERO, (0,), (0, 1), None, None, None),)
    assert [step.share for step in few.funnels[0].steps] == [None, None]
    assert [step.units for step in few.funnels[0].steps] == [(0, 1), (0,)]
    assert few.cautions[0].code == "below_minimum"
    assert answer(ALL, replace(PILOT, minimum=12), EMPTY, looks=1).figures == (FIGURE,)


def test_a_method_that_has_too_little_says_so_and_only_how_many_there_are() -> None:
    def cannot(_: Cohort, __: Protocol) -> Result:
        raise NothingToCount(method="Cox", needed=Words("een gebeurtenis", "an event"))

    told = answer(asked_of(COHORT, cannot), PILOT, EMPTY, looks=1)
    assert (told.counted, told.figures) == (12, ())
    assert "een gebeurtenis" in told.notes[0].nl and "an event" in told.notes[0].en


BESIDE = beside(UNITS)
EFFECT = Figure("e", SAID, "ratio", HALF, extra=BESIDE, effect=True)


@pytest.mark.parametrize("lacking", sorted(BESIDE))
def test_an_effect_without_its_detection_is_a_defect_of_the_question(lacking: str) -> None:
    bare = replace(EFFECT, extra={name: value for name, value in BESIDE.items() if name != lacking})
    with pytest.raises(Unsound, match=rf"figure e lacks {lacking} and is not shown"):
        answer(giving(figures=[bare]), PILOT, EMPTY, looks=1)
    assert answer(giving(figures=[EFFECT]), PILOT, EMPTY, looks=1).figures == (EFFECT,)


@pytest.mark.parametrize("lacking", sorted(BESIDE))
def test_so_is_any_figure_of_re_offending(lacking: str) -> None:
    recidivism = replace(PILOT, rung=Rung.RECIDIVISM)
    bare = Figure("r", SAID, "share", HALF, extra={name: 1.0 for name in BESIDE if name != lacking})
    with pytest.raises(Unsound, match=lacking):
        answer(giving(figures=[bare]), recidivism, EMPTY, looks=1)
    with pytest.raises(Unsound, match=lacking):  # also below the minimum, as a count
        answer(giving(figures=[bare]), replace(recidivism, minimum=13), EMPTY, looks=1)
    assert answer(giving(figures=[bare]), PILOT, EMPTY, looks=1).figures == (bare,)


def test_an_effect_without_any_bound_is_a_defect() -> None:
    unbounded = replace(EFFECT, estimate=Estimate(0.5, None, None, "m"))
    with pytest.raises(Unsound, match="an interval"):
        answer(giving(figures=[unbounded]), PILOT, EMPTY, looks=1)
    one_side = replace(EFFECT, estimate=Estimate(0.5, 0.1, None, "m"))
    assert answer(giving(figures=[one_side]), PILOT, EMPTY, looks=1).figures == (one_side,)


def test_a_curve_of_who_stayed_is_no_answer_where_people_can_leave() -> None:
    leaving = replace(PILOT, competing=("detentie",), follow_up_days=730)
    with pytest.raises(Unsound, match="Aalen"):
        answer(giving(curves=[CURVE]), leaving, EMPTY, looks=1)
    incidence = replace(CURVE, form="incidence")
    assert answer(giving(curves=[incidence]), leaving, EMPTY, looks=1).curves == (incidence,)


@pytest.mark.parametrize(
    "part",
    [
        {"figures": [replace(FIGURE, units=(12,))]},
        {"figures": [replace(FIGURE, of=(-1,))]},
        {"curves": [replace(CURVE, of=(12,))]},
        {"trends": [replace(TREND, periods=(replace(TREND.periods[0], of=(12,)),))]},
        {"funnels": [replace(STEPS, steps=(replace(STEPS.steps[0], units=(12,)),))]},
    ],
)
def test_a_figure_that_leads_to_nobody_is_a_defect(part: dict[str, Any]) -> None:
    with pytest.raises(Unsound, match="its rows"):
        answer(giving(**part), PILOT, EMPTY, looks=1)


def made(extracted_on: str) -> Rows:
    rows = Made()
    rows.record("controle", "p1", "2026-03-01", [("gepland", "2026-03-01"), ("onderweg", "2026-04-01")])
    return rows.rows(extracted_on)


@pytest.mark.parametrize(
    ("extracted_on", "late"), [("2026-04-01", 0), ("2026-03-31", 2), ("2026-03-01", 2), ("2026-02-28", 3)]
)
def test_no_row_is_from_after_the_extraction(extracted_on: str, late: int) -> None:
    """An event, a span that begins later, and a span that is told to have ended later."""
    if not late:
        assert answer(ALL, PILOT, made(extracted_on), looks=1).counted == 12
        return
    with pytest.raises(AfterExtraction) as refused:
        cohort_of(ALL, PILOT, made(extracted_on))
    assert refused.value.facts == {"rows": late, "extracted_on": extracted_on}


def test_a_question_is_given_no_other_kind_than_it_names() -> None:
    seen: list[Rows] = []

    def select(rows: Rows, _: Protocol) -> Cohort:
        seen.append(rows)
        return COHORT

    rows = Made()
    rows.record("controle@2", "p1", "2026-03-01", [("gepland", "2026-03-01")])
    rows.supervision("p1", "2026-01-01")
    cohort_of(Question("pilot-50", ("controle",), select, ALL.estimate), PILOT, rows.rows())
    assert [event.kind for event in seen[0].events] == ["controle@2"]
    assert [span.kind for span in seen[0].spans] == ["controle@2"]


@pytest.mark.parametrize("code", sorted(protocols()))
def test_every_question_answers_nothing_with_sense(code: str) -> None:
    """No rows at all: a whole result, a warning, and no estimate anywhere."""
    told = answer(questions()[code], protocol(code), EMPTY, looks=1)
    assert told.counted == 0
    assert "below_minimum" in [each.code for each in told.cautions]
    assert not [figure.code for figure in told.figures if figure.estimate]
    assert result_read(json.loads(json.dumps(result_told(told)))) == told
