"""Erasing cases whose term is past, so that a kill at any moment leaves either the case or, later, its proof.

Order: a note in the kit of what is about to go; the case renamed to ``<case>.erasing``; its
files removed; the person's key shredded where this was the last case; the signed proof; the
note removed. Each step can be done again, and ``go_on`` does what a kill left undone.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from inzage.errors import RefusedByMandate
from inzage.mandate.attended import forget_experts
from inzage.mandate.used import UsedOrders
from inzage.record.card import read_card
from inzage.record.faults import CaseFault, NoCase
from inzage.record.found import BEGUN, ERASURES, UNDER_ERASURE, FoundCase
from inzage.record.proof import Proof, sign_proof
from inzage.record.retention import Term
from inzage.record.store import cannot_write
from inzage.signing.canonical import canonical
from inzage.signing.files import sync_directory, write_whole
from inzage.signing.kit import Kit
from inzage.signing.policy import Kept

_PROOF = ".dsse.json"


class NotDue(CaseFault, RefusedByMandate):
    """The case is still within its term."""

    nl = (
        "Het dossier in {case} wordt bewaard tot en met {last} ({days} dagen, volgens {stated_by}). Het wordt nu niet "
        "gewist. Geef de opdracht opnieuw na die dag."
    )
    en = (
        "The case in {case} is kept until {last} inclusive ({days} days, by the {stated_by}). It is not erased now. "
        "Give the command again after that day."
    )


class NotOurs(CaseFault):
    """Something lies in the case that is no part of one."""

    nl = (
        "In {case} ligt een map, en een dossier heeft geen mappen. Er is niets gewist. "
        "Haal weg wat er niet hoort en geef de opdracht opnieuw."
    )
    en = (
        "There is a folder in {case}, and a case has no folders. Nothing was erased. "
        "Take away what does not belong there and give the command again."
    )


class OutOfReach(CaseFault):
    """An erasure that was begun cannot be finished here."""

    nl = (
        "Het wissen van {case} was begonnen, maar die plaats is nu niet te bereiken. Er is geen bewijs gemaakt. "
        "Sluit het opslagmedium weer aan en geef de opdracht opnieuw."
    )
    en = (
        "Erasing {case} had begun, but that place cannot be reached now. No proof was made. "
        "Connect the storage again and give the command again."
    )


class NoteSpoilt(CaseFault):
    """What the kit noted of an erasure that was begun cannot be read."""

    nl = (
        "Verwacht in {file}: welk dossier gewist wordt. Gevonden: iets anders. Van dat dossier is geen bewijs gemaakt. "
        "Zet een reservekopie van dit bestand terug, of haal het weg als dat dossier er nog is."
    )
    en = (
        "Expected in {file}: which case is being erased. Found: something else. No proof was made of that case. "
        "Put back a spare copy of this file, or take it away if that case is still there."
    )


class ProofWouldNotCount(CaseFault, RefusedByMandate):
    """The kit's key was revoked, so nobody would believe the proof."""

    nl = (
        "De sleutel van deze uitrusting is sinds {since} ingetrokken; een bewijs van wissen dat zij ondertekent, telt "
        "niet. Er is niets gewist. Vernieuw de sleutel met inzage kit rotate en geef de opdracht opnieuw."
    )
    en = (
        "This kit's key was revoked as of {since}; a proof of erasure that it signs does not count. Nothing was "
        "erased. Renew the key with inzage kit rotate and give the command again."
    )


@dataclass(frozen=True, slots=True)
class Erased:
    """A proof as it was written, and what is left elsewhere: documents that the case named."""

    proof: Proof
    file: Path
    documents: tuple[str, ...]


def erase(case: FoundCase, kit: Kit, others: Sequence[FoundCase], today: date) -> Erased:
    """Erase one case whose term is past; ``others``: cases that are still there, of whomever.

    Raises:
        NotDue: its term is not past.
        NotOurs: something lies in it that is no part of a case.
        ProofWouldNotCount: this kit's key was revoked.
        OrdersFault: the kit's memory of orders is damaged, so that it cannot be said whose last case this is.
    """
    refuse_revoked(kit)
    refuse_within_term(case, today)
    UsedOrders(kit.used_orders).uses()  # asked again below, when the files are gone: by then it must not fail
    try:
        if any(file.is_dir() and not file.is_symlink() for file in case.path.iterdir()):
            raise NotOurs(case=case.path)
        _places(kit).mkdir(mode=0o700, exist_ok=True)
        write_whole(_places(kit) / (case.check_id + BEGUN), canonical(_note(case)))
    except OSError as error:
        raise cannot_write(kit.path, error) from None
    return _finish(case, kit, others)


