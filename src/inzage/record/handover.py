"""The handover: one envelope, signed by the kit, around what only the police can open.

Its payload is canonical JSON: ``version``, ``check_id``, ``mandate_sha256``,
``recipient`` (age1...), ``sealed_at``, ``age`` (the ciphertext, base64) and ``sha256`` (hex, of
the ciphertext). The police's side is ``opening``; their answer is ``receipt``.

References: https://github.com/secure-systems-lab/dsse (v1.0.2), https://age-encryption.org/v1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from inzage.record import HANDOVER
from inzage.record.digests import sha256
from inzage.record.handover_faults import HandoverAltered, NotAHandover
from inzage.record.note import code
from inzage.record.occasion import moment
from inzage.signing import Envelope, PayloadType, Role, SigningError
from inzage.signing.canonical import NotCanonical, canonical, parse
from inzage.signing.dsse import decode, encode, read, sign, verify
from inzage.signing.keys import PrivateKey, PublicKey
from inzage.signing.shortly import shortly
from inzage.signing.trust import TrustStore


@dataclass(frozen=True, slots=True)
class Handover:
    """A handover taken apart; whose it is, ``signed_by`` says. ``number``: the overdrachtnummer."""

    envelope: Envelope
    check_id: str
    mandate_sha256: str
    recipient: str
    sealed_at: datetime
    ciphertext: bytes
    number: str

    def signed_by(self, kit_keys: Sequence[PublicKey]) -> None:
        """``SignatureWrong`` or ``SignatureMissing`` where none of these kits signed it."""
        verify(self.envelope, PayloadType.HANDOVER, [Role.KIT], TrustStore({Role.KIT: tuple(kit_keys)}))


def make_handover(
    ciphertext: bytes, *, check_id: str, mandate_sha256: str, recipient: str, kit_key: PrivateKey, at: datetime
) -> bytes:
    """The signed envelope around ``ciphertext``, sealed at the aware instant ``at``."""
    payload = {
        "version": 1,
        "check_id": check_id,
        "mandate_sha256": mandate_sha256,
        "recipient": recipient,
        "sealed_at": moment(at),
        "age": encode(ciphertext),
        "sha256": sha256(ciphertext),
    }
    return sign(canonical(payload), PayloadType.HANDOVER, [kit_key])


def number(envelope: bytes) -> str:
    """The handover number: a printed code of 101.9 bits over what was signed, the same whoever signs it again."""
    return _number(read(envelope, file=HANDOVER))


def read_handover(data: bytes, *, file: str | Path = HANDOVER) -> Handover:
    """Take a handover apart; its signature is still to be examined.

    Raises:
        NotAHandover: it is none.
        HandoverAltered: the ciphertext is not the one that it names.
    """
    try:
        envelope = read(data, file=str(file))
        value = parse(envelope.payload)
        return _handover(envelope, value)
    except SigningError as error:
        raise NotAHandover(found=shortly(error)) from None
    except NotCanonical as error:
        raise NotAHandover(found=(error.nl, error.en)) from None


def _handover(envelope: Envelope, value: object) -> Handover:
    match value:
        case {
            "version": 1,
            "check_id": str(check_id),
            "mandate_sha256": str(mandate_sha256),
            "recipient": str(recipient),
            "sealed_at": str(sealed_at),
            "age": str(age),
            "sha256": str(digest),
            **others,
        } if not others and envelope.payload_type == PayloadType.HANDOVER:
            ciphertext = decode(age)
        case _:
            raise NotCanonical("een ander document", "another document")
    if sha256(ciphertext) != digest:
        raise HandoverAltered(found=("het kenmerk van de inhoud is anders", "the digest of its content differs"))
    return Handover(envelope, check_id, mandate_sha256, recipient, instant(sealed_at), ciphertext, _number(envelope))


def instant(text: str) -> datetime:
    """An aware instant in the one spelling that ``moment`` gives; ``NotCanonical`` otherwise."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None or moment(at) != text:
        raise NotCanonical("een tijd in een andere schrijfwijze", "a time spelt in another way")
    return at


def _number(envelope: Envelope) -> str:
    return code(bytes.fromhex(sha256(envelope.payload)))
