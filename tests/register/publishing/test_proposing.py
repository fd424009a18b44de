"""A concept holds what the gate let through and nothing else; who establishes it looks at it anew, and the gate too."""

import json
import re
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from inzage.evaluation import Level
from inzage.evaluation.gate import NothingLeft
from inzage.evaluation.gate.drafts import WHOLE
from inzage.register.faults import Refused
from inzage.register.models import Entry, Record
from inzage.register.publishing import NamesStaff, NotPublishable
from inzage.register.publishing.proposing import propose
from inzage.register.publishing.standing import kept, published_of, went_out
from inzage.register.values import Role
from tests.register.ground import BY, EVALUATOR, KINDS, OFFICER, ORG, go, train
from tests.register.publishing.stock import CODE, SECOND_EVALUATOR, concept, established, question, result, share, span

LATER = {"extracted_on": date(2026, 12, 31), "cohort_sha256": "cd" * 32}


def test_a_concept_holds_what_is_told_and_nothing_that_is_withheld() -> None:
    made = concept()
    told = published_of(made)
    text = made.data["published"]
    assert (made.state, made.data["code"], made.data["publication"]) == ("concept", CODE, "openbaar")
    south = next(cell for cell in told.cells if cell.key.endswith("afgerond=ja&groep=zuid"))
    assert south.count is None
    assert not re.search(r'"count": [0-9][,}]', text)
    assert "units" not in text
    assert kept(told) == (text, made.data["published_sha256"])


def test_the_one_who_proposed_does_not_establish() -> None:
    made = concept()
    with pytest.raises(Refused):
        go(made, "vastgesteld", EVALUATOR)
    go(made, "vastgesteld", SECOND_EVALUATOR)
    assert Record.objects.get(id=made.id).state == "vastgesteld"
    assert Entry.objects.filter(subject=made.id).count() == 2


def test_only_an_evaluator_proposes() -> None:
    with pytest.raises(Refused):
        propose(KINDS, OFFICER, question(), result(), Level.PUBLIC)
    with pytest.raises(Refused):
        go(concept(), "vastgesteld", BY[Role.LEAD])


@pytest.mark.parametrize(
    ("changed", "level", "said"),
    [
        ({"publication": "organisatie"}, Level.PUBLIC, "kring van lezers"),
        ({"publication": "werkvloer"}, Level.ORGANISATION, "kring van lezers"),
        ({}, Level.WORK_FLOOR, "werkvloer"),
        ({"version": 2}, Level.PUBLIC, "andere versie"),
    ],
)
def test_what_the_protocol_does_not_allow_is_refused(changed: dict[str, object], level: Level, said: str) -> None:
    about = question(**changed)
    with pytest.raises(NotPublishable) as refused:
        propose(KINDS, EVALUATOR, about, result(), level)
    assert said in refused.value.sentence("nl")
    assert not Record.objects.filter(kind="publicatie").exists()


def test_a_question_that_is_not_locked_is_not_published() -> None:
    with pytest.raises(NotPublishable) as refused:
        propose(KINDS, EVALUATOR, question(locked=False), result(), Level.PUBLIC)
    assert "vergrendeld" in refused.value.sentence("nl")


def test_one_person_more_gives_no_second_publication() -> None:
    """The difference attack, over records."""
    about = question()
    established(about=about)
    with pytest.raises(NothingLeft):
        concept(about=about, more=1, **LATER)
    assert published_of(concept(Level.ORGANISATION, about, more=1, **LATER)).told(WHOLE) == 166


def test_what_was_withdrawn_still_counts_and_what_lapsed_does_not() -> None:
    about = question()
    first = concept(about=about)
    go(first, "vervallen", EVALUATOR)
    assert list(went_out(ORG, CODE)) == []
    second = established(about=about)
    go(second, "ingetrokken", EVALUATOR, "2026-07-02", withdrawn_because="te-herleiden")
    assert list(went_out(ORG, CODE)) == [published_of(second)]
    with pytest.raises(NothingLeft):
        concept(about=about, more=1, **LATER)


def test_a_withdrawal_says_why() -> None:
    with pytest.raises(Exception, match="withdrawn_because"):
        go(established(), "ingetrokken", EVALUATOR)


def test_two_concepts_that_each_hold_alone_are_not_both_established() -> None:
    """The second was made before the first went out; who establishes it looks again."""
    about = question()
    one, two = concept(about=about), concept(about=about, more=1, **LATER)
    go(one, "vastgesteld", SECOND_EVALUATOR)
    with pytest.raises(Refused) as refused:
        go(two, "vastgesteld", SECOND_EVALUATOR)
    assert "minder dan 10 personen" in refused.value.sentence("nl")
    assert Record.objects.get(id=two.id).state == "concept"


@pytest.mark.parametrize("altered", ["digest", "cell"])
def test_what_did_not_pass_the_gate_is_not_established(altered: str) -> None:
    """Somebody wrote a concept past the gate."""
    made = concept()
    told = published_of(made)
    small = [each.key for each in told.cells if each.key.endswith("zuid") and each.count is None]
    cells = tuple(replace(each, count=7) if each.key in small else each for each in told.cells)
    text, digest = kept(replace(told, cells=cells))
    data = made.data | {"published": text} | ({"published_sha256": digest} if altered == "cell" else {})
    forged = Record(**{field.attname: getattr(made, field.attname) for field in Record._meta.fields})
    forged.id = forged.root = uuid4()
    forged.data = data
    forged.save(force_insert=True)
    whole = {"place": 0, "target": "concept", "actor": made.actor, "role": made.role, "organisation": ORG}
    forged.steps.create(**whole, four_eyes=False, details={}, happened=made.happened, recorded=made.recorded)
    with pytest.raises(Refused):
        go(forged, "vastgesteld", SECOND_EVALUATOR)


def test_the_key_of_a_member_of_staff_goes_nowhere() -> None:
    named = share("x", "X", span(0, 60), span(0, 80), OFFICER.key)
    figures = (named, share("x", "X", span(80, 120), span(80, 165), "b"))
    about = question()
    assert propose(KINDS, EVALUATOR, about, result(figures=figures), Level.PUBLIC), "nobody here is called that"
    train(OFFICER.key)
    with pytest.raises(NamesStaff):
        propose(KINDS, EVALUATOR, about, result(figures=figures), Level.PUBLIC)


def test_the_same_form_twice_is_one_concept() -> None:
    about, key = question(), uuid4()
    made = propose(KINDS, EVALUATOR, about, result(), Level.PUBLIC, key=key)
    assert made.id == key
    assert json.loads(made.data["published"])["population"] == CODE
