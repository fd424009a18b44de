"""What the organisation brings: signed, keyed lists of addresses and terms.

Implementations: ``canonical`` and ``onion`` (addresses), ``terms`` (folding, whole
words), ``prints`` (PDQ values), ``manifest`` (signed meaning), ``entries``, ``hygiene`` (what
may not be on a list), ``formats`` (how lists are brought), ``packing`` (sorting and
writing), ``keyed`` (look-up), ``many`` (of many at once), ``hosts`` (what can be on no
list), ``sealed`` and ``picture_list`` (PDQ values at rest, and opened), ``near`` (what a
worker found near to them), ``system_files``, ``ingest``, ``store``.

Meaning comes only from the signed manifest. On disk and in the worker a list is
keyed digests with a class each; no entry can be read back. PDQ values cannot be
keyed, for they are compared by distance: they are encrypted at rest. Errors::

    ListFault
    ├── ManifestMissing        a list without a manifest means nothing
    ├── ManifestFault          the manifest does not fit the file, or is out of date
    ├── ListUnreadable         the file of a list cannot be read or written
    ├── EntryFault             a line or record that is no entry
    ├── OverlapsBenign         the hygiene gate: the list holds known-benign entries
    ├── InQuarantine           the list was stopped before, and is brought once more
    └── StoreFault             the keyed file is damaged or of another installation
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from inzage.watchlists.faults import (
    EntryFault,
    InQuarantine,
    ListFault,
    ListUnreadable,
    ManifestFault,
    ManifestMissing,
    OverlapsBenign,
    StoreFault,
)

FORMAT_VERSION = 1
"""Version of canonicalisation, expressions and storage, frozen together."""


class ListKind(StrEnum):
    """What a list's entries are."""

    ADDRESSES = "addresses"
    TERMS = "terms"
    HANDLES = "handles"
    """Numbers, addresses and names of accounts and groups, as ``mandate.handles`` spells them."""
    DIGESTS = "digests"
    """Files, by digests of their bytes and their size."""
    PICTURES = "pictures"
    """What pictures look like, by PDQ values: *similar*, never added up with files that are the same."""


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
    categories: tuple[tuple[str, str], ...] = ()


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

    def classes_of_digests(self, digests: Sequence[str], size: int) -> frozenset[str]:
        """Classes of a file with these digests (``algorithm:hex``) and size; all that an entry names must agree."""
        ...

    def names_hosts(self, hosts: Sequence[str]) -> list[bool]:
        """Of each host, in its one spelling: may an address of it be listed? Yes, where the list does not tell."""
        ...

    def classes_of_many(self, forms: Sequence[str]) -> list[frozenset[str]]:
        """Classes of each of these, spelt as entries of the list's own kind are kept (``expressions``, ``runs``)."""
        ...


__all__ = [
    "FORMAT_VERSION",
    "EntryFault",
    "InQuarantine",
    "ListFault",
    "ListKind",
    "ListUnreadable",
    "Lookup",
    "Manifest",
    "ManifestFault",
    "ManifestMissing",
    "Meaning",
    "OverlapsBenign",
    "StoreFault",
]
