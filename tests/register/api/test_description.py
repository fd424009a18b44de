"""The interface against its own description: whatever is asked, the answer is one that was promised, and no 5xx."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
import schemathesis
from django.conf import settings as django
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS

from inzage.register import commitments
from inzage.register.api import BASE
from inzage.register.api.guarding import RIGHTS
from inzage.register.api.models import Use
from inzage.register.faults import RegisterFault
from inzage.register.models import Record
from inzage.register.running import intake, runs
from inzage.register.running.intake import Upload
from inzage.register.running.tables import Run
from inzage.register.values import Role
from inzage.register.web.wsgi import application
from tests.register.api.callers import Machine, machine, told
from tests.register.ground import KINDS, LEAD, OFFICER, SECOND, go, make
from tests.register.running.desk import NOW, TODAY, Desk, condition_at, make_desk, ordered, planned

EACH = 8
"""Requests of each sort per operation."""
sparing = settings(
    max_examples=EACH,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@schemathesis.serializer("application/zip")
def as_zip(_: object, value: object) -> bytes:
    """Bytes as they are."""
    return value if isinstance(value, bytes) else str(value).encode()


schema = schemathesis.openapi.from_wsgi(f"{BASE}/openapi.json", application)
OPERATIONS = {
    str(each.definition.raw["operationId"]): each for each in (one.ok() for one in schema.get_all_operations())
}
UNFIT = {"bringCaseFile": [CHECKS.get_one("positive_data_acceptance")]}
"""Random bytes are well formed, and no case: those are refused."""
FOR = {Use.READING: Role.LEAD, Use.KIT: Role.OFFICER, Use.EVALUATION: Role.EVALUATOR}


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory, tables: None) -> Desk:
    return make_desk(tmp_path_factory.mktemp("description"))


@pytest.fixture
def there(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, str]:
    """A register with one of everything; the keys of what is there, by the name of their parameter."""
    monkeypatch.setattr(django, "INZAGE_REGISTER_KIT", str(desk.places.kit), raising=False)
    monkeypatch.setattr(django, "INZAGE_REGISTER_FILES", str(desk.places.files), raising=False)
    activity = planned(condition_at(desk))
    run = runs.queue(KINDS, ordered(desk, activity), desk.laid, OFFICER, desk.places, at=NOW)
    Run.objects.update(state="failed", said={"nl": "Mislukt.", "en": "Failed."})
    question = make("vraag")
    go(question, "vergrendeld", SECOND[Role.EVALUATOR])
    brought = refused(activity.id, desk)
    said = commitments.load(KINDS, LEAD)[0]
    kind = {"code": "controle", "version": "1", "commitment": str(said.root), "Processing-Purpose": str(question.root)}
    return kind | {"check": str(activity.root), "run": str(run.id), "case": str(brought), "night": TODAY}


def refused(activity: UUID, desk: Desk) -> UUID:
    """A case that was brought and is none."""
    with pytest.raises(RegisterFault):
        intake.take_upload(KINDS, Upload(BytesIO(b"no zip"), 6), activity, OFFICER, desk.places)
    return Record.objects.get(kind="inname").id


def caller(name: str) -> Machine:
    """One whose key reaches an operation."""
    use = next(use for use in FOR if use in RIGHTS[name].uses)
    return machine(use, FOR[use])


@pytest.mark.parametrize("name", OPERATIONS)
def test_whatever_is_asked_of(name: str, there: Mapping[str, str]) -> None:
    """Well formed with keys that are nobody's, well formed with those of what is there, and badly formed."""
    operation, key = OPERATIONS[name], caller(name).headers
    asked = {one["name"] for one in operation.definition.raw["parameters"]}
    known = {name: value for name, value in there.items() if name in asked}
    headers = {name: known.pop(name) for name in ("Processing-Purpose",) if name in known}
    for sort in (
        operation.as_strategy(),
        operation.as_strategy(path_parameters=known or None, headers=headers or None),
        operation.as_strategy(generation_mode=GenerationMode.NEGATIVE),
    ):

        @sparing
        @given(case=sort)
        def each(case: Any) -> None:
            case.call_and_validate(headers=key, excluded_checks=UNFIT.get(name))

        each()


def test_what_is_there_is_found(there: Mapping[str, str]) -> None:
    """The second sort of the test above reaches what is there."""
    for name, operation in OPERATIONS.items():
        if operation.method.upper() == "GET" and name not in ("getBundle", "getCheck"):
            path = operation.path.format(**there).removeprefix("/")
            told(caller(name)(path, Processing_Purpose=there["Processing-Purpose"]))
