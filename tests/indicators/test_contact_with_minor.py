"""Signs that come together in one conversation; no sign alone, and nothing while the content stays shut."""

import dataclasses
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from inzage.indicators import Evidence
from inzage.indicators.contact_with_minor import ContactWithMinor
from inzage.mandate import DataClass
from inzage.observations import MessageText
from inzage.result import AnswerKind, Coverage, Reason, Status
from tests.indicators.acts import IN, OUT, contact, counted, labels, said
from tests.indicators.evidence import evidence, tally
from tests.indicators.lookups import Table

LEXICON = [Table({"term a": "class-a"})]
NIGHT = datetime(2026, 10, 5, 21, 0, tzinfo=UTC)
DAY = datetime(2026, 10, 5, 10, 0, tzinfo=UTC)


def talk(
    *,
    age: str = "ik ben 14",
    term: str = "term a",
    night: bool = True,
    days: int = 3,
    filler: int = 6,
    by: str = "anna",
) -> list[MessageText]:
    """A conversation with all three signs: each can be taken away."""
    start = NIGHT if night else DAY
    made = [said(age, IN, by=by, at=DAY), said(term, OUT, by=by, at=DAY)]
    made += [said("goedemorgen", OUT, by=by, at=start + timedelta(days=day)) for day in range(days)]
    return made + [said("hallo", IN, by=by, at=DAY) for _ in range(filler)]


def found(parameters: dict[str, object] | None = None, lookups: Any = LEXICON) -> ContactWithMinor:
    return ContactWithMinor(lookups, parameters or {})


@pytest.mark.parametrize(
    ("conversation", "counts"),
    [
        (talk(), ["three_signs"]),
        (talk(term="het weer"), ["two_signs"]),
        (talk(night=False), ["two_signs"]),
        (talk(days=2, filler=7), ["two_signs"]),
        # no sign alone, and none without the statement of age
        (talk(term="het weer", night=False), []),
        (talk(age="ik ben moe"), []),
        (talk(age="ik ben 18"), []),
        (talk(age="mijn zus is 14"), []),
        # too few messages
        (talk(filler=2), []),
    ],
)
def test_signs_count_only_together(conversation: list[MessageText], counts: list[str]) -> None:
    assert labels(found(), conversation) == counts


def test_an_age_that_the_person_states_himself_is_no_sign() -> None:
    mine = [dataclasses.replace(one, direction=OUT) for one in talk()]
    assert labels(found(), mine) == []


def test_words_of_the_list_that_the_other_wrote_are_no_sign() -> None:
    conversation = [*talk(term="het weer", night=False), *[said("term a", IN, at=DAY)] * 3]
    assert labels(found(), conversation) == []


def test_signs_of_two_conversations_do_not_add_up() -> None:
    one, other = talk(term="het weer", night=False), talk(age="ik ben moe", by="bert")
    assert labels(found(), [*one, *other]) == []


def test_every_conversation_counts_once_at_its_last_message() -> None:
    acts = counted(found(), [*talk(), *talk(), *talk(by="bert")])
    assert [(label, at) for label, at, _ in acts] == [("three_signs", NIGHT + timedelta(days=2))] * 2


def test_groups_and_nobody_hold_no_conversation() -> None:
    group = [dataclasses.replace(one, in_group=True) for one in talk()]
    assert labels(found(), group) == []
    assert labels(found(), talk(by="")) == []


def test_without_a_list_two_families_are_left() -> None:
    assert labels(found(lookups=()), talk()) == ["two_signs"]
    assert labels(found({"k": 3}, lookups=()), talk()) == []


@pytest.mark.parametrize(
    ("parameters", "counts"),
    [
        ({"k": 3}, ["three_signs"]),
        ({"k": 1}, ["three_signs"]),
        ({"leeftijd": 14}, []),
        ({"leeftijd": 15}, ["three_signs"]),
        ({"minimum": 12}, []),
        ({"minimum": 11}, ["three_signs"]),
        ({"dagen": 4}, ["two_signs"]),
    ],
)
def test_what_the_condition_fills_in(parameters: dict[str, object], counts: list[str]) -> None:
    assert labels(found(parameters), talk()) == counts


def test_one_sign_is_never_enough_whatever_the_condition_says() -> None:
    assert labels(found({"k": 1}), talk(term="het weer", night=False)) == []


@pytest.mark.parametrize(("age", "counts"), [(17, ["declared_age"]), (18, []), (None, []), (1, ["declared_age"])])
def test_a_declared_age_is_named(age: int | None, counts: list[str]) -> None:
    assert labels(found(), [contact(age=age)]) == counts


def judged(label: str, status: Status | None) -> tuple[AnswerKind, tuple[Reason, ...]]:
    """The answer where the content was (not) open and acts of this class were counted."""
    given: Evidence = evidence(covered="main:read")
    lines = [Coverage("texts", 1, 0, 0, DataClass.MESSAGE_CONTENT, status)] if status else []
    given = dataclasses.replace(given, coverage=[*given.coverage, *lines], from_own=tally("y", label))
    verdict = ContactWithMinor.judge(given)
    return verdict.kind, verdict.reasons


def test_a_declared_age_alone_is_never_an_indication() -> None:
    assert judged("declared_age", Status.READ) == (AnswerKind.NO_INDICATION, ())
    assert judged("declared_age", None)[0] is AnswerKind.NO_INDICATION


def test_while_the_content_is_shut_the_question_cannot_be_answered() -> None:
    assert judged("declared_age", Status.CLOSED) == (AnswerKind.NOT_ASSESSABLE, (Reason.CONTENT_CLOSED,))


def test_signs_together_are_an_indication() -> None:
    assert judged("two_signs", Status.READ) == (AnswerKind.INDICATION, ())
