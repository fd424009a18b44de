"""The one point of permission: a table with near misses, and what can never happen."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.mandate import (
    NEVER,
    Condition,
    DataClass,
    Mandate,
    Period,
    Permit,
    Question,
    Refusal,
    RefusalReason,
)
from inzage.mandate.catalogue import blocks, questions_of
from inzage.mandate.decide import decide
from tests.mandate.made import TODAY, a_mandate, a_validation, mandates

VISITED = Question("q", "ZO-1", "visits_listed_place", (DataClass.BROWSING, DataClass.DOWNLOADS), (), None, "?", "?")
R = RefusalReason


def opened(*classes: DataClass, **changes: object) -> Mandate:
    base = a_mandate(**changes)
    return replace(base, manner=replace(base.manner, data_classes=classes))


BOTH = (DataClass.BROWSING, DataClass.DOWNLOADS)


@pytest.mark.parametrize(
    ("mandate", "data_class", "on", "reason"),
    [
        (opened(*BOTH), DataClass.BROWSING, TODAY, None),
        (opened(*BOTH), DataClass.DOWNLOADS, TODAY, None),
        (opened(DataClass.BROWSING), DataClass.DOWNLOADS, TODAY, R.NOT_IN_MANDATE),
        (opened(), DataClass.BROWSING, TODAY, R.NOT_IN_MANDATE),
        (opened(*DataClass), DataClass.SEARCHES, TODAY, R.NOT_FOR_QUESTION),
        (opened(*DataClass), DataClass.MESSAGE_CONTENT, TODAY, R.NOT_FOR_QUESTION),
        (opened(*BOTH, conditions=()), DataClass.BROWSING, TODAY, R.NO_CONDITION),
        (opened(*BOTH, conditions=(Condition("ZO-2", 1),)), DataClass.BROWSING, TODAY, R.NO_CONDITION),
        (opened(*BOTH, conditions=(Condition("ZO-10", 1),)), DataClass.BROWSING, TODAY, R.NO_CONDITION),
        (opened(*BOTH), DataClass.BROWSING, date(2025, 12, 31), R.OUT_OF_PERIOD),
        (opened(*BOTH), DataClass.BROWSING, date(2026, 1, 1), None),
        (opened(*BOTH), DataClass.BROWSING, date(2027, 12, 31), None),
        (opened(*BOTH), DataClass.BROWSING, date(2028, 1, 1), R.OUT_OF_PERIOD),
        (opened(*BOTH, period=NEVER), DataClass.BROWSING, TODAY, R.OUT_OF_PERIOD),
        (opened(*BOTH, period=NEVER), DataClass.BROWSING, date.max, R.OUT_OF_PERIOD),
        (opened(*BOTH, period=NEVER), DataClass.BROWSING, date.min, R.OUT_OF_PERIOD),
        (opened(*BOTH, period=Period(TODAY, TODAY)), DataClass.BROWSING, TODAY, None),
        (opened(*BOTH, period=Period(TODAY, TODAY)), DataClass.BROWSING, TODAY + timedelta(1), R.OUT_OF_PERIOD),
    ],
)
def test_each_refusal_has_its_own_reason(
    mandate: Mandate, data_class: DataClass, on: date, reason: RefusalReason | None
) -> None:
    decision = decide(mandate, data_class, VISITED, on)
    assert decision == (Refusal("q", data_class, reason) if reason else Permit("q", data_class))


@pytest.mark.parametrize("data_class", list(DataClass))
def test_every_door_is_decided_by_mandate_and_question_alone(data_class: DataClass) -> None:
    for allowed in DataClass:
        decision = decide(opened(allowed), data_class, VISITED, TODAY)
        assert isinstance(decision, Permit) == (data_class == allowed and data_class in VISITED.opens)


def test_the_first_reason_that_holds_is_given() -> None:
    nothing = opened(conditions=(), period=NEVER)
    assert decide(nothing, DataClass.MESSAGE_CONTENT, VISITED, TODAY) == Refusal(
        "q", DataClass.MESSAGE_CONTENT, R.NO_CONDITION
    )


every_question = [question for block in blocks() for question in block.questions]


@given(mandates(), st.sampled_from(every_question), st.sampled_from(list(DataClass)), st.dates())
def test_no_door_opens_that_mandate_question_or_period_keeps_shut(
    mandate: Mandate, question: Question, data_class: DataClass, on: date
) -> None:
    decision = decide(mandate, data_class, question, on)
    may = (
        data_class in mandate.manner.data_classes
        and data_class in question.opens
        and mandate.period.first <= on <= mandate.period.last
        and question.block in {condition.block for condition in mandate.conditions}
    )
    assert isinstance(decision, Permit) == may
    assert (decision.question, decision.data_class) == (question.code, data_class)


@given(mandates(), st.sampled_from(every_question), st.sampled_from(list(DataClass)), st.dates())
def test_a_mandate_without_conditions_permits_nothing(
    mandate: Mandate, question: Question, data_class: DataClass, on: date
) -> None:
    assert isinstance(decide(replace(mandate, conditions=()), data_class, question, on), Refusal)


def test_a_validation_mandate_has_no_privilege_here() -> None:
    assert isinstance(decide(a_validation(conditions=()), DataClass.BROWSING, VISITED, TODAY), Refusal)


def test_the_same_question_gets_the_same_decision() -> None:
    mandate = a_mandate()
    (question,) = questions_of(mandate)
    assert {decide(mandate, DataClass.BROWSING, question, TODAY) for _ in range(3)} == {
        Permit("listed_places_visited", DataClass.BROWSING)
    }
