"""Halted checks for tests: a police with keys, a sealed hit, and the case that is left."""

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyrage

from inzage.record import HANDOVER, EntryKind
from inzage.record.case_bundle import Hit, Occasion, bundle
from inzage.record.handover import make_handover, number
from inzage.record.receipt import Answer, make_receipt
from inzage.record.sealing import seal
from inzage.record.store import Store
from inzage.result import CheckStatus
from inzage.signing import Role
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from inzage.signing.sealing import SealingKey, make_sealing_key
from inzage.signing.trust import TrustStore
from tests.record.making import Papers, begin, result_of

BEGUN = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
HALTED = BEGUN + timedelta(minutes=5)
SEALED = HALTED + timedelta(seconds=1)
ANSWERED = SEALED + timedelta(days=2)

HIT = Hit(
    untrusted_path="DCIM/100/geometric.png",
    size=1234,
    modified=datetime(2026, 11, 1, 12, 0, tzinfo=UTC),
    digests=("md5:" + "0a" * 16, "sha256:" + "ab" * 32),
    matched=("sha256:" + "ab" * 32,),
    match="exact",
    label="category-a",
    lists=(("Voorbeeldlijst", "3"),),
)


@dataclass(frozen=True)
class Police:
    """An age identity to open with, and an Ed25519 key to sign with."""

    secret: pyrage.x25519.Identity
    signer: PrivateKey

    @classmethod
    def new(cls) -> "Police":
        return cls(pyrage.x25519.Identity.generate(), PrivateKey.generate())

    @property
    def recipient(self) -> str:
        return str(self.secret.to_public())

    @property
    def identity(self) -> str:
        """As age-keygen writes it."""
        return f"# created: 2026-01-01T00:00:00Z\n# public key: {self.recipient}\n{self.secret}\n"

    @property
    def key(self) -> SealingKey:
        return SealingKey(self.recipient, "Politie, eenheid Voorbeeld", date(2026, 1, 1), date(2026, 12, 31))

    @property
    def document(self) -> bytes:
        return make_sealing_key(self.key, self.signer)

    def trusted_by(self, kit: Kit) -> Kit:
        TrustStore.add(kit.path / "trust", Role.POLICE, self.signer.public)
        return replace(Kit.load(kit.path), policy=kit.policy)

    def receipt(
        self,
        handover: str,
        answer: Answer = Answer.TAKEN_UP,
        *,
        check_id: str = "check-1",
        number: str = "PL-2026/1",
        at: datetime = ANSWERED,
        signer: PrivateKey | None = None,
    ) -> bytes:
        signer = signer or self.signer
        return make_receipt(check_id=check_id, handover=handover, number=number, answer=answer, at=at, police=signer)


def occasion(papers: Papers, check_id: str = "check-1") -> Occasion:
    return Occasion(
        check_id=check_id,
        reference="ECLI:NL:RBXXX:2026:1",
        mandate_sha256=papers.mandate_sha256,
        title="art. 14c Sr",
        order=1,
        organisation="Reclassering Voorbeeld",
        official="toezichthouder",
        carrier=1,
        kind="stick",
        size=16_000_000_000,
        serial="ab" * 16,
        tool="0.1.0",
        instrument="cd" * 32,
        begun=BEGUN,
        halted=HALTED,
    )


def sealed(
    police: Police,
    kit: Kit,
    papers: Papers,
    hit: Hit | None = HIT,
    *,
    check_id: str = "check-1",
    at: datetime = SEALED,
) -> bytes:
    """The signed handover of a hit."""
    ciphertext = seal(bundle(occasion(papers, check_id), hit), police.recipient)
    return make_handover(
        ciphertext,
        check_id=check_id,
        mandate_sha256=papers.mandate_sha256,
        recipient=police.recipient,
        kit_key=kit.key,
        at=at,
    )


def halted(path: Path, kit: Kit, papers: Papers, envelope: bytes | None, *, check_id: str = "check-1") -> Path:
    """The finished case of a halted check; ``envelope=None``: there was no key to seal to."""
    named = {"number": None, "sha256": None}
    if envelope is not None:
        named = {"number": number(envelope), "sha256": hashlib.sha256(envelope).hexdigest()}  # type: ignore[dict-item]
    with begin(path, kit, papers, check_id) as case:
        case.append(EntryKind.BEGUN, case.begun)
        case.append(EntryKind.OPENED, {"ordinal": 1, "name": "0" * 32})
        case.append(EntryKind.SEALED, named)
        case.append(EntryKind.ENDED, {"artefacts": 1})
        case.finish(lambda _: replace(result_of(papers, check_id), status=CheckStatus.HALTED))
    if envelope is not None:
        Store.open(path, kit).write(HANDOVER, envelope)
    return path