def refuse_within_term(case: FoundCase, today: date) -> None:
    """``NotDue`` where the case is still to be kept on this day."""
    if not case.term.past(today):
        by = {"mandate": ("de opdracht", "mandate"), "policy": ("het beleid van de uitrusting", "kit's policy")}
        raise NotDue(case=case.path, last=case.term.last, days=case.term.days, stated_by=by[case.term.stated_by])


def refuse_revoked(kit: Kit) -> None:
    """``ProofWouldNotCount`` where the key that would sign the proof was revoked."""
    revocation = kit.trust.revoked.get(kit.key.public.keyid)
    if revocation is not None:
        raise ProofWouldNotCount(since=revocation.moment)


def begun(kit: Kit) -> tuple[Path, ...]:
    """The kit's notes of erasures that a kill left unfinished."""
    return tuple(sorted(_places(kit).glob("*" + BEGUN))) if _places(kit).is_dir() else ()


def go_on(note: Path, kit: Kit, others: Sequence[FoundCase]) -> Erased:
    """Finish what a kill left half erased.

    Raises:
        OutOfReach: its place is not there.
        NoteSpoilt: the note does not say what was going.
    """
    case, device = _noted(note)
    return _finish(case, kit, others, device=device)


def proofs(kit: Kit) -> tuple[Path, ...]:
    """Every proof that the kit keeps."""
    return tuple(sorted(_places(kit).glob("*" + _PROOF))) if _places(kit).is_dir() else ()


def _finish(case: FoundCase, kit: Kit, others: Sequence[FoundCase], *, device: int | None = None) -> Erased:
    parent = case.path.parent
    if not parent.is_dir() or device not in (None, parent.stat().st_dev):
        raise OutOfReach(case=case.path)
    file = _places(kit) / (case.check_id + _PROOF)
    try:
        _remove(case)
        gone = _shred(case, kit, others)
        _forget_experts(case, kit, others)
        at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        proof = Proof(case.check_id, case.entries, case.root, case.term, at, gone)
        write_whole(file, sign_proof(proof, kit.key))
        (_places(kit) / (case.check_id + BEGUN)).unlink()
        sync_directory(_places(kit))
    except OSError as error:
        raise cannot_write(case.path, error) from None
    return Erased(proof, file, case.documents)


def _remove(case: FoundCase) -> None:
    path, going = case.path, case.path.with_name(case.path.name + UNDER_ERASURE)
    if not going.exists() and _still_there(case):
        path.rename(going)
        sync_directory(path.parent)
    if going.exists():
        for file in going.iterdir():
            file.unlink()
        going.rmdir()
        sync_directory(path.parent)


def _still_there(case: FoundCase) -> bool:
    """Whether it is this case that lies there, and not one that took its place after a kill."""
    try:
        return read_card(case.path).check_id == case.check_id
    except NoCase:
        return False


def _shred(case: FoundCase, kit: Kit, others: Sequence[FoundCase]) -> bool:
    """Shred the person's key where no case of his is left, neither here nor in the kit's memory of orders."""
    theirs = [one for one in others if one.person == case.person and one.check_id != case.check_id]
    if theirs:
        return False
    gone = {file.name.removesuffix(_PROOF) for file in proofs(kit)} | {case.check_id}
    uses = UsedOrders(kit.used_orders).uses()
    if any(use.mandate_sha256 == case.mandate_sha256 and use.check_id not in gone for use in uses):
        return False
    kit.shred_person(case.person)
    return True


def _forget_experts(case: FoundCase, kit: Kit, others: Sequence[FoundCase]) -> None:
    """Let go of why experts attended, with the last case under the mandate: the reasons are in people's own words."""
    if not any(one.mandate_sha256 == case.mandate_sha256 and one.check_id != case.check_id for one in others):
        forget_experts(kit.path, case.mandate_sha256)


def _note(case: FoundCase) -> dict[str, object]:
    return {
        "check_id": case.check_id,
        "device": case.path.absolute().parent.stat().st_dev,
        "documents": list(case.documents),
        "ended": case.term.ended.isoformat(),
        "entries": case.entries,
        "mandate_sha256": case.mandate_sha256,
        "path": str(case.path.absolute()),
        "person": case.person,
        "root": case.root,
        "term": case.term.json,
    }


def _noted(note: Path) -> tuple[FoundCase, int]:
    try:
        said = json.loads(note.read_bytes())
        return _case_of(said), int(said["device"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise NoteSpoilt(file=note) from None


def _case_of(said: Mapping[str, Any]) -> FoundCase:
    term = said["term"]
    return FoundCase(
        Path(said["path"]),
        said["check_id"],
        said["person"],
        said["mandate_sha256"],
        Term(term["days"], term["stated_by"], Kept(term["kind"]), date.fromisoformat(said["ended"])),
        said["entries"],
        said["root"],
        tuple(said["documents"]),
    )


def _places(kit: Kit) -> Path:
    return kit.path / ERASURES
