"""What must be true of the carriers on the table before a check begins. Errors::

    CarriersFault
    ├── SameCarrierTwice       one carrier given more than once, or inside another (exit 2)
    ├── CaseOnCarrier          the case would be written on what is checked (exit 2)
    └── UnconfinedNotAllowed   only a laboratory kit may work without the lock (exit 5)

All of it comes before the case and the order: what cannot begin leaves nothing behind.
"""

import os
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from inzage.check import Offer, Plan
from inzage.check.spots import not_allowed
from inzage.errors import InzageError, RefusedByMandate, UsageFault
from inzage.signing.kit import Kit
from inzage.sources.opening import open_source
from inzage.worker import CannotLock
from inzage.worker.lock import EXPECTED, confinement


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
    """Only a laboratory kit may work without the lock."""

    nl = (
        "Lezen zonder afgesloten proces mag alleen met een laboratoriumuitrusting, niet bij een echte controle. "
        "Laat --unconfined weg, of gebruik een computer die het leesproces kan afsluiten."
    )
    en = (
        "Reading without a locked process is for a laboratory kit alone, not for a real check. "
        "Leave out --unconfined, or use a computer that can lock the reading process."
    )


def lockable(kit: Kit, *, unconfined: bool) -> None:
    """Can this machine read what the kit may read? ``UnconfinedNotAllowed`` or ``CannotLock`` where not."""
    if unconfined and not kit.policy.laboratory:
        raise UnconfinedNotAllowed
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


def within_reach(offers: Sequence[Offer], plan: Plan, *, unconfined: bool) -> dict[int, str]:
    """Each carrier that the plan opens is there, once; the others are not touched. Place of the former → what it is."""
    met: set[bytes] = set()
    opened: dict[int, str] = {}
    with ExitStack() as held:
        for place, offer in enumerate(offers):
            if plan.doors and not_allowed(offer, plan.mandate.manner) is None:
                source = open_source(offer.path, unconfined=unconfined)
                held.callback(source.close)
                if source.identity in met:
                    raise SameCarrierTwice(path=offer.path)
                met.add(source.identity)
                opened[place] = source.kind
    return opened
