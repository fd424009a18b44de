"""With ``--json`` standard output is one JSON value and nothing else, in either language."""

import json
from typing import Any

import pytest

from tests.check.beside import beside
from tests.cli.room import LEAVES, Room, run

__all__ = ["beside"]

pytestmark = pytest.mark.usefixtures("beside")


LAID = " --presented aangereikt --owner betrokkene"
PLAN = "plan {mandate} {carrier} --kit {kit} --order {order} --lists {lists}" + LAID
CHECK = "check {carrier} --mandate {mandate} --order {order} --kit {kit} --lists {lists} --out {root}/new" + LAID

TOLD: dict[str, set[str]] = {
    "kit new {root}/fresh": {"kit", "keyid", "policy", "trust"},
    "kit show {kit}": {"kit", "keyid", "policy", "trust", "missing", "field_ready", "retired"},
    "kit rotate {kit}": {"keyid", "retired"},
    "kit revoke {kit} --take {root}/revocations.json": {"revoked"},
    "exception show --kit {kit}": set(),
    "erase due {root} --kit {kit} --dry-run": {"due", "erased", "interrupted", "kept", "not_judged"},
    "erase verify {root}/proof.json --kit {kit}": {"proof", "code_fits", "key_revoked"},
    "practice --visit refusal --answers {root}/answers.toml": {"passed", "visits", "wanted", "book"},
    "trust list --kit {kit}": {"kit", "mandate_issuer", "second_signer", "register", "list_issuer", "police"},
    "trust add police {root}/public.pem --kit {kit}": {"police"},
    "trust add-sealing {root}/sealing.json --kit {kit}": {"police", "sealing_key"},
    "handover export {root}/halted --kit {kit} --out {root}/new": {"handover", "number", "bytes"},
    "handover open {root}/handover.json --identity {root}/police.age --kit-key {root}/kit.pem": {
        "number", "check_id", "reference", "match", "lists", "digests", "begun", "halted", "validated", "bundle",
    },
    "handover answer {root}/handover.json --identity {root}/police.age --kit-key {root}/kit.pem "
    "--key {root}/police.pem --answer taken_up --number 1 --out {root}/new": {"receipt", "handover", "answer"},
    "handover receipt {root}/halted {root}/receipt.json --kit {kit}": {"answer", "receipt", "erased", "at"},
    "mandate lint {mandate}": {"remarks", "opens_today", "request"},
    "mandate show {mandate}": {"mandate", "sha256", "signatures"},
    "mandate diff {mandate}": set(),
    PLAN: {"doors", "window", "moot", "budget"},
    CHECK: {
        "answers", "coverage", "carriers", "intrusion", "ledger", "instrument",
    },
    "recount {case} {carrier} --kit {kit} --lists {lists} --out {root}/new": {"same", "questions"},
    "compare {case} {case}": {"grounds", "carriers", "answers", "sources"},
    "verify {case}": {"holds", "links"},
    "verify {root}/spoilt": {"holds", "links"},
    "report {case} --kit {kit} --out {root}/documents": {"documents", "signed"},
    "lists show --lists {lists} --kit {kit}": {"lists"},
    "lists test --lists {lists} --kit {kit} listed.example": {"lists"},
    "lists quarantine --lists {lists} --kit {kit}": {"lists"},
    "readers": {"readers"},
    "indicators": {"indicators"},
    "blocks ZO-1": set(),
}  # fmt: skip


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize(("line", "fields"), TOLD.items(), ids=TOLD.keys())
def test_json_stands_alone(room: Room, line: str, fields: set[str], lang: str) -> None:
    done = run("--lang", lang, *room.words(line), "--json")
    value = json.loads(done.stdout)
    assert fields <= set(value) if isinstance(value, dict) else not fields
    assert done.stdout_bytes.decode("utf-8") == done.stdout


def test_every_command_that_takes_json_is_in_the_table() -> None:
    takes = {name for name, command in LEAVES.items() if any("--json" in one.opts for one in command.params)}
    named = {name for name in takes if any(f"{line} ".startswith(f"{name} ") for line in TOLD)}
    elsewhere = {"handover key", "timestamp add", "log export", "log verify", "lists import", "trust remove"}
    assert takes - named == {"acquire", *elsewhere}
    assert {"check", "plan", "verify", "report", "recount"} <= takes


SAME: list[str] = [
    "kit show {kit}", "trust list --kit {kit}", "mandate show {mandate}", "readers", "indicators", "blocks",
    "plan {mandate} --kit {kit} --order {order} --lists {lists}", "lists show --lists {lists} --kit {kit}",
]  # fmt: skip


@pytest.mark.parametrize("line", SAME)
def test_json_is_the_same_in_both_languages(room: Room, line: str) -> None:
    assert json_of(room, "nl", line) == json_of(room, "en", line)


def json_of(room: Room, lang: str, line: str) -> Any:
    return json.loads(run("--lang", lang, *room.words(line), "--json").stdout)


def test_an_error_leaves_standard_output_empty(room: Room) -> None:
    for line in (CHECK.replace("--order {order} ", ""), "kit show {root}/nothing"):
        done = run(*room.words(line), "--json")
        assert done.exit_code in {1, 5}
        assert done.stdout == ""
        assert done.stderr


def test_progress_goes_to_standard_error_and_the_result_to_standard_output(room: Room) -> None:
    line = CHECK
    done = run(*room.words(line), "--json", "--progress", "jsonl")
    assert json.loads(done.stdout)["status"] == "done"
    steps = [json.loads(step) for step in done.stderr.splitlines()]
    assert [step["stage"] for step in steps] == sorted(step["stage"] for step in steps)
    assert {step["stage"] for step in steps} == {"A", "B"}
    for stage in ("A", "B"):
        mine = [step for step in steps if step["stage"] == stage]
        *read, over = mine  # once all of a stage is read, a last line tells which questions are answered by then
        assert [step["done"] for step in read] == list(range(1, len(read) + 1))
        assert {step["total"] for step in mine} == {len(read)} == {over["done"]}
        assert {*map(tuple, (step["answered"] for step in read))} == {tuple(read[0]["answered"])}
        assert set(over["answered"]) >= set(read[0]["answered"])
    assert set(steps[-1]["answered"]) == {one["question"] for one in json.loads(done.stdout)["answers"]}
    assert [step["rows"] for step in steps] == sorted(step["rows"] for step in steps)


def test_the_plan_printed_is_the_plan_in_the_case_and_in_its_ledger(room: Room) -> None:
    planned = json_of(room, "nl", PLAN)
    line = CHECK
    assert run(*room.words(line)).exit_code == 4
    # of these a plan that is signed says nothing: it is made before any carrier is seen, whatever lies in the kit
    (carrier,), sealing = planned.pop("carriers"), planned.pop("sealing")
    assert set(sealing["missing"]) == {"nl", "en"}
    assert carrier["survey"]["volumes"]
    assert json.loads((room.root / "new/plan.json").read_text(encoding="utf-8")) == planned


def test_the_result_printed_is_the_result_that_was_signed(room: Room) -> None:
    import base64  # noqa: PLC0415

    line = CHECK
    printed = json_of(room, "nl", line)
    envelope = json.loads((room.root / "new/result.dsse.json").read_text(encoding="utf-8"))
    assert json.loads(base64.b64decode(envelope["payload"])) == printed
