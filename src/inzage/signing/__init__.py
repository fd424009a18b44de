"""Whose signature counts for what: DSSE envelopes, keys, trust by role.

Implementations: ``canonical`` (one byte form per value), ``dsse``, ``keys``,
``trust`` (the store by role), ``revocation`` and ``revoking`` (keys that count no more),
``kit`` with ``policy`` and ``secret`` (a directory for one official), ``files`` (whole or
absent). Errors::

    SigningError
    ├── NotAnEnvelope          the file is no DSSE envelope
    ├── WrongPayloadType       it is one, but of another kind of document
    ├── SignatureMissing       a role that had to sign did not
    ├── SignatureWrong         altered after signing, or signed by a stranger
    ├── KeyRevoked             signed with a key that was revoked by then
    ├── RevocationWrong        no revocation list of a trusted administrator
    ├── KeyUnreadable          no Ed25519 key where one was expected
    └── KitFault               the kit's directory or policy is not in order
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from inzage.errors import InzageError, Language, RefusedByMandate


class Role(StrEnum):
    """For what a trusted key's signature counts (a folder under ``trust/``)."""

    MANDATE_ISSUER = "mandate_issuer"
    SECOND_SIGNER = "second_signer"
    REGISTER = "register"
    LIST_ISSUER = "list_issuer"
    POLICE = "police"
    ADMINISTRATOR = "administrator"
    KIT = "kit"


class PayloadType(StrEnum):
    """DSSE payload types: what a signed document is, bound into its signature."""

    MANDATE = "application/vnd.inzage.mandate+json"
    ORDER = "application/vnd.inzage.order+json"
    RESULT = "application/vnd.inzage.result+json"
    MANIFEST = "application/vnd.inzage.watchlist-manifest+json"
    DOCUMENTS = "application/vnd.inzage.documents+json"
    FOOTPRINT = "application/vnd.inzage.footprint+json"
    SEALING_KEY = "application/vnd.inzage.sealing-key+json"
    HANDOVER = "application/vnd.inzage.handover+json"
    RECEIPT = "application/vnd.inzage.receipt+json"
    LIST_REPORT = "application/vnd.inzage.list-report+json"
    LOG = "application/vnd.inzage.log+json"
    EXCEPTION = "application/vnd.inzage.exception+json"
    REVOCATION = "application/vnd.inzage.revocation+json"
    ERASURE = "application/vnd.inzage.erasure+json"
    PRACTICE = "application/vnd.inzage.practice+json"


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature in an envelope: key id (hex SHA-256 of the raw public key) and 64 bytes."""

    keyid: str
    sig: bytes


@dataclass(frozen=True, slots=True)
class Envelope:
    """A DSSE envelope, parsed but not yet trusted.

    References: https://github.com/secure-systems-lab/dsse (v1.0.2).
    """

    payload: bytes
    payload_type: str
    signatures: tuple[Signature, ...]


class SigningError(InzageError):
    """Base of all that can be wrong with a signature or a key.

    A fact given as a pair (Dutch, English) is said in the sentence's language.
    """

    def sentence(self, language: Language) -> str:
        """The error as one sentence in ``language``."""
        return (self.nl if language == "nl" else self.en).format(**in_language(self.facts, language))


def in_language(facts: Mapping[str, object], language: Language) -> dict[str, object]:
    """``facts`` with every (Dutch, English) pair resolved to one of the two."""
    side = 0 if language == "nl" else 1
    return {name: fact[side] if isinstance(fact, tuple) else fact for name, fact in facts.items()}


class NotAnEnvelope(SigningError):
    """The file is no DSSE envelope."""

    nl = (
        "Verwacht: een ondertekend document (DSSE-envelop, JSON). Gevonden: {found}. "
        "Controleer of dit het juiste bestand is: {file}."
    )
    en = "Expected: a signed document (DSSE envelope, JSON). Found: {found}. Check that this is the right file: {file}."


class WrongPayloadType(SigningError):
    """A signed document of another kind than was asked for."""

    nl = "Verwacht: een ondertekend document van de soort {expected}. Gevonden: {found}. Geef het juiste bestand."
    en = "Expected: a signed document of kind {expected}. Found: {found}. Give the right file."


class SignatureMissing(RefusedByMandate, SigningError):
    """A role that had to sign did not."""

    nl = "Verwacht: een handtekening van de rol {role}. Die ontbreekt. Laat het document door die rol ondertekenen."
    en = "Expected: a signature by the role {role}. It is missing. Have the document signed by that role."


class SignatureWrong(RefusedByMandate, SigningError):
    """The document was altered after signing, or a stranger signed it."""

    nl = (
        "De handtekening klopt niet of is van iemand die hier niet vertrouwd wordt voor de rol {role}. "
        "Gebruik dit document niet; vraag de afzender om een nieuw exemplaar."
    )
    en = (
        "The signature does not hold or is of somebody not trusted here for the role {role}. "
        "Do not use this document; ask its sender for a new one."
    )


class KeyUnreadable(SigningError):
    """No Ed25519 key where one was expected."""

    nl = "Verwacht: een Ed25519-sleutel (PEM) in {file}. Gevonden: {found}. Controleer het bestand."
    en = "Expected: an Ed25519 key (PEM) in {file}. Found: {found}. Check the file."


class KitFault(SigningError):
    """The kit's directory or policy is not in order."""

    nl = "De uitrusting in {kit} is niet in orde. Verwacht: {expected}. Gevonden: {found}. {todo}"
    en = "The kit in {kit} is not in order. Expected: {expected}. Found: {found}. {todo}"
