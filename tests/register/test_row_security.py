"""What PostgreSQL itself keeps apart, whatever Django asks: raw statements in the role in which requests run."""

# ruff: noqa: S608 - the tests' own words make these statements

import pytest
from django.db import DatabaseError, connection, transaction

from inzage.register.houses import APP_ROLE, SETTING, acting
from inzage.register.models import Record
from inzage.register.row_security import OPEN, RIGHTS, statements
from inzage.register.values import Actor, Role
from tests.register.ground import LEAD, OFFICER, go, make, trajectory

THERE = Actor("toezichthouder-9", Role.OFFICER, "svg-1")
POLICE = Actor("politiecontact-9", Role.POLICE, "politie-1")


def asked(statement: str, *values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return list(cursor.fetchall()) if cursor.description else []


def count(table: str) -> int:
    return int(str(asked(f"SELECT count(*) FROM register_{table}")[0][0]))


def refused(statement: str, *values: object) -> str:
    with pytest.raises(DatabaseError) as fault, transaction.atomic():
        asked(statement, *values)
    return str(fault.value)


@pytest.fixture(autouse=True)
def some() -> None:
    ours = trajectory()
    handed = make("overdracht-politie", trajectory=ours, about=make("oordeel", trajectory=ours), by=OFFICER)
    go(handed, "verzonden", OFFICER)
    make("toezegging", by=LEAD)
    make("persoon", by=THERE, data={"pseudonym": "P-0009"})


@pytest.fixture(autouse=True)
def on_server(database: str) -> None:
    assert connection.vendor == "postgresql"


SEEN = [(OFFICER, 5, 6), (THERE, 2, 2), (POLICE, 2, 3)]


@pytest.mark.parametrize(("by", "records", "steps"), SEEN, ids=[by.organisation for by, _, _ in SEEN])
def test_raw_statements_see_what_the_organisation_reaches(by: Actor, records: int, steps: int) -> None:
    assert (count("record"), count("step")) == (6, 7)
    with acting(by):
        assert asked("SELECT current_user, current_setting(%s)", SETTING) == [(APP_ROLE, by.organisation)]
        assert (count("record"), count("step")) == (records, steps)
    assert (count("record"), count("step")) == (6, 7)


def test_without_an_organisation_the_role_sees_commitments_alone() -> None:
    with transaction.atomic():
        asked(f"SET LOCAL ROLE {APP_ROLE}")
        assert asked("SELECT kind FROM register_record") == [("toezegging",)]
        transaction.set_rollback(True)


REFUSED = [
    "UPDATE register_record SET actor = 'x-1'",
    "UPDATE register_step SET actor = 'x-1'",
    "UPDATE register_entry SET actor = 'x-1'",
    "DELETE FROM register_entry",
    "TRUNCATE register_entry",
    "TRUNCATE register_record CASCADE",
    "DELETE FROM register_permit",
    "INSERT INTO register_permit (code, version, source, target, role, four_eyes, act) "
    "VALUES ('x', 1, '', 'x', 'planner', false, '')",
    "ALTER TABLE register_record DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE register_step DISABLE TRIGGER ALL",
    "DROP TRIGGER entry_stays ON register_entry",
    "DELETE FROM django_migrations",
]


@pytest.mark.parametrize("statement", REFUSED, ids=[statement[:44] for statement in REFUSED])
def test_the_role_may_no_more_than_it_needs(statement: str) -> None:
    with acting(OFFICER):
        said = refused(statement)
        assert "permission denied" in said or "must be owner" in said


def copied(table: str, **changed: str) -> str:
    """A row such as one that is there, with other values in some columns."""
    found = asked("SELECT column_name FROM information_schema.columns WHERE table_name = %s", f"register_{table}")
    names = [str(name) for (name,) in found if table == "record" or name != "id"]
    values = [changed.get(name, name) for name in names]
    return f"INSERT INTO register_{table} ({', '.join(names)}) SELECT {', '.join(values)} FROM register_{table}"


def test_nobody_writes_in_the_name_of_another_organisation() -> None:
    fresh = {"id": "'00000000-0000-4000-8000-000000000001'", "root": "'00000000-0000-4000-8000-000000000001'"}
    theirs = copied("record", **fresh, organisation="'svg-1'") + " WHERE kind = 'persoon' AND organisation = 'rn-1'"
    ours = copied("record", **fresh) + " WHERE kind = 'persoon' AND organisation = 'rn-1'"
    line = copied("entry", number="number + 1000", organisation="'svg-1'", previous="hash") + " WHERE number = 1"
    with acting(OFFICER):
        assert "row-level security" in refused(theirs)
        assert "row-level security" in refused(line)
        asked(ours)


@pytest.mark.parametrize(("organisation", "said"), [("svg-1", "row-level security"), ("rn-1", "step_in_house")])
def test_a_step_on_what_is_out_of_sight_is_refused(organisation: str, said: str) -> None:
    person = Record.objects.get(organisation="svg-1")
    told = {"place": "1", "source": "'actief'", "target": "'beeindigd'", "actor": "'teamleider-1'"}
    told |= {"role": "'teamleider'", "organisation": f"'{organisation}'", "record_id": f"'{person.id}'"}
    step = copied("step", **told) + " WHERE place = 0 LIMIT 1"
    with acting(OFFICER):
        assert said in refused(step)
    told["organisation"] = "'svg-1'"
    with acting(THERE):
        asked(copied("step", **told) + " WHERE place = 0 LIMIT 1")
    assert person.steps.count() == 2


def test_a_trigger_looks_at_what_who_acts_may_not_see() -> None:
    person = Record.objects.get(organisation="svg-1")
    fresh = {"id": "'00000000-0000-4000-8000-000000000001'", "root": "'00000000-0000-4000-8000-000000000001'"}
    hung = copied("record", **fresh, about_id=f"'{person.id}'") + " WHERE kind = 'persoon' AND organisation = 'rn-1'"
    with acting(OFFICER):
        assert "record_in_house" in refused(hung)


def test_setting_it_up_again_changes_nothing() -> None:
    before = asked("SELECT tablename, policyname, cmd, qual FROM pg_policies ORDER BY 1, 2")
    asked("SET CONSTRAINTS ALL IMMEDIATE")
    for statement in statements():
        with connection.cursor() as cursor:
            cursor.execute(statement)
    assert asked("SELECT tablename, policyname, cmd, qual FROM pg_policies ORDER BY 1, 2") == before
    apart = asked("SELECT count(*) FROM pg_class WHERE relname LIKE 'register!_%%' ESCAPE '!' AND relrowsecurity")
    assert apart == [(len(RIGHTS) - len(set(OPEN) - {"entry"}),)]
