"""Ways to tamper with a case, named by defect, each with the links that must break.

A tampering gets the case to spoil and a world to take foreign things from: a second
case of the same kit under another mandate, and a stranger who has a kit of his own.
"""

import base64
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inzage.record import CASE, CHECKPOINT, DOCUMENTS, KIT_KEY, LEDGER, MANDATE, ORDER, PLAN, RESULT
from inzage.record.card import Card
from inzage.record.digests import result_leaf
from inzage.record.ledger import Line, line_of, read_ledger, write_ledger
from inzage.record.merkle import root_of
from inzage.record.note import Checkpoint, code, sign_checkpoint
from inzage.signing import PayloadType
from inzage.signing.canonical import canonical, parse
from inzage.signing.dsse import add_signature, sign
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from tests.record.making import Office, Papers


@dataclass(frozen=True)
class World:
    """What a forger can lay hands on: everything but the kit's private key."""

    kit: Kit
    office: Office
    papers: Papers
    other: Path
    stranger: PrivateKey


Act = Callable[[Path, World], object]
TAMPERINGS: dict[str, tuple[Act, set[str]]] = {}


def tampering(*breaks: str) -> Callable[[Act], Act]:
    """Register an act by its name, with the links it must break."""

    def register(act: Act) -> Act:
        TAMPERINGS[act.__name__] = (act, set(breaks))
        return act

    return register


def rows(case: Path) -> list[bytes]:
    return (case / LEDGER).read_bytes().splitlines(keepends=True)


def put_rows(case: Path, lines: list[bytes]) -> None:
    (case / LEDGER).write_bytes(b"".join(lines))


def edit(case: Path, name: str, old: bytes, new: bytes) -> None:
    data = (case / name).read_bytes()
    assert old in data, f"nothing to tamper with in {name}"
    (case / name).write_bytes(data.replace(old, new, 1))


def from_other(case: Path, world: World, name: str) -> None:
    shutil.copy(world.other / name, case / name)


def payload_of(case: Path, name: str) -> dict[str, Any]:
    return dict(json.loads(base64.b64decode(json.loads((case / name).read_bytes())["payload"])))


def with_payload(case: Path, name: str, change: Callable[[dict[str, Any]], object]) -> None:
    """Change what an envelope says and keep its signatures."""
    envelope = json.loads((case / name).read_bytes())
    payload = payload_of(case, name)
    change(payload)
    envelope["payload"] = base64.b64encode(canonical(payload)).decode()
    (case / name).write_bytes(canonical(envelope))


# --- the ledger --------------------------------------------------------------------


@tampering("ledger", "checkpoint", "sequence")
def entry_removed(case: Path, _: World) -> None:
    lines = rows(case)
    put_rows(case, lines[:3] + lines[4:])


@tampering("ledger", "checkpoint")
def last_entry_cut_off(case: Path, _: World) -> None:
    put_rows(case, rows(case)[:-1])


@tampering("ledger", "checkpoint", "sequence", "begun")
def first_entry_removed(case: Path, _: World) -> None:
    put_rows(case, rows(case)[1:])


@tampering("ledger", "checkpoint")
def ledger_emptied(case: Path, _: World) -> None:
    put_rows(case, [])


@tampering("ledger", "checkpoint", "sequence")
def entries_swapped(case: Path, _: World) -> None:
    lines = rows(case)
    put_rows(case, [*lines[:2], lines[3], lines[2], *lines[4:]])


@tampering("ledger", "checkpoint", "sequence")
def entry_doubled(case: Path, _: World) -> None:
    lines = rows(case)
    put_rows(case, [*lines, lines[-1]])


@tampering("ledger", "checkpoint")
def entry_appended(case: Path, _: World) -> None:
    last = parse(rows(case)[-1])
    last["record"]["sequence"] += 1  # type: ignore[index]
    put_rows(case, [*rows(case), write_ledger([line_of(last)])])


