"""Taking the police's receipt into a finished case, and erasing the hit where they did not confirm it.

Whatever instant a kill strikes, giving the same receipt again ends the work: the
receipt is written first, then the ciphertext goes, and last the ledger's line that
named it becomes its bare leaf. That line says until the end that there is still
something to erase; the leaf that stays proves that it stood there, and that it is gone.
"""

import contextlib
import fcntl
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inzage.record import HANDOVER, RECEIPT, CaseBusy, EntryKind
from inzage.record.erasure import erase
from inzage.record.handover_faults import (
    HandoverErased,
    NothingHandedOver,
    ReceiptOfAnotherCase,
    ReceiptOfAnotherHandover,
    ReceiptOutdated,
)
from inzage.record.occasion import moment
from inzage.record.reading import ledger_of
from inzage.record.receipt import Answer, Receipt, read_receipt
from inzage.record.store import Store
from inzage.signing.kit import Kit


@dataclass(frozen=True, slots=True)
class Sealed:
    """The ledger's entry of a seal: its place, and the handover's number and digest (None where nothing was sealed)."""

    sequence: int
    number: str | None
    sha256: str | None


def sealed_in(store: Store) -> Sealed | None:
    """The entry of the seal, if it stands in the ledger and was not erased."""
    for sequence, line in enumerate(ledger_of(store), 1):
        if line.entry is not None and line.entry.kind is EntryKind.SEALED:
            return sealed_of(sequence, line.entry.facts)
    return None


def sealed_of(sequence: int, facts: Mapping[str, Any]) -> Sealed:
    """What an entry of that kind says; whatever else stands in it names no handover."""
    number, digest = facts.get("number"), facts.get("sha256")
    return Sealed(sequence, *(one if isinstance(one, str) else None for one in (number, digest)))


def export(case: Path, kit: Kit | None = None) -> bytes:
    """The handover as it lies in the case, byte for byte; nothing is signed or sealed again.

    Raises:
        NothingHandedOver: the check was not halted, or there was nothing to seal with.
        HandoverErased: the police did not confirm, and it was erased.
    """
    store = Store.open(case, kit)
    if not store.has(HANDOVER):
        raise _why_not(store)
    return store.read(HANDOVER)


def take_receipt(case: Path, receipt: bytes, kit: Kit) -> Receipt:
    """Take a receipt in; ``not_confirmed`` erases the hit. Safe to repeat after an interruption.

    Raises:
        NotAReceipt, ReceiptUnsigned, ReceiptOfAnotherCase, ReceiptOfAnotherHandover, ReceiptOutdated: nothing changed.
        NothingHandedOver, HandoverErased: there is nothing to answer.
    """
    told = read_receipt(receipt)
    told.signed_by_police(kit.trust)
    with _alone(case):
        store = Store.open(case, kit)
        store.sweep()
        if told.check_id != store.card.check_id:
            raise ReceiptOfAnotherCase(case=case)
        sealed = sealed_in(store)
        if sealed is None or sealed.number is None:
            raise _why_not(store)
        if told.handover != sealed.number:
            raise ReceiptOfAnotherHandover(found=told.handover, expected=sealed.number)
        _lay(store, receipt, told)
        if told.answer is Answer.NOT_CONFIRMED:
            store.remove(HANDOVER)
            erase(case, sealed.sequence, kit)
    return told


def laid_receipt(store: Store) -> Receipt | None:
    """The receipt that lies in the case, if any."""
    return read_receipt(store.read(RECEIPT)) if store.has(RECEIPT) else None


def _lay(store: Store, receipt: bytes, told: Receipt) -> None:
    """Write the receipt, unless the one that lies there is as new, or has the last word."""
    there = laid_receipt(store)
    if there is not None and store.read(RECEIPT) == receipt and told.answer is Answer.NOT_CONFIRMED:
        return  # its work was interrupted: the entry of the seal still stands
    if there is not None and (told.at <= there.at or there.answer is Answer.NOT_CONFIRMED):
        raise ReceiptOutdated(found=moment(told.at), expected=moment(there.at))
    store.write(RECEIPT, receipt)


def _why_not(store: Store) -> NothingHandedOver | HandoverErased:
    there, sealed = laid_receipt(store), sealed_in(store)
    if there is not None and there.answer is Answer.NOT_CONFIRMED:
        return HandoverErased(case=store.directory)
    if sealed is None:
        found = ("de controle is niet gestopt", "the check was not halted")
    elif sealed.number is None:
        found = ("er was geen sleutel om voor te verzegelen", "there was no key to seal to")
    else:
        found = ("het bestand ontbreekt", "the file is missing")
    return NothingHandedOver(case=store.directory, found=found)


@contextlib.contextmanager
def _alone(case: Path) -> Iterator[None]:
    """Hold the case; ``CaseBusy`` where another process does. The kernel lets go when this one dies."""
    try:
        descriptor = os.open(case, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        yield  # no directory: the store says so in its own words
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise CaseBusy(case=case) from None
    finally:
        os.close(descriptor)
