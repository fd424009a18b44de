"""The police's answer: taken in once, for this case alone, and *not confirmed* leaves only the proof of erasure."""

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inzage.errors import InzageError
from inzage.record import CHECKPOINT, HANDOVER, LEDGER, RECEIPT, CannotWrite, CaseBusy, Link, erasure
from inzage.record import receiving as module
from inzage.record.handover import number
from inzage.record.handover_faults import (
    HandoverErased,
    HandoverFault,
    NotAReceipt,
    NothingHandedOver,
    ReceiptOfAnotherCase,
    ReceiptOfAnotherHandover,
    ReceiptOutdated,
    ReceiptUnsigned,
)
from inzage.record.receipt import Answer, make_receipt, read_receipt
from inzage.record.receiving import export, take_receipt
from inzage.record.store import Store
from inzage.record.verify import verify_case
from inzage.signing import PayloadType
from inzage.signing.canonical import canonical
from inzage.signing.dsse import read, sign
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from inzage.signing.revocation import Cause, Revocation
from inzage.signing.trust import TrustStore
from tests.record.halted import ANSWERED, SEALED, Police, halted, sealed
from tests.record.making import Papers, finished, kit_at, validation

ALONE = Path(__file__).parents[2] / "tools" / "verify_casefile.py"


@dataclass(frozen=True)
class Scene:
    """A kit that trusts a police, its halted case, and what was sealed in it."""

    kit: Kit
    police: Police
    papers: Papers
    case: Path
    envelope: bytes

    @property
    def number(self) -> str:
        return number(self.envelope)

    def receipt(self, answer: Answer = Answer.TAKEN_UP, days: int = 0) -> bytes:
        return self.police.receipt(self.number, answer, at=ANSWERED + timedelta(days=days))

    def take(self, receipt: bytes) -> None:
        take_receipt(self.case, receipt, self.kit)

    @property
    def link(self) -> Link:
        (link,) = [link for link in verify_case(self.case, kit=self.kit) if link.name == "handover"]
        return link

    @property
    def holds(self) -> bool:
        return all(link.holds for link in verify_case(self.case, kit=self.kit))


