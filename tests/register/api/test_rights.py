"""Every route has its right, and every cell of use and role is tried: there is no way in that nobody looked at."""

from dataclasses import dataclass
from uuid import uuid4

import pytest
from ninja.operation import Operation

from inzage.register.api.guarding import RIGHTS, Key
from inzage.register.api.interface import PARTS, api
from inzage.register.api.keys import ROLES
from inzage.register.api.models import Use
from inzage.register.values import Role
from inzage.register.web.accounts.access import ACTIONS
from inzage.register.web.accounts.models import Access
from tests.register.api.callers import NOBODY, machine, problem

KIT, EVALUATION, READING = Use.KIT, Use.EVALUATION, Use.READING
OFFICERS = {(KIT, Role.OFFICER), (KIT, Role.EXPERT)}
ONLY_EVALUATOR = {(EVALUATION, Role.EVALUATOR)}
PAIRS = {(use, role) for use in Use for role in ROLES[use]}
READERS = {(use, role) for use, role in PAIRS if role is not Role.POLICE}
NIGHT = OFFICERS | {(READING, role) for role in (Role.OFFICER, Role.EXPERT, Role.LEAD, Role.ADMINISTRATOR)}
SOME = str(uuid4())


@dataclass(frozen=True)
class Cell:
    """Where a route lies, and whose keys reach it: (use, role)."""

    method: str
    path: str
    reached: set[tuple[Use, Role]]


TABLE = {
    "listChecks": Cell("GET", "checks", OFFICERS),
    "getCheck": Cell("GET", f"checks/{SOME}", OFFICERS),
    "getBundle": Cell("GET", f"checks/{SOME}/bundle", OFFICERS),
    "bringCaseFile": Cell("POST", f"checks/{SOME}/case-files", OFFICERS),
    "listCaseFiles": Cell("GET", f"checks/{SOME}/case-files", OFFICERS),
    "getCaseFile": Cell("GET", f"checks/{SOME}/case-files/{SOME}", OFFICERS),
    "listRuns": Cell("GET", f"checks/{SOME}/runs", OFFICERS),
    "getRun": Cell("GET", f"runs/{SOME}", OFFICERS),
    "getNight": Cell("GET", "nights/2026-11-22", NIGHT),
    "listKinds": Cell("GET", "kinds", PAIRS),
    "getKind": Cell("GET", "kinds/controle/versions/1", PAIRS),
    "listCommitments": Cell("GET", "commitments", READERS),
    "getCommitment": Cell("GET", f"commitments/{SOME}", READERS),
    "listEvents": Cell("GET", "events", ONLY_EVALUATOR),
    "listSpans": Cell("GET", "spans", ONLY_EVALUATOR),
}
SHUT = (401, 403)


def operations() -> dict[str, Operation]:
    """All of the interface."""
    views = [view for part in PARTS for view in part.router.path_operations.values()]
    return {str(each.operation_id): each for view in views for each in view.operations}


def test_every_route_has_a_right_a_line_and_a_row_in_this_table() -> None:
    found = operations()
    assert found.keys() == TABLE.keys() == RIGHTS.keys()
    for name, operation in found.items():
        assert [type(each) for each in operation.auth_callbacks] == [Key], name
        assert operation.auth_callbacks[0].right is RIGHTS[name], name  # type: ignore[attr-defined]
        assert RIGHTS[name].line in ACTIONS, name
        assert operation.methods == [TABLE[name].method], name
    assert len(api.get_openapi_schema(path_prefix="")["paths"]) == len({cell.path for cell in TABLE.values()})


@pytest.mark.parametrize("name", TABLE)
def test_without_a_key_nobody_comes_in(name: str) -> None:
    cell = TABLE[name]
    answer = NOBODY(cell.path, cell.method)
    problem(answer, 401)
    assert answer["WWW-Authenticate"] == 'Bearer realm="inzage"'


@pytest.mark.parametrize(("use", "role"), sorted(PAIRS), ids=str)
def test_a_key_reaches_what_the_table_says(use: Use, role: Role) -> None:
    caller, reached = machine(use, role), set()
    for name, cell in TABLE.items():
        before = Access.objects.count()
        if caller(cell.path, cell.method).status_code not in SHUT:
            reached.add(name)
        lines = Access.objects.order_by("-number")
        assert lines.count() == before + 1
        assert lines[0].action == (RIGHTS[name].line if name in reached else "sleutel-geweigerd")
    expected = {name for name, cell in TABLE.items() if (use, role) in cell.reached}
    # Figures come with their purpose; without it a request is not in order, which is past the key all the same.
    assert reached == expected


def test_what_is_not_for_this_key_is_said_as_a_problem() -> None:
    assert problem(machine(READING, Role.PLANNER)("checks"), 403)["type"] == "urn:inzage:probleem:NotForThis"
