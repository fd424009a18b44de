"""The door of content opens for a question that asks what was said, where the court opened it, and for no other."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from inzage.check.plan import ListsAtHand, make_plan
from inzage.indicators import all_indicators
from inzage.mandate import DataClass, Mandate, Question, RefusalReason
from inzage.observations import Call, Contact, Message, MessageText, Visit
from inzage.readers import all_readers

TODAY = date(2026, 11, 21)
LISTS = ListsAtHand({"places": (("list", "3"),)}, {})
METADATA, CONTENT = DataClass.MESSAGE_METADATA, DataClass.MESSAGE_CONTENT
BY_NAME = {reader.name: reader for reader in all_readers()}
TEXTS = {reader.name for reader in all_readers() if MessageText in reader.yields}
MESSAGES = {reader.name for reader in all_readers() if Message in reader.yields}

Doors = Callable[..., set[str]]


@pytest.fixture
def doors(opening: Callable[..., Mandate], a_question: Question) -> Doors:
    """The readers that open: for what the mandate permits, what the question may need, and what it counts."""

    def opened(permitted: tuple[DataClass, ...], needed: tuple[DataClass, ...], counts: tuple[type, ...]) -> set[str]:
        question = replace(a_question, opens=needed)
        observes = {question.indicator: counts}
        plan = make_plan(opening(*permitted), None, [question], all_readers(), LISTS, on=TODAY, observes=observes)
        assert {door.data_class for door in plan.doors} <= set(permitted) & set(needed)
        return {door.reader for door in plan.doors}

    return opened


@pytest.mark.parametrize(
    ("permitted", "needed", "counts", "opened"),
    [
        ((CONTENT,), (CONTENT,), (MessageText,), TEXTS),
        ((METADATA, CONTENT), (METADATA, CONTENT), (MessageText,), TEXTS),
        ((METADATA, CONTENT), (METADATA, CONTENT), (Message,), MESSAGES),
        ((METADATA, CONTENT), (METADATA, CONTENT), (Message, MessageText), MESSAGES | TEXTS),
        ((METADATA,), (METADATA, CONTENT), (Message, MessageText), MESSAGES),
        ((METADATA, CONTENT), (METADATA,), (Message, MessageText), MESSAGES),
        ((METADATA,), (METADATA, CONTENT), (MessageText,), set()),
        ((CONTENT,), (METADATA, CONTENT), (Message,), set()),
        ((CONTENT,), (CONTENT,), (Message, Call, Contact, Visit), set()),
        ((METADATA, CONTENT), (METADATA, CONTENT), (Visit,), set()),
        ((), (METADATA, CONTENT), (Message, MessageText), set()),
    ],
)
def test_a_reader_of_content_opens_for_what_was_said_alone(
    doors: Doors,
    permitted: tuple[DataClass, ...],
    needed: tuple[DataClass, ...],
    counts: tuple[type, ...],
    opened: set[str],
) -> None:
    assert doors(permitted, needed, counts) == opened


def test_the_two_sides_share_no_reader() -> None:
    assert len(TEXTS) >= 12
    assert TEXTS.isdisjoint(MESSAGES)
    assert {BY_NAME[name].opens for name in TEXTS} == {CONTENT}
    assert {BY_NAME[name].opens for name in MESSAGES} == {METADATA}


def test_whatever_else_is_open_no_text_is_read_while_content_is_shut(doors: Doors) -> None:
    others = tuple(one for one in DataClass if one is not CONTENT)
    for counts in itertools.chain([(MessageText,)], ((Message, MessageText, kind) for kind in (Call, Contact, Visit))):
        assert doors(others, tuple(DataClass), counts).isdisjoint(TEXTS)


def test_what_stays_shut_is_refused_with_a_reason(opening: Callable[..., Mandate], a_question: Question) -> None:
    question = replace(a_question, opens=(METADATA, CONTENT))
    plan = make_plan(opening(METADATA), None, [question], all_readers(), LISTS, on=TODAY)
    assert [(one.data_class, one.reason) for one in plan.refusals] == [(CONTENT, RefusalReason.NOT_IN_MANDATE)]


@pytest.mark.parametrize("one", all_indicators(), ids=lambda one: one.name)
def test_each_indicator_there_is_opens_texts_only_if_it_counts_them(doors: Doors, one: object) -> None:
    observes = one.observes  # type: ignore[attr-defined]
    opened = doors(tuple(DataClass), tuple(DataClass), observes)
    assert (opened >= TEXTS) if MessageText in observes else TEXTS.isdisjoint(opened)
