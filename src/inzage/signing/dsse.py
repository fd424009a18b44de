"""DSSE envelopes: a payload, what kind of document it is, and who signed it.

Stricter than the specification asks where that costs nothing: base64 has one
spelling, and a field that we do not know is refused, so that no bit of an
envelope can change unseen.

References: https://github.com/secure-systems-lab/dsse (v1.0.2, protocol.md and envelope.md).
"""

import base64
import binascii
import itertools
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from inzage.signing import (
    Envelope,
    NotAnEnvelope,
    PayloadType,
    Role,
    Signature,
    SignatureMissing,
    SignatureWrong,
    WrongPayloadType,
)
from inzage.signing.canonical import NotCanonical, canonical, parse
from inzage.signing.keys import PrivateKey, PublicKey
from inzage.signing.revocation import CAUSES, KeyRevoked, Revocation
from inzage.signing.trust import TrustStore

LARGEST = 64 * 1024 * 1024
MOST_SIGNATURES = 16
_SIG_BYTES = 64


def pae(payload_type: str, payload: bytes) -> bytes:
    """Pre-authentication encoding: what is really signed."""
    kind = payload_type.encode("utf-8")
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def sign(payload: bytes, payload_type: PayloadType, keys: Sequence[PrivateKey]) -> bytes:
    """An envelope (JSON bytes) with one signature per key."""
    signatures = tuple(_signature(payload, payload_type, key) for key in keys)
    return to_bytes(Envelope(payload, payload_type, signatures))


def add_signature(envelope: bytes, key: PrivateKey, *, file: str = "envelope") -> bytes:
    """The same envelope, signed by ``key`` too (or anew, if it had signed already)."""
    known = read(envelope, file=file)
    mine = _signature(known.payload, known.payload_type, key)
    others = tuple(one for one in known.signatures if one.keyid != mine.keyid)
    return to_bytes(Envelope(known.payload, known.payload_type, (*others, mine)))


def to_bytes(envelope: Envelope) -> bytes:
    """The envelope as its file holds it."""
    signatures = [{"keyid": one.keyid, "sig": encode(one.sig)} for one in envelope.signatures]
    return canonical(
        {"payload": encode(envelope.payload), "payloadType": envelope.payload_type, "signatures": signatures}
    )


def read(data: bytes, *, file: str) -> Envelope:
    """Take an envelope apart; nothing in it is trusted yet. ``NotAnEnvelope`` where it is none."""
    if len(data) > LARGEST:
        raise NotAnEnvelope(file=file, found=("een te groot bestand", "a file too large"))
    try:
        return _envelope(parse(data))
    except NotCanonical as error:
        raise NotAnEnvelope(file=file, found=(error.nl, error.en)) from None


def verify(
    envelope: Envelope,
    payload_type: PayloadType,
    roles: Sequence[Role],
    trust: TrustStore,
    *,
    at: datetime | None = None,
) -> bytes:
    """The payload, if it is of this kind and every role signed it with a key of its own.

    One key in two roles does not make two people. Signatures of strangers are
    ignored and count for nothing. ``at``: a moment at which somebody else than its
    signers saw the document; a key revoked later than that still counts for it.

    Raises:
        WrongPayloadType: a signed document of another kind.
        SignatureMissing: a role did not sign, or only with a key counted already.
        SignatureWrong: altered after signing, or signed by somebody not trusted for the role.
        KeyRevoked: signed with a key that was revoked by then.
    """
    _same_kind(envelope, payload_type)
    if not roles:
        raise ValueError("a document that nobody has to sign is not verified")
    signed = [_signed_for(envelope, trust.keys(role, at)) for role in roles]
    for role, keys in zip(roles, signed, strict=True):
        if not keys:
            raise _not_signed(envelope, role, trust)
    if not any(len(set(choice)) == len(roles) for choice in itertools.product(*signed)):
        raise SignatureMissing(role=roles[-1])
    return envelope.payload


