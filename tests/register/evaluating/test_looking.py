"""A look: only at a locked question, kept as a record of what was seen and of which rows, each a line in the log."""

import hashlib
import json
from dataclasses import fields as dataclass_fields
from typing import Any

import pytest

from inzage.evaluation import (
    Cohort,
    Estimator,
    Head,
    Level,
    NothingToCount,
    OutsideProtocol,
    Protocol,
    Result,
    Rung,
    Zero,
    questions,
)
from inzage.evaluation.questions import Question
from inzage.register.evaluating import Closed, NotLocked, UnsoundProtocol
from inzage.register.evaluating.looking import look, looks, planned, result_of
from inzage.register.evaluating.protocols import data_of, differing, next_version, protocol_of, shipped
from inzage.register.faults import DataWrong, NoSuchRecord, Refused
from inzage.register.log import now, verify
from inzage.register.models import Entry, Record
from inzage.register.values import Actor, Role
from inzage.register.web.questions.protocols import ESTIMATORS
from inzage.register.zones import day_of
from tests.register.evaluating.asked import SECOND_EVALUATOR, checked, looked, question, three
from tests.register.evaluating.conftest import KINDS_SEEN, select
from tests.register.ground import EVALUATOR, KINDS, LEAD, go, make


def test_a_look_keeps_what_was_seen_of_which_rows_by_which_version() -> None:
    about = question()
    three()
    seen = looked(about)
    result = result_of(seen)
    (figure,) = result.figures
    assert (figure.code, figure.of, len(figure.units)) == ("opbrengst", (0, 1, 2), 1)
    assert figure.estimate is None  # three are fewer than the protocol's ten
    assert (seen.kind, seen.about_id, seen.state, seen.data["number"]) == ("blik", about.root, "bekeken", 1)
    assert seen.data["counted"] == result.counted == 3 == len(seen.data["units"])
    assert seen.data["cohort_sha256"] == result.cohort_sha256
    assert seen.data["result_sha256"] == hashlib.sha256(seen.data["result"].encode()).hexdigest()
    assert seen.data["extracted_on"] == day_of(now()).isoformat()
    assert seen.data["code_version"].startswith("inzage-")
    line = Entry.objects.order_by("-number").first()
    assert line is not None
    assert (line.action, line.subject, line.kind) == ("record", seen.id, "blik@1")
    assert verify() == line.number


def test_looks_are_counted_and_the_last_comes_first() -> None:
    about, other = question(), question()
    for _ in range(3):
        looked(about)
    looked(other)
    assert [each.data["number"] for each in looks(KINDS, EVALUATOR, about)] == [3, 2, 1]
    assert planned(about) is None and planned(question(looks=2)) == 2


def warned(seen: Record) -> list[dict[str, Any]]:
    return [dict(each.facts) for each in result_of(seen).cautions if each.code == "more_looks"]


def test_a_new_version_that_asks_the_same_does_not_begin_the_count_of_looks_again() -> None:
    """Else whoever closes and adopts again tests as often as they like."""
    first = question(looks=1, estimators=["wilson"])
    assert not warned(looked(first))
    go(first, "afgesloten", EVALUATOR, result_sha256="ab" * 32)
    again = question(looks=1, estimators=["wilson"], version=2, minimum=first.data["minimum"] + 1)
    seen = looked(again)
    assert (seen.data["number"], warned(seen)) == (1, [{"looks": 2, "planned": 1}])
    other = question(looks=1, estimators=["wilson"], version=3, follow_up_days=365)
    assert not warned(looked(other)), "it follows people for longer: another question"


def test_no_test_for_an_effect_is_repeated_under_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inzage.register.evaluating.looking.checked", protocol_of)
    tests = {"looks": 1, "estimators": ["mcnemar"]}
    looked(question(**tests))
    with pytest.raises(OutsideProtocol, match="look 2 of 1"):
        looked(question(**tests, version=2))


def test_before_the_lock_nobody_looks() -> None:
    about = question(locked=False)
    lines = Entry.objects.count()
    with pytest.raises(NotLocked) as fault:
        looked(about)
    assert "tweede evaluator" in fault.value.sentence("nl")
    assert not Record.objects.filter(kind="blik").exists() and Entry.objects.count() == lines


def test_the_maker_does_not_lock_and_after_the_lock_nothing_is_changed() -> None:
    about = question(locked=False)
    with pytest.raises(Refused, match="second person"):
        go(about, "vergrendeld", EVALUATOR)
    go(about, "vergrendeld", SECOND_EVALUATOR)
    from inzage.register.writing import Times, correct  # noqa: PLC0415

    with pytest.raises(Refused, match="second person decided"):
        correct(KINDS, Record.objects.get(id=about.id), EVALUATOR, about.data, Times(about.happened))


