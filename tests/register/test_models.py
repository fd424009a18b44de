"""What the database itself refuses, whoever writes."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from inzage.register.models import Entry, KindVersion, Record, Step
from inzage.register.triggers import RULES, postgresql, sqlite
from tests.register.ground import LEAD, OFFICER, at, go, make, trajectory


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(DatabaseError) as fault, transaction.atomic():
        act()
    return str(fault.value)


def another(of: Record, **changed: Any) -> Callable[[], object]:
    fields = {field.attname: getattr(of, field.attname) for field in Record._meta.concrete_fields}
    key = uuid4()
    return lambda: Record.objects.create(**(fields | {"id": key, "root": key} | changed))


HEADERS = [
    ({"noun": "case"}, "record_noun"),
    ({"role": "directeur"}, "record_by_right"),
    ({"actor": ""}, "record_has_maker"),
    ({"organisation": ""}, "record_has_maker"),
    ({"ended": at("2026-01-05") - timedelta(1)}, "record_in_order"),
    ({"root": uuid4()}, "record_root"),
    ({"state": "elders"}, "record_by_right"),
    ({"version": 9}, "record_by_right"),
]


@pytest.mark.parametrize(("changed", "rule"), HEADERS, ids=[f"{rule} {next(iter(c))}" for c, rule in HEADERS])
def test_a_header_that_cannot_be_is_refused(changed: dict[str, Any], rule: str) -> None:
    person = make("persoon")
    another(person)()
    assert rule in refused(another(person, **changed))


def test_a_correction_keeps_the_noun() -> None:
    person, place = make("persoon"), trajectory()
    assert "record_" in refused(another(person, corrects_id=place.id, root=place.id))
    another(person, corrects_id=person.id, root=person.id)()


def test_a_record_is_corrected_once() -> None:
    person = make("persoon")
    again = another(person, corrects_id=person.id, root=person.id)
    again()
    assert "corrects" in refused(another(person, corrects_id=person.id, root=person.id))


def test_a_trajectory_is_a_trajectory() -> None:
    person = make("persoon")
    assert "record_of_trajectory" in refused(another(person, trajectory_id=person.id))


HEADER = [
    ("actor", "ander-1"),
    ("data", {}),
    ("happened", at("2026-01-01")),
    ("noun", "item"),
    ("salt", "x"),
    ("due", "2026-01-01"),
]


@pytest.mark.parametrize(("field", "value"), HEADER, ids=[field for field, _ in HEADER])
def test_what_was_written_stands(field: str, value: Any) -> None:
    person = make("persoon")
    assert "record_" in refused(lambda: Record.objects.filter(id=person.id).update(**{field: value}))


def test_a_state_of_another_kind_is_refused() -> None:
    person = make("persoon")
    for state in ("gedagvaard", "beeindigd"):
        said = refused(lambda state=state: Record.objects.filter(id=person.id).update(state=state))  # type: ignore[misc]
        assert "record_follows_step" in said or "record_next_state" in said
    go(person, "beeindigd", LEAD)
    assert Record.objects.get(id=person.id).state == "beeindigd"


def step(of: Record, **changed: Any) -> Callable[[], object]:
    fields: dict[str, Any] = {"place": 1, "source": "actief", "target": "beeindigd", "actor": "lead-2"}
    fields |= {"role": "teamleider", "organisation": "rn-1", "four_eyes": True, "requested_by": of.actor}
    fields |= {"details": {}, "happened": at("2026-01-06"), "recorded": at("2026-01-06")}
    return lambda: Step.objects.create(record=of, **(fields | changed))


STEPS = [
    ({"actor": OFFICER.key}, "step_four_eyes"),
    ({"requested_by": None}, "step_four_eyes"),
    ({"requested_by": "ander-3"}, "step_of_requester"),
    ({"place": 0}, "step_is_first"),
    ({"source": "beeindigd"}, "step_by_right"),
    ({"role": "directeur"}, "step_by_right"),
    ({"target": "elders"}, "step_by_right"),
]


@pytest.mark.parametrize(("changed", "rule"), STEPS, ids=[f"{rule} {next(iter(c))}" for c, rule in STEPS])
def test_a_step_that_cannot_be_is_refused(changed: dict[str, Any], rule: str) -> None:
    person = make("persoon", by=OFFICER)
    said = refused(step(person, **changed))
    assert rule in said or "step_once" in said
    step(person)()


STANDING = {
    "a step changed": lambda: Step.objects.update(details={"x": 1}),
    "a line changed": lambda: Entry.objects.update(actor="ander-1"),
    "a line gone": lambda: Entry.objects.all().delete(),
    "a kind changed": lambda: KindVersion.objects.filter(code="persoon").update(digest="0"),
}


@pytest.mark.parametrize("what", STANDING)
def test_what_is_append_only_stays(what: str) -> None:
    make("persoon")
    assert "_stands" in (said := refused(STANDING[what])) or "_stays" in said


REPLACED = {
    "sqlite": "INSERT OR REPLACE INTO register_entry ({names}) SELECT {names} FROM register_entry",
    "postgresql": "INSERT INTO register_entry ({names}) SELECT {names} FROM register_entry "
    "ON CONFLICT (number) DO UPDATE SET actor = 'x'",
}


def test_a_line_cannot_be_put_in_the_place_of_another() -> None:
    make("persoon")
    line = Entry.objects.get()

    def replaced() -> None:
        with connection.cursor() as cursor:
            names = ", ".join(field.column for field in Entry._meta.concrete_fields)
            cursor.execute(REPLACED[connection.vendor].format(names=names))

    assert "entry_sta" in refused(replaced)
    assert Entry.objects.get().hash == line.hash


@pytest.mark.parametrize("statements", [sqlite, postgresql])
def test_both_databases_have_every_rule(statements: Callable[[], Any]) -> None:
    said = "\n".join(statements())
    assert all(f"TRIGGER {rule.name} BEFORE {rule.event}" in said for rule in RULES)


def test_the_tables_are_what_the_models_say() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