@pytest.fixture(scope="module", params=[False, True], ids=["plain", "encrypted"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    root, police = tmp_path_factory.mktemp("scene"), Police.new()
    kit = police.trusted_by(kit_at(root / "kit", encrypted=request.param))
    papers = validation(kit)
    envelope = sealed(police, kit, papers)
    return Scene(kit, police, papers, halted(root / "case", kit, papers, envelope), envelope)


@pytest.fixture
def scene(made: Scene, tmp_path: Path) -> Scene:
    shutil.copytree(made.case, tmp_path / "case")
    return Scene(made.kit, made.police, made.papers, tmp_path / "case", made.envelope)


@pytest.fixture
def plain(tmp_path: Path) -> Scene:
    police = Police.new()
    kit = police.trusted_by(kit_at(tmp_path / "kit"))
    papers = validation(kit)
    envelope = sealed(police, kit, papers)
    return Scene(kit, police, papers, halted(tmp_path / "case", kit, papers, envelope), envelope)


def snapshot(case: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in case.iterdir()}


def stands_alone(scene: Scene) -> tuple[bool, str]:
    """What the verifier that shares no code says."""
    words = [sys.executable, str(ALONE), str(scene.case), "--trust", str(scene.kit.path / "trust")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return done.returncode == 0, done.stdout


# --- moving ------------------------------------------------------------------------


def test_export_moves_the_very_bytes(scene: Scene) -> None:
    before = snapshot(scene.case)
    assert export(scene.case, scene.kit) == scene.envelope
    assert export(scene.case, scene.kit) == scene.envelope
    assert snapshot(scene.case) == before


def test_there_is_nothing_to_move_where_nothing_was_halted(tmp_path: Path) -> None:
    kit = kit_at(tmp_path / "kit")
    finished(tmp_path / "case", kit, validation(kit))
    halted(tmp_path / "no-key", kit, validation(kit), None)
    for case, word in (("case", "niet gestopt"), ("no-key", "geen sleutel")):
        with pytest.raises(NothingHandedOver) as raised:
            export(tmp_path / case)
        assert word in raised.value.sentence("nl")


# --- what is taken -----------------------------------------------------------------


@pytest.mark.parametrize("answer", [Answer.TAKEN_UP, Answer.CONFIRMED])
def test_an_answer_lies_beside_the_case_and_erases_nothing(scene: Scene, answer: Answer) -> None:
    scene.take(scene.receipt(answer))
    assert Store.open(scene.case, scene.kit).read(RECEIPT) == scene.receipt(answer)
    assert export(scene.case, scene.kit) == scene.envelope
    assert scene.holds
    assert "PL-2026/1" in scene.link.nl
    assert {"taken_up": "in behandeling", "confirmed": "antwoordde: bevestigd"}[answer] in scene.link.nl


def test_not_confirmed_erases_the_hit_and_leaves_its_proof(scene: Scene) -> None:
    scene.take(scene.receipt(Answer.TAKEN_UP))
    leaf = list(module.ledger_of(Store.open(scene.case, scene.kit)))[2].leaf
    scene.take(scene.receipt(Answer.NOT_CONFIRMED, days=1))
    lines = list(module.ledger_of(Store.open(scene.case, scene.kit)))
    assert [line.entry is None for line in lines] == [False, False, True, False]
    assert lines[2].leaf == leaf
    assert not (scene.case / HANDOVER).exists()
    assert scene.holds
    assert "gewist" in scene.link.nl
    assert "niet bevestigd" in scene.link.nl
    with pytest.raises(HandoverErased):
        export(scene.case, scene.kit)


def test_nothing_of_the_hit_is_left_after_erasing(plain: Scene) -> None:
    plain.take(plain.receipt(Answer.NOT_CONFIRMED))
    left = b"".join(snapshot(plain.case).values())
    envelope = json.loads(plain.envelope)
    assert envelope["payload"].encode()[:200] not in left
    assert hashlib.sha256(plain.envelope).hexdigest().encode() not in left
    assert b'"sealed"' not in left
    good, said = stands_alone(plain)
    assert good
    assert "1 of them erased" in said


def test_the_police_may_change_their_mind_until_it_is_erased(scene: Scene) -> None:
    for day, answer in enumerate((Answer.TAKEN_UP, Answer.CONFIRMED, Answer.NOT_CONFIRMED)):
        scene.take(scene.receipt(answer, days=day))
        assert scene.holds
    with pytest.raises(HandoverErased):
        scene.take(scene.receipt(Answer.CONFIRMED, days=9))


# --- what is refused ---------------------------------------------------------------


def stranger(scene: Scene) -> bytes:
    return scene.police.receipt(scene.number, signer=PrivateKey.generate())


def unsigned(scene: Scene) -> bytes:
    return sign(read(scene.receipt(), file="x").payload, PayloadType.RECEIPT, [])


def by_the_kit_itself(scene: Scene) -> bytes:
    return scene.police.receipt(scene.number, signer=scene.kit.key)


def of_another_case(scene: Scene) -> bytes:
    return scene.police.receipt(scene.number, check_id="check-2")


def of_another_handover(scene: Scene) -> bytes:
    return scene.police.receipt(number(sealed(scene.police, scene.kit, scene.papers)))


def another_kind_of_document(scene: Scene) -> bytes:
    return sign(read(scene.receipt(), file="x").payload, PayloadType.HANDOVER, [scene.police.signer])


def with_another_answer(scene: Scene) -> bytes:
    return changed(scene, answer="perhaps")


def with_a_sentence_for_a_number(scene: Scene) -> bytes:
    return changed(scene, receipt="de naam van iemand")


def without_a_time(scene: Scene) -> bytes:
    return changed(scene, at="vandaag")


def with_a_field_too_many(scene: Scene) -> bytes:
    return changed(scene, remark="x")


def spelt_otherwise(scene: Scene) -> bytes:
    return scene.receipt() + b"\n"


def the_handover(scene: Scene) -> bytes:
    return scene.envelope


def nothing(_: Scene) -> bytes:
    return b""


def changed(scene: Scene, **fields: object) -> bytes:
    payload = {**json.loads(read(scene.receipt(), file="x").payload), **fields}
    return sign(canonical(payload), PayloadType.RECEIPT, [scene.police.signer])


REFUSED: dict[Callable[[Scene], bytes], type[HandoverFault]] = {
    stranger: ReceiptUnsigned,
    unsigned: ReceiptUnsigned,
    by_the_kit_itself: ReceiptUnsigned,
    of_another_case: ReceiptOfAnotherCase,
    of_another_handover: ReceiptOfAnotherHandover,
    another_kind_of_document: NotAReceipt,
    with_another_answer: NotAReceipt,
    with_a_sentence_for_a_number: NotAReceipt,
    without_a_time: NotAReceipt,
    with_a_field_too_many: NotAReceipt,
    spelt_otherwise: NotAReceipt,
    the_handover: NotAReceipt,
    nothing: NotAReceipt,
}


@pytest.mark.parametrize(("make", "fault"), REFUSED.items(), ids=lambda one: getattr(one, "__name__", ""))
def test_a_receipt_is_refused_with_a_sentence_of_its_own(
    scene: Scene, make: Callable[[Scene], bytes], fault: type[HandoverFault]
) -> None:
    before = snapshot(scene.case)
    with pytest.raises(fault) as raised:
        scene.take(make(scene))
    assert snapshot(scene.case) == before
    assert raised.value.sentence("nl") != raised.value.sentence("en")


def test_replayed_or_older_than_what_lies_there(scene: Scene) -> None:
    scene.take(scene.receipt(Answer.CONFIRMED, days=3))
    for again in (scene.receipt(Answer.CONFIRMED, days=3), scene.receipt(Answer.NOT_CONFIRMED, days=2)):
        with pytest.raises(ReceiptOutdated):
            scene.take(again)
    assert export(scene.case, scene.kit) == scene.envelope


def test_after_erasing_no_receipt_is_taken_again(scene: Scene) -> None:
    scene.take(scene.receipt(Answer.NOT_CONFIRMED))
    before = snapshot(scene.case)
    for again in (scene.receipt(Answer.NOT_CONFIRMED), scene.receipt(Answer.TAKEN_UP, days=1)):
        with pytest.raises(HandoverErased):
            scene.take(again)
    assert snapshot(scene.case) == before


def test_a_police_number_is_no_sentence(scene: Scene) -> None:
    for typed in ("", "a b", "x" * 65, "é", "a\n", "-1"):
        with pytest.raises(NotAReceipt):
            make_receipt(
                check_id="c", handover="h", number=typed, answer=Answer.CONFIRMED, at=SEALED, police=scene.police.signer
            )


def test_one_process_at_a_time(scene: Scene) -> None:
    with module._alone(scene.case), pytest.raises(CaseBusy):
        scene.take(scene.receipt())


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**30), st.integers(1, 255))
def test_no_byte_of_a_receipt_changes_unseen(made: Scene, place: int, change: int) -> None:
    good = made.receipt()
    at = place % len(good)
    with pytest.raises(InzageError):
        take_receipt(made.case, good[:at] + bytes([good[at] ^ change]) + good[at + 1 :], made.kit)


# --- cut off at any step -----------------------------------------------------------


class Cut(BaseException):
    """The machine stops here."""


STEPS = 14
"""More writes, removals and syncs than taking a receipt makes."""


def cut_after(monkeypatch: pytest.MonkeyPatch, steps: int) -> list[str]:
    """From the given act on the file system on, nothing happens any more."""
    done: list[str] = []

    def counted(name: str, act: Callable[..., object]) -> Callable[..., object]:
        def instead(*words: object, **more: object) -> object:
            if len(done) == steps:
                raise Cut
            done.append(name)
            return act(*words, **more)

        return instead

    for owner, name in ((os, "fsync"), (Path, "replace"), (Path, "unlink")):
        monkeypatch.setattr(owner, name, counted(name, getattr(owner, name)))
    return done


@pytest.mark.parametrize("steps", range(STEPS))
def test_cut_off_anywhere_the_same_receipt_ends_the_work(made: Scene, tmp_path: Path, steps: int) -> None:
    scene = copied(made, tmp_path)
    scene.take(scene.receipt(Answer.TAKEN_UP))
    receipt = scene.receipt(Answer.NOT_CONFIRMED, days=1)
    with pytest.MonkeyPatch.context() as patch:
        cut_after(patch, steps)
        with contextlib.suppress(Cut):
            scene.take(receipt)
    assert scene.holds  # whatever the step, nothing looks forged
    asked = read_receipt(Store.open(scene.case, scene.kit).read(RECEIPT)).answer is Answer.NOT_CONFIRMED
    erased = "is gewist" in scene.link.nl
    assert erased or ("onderbroken" in scene.link.nl) is asked
    if not erased:
        scene.take(receipt)
    assert scene.holds
    assert "is gewist" in scene.link.nl
    assert not (scene.case / HANDOVER).exists()


def test_there_are_no_more_steps_than_were_cut(made: Scene, tmp_path: Path) -> None:
    scene = copied(made, tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        done = cut_after(patch, 1000)
        scene.take(scene.receipt(Answer.NOT_CONFIRMED))
    assert 5 < len(done) < STEPS


def copied(made: Scene, path: Path) -> Scene:
    shutil.copytree(made.case, path / "cut")
    return Scene(made.kit, made.police, made.papers, path / "cut", made.envelope)


def test_a_full_disk_leaves_the_case_as_it_was(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    before = snapshot(scene.case)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite):
        scene.take(scene.receipt(Answer.NOT_CONFIRMED))
    monkeypatch.undo()
    assert snapshot(scene.case) == before


# --- verifying ---------------------------------------------------------------------


def gone(scene: Scene) -> None:
    (scene.case / HANDOVER).unlink()


def another_there(scene: Scene) -> None:
    (scene.case / HANDOVER).write_bytes(sealed(scene.police, scene.kit, scene.papers))


def entry_erased(scene: Scene) -> None:
    erasure.erase(scene.case, 3, scene.kit)


def entry_and_handover_erased(scene: Scene) -> None:
    entry_erased(scene)
    gone(scene)


def erased_on_a_receipt_that_confirms(scene: Scene) -> None:
    (scene.case / RECEIPT).write_bytes(scene.receipt(Answer.CONFIRMED))
    entry_and_handover_erased(scene)


def gone_on_a_receipt_that_confirms(scene: Scene) -> None:
    (scene.case / RECEIPT).write_bytes(scene.receipt(Answer.CONFIRMED))
    gone(scene)


def erased_on_a_strangers_word(scene: Scene) -> None:
    receipt = scene.police.receipt(scene.number, Answer.NOT_CONFIRMED, signer=PrivateKey.generate())
    (scene.case / RECEIPT).write_bytes(receipt)
    entry_and_handover_erased(scene)


def erased_on_the_word_about_another(scene: Scene) -> None:
    (scene.case / RECEIPT).write_bytes(of_another_case(scene))
    entry_and_handover_erased(scene)


def receipt_of_another_handover(scene: Scene) -> None:
    (scene.case / RECEIPT).write_bytes(of_another_handover(scene))


def receipt_garbage(scene: Scene) -> None:
    (scene.case / RECEIPT).write_bytes(b"garbage")


def receipt_signed_twice(scene: Scene) -> None:
    payload = read(scene.receipt(), file="x").payload
    both = sign(payload, PayloadType.RECEIPT, [scene.police.signer, PrivateKey.generate()])
    (scene.case / RECEIPT).write_bytes(both)


def handover_put_back_after_erasing(scene: Scene) -> None:
    scene.take(scene.receipt(Answer.NOT_CONFIRMED))
    (scene.case / HANDOVER).write_bytes(scene.envelope)


def receipt_taken_away_after_erasing(scene: Scene) -> None:
    scene.take(scene.receipt(Answer.NOT_CONFIRMED))
    (scene.case / RECEIPT).unlink()


FORGED = (
    gone, another_there, entry_erased, entry_and_handover_erased, erased_on_a_receipt_that_confirms,
    gone_on_a_receipt_that_confirms, erased_on_a_strangers_word, erased_on_the_word_about_another,
    receipt_of_another_handover, receipt_garbage, receipt_signed_twice, handover_put_back_after_erasing,
    receipt_taken_away_after_erasing,
)  # fmt: skip


@pytest.mark.parametrize("forge", FORGED, ids=lambda one: one.__name__)
def test_what_does_not_fit_is_named_by_both_verifiers(plain: Scene, forge: Callable[[Scene], None]) -> None:
    assert plain.holds
    assert stands_alone(plain)[0]
    forge(plain)
    assert not plain.link.holds
    assert [link.name for link in verify_case(plain.case, kit=plain.kit) if not link.holds] == ["handover"]
    good, said = stands_alone(plain)
    assert not good
    assert said.startswith("BROKEN: handover: ")


def test_a_handover_in_a_case_that_was_not_halted(tmp_path: Path) -> None:
    police = Police.new()
    kit = police.trusted_by(kit_at(tmp_path / "kit"))
    papers = validation(kit)
    finished(tmp_path / "case", kit, papers)
    scene = Scene(kit, police, papers, tmp_path / "case", sealed(police, kit, papers))
    assert "handover" not in [link.name for link in verify_case(scene.case, kit=kit)]
    assert stands_alone(scene)[0]
    for name, data in ((HANDOVER, scene.envelope), (RECEIPT, scene.receipt())):
        (scene.case / name).write_bytes(data)
        assert not scene.link.holds
        assert not stands_alone(scene)[0]
        (scene.case / name).unlink()


def test_halted_without_a_key_holds_and_says_so(tmp_path: Path) -> None:
    police = Police.new()
    kit = police.trusted_by(kit_at(tmp_path / "kit"))
    papers = validation(kit)
    scene = Scene(kit, police, papers, halted(tmp_path / "case", kit, papers, None), sealed(police, kit, papers))
    assert scene.holds
    assert "geen sleutel" in scene.link.nl
    assert stands_alone(scene)[0]
    with pytest.raises(NothingHandedOver):
        scene.take(scene.receipt())
    (scene.case / HANDOVER).write_bytes(scene.envelope)
    assert not scene.link.holds
    assert not stands_alone(scene)[0]


def test_without_a_kit_it_says_that_the_signer_was_not_examined(plain: Scene) -> None:
    plain.take(plain.receipt(Answer.CONFIRMED))
    (link,) = [link for link in verify_case(plain.case) if link.name == "handover"]
    assert link.holds
    assert "niet nagegaan" in link.nl


def with_revoked(scene: Scene) -> Kit:
    """The same kit, after the police's signing key was revoked."""
    keyid = scene.police.signer.public.keyid
    revoked = {keyid: Revocation(keyid, ANSWERED, Cause.REPLACED)}
    return replace(scene.kit, trust=TrustStore(scene.kit.trust.by_role, revoked))


def test_a_revoked_key_answers_nothing_any_more(plain: Scene) -> None:
    with pytest.raises(ReceiptUnsigned) as raised:
        take_receipt(plain.case, plain.receipt(), with_revoked(plain))
    assert "ingetrokken" in raised.value.sentence("nl")
    assert not (plain.case / RECEIPT).exists()


def test_an_answer_taken_in_before_its_key_was_revoked_stands_with_a_remark(plain: Scene) -> None:
    plain.take(plain.receipt(Answer.NOT_CONFIRMED))
    links = {link.name: link for link in verify_case(plain.case, kit=with_revoked(plain))}
    assert links["handover"].holds
    assert "ingetrokken" in links["handover"].nl
    assert "ingetrokken" not in plain.link.nl


def test_a_broken_ledger_is_named_and_nothing_falls_over(plain: Scene) -> None:
    for name in (LEDGER, CHECKPOINT, "result.dsse.json"):
        kept = (plain.case / name).read_bytes()
        (plain.case / name).write_bytes(b"garbage")
        links = {link.name: link.holds for link in verify_case(plain.case, kit=plain.kit)}
        assert not all(links.values())
        (plain.case / name).write_bytes(kept)
