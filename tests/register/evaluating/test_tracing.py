"""From a figure back to its rows, also after something was erased, and with other rows written since."""

from typing import Any

import pytest

from inzage.register.evaluating.looking import digest_of, result_of
from inzage.register.evaluating.tracing import Trace, again, trace
from inzage.register.faults import Refused
from inzage.register.models import Record
from inzage.register.values import Actor, Role
from tests.register.evaluating.asked import checked, looked, question, three
from tests.register.evaluating.conftest import KINDS_SEEN
from tests.register.ground import BY, EVALUATOR, KINDS, LEAD, OFFICER, go


def traced(about: Record, seen: Record, *, side: str = "units", by: Actor = EVALUATOR) -> Trace:
    (figure,) = result_of(seen).figures
    return trace(again(KINDS, about, seen, by), seen, getattr(figure, side))


def test_a_figure_leads_to_the_records_that_it_counts() -> None:
    about, done = question(), three()
    seen = looked(about)
    found = traced(about, seen)
    assert found.same and not found.gone and not found.version
    assert [line.unit.sources for line in found.lines] == [(str(done[1].root),)]
    among = traced(about, seen, side="of")
    assert {line.unit.sources[0] for line in among.lines} == {str(each.root) for each in done}


def test_what_came_later_does_not_enter_an_old_look() -> None:
    about, done = question(), three()
    seen = looked(about)
    checked("P-0007", indication=True)
    go(done[2], "beoordeeld", OFFICER, "2026-02-10")
    assert traced(about, seen).same
    assert len(traced(about, looked(about)).lines) == 2


def without(cohort: Any, *places: int) -> Any:
    """The cohort as it is after records were erased."""
    from dataclasses import replace  # noqa: PLC0415

    return replace(cohort, units=tuple(unit for n, unit in enumerate(cohort.units) if n not in places))


def test_what_was_erased_is_missed_and_the_rest_is_still_found_at_its_place() -> None:
    about = question()
    three()
    seen = looked(about)
    cohort = again(KINDS, about, seen, EVALUATOR)
    found = trace(without(cohort, 0), seen, (0, 1, 2))
    assert not found.same
    assert found.gone == (0,)
    assert [(line.place, line.unit) for line in found.lines] == [(1, cohort.units[1]), (2, cohort.units[2])]


def test_of_units_that_are_alike_as_many_are_found_as_there_are() -> None:
    about = question()
    three()
    seen = looked(about)
    cohort = again(KINDS, about, seen, EVALUATOR)
    from dataclasses import replace  # noqa: PLC0415

    alike = replace(cohort, units=(cohort.units[0],) * 2)
    seen.data["units"] = [digest_of(cohort.units[0])] * 3
    found = trace(alike, seen, (0, 1, 2))
    assert ([line.place for line in found.lines], found.gone) == ([0, 1], (2,))


def test_another_version_of_the_program_is_named() -> None:
    about = question()
    seen = looked(about)
    seen.data["code_version"] = "inzage-0.0.1"
    assert traced(about, seen).version == "inzage-0.0.1"


def test_a_team_leader_sees_the_same_rows_and_who_may_not_see_a_kind_sees_none() -> None:
    about = question()
    three()
    seen = looked(about)
    assert traced(about, seen, by=LEAD) == traced(about, seen)
    assert "gedraging" in KINDS_SEEN
    with pytest.raises(Refused, match="may not see all kinds"):
        traced(about, seen, by=BY[Role.PLANNER])
