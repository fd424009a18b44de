"""From coverage and counts to an answer: which lines concern a question, and what its kind rests on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from inzage.check import Plan
from inzage.check.answers import Read, answer, settled
from inzage.check.plan import ListsAtHand, make_plan
from inzage.indicators import all_indicators
from inzage.mandate import DataClass, Mandate, Question
from inzage.observations import OnThisDevice
from inzage.readers import Reader
from inzage.result import AnswerKind, Coverage, Reason, Status, Tally

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
YES, NO, UNKNOWN = OnThisDevice.YES, OnThisDevice.NO, OnThisDevice.UNKNOWN
INDICATORS = {made.name: made for made in all_indicators()}


@pytest.fixture
def plan(a_mandate: Mandate, a_question: Question, a_reader: Callable[..., Reader]) -> Plan:
    return make_plan(
        a_mandate,
        None,
        [a_question],
        [a_reader("history"), a_reader("words", DataClass.SEARCHES)],
        ListsAtHand({"places": (("list", "1"),)}, {}),
        on=date(2026, 11, 21),
    )


def read(
    *acts: OnThisDevice,
    status: Status = Status.READ,
    carrier: int = 1,
    reader: str = "history",
    covers: tuple[date, date] | None = (date(2026, 1, 1), date(2026, 11, 21)),
) -> Read:
    data_class = DataClass.BROWSING if reader == "history" else DataClass.SEARCHES
    line = Coverage(reader, 1, carrier, 0, data_class, status, covers=covers)
    return Read(line, 100, {"places": Tally.of(("A", NOW, origin) for origin in acts)})


def asked(plan: Plan, question: Question, reads: list[Read], family: str = "browser_history", **owners: Any) -> Any:
    readers = {
        "history": Reader("history", DataClass.BROWSING, family, (), (), (), False, _none, ""),
        "words": Reader("words", DataClass.SEARCHES, "search_history", (), (), (), False, _none, ""),
    }
    return answer(
        question,
        plan,
        reads,
        owners={int(name[1:]): owner for name, owner in owners.items()},
        readers=readers,
        indicator=INDICATORS[question.indicator],
        lists=(),
    )


def _none(*_: object) -> Any:
    return iter(())


TABLE: dict[str, tuple[list[Read], dict[str, str], AnswerKind, set[Reason]]] = {
    "acts here": ([read(YES, YES)], {}, AnswerKind.INDICATION, set()),
    "no acts": ([read()], {}, AnswerKind.NO_INDICATION, set()),
    "acts of another device": ([read(NO)], {}, AnswerKind.NO_INDICATION, {Reason.OTHER_DEVICE}),
    "acts of unknown origin": ([read(UNKNOWN)], {}, AnswerKind.NOT_ASSESSABLE, {Reason.ORIGIN_UNKNOWN}),
    "acts on a shared carrier": ([read(YES)], {"c1": "gedeeld"}, AnswerKind.NOT_ASSESSABLE, {Reason.SHARED_PROFILE}),
    "shared, and own besides": (
        [read(YES), read(YES, carrier=2)], {"c1": "gedeeld", "c2": "betrokkene"}, AnswerKind.INDICATION, set(),
    ),
    "nothing was there": ([read(status=Status.ABSENT)], {}, AnswerKind.NOT_ASSESSABLE, {Reason.NO_SOURCE}),
    "unreadable": ([read(status=Status.UNREADABLE)], {}, AnswerKind.NOT_ASSESSABLE, {Reason.SOURCE_UNREADABLE}),
    "closed": ([read(status=Status.CLOSED)], {}, AnswerKind.NOT_ASSESSABLE, {Reason.SOURCE_CLOSED}),
    "acts of a reader of another question": ([read(), read(YES, reader="words")], {}, AnswerKind.NO_INDICATION, set()),
    "a history that starts in the window": (
        [read(covers=(date(2026, 11, 1), date(2026, 11, 21)))], {}, AnswerKind.NO_INDICATION, {Reason.HISTORY_SHORT},
    ),
    "a history of just the window": (
        [read(covers=(date(2026, 8, 24), date(2026, 11, 21)))], {}, AnswerKind.NO_INDICATION, set(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("row", TABLE.values(), ids=TABLE.keys())
def test_answers(
    plan: Plan, a_question: Question, row: tuple[list[Read], dict[str, str], AnswerKind, set[Reason]]
) -> None:
    reads, owners, kind, reasons = row
    found = asked(plan, a_question, reads, **owners)
    assert found.verdict.kind is kind
    assert reasons <= set(found.verdict.reasons)


@pytest.mark.parametrize("covers", [None, (date(2026, 11, 1), date(2026, 11, 21))], ids=["nothing", "since November"])
@pytest.mark.parametrize(
    ("family", "short"),
    [("browser_history", True), ("program_use", True), ("software", False), ("connected_devices", False)],
)
def test_a_list_of_what_is_there_is_no_short_history(
    plan: Plan, a_question: Question, family: str, short: bool, covers: tuple[date, date] | None
) -> None:
    found = asked(plan, replace(a_question, requires=(family,)), [read(covers=covers)], family)
    assert (Reason.HISTORY_SHORT in found.verdict.reasons) is short


def test_only_an_indication_settles(plan: Plan, a_question: Question) -> None:
    assert settled(asked(plan, a_question, [read(YES)]))
    assert not settled(asked(plan, a_question, [read(UNKNOWN)]))
    assert not settled(asked(plan, a_question, [read()]))


def test_what_an_answer_rests_on_is_split_by_carrier(plan: Plan, a_question: Question) -> None:
    found = asked(plan, a_question, [read(YES, NO), read(YES, YES, carrier=2)])
    assert {carrier: tally.count for carrier, tally in found.by_carrier.items()} == {1: 1, 2: 2}
    assert found.verdict.tally.count == 3
    assert found.all_acts.count == 4


def test_a_moot_question_says_why(plan: Plan, a_question: Question) -> None:
    moot = replace(plan, doors=(), moot={"places": Reason.STALE_LIST})
    found = asked(moot, a_question, [])
    assert (found.verdict.kind, Reason.STALE_LIST in found.verdict.reasons) == (AnswerKind.NOT_ASSESSABLE, True)
