"""The forms in which a list is brought, each turned into rows. A form says nothing of what the list means.

Implementations: ``plain`` (text and CSV), ``vics``, ``icse``, ``ncmec``, ``nsrl_text``,
``nsrl_sqlite``, ``misp``, ``stix``, ``stopncii``; ``recognise`` (which of them, by content),
``readers`` (all of them by name); ``lines``, ``records`` and ``hashes`` (what they share).

Every reader streams: it holds one line or record, never the list. A fault names the
line or the record, never what stands there.
"""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import BinaryIO, NamedTuple

from inzage.watchlists import EntryFault, ListKind

Said = tuple[str, str]
"""One fact in Dutch and in English."""

SQLITE = b"SQLite format 3\0"
"""How a SQLite database begins."""

LINE: Said = ("Regel", "Line")
RECORD: Said = ("Record", "Record")


class Format(StrEnum):
    """How a list is written down."""

    TEXT = "text"
    CSV = "csv"
    VICS = "vics"
    ICSE = "icse"
    NCMEC = "ncmec"
    NSRL_TEXT = "nsrl-text"
    NSRL_SQLITE = "nsrl-sqlite"
    MISP = "misp"
    STIX = "stix"
    STOPNCII = "stopncii"

    @property
    def unit(self) -> Said:
        """What its entries are counted in."""
        return LINE if self in {Format.TEXT, Format.CSV, Format.ICSE, Format.NSRL_TEXT} else RECORD


class Left(StrEnum):
    """Why something that was brought is no entry; each is counted and said."""

    PHOTODNA = "photodna"
    """A value of PhotoDNA, for which no licensed library is here."""
    NO_DIGEST = "no_digest"
    """A record without MD5, SHA-1 or SHA-256."""
    NO_PDQ = "no_pdq"
    """A record without a PDQ value, in a list of pictures."""
    PLAIN = "plain"
    """A picture of one plain shape: many ordinary pictures would be taken for it."""
    OTHER_KIND = "other_kind"
    """An entry of another kind than the manifest gives a meaning."""
    CONTEXT = "context"
    """What its maker did not mean for detection."""
    PATTERN = "pattern"
    """A pattern that is more than an equality."""
    WITHDRAWN = "withdrawn"
    """What its maker took back."""
    CATEGORY = "category"
    """What the manifest leaves out by its category."""
    MORE_PAGES = "more_pages"
    """The maker has a further page, which is not in this file."""


class Row(NamedTuple):
    """One entry as it is brought: line or record, its text as ``entries`` takes it, its category (None: not given)."""

    number: int
    entry: str
    category: str | None = None


@dataclass(frozen=True, slots=True)
class Brought:
    """A list's file, open for reading from its start, the kind of entries wanted of it, and what was left."""

    file: BinaryIO
    kind: ListKind
    left: Counter[Left] = field(default_factory=Counter)


def broken(unit: Said, number: int, expected: Said, found: Said = ("iets anders", "something else")) -> EntryFault:
    """What to raise at a line or record with which the file stops being what it was said to be."""
    return EntryFault(unit=unit, line=number, expected=expected, found=found)
