"""Separation of duties in the database itself, past the register's functions: each rule by name, with a near miss."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from inzage.register import Refused
from inzage.register.adopting import adopt
from inzage.register.duties import POSTGRESQL, SQLITE
from inzage.register.kind_files import HERE, load
from inzage.register.models import KindState, KindVersion, Record, Step
from inzage.register.moving import Asked, consent
from inzage.register.permits import ActRole, Permit, permits
from inzage.register.running.tables import GivenOrder, Paper
from inzage.register.seconds import CONTENT_BY_TWO, NOT_BOTH, NOT_THIS_ACT, OTHER_OBJECT, fields
from inzage.register.values import Actor, Role
from inzage.register.writing import AGREED_ON, Times, correct
from tests.register.ground import (
    ADMIN,
    COLLEAGUE,
    HASH,
    KINDS,
    LEAD,
    LISTS,
    OFFICER,
    PLANNER,
    SECOND,
    at,
    check,
    condition,
    go,
    make,
    sign,
    state,
    train,
    trajectory,
)

ELSEWHERE = Actor("toezichthouder-9", Role.OFFICER, "svg-1")


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(DatabaseError) as fault, transaction.atomic():
        act()
    return str(fault.value)


def row(of: Record, **changed: Any) -> Callable[[], Record]:
    """Another row such as this, put in without asking the register."""
    named = {field.attname: getattr(of, field.attname) for field in Record._meta.concrete_fields}
    key = uuid4()
    return lambda: Record.objects.create(**(named | {"id": key, "root": key} | changed))


def raw(of: Record, target: str, by: Actor, **changed: Any) -> Callable[[], Step]:
    """A step put in without asking the register."""
    told: dict[str, Any] = {"place": of.steps.count(), "source": Record.objects.get(id=of.id).state, "target": target}
    told |= {"actor": by.key, "role": by.role.value, "organisation": by.organisation}
    told |= {"four_eyes": False, "requested_by": None, "details": {}}
    told |= {"happened": at("2026-01-07"), "recorded": at("2026-01-07")} | changed
    return lambda: Step.objects.create(record=of, **told)


def eyes(of: Record) -> dict[str, Any]:
    return {"four_eyes": True, "requested_by": of.actor}


def decision(act: str = "venster-verruimen", by: Actor = OFFICER, **data: Any) -> Record:
    return make("tweepersoonsbesluit", by=by, data={"act": act} | data)


def agreed(act: str = "venster-verruimen", by: Actor = OFFICER, second: Actor = COLLEAGUE, **data: Any) -> Record:
    made = decision(act, by, **data)
    consent(KINDS, Asked(made.id, "vastgesteld", second, at("2026-01-06"), {}))
    return made


def test_who_may_not_make_a_record_makes_none() -> None:
    order = make("opdracht", trajectory=trajectory(), by=OFFICER)
    assert "record_by_right" in refused(row(order, role="planner"))
    row(order, role="toezichthouder")()


def test_a_record_begins_at_the_beginning() -> None:
    order = make("opdracht", trajectory=trajectory())
    assert "record_by_right" in refused(row(order, state="ondertekend"))
    made = decision()
    assert "record_by_right" in refused(row(made, state="uitgevoerd"))


WRONG = [{"state": "beeindigd"}, {"root": uuid4()}, {"version": 1}]


@pytest.mark.parametrize("changed", WRONG, ids=["state", "root", "version"])
def test_a_correction_takes_over_where_the_record_stood(changed: dict[str, Any]) -> None:
    order = make("opdracht", trajectory=trajectory())
    assert "record_takes_over" in refused(row(order, **{"corrects_id": order.id, "root": order.id} | changed))
    row(order, corrects_id=order.id, root=order.id)()


def test_what_a_second_person_agreed_to_is_not_corrected() -> None:
    made = agreed()
    again = {"corrects_id": made.id, "root": made.id, "state": "vastgesteld"}
    assert "record_agreed_on" in refused(row(made, **again))
    with pytest.raises(Refused) as told:
        correct(KINDS, Record.objects.get(id=made.id), OFFICER, made.data, Times(made.happened))
    assert told.value.facts["sentence"] == (AGREED_ON.nl, AGREED_ON.en)


def test_a_signed_order_takes_no_other_conditions() -> None:
    of = condition()
    assert of.about is not None
    sign(of.about)
    assert "condition_of_draft" in refused(row(of))
    assert "condition_of_draft" in refused(row(of, corrects_id=of.id, root=of.id))
    row(condition())()


def test_a_record_hangs_on_nothing_of_another_organisation() -> None:
    mine = trajectory()
    talk = make("gesprek", trajectory=mine)
    strange = {"organisation": "svg-1", "actor": ELSEWHERE.key}
    assert "record_in_house" in refused(row(talk, **strange))
    assert "record_in_house" in refused(row(mine, **strange))  # about a person of ours
    handed = make("overdracht-politie", trajectory=mine, about=make("oordeel", trajectory=mine))
    row(make("persoon"), **strange, about_id=handed.id)()


def test_a_first_step_says_what_its_record_says() -> None:
    person = make("persoon", by=OFFICER)
    for changed in ({"actor": "ander-1"}, {"role": "planner"}, {"target": "beeindigd"}, {"source": "actief"}):
        bare = row(person)()
        first = {"place": 0, "source": ""} | changed
        assert "step_is_first" in refused(raw(bare, first.pop("target", "actief"), OFFICER, **first))
        raw(bare, "actief", OFFICER, place=0, source="")()


STEPS = [
    ("gesloten", PLANNER, {}, "step_by_right"),
    ("open", OFFICER, {}, "step_by_right"),
    ("gesloten", OFFICER, {"source": "geschorst"}, "step_by_right"),
    ("geschorst", ELSEWHERE, {}, "step_in_house"),
]


@pytest.mark.parametrize(("target", "by", "changed", "rule"), STEPS, ids=["role", "state", "source", "organisation"])
def test_a_step_that_no_table_knows_is_refused(target: str, by: Actor, changed: dict[str, Any], rule: str) -> None:
    place = trajectory()
    assert rule in refused(raw(place, target, by, **changed))
    raw(place, "geschorst", OFFICER)()


def test_what_was_corrected_takes_no_more_steps() -> None:
    place = trajectory()
    row(place, corrects_id=place.id, root=place.id)()
    assert "step_of_newest" in refused(raw(place, "geschorst", OFFICER))


def test_a_step_of_four_eyes_is_taken_by_no_one_alone() -> None:
    order = make("opdracht", trajectory=trajectory(), by=OFFICER)
    told = {"details": {"mandate_sha256": HASH, "compared": fields(order)}}
    assert "step_by_right" in refused(raw(order, "ondertekend", COLLEAGUE, **told))
    assert "step_four_eyes" in refused(raw(order, "ondertekend", OFFICER, **told, **eyes(order)))
    raw(order, "ondertekend", COLLEAGUE, **told, **eyes(order))()


def test_the_state_of_a_record_is_where_its_last_step_went() -> None:
    made = decision()
    assert "record_follows_step" in refused(lambda: Record.objects.filter(id=made.id).update(state="vastgesteld"))
    raw(made, "vastgesteld", COLLEAGUE, **eyes(made))()
    assert "record_follows_step" in refused(lambda: Record.objects.filter(id=made.id).update(state="uitgevoerd"))
    Record.objects.filter(id=made.id).update(state="vastgesteld")


def test_every_field_of_an_order_and_its_conditions_is_compared() -> None:
    of = condition()
    order = of.about
    assert order is not None
    names = fields(order)
    assert names[:5] == ["from", "imposed_on", "legal_title", "reference", "to"]
    assert f"{of.root.hex}/frequency" in names
    for missing in names:
        ticks = [name for name in names if name != missing]
        with pytest.raises(Refused, match=f"Not compared yet: {missing}"):
            go(order, "ondertekend", COLLEAGUE, mandate_sha256=HASH, compared=ticks)
        told = {"details": {"mandate_sha256": HASH, "compared": ticks}}
        assert "order_compared" in refused(raw(order, "ondertekend", COLLEAGUE, **told, **eyes(order)))
    sign(order)
    assert state(order) == "ondertekend"


PROPOSALS = [("lijst-invoeren", OFFICER), ("wissen", LISTS), ("inhoud-openen", ADMIN), ("venster-verruimen", LEAD)]


@pytest.mark.parametrize(("act", "by"), PROPOSALS, ids=[f"{act} {by.role}" for act, by in PROPOSALS])
def test_an_act_is_proposed_by_the_roles_that_it_names(act: str, by: Actor) -> None:
    made = decision()
    wrong = {"data": made.data | {"act": act}, "role": by.role.value, "actor": by.key}
    assert "act_proposed" in refused(row(made, **wrong))
    with pytest.raises(Refused):
        decision(act, by)


def test_an_act_is_agreed_to_by_the_roles_that_it_names() -> None:
    made = decision("inhoud-openen")
    assert "act_agreed" in refused(raw(made, "vastgesteld", COLLEAGUE, **eyes(made)))
    with pytest.raises(Refused, match=NOT_THIS_ACT.en):
        go(made, "vastgesteld", COLLEAGUE)
    go(made, "vastgesteld", LEAD)


def test_who_agreed_does_not_carry_it_out_and_who_may_not_neither() -> None:
    made = agreed()
    assert "act_by_another" in refused(raw(made, "uitgevoerd", COLLEAGUE))
    assert "act_by_right" in refused(raw(made, "uitgevoerd", LEAD))
    with pytest.raises(Refused, match=NOT_BOTH.en):
        go(made, "uitgevoerd", COLLEAGUE)
    with pytest.raises(Refused, match=NOT_THIS_ACT.en):
        go(made, "uitgevoerd", LEAD)
    go(made, "uitgevoerd", OFFICER)


def test_without_consent_nothing_is_carried_out() -> None:
    made = decision()
    assert "step_by_right" in refused(raw(made, "uitgevoerd", OFFICER))
    assert "step_by_right" in refused(raw(made, "uitgevoerd", OFFICER, source="vastgesteld"))
    with pytest.raises(Refused, match="waits for a second person"):
        go(made, "uitgevoerd", OFFICER)


def test_a_decision_is_used_once() -> None:
    made = agreed()
    go(made, "uitgevoerd", OFFICER)
    for source in ("uitgevoerd", "vastgesteld"):
        assert "step_by_right" in refused(raw(made, "uitgevoerd", SECOND[Role.EXPERT], source=source))
    with pytest.raises(Refused, match="no second time"):
        go(made, "uitgevoerd", SECOND[Role.EXPERT])


def test_what_is_carried_out_is_what_was_agreed_to() -> None:
    made = agreed("lijst-invoeren", LISTS, LEAD, object=HASH)
    other = "cd" * 32
    assert "act_on_its_object" in refused(raw(made, "uitgevoerd", LISTS, details={"object": other}))
    assert "act_on_its_object" in refused(raw(made, "uitgevoerd", LISTS))
    with pytest.raises(Refused, match="what was agreed to"):
        go(made, "uitgevoerd", LISTS, object=other)
    assert OTHER_OBJECT.en.startswith("This is not what was agreed to")
    go(made, "uitgevoerd", LISTS, object=HASH)


def test_content_is_opened_by_two() -> None:
    train(subject="handmatige-telefooncontrole")
    of = condition(parameters=condition().data["parameters"] | {"human": ["instellingen", "inhoud"]})
    grants = ["instellingen", "inhoud"]
    look = check(of, code="telefooncontrole", carriers=["phone"], platform="iOS", grants=grants)
    go(look, "gepland", PLANNER)
    other = agreed("inhoud-openen", second=LEAD, subject=str(uuid4()))
    go(other, "uitgevoerd", OFFICER)
    mine = agreed("inhoud-openen", second=LEAD, subject=str(look.root))
    assert "content_by_two" in refused(raw(look, "onderweg", OFFICER))  # done for another, for this one only agreed
    with pytest.raises(Refused, match=CONTENT_BY_TWO.en):
        go(look, "onderweg", OFFICER)
    go(mine, "uitgevoerd", OFFICER)
    go(look, "onderweg", OFFICER)


def order_for(activity: Record, by_two: Record, **changed: Any) -> Callable[[], object]:
    """A check order, put in without asking the register."""
    data = {"order_sha256": HASH, "mandate_sha256": HASH, "consent": str(by_two.id), "number": 1, "on": "2026-02-02"}
    data |= {"valid_days": 1, "officials": ["toezichthouder"]}
    made = make("controleopdracht", trajectory=activity.trajectory, about=activity, by=OFFICER, data=data)
    paper, _ = Paper.objects.get_or_create(sha256=HASH, defaults={"about": activity, "envelope": b"x"})
    told: dict[str, Any] = {"record": made, "nonce": made.id.hex, "number": 1, "on": date(2026, 2, 2), "valid_days": 1}
    told |= {"envelope": b"x", "live": False, "activity": activity, "consent": by_two, "mandate": paper} | changed
    return lambda: GivenOrder.objects.create(**told)


def test_a_check_order_is_given_out_by_two() -> None:
    of = condition()
    one, other = check(of), check(of)
    subject = {"subject": str(one.root)}
    wrong = {
        "nobody agreed": decision("controleopdracht", **subject),
        "another act": agreed("venster-verruimen", **subject),
        "another check": agreed("controleopdracht", subject=str(other.root)),
        "no decision": make("oordeel", trajectory=of.trajectory),
    }
    for by_two in wrong.values():
        assert "order_by_two" in refused(order_for(one, by_two))
    right = agreed("controleopdracht", **subject)
    order_for(one, right)()
    assert "consent" in refused(order_for(one, right))


def test_who_agreed_to_an_order_does_not_give_it_out() -> None:
    one = check(condition())
    assert "order_by_two" in refused(
        order_for(one, agreed("controleopdracht", COLLEAGUE, OFFICER, subject=str(one.root)))
    )


def test_what_a_version_of_a_kind_allows_is_closed_with_it() -> None:
    more = {"code": "persoon", "version": 1, "source": "", "target": "actief", "four_eyes": False, "act": ""}
    assert "permit_closed" in refused(lambda: Permit.objects.create(role="evaluator", **more))
    assert "kindstate_closed" in refused(lambda: KindState.objects.create(code="persoon", version=1, state="weg"))
    role = {"code": "tweepersoonsbesluit", "version": 2, "act": "wissen", "part": "consent", "role": "evaluator"}
    assert "actrole_closed" in refused(lambda: ActRole.objects.create(**role))
    for table in (Permit, KindState, ActRole):
        assert "_stays" in refused(table.objects.all().delete)
        assert "_stands" in refused(lambda table=table: table.objects.update(code="x"))  # type: ignore[misc]
    assert "kind_stays" in refused(KindVersion.objects.all().delete)


NEEDS = (HERE / "organisatie.v1.toml").read_text(encoding="utf-8").replace('code = "organisatie"', 'code = "lijst"')
NEEDS = NEEDS.replace('noun = "party"', 'noun = "party"\nabout = ["decision"]').replace(
    "[made]", '[made]\nact = "lijst-invoeren"'
)
NEEDS += '\nobject = { type = "string", pattern = "^[0-9a-f]{64}$" }\n'


def test_a_kind_whose_records_take_an_act_of_two_is_made_after_it_and_once(tmp_path: Path) -> None:
    (tmp_path / "lijst.v1.toml").write_text(NEEDS, encoding="utf-8")
    kinds = load(tmp_path)
    adopt(kinds)
    made = kinds.kinds["lijst", 1]
    assert {permit.act for permit in permits(made) if not permit.source} == {"lijst-invoeren"}
    by_two = agreed("lijst-invoeren", LISTS, LEAD, object=HASH)
    person = make("organisatie", by=PLANNER)
    told = {"kind": "lijst", "about_id": by_two.id, "data": person.data | {"object": HASH}}
    assert "act_carried_out_first" in refused(row(person, **told))
    go(by_two, "uitgevoerd", LISTS, object=HASH)
    assert "act_carried_out_first" in refused(row(person, **told | {"data": person.data | {"object": "cd" * 32}}))
    row(person, **told)()
    assert "act_used_once" in refused(row(person, **told))


def test_every_rule_is_tried_above() -> None:
    tried = Path(__file__).read_text(encoding="utf-8")
    names = {rule.name for rule in (*SQLITE, *POSTGRESQL)}
    tables = {f"{table}_{rule}" for table in ("permit", "kindstate", "actrole") for rule in ("stands", "stays")}
    assert [name for name in sorted(names - tables) if f'"{name}"' not in tried] == []
    assert len(names) > 25
