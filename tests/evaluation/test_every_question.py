"""Every question on one invented service: below its minimum nothing is drawn, and each figure counts its own rows."""

from dataclasses import replace
from datetime import date

import pytest

from inzage.evaluation import Cohort, Result, Rows
from inzage.evaluation.asking import BESIDE, answer, cohort_of
from inzage.evaluation.catalogue import protocol, protocols
from inzage.evaluation.invented import rows
from inzage.evaluation.questions import question

ON = date(2026, 11, 1)
CODES = list(protocols())
NEVER = 10**6
"""A minimum that nobody reaches."""
SETS_APART = ("partieel gepoold", "Aalen", "totalen")
"""Methods of a share that is not that of its units."""


@pytest.fixture(scope="module")
def seen() -> Rows:
    return rows(50, checks=50, supervisions=165, on=ON)


def asked(code: str, seen: Rows, minimum: int | None = None) -> tuple[Cohort, Result]:
    found = protocol(code)
    found = replace(found, minimum=minimum, fixed_sample=None) if minimum else found
    return cohort_of(question(code), found, seen), answer(question(code), found, seen, looks=1)


@pytest.mark.parametrize("code", CODES)
def test_below_the_minimum_nothing_that_is_drawn_from_the_rows_is_left(code: str, seen: Rows) -> None:
    """A p value beside a figure tells of its difference as well as the figure itself."""
    _, told = asked(code, seen, NEVER)
    assert told.counted and told.figures
    assert not told.curves and not [each.code for each in told.figures if each.estimate]
    beside = {name for each in told.figures for name in each.extra}
    assert {name for name in beside if name not in BESIDE and not name.startswith("checks_per_person_month")} == set()
    assert not [each for trend in told.trends for each in (trend.centre, *(one.value for one in trend.periods)) if each]
    assert not [step for each in told.funnels for step in each.steps if step.share]


@pytest.mark.parametrize("code", CODES)
def test_every_figure_counts_the_rows_to_which_it_leads(code: str, seen: Rows) -> None:
    cohort, told = asked(code, seen)
    there = set(range(len(cohort.units)))
    assert told.counted == len(there)
    named = [(each.code, each.group) for each in told.figures]
    assert len(set(named)) == len(named), "a link would lead to another figure's rows"
    for each in told.figures:
        assert set(each.units) <= there and set(each.of) <= there, each.code
        assert len(set(each.units)) == len(each.units) and len(set(each.of)) == len(each.of), each.code
        if each.of and not each.effect:
            assert set(each.units) <= set(each.of), each.code
        own = each.estimate and each.measure == "share" and each.of and not each.effect
        if own and not any(word in str(each.estimate.method) for word in SETS_APART):
            assert each.estimate.value == pytest.approx(len(each.units) / len(each.of)), each.code