@tampering("ledger", "checkpoint")
def count_lowered_in_an_entry(case: Path, _: World) -> None:
    edit(case, LEDGER, b'"rows":7', b'"rows":6')


@tampering("ledger", "checkpoint")
def time_of_an_entry_altered(case: Path, _: World) -> None:
    edit(case, LEDGER, b'"at":"2', b'"at":"1')


@tampering("ledger", "checkpoint")
def salt_altered(case: Path, _: World) -> None:
    lines = rows(case)
    value = parse(lines[2])
    value["salt"] = "0" * 32  # type: ignore[index]
    put_rows(case, [*lines[:2], canonical(value) + b"\n", *lines[3:]])


@tampering("ledger", "checkpoint")
def entry_erased_under_a_false_leaf(case: Path, _: World) -> None:
    lines = rows(case)
    put_rows(case, [*lines[:2], write_ledger([Line(bytes(32))]), *lines[3:]])


@tampering("begun")
def beginning_erased(case: Path, _: World) -> None:
    lines = list(read_ledger((case / LEDGER).read_bytes()))
    (case / LEDGER).write_bytes(write_ledger([Line(lines[0].leaf), *lines[1:]]))


@tampering("ledger", "checkpoint", "begun")
def ledger_of_another_case(case: Path, world: World) -> None:
    from_other(case, world, LEDGER)


@tampering("ledger", "checkpoint", "sequence", "begun")
def ledger_torn(case: Path, _: World) -> None:
    (case / LEDGER).write_bytes((case / LEDGER).read_bytes()[:-5])


@tampering("ledger", "checkpoint", "sequence", "begun")
def ledger_spelt_with_spaces(case: Path, _: World) -> None:
    edit(case, LEDGER, b'"record":', b'"record": ')


@tampering("ledger", "checkpoint", "sequence", "begun")
def ledger_gone(case: Path, _: World) -> None:
    (case / LEDGER).unlink()


# --- the checkpoint ----------------------------------------------------------------


@tampering("checkpoint")
def checkpoint_of_another_case(case: Path, world: World) -> None:
    from_other(case, world, CHECKPOINT)


@tampering("checkpoint")
def checkpoint_size_altered(case: Path, _: World) -> None:
    edit(case, CHECKPOINT, b"\n9\n", b"\n8\n")


@tampering("checkpoint")
def checkpoint_signed_by_a_stranger(case: Path, world: World) -> None:
    leaves = [line.leaf for line in read_ledger((case / LEDGER).read_bytes())]
    leaves.append(result_leaf(payload_of(case, RESULT)))
    checkpoint = Checkpoint("check-1", len(leaves), root_of(leaves))
    (case / CHECKPOINT).write_bytes(sign_checkpoint(checkpoint, world.stranger))


@tampering("checkpoint")
def checkpoint_without_signature(case: Path, _: World) -> None:
    head, _, _ = (case / CHECKPOINT).read_bytes().partition(b"\n\n")
    (case / CHECKPOINT).write_bytes(head + b"\n\n")


@tampering("checkpoint")
def checkpoint_with_a_line_below(case: Path, world: World) -> None:
    (case / CHECKPOINT).write_bytes((case / CHECKPOINT).read_bytes() + "— somebody AAAA\n".encode())


@tampering("checkpoint")
def checkpoint_gone(case: Path, _: World) -> None:
    (case / CHECKPOINT).unlink()


# --- the result --------------------------------------------------------------------


@tampering("result")
def result_altered(case: Path, _: World) -> None:
    with_payload(case, RESULT, lambda result: result.update(status="refused"))


@tampering("result")
def answers_taken_out(case: Path, _: World) -> None:
    with_payload(case, RESULT, lambda result: result.update(coverage=[{"rows": 0}]))


@tampering("result")
def watermark_put_on(case: Path, _: World) -> None:
    with_payload(case, RESULT, lambda result: result.update(marks=["unsigned"]))


