"""Proof that records were erased: which lines of the log are empty now, when, and by whom; nothing of what they held.

Made from what the register keeps, so it can be made again. Signed by the register's key where
there is one (DSSE, ``PayloadType.ERASURE``, marked as the register's own so that no proof of a
kit is taken for it). It proves that the register said so, not that no other copy exists.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from inzage.errors import InzageError
from inzage.register.faults import RegisterFault
from inzage.register.log import lines_of
from inzage.register.models import Entry, Erasure, Record
from inzage.signing import PayloadType, SigningError
from inzage.signing.canonical import NotCanonical, canonical, parse
from inzage.signing.dsse import read, sign, verify_by
from inzage.signing.keys import PrivateKey, PublicKey

OF = "register"
FIELDS = frozenset(
    {"of", "version", "decision", "subject", "request", "before", "after", "lines", "counts", "erased_at"}
    | {"clock_back", "by"}
)


class ProofWrong(RegisterFault):
    """It is no proof of erasure by this register; a fact may be a pair (Dutch, English)."""

    nl = (
        "Verwacht: een bewijs van wissen door dit register. Gevonden: {found}. "
        "Gebruik dit bewijs niet; laat het register een nieuw bewijs maken."
    )
    en = (
        "Expected: a proof of erasure by this register. Found: {found}. "
        "Do not use this proof; have the register make a new one."
    )


@dataclass(frozen=True, slots=True)
class Proof:
    """What is said of an erasure.

    ``before`` and ``after``: number and hash of the log's last line; ``lines``: number and digest of
    those without content now; ``counts``: records per kind, and how many versions and steps those were;
    ``by``: key, role and organisation of who carried it out.
    """

    decision: str
    subject: str
    request: str | None
    before: tuple[int, str]
    after: tuple[int, str]
    lines: tuple[tuple[int, str], ...]
    counts: Mapping[str, Any]
    erased_at: str
    clock_back: bool
    by: Mapping[str, str]

    @property
    def json(self) -> dict[str, Any]:
        """As it is signed."""
        return {
            "of": OF,
            "version": 1,
            "decision": self.decision,
            "subject": self.subject,
            "request": self.request,
            "before": _head(self.before),
            "after": _head(self.after),
            "lines": [{"number": number, "digest": digest} for number, digest in self.lines],
            "counts": dict(self.counts),
            "erased_at": self.erased_at,
            "clock_back": self.clock_back,
            "by": dict(self.by),
        }

    @property
    def outward(self) -> dict[str, Any]:
        """For the person and others outside: the same, with the role of who did it and no key."""
        return self.json | {"by": {"role": self.by["role"]}}


def proof_of(erasure: Erasure) -> Proof:
    """The proof of an erasure, from its rows and its line."""
    line = Entry.objects.get(number=erasure.line_id)
    return Proof(
        decision=str(erasure.decision),
        subject=str(erasure.subject),
        request=str(erasure.request) if erasure.request else None,
        before=(line.number - 1, line.previous),
        after=(line.number, line.hash),
        lines=tuple(lines_of(erasure)),
        counts=dict(erasure.counts),
        erased_at=line.recorded.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        clock_back=line.clock_back,
        by={"key": line.actor, "role": line.role, "organisation": line.organisation},
    )


def as_file(proof: Proof, key: PrivateKey | None, *, outward: bool = False) -> bytes:
    """The proof file: an envelope where there is a key, else its JSON alone. ``outward``: without keys of staff."""
    said = canonical(proof.outward if outward else proof.json)
    return sign(said, PayloadType.ERASURE, [key]) if key else said


def read_proof(file: bytes, keys: Sequence[PublicKey]) -> Mapping[str, Any]:
    """What a signed proof file says, where one of ``keys`` signed it; ``ProofWrong`` otherwise."""
    fault: InzageError | None = None
    for key in keys:
        try:
            return _said(verify_by(read(file, file="bewijs"), PayloadType.ERASURE, key))
        except SigningError as error:
            fault = fault or error
    raise ProofWrong(found=_sentences(fault))


def check_proof(said: Mapping[str, Any]) -> None:
    """Raise ``ProofWrong`` unless the register's log and tables bear out what a proof says."""
    line = Entry.objects.filter(number=said["after"]["number"]).first()
    erasure = Erasure.objects.filter(line=line).first()
    if line is None or erasure is None:
        raise ProofWrong(found=("een regel die het logboek niet heeft", "a line that the log does not have"))
    known = proof_of(erasure)
    if dict(said) not in (known.json, known.outward):
        raise ProofWrong(found=("iets anders dan in het logboek staat", "something else than the log holds"))
    if Record.objects.filter(id__in=erasure.gone.values("record")).exists():
        raise ProofWrong(found=("een gegeven dat er nog is", "a record that is still there"))


def _said(payload: bytes) -> Mapping[str, Any]:
    try:
        said = parse(payload)
    except NotCanonical as error:
        raise ProofWrong(found=(error.nl, error.en)) from None
    if not isinstance(said, dict) or said.keys() != FIELDS or said["of"] != OF:
        raise ProofWrong(found=("een document zonder de juiste velden", "a document without its fields"))
    return said


def _sentences(fault: InzageError | None) -> tuple[str, str]:
    if fault is None:
        return "geen sleutel om het mee na te gaan", "no key to check it with"
    return fault.sentence("nl").rstrip("."), fault.sentence("en").rstrip(".")


def _head(head: tuple[int, str]) -> dict[str, Any]:
    return {"number": head[0], "hash": head[1]}
