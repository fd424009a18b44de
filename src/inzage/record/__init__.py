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

from inzage.errors import InzageError, Language, RefusedByMandate
from inzage.signing import in_language

MANDATE = "mandate.dsse.json"
ORDER = "order.dsse.json"
PLAN = "plan.json"
RESULT = "result.dsse.json"
LEDGER = "ledger.jsonl"
CHECKPOINT = "checkpoint"
DOCUMENTS = "documents.json"
KIT_KEY = "kit.pem"
CASE = "case.json"
"""File names in a case. ``kit.pem``: the kit's public key; ``case.json``: which check, encrypted or not."""


class EntryKind(StrEnum):
    """What a ledger entry says happened."""

    BEGUN = "begun"
    CARRIER = "carrier"
    TRIED = "tried"
    OPENED = "opened"
    READ = "read"
    SKIPPED = "skipped"
    CLOSED = "closed"
    RESUMED = "resumed"
    LOOKED = "looked"
    DIGESTED = "digested"
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
    """Base of what can be wrong with a case; a fact may be a pair (Dutch, English)."""

    def sentence(self, language: Language) -> str:
        """The error as one sentence in ``language``."""
        return (self.nl if language == "nl" else self.en).format(**in_language(self.facts, language))


class CaseExists(CaseFault):
    """A finished case lies there already."""

    nl = "In {case} ligt al een afgerond dossier. Kies een andere map; een dossier wordt nooit overschreven."
    en = "A finished case lies in {case} already. Choose another directory; a case is never overwritten."


class CaseInterrupted(CaseFault):
    """An interrupted check lies there."""

    nl = "Voor {case} ligt er een onderbroken controle. Ga daarmee verder met --resume, of kies een andere map."
    en = "There is an interrupted check for {case}. Continue it with --resume, or choose another directory."


class CaseBusy(CaseFault):
    """Another process is working on this case."""

    nl = "Een ander proces werkt nu aan {case}. Wacht tot dat klaar is, of kies een andere map."
    en = "Another process is working on {case} now. Wait until it is done, or choose another directory."


class CaseDamaged(CaseFault):
    """A file of the case is not what was written."""

    nl = "Verwacht: {file} van het dossier in {case}, zoals geschreven. Gevonden: {found}. Gebruik een reservekopie."
    en = "Expected: {file} of the case in {case}, as it was written. Found: {found}. Use a spare copy."


class CaseEncrypted(CaseFault):
    """The case is encrypted at rest, and its kit was not given."""

    nl = "Het dossier in {case} is versleuteld. Geef met --kit de uitrusting waarmee het gemaakt is."
    en = "The case in {case} is encrypted. Give with --kit the kit that made it."


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

    nl = "Schrijven in {case} lukt niet ({found}). Wat er al stond is bewaard. Maak ruimte en ga verder met --resume."
    en = "Writing in {case} fails ({found}). What was there is kept. Make room and continue with --resume."
