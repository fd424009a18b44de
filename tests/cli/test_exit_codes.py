"""What each command leaves a script with: 0 done, 1 error, 2 usage, 4 not assessable, 5 refused. Never a traceback."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.check.beside import beside
from tests.cli.room import LEAVES, Room, run

__all__ = ["beside"]

pytestmark = pytest.mark.usefixtures("beside")

UNFORESEEN = "niet voorzien"


LAID = " --presented aangereikt --owner betrokkene"
CHECK = "check {carrier} --mandate {mandate} --order {order} --kit {kit} --lists {lists} --out {root}/new" + LAID
RECOUNT = "recount {case} {carrier} --kit {kit} --lists {lists} --out {root}/new"

DONE: dict[str, int] = {
    "kit new {root}/fresh": 0,
    "kit new --laboratory {root}/fresh": 0,
    "kit show {kit}": 0,
    "kit rotate {kit}": 0,
    "kit revoke {kit} --take {root}/revocations.json": 0,
    "kit revoke {kit} {unused} --why lost --key {root}/administrator.pem": 0,
    "exception new --key {root}/administrator.pem --for {root}/kit.pem --reason proef --until 2026-12-01 "
    "--out {root}/new": 0,
    "exception take {root}/exception.json --kit {kit}": 0,
    "exception show --kit {kit}": 0,
    "erase due {case} --kit {kit} --dry-run": 0,
    "erase due {root}/nothing-in-it --kit {kit}": 0,
    "erase verify {root}/proof.json --kit {kit}": 0,
    "practice --visit refusal --answers {root}/answers.toml": 0,
    "trust list --kit {kit}": 0,
    "trust add police {root}/public.pem --kit {kit}": 0,
    "trust add-sealing {root}/sealing.json --kit {kit}": 0,
    "handover export {root}/halted --kit {kit} --out {root}/new": 0,
    "handover open {root}/handover.json --identity {root}/police.age --kit-key {root}/kit.pem": 0,
    "handover answer {root}/handover.json --identity {root}/police.age --kit-key {root}/kit.pem "
    "--key {root}/police.pem --answer taken_up --number 1 --out {root}/new": 0,
    "handover receipt {root}/halted {root}/receipt.json --kit {kit}": 0,
    "mandate new --block ZO-1": 0,
    "mandate new --validation": 0,
    "mandate lint {toml}": 0,
    "mandate lint {mandate}": 0,
    "mandate sign {root}/draft.toml --key {root}/mandate_issuer.pem": 0,
    "mandate show {mandate}": 0,
    "mandate diff {mandate}": 0,
    "mandate token {mandate} 0612345678": 0,
    "compare {case} {case}": 0,
    "order new --mandate {mandate} --number 2 --key {root}/register.pem": 0,
    "plan {mandate}": 0,
    "plan {mandate} {carrier} --kit {kit} --order {order} --lists {lists}" + LAID: 0,
    CHECK: 4,
    CHECK + " --exclude anna": 4,
    RECOUNT: 0,
    "verify {case}": 0,
    "verify {case} --kit {kit}": 0,
    "verify {root}/spoilt": 1,
    "report {case} --kit {kit} --out {root}/documents": 0,
    "timestamp request {case} --out {root}/case.tsq": 0,
    "lists show --lists {lists} --kit {kit}": 0,
    "lists test --lists {lists} --kit {kit} listed.example": 0,
    "lists quarantine --lists {lists} --kit {kit}": 0,
    "lists withdraw demo-termen --lists {lists} --kit {kit}": 0,
    "readers": 0,
    "indicators": 0,
    "blocks": 0,
    "blocks ZO-1": 0,
    "demo --dir {root}/demo": 0,
}

NOT_DONE: dict[str, int] = {
    "kit new {root}": 1,
    "kit show {root}": 1,
    "kit show {root}/nothing": 1,
    "kit rotate {root}/nothing-in-it": 1,
    "kit revoke {kit}": 2,
    "kit revoke {kit} --take {root}/text": 1,
    "kit revoke {kit} --take {root}/exception.json": 1,
    "kit revoke {kit} ab --why lost --key {root}/administrator.pem": 1,
    "kit revoke {kit} --why lost --key {root}/administrator.pem": 2,
    "kit revoke {kit} {unused} --why lost --key {root}/administrator.pem --since yesterday": 2,
    "kit revoke {kit} {unused} --why bored --key {root}/administrator.pem": 2,
    "kit revoke {kit} {unused} --why lost --key {root}/text": 1,
    "exception new --key {root}/text --for {root}/kit.pem --reason r --until 2026-12-01 --out {root}/new": 1,
    "exception new --key {root}/administrator.pem --for {root}/text --reason r --until 2026-12-01 --out {root}/new": 1,
    "exception new --key {root}/administrator.pem --for {root}/kit.pem --reason r --until 2099-12-01 "
    "--out {root}/new": 5,
    "exception new --key {root}/administrator.pem --for {root}/kit.pem --reason r --until 2020-12-01 "
    "--out {root}/new": 5,
    "exception new --key {root}/administrator.pem --for {root}/kit.pem --reason r --until later --out {root}/new": 2,
    "exception new --key {root}/administrator.pem --for {root}/kit.pem --reason r --until 2026-12-01 "
    "--out {root}/text/new": 1,
    "exception take {root}/text --kit {kit}": 1,
    "exception take {root}/nothing --kit {kit}": 5,
    "exception take {root}/revocations.json --kit {kit}": 1,
    "exception show --kit {root}/nothing": 1,
    "erase due {case} --kit {kit}": 5,
    "erase due {root} --kit {kit}": 1,
    "erase due {root}/nothing --kit {kit}": 2,
    "erase verify {root}/text --kit {kit}": 1,
    "erase verify {root}/revocations.json --kit {kit}": 1,
    "erase verify {root}/proof.json --kit {kit} --code BCDFG": 1,
    "practice --visit refusal": 2,
    "serve --host 0.0.0.0": 2,
    "serve --admin systeembeheerder-1": 2,
    "practice --visit refusal --answers {root}/text": 2,
    "practice --visit nothing --answers {root}/answers.toml": 2,
    "practice --kit {kit} --answers {root}/answers.toml": 2,
    "stop {case} --yes": 1,
    "stop {root}/nothing --yes": 1,
    "stop {root}/text --yes": 1,
    "trust list --kit {root}/text": 2,
    "trust list --kit {root}/nothing": 1,
    "trust add judge {root}/public.pem --kit {kit}": 2,
    "trust add police {root}/text --kit {kit}": 1,
    "trust add police {root}/nothing --kit {kit}": 1,
    "trust remove police 0000 --kit {kit}": 1,
    "trust add-sealing {root}/text --kit {kit}": 5,
    "trust add-sealing {root}/nothing --kit {kit}": 1,
    "handover key age1x --name n --first 2026-01-01 --last 2026-12-31 --key {root}/police.pem --out {root}/new": 5,
    "handover key age1x --name n --first today --last 2026-12-31 --key {root}/police.pem --out {root}/new": 2,
    "handover export {case} --kit {kit} --out {root}/new": 1,
    "handover export {root}/halted --kit {kit} --out {root}/text": 1,
    "handover open {root}/text --identity {root}/police.age --kit-key {root}/kit.pem": 1,
    "handover open {root}/handover.json --identity {root}/police.pem --kit-key {root}/kit.pem": 1,
    "handover open {root}/handover.json --identity {root}/police.age --kit-key {root}/public.pem": 5,
    "handover open {root}/handover.json --identity {root}/police.age --kit-key {root}/kit.pem --police-key "
    "{root}/public.pem": 2,
    "handover answer {root}/handover.json --identity {root}/police.age --kit-key {root}/kit.pem "
    "--key {root}/police.pem --answer confirmed --number 1 --out {root}/new --report {root}/report": 2,
    "handover receipt {root}/halted {root}/handover.json --kit {kit}": 1,
    "handover receipt {case} {root}/receipt.json --kit {kit}": 1,
    "mandate new --block ZO-99": 5,
    "mandate new --first yesterday": 2,
    "mandate lint {root}/text": 1,
    "mandate lint {root}/binary": 1,
    "mandate lint {root}/empty": 1,
    "mandate lint {root}": 2,
    "mandate lint {order}": 1,
    "mandate sign {toml} --key {root}/text": 1,
    "mandate sign {root}/text --key {root}/register.pem": 1,
    "mandate show {root}/binary": 1,
    "mandate diff {root}/nothing": 2,
    "mandate token {root}/text 0612345678": 1,
    "mandate token {mandate}": 2,
    "compare {case} {lists}": 1,
    "compare {case} {root}/spoilt": 1,
    "compare {case}": 2,
    "look {case} listed_places_visited {carrier} --kit {kit} --second {root}/register.pem --out {root}/new": 5,
    "look {case} listed_places_visited {carrier} --kit {kit} --out {root}/new": 2,
    "order new --mandate {mandate} --number 0 --key {root}/register.pem": 2,
    "order new --mandate {mandate} --number x --key {root}/register.pem": 2,
    "order new --mandate {root}/text --number 1 --key {root}/register.pem": 1,
    "order new --mandate {mandate} --number 1 --key {root}/empty": 1,
    "plan {root}/text": 1,
    "plan {order}": 1,
    "plan {mandate} --kit {root}/nothing-in-it": 1,
    "plan {mandate} --kit {kit} --order {root}/text": 1,
    "plan {mandate} --kit {kit}": 5,
    "plan {mandate} --kit {kit} --order {order} --lists {root}/nothing": 2,
    "plan {mandate} --kit {kit} --order {order} --previous {lists}": 1,
    "check": 2,
    "check {carrier}": 2,
    CHECK.replace("{root}/new", "{case}"): 1,
    CHECK.replace("{root}/new", "{carrier}/case"): 2,
    CHECK.replace("check {carrier}", "check {carrier} {carrier}"): 2,
    CHECK.replace("{carrier}", "{root}/nothing"): 1,
    CHECK.replace("{carrier}", "{root}/binary"): 1,
    CHECK.replace("--order {order} ", ""): 5,
    CHECK + " --exclude nobody": 2,
    CHECK + " --resume": 1,
    CHECK + " --owner grandmother": 2,
    CHECK + " --presented taken": 2,
    CHECK + " --owner betrokkene --owner kind": 2,
    CHECK.replace(LAID, ""): 2,
    CHECK + " --cluster nowhere": 2,
    CHECK + " --cluster tls://127.0.0.1:1": 2,
    CHECK + " --cluster tls://127.0.0.1:1 --cluster-ca {root}/public.pem": 2,
    CHECK + " --cluster tcp://127.0.0.1:1 --unconfined": 2,
    CHECK + " --cluster tcp://127.0.0.1:1": 1,
    "node": 2,
    "node nowhere": 2,
    "node tls://127.0.0.1:1": 2,
    "node tls://127.0.0.1:1 --cluster-ca {root}/text --cluster-cert {root}/text --cluster-key {root}/text": 2,
    "node tcp://127.0.0.1:1 --jobs 0": 2,
    CHECK + " --previous {root}/spoilt": 1,
    CHECK + " --previous {lists}": 1,
    RECOUNT.replace("--lists {lists} ", ""): 5,
    RECOUNT.replace("{case}", "{lists}"): 1,
    RECOUNT.replace("{case}", "{root}/spoilt"): 1,
    "verify {root}/nothing": 1,
    "verify {lists}": 1,
    "verify {root}/text": 1,
    "report {lists} --out {root}/documents": 1,
    "report {case} --out {root}/text/documents": 1,
    "report {case}": 2,
    "log export {case} --kit {kit} --out {root}/log": 1,
    "log export {lists} --kit {kit} --out {root}/log": 1,
    "log verify {lists} --key {root}/public.pem": 1,
    "timestamp request {lists} --out {root}/case.tsq": 1,
    "timestamp add {case} {root}/text --tsa {root}/text": 1,
    "lists show --lists {root}/nothing --kit {kit}": 1,
    "lists import {root}/text --into {lists} --kit {kit}": 5,
    "lists import {root}/nothing --into {lists} --kit {kit} --manifest {root}/demo-termen.manifest.json": 1,
    "lists import {root}/text --into {lists} --kit {kit} --manifest {root}/text": 1,
    "lists withdraw --lists {lists} --kit {kit}": 2,
    "lists withdraw nothing --lists {lists} --kit {kit}": 1,
    "lists withdraw ../kit --lists {lists} --kit {kit}": 1,
    "blocks ZO-99": 5,
    "demo --dir {root}": 2,
    "demo --dir {root}/text": 2,
    "nothing-of-the-kind": 2,
    "kit": 2,
    "--no-such-option": 2,
}  # fmt: skip


TELLING_BESIDE = ("lists withdraw", "timestamp request", "mandate diff", "exception new", "erase due {root}/nothing-in")
"""Lines whose result is a file, or nothing: what they say goes beside it, to standard error."""


def told(room: Room, line: str) -> tuple[int, str, str]:
    done = run(*room.words(line))
    assert "Traceback" not in done.output
    assert UNFORESEEN not in done.stderr, done.stderr
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.parametrize(("line", "code"), DONE.items(), ids=DONE.keys())
def test_what_can_be_done_is_done(room: Room, line: str, code: int) -> None:
    done, stdout, stderr = told(room, line)
    assert done == code, stderr
    assert stdout or "Geen." in stderr or line.startswith(TELLING_BESIDE)


@pytest.mark.parametrize(("line", "code"), NOT_DONE.items(), ids=NOT_DONE.keys())
def test_what_cannot_be_done_ends_in_a_sentence(room: Room, line: str, code: int) -> None:
    done, stdout, stderr = told(room, line)
    assert done == code, stdout + stderr
    said = stderr + (stdout if line.startswith(("verify", "erase verify")) else "")
    assert len(said.split()) >= 4


ELSEWHERE = {
    "acquire", "handover key", "look", "timestamp add", "log export", "log verify", "lists sign", "lists import",
    "trust remove", "stop", "serve", "work", "node",
}  # fmt: skip
"""Commands that need a phone, a check that runs, a network, or many words: their own tests do them."""
NEVER_WRONG = {"readers", "indicators"}
"""Commands that take nothing that could be wrong."""


def in_table(table: dict[str, int]) -> set[str]:
    return {leaf for leaf in LEAVES if any(f"{line} ".startswith(f"{leaf} ") for line in table)}


def test_every_command_is_in_the_tables() -> None:
    assert set(LEAVES) - in_table(DONE) == ELSEWHERE
    assert set(LEAVES) - in_table(NOT_DONE) - NEVER_WRONG <= {
        "acquire", "lists sign", "lists test", "lists quarantine", "work",
    }  # fmt: skip


def test_the_first_check_of_the_room_was_not_touched(room: Room) -> None:
    """No command that ends in an error changes a case, a kit or a list."""
    before = snapshot(room.root)
    for line, code in NOT_DONE.items():
        if code in {1, 2} and "--out {root}/new" not in line:
            told(room, line)
    after = snapshot(room.root)
    assert {path for path in before if before[path] != after.get(path)} == set()


def snapshot(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in walk(root)}


def walk(root: Path) -> Iterator[Path]:
    for folder, _, names in os.walk(root):
        yield from (Path(folder) / name for name in names)


def test_a_case_code_that_was_copied_wrongly_does_not_verify(room: Room) -> None:
    code = json.loads(run("verify", room.root / "case", "--json").stdout)
    assert code["holds"] is True
    assert run("verify", room.root / "case", "--code", "BCDFG-HJKLM-NPRST-VWXZB-CDFGH").exit_code == 1
