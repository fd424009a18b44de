"""What must be true of the carriers on the table before a check begins. Errors::

    CarriersFault
    ├── SameCarrierTwice       one carrier given more than once, or inside another (exit 2)
    ├── CaseOnCarrier          the case would be written on what is checked (exit 2)
    └── UnconfinedNotAllowed   without the lock, and without the administrator's exception (exit 5)

All of it comes before the case and the order: what cannot begin leaves nothing behind.

A path at which nothing lies is most likely mistyped, and a library that is missing can be installed: they are refused
too. A carrier that lies there and is of no kind that can be opened is not: the others are checked, and it is told with
its reason, unless no other can be opened either.
"""

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from inzage.artefact import AMSTERDAM
from inzage.check import Offer, Plan
from inzage.check.spots import not_allowed
from inzage.errors import InzageError, RefusedByMandate, UsageFault
from inzage.result import Reason
from inzage.signing.exception import Excused, excused, still
from inzage.signing.kit import Kit
from inzage.sources import SourceFault, UnknownCarrier
from inzage.sources.backup_ios import BackupIncomplete, BackupOfUnknownVersion
from inzage.sources.opening import open_source
from inzage.worker import CannotLock
from inzage.worker.lock import EXPECTED, confinement
from inzage.worker.pool import Pool


class CarriersFault(InzageError):
    """Base of what is off with what lies on the table."""


class SameCarrierTwice(UsageFault, CarriersFault):
    """One carrier given more than once, or inside another: its acts would count twice."""

    nl = (
        "Elke gegevensdrager wordt één keer opgegeven; {path} staat er vaker, of ligt in een andere. "
        "Laat de herhaling weg."
    )
    en = "Each carrier is given once; {path} is there more often, or lies in another. Leave out the repetition."


class CaseOnCarrier(UsageFault, CarriersFault):
    """The case would be written on what is checked."""

    nl = "Het dossier {case} zou op de gegevensdrager zelf komen te staan. Kies een map op een andere plaats."
    en = "The case {case} would be written on the carrier itself. Choose a directory elsewhere."


class UnconfinedNotAllowed(RefusedByMandate, CarriersFault):
    """Without the lock, and without the administrator's exception."""

    nl = (
        "Lezen zonder afgesloten proces mag bij een echte controle alleen met een uitzondering die de beheerder "
        "ondertekende. Die ligt niet in deze uitrusting. Laat --unconfined weg, gebruik een computer die het "
        "leesproces kan afsluiten, of vraag de beheerder."
    )
    en = (
        "For a real check, reading without a locked process needs an exception that the administrator signed. There "
        "is none in this kit. Leave out --unconfined, use a computer that can lock the reading process, or ask the "
        "administrator."
    )


def exempted(kit: Kit) -> dict[str, object] | None:
    """The exception under which this kit works without the lock, as every document tells it; None: a laboratory's."""
    return None if kit.policy.laboratory else _excused(kit).facts


def _excused(kit: Kit) -> Excused:
    found = excused(kit)
    if found is None:
        raise UnconfinedNotAllowed
    return found


def lockable(kit: Kit, *, unconfined: bool) -> None:
    """Can this machine read what the kit may read, today? An exception's fault or ``CannotLock`` where not."""
    if unconfined and not kit.policy.laboratory:
        still(_excused(kit), datetime.now(AMSTERDAM).date())
    here = confinement()
    if not (unconfined or here.sufficient):
        raise CannotLock(expected=EXPECTED, found=here.found)


def apart(offers: Sequence[Offer], out: Path) -> None:
    """No carrier lies in another, and the case in none of them. Looks at paths alone."""
    paths = [Path(os.path.realpath(offer.path)) for offer in offers]
    for at, (offer, path) in enumerate(zip(offers, paths, strict=True)):
        if any(path.is_relative_to(other) for n, other in enumerate(paths) if n != at):
            raise SameCarrierTwice(path=offer.path)
        if Path(os.path.realpath(out)).is_relative_to(path):
            raise CaseOnCarrier(case=out)


_BROKEN: tuple[tuple[type[SourceFault], Reason], ...] = (
    (UnknownCarrier, Reason.OTHER_KIND),
    (BackupIncomplete, Reason.IMAGE_INCOMPLETE),
    (BackupOfUnknownVersion, Reason.NOT_READ_HERE),
)


def broken(fault: SourceFault) -> Reason | None:
    """Why a carrier that lies there cannot be opened; None where the fault is not the carrier's."""
    return next((reason for kind, reason in _BROKEN if isinstance(fault, kind)), None)


def within_reach(offers: Sequence[Offer], plan: Plan, *, unconfined: bool, disks: Pool | None = None) -> dict[int, str]:
    """Each carrier that the plan opens is there, once; the others are not touched. Place of the former → what it is.

    Those that lie there and cannot be opened are left out; ``SourceFault`` where that leaves none. ``disks``: as
    ``open_source`` takes it.
    """
    met: set[bytes] = set()
    opened: dict[int, str] = {}
    faults: list[SourceFault] = []
    for place, offer in enumerate(offers):
        if not plan.doors or not_allowed(offer, plan.mandate.manner) is not None:
            continue
        try:
            identity, opened[place] = _met(offer, disks, unconfined=unconfined)
        except SourceFault as fault:
            if broken(fault) is None:
                raise
            faults.append(fault)
            continue
        if identity in met:
            raise SameCarrierTwice(path=offer.path)
        met.add(identity)
    if faults and not opened:
        raise faults[0]
    return opened


def _met(offer: Offer, disks: Pool | None, *, unconfined: bool) -> tuple[bytes, str]:
    """By what a carrier is known again, and what it is."""
    source = open_source(offer.path, unconfined=unconfined, disks=disks)
    try:
        return source.identity, source.kind
    finally:
        source.close()
