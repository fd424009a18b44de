"""Two checks side by side: every difference named with what may lie behind it, and no trend from a changed tool."""

import copy
import dataclasses
from pathlib import Path
from typing import Any

import pytest

from inzage.check.compare import AnswerMove, CasesOfTwoPersons, Cause, Comparison, Ground, Move, SourceMove, compare
from inzage.mandate.codec import mandate_payload
from inzage.record.reading import Case
from inzage.signing import PayloadType
from inzage.signing.dsse import sign
from inzage.signing.keys import PrivateKey
from tests.mandate.made import a_mandate

KEY, OTHER_KEY = PrivateKey.generate(), PrivateKey.generate()


def an_answer(kind: str = "no_indication", count: int = 0, question: str = "q", version: str = "1") -> dict[str, Any]:
    return {"question": question, "answer": kind, "count": count, "lists": [{"name": "l", "version": version}]}


def a_line(reader: str = "r", status: str = "read", first: str | None = None) -> dict[str, Any]:
    covers = {"first": first, "last": "2026-12-01"} if first else None
    return {"reader": reader, "status": status, "covers": covers}


def result(**changed: Any) -> dict[str, Any]:
    told: dict[str, Any] = {
        "answers": [an_answer()],
        "carriers": [{"key": "a"}],
        "coverage": [a_line()],
        "instrument": {"engine_sha256": "e"},
        "mandate_sha256": "m",
        "method_version": "1",
        "status": "done",
        "window": {"from": "2026-06-01", "to": "2026-08-31"},
    }
    return told | changed


def case(told: dict[str, Any], person: str = "P-1", key: PrivateKey = KEY) -> Case:
    mandate = dataclasses.replace(a_mandate(), person=person)
    envelope = sign(mandate_payload(mandate), PayloadType.MANDATE, [KEY])
    return Case(Path("x"), "", key.public, envelope, None, {}, told, (), (), b"", "", None)


def laid(before: dict[str, Any], after: dict[str, Any]) -> Comparison:
    return compare(case(before), case(after))


LATER = {"window": {"from": "2026-09-01", "to": "2026-11-30"}}


def test_two_like_checks_differ_in_nothing_and_their_counts_may_stand_side_by_side() -> None:
    found = laid(result(), result(**LATER, answers=[an_answer("indication", 3)]))
    assert found.grounds == ()
    assert found.carriers == (1, 0, 0)
    assert found.answers == (AnswerMove("q", Move.CHANGED, "no_indication", "indication", (0, 3), ()),)
    assert found.sources == ()


@pytest.mark.parametrize(
    ("changed", "ground"),
    [
        ({"instrument": {"engine_sha256": "f"}}, Ground.INSTRUMENT),
        ({"method_version": "2"}, Ground.METHOD),
        ({"mandate_sha256": "n"}, Ground.MANDATE),
        ({"status": "interrupted"}, Ground.ENDING),
        ({"carriers": [{"key": "a"}, {"key": "b"}]}, Ground.CARRIERS),
        ({"carriers": [{"key": "b"}]}, Ground.CARRIERS),
        ({"carriers": []}, Ground.CARRIERS),
        ({"answers": [an_answer(version="2")]}, Ground.LISTS),
    ],
)
def test_no_count_stands_beside_one_that_was_made_otherwise(changed: dict[str, Any], ground: Ground) -> None:
    for before, after in ((result(), result(**changed)), (result(**changed), result())):
        (answer,) = laid(before, after).answers
        assert (answer.counts, answer.grounds) == (None, (ground,))


def test_carriers_of_another_kit_cannot_be_told_apart() -> None:
    found = compare(case(result()), case(result(), key=OTHER_KEY))
    assert (found.carriers, found.grounds) == (None, (Ground.KIT,))


@pytest.mark.parametrize("which", [0, 1])
def test_a_question_that_could_not_be_assessed_has_no_count_to_compare(which: int) -> None:
    both = [result(), result()]
    both[which] = result(answers=[an_answer("not_assessable")])
    (answer,) = laid(*both).answers
    assert (answer.counts, answer.move) == (None, Move.CHANGED)


def test_a_question_can_be_new_or_gone() -> None:
    before = result(answers=[an_answer(), an_answer(question="old")])
    after = result(answers=[an_answer(), an_answer("indication", 2, question="new")])
    moves = {one.question: (one.move, one.before, one.after, one.counts) for one in laid(before, after).answers}
    assert moves["old"] == (Move.GONE, "no_indication", None, None)
    assert moves["new"] == (Move.NEW, None, "indication", None)


@pytest.mark.parametrize(
    ("before", "after", "cause"),
    [
        ([], ["read"], Cause.NEW_READER),
        (["closed"], ["read"], Cause.DOOR_OPENED),
        (["excluded"], ["degraded"], Cause.DOOR_OPENED),
        (["absent"], ["read"], Cause.APPEARED),
        (["not_needed"], ["read"], Cause.APPEARED),
        (["unreadable"], ["read"], Cause.READABLE_NOW),
        (["unreadable", "absent"], ["read"], Cause.READABLE_NOW),
        (["read"], ["closed"], Cause.DOOR_SHUT),
        (["read"], ["absent"], Cause.DISAPPEARED),
        (["read"], [], Cause.DISAPPEARED),
        (["read"], ["encrypted"], Cause.UNREADABLE_NOW),
        (["degraded"], ["over_budget"], Cause.UNREADABLE_NOW),
        # near misses: seen both times, or neither
        (["read"], ["degraded"], None),
        (["read", "unreadable"], ["read"], None),
        (["absent"], ["closed"], None),
        ([], ["absent"], None),
    ],
)
def test_a_source_that_is_seen_otherwise_says_why(before: list[str], after: list[str], cause: Cause | None) -> None:
    old, new = ([a_line(status=status) for status in statuses] for statuses in (before, after))
    found = laid(result(coverage=old), result(coverage=new))
    assert found.sources == ((SourceMove("r", cause),) if cause else ())


@pytest.mark.parametrize(
    ("first", "unseen"),
    [("2026-05-01", 0), ("2026-08-31", 0), ("2026-09-01", 0), ("2026-09-02", 1), ("2026-09-30", 29)],
)
def test_days_between_the_last_check_and_the_history_are_named_as_unseen(first: str, unseen: int) -> None:
    found = laid(result(coverage=[a_line()]), result(**LATER, coverage=[a_line(first=first), a_line()]))
    assert found.sources == ((SourceMove("r", Cause.HISTORY_LATER, unseen),) if unseen else ())


def test_two_persons_are_never_laid_side_by_side() -> None:
    with pytest.raises(CasesOfTwoPersons) as wrong:
        compare(case(result(), "P-1"), case(result(), "P-2"))
    assert wrong.value.exit_code == 5


def test_the_older_case_comes_first() -> None:
    with pytest.raises(CasesOfTwoPersons):
        laid(result(**LATER), result())


def test_comparing_changes_neither() -> None:
    told = result()
    kept = copy.deepcopy(told)
    laid(told, told)
    assert told == kept