def test_after_the_end_nobody_looks() -> None:
    about = question()
    seen = looked(about)
    go(about, "afgesloten", EVALUATOR, result_sha256=seen.data["result_sha256"])
    with pytest.raises(Closed):
        looked(about)


@pytest.mark.parametrize("by", [LEAD, Actor("evaluator-21", Role.EVALUATOR, "rn-2")])
def test_only_an_evaluator_of_the_own_organisation_looks(by: Actor) -> None:
    about = question()
    with pytest.raises((Refused, NoSuchRecord)):
        look(KINDS, by, about.root)
    assert not Record.objects.filter(kind="blik").exists()


def test_a_protocol_that_makes_no_sense_is_not_looked_at() -> None:
    about = question(estimators=["wilson"])  # any number of looks, which this does not bear
    with pytest.raises(UnsoundProtocol) as fault:
        looked(about)
    assert "looks" in fault.value.sentence("nl") and "aantal blikken" in fault.value.sentence("nl")
    assert "a number of looks" in fault.value.sentence("en")


def failing(_: Cohort, __: Protocol) -> Result:
    raise OutsideProtocol(asked="x", needed="y")


def test_a_look_that_cannot_be_answered_leaves_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    about = question()
    broken = Question("pilot-50", KINDS_SEEN, select, failing)
    monkeypatch.setattr(questions, "questions", lambda: {"pilot-50": broken})
    with pytest.raises(OutsideProtocol):
        looked(about)
    line = Entry.objects.order_by("-number").first()
    assert line is not None
    assert (line.action, line.subject, line.kind) == ("look-refused", about.root, "OutsideProtocol")
    assert not Record.objects.filter(kind="blik").exists()
    assert verify() == line.number


def nothing(_: Cohort, __: Protocol) -> Result:
    raise NothingToCount(method="x", needed="y")


def test_too_little_is_a_look_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    about = question()
    monkeypatch.setattr(questions, "questions", lambda: {"pilot-50": Question("pilot-50", KINDS_SEEN, select, nothing)})
    seen = looked(about)
    assert result_of(seen).counted == 0 and result_of(seen).notes


def test_the_same_rows_give_the_same_cohort_and_another_row_another() -> None:
    about = question()
    three()
    first, second = looked(about), looked(about)
    assert first.data["cohort_sha256"] == second.data["cohort_sha256"]
    checked("P-0008")
    third = looked(about)
    assert third.data["cohort_sha256"] != first.data["cohort_sha256"]
    assert json.loads(third.data["result"])["counted"] == 4


@pytest.mark.parametrize("protocol", shipped(), ids=lambda each: each.code)
def test_every_protocol_that_is_shipped_can_be_adopted_and_read_again(protocol: Protocol) -> None:
    made = make("vraag")
    adopted = make("vraag", data=data_of(protocol))
    assert protocol_of(Record(version=2, data=data_of(protocol))) == protocol
    assert made.version == adopted.version == 2


LISTS = {"time_zero": Zero, "publication": Level, "rung": Rung}


def test_a_question_knows_the_words_of_a_protocol_and_no_others() -> None:
    fields: Any = KINDS.kinds["vraag", 2].data["properties"]
    for name, known in LISTS.items():
        assert fields[name]["enum"] == [each.value for each in known]
    assert fields["heads"]["items"]["enum"] == [each.value for each in Head]
    pattern = fields["estimators"]["items"]["pattern"]
    assert set(pattern.strip("^()$").split("|")) == {each.value for each in Estimator} == ESTIMATORS.keys()
    assert set(fields) == {each.name for each in dataclass_fields(Protocol)}
    with pytest.raises(DataWrong, match="estimators"):
        make("vraag", data={"estimators": ["gevoel"]})


def test_a_change_is_a_version_beside_it_with_its_differences_named() -> None:
    first = make("vraag")
    second = make("vraag", data={"version": 2, "minimum": 20, "competing": ["overleden"]})
    other = make("vraag", data={"code": "E5", "version": 7})
    assert differing(first, second) == {"minimum", "competing"}
    assert differing(first, first) == frozenset()
    assert differing(first, make("vraag", data={"competing": [], "version": 9})) == frozenset()
    assert next_version("pilot-50", [first, second, other]) == 3
    assert next_version("E1", [first, second, other]) == 1
