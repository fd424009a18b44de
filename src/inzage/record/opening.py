"""The police's side of a handover: examine it, and open it with their secret key.

No check, plan or report imports this: what probation seals, probation cannot open.

References: https://age-encryption.org/v1 (identities).
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pyrage

from inzage.artefact import AMSTERDAM
from inzage.record.handover import Handover, read_handover
from inzage.record.handover_faults import (
    DoesNotOpen,
    HandoverAltered,
    IdentityWrong,
    NotForThisKey,
    SealedOutsideTerm,
    TimesOutOfOrder,
)
from inzage.record.occasion import moment
from inzage.record.statement import Statement, statement
from inzage.signing.keys import PublicKey
from inzage.signing.sealing import SealingKey

CLOCKS_DIFFER = timedelta(minutes=10)
"""How far the clocks of two organisations may lie apart."""


def identity_in(text: str) -> pyrage.x25519.Identity:
    """The one age identity in a file of age-keygen; ``IdentityWrong`` where there is not exactly one."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.strip().startswith("#")]
    if len(lines) != 1:
        count = str(len(lines))
        raise IdentityWrong(found=(f"{count} sleutels in één bestand", f"{count} keys in one file"))
    try:
        return pyrage.x25519.Identity.from_str(lines[0])
    except pyrage.IdentityError:
        public = lines[0].startswith("age1")
        raise IdentityWrong(
            found=("een openbare sleutel", "a public key") if public else ("iets anders", "something else")
        ) from None


def open_handover(
    envelope: bytes,
    identity: str,
    kit_keys: Sequence[PublicKey],
    *,
    key: SealingKey | None = None,
    at: datetime | None = None,
) -> tuple[Statement, bytes]:
    """What the handover says, and the CASE bundle in it, once everything about it holds.

    ``identity``: the text of a file of age-keygen. ``key``: the document that said to whom and when could be
    sealed; None leaves its term unexamined. ``at``: now, by the police's clock.

    Raises:
        NotAHandover, HandoverAltered, SignatureWrong, SignatureMissing: it is not what a known kit signed.
        IdentityWrong, NotForThisKey, DoesNotOpen: this key does not open it.
        SealedOutsideTerm, TimesOutOfOrder: its times do not hold.
    """
    handover = read_handover(envelope)
    handover.signed_by(kit_keys)
    secret = identity_in(identity)
    mine = str(secret.to_public())
    if handover.recipient != mine:
        raise NotForThisKey(recipient=handover.recipient, found=mine)
    if key is not None and key.recipient != handover.recipient:
        raise NotForThisKey(recipient=handover.recipient, found=key.recipient)
    bundle = _opened(handover, secret)
    told = statement(handover.check_id, bundle)
    if key is not None:
        _in_term(handover, told, key)
    _of_one_check(handover, told)
    _in_order(handover, told, at or datetime.now(UTC))
    return told, bundle


def _opened(handover: Handover, secret: pyrage.x25519.Identity) -> bytes:
    try:
        return bytes(pyrage.decrypt(handover.ciphertext, [secret]))
    except pyrage.DecryptError:
        raise DoesNotOpen from None


def _in_term(handover: Handover, told: Statement, key: SealingKey) -> None:
    """Good on the day of the seal, or when the check began: one that begins in the evening may end after midnight."""
    begun, day = (at.astimezone(AMSTERDAM).date() for at in (told.begun, handover.sealed_at))
    if not (key.valid_on(day) or key.valid_on(begun)):
        raise SealedOutsideTerm(on=day.isoformat(), first=key.first.isoformat(), last=key.last.isoformat())


def _of_one_check(handover: Handover, told: Statement) -> None:
    if (told.check_id, told.mandate_sha256) != (handover.check_id, handover.mandate_sha256):
        raise HandoverAltered(
            found=("binnen en buiten staat een andere controle", "inside and outside stand different checks")
        )


def _in_order(handover: Handover, told: Statement, now: datetime) -> None:
    times = (told.begun, told.halted, handover.sealed_at)
    if list(times) != sorted(times):
        begun, halted, sealed = map(moment, times)
        raise TimesOutOfOrder(
            found=(
                f"begonnen {begun}, gestopt {halted}, verzegeld {sealed}",
                f"begun {begun}, halted {halted}, sealed {sealed}",
            )
        )
    if handover.sealed_at > now + CLOCKS_DIFFER:
        sealed = moment(handover.sealed_at)
        raise TimesOutOfOrder(found=(f"verzegeld {sealed}, dat is later dan nu", f"sealed {sealed}, later than now"))
