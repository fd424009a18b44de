"""What other systems read: the public part of kinds, and commitments; nobody of the staff in either."""

from uuid import uuid4

import pytest

from inzage.register import commitments
from inzage.register.models import Record
from inzage.register.values import Noun, Role
from tests.register.api.callers import Machine, problem, reader, told
from tests.register.ground import KINDS, LEAD, make


def all_of(device: Machine, path: str) -> list[dict[str, object]]:
    """Every line, page after page."""
    found: list[dict[str, object]] = []
    where: str | None = path
    while where:
        page = told(device(where))
        found += page["results"]
        where = page.get("next")
    return found


def test_all_kinds_are_read_page_by_page() -> None:
    found = all_of(reader(), "kinds?pageSize=20")
    assert [(one["code"], one["version"]) for one in found] == sorted(KINDS.kinds)


def test_a_kind_is_told_without_what_only_concerns_the_register() -> None:
    kind = KINDS.kinds["controle", 1]
    said = told(reader()("kinds/controle/versions/1"))
    assert said == {
        "code": "controle",
        "version": 1,
        "noun": "activity",
        "scope": "traject",
        "name": {"nl": kind.words.nl, "en": kind.words.en},
        "states": list(kind.table.states),
        "rows": list(kind.rows),
        "retentionDays": kind.retention_days,
        "validFrom": kind.valid_from.isoformat(),
        "digest": kind.digest,
    }


def test_kinds_of_one_noun() -> None:
    device = reader()
    found = all_of(device, "kinds?noun=commitment")
    assert {one["noun"] for one in found} == {Noun.COMMITMENT.value}
    problem(device("kinds?noun=person"), 400)


@pytest.mark.parametrize(("path", "status"), [("none/versions/1", 404), ("controle/versions/99", 404)])
def test_a_kind_that_is_not_there(path: str, status: int) -> None:
    problem(reader()(f"kinds/{path}"), status)


@pytest.mark.parametrize("version", ["0", "-1", "x", "1.5", "99999999999999999999"])
def test_a_version_is_a_number(version: str) -> None:
    problem(reader()(f"kinds/controle/versions/{version}"), 400)


def test_commitments_are_those_of_the_memos_and_name_nobody() -> None:
    made = commitments.load(KINDS, LEAD)
    device = reader()
    found = all_of(device, "commitments?pageSize=7")
    assert {one["id"] for one in found} == {str(record.root) for record in made}
    assert all(one.keys() <= {"id", "state", "row", "form", "to", "said", "madeOn", "dueOn"} for one in found)
    assert told(device(f"commitments/{made[0].root}")) == next(o for o in found if o["id"] == str(made[0].root))
    assert LEAD.key not in str(found)
    assert {"2024-02-09", "2024-06-03"} == {one["madeOn"] for one in found}


def test_a_commitment_is_no_other_record() -> None:
    device = reader(Role.LEAD)
    person = make("persoon")
    for key in (person.id, uuid4()):
        problem(device(f"commitments/{key}"), 404)
    assert Record.objects.filter(id=person.id).exists()