@tampering("result")
def result_signed_by_a_stranger(case: Path, world: World) -> None:
    payload = canonical(payload_of(case, RESULT))
    (case / RESULT).write_bytes(sign(payload, PayloadType.RESULT, [world.stranger]))


@tampering("result")
def result_passed_off_as_another_kind(case: Path, world: World) -> None:
    payload = canonical(payload_of(case, RESULT))
    (case / RESULT).write_bytes(sign(payload, PayloadType.DOCUMENTS, [world.kit.key]))


@tampering("ledger", "checkpoint")
def other_answers_signed_by_the_kit_under_the_same_root(case: Path, world: World) -> None:
    """Who has the kit's key cannot leave root and code as they are: they are over the answers too."""
    result = {**payload_of(case, RESULT), "status": "refused"}
    (case / RESULT).write_bytes(sign(canonical(result), PayloadType.RESULT, [world.kit.key]))


@tampering("result")
def result_unsigned(case: Path, _: World) -> None:
    (case / RESULT).write_bytes(sign(canonical(payload_of(case, RESULT)), PayloadType.RESULT, []))


@tampering("case", "result", "ledger")
def result_of_another_case(case: Path, world: World) -> None:
    from_other(case, world, RESULT)


@tampering("case", "mandate", "result", "ledger")
def result_garbage(case: Path, _: World) -> None:
    (case / RESULT).write_bytes(b"garbage")


@tampering("result")
def result_spelt_with_spaces(case: Path, _: World) -> None:
    envelope = json.loads((case / RESULT).read_bytes())
    (case / RESULT).write_bytes(json.dumps(envelope, indent=1).encode())


@tampering("result")
def result_with_a_strangers_signature_too(case: Path, world: World) -> None:
    (case / RESULT).write_bytes(add_signature((case / RESULT).read_bytes(), world.stranger))


# --- the papers --------------------------------------------------------------------


@tampering("order", "result", "begun")
def mandate_of_another_person(case: Path, world: World) -> None:
    from_other(case, world, MANDATE)


@tampering("mandate", "order", "result", "begun")
def mandate_widened(case: Path, _: World) -> None:
    with_payload(case, MANDATE, lambda mandate: mandate.update(window_days=9999))


@tampering("mandate", "begun")
def second_signature_taken_off(case: Path, _: World) -> None:
    envelope = json.loads((case / MANDATE).read_bytes())
    envelope["signatures"].pop()
    (case / MANDATE).write_bytes(canonical(envelope))


@tampering("mandate", "begun")
def mandate_signed_twice_by_one_person(case: Path, world: World) -> None:
    payload = canonical(payload_of(case, MANDATE))
    (case / MANDATE).write_bytes(sign(payload, PayloadType.MANDATE, [world.office.issuer, world.office.issuer]))


@tampering("mandate", "begun")
def mandate_signed_by_a_stranger(case: Path, world: World) -> None:
    payload = canonical(payload_of(case, MANDATE))
    (case / MANDATE).write_bytes(sign(payload, PayloadType.MANDATE, [world.office.issuer, world.stranger]))


@tampering("mandate", "order", "result", "begun")
def mandate_gone(case: Path, _: World) -> None:
    (case / MANDATE).unlink()


@tampering("order", "begun")
def order_of_another_mandate(case: Path, world: World) -> None:
    from_other(case, world, ORDER)


@tampering("order", "begun")
def order_renumbered(case: Path, _: World) -> None:
    with_payload(case, ORDER, lambda order: order.update(number=2))


@tampering("order", "begun")
def order_signed_by_a_stranger(case: Path, world: World) -> None:
    payload = canonical(payload_of(case, ORDER))
    (case / ORDER).write_bytes(sign(payload, PayloadType.ORDER, [world.stranger]))


