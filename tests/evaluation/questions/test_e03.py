"""False alarms: only indications that were recounted tell whether they held; misses are a gap, never a figure."""

from dataclasses import replace
from datetime import date

import pytest

from inzage.evaluation import Figure, Result
from inzage.evaluation.asking import answer, cohort_of
from inzage.evaluation.catalogue import protocol
from inzage.evaluation.questions import question
from tests.evaluation.made import Made
from tests.evaluation.questions.twelve import NO, YES, twelve

PROTOCOL = protocol("E3")
QUESTION = question("E3")
DISPUTED, HELD, LAPSED = ("betwist", "2026-02-10"), ("bevestigd", "2026-03-01"), ("vervallen", "2026-03-01")


def judged(held: int, lapsed: int, waiting: int = 0, silent: int = 0, code: str = "q1") -> Made:
    """So many indications that held, lapsed, wait for a recount, or were never disputed; and one answer of none."""
    made = Made()
    check = made.check(made.condition("p1", "2026-01-01", "2026-12-31"), "2026-02-01", answers={"q9": NO})
    for many, steps in (
        (held, (DISPUTED, HELD)),
        (lapsed, (DISPUTED, LAPSED)),
        (waiting, (DISPUTED,)),
        (silent, ()),
    ):
        for _ in range(many):
            made.finding(check, "2026-02-01", code, YES, *steps)
    return made


def told(made: Made, minimum: int = 10) -> Result:
    return answer(QUESTION, replace(PROTOCOL, minimum=minimum), made.rows(), looks=1)


def figure(result: Result, code: str, group: str = "") -> Figure:
    (found,) = [each for each in result.figures if (each.code, each.group) == (code, group)]
    return found


def test_the_share_that_held_is_of_those_recounted_only() -> None:
    result = told(judged(9, 1, waiting=2, silent=88))
    found = figure(result, "held")
    assert (len(found.units), len(found.of)) == (9, 10)
    assert found.estimate and found.estimate.method == "Wilson"
    assert (found.estimate.low, found.estimate.high) == (pytest.approx(0.596, abs=5e-4), pytest.approx(0.982, abs=5e-4))
    assert (len(figure(result, "disputed").units), len(figure(result, "judged").units)) == (12, 10)
    assert result.counted == 100
    assert result.context["unit"]["many"] == {"nl": "aanwijzingen", "en": "indications"}


def test_with_nine_recounted_there_is_no_share_yet() -> None:
    result = told(judged(8, 1, silent=91))
    assert figure(result, "held").estimate is None
    assert figure(result, "judged").estimate


@pytest.mark.parametrize(("silent", "warned"), [(1, False), (2, True)])
def test_indications_that_nobody_looked_into_are_missing_outcomes(silent: int, warned: bool) -> None:
    result = told(judged(8, 2, silent=silent))
    assert ("missing_outcome" in [each.code for each in result.cautions]) is warned


def test_each_question_has_its_own_figures() -> None:
    result = told(twelve(), minimum=1)
    assert {(each.group, each.code): (len(each.units), len(each.of)) for each in result.figures} == {
        ("", "held"): (1, 2),
        ("", "disputed"): (2, 5),
        ("", "judged"): (2, 5),
        ("q1", "held"): (1, 2),
        ("q1", "disputed"): (2, 4),
        ("q1", "judged"): (2, 4),
        ("q2", "held"): (0, 0),
        ("q2", "disputed"): (0, 1),
        ("q2", "judged"): (0, 1),
    }


def test_an_indication_is_followed_until_it_was_judged_or_the_extraction() -> None:
    units = cohort_of(QUESTION, PROTOCOL, judged(1, 1, waiting=1).rows()).units
    assert [(unit.event, unit.until, unit.missing) for unit in units] == [
        ("bevestigd", date(2026, 3, 1), False),
        ("vervallen", date(2026, 3, 1), False),
        ("", date(2026, 6, 30), True),
    ]


def test_misses_are_named_as_what_cannot_be_counted() -> None:
    for made in (Made(), judged(9, 1)):
        result = told(made)
        assert "Missers zijn uit controles niet te tellen" in result.gaps[0].nl
        assert not [each for each in result.figures if "miss" in each.code]


def test_where_the_question_is_not_told_that_is_said() -> None:
    assert "Bij 10 aanwijzingen staat niet bij welke vraag" in told(judged(9, 1, code="")).gaps[1].nl
    assert len(told(judged(9, 1)).gaps) == 1
