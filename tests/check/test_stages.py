"""Low before medium before high; an answer closes what lies above it, and nothing else does."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.check import Budget
from inzage.mandate import DataClass, Level, Period, Question
from inzage.record import EntryKind
from inzage.result import AnswerKind, Reason, Status, Tally
from tests.check.scripted import TODAY, Act, Table, acts, allows, asks, by_code, coverage, opened, reads, yes

LOW, MEDIUM, HIGH = DataClass.SOFTWARE, DataClass.BROWSING, DataClass.MESSAGE_CONTENT
READERS = (reads("low", LOW), reads("medium", MEDIUM), reads("high", HIGH))
FILES = ("Users/x/low", "Users/x/medium", "Users/x/high", "Users/y/high", "Users/y/low", "Users/y/medium")
EVERY = (LOW, MEDIUM, HIGH)


def test_the_three_classes_are_of_three_levels() -> None:
    assert [one.level for one in EVERY] == [Level.LOW, Level.MEDIUM, Level.HIGH]


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Two users with a file of each level; one question that may see all of it."""
    return laid(tmp_path, asks("a", *EVERY))


def laid(root: Path, *questions: Question) -> Table:
    made = Table(root, allows(*EVERY), questions, READERS)
    made.lay(*FILES)
    return made


def in_order(table: Table) -> list[str]:
    return [reader for reader, _ in table.asked]


def test_stages_come_in_order_over_all_carriers(table: Table) -> None:
    table.lay(*FILES, ordinal=2)
    table.ways = [*table.ways, *table.ways]
    table.go()
    assert in_order(table) == ["low"] * 4 + ["medium"] * 4 + ["high"] * 4
    carriers = [facts["carrier"] for facts in table.of(EntryKind.OPENED)]
    assert carriers == [1, 1, 2, 2] * 3


STOPS: dict[str, tuple[str, list[str]]] = {
    "low": ("low", ["low", "low"]),
    "medium": ("medium", ["low", "low", "medium", "medium"]),
    "high": ("high", ["low", "low", "medium", "medium", "high", "high"]),
    "nothing": ("none", ["low", "low", "medium", "medium", "high", "high"]),
}


@pytest.mark.parametrize(("where", "read"), STOPS.values(), ids=STOPS.keys())
def test_an_indication_reads_its_own_stage_whole_and_leaves_the_higher_ones_shut(
    table: Table, where: str, read: list[str]
) -> None:
    table.said = {where: acts(a=[yes(2)])}
    found = table.go()
    assert in_order(table) == read
    assert by_code(found)["a"].verdict.tally.count == 4 * (where != "none")
    shut = [line for line in coverage(found) if line.status is Status.NOT_NEEDED]
    assert {line.reason for line in shut} <= {Reason.ANSWERED_EARLIER}
    assert len(shut) + len(read) == len(FILES)
    assert len(table.of(EntryKind.SKIPPED)) == len(shut)
    assert len({str(facts["artefact"]) for facts in table.of(EntryKind.SKIPPED)}) == len(shut)


NO_SETTLEMENT: dict[str, list[Act]] = {
    "acts of another device": [("voorbeeld", TODAY.isoformat(), "no", 9)],
    "acts of unknown origin": [("voorbeeld", TODAY.isoformat(), "unknown", 9)],
    "no act at all": [],
}


@pytest.mark.parametrize("told", NO_SETTLEMENT.values(), ids=NO_SETTLEMENT.keys())
def test_only_an_indication_closes_what_lies_above(table: Table, told: list[Act]) -> None:
    table.said = {"low": acts(a=told)}
    table.go()
    assert in_order(table)[-1] == "high"


def test_a_shared_carrier_settles_nothing(table: Table) -> None:
    table.mandate = replace(table.mandate, manner=replace(table.mandate.manner, owners=("gedeeld",)))
    table.ways = [("computer", "aangereikt", "gedeeld")]
    table.said = {"low": acts(a=[yes()])}
    found = table.go()
    assert in_order(table)[-1] == "high"
    assert by_code(found)["a"].verdict.kind is AnswerKind.NOT_ASSESSABLE


