"""Kits, papers and cases for tests: invented, small, and real enough to be signed."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from inzage.record import EntryKind
from inzage.record.casefile import CaseWriter, LedgerFacts
from inzage.record.instrument import fingerprint
from inzage.result import CheckResult, CheckStatus, Mark
from inzage.signing import PayloadType, Role
from inzage.signing.canonical import canonical
from inzage.signing.dsse import sign
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from inzage.signing.trust import TrustStore

PLAN = canonical({"doors": [], "version": 1})


@dataclass(frozen=True)
class Papers:
    """What one check is about."""

    mandate: bytes
    order: bytes | None
    plan: bytes = PLAN
    marks: tuple[Mark, ...] = ()
    mandate_sha256: str = ""


@dataclass(frozen=True)
class Office:
    """Those who sign, each with a key of their own."""

    issuer: PrivateKey
    second: PrivateKey
    register: PrivateKey

    @classmethod
    def new(cls) -> "Office":
        return cls(PrivateKey.generate(), PrivateKey.generate(), PrivateKey.generate())

    def trusted_by(self, kit: Kit) -> Kit:
        """``kit``, after its owner put this office's keys in its trust store."""
        for role, key in (
            (Role.MANDATE_ISSUER, self.issuer),
            (Role.SECOND_SIGNER, self.second),
            (Role.REGISTER, self.register),
        ):
            TrustStore.add(kit.path / "trust", role, key.public)
        return Kit.load(kit.path)

    def papers(self, reference: str = "ECLI:NL:RBXXX:2026:1") -> Papers:
        """A mandate that two signed, and an order for one check under it."""
        said = {"schema": 1, "reference": reference, "person": "P-1", "title": "art. 14c Sr", "validation": False}
        payload = canonical(said)
        digest = hashlib.sha256(payload).hexdigest()
        mandate = sign(payload, PayloadType.MANDATE, [self.issuer, self.second])
        order = sign(canonical({"mandate_sha256": digest, "number": 1}), PayloadType.ORDER, [self.register])
        return Papers(mandate, order, mandate_sha256=digest)


def validation(kit: Kit) -> Papers:
    """A validation mandate, signed by the kit itself; it needs no order."""
    payload = canonical({"schema": 1, "reference": "validation", "title": "geen", "validation": True})
    digest = hashlib.sha256(payload).hexdigest()
    return Papers(sign(payload, PayloadType.MANDATE, [kit.key]), None, marks=(Mark.VALIDATION,), mandate_sha256=digest)


def kit_at(path: Path, *, encrypted: bool = False) -> Kit:
    """A kit whose cases lie plain, or encrypted at rest."""
    kit = Kit.create(path, laboratory=True)
    policy = replace(kit.policy, encrypt_at_rest=encrypted)
    return replace(kit, policy=policy)


def result_of(papers: Papers, check_id: str = "check-1") -> CheckResult:
    """A result without answers; the ledger is filled in by the case."""
    return CheckResult(
        check_id=check_id,
        status=CheckStatus.DONE,
        marks=papers.marks,
        mandate_sha256=papers.mandate_sha256,
        method_version="1",
        window=(date(2026, 1, 1), date(2026, 3, 31)),
        seconds={"total": 1.5},
        answers=(),
        coverage=(),
        carriers=(),
        intrusion=(),
        ledger={},
        instrument=fingerprint(),
    )


def begin(path: Path, kit: Kit, papers: Papers, check_id: str = "check-1") -> CaseWriter:
    return CaseWriter.begin(
        path, kit=kit, mandate=papers.mandate, order=papers.order, plan=papers.plan, check_id=check_id
    )


def resume(path: Path, kit: Kit, papers: Papers) -> CaseWriter:
    return CaseWriter.resume(path, kit=kit, mandate=papers.mandate, order=papers.order, plan=papers.plan)


def work(case: CaseWriter, artefacts: int = 3) -> None:
    """Do a check's work, going on where the ledger says it was."""
    done = {entry.facts.get("ordinal") for entry, outcome in case.entries() if outcome is not None}
    kinds = {entry.kind for entry, _ in case.entries()}
    if kinds:
        case.append(EntryKind.RESUMED, {})
    if EntryKind.BEGUN not in kinds:
        case.append(EntryKind.BEGUN, case.begun)
    for ordinal in range(1, artefacts + 1):
        if ordinal not in done:
            opened = sum(e.kind is EntryKind.OPENED and e.facts["ordinal"] == ordinal for e, _ in case.entries())
            case.append(EntryKind.OPENED, {"ordinal": ordinal, "name": f"{ordinal:032x}"}, look=opened + 1)
            case.append(EntryKind.READ, {"ordinal": ordinal, "rows": 7}, outcome={"rows": 7, "tallies": {}})
    if EntryKind.ENDED not in kinds:
        case.append(EntryKind.ENDED, {"artefacts": artefacts})


def finish(case: CaseWriter, papers: Papers) -> LedgerFacts:
    return case.finish(lambda _: result_of(papers, case.check_id))


def finished(path: Path, kit: Kit, papers: Papers, *, check_id: str = "check-1", artefacts: int = 3) -> LedgerFacts:
    """A whole case in ``path``."""
    with begin(path, kit, papers, check_id) as case:
        work(case, artefacts)
        return finish(case, papers)
