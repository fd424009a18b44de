"""What stays of a check: the ledger, the sealed case file, the instrument's fingerprint.

Implementations: ``merkle`` (RFC 6962 tree), ``note`` (C2SP signed note and the
printed code), ``journal`` (append-only, survives any kill), ``store`` (files of a
case directory, plain or encrypted at rest), ``casefile`` (one directory, written
atomically), ``instrument``, ``result_json``, ``verify``. Errors::

    CaseFault
    ├── CaseExists             a finished case lies there already
    ├── NoCase                 no case where one was expected
    ├── NothingToResume        no interrupted case to go on with
    ├── CaseOfAnother          the interrupted case belongs to another mandate, order or kit
    └── CannotWrite            the disk is full or refuses; what was written stays
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from inzage.errors import InzageError, RefusedByMandate

MANDATE = "mandate.dsse.json"
ORDER = "order.dsse.json"
PLAN = "plan.json"
RESULT = "result.dsse.json"
LEDGER = "ledger.jsonl"
CHECKPOINT = "checkpoint"
DOCUMENTS = "documents.json"
KIT_KEY = "kit.pem"
"""File names in a case directory. ``kit.pem`` is the kit's public key, for who verifies."""


class EntryKind(StrEnum):
    """What a ledger entry says happened."""

    BEGUN = "begun"
    CARRIER = "carrier"
    OPENED = "opened"
    READ = "read"
    SKIPPED = "skipped"
    CLOSED = "closed"
    RESUMED = "resumed"
    LOOKED = "looked"
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


class CaseFault(InzageError):
    """Base of what can be wrong with a case directory."""


class CaseExists(CaseFault):
    """A finished case lies there already."""

    nl = "In {case} ligt al een afgerond dossier. Kies een andere map; een dossier wordt nooit overschreven."
    en = "A finished case lies in {case} already. Choose another directory; a case is never overwritten."


class NoCase(CaseFault):
    """No case where one was expected."""

    nl = "Verwacht: een dossier in {case}. Gevonden: {found}. Controleer het pad."
    en = "Expected: a case in {case}. Found: {found}. Check the path."


class NothingToResume(CaseFault):
    """No interrupted case to go on with."""

    nl = "Er is geen onderbroken controle in {case} om mee verder te gaan. Laat --resume weg."
    en = "There is no interrupted check in {case} to go on with. Leave out --resume."


class CaseOfAnother(CaseFault, RefusedByMandate):
    """The interrupted case belongs to another mandate, order or kit."""

    nl = "De onderbroken controle in {case} hoort bij een andere {what}. Gebruik dezelfde {what} als bij het begin."
    en = "The interrupted check in {case} belongs to another {what}. Use the same {what} as at the start."


class CannotWrite(CaseFault):
    """The disk is full or refuses; what was written stays."""

    nl = (
        "Schrijven in {case} lukt niet ({found}). Wat er al stond is bewaard. "
        "Maak ruimte of kies een andere schijf en ga verder met --resume."
    )
    en = (
        "Writing in {case} fails ({found}). What was there is kept. "
        "Make room or choose another disk and continue with --resume."
    )
