"""A night for other systems: the same as on the screen, to who may know."""

from collections.abc import Mapping
from typing import Any

import pytest

from inzage.register.api.models import Use
from inzage.register.log import now
from inzage.register.running import Running, State, pausing
from inzage.register.running.nights import night_of
from inzage.register.running.runs import machine as here
from inzage.register.running.tables import Run
from inzage.register.values import Role
from tests.register.api.callers import kit, machine, problem, told
from tests.register.ground import EXPERT
from tests.register.running.desk import Desk, make_desk
from tests.register.running.test_claims import order_at, waits


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory, tables: None) -> Desk:
    return make_desk(tmp_path_factory.mktemp("nights"))


@pytest.fixture
def runs(desk: Desk) -> Mapping[str, Run]:
    given, of = order_at(desk)
    failed = {"nl": "De gegevensdrager is er niet.", "en": "The carrier is not there."}
    at = {"queued": now(), "begun": now(), "ended": now()}
    return {
        "open": waits(given, of, state=State.TAKEN_IN.value, exit_code=4, **at),
        "failed": waits(given, of, state=State.FAILED.value, exit_code=1, said=failed, **at),
        "waiting": waits(given, of, priority=1),
    }


def night() -> str:
    return f"nights/{night_of(now()).day}"


def of(said: Mapping[str, Any], run: Run) -> dict[str, Any]:
    return next(each for each in said["runs"] if each["id"] == str(run.id))


def test_a_night_is_told_as_it_stands(runs: Mapping[str, Run]) -> None:
    pausing.pause(EXPERT, here(), Running.FINISH, "Onderhoud aan de machine.")
    said = told(kit(Role.EXPERT)(night()))
    assert (said["going"], said["queued"]) == (True, 3)
    assert [(each["became"], each["number"]) for each in said["counts"]] == [
        ("failed", 1),
        ("not_assessable", 1),
        ("waiting", 1),
    ]
    failed, waiting = of(said, runs["failed"]), of(said, runs["waiting"])
    assert failed["said"]["nl"] == "De gegevensdrager is er niet."
    assert (failed["checkId"], waiting["priority"]) == (str(runs["failed"].activity_id), "urgent")
    assert [(each["name"], each["paused"], each["away"]) for each in said["machines"]] == [(here(), True, True)]


def test_who_may_see_no_person_is_told_no_answer_and_no_check(runs: Mapping[str, Run]) -> None:
    said = told(machine(Use.READING, Role.ADMINISTRATOR)(night()))
    assert [(each["became"], each["number"]) for each in said["counts"]] == [("failed", 1), ("waiting", 1), ("done", 1)]
    assert of(said, runs["open"])["became"] == "done"
    assert all("checkId" not in each for each in said["runs"])


@pytest.mark.parametrize("day", ["1999-12-31", "2100-01-02", "9999-12-31", "0001-01-01"])
def test_a_night_that_no_register_has_is_not_there(day: str) -> None:
    problem(kit(Role.OFFICER)(f"nights/{day}"), 404)
