"""Steps: every kind, state, target and role; the second person; the one who comes too late."""

import itertools
from dataclasses import replace
from uuid import uuid4

import pytest

from inzage.register import DataWrong, Kind, NoSuchRecord, Overtaken, Refused
from inzage.register.log import verify
from inzage.register.models import Entry, Step
from inzage.register.moving import ONE_IS_ENOUGH, SECOND, Asked, consent, move, permitted
from inzage.register.values import Role, Words
from tests.register.ground import (
    ADMIN,
    BY,
    COLLEAGUE,
    KINDS,
    LEAD,
    OFFICER,
    PLANNER,
    WHY,
    at,
    condition,
    go,
    make,
    sign,
    state,
    train,
    trajectory,
)

ALL = sorted(KINDS.kinds.values(), key=lambda kind: kind.name)


def outcome(kind: Kind, source: str, target: str, role: Role, *, same: bool) -> Words | None:
    """What is said to who tries, by the arrow table alone: nothing where the step may be taken."""
    arrow = kind.table.arrows.get((source, target))
    if arrow is None:
        return kind.table.states[source]
    if role not in arrow.roles:
        return arrow.words
    return SECOND if arrow.four_eyes and same else None


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_each_state_target_and_role_is_a_step_or_a_sentence_of_the_kind(kind: Kind) -> None:
    states = list(kind.table.states)
    for source, target, role, same in itertools.product(states, states, Role, (True, False)):
        wanted = outcome(kind, source, target, role, same=same)
        maker = BY[role].key if same else "iemand-9"
        try:
            taken = permitted(kind, source, target, BY[role], maker)
        except Refused as refused:
            assert wanted is not None
            assert refused.facts["sentence"] == (wanted.nl, wanted.en)
        else:
            assert wanted is None
            assert (taken.source, taken.target) == (source, target)


def test_the_table_has_both_steps_and_refusals_for_every_role_that_acts() -> None:
    arrows = [arrow for kind in ALL for arrow in kind.table.arrows.values()]
    assert {role for arrow in arrows for role in arrow.roles} == set(Role)
    assert any(arrow.four_eyes for arrow in arrows)
    assert not any(source == target for kind in ALL for source, target in kind.table.arrows)


def test_the_police_take_no_step_but_with_a_receipt() -> None:
    theirs = {(kind.noun, a.target) for kind in ALL for a in kind.table.arrows.values() if Role.POLICE in a.roles}
    assert theirs == {("transfer", target) for target in ("ontvangen", "opgepakt", "niet_opgepakt", "afgerond")}


def asked(thing: object, target: str = "vastgesteld", **changed: object) -> Asked:
    return replace(Asked(thing.id, target, COLLEAGUE, at("2026-01-06"), {}), **changed)  # type: ignore[attr-defined,arg-type]


def test_a_second_person_consents() -> None:
    thing = make("tweepersoonsbesluit", by=OFFICER)
    step = consent(KINDS, asked(thing))
    assert (step.requested_by, step.actor, state(thing)) == (OFFICER.key, COLLEAGUE.key, "vastgesteld")


def test_nobody_consents_to_what_he_asked_himself() -> None:
    thing = make("tweepersoonsbesluit", by=OFFICER)
    with pytest.raises(Refused) as refused:
        consent(KINDS, asked(thing, by=OFFICER))
    assert refused.value.sentence("nl") == f"Er is niets opgeslagen. {SECOND.nl}"
    assert state(thing) == "wacht"


def test_another_role_is_no_second_person() -> None:
    thing = make("tweepersoonsbesluit", by=OFFICER)
    with pytest.raises(Refused):
        consent(KINDS, asked(thing, by=replace(LEAD, key=OFFICER.key)))


def test_consent_to_what_needs_none_is_refused() -> None:
    thing = trajectory()
    with pytest.raises(Refused) as refused:
        consent(KINDS, asked(thing, "geschorst"))
    assert refused.value.sentence("en") == f"Nothing was saved. {ONE_IS_ENOUGH.en}"


def test_a_refused_proposal_says_why() -> None:
    thing = make("tweepersoonsbesluit", by=OFFICER)
    consent(KINDS, asked(thing, "niet_ingestemd", details={"reason": WHY}))
    with pytest.raises(Refused, match="new proposal"):
        consent(KINDS, asked(thing))


def test_a_step_that_is_refused_leaves_nothing() -> None:
    thing = trajectory()
    before = Entry.objects.count(), Step.objects.count()
    with pytest.raises(Refused):
        go(thing, "gesloten", PLANNER, reason="termijn-om")
    assert (Entry.objects.count(), Step.objects.count(), state(thing)) == (*before, "open")


def test_a_step_says_what_the_table_asks_and_no_more() -> None:
    thing = trajectory()
    for details in ({}, {"reason": "zomaar"}, {"reason": "termijn-om", "remark": "x"}):
        with pytest.raises(DataWrong, match="toezicht@1 gesloten"):
            go(thing, "gesloten", OFFICER, **details)


def test_who_looked_at_another_state_is_too_late() -> None:
    thing = trajectory()
    go(thing, "geschorst", OFFICER)
    with pytest.raises(Overtaken, match="geschorst"):
        move(KINDS, Asked(thing.id, "gesloten", LEAD, at("2026-01-07"), {"reason": "termijn-om"}, seen="open"))
    move(KINDS, Asked(thing.id, "open", LEAD, at("2026-01-07"), {}, seen="geschorst"))


def test_a_record_that_is_not_there_takes_no_step() -> None:
    for act in (move, consent):
        with pytest.raises(NoSuchRecord):
            act(KINDS, Asked(uuid4(), "open", OFFICER, at("2026-01-07"), {}))


def test_an_order_is_signed_by_a_second_person() -> None:
    order = make("opdracht", trajectory=trajectory(), by=OFFICER)
    with pytest.raises(Refused, match="second person"):
        sign(order, OFFICER)
    sign(order)
    assert state(order) == "ondertekend"


def test_a_step_is_one_line_of_the_log() -> None:
    thing = trajectory()
    lines = Entry.objects.count()
    go(thing, "geschorst", OFFICER)
    last = Entry.objects.order_by("-number")[0]
    assert (Entry.objects.count(), last.action, last.place, last.actor) == (lines + 1, "move", 1, OFFICER.key)
    assert verify() == lines + 1


def test_an_expired_activity_must_be_reviewed() -> None:
    train()
    talk = make("gesprek", trajectory=condition().trajectory)
    go(talk, "gepland", PLANNER)
    go(talk, "verlopen", ADMIN)
    with pytest.raises(Refused, match="Review why"):
        go(talk, "gedaan", OFFICER)
    go(talk, "beoordeeld", OFFICER)
