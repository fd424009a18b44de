"""Two signatures under one mandate: of who entered the order, then of who compared it with the verdict.

The first stands in the step *wacht*, so that it is in the log and is erased with its order. The second is
taken only for the very same mandate, by somebody who entered no part of it, with another key; the database
holds to the second person and to the ticks. Both and the file come in one transaction or not at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from inzage.mandate import Mandate
from inzage.mandate.catalogue import questions_of
from inzage.mandate.codec import mandate_payload
from inzage.register import Catalogue
from inzage.register.log import writing
from inzage.register.moving import Asked, consent, move, permitted
from inzage.register.running.papers import keep_mandate
from inzage.register.running.places import Places
from inzage.register.values import Actor
from inzage.register.web.ordering.faults import ChangedSince, NothingToSign, NotYourProposal, OwnWork, ReadOld
from inzage.register.web.ordering.keys import signer
from inzage.register.web.ordering.reading import PROPOSED, SIGNED, Order
from inzage.signing import Envelope, PayloadType, Role, Signature
from inzage.signing.dsse import add_signature, read, sign, to_bytes


@dataclass(frozen=True, slots=True)
class Signing:
    """Somebody's signature. ``seen``: digest of the mandate that they were looking at."""

    by: Actor
    at: datetime
    seen: str
    passphrase: str


def propose(catalogue: Catalogue, order: Order, how: Signing, places: Places) -> None:
    """Sign as the first, and put the order before a second person.

    Raises:
        NotYourProposal, NothingToSign, ReadOld: this is not to be signed by this person, or not so.
        NoKeyHere, KeyShut, KeyWithoutRole, NotSetUp: there is no key to sign with.
    """
    permitted(catalogue.kinds[order.record.kind, order.record.version], order.record.state, PROPOSED, how.by, "")
    mandate = signable(order, how)
    if how.by.key != order.record.actor:
        raise NotYourProposal(maker=order.record.actor)
    key = signer(how.by, Role.MANDATE_ISSUER, how.passphrase, places)
    made = read(sign(mandate_payload(mandate), PayloadType.MANDATE, [key]), file="opdracht").signatures[0]
    said = {"mandate_sha256": mandate.sha256, "key_id": made.keyid, "signature": made.sig.hex()}
    move(catalogue, Asked(order.record.id, PROPOSED, how.by, how.at, said, order.record.state))


def second(catalogue: Catalogue, order: Order, how: Signing, compared: Sequence[str], places: Places) -> str:
    """Sign as the second, once each field was compared; the digest of the mandate, whose file is kept.

    Raises:
        OwnWork, ChangedSince, ReadOld: this person may not, or it is not what was signed first.
        Refused: a field was not compared, or it is not the moment.
        SigningError: the two signatures do not make a mandate.
    """
    permitted(
        catalogue.kinds[order.record.kind, order.record.version],
        order.record.state, SIGNED, how.by, order.record.actor,
    )  # fmt: skip
    mandate = signable(order, how)
    first = _first(order, mandate)
    if how.by.key in makers(order):
        raise OwnWork()
    key = signer(how.by, Role.SECOND_SIGNER, how.passphrase, places)
    said = {"mandate_sha256": mandate.sha256, "compared": list(compared)}
    with writing():
        consent(catalogue, Asked(order.record.id, SIGNED, how.by, how.at, said, order.record.state))
        return keep_mandate(order.record, add_signature(first, key), places)


def signable(order: Order, how: Signing) -> Mandate:
    """The mandate that a signature would stand under, where it asks something and is what was looked at."""
    mandate = order.mandate()
    if not mandate.conditions:
        raise NothingToSign()
    questions_of(mandate)  # what is not filled in is said before anybody signs
    if how.seen != mandate.sha256:
        raise ReadOld()
    return mandate


def makers(order: Order) -> set[str]:
    """Everybody who entered or corrected a part that is to be compared."""
    return {order.record.actor, *(each.actor for each in order.conditions)}


def _first(order: Order, mandate: Mandate) -> bytes:
    """The mandate with its first signature, as long as it is the same mandate."""
    step = order.proposal
    if step is None or step.details["mandate_sha256"] != mandate.sha256:
        raise ChangedSince()
    signature = Signature(step.details["key_id"], bytes.fromhex(step.details["signature"]))
    return to_bytes(Envelope(mandate_payload(mandate), PayloadType.MANDATE, (signature,)))
