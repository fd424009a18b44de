"""Data for research: events and spans without persons, for one purpose, to one recipient, once two people agreed.

    delivery (record) ──agreed by a second person──▶ rows ──▶ tables (CSV, Parquet) + dictionary + README ──▶ one zip

What leaves: keyed persons and records, days, numbers and words of closed lists. What does not: texts, staff, who
somebody is, and codes of groups. Keys are of one delivery, so that two of them cannot be laid side by side. It is a
restricted delivery, no publication: small numbers are in it, and its README says so.

Implementations: ``kinds`` (what can be chosen), ``tables`` (rows as they leave), ``parquet`` (through DuckDB, shut in),
``dictionary``, ``readme``, ``bundle`` (the zip) and ``giving`` (the record, the log, two people).
"""

from dataclasses import dataclass
from datetime import date

DELIVERY = "onderzoekslevering"
PROPOSED, AGREED, DELIVERED = "voorgesteld", "ingestemd", "geleverd"


@dataclass(frozen=True, slots=True)
class Given:
    """A zip as it goes out, with its digest and how many rows its two tables have."""

    data: bytes
    sha256: str
    events: int
    spans: int


@dataclass(frozen=True, slots=True)
class Terms:
    """What stands in the README: what it is for, for whom, until when, and of which day it is."""

    purpose: str
    recipient: str
    organisation: str
    use_until: date
    extracted_on: date
