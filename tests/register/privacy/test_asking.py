"""A request of the person: own words, one month, and a sentence per refusal."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.register import Refused
from inzage.register.asking import after, extend, receive, unanswered
from inzage.register.faults import DataWrong
from inzage.register.log import verify
from inzage.register.models import Entry, Record
from tests.register.ground import (
    COLLEAGUE,
    EXPERT,
    KINDS,
    LEAD,
    OFFICER,
    PLANNER,
    POLICE,
    at,
    go,
    make,
    state,
    trajectory,
)

WORDS = "Ik was die dag thuis.\nDat schreef u verkeerd op – «ik» heb het gezegd."


def asked(day: str = "2026-01-31", **data: Any) -> Record:
    said = {"right": "rectificatie", "asked_by": "betrokkene", "words": WORDS} | data
    return receive(KINDS, OFFICER, trajectory(), said, at(day))


def test_it_is_kept_in_the_person_s_own_words_with_the_day_of_the_answer() -> None:
    request = Record.objects.get(id=asked().id)
    assert request.data["words"] == WORDS
    assert request.due == date(2026, 2, 28)
    assert state(request) == "ontvangen"


def test_it_can_be_about_one_record() -> None:
    place = trajectory()
    talk = make("gesprek", trajectory=place)
    said = {"right": "rectificatie", "asked_by": "betrokkene", "words": WORDS}
    assert receive(KINDS, OFFICER, place, said, at("2026-01-31"), about=talk).about_id == talk.id


MONTHS = [
    ("2026-01-31", 1, "2026-02-28"),
    ("2024-01-31", 1, "2024-02-29"),
    ("2026-02-28", 1, "2026-03-28"),
    ("2026-12-15", 1, "2027-01-15"),
    ("2026-11-30", 3, "2027-02-28"),
]


@pytest.mark.parametrize(("day", "months", "then"), MONTHS)
def test_a_month_ends_on_the_same_day_or_the_last(day: str, months: int, then: str) -> None:
    assert after(date.fromisoformat(day), months) == date.fromisoformat(then)


@given(day=st.dates(date(2000, 1, 1), date(2100, 1, 1)), months=st.integers(1, 24))
def test_more_months_are_never_earlier_and_a_month_is_28_to_31_days(day: date, months: int) -> None:
    assert after(day, months) <= after(day, months + 1)
    assert 28 <= (after(day, 1) - day).days <= 31
    assert after(day, months).day in (day.day, 28, 29, 30)


def test_it_is_late_after_its_day_and_not_once_answered() -> None:
    request = asked()
    assert unanswered(KINDS, date(2026, 2, 28)) == []
    assert [each.id for each in unanswered(KINDS, date(2026, 3, 1))] == [request.id]
    go(request, "in_behandeling", OFFICER, established="machtiging")
    assert [each.id for each in unanswered(KINDS, date(2026, 3, 1))] == [request.id]
    go(request, "afgewezen", LEAD, ground="rechten-van-anderen", reasons="Het gaat ook over een ander.")
    assert unanswered(KINDS, date(2026, 3, 1)) == []


def test_taking_longer_has_a_reason_and_moves_the_day_once() -> None:
    request = asked()
    go(request, "in_behandeling", OFFICER, established="in-persoon")
    longer = extend(KINDS, request, LEAD, "ingewikkeld", at("2026-02-20"))
    assert (longer.due, longer.state, longer.data) == (date(2026, 4, 30), "verlengd", request.data)
    assert unanswered(KINDS, date(2026, 3, 1)) == []
    with pytest.raises(Refused):
        extend(KINDS, longer, LEAD, "ingewikkeld", at("2026-02-21"))
    assert verify() == Entry.objects.count()


def test_taking_longer_without_a_known_reason_changes_nothing() -> None:
    request = asked()
    go(request, "in_behandeling", OFFICER, established="in-persoon")
    with pytest.raises(DataWrong):
        extend(KINDS, request, LEAD, "druk", at("2026-02-20"))
    assert state(request) == "in_behandeling"
    assert Record.objects.filter(root=request.root).count() == 1


REFUSED: list[tuple[str, Any, dict[str, Any], str]] = [
    ("toegewezen", LEAD, {}, "Stel vast wie het vraagt"),
    ("afgewezen", LEAD, {"ground": "ongegrond", "reasons": "Omdat het niet kan."}, "Stel vast wie het vraagt"),
    ("in_behandeling", EXPERT, {"established": "in-persoon"}, "Alleen een toezichthouder of teamleider"),
    ("in_behandeling", POLICE, {"established": "in-persoon"}, "Alleen een toezichthouder of teamleider"),
]


@pytest.mark.parametrize(("target", "by", "details", "said"), REFUSED)
def test_a_step_that_is_not_permitted_is_refused_in_a_sentence(
    target: str, by: Any, details: dict[str, Any], said: str
) -> None:
    request = asked()
    with pytest.raises(Refused) as fault:
        go(request, target, by, **details)
    assert said in fault.value.sentence("nl")
    assert state(request) == "ontvangen"


def test_only_a_team_leader_decides_and_a_refusal_has_a_ground_and_reasons() -> None:
    request = asked()
    go(request, "in_behandeling", OFFICER, established="in-persoon")
    for by in (OFFICER, COLLEAGUE, PLANNER):
        with pytest.raises(Refused, match="team leader"):
            go(request, "toegewezen", by)
    for wrong in (
        {},
        {"ground": "ongegrond"},
        {"reasons": "Omdat het niet kan."},
        {"ground": "zin", "reasons": "x" * 12},
    ):
        with pytest.raises(DataWrong):
            go(request, "afgewezen", LEAD, **wrong)
    go(request, "toegewezen", LEAD)
    go(request, "uitgevoerd", OFFICER)
    with pytest.raises(Refused, match="new line"):
        go(request, "ingetrokken", LEAD)


@pytest.mark.parametrize(
    "wrong", [{"right": "vergeten"}, {"asked_by": "buurman"}, {"words": ""}, {"words": "x" * 4001}]
)
def test_a_request_that_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(DataWrong):
        asked(**wrong)