def verify_by(envelope: Envelope, payload_type: PayloadType, key: PublicKey, *, role: Role = Role.KIT) -> bytes:
    """The payload, if it is of this kind and ``key`` itself signed it; ``role`` names the key in the error."""
    return verify(envelope, payload_type, [role], TrustStore({role: (key,)}))


def revoked_signers(envelope: Envelope, trust: TrustStore) -> tuple[Revocation, ...]:
    """Revocations of keys that signed: what was signed before stands, and should be said to."""
    known = {one.keyid for one in envelope.signatures}
    return tuple(one for keyid, one in sorted(trust.revoked.items()) if keyid in known)


def encode(data: bytes) -> str:
    """Standard base64 with padding."""
    return base64.b64encode(data).decode("ascii")


def decode(encoded: object) -> bytes:
    """Standard base64 in its one spelling; ``NotCanonical`` otherwise."""
    try:
        data = base64.b64decode(encoded, validate=True) if isinstance(encoded, str) else b""
    except (binascii.Error, ValueError):
        data = b""
    if encode(data) != encoded:
        raise NotCanonical("geen geldige base64", "no valid base64")
    return data


def _signature(payload: bytes, payload_type: str, key: PrivateKey) -> Signature:
    return Signature(key.public.keyid, key.sign(pae(payload_type, payload)))


def _envelope(value: object) -> Envelope:
    fields = _fields(value, {"payload", "payloadType", "signatures"})
    kind, signatures = fields["payloadType"], fields["signatures"]
    if not isinstance(kind, str) or not isinstance(signatures, list) or len(signatures) > MOST_SIGNATURES:
        raise NotCanonical("velden van een verkeerde soort", "fields of a wrong type")
    return Envelope(decode(fields["payload"]), kind, tuple(_one_signature(one) for one in signatures))


def _one_signature(value: object) -> Signature:
    fields = _fields(value, {"keyid", "sig"})
    keyid, sig = fields["keyid"], decode(fields["sig"])
    if not isinstance(keyid, str) or len(sig) != _SIG_BYTES:
        raise NotCanonical("een handtekening van een andere soort", "a signature of another kind")
    return Signature(keyid, sig)


def _fields(value: object, names: set[str]) -> Mapping[str, object]:
    if not isinstance(value, dict) or set(value) != names:
        wanted = ", ".join(sorted(names))
        raise NotCanonical(f"JSON zonder precies de velden {wanted}", f"JSON without exactly the fields {wanted}")
    return value


def _same_kind(envelope: Envelope, payload_type: PayloadType) -> None:
    if envelope.payload_type != payload_type:
        known = envelope.payload_type in set(PayloadType)
        found = envelope.payload_type if known else ("een onbekende soort", "an unknown kind")
        raise WrongPayloadType(expected=payload_type, found=found)


def _signed_for(envelope: Envelope, keys: Iterable[PublicKey]) -> list[str]:
    """Key ids among ``keys`` whose signature over the envelope holds."""
    message = pae(envelope.payload_type, envelope.payload)
    by_id = {key.keyid: key for key in keys}
    return [
        one.keyid for one in envelope.signatures if one.keyid in by_id and by_id[one.keyid].verify(one.sig, message)
    ]


def _not_signed(envelope: Envelope, role: Role, trust: TrustStore) -> SignatureMissing | SignatureWrong | KeyRevoked:
    """Why ``role`` has no signature: its key was revoked, it broke, a stranger's stands there, or there is none."""
    sound = _signed_for(envelope, trust.by_role.get(role, ()))
    if sound:  # and yet it did not count
        revocation = trust.revoked[sound[0]]
        return KeyRevoked(role=role, since=revocation.moment, why=CAUSES[revocation.why])
    claimed = {one.keyid for one in envelope.signatures}
    broken = any(key.keyid in claimed for key in trust.by_role.get(role, ()))
    strange = any(not trust.knows(keyid) for keyid in claimed)
    return SignatureWrong(role=role) if broken or strange else SignatureMissing(role=role)
