"""Under which role somebody works: the excluded get in nowhere, an attending expert sees no result."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from inzage.check import crew
from inzage.mandate.attended import ATTENDED
from inzage.record import EntryKind
from inzage.record.reading import read_case
from inzage.signing.kit import Kit
from inzage.signing.policy import write_policy
from tests.check.beside import Beside, beside, give_order
from tests.cli.room import Room, make_room, run

__all__ = ["beside"]

pytestmark = pytest.mark.usefixtures("beside")

WHY = "Het image opent alleen met hulp van een specialist."
EXPERT = ("--role", "deskundige", "--reason", WHY)
TELLING = ("aanwijzing", "indication", "listed_", "ZO-", "gezien", "seen", "count", "keer", "answers")
"""Words without which no result can be told."""

LINES = {
    "check": "check {carrier} --mandate {mandate} --order {order} --kit {kit} --lists {lists} --out {root}/{name} "
             "--presented aangereikt --owner betrokkene",
    "recount": "recount {case} {carrier} --kit {kit} --lists {lists} --out {root}/{name}",
    "report": "report {case} --kit {kit} --out {root}/{name}",
    "compare": "compare {case} {case} --kit {kit}",
    "verify": "verify {case} --kit {kit}",
    "log": "log export {case} --kit {kit} --out {root}/{name}",
    "handover": "handover export {case} --kit {kit} --out {root}/{name}",
    "timestamp request": "timestamp request {case} --kit {kit} --out {root}/{name}",
    "timestamp add": "timestamp add {case} {root}/text --tsa {root}/text --kit {kit}",
    "plan": "plan {mandate} --kit {kit} --order {order} --lists {lists}",
}  # fmt: skip
SHOWING = ("report", "compare")


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crew, "Pool", Beside)
        patch.setattr("inzage.worker.warm.Pool", Beside)
        return make_room(tmp_path_factory.mktemp("roles"))


def words(room: Room, line: str, name: str = "new") -> list[str]:
    return [word.format(**room.places, name=name) for word in LINES[line].split(" ")]


def attended(room: Room) -> list[dict[str, str]]:
    file = room.bench.papers.kit / ATTENDED
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []


@pytest.mark.parametrize("official", ["politie", "wijkagent", "deskundige-politie"])
@pytest.mark.parametrize("line", LINES)
def test_on_a_kit_of_the_excluded_nothing_runs(room: Room, tmp_path: Path, line: str, official: str) -> None:
    kit = Kit.load(room.bench.papers.kit)
    policy = kit.path / "kit.toml"
    before = policy.read_bytes()
    policy.write_bytes(write_policy(replace(kit.policy, official=official)))
    try:
        for said in ((), ("--role", "toezichthouder")):
            if said and line in {"verify", "plan", "log", "handover", "timestamp request", "timestamp add"}:
                continue
            done = run(*words(room, line, str(tmp_path / "new")), *said)
            assert done.exit_code == 5, (done.stdout, done.stderr)
            assert official in done.stderr
            assert done.stdout == ""
            assert not (tmp_path / "new").exists()
    finally:
        policy.write_bytes(before)


@pytest.mark.parametrize("line", ["check", "recount", *SHOWING])
@pytest.mark.parametrize("role", ["politie", "reclasseringswerker", "rechercheur"])
def test_under_a_role_that_the_mandate_does_not_let_in_nothing_runs(room: Room, line: str, role: str) -> None:
    done = run(*words(room, line), "--role", role)
    assert (done.exit_code, done.stdout) == (5, "")
    assert role in done.stderr


@pytest.mark.parametrize("line", ["check", "recount"])
def test_an_expert_without_a_reason_helps_nobody(room: Room, line: str) -> None:
    done = run(*words(room, line), "--role", "deskundige")
    assert (done.exit_code, done.stdout) == (5, "")
    assert "--reason" in done.stderr
    assert attended(room) == []


@pytest.mark.parametrize("line", SHOWING)
def test_an_expert_is_shown_no_result(room: Room, line: str) -> None:
    done = run(*words(room, line), *EXPERT)
    assert (done.exit_code, done.stdout) == (5, "")
    assert "toezichthouder" in done.stderr


@pytest.mark.parametrize("line", ["check", "recount"])
@pytest.mark.parametrize("as_json", [False, True])
def test_an_expert_helps_with_the_technique_and_sees_nothing(room: Room, line: str, as_json: bool) -> None:
    name = f"out-{line[0]}-{as_json}"
    give_order(room.bench, number=2)
    done = run(*words(room, line, name), *EXPERT, *["--json"] * as_json)
    assert done.exit_code == 0, done.stderr  # not 4 either: that would tell of a question that cannot be assessed
    said = done.stdout.replace(str(room.root), "")
    assert not [word for word in TELLING if word in said.lower()]
    if as_json:
        assert set(json.loads(done.stdout)) == {"check_id", "results"}
    told = attended(room)[-1]
    assert (told["role"], told["operation"], told["reason"], told["official"]) == (
        "deskundige", line, WHY, "toezichthouder",
    )  # fmt: skip
    assert (room.bench.papers.kit / ATTENDED).stat().st_mode & 0o077 == 0
    entries = read_case(room.root / name, Kit.load(room.bench.papers.kit)).entries
    noted = [dict(entry.facts) for entry in entries if entry.kind is EntryKind.ATTENDED]
    assert noted == [{"role": "deskundige", "reason": WHY}]


def test_a_finished_check_gone_on_with_tells_an_expert_nothing_either(room: Room) -> None:
    give_order(room.bench, number=2)
    assert run(*words(room, "check", "again")).exit_code in {0, 4}
    done = run(*words(room, "check", "again"), "--resume", *EXPERT, "--json")
    assert done.exit_code == 0
    assert set(json.loads(done.stdout)) == {"check_id", "results"}


def test_a_counter_expert_counts_again_and_sees_it(room: Room) -> None:
    done = run(*words(room, "recount", "counter"), "--role", "tegendeskundige")
    assert done.exit_code == 0
    assert "zelfde uitkomst" in done.stdout
    assert run(*words(room, "report"), "--role", "tegendeskundige").exit_code == 5


def test_where_the_reason_cannot_be_recorded_nothing_begins(room: Room) -> None:
    file = room.bench.papers.kit / ATTENDED
    kept = file.read_bytes() if file.exists() else None
    file.unlink(missing_ok=True)
    file.symlink_to(room.root / "elsewhere")
    try:
        done = run(*words(room, "check", "unrecorded"), *EXPERT)
        assert done.exit_code == 1
        assert ATTENDED in done.stderr
        assert not (room.root / "unrecorded").exists()
        assert not (room.root / "elsewhere").exists()
    finally:
        file.unlink()
        if kept is not None:
            file.write_bytes(kept)
            file.chmod(0o600)
