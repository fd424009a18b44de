"""A run from queue to intake, over a real carrier, with the tool as a process of its own."""

from pathlib import Path

import pytest

from inzage.record.reading import read_case
from inzage.register.log import verify as log_holds
from inzage.register.models import Record
from inzage.register.running import State, plans, runs, working
from inzage.register.running.claims import Worker
from inzage.register.running.tables import Intake, Run
from inzage.signing.kit import Kit
from tests.register.ground import KINDS, OFFICER, state
from tests.register.running.desk import NOW, Desk, condition_at, make_desk, ordered, planned


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


def test_findings_say_what_the_case_says_and_nothing_more(desk: Desk) -> None:
    run = queued(desk)
    working.work_once(bench(desk))
    case = Intake.objects.get(order=run.order).record.data["case"]
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


def test_progress_is_stages_and_counts(desk: Desk) -> None:
    queued(desk)
    done = working.work_once(bench(desk))
    assert done is not None
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
