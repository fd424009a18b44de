"""Who has a run in hand: one worker, on either database; a dead one's lease runs out, a late one finds it gone."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from inzage.register.log import now
from inzage.register.models import Record
from inzage.register.running import State, claims
from inzage.register.running.claims import MOST_ATTEMPTS, Worker, beat, claim, let_go
from inzage.register.running.launch import born
from inzage.register.running.runs import machine
from inzage.register.running.tables import GivenOrder, Run
from tests.register.ground import check
from tests.register.running.desk import Desk, condition_at, make_desk, ordered, planned
from tests.register.test_log import elsewhere, ran, told

RUNS, WORKERS = 24, 4
READY = """
import sys, django
from pathlib import Path
django.setup()
from django.core.management import call_command
from inzage.register.adopting import adopt
from tests.register.ground import KINDS
from tests.register.running import test_claims
from tests.register.running.desk import make_desk
call_command("migrate", verbosity=0)
adopt(KINDS)
desk = make_desk(Path(sys.argv[1]))
given, of = test_claims.order_at(desk)
for _ in range(test_claims.RUNS):
    test_claims.waits(given, of)
"""
TAKE = """
import django
django.setup()
from inzage.register.running.claims import Worker, claim
worker = Worker()
while (run := claim(worker)) is not None:
    print(run.id, run.owner == worker.name)
"""


def order_at(desk: Desk) -> tuple[GivenOrder, Record]:
    """An order, and the condition it is under."""
    of = condition_at(desk)
    return ordered(desk, planned(of)), of


def waits(given: GivenOrder, of: Record, **more: object) -> Run:
    """A run in the queue, of a check of its own."""
    row: dict[str, object] = {
        "id": uuid4(), "purpose": "check", "activity": check(of), "order": given, "state": State.QUEUED.value,
        "machine": machine(), "carriers": [], "folder": "/nowhere", "actor": "toezichthouder-1",
        "role": "toezichthouder", "organisation": "rn-1", "queued": now(),
    }  # fmt: skip
    return Run.objects.create(**row | more)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return make_desk(tmp_path_factory.mktemp("claims"))


def test_four_workers_at_once_get_each_run_once(tmp_path: Path, database: str) -> None:
    where = elsewhere(database, tmp_path)
    told(ran(READY, where, str(tmp_path)))
    workers = [ran(TAKE, where) for _ in range(WORKERS)]
    taken = [line.split() for worker in workers for line in told(worker).splitlines()]
    assert len(taken) == len({key for key, _ in taken}) == RUNS
    assert {own for _, own in taken} == {"True"}


def test_a_run_is_one_worker_s_until_its_lease_is_over(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, at = Worker(), Worker(), now()
    run = waits(*order_at(desk))
    assert claim(first) == run
    assert claim(second) is None
    monkeypatch.setattr(claims, "now", lambda: at + timedelta(seconds=50))
    assert beat(run, first)
    monkeypatch.setattr(claims, "now", lambda: at + timedelta(seconds=100))
    assert claim(second) is None
    monkeypatch.setattr(claims, "now", lambda: at + timedelta(seconds=111))
    taken = claim(second)
    assert taken is not None
    assert (taken.id, taken.owner, taken.attempt) == (run.id, second.name, 2)


def test_a_worker_that_comes_back_late_finds_its_run_in_other_hands(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, at = Worker(), Worker(), now()
    run = waits(*order_at(desk))
    assert claim(first) == run
    monkeypatch.setattr(claims, "now", lambda: at + timedelta(seconds=61))
    assert claim(second) == run
    assert not beat(run, first, progress={"stage": "C"})
    assert not let_go(run, first, State.FAILED)
    held = Run.objects.get(id=run.id)
    assert (held.owner, held.progress, held.state) == (second.name, {}, State.RUNNING)


def test_a_clock_that_was_set_back_leaves_no_run_behind(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    run, at = waits(*order_at(desk)), now()
    assert claim(Worker()) == run
    monkeypatch.setattr(claims, "now", lambda: at - timedelta(days=2))
    assert claim(Worker()) == run


def test_a_run_that_breaks_off_again_and_again_is_left_to_a_person(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    run, at = waits(*order_at(desk)), now()
    for attempt in range(MOST_ATTEMPTS):
        monkeypatch.setattr(claims, "now", lambda later=attempt: at + timedelta(minutes=2 * later))
        assert claim(Worker()) == run
    monkeypatch.setattr(claims, "now", lambda: at + timedelta(hours=1))
    assert claim(Worker()) is None
    left = Run.objects.get(id=run.id)
    assert (left.state, left.owner) == (State.FAILED, "")
    assert "beheerder" in left.said["nl"]


def test_a_run_of_another_machine_is_left_alone(desk: Desk) -> None:
    waits(*order_at(desk), machine="elders")
    assert claim(Worker()) is None


def test_the_longest_waiting_goes_first(desk: Desk) -> None:
    given, of = order_at(desk)
    late = waits(given, of, queued=now())
    early = waits(given, of, queued=now() - timedelta(hours=1))
    assert [claim(Worker()), claim(Worker()), claim(Worker())] == [early, late, None]


WRONG: dict[str, dict[str, object]] = {
    "a state that is none": {"state": "bezig"},
    "running in nobody's hands": {"state": "running"},
    "running without a lease": {"state": "running", "owner": "w"},
    "asked for what cannot be": {"asked": "faster"},
    "a purpose that is none": {"purpose": "search"},
}


@pytest.mark.parametrize("what", WRONG)
def test_the_database_refuses_a_run_with(desk: Desk, what: str) -> None:
    given, of = order_at(desk)
    with pytest.raises(IntegrityError), transaction.atomic():
        waits(given, of, **WRONG[what])


def test_the_database_refuses_a_second_run_of_one_check(desk: Desk) -> None:
    given, of = order_at(desk)
    first = waits(given, of)
    with pytest.raises(IntegrityError), transaction.atomic():
        waits(given, of, activity=first.activity)
    Run.objects.filter(id=first.id).update(state=State.FAILED.value)
    assert waits(given, of, activity=first.activity)


def test_a_process_is_known_by_its_number_and_its_birth() -> None:
    sleeper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        first = born(sleeper.pid)
        assert first is not None
        assert (first >= (born(os.getpid()) or 0), born(sleeper.pid)) == (True, first)
    finally:
        sleeper.kill()
        sleeper.wait()
    assert born(sleeper.pid) != first
