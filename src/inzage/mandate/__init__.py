"""What may be opened: the court's order as a typed document, and one pure decision.

Implementations: ``codec`` (documents to values and back), ``decide`` (the one
point where permission is enforced), ``catalogue`` (building blocks as data),
``draft``, ``lint`` and ``letter`` (what is missing, and asking for it), ``admit``
(signatures, period, person, frequency of one mandate with one check order),
``used`` (the kit's memory of orders), ``exclusions`` (tokens). Errors::

    MandateFault               the document itself is not in order (exit 1)
    ├── NotADocument           neither a TOML draft nor an envelope
    ├── FieldMissing, FieldUnknown, FieldWrong
    ├── BlockFileFault         a file of the catalogue is not in order
    └── OrdersFault            the memory of used orders is damaged
    NotAdmitted                the check may not begin (exit 5); see ``refusals``
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inzage.mandate.data_classes import DataClass, Level
from inzage.mandate.faults import (
    BlockFileFault,
    FieldMissing,
    FieldUnknown,
    FieldWrong,
    MandateFault,
    NotADocument,
    OrdersFault,
)
from inzage.mandate.questions import Permit, Question, Refusal, RefusalReason
from inzage.mandate.refusals import NotAdmitted
from inzage.mandate.values import (
    NEVER,
    CarrierKind,
    Condition,
    Exclusions,
    Frequency,
    HitProcedure,
    HumanGrant,
    Manner,
    Notice,
    Officials,
    Owner,
    Per,
    Period,
    Presented,
)


@dataclass(frozen=True, slots=True)
class Mandate:
    """What one court order lets one check open. Every absent field was read narrowly.

    ``narrowed`` names the fields that were missing and got the narrowest reading.
    ``sha256`` is the digest of the signed payload.
    """

    reference: str
    person: str
    title: str
    validation: bool
    conditions: tuple[Condition, ...]
    period: Period
    frequency: Frequency
    manner: Manner
    officials: Officials
    exclusions: Exclusions
    hit: HitProcedure
    retention_days: int
    verdict_quote: str
    narrowed: tuple[str, ...] = ()
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class CheckOrder:
    """Single-use permission for one check under one mandate, signed by the register.

    ``number`` of ``at_most`` in the current period of frequency; ``previous`` is
    the previous check's code, so that recount and gap are visible offline.
    """

    mandate_sha256: str
    person: str
    number: int
    on: date
    valid_days: int
    officials: tuple[str, ...]
    previous: str | None
    nonce: str
    sha256: str = ""


class AdmissionMark(StrEnum):
    """Watermarks that follow from the documents; the same words as ``result.Mark``."""

    VALIDATION = "validation"
    UNSIGNED = "unsigned"
    CONCEPT = "concept"


@dataclass(frozen=True, slots=True)
class Admission:
    """A mandate and order that were let in, with the marks that every document will carry."""

    mandate: Mandate
    order: CheckOrder | None
    marks: tuple[AdmissionMark, ...]


__all__ = [
    "NEVER", "Admission", "AdmissionMark", "BlockFileFault", "CarrierKind", "CheckOrder", "Condition", "DataClass",
    "Exclusions", "FieldMissing", "FieldUnknown", "FieldWrong", "Frequency", "HitProcedure", "HumanGrant", "Level",
    "Mandate", "MandateFault", "Manner", "NotADocument", "NotAdmitted", "Notice", "Officials", "OrdersFault", "Owner",
    "Per", "Period", "Permit", "Presented", "Question", "Refusal", "RefusalReason",
]  # fmt: skip