@tampering("order", "begun")
def order_signed_by_the_issuer_instead(case: Path, world: World) -> None:
    payload = canonical(payload_of(case, ORDER))
    (case / ORDER).write_bytes(sign(payload, PayloadType.ORDER, [world.office.issuer]))


@tampering("order", "begun")
def order_gone(case: Path, _: World) -> None:
    (case / ORDER).unlink()


@tampering("begun")
def plan_altered(case: Path, _: World) -> None:
    (case / PLAN).write_bytes(b'{"doors":["more"],"version":1}')


@tampering("begun")
def plan_gone(case: Path, _: World) -> None:
    (case / PLAN).unlink()


# --- the case as a whole -----------------------------------------------------------


@tampering("case", "kit", "result", "checkpoint")
def kit_key_of_a_stranger(case: Path, world: World) -> None:
    (case / KIT_KEY).write_bytes(world.stranger.public.pem)


@tampering("case", "begun", "checkpoint")
def card_of_another_case(case: Path, world: World) -> None:
    from_other(case, world, CASE)


@tampering("case")
def card_altered(case: Path, _: World) -> None:
    edit(case, CASE, b'"version":1', b'"version":2')


@tampering("case")
def kit_key_with_a_remark(case: Path, _: World) -> None:
    (case / KIT_KEY).write_bytes(b"remark\n" + (case / KIT_KEY).read_bytes())


@tampering("case")
def file_put_in(case: Path, _: World) -> None:
    (case / "remarks.txt").write_bytes(b"remark")


@tampering("kit")
def everything_signed_anew_by_a_stranger(case: Path, world: World) -> None:
    """The best forgery without the kit's key: only who knows the kit (or the code) sees it."""
    lines = list(read_ledger((case / LEDGER).read_bytes()))
    keyid = world.stranger.public.keyid
    value: Any = lines[0].json
    value["record"]["facts"] = {**value["record"]["facts"], "kit": keyid}
    lines = [Line.of(line_of(value).entry), *lines[1:-1]]  # type: ignore[arg-type]
    result = payload_of(case, RESULT)
    root = root_of([*(line.leaf for line in lines), result_leaf(result)])
    result["ledger"] = {"entries": len(lines), "root": root.hex(), "code": code(root)}
    (case / LEDGER).write_bytes(write_ledger(lines))
    (case / CHECKPOINT).write_bytes(sign_checkpoint(Checkpoint("check-1", len(lines) + 1, root), world.stranger))
    (case / RESULT).write_bytes(sign(canonical(result), PayloadType.RESULT, [world.stranger]))
    (case / KIT_KEY).write_bytes(world.stranger.public.pem)
    (case / CASE).write_bytes(Card("check-1", keyid, "plain").bytes)
    (case / DOCUMENTS).unlink()


# --- the documents -----------------------------------------------------------------


@tampering("documents")
def documents_of_another_case(case: Path, world: World) -> None:
    from_other(case, world, DOCUMENTS)


@tampering("documents")
def documents_list_altered(case: Path, _: World) -> None:
    with_payload(case, DOCUMENTS, lambda listed: listed["documents"].pop())


@tampering("documents")
def documents_list_of_a_stranger(case: Path, world: World) -> None:
    payload = canonical(payload_of(case, DOCUMENTS))
    (case / DOCUMENTS).write_bytes(sign(payload, PayloadType.DOCUMENTS, [world.stranger]))


@tampering("documents")
def documents_list_spelt_in_another_order(case: Path, _: World) -> None:
    envelope = json.loads((case / DOCUMENTS).read_bytes())
    (case / DOCUMENTS).write_bytes(json.dumps(dict(reversed(envelope.items())), separators=(",", ":")).encode())


@tampering("documents")
def document_altered(case: Path, _: World) -> None:
    (case.parent / "out" / "officer.pdf").write_bytes(b"another document")


@tampering("documents")
def document_gone(case: Path, _: World) -> None:
    (case.parent / "out" / "officer.pdf").unlink()
