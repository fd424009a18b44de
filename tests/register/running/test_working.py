"""A run from queue to intake, over a real carrier, with the tool as a process of its own."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from inzage.cli._demo_halt import pattern
from inzage.record.reading import read_case
from inzage.register.log import verify as log_holds
from inzage.register.models import Record
from inzage.register.running import State, plans, progress, runs, working
from inzage.register.running.claims import Worker
from inzage.register.running.faults import RunElsewhere
from inzage.register.running.launch import born
from inzage.register.running.tables import Intake, Run
from inzage.signing.kit import Kit
from tests.police import Police
from tests.register.ground import COLLEAGUE, KINDS, OFFICER, state
from tests.register.running.desk import NOW, Desk, condition_at, make_desk, ordered, planned
from tests.register.running.test_killed import desk_at


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return make_desk(tmp_path_factory.mktemp("working"))


def bench(desk: Desk) -> working.Bench:
    return working.Bench(KINDS, desk.places, Worker(beat=0.1))


def queued(desk: Desk) -> Run:
    return runs.queue(KINDS, ordered(desk, planned(condition_at(desk))), desk.laid, OFFICER, desk.places, at=NOW)


def test_a_check_goes_from_the_queue_to_its_findings(desk: Desk) -> None:
    run = queued(desk)
    activity = run.activity
    assert (run.state, state(activity)) == (State.QUEUED, "onderweg")
    done = working.work_once(bench(desk))
    assert done is not None
    assert (done.id, done.state, done.exit_code, done.said) == (run.id, State.TAKEN_IN, 4, {})
    assert (done.owner, done.pid, done.attempt) == ("", None, 1)
    assert state(activity) == "gedaan"
    assert log_holds()
    taken = Intake.objects.get(order=run.order)
    told, case = taken.record.data["case"], read_case(Path(taken.folder), Kit.load(desk.field.kit))
    assert (told["check_id"], told["code"], taken.code) == (case.check_id, case.code, case.code)
    assert [one["answer"] for one in told["answers"]] == [one["answer"] for one in case.result["answers"]]
    assert sum(line["rows"] for line in told["coverage"]) == sum(line["rows"] for line in case.result["coverage"])
    assert state(taken.record) == "ingenomen"
    assert (state(run.order.record), Run.objects.get(id=run.id).order.live) == ("gebruikt", False)
    findings_say_what_the_case_says(run, told)
    progress_is_stages_and_counts(done)


def findings_say_what_the_case_says(run: Run, case: dict[str, Any]) -> None:
    found = Record.objects.filter(about=run.activity, noun="finding").order_by("recorded", "id")
    behaviour = {one.data["question"]: one.data for one in found.filter(kind="gedraging")}
    assert behaviour["listed-places-visited"] == {
        "question": "listed-places-visited", "answer": "indication", "count_band": "5-19", "announced": True,
        "case_code": case["code"],
    }  # fmt: skip
    assert len(behaviour) == len(case["answers"])
    opened = {one.data["data_class"]: one.data["machine_rows"] for one in found.filter(kind="inbreuktelling")}
    assert opened == {line["data_class"].replace("_", "-"): line["rows"] for line in case["intrusion"]}
    assert {state(one) for one in found} == {"vastgesteld"}


def progress_is_stages_and_counts(done: Run) -> None:
    assert done.progress["lights"] == {"A": "done", "B": "done", "C": "waiting"}
    assert (done.progress["fraction"], done.progress["left"]) == (1.0, 0.0)
    assert done.progress.keys() == {
        *("stage", "carrier", "done", "total", "rows", "seconds", "left"), *("fraction", "lights"),
    }  # fmt: skip


def test_with_nothing_in_the_queue_a_worker_does_nothing(desk: Desk) -> None:
    assert working.work_once(bench(desk)) is None


def test_the_plan_is_shown_before_anything_opens(desk: Desk) -> None:
    activity = planned(condition_at(desk))
    before = plans.plan(activity, desk.laid, desk.places)
    ordered(desk, activity)
    after = plans.plan(activity, desk.laid, desk.places)
    assert [question["code"] for question in before["questions"]] == [
        *("listed_places_visited", "listed_talk_places_visited", "listed_terms_searched", "history_kept"),
    ]  # fmt: skip
    assert (before["order_sha256"], after["order_sha256"] is None) == (None, False)


def when_it_reads(monkeypatch: pytest.MonkeyPatch, act: Callable[[Run], object]) -> None:
    """Do something at the first line of progress, while the check stands still: it cannot end before it is heard."""
    take, done = working._Sitting._take, list[bytes]()

    def taking(self: Any, line: bytes) -> None:
        take(self, line)
        if not done and progress.step(line):
            done.append(line)
            stand_still(Run.objects.get(id=self._run.id).pid)
            act(self._run)

    monkeypatch.setattr(working._Sitting, "_take", taking)
    monkeypatch.setattr(working, "LOOK", 0.001)


STILL = 1.5
"""Seconds: many times what a worker takes to hear what was asked of it."""


def stand_still(pid: int | None) -> None:
    """Stop a process for a while; signals that it gets meanwhile reach it when it goes on."""
    assert pid
    os.kill(pid, signal.SIGSTOP)

    def go_on() -> None:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)

    threading.Timer(STILL, go_on).start()


@pytest.fixture
def long(tmp_path: Path) -> Desk:
    """A desk whose carrier takes a while."""
    return desk_at(tmp_path)


def test_interrupted_by_an_officer_it_waits_and_goes_on_where_it_was(
    long: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = queued(long)
    with monkeypatch.context() as patched:
        when_it_reads(patched, lambda at: runs.interrupt(at, OFFICER))
        waits = working.work_once(bench(long))
    assert waits is not None
    assert (waits.state, waits.exit_code, waits.asked) == (State.INTERRUPTED, 6, "")
    assert "--resume" in waits.said["nl"]
    assert working.work_once(bench(long)) is None
    assert runs.begun(waits)
    runs.again(waits, COLLEAGUE)
    done = working.work_once(bench(long))
    assert done is not None
    assert (done.state, done.exit_code, done.said, done.id) == (State.TAKEN_IN, 4, {}, run.id)


def test_stopped_by_the_officer_it_is_sealed_and_the_activity_with_it(
    long: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    Police.new().known_to(long.field.kit)
    run = queued(long)
    when_it_reads(monkeypatch, lambda at: runs.stop(at, OFFICER))
    done = working.work_once(bench(long))
    assert done is not None
    assert (done.state, done.exit_code) == (State.STOPPED, 3)
    assert state(run.activity) == "gestopt"
    assert run.activity.steps.get(target="gestopt").details == {"reason": "toezichthouder"}
    taken = Intake.objects.get(order=run.order).record.data["case"]
    assert (taken["status"], "handover" in taken) == ("halted", True)
    with pytest.raises(RunElsewhere):
        runs.again(done, OFFICER)


def test_stopped_while_it_waits_interrupted_it_only_seals(long: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    Police.new().known_to(long.field.kit)
    run = queued(long)
    with monkeypatch.context() as patched:
        when_it_reads(patched, lambda at: runs.interrupt(at, OFFICER))
        working.work_once(bench(long))
    runs.stop(run, OFFICER)
    done = working.work_once(bench(long))
    assert done is not None
    assert (done.state, done.exit_code, state(run.activity)) == (State.STOPPED, 3, "gestopt")
    assert run.activity.steps.get(target="gestopt").details == {"reason": "toezichthouder"}


def test_known_material_stops_the_check_and_the_activity(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, listed=pattern())
    (desk.carrier / "Users/anna/Pictures").mkdir(parents=True)
    (desk.carrier / "Users/anna/Pictures/patroon.png").write_bytes(pattern())
    Police.new().known_to(desk.field.kit)
    run = queued(desk)
    done = working.work_once(bench(desk))
    assert done is not None
    assert (done.state, done.exit_code) == (State.STOPPED, 3)
    assert run.activity.steps.get(target="gestopt").details == {"reason": "bekend-materiaal"}
    assert "patroon" not in json.dumps(Intake.objects.get(order=run.order).record.data)


def test_a_check_that_dies_by_itself_goes_back_into_the_queue(long: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    queued(long)
    with monkeypatch.context() as patched:
        when_it_reads(patched, lambda at: os.kill(Run.objects.get(id=at.id).pid or 0, signal.SIGKILL))
        left = working.work_once(bench(long))
    assert left is not None
    assert (left.state, left.exit_code, left.owner, left.attempt) == (State.QUEUED, -9, "", 1)
    assert runs.begun(left)


def test_a_worker_that_must_end_leaves_its_run_to_the_next(long: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    queued(long)
    ending: list[Run] = []
    with monkeypatch.context() as patched:
        when_it_reads(patched, ending.append)
        left = working.work_once(replace(bench(long), stopping=lambda: bool(ending)))
    assert left is not None
    assert (left.state, left.exit_code, runs.begun(left)) == (State.QUEUED, 6, True)


def test_a_run_in_other_hands_is_let_go_and_its_check_ended(long: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    run = queued(long)
    when_it_reads(monkeypatch, lambda at: Run.objects.filter(id=at.id).update(owner="another"))
    left = working.work_once(bench(long))
    assert left is not None
    assert (left.state, left.owner, left.exit_code) == (State.RUNNING, "another", None)
    assert not Intake.objects.filter(order=run.order).exists()
    assert born(left.pid or 0) is None


def test_what_a_dead_worker_left_running_is_ended_first(desk: Desk) -> None:
    left = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    run = queued(desk)
    Run.objects.filter(id=run.id).update(pid=left.pid, born=born(left.pid))
    run.refresh_from_db()
    working._end_old(run)
    assert left.wait(10) == -signal.SIGTERM


def test_another_process_of_that_number_is_left_alone(desk: Desk) -> None:
    run = queued(desk)
    run.pid, run.born = os.getpid(), 1
    working._end_old(run)


def test_a_check_that_cannot_be_carried_out_says_so_without_the_path(desk: Desk) -> None:
    run = queued(desk)
    laid = [{**desk.laid[0].json, "path": str(desk.root / "weg")}]
    Run.objects.filter(id=run.id).update(carriers=laid)
    failed = working.work_once(bench(desk))
    assert failed is not None
    assert (failed.state, failed.exit_code) == (State.FAILED, 1)
    assert failed.said["nl"].endswith(".")
    assert str(desk.root) not in failed.said["nl"]
    assert state(run.activity) == "onderweg"


def test_refused_by_the_kit_nothing_is_opened_and_the_order_can_still_be_used(desk: Desk) -> None:
    run = queued(desk)
    kit = desk.root / "strange"
    Kit.create(kit, laboratory=True)
    failed = working.work_once(replace(bench(desk), places=replace(desk.places, tool=kit)))
    assert failed is not None
    assert (failed.state, failed.exit_code, runs.begun(failed)) == (State.FAILED, 5, False)
    assert failed.said["en"].startswith("The mandate, the order or the kit")
    runs.again(run, OFFICER)
    assert Run.objects.get(id=run.id).state == State.QUEUED
