"""Making and correcting records: who may, what they hang on, once, and never over what was written."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from inzage.register import DataWrong, NoSuchRecord, Overtaken, Refused
from inzage.register.models import Entry, Record
from inzage.register.rights import makers
from inzage.register.values import Role
from inzage.register.writing import Draft, Links, Times, _may_be_made, correct
from tests.register.ground import (
    BY,
    EXAMPLES,
    KINDS,
    OFFICER,
    at,
    check,
    condition,
    go,
    hanging,
    make,
    state,
    trajectory,
)

PAIRS = [(kind.code, role) for kind in KINDS.kinds.values() for role in Role]


@pytest.mark.parametrize("code", sorted({code for code, _ in PAIRS}))
def test_only_the_roles_of_a_kind_make_it(code: str) -> None:
    kind, made = KINDS.on(code, date(2026, 1, 5)), hanging(code)
    for role in Role:
        draft = Draft(kind, BY[role], Times(at("2026-01-05")), Links(made.trajectory, made.about), EXAMPLES[code])
        if role in makers(kind, EXAMPLES[code]):
            _may_be_made(draft)
        else:
            with pytest.raises(Refused) as refused:
                _may_be_made(draft)
            assert refused.value.facts["sentence"] == (kind.made.nl, kind.made.en)


@pytest.mark.parametrize(
    ("field", "key"),
    [("actor", "Jan Jansen"), ("actor", "jansen"), ("actor", ""), ("organisation", "Reclassering"), ("actor", "a-1\n")],
)
def test_a_key_that_could_be_a_name_is_refused(field: str, key: str) -> None:
    by = replace(OFFICER, **{"key" if field == "actor" else field: key})
    with pytest.raises(DataWrong) as refused:
        make("persoon", by=by)
    assert refused.value.facts["field"] == field


@pytest.mark.parametrize("pseudonym", ["Jansen", "p-0001", "P 0001", "P-1", "PIETER"])
def test_a_pseudonym_that_could_be_a_name_is_refused(pseudonym: str) -> None:
    with pytest.raises(DataWrong, match="pseudonym"):
        make("persoon", data={"pseudonym": pseudonym})


def test_what_is_wrong_is_not_repeated_in_the_sentence() -> None:
    with pytest.raises(DataWrong) as refused:
        make("persoon", data={"pseudonym": "Jansen"})
    assert "Jansen" not in refused.value.sentence("nl") + refused.value.sentence("en")


def test_a_form_posted_twice_is_one_record() -> None:
    key = uuid4()
    first, second = (make("persoon", key=key) for _ in range(2))
    assert first == second
    assert Record.objects.count() == Entry.objects.count() == 1


def test_the_same_key_for_something_else_is_refused() -> None:
    key = uuid4()
    make("persoon", key=key)
    with pytest.raises(Overtaken):
        make("persoon", key=key, data={"pseudonym": "P-0002"})
    with pytest.raises(Overtaken):
        make("persoon", key=key, day="2026-01-06")


def test_a_record_on_a_person_needs_a_trajectory() -> None:
    with pytest.raises(NoSuchRecord, match="trajectory"):
        make("gesprek")
    with pytest.raises(NoSuchRecord, match="trajectory"):
        make("gesprek", trajectory=make("persoon"))


def test_a_record_is_about_what_its_kind_says() -> None:
    place = trajectory()
    with pytest.raises(NoSuchRecord, match="mandate"):
        make("controle", trajectory=place)
    with pytest.raises(NoSuchRecord, match="mandate"):
        make("controle", trajectory=place, about=place)
    assert check(condition(place)).about is not None


@pytest.mark.parametrize("day", ["2026-02-30", "05-01-2026", "2026-1-5", ""])
def test_a_day_that_is_none_is_refused(day: str) -> None:
    with pytest.raises(DataWrong, match="format"):
        make("recidive", trajectory=trajectory(), data={"occurred_on": day})


def test_what_ended_before_it_happened_is_refused() -> None:
    with pytest.raises(DataWrong, match="ended"):
        make("persoon", ended=at("2026-01-04"))


def corrected(wrong: Record, region: str = "zuid") -> Record:
    return correct(KINDS, wrong, OFFICER, {"category": "zeden-online", "region": region}, Times(at("2026-01-04")))


def test_a_correction_is_a_new_row_in_the_same_state_and_the_old_one_stays() -> None:
    wrong = trajectory()
    go(wrong, "geschorst", OFFICER)
    right = corrected(wrong)
    assert (right.corrects, right.root, right.state, right.about) == (wrong, wrong.id, "geschorst", wrong.about)
    assert Record.objects.get(id=wrong.id).data["region"] == "noord"
    assert Entry.objects.order_by("-number")[0].action == "correct"


def test_a_corrected_row_neither_moves_nor_is_corrected_twice() -> None:
    wrong = trajectory()
    right = corrected(wrong)
    with pytest.raises(Overtaken):
        go(wrong, "geschorst", OFFICER)
    with pytest.raises(Overtaken):
        corrected(wrong, "oost")
    again = corrected(right, "oost")
    go(again, "geschorst", OFFICER)
    assert (again.root, state(again), state(right)) == (wrong.id, "geschorst", "open")


def test_what_hangs_on_a_corrected_record_hangs_on_all_its_versions() -> None:
    wrong = trajectory()
    right = corrected(wrong)
    assert make("gesprek", trajectory=right).trajectory == wrong


def test_a_correction_is_held_to_the_kind_of_the_old_row() -> None:
    with pytest.raises(DataWrong):
        correct(KINDS, trajectory(), OFFICER, {"region": "zuid"}, Times(at("2026-01-04")))
    with pytest.raises(Refused):
        correct(KINDS, trajectory(), BY[Role.POLICE], EXAMPLES["toezicht"], Times(at("2026-01-04")))
