"""The receipt: what the police answer to a handover, signed with their own key.

Canonical JSON: ``version``, ``check_id``, ``handover`` (the overdrachtnummer),
``receipt`` (the ontvangstnummer, theirs), ``answer`` and ``at``.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from inzage.record import RECEIPT
from inzage.record.handover import instant
from inzage.record.handover_faults import NotAReceipt, ReceiptUnsigned
from inzage.record.occasion import moment
from inzage.signing import Envelope, PayloadType, Role, SigningError, WrongPayloadType
from inzage.signing.canonical import NotCanonical, canonical, parse
from inzage.signing.dsse import read, sign, to_bytes, verify
from inzage.signing.keys import PrivateKey
from inzage.signing.shortly import shortly
from inzage.signing.trust import TrustStore

NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_-]{0,63}")
"""A receipt number is a number, and no sentence: it stands in the supervision record."""


class Answer(StrEnum):
    """What the police say of a handover."""

    TAKEN_UP = "taken_up"
    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not_confirmed"


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt taken apart. ``handover`` and ``number``: the two numbers; ``at``: aware, by the police's clock."""

    envelope: Envelope
    check_id: str
    handover: str
    number: str
    answer: Answer
    at: datetime

    def signed_by_police(self, trust: TrustStore) -> None:
        """``ReceiptUnsigned`` where no trusted key of the police signed it."""
        try:
            verify(self.envelope, PayloadType.RECEIPT, [Role.POLICE], trust)
        except WrongPayloadType:
            raise
        except SigningError as error:
            raise ReceiptUnsigned(found=shortly(error)) from None


def make_receipt(
    *, check_id: str, handover: str, number: str, answer: Answer, at: datetime, police: PrivateKey
) -> bytes:
    """The police's side: a signed receipt; ``NotAReceipt`` where ``number`` is no number."""
    if not NUMBER.fullmatch(number):
        raise NotAReceipt(
            found=("een ontvangstnummer met andere tekens dan letters, cijfers, . / _ -", "a number with other signs")
        )
    payload = {
        "version": 1,
        "check_id": check_id,
        "handover": handover,
        "receipt": number,
        "answer": answer.value,
        "at": moment(at),
    }
    return sign(canonical(payload), PayloadType.RECEIPT, [police])


def read_receipt(data: bytes, *, file: str | Path = RECEIPT) -> Receipt:
    """Take a receipt apart; ``NotAReceipt`` where it is none. Its signature is still to be examined."""
    try:
        envelope = read(data, file=str(file))
        value = parse(envelope.payload)
        if to_bytes(envelope) != data:
            raise NotCanonical("een andere schrijfwijze", "another way of writing")
        return _receipt(envelope, value)
    except SigningError as error:
        raise NotAReceipt(found=shortly(error)) from None
    except NotCanonical as error:
        raise NotAReceipt(found=(error.nl, error.en)) from None


def _receipt(envelope: Envelope, value: object) -> Receipt:
    match value:
        case {
            "version": 1,
            "check_id": str(check_id),
            "handover": str(handover),
            "receipt": str(number),
            "answer": str(answer),
            "at": str(at),
            **others,
        } if not others and envelope.payload_type == PayloadType.RECEIPT:
            if answer in set(Answer) and NUMBER.fullmatch(number):
                return Receipt(envelope, check_id, handover, number, Answer(answer), instant(at))
    raise NotCanonical("een ander document", "another document")
