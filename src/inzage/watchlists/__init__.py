"""What the organisation brings: signed, keyed lists of addresses and terms.

Implementations: ``canonical`` and ``onion`` (addresses), ``terms`` (folding, whole
words), ``manifest`` (signed meaning), ``entries`` (text and CSV), ``hygiene`` (what
may not be on a list), ``keyed`` (storage and look-up), ``ingest``, ``store``.

Meaning comes only from the signed manifest. On disk and in the worker a list is
keyed digests with a class each; no entry can be read back. Errors::

    ListFault
    ├── ManifestMissing        a list without a manifest means nothing
    ├── ManifestFault          the manifest does not fit the file, or is out of date
    ├── ListUnreadable         the file of a list cannot be read or written
    ├── EntryFault             a line that is no address or no term
    ├── OverlapsBenign         the hygiene gate: the list holds known-benign entries
    └── StoreFault             the keyed file is damaged or of another installation
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from inzage.errors import InzageError, Language, RefusedByMandate
from inzage.signing import in_language

FORMAT_VERSION = 1
"""Version of canonicalisation, expressions and storage, frozen together."""


class ListKind(StrEnum):
    """What a list's entries are."""

    ADDRESSES = "addresses"
    TERMS = "terms"
    HANDLES = "handles"
    """Numbers, addresses and names of accounts and groups, as ``mandate.handles`` spells them."""


class Meaning(StrEnum):
    """What being on the list means; ``benign``: never counts against anyone."""

    LISTED = "listed"
    BENIGN = "benign"


@dataclass(frozen=True, slots=True)
class Manifest:
    """Signed meaning of one list version.

    ``purpose`` binds a list to the questions that ask for it (``Question.list_purpose``).
    ``classes``: the only class names that may come out of a look-up.
    ``file_sha256``: of the file as brought. ``fresh_until``: after it, the list is stale.
    """

    name: str
    version: str
    issuer: str
    kind: ListKind
    meaning: Meaning
    purpose: str
    classes: tuple[str, ...]
    issued: date
    fresh_until: date
    file_sha256: str
    entries: int
    withdrawn: bool = False


class Lookup(Protocol):
    """One opened list, inside the worker. Asking it for the other kind of entry is a mistake: ``TypeError``."""

    @property
    def meaning(self) -> Meaning:
        """What being on this list means; a benign list takes an act out of every count."""
        ...

    def classes_of_address(self, untrusted_url: str) -> frozenset[str]:
        """Classes of the listed expressions that this address has (empty: not listed)."""
        ...

    def classes_of_text(self, untrusted_text: str) -> frozenset[str]:
        """Classes of the listed terms that occur in this text as whole words."""
        ...

    def classes_of_handle(self, untrusted_handle: str) -> frozenset[str]:
        """Classes of this number, account or group, compared in one spelling."""
        ...


class ListFault(InzageError):
    """Base of all that can be wrong with a list. A fact may be a pair: Dutch, English."""

    def sentence(self, language: Language) -> str:
        """The error as one sentence in ``language``."""
        return (self.nl if language == "nl" else self.en).format(**in_language(self.facts, language))


class ManifestMissing(ListFault, RefusedByMandate):
    """A list without a manifest means nothing."""

    nl = (
        "Verwacht: een ondertekend manifest bij de lijst {file}. Gevonden: geen. "
        "Een lijst zonder manifest heeft geen betekenis; vraag het manifest aan wie de lijst uitgeeft."
    )
    en = (
        "Expected: a signed manifest with the list {file}. Found: none. "
        "A list without a manifest has no meaning; ask whoever issues the list for it."
    )


class ManifestFault(ListFault):
    """The manifest does not fit the file, or is out of date."""

    nl = "Het manifest van lijst {name} past niet. Verwacht: {expected}. Gevonden: {found}. {todo}"
    en = "The manifest of list {name} does not fit. Expected: {expected}. Found: {found}. {todo}"


class ListUnreadable(ListFault):
    """The file of a list cannot be read or written."""

    nl = "Verwacht: {expected} ({file}). Gevonden: {found}. Controleer het pad, de rechten en de ruimte."
    en = "Expected: {expected} ({file}). Found: {found}. Check the path, the permissions and the room."


class EntryFault(ListFault):
    """A line that is no address or no term."""

    nl = "Regel {line} van de lijst: verwacht {expected}, gevonden {found}. Verbeter de regel; er is niets ingevoerd."
    en = "Line {line} of the list: expected {expected}, found {found}. Mend the line; nothing was imported."


class OverlapsBenign(ListFault):
    """The hygiene gate: the list holds known-benign entries."""

    nl = (
        "De lijst {name} is in quarantaine gezet: {overlap} vermelding(en) staan ook op een lijst van gewone adressen "
        "({benign}). Laat de uitgever de lijst verbeteren."
    )
    en = (
        "The list {name} was put in quarantine: {overlap} entry(ies) are also on a list of ordinary addresses "
        "({benign}). Have its issuer mend the list."
    )


class StoreFault(ListFault):
    """The keyed file is damaged or of another installation."""

    nl = "De lijst in {file} is niet bruikbaar. Verwacht: {expected}. Gevonden: {found}. Voer de lijst opnieuw in."
    en = "The imported list in {file} cannot be used. Expected: {expected}. Found: {found}. Import the list again."
