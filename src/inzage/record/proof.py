"""Proof that a case was erased: which, when and under which term; nothing of what it held.

A DSSE envelope (``PayloadType.ERASURE``) by the kit that made the case. The ledger's root
and code stand in it, so that whoever has the person's copy on paper can see that it is this
case that is gone. It proves that the kit said so, not that no other copy exists.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from inzage.errors import InzageError
from inzage.record.faults import CaseFault
from inzage.record.note import code, same_code, well_typed
from inzage.record.retention import Term
from inzage.signing import PayloadType, SigningError
from inzage.signing.canonical import NotCanonical, canonical, parse
from inzage.signing.dsse import read, sign, verify_by
from inzage.signing.keys import PrivateKey, PublicKey
from inzage.signing.policy import Kept
from inzage.signing.revocation import Revocation, moment_of

_ROOT = re.compile(r"[0-9a-f]{64}")


class ProofWrong(CaseFault):
    """It is no proof of erasure by this kit; a fact may be a pair (Dutch, English)."""

    nl = (
        "Verwacht: een bewijs van wissen, ondertekend door deze uitrusting. Gevonden: {found}. "
        "Gebruik dit bewijs niet; vraag de houder van de uitrusting om het origineel."
    )
    en = (
        "Expected: a proof of erasure, signed by this kit. Found: {found}. "
        "Do not use this proof; ask the holder of the kit for the original."
    )


@dataclass(frozen=True, slots=True)
class Proof:
    """What is said of an erased case. ``root`` (hex) and ``entries``: None of a check that was never finished.

    ``erased_at``: UTC, as the kit's clock told it. ``key_shredded``: whether the person's key went
    too, so that keyed names in copies mean nothing any more.
    """

    check_id: str
    entries: int | None
    root: str | None
    term: Term
    erased_at: str
    key_shredded: bool

    @property
    def json(self) -> dict[str, object]:
        """As it is signed."""
        ledger = None
        if self.root is not None:
            ledger = {"code": code(bytes.fromhex(self.root)), "entries": self.entries, "root": self.root}
        return {
            "check_id": self.check_id,
            "ended": self.term.ended.isoformat(),
            "erased_at": self.erased_at,
            "key_shredded": self.key_shredded,
            "ledger": ledger,
            "term": self.term.json,
            "version": 1,
        }

    def fits(self, printed: str) -> bool:
        """Whether the code on paper is that of the case that was erased."""
        return self.root is not None and well_typed(printed) and same_code(printed, code(bytes.fromhex(self.root)))


def sign_proof(proof: Proof, key: PrivateKey) -> bytes:
    """The proof as the kit signs it."""
    return sign(canonical(proof.json), PayloadType.ERASURE, [key])


def read_proof(
    envelope: bytes, keys: Sequence[PublicKey], *, file: str, revoked: Mapping[str, Revocation] | None = None
) -> Proof:
    """The proof in an envelope that one of ``keys`` signed; ``ProofWrong`` otherwise.

    ``revoked``: by key id. A proof that says itself to be younger than its key's revocation counts for nothing.
    """
    proof = _signed_by_one(envelope, keys, file)
    if (late := revocation_of(envelope, revoked or {})) and not late.spares(moment_of(proof.erased_at)):
        raise ProofWrong(
            found=(
                f"een handtekening met een sleutel die sinds {late.moment} is ingetrokken",
                f"a signature by a key that was revoked as of {late.moment}",
            )
        )
    return proof


def revocation_of(envelope: bytes, revoked: Mapping[str, Revocation]) -> Revocation | None:
    """The revocation of the key that signed a proof, where there is one."""
    signers = [one.keyid for one in read(envelope, file="").signatures]
    return next((revoked[keyid] for keyid in signers if keyid in revoked), None)


def _signed_by_one(envelope: bytes, keys: Sequence[PublicKey], file: str) -> Proof:
    faults: list[InzageError] = []
    for key in keys:
        try:
            return _proof(parse(verify_by(read(envelope, file=file), PayloadType.ERASURE, key)))
        except SigningError as error:
            faults.append(error)
        except (NotCanonical, ValueError):
            raise ProofWrong(found=("een document zonder de juiste velden", "a document without its fields")) from None
    said = faults[0] if faults else None
    found = (said.sentence("nl").rstrip("."), said.sentence("en").rstrip(".")) if said else ("niets", "nothing")
    raise ProofWrong(found=found)


def _proof(value: object) -> Proof:
    match value:
        case {
            "check_id": str(check_id),
            "ended": str(ended),
            "erased_at": str(erased_at),
            "key_shredded": bool(shredded),
            "ledger": ledger,
            "term": {"days": int(days), "kind": str(kind), "stated_by": "mandate" | "policy" as stated_by},
            "version": 1,
        }:
            entries, root = _ledger(ledger)
            term = Term(days, stated_by, Kept(kind), date.fromisoformat(ended))
            made = Proof(check_id, entries, root, term, erased_at, shredded)
            if made.json == value and moment_of(erased_at) >= datetime.fromisoformat("1970-01-01T00:00:00Z"):
                return made
    raise NotCanonical("geen bewijs van wissen", "no proof of erasure")


def _ledger(value: object) -> tuple[int | None, str | None]:
    match value:
        case None:
            return None, None
        case {"entries": int(entries), "root": str(root)} if _ROOT.fullmatch(root):
            return entries, root
    raise NotCanonical("geen bewijs van wissen", "no proof of erasure")