def test_a_door_that_two_questions_share_stays_open_for_the_one_that_has_no_answer(table: Table) -> None:
    table.questions = (asks("a", *EVERY), asks("b", MEDIUM))
    table.said = {"low": acts(a=[yes()]), "medium": acts(a=[yes(5)], b=[yes(1)])}
    found = table.go()
    assert table.asked == [("low", ("a",)), ("low", ("a",)), ("medium", ("b",)), ("medium", ("b",))]
    given = by_code(found)
    assert (given["a"].verdict.tally.count, given["b"].verdict.tally.count) == (2, 2)
    assert [facts["for"] for facts in table.of(EntryKind.OPENED)] == [["a"], ["a"], ["b"], ["b"]]


def test_a_question_that_no_list_gives_meaning_opens_nothing_and_is_asked_of_nothing(table: Table) -> None:
    table.questions, table.lacking = (asks("a", *EVERY), asks("b", MEDIUM)), {"a": Reason.NO_LIST}
    found = table.go()
    assert table.asked == [("medium", ("b",)), ("medium", ("b",))]
    assert by_code(found)["a"].verdict.reasons == (Reason.NO_LIST,)
    assert {"question": "a", "reason": "no_list"} in table.of(EntryKind.CLOSED)


def test_a_refused_class_is_read_for_nobody(table: Table) -> None:
    table.mandate = replace(table.mandate, manner=replace(table.mandate.manner, data_classes=(LOW, MEDIUM)))
    found = table.go()
    assert set(in_order(table)) == {"low", "medium"}
    assert [(line.reader, line.reason) for line in coverage(found) if line.status is Status.CLOSED] == [
        ("high", Reason.NOT_IN_MANDATE)
    ]


def test_outside_the_period_nothing_happens_at_all(table: Table) -> None:
    table.mandate = replace(table.mandate, period=Period(TODAY.replace(year=2025), TODAY.replace(month=10)))
    found = table.go()
    assert (table.told, table.asked, found.reads, found.carriers) == ([], [], (), ())


def test_a_budget_is_spent_on_the_low_before_the_high(table: Table) -> None:
    table.budget = Budget(artefacts=3)
    found = table.go()
    assert in_order(table) == ["low", "low", "medium"]
    over = [line.reader for line in coverage(found) if line.status is Status.OVER_BUDGET]
    assert over == ["medium", "high", "high"]
    assert by_code(found)["a"].verdict.seen == 0.5


def test_what_is_not_needed_is_not_called_over_budget(table: Table) -> None:
    table.budget, table.said = Budget(artefacts=2), {"low": acts(a=[yes()])}
    found = table.go()
    assert {line.status for line in coverage(found)} == {Status.READ, Status.NOT_NEEDED}


levels = st.sampled_from(["low", "medium", "high"])
opens = st.lists(st.sampled_from(EVERY), min_size=1, unique=True).map(tuple)
NAMES = dict(zip(EVERY, ("low", "medium", "high"), strict=True))


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from("abc"), opens, min_size=1), st.dictionaries(levels, st.integers(1, 3)))
def test_whatever_is_asked_and_found_each_artefact_is_read_once_in_order_and_counted_in_its_own_stage(
    tmp_path_factory: pytest.TempPathFactory, wanted: dict[str, tuple[DataClass, ...]], found_at: dict[str, int]
) -> None:
    table = laid(tmp_path_factory.mktemp("any"), *(asks(code, *classes) for code, classes in wanted.items()))
    table.said = {name: acts(**{code: [yes(n)] for code in wanted}) for name, n in found_at.items()}
    found = table.go()
    assert in_order(table) == sorted(in_order(table), key=["low", "medium", "high"].index)
    spots = [(line.reader, line.ordinal) for line in coverage(found) if line.ordinal]
    assert len(spots) == len(set(spots))
    for code, answer in by_code(found).items():
        stage = next((NAMES[one] for one in EVERY if one in wanted[code] and NAMES[one] in found_at), None)
        assert answer.verdict.tally.count == (2 * found_at[stage] if stage else 0)
        assert answer.verdict.tally == sum(answer.by_carrier.values(), Tally())
    assert len(opened(found)) == len(table.asked) == len(table.of(EntryKind.OPENED)) == len(table.of(EntryKind.READ))
