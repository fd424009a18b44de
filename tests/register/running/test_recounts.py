"""A finding that is disputed is counted again by somebody else, and what came of it stands with the run."""

import json
from pathlib import Path
from typing import Any

import pytest

from inzage.register.faults import Refused
from inzage.register.models import Record
from inzage.register.running import Purpose, State, recounts, runs, working
from inzage.register.running.claims import Worker
from inzage.register.running.faults import IntakeRefused, RunElsewhere
from inzage.register.running.intake import take_folder
from inzage.register.running.tables import Intake, Run
from tests.register.ground import COLLEAGUE, KINDS, OFFICER, PLANNER, check, go, make, state
from tests.register.running.desk import NOW, TODAY, Desk, condition_at, make_desk, ordered, planned

QUESTION = {"question": "history_kept", "then": ["indication", 3, 2], "now": ["no_indication", 0, 0], "same": False}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return make_desk(tmp_path_factory.mktemp("recounts"))


def bench(desk: Desk) -> working.Bench:
    return working.Bench(KINDS, desk.places, Worker(beat=0.1))


def disputed(desk: Desk) -> Record:
    """A finding of a check that was carried out, which the person disputes."""
    runs.queue(KINDS, ordered(desk, planned(condition_at(desk))), desk.laid, OFFICER, desk.places, at=NOW)
    working.work_once(bench(desk))
    finding = Record.objects.get(kind="gedraging", data__question="listed-places-visited")
    recounts.dispute(KINDS, finding, OFFICER, NOW)
    return finding


def test_a_recount_counts_the_same_carrier_again_and_needs_no_order(desk: Desk) -> None:
    finding = disputed(desk)
    assert state(finding) == "betwist"
    with pytest.raises(Refused, match="second person"):
        recounts.queue(finding, desk.laid, OFFICER, desk.places)
    run = recounts.queue(finding, desk.laid, COLLEAGUE, desk.places)
    done = working.work_once(bench(desk))
    assert done is not None
    assert (done.id, done.purpose, done.state, done.finding_id) == (
        run.id, Purpose.RECOUNT, State.FINISHED, finding.id,
    )  # fmt: skip
    assert done.outcome is not None
    assert done.outcome["same"]
    told = {one["question"]: one for one in done.outcome["questions"]}
    assert told["listed_places_visited"] == {
        "question": "listed_places_visited", "same": True,
        "then": {"answer": "indication", "count": 6, "days": 6}, "now": {"answer": "indication", "count": 6, "days": 6},
    }  # fmt: skip
    assert finding.about is not None
    with pytest.raises(IntakeRefused) as refused:  # the case of a recount is no check
        take_folder(KINDS, runs.case_of(run), finding.about.id, OFFICER, desk.places)
    assert (refused.value.code, Intake.objects.count()) == ("taken_in_before", 1)
    go(finding, "bevestigd", COLLEAGUE, TODAY)
    with pytest.raises(RunElsewhere):
        recounts.queue(finding, desk.laid, COLLEAGUE, desk.places)


def test_a_recount_that_was_killed_begins_anew(desk: Desk, tmp_path: Path) -> None:
    run = Run(folder=str(tmp_path), purpose=Purpose.RECOUNT.value, progress={}, carriers=[])
    for left in ("case", "case.part"):
        (tmp_path / left).mkdir()
        (tmp_path / left / "case.json").write_bytes(b"{}")
    run.order = ordered(desk, planned(condition_at(desk)))
    working._Sitting(run, bench(desk))._lay_papers()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["mandate.dsse.json", "order.dsse.json"]


def test_a_finding_that_nobody_disputes_is_not_counted_again(desk: Desk) -> None:
    activity = check(condition_at(desk))
    finding = make("gedraging", trajectory=activity.trajectory, about=activity)
    with pytest.raises(RunElsewhere):
        recounts.queue(finding, desk.laid, COLLEAGUE, desk.places)
    recounts.dispute(KINDS, finding, OFFICER, NOW)
    with pytest.raises(RunElsewhere, match="dossier"):
        recounts.queue(finding, desk.laid, COLLEAGUE, desk.places)
    with pytest.raises(Refused):
        recounts.queue(finding, desk.laid, PLANNER, desk.places)


def test_what_a_recount_tells_is_held_to_its_form(tmp_path: Path) -> None:
    def told(said: object) -> Any:
        (tmp_path / "outcome.json").write_text(json.dumps(said), encoding="utf-8")
        return recounts.outcome_of(tmp_path)

    assert told({"same": False, "questions": [QUESTION]}) == {
        "same": False,
        "questions": [
            {
                "question": "history_kept", "same": False,
                "then": {"answer": "indication", "count": 3, "days": 2},
                "now": {"answer": "no_indication", "count": 0, "days": 0},
            }
        ],
    }  # fmt: skip
    for wrong in (
        [], {}, {"same": True}, {"same": True, "questions": [3]},
        {"same": True, "questions": [QUESTION | {"question": "een zin"}]},
        {"same": True, "questions": [QUESTION | {"then": ["schuldig", 1, 1]}]},
        {"same": True, "questions": [QUESTION | {"now": ["indication", True, 1]}]},
        {"same": True, "questions": [QUESTION | {"now": ["indication"]}]},
    ):  # fmt: skip
        assert told(wrong) is None
    (tmp_path / "outcome.json").write_bytes(b"[" * 5000)
    assert recounts.outcome_of(tmp_path) is None
