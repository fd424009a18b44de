"""Erasing a ledger entry: what it said goes, that it stood there stays.

Erasure duty and an append-only ledger meet in the leaf: record and salt are
removed, the leaf keeps the root as it was, and ``verify`` counts the line.
"""

from pathlib import Path

from inzage.errors import UsageFault
from inzage.record import LEDGER
from inzage.record.ledger import Line, write_ledger
from inzage.record.reading import ledger_of
from inzage.record.store import Store
from inzage.signing.kit import Kit


class NoSuchEntry(UsageFault):
    """The ledger has no entry with this number that may be erased."""

    nl = "Verwacht: een regelnummer van 2 tot en met {last} (regel 1 blijft altijd staan). Gevonden: {found}."
    en = "Expected: an entry number from 2 to {last} (entry 1 always stays). Found: {found}."


def erase(case: Path, sequence: int, kit: Kit | None = None) -> None:
    """Replace entry ``sequence`` of a finished case by its leaf.

    The first entry stays, because it binds mandate, order and plan to the case and
    holds nothing but digests.
    """
    store = Store.open(case, kit)
    store.sweep()
    lines = list(ledger_of(store))
    if not 1 < sequence <= len(lines):
        raise NoSuchEntry(last=len(lines), found=sequence)
    lines[sequence - 1] = Line(lines[sequence - 1].leaf)
    store.write(LEDGER, write_ledger(lines))
