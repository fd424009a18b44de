"""Erasing a ledger entry: what it said goes, that it stood there stays.

Erasure duty and an append-only ledger meet in the leaf: record and salt are
removed, the leaf keeps the root as it was, and ``verify`` counts the line.
"""

from pathlib import Path

from inzage.errors import UsageFault
from inzage.record import LEDGER
from inzage.record.ledger import Line, read_ledger, write_ledger
from inzage.record.store import Store
from inzage.signing.kit import Kit


class NoSuchEntry(UsageFault):
    """The ledger has no entry with this number."""

    nl = "Verwacht: een regelnummer van 1 tot en met {last}. Gevonden: {found}."
    en = "Expected: an entry number from 1 to {last}. Found: {found}."


def erase(case: Path, sequence: int, kit: Kit | None = None) -> None:
    """Replace entry ``sequence`` (from 1) of a finished case by its leaf."""
    store = Store.open(case, kit)
    lines = list(read_ledger(store.read(LEDGER)))
    if not 1 <= sequence <= len(lines):
        raise NoSuchEntry(last=len(lines), found=sequence)
    lines[sequence - 1] = Line(lines[sequence - 1].leaf)
    store.write(LEDGER, write_ledger(lines))
