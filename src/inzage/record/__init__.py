"""What stays of a check: the ledger, the sealed case file, the instrument's fingerprint.

Implementations: ``merkle`` (RFC 6962 tree), ``note`` (C2SP signed note, printed code),
``ledger`` (lines and leaves), ``journal`` (append-only, survives any kill), ``card`` and
``store`` (files, plain or encrypted at rest), ``place`` and ``casefile`` (written
atomically), ``reading``, ``documents``, ``erasure``, ``instrument``, ``result_json``,
``same``, ``verify`` over ``evidence`` and its links. Errors::

    CaseFault
    ├── CaseExists             a finished case lies there already
    ├── CaseInterrupted        an interrupted check lies there; resume it
    ├── CaseBusy               another process is working on it
    ├── CaseDamaged            a file of the case is not what was written
    ├── CaseEncrypted          encrypted at rest, and its kit was not given
    ├── NoCase                 no case where one was expected
    ├── NothingToResume        no interrupted case to go on with
    ├── CaseOfAnother          the interrupted case belongs to another mandate, order or kit
    └── CannotWrite            the disk is full or refuses; what was written stays
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from inzage.record.faults import (
    CannotWrite,
    CaseBusy,
    CaseDamaged,
    CaseEncrypted,
    CaseExists,
    CaseFault,
    CaseInterrupted,
    CaseOfAnother,
    NoCase,
    NothingToResume,
)

MANDATE = "mandate.dsse.json"
ORDER = "order.dsse.json"
PLAN = "plan.json"
RESULT = "result.dsse.json"
LEDGER = "ledger.jsonl"
CHECKPOINT = "checkpoint"
DOCUMENTS = "documents.json"
HANDOVER = "handover.dsse.json"
RECEIPT = "receipt.dsse.json"
KIT_KEY = "kit.pem"
CASE = "case.json"
"""File names in a case. ``kit.pem``: the kit's public key; ``case.json``: which check, encrypted or not.
``handover.dsse.json``: after a halt, what only the police can open; ``receipt.dsse.json``: what they answered."""

TIMESTAMP = "timestamp.tsr"
"""An RFC 3161 response over the checkpoint: a time-stamping authority's word that it existed by then."""
FILES = frozenset(
    {CASE, CHECKPOINT, DOCUMENTS, HANDOVER, KIT_KEY, LEDGER, MANDATE, ORDER, PLAN, RECEIPT, RESULT, TIMESTAMP}
)
"""What may lie in a finished case. Anything else was put there by somebody else."""


class EntryKind(StrEnum):
    """What a ledger entry says happened."""

    BEGUN = "begun"
    ATTENDED = "attended"
    CARRIER = "carrier"
    TRIED = "tried"
    OPENED = "opened"
    READ = "read"
    SKIPPED = "skipped"
    CLOSED = "closed"
    RESUMED = "resumed"
    LOOKED = "looked"
    DIGESTED = "digested"
    CLOCK = "clock"
    SEALED = "sealed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger: what machine or human did, and why it was allowed.

    ``facts`` are JSON values: counts, closed words, keyed names; never content.
    ``sequence`` orders; ``at`` (UTC, RFC 3339) only tells. ``look`` above 1: the
    same thing opened again after an interruption, which counts as another look.
    """

    sequence: int
    at: str
    kind: EntryKind
    facts: Mapping[str, object] = field(default_factory=dict)
    look: int = 1


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the chain that ``verify`` checked: its name, whether it holds, and a sentence."""

    name: str
    holds: bool
    nl: str
    en: str


__all__ = [
    "CASE", "CHECKPOINT", "DOCUMENTS", "FILES", "HANDOVER", "KIT_KEY", "LEDGER", "MANDATE", "ORDER", "PLAN", "RECEIPT",
    "RESULT", "TIMESTAMP",
    "CannotWrite", "CaseBusy", "CaseDamaged", "CaseEncrypted", "CaseExists", "CaseFault", "CaseInterrupted",
    "CaseOfAnother", "Entry", "EntryKind", "Link", "NoCase", "NothingToResume",
]  # fmt: skip
