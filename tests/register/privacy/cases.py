"""What the tests of privacy stand on: a trajectory with everything on it, and a decision to erase."""

from datetime import date
from typing import Any
from uuid import UUID

from inzage.register.erasing import Erased, erase
from inzage.register.models import Record
from inzage.register.writing import Times, correct
from tests.register.ground import (
    ADMIN,
    EXAMPLES,
    KINDS,
    LEAD,
    OFFICER,
    POLICE,
    SECOND,
    WHY,
    at,
    condition,
    finished,
    go,
    make,
    train,
    trajectory,
)

COLLEAGUE = next(actor for role, actor in SECOND.items() if role is LEAD.role)
ENDED = "2026-03-01"
LONG_AFTER = date(2036, 12, 1)
"""Past every term that begins on ENDED."""


def full(pseudonym: str = "P-0001") -> Record:
    """An open trajectory with an order, a condition, a finished check, findings, decisions, transfers, a correction."""
    place = trajectory(pseudonym=pseudonym)
    held = condition(place)
    train()
    done = finished(held)
    finding = make("gedraging", "2026-02-03", trajectory=place, about=done)
    make("inbreuktelling", "2026-02-03", trajectory=place, about=done)
    make("gegevensdrager", "2026-02-01", trajectory=place, about=held)
    decided = make("vervolg", "2026-02-04", trajectory=place, about=finding)
    make("melding-om", "2026-02-05", trajectory=place, about=decided)
    handed_over(place, done)
    talk = make("gesprek", "2026-02-06", trajectory=place)
    correct(KINDS, talk, OFFICER, EXAMPLES["gesprek"] | {"place": "thuis"}, Times(at("2026-02-06", 15)))
    make("oordeel", "2026-02-07", trajectory=place)
    return place


def handed_over(place: Record, done: Record) -> None:
    """A stop and a transfer to the police."""
    stop = make("stop", "2026-02-03", trajectory=place, about=done)
    given = make("overdracht-politie", "2026-02-03", by=OFFICER, trajectory=place, about=stop)
    go(given, "verzonden", OFFICER, "2026-02-03")
    go(given, "ontvangen", POLICE, "2026-02-04", receipt="PL-0001")


def closed(place: Record, day: str = ENDED) -> Record:
    """The trajectory, ended on a day."""
    go(place, "gesloten", OFFICER, day, reason="termijn-om")
    return place


def proposed(subject: UUID, act: str = "wissen", **data: Any) -> Record:
    """A decision that waits for a second person."""
    said = {"act": act, "subject": str(subject), "reasons": WHY} | data
    return make("tweepersoonsbesluit", "2036-11-01", by=OFFICER, data=said)


def agreed(subject: UUID, act: str = "wissen", **data: Any) -> Record:
    """A decision that a second person agreed to."""
    decision = proposed(subject, act, **data)
    go(decision, "vastgesteld", LEAD, "2036-11-02")
    return decision


def erased(subject: UUID, day: date = LONG_AFTER, **more: Any) -> Erased:
    """An erasure on a decision of its own."""
    return erase(KINDS, agreed(subject).id, ADMIN, day, **more)


def ask(place: Record, right: str = "wissing", words: str = "Haal dit weg.", **data: Any) -> Record:
    """A request of the person."""
    said = {"right": right, "asked_by": "betrokkene", "words": words} | data
    return make("verzoek-betrokkene", "2026-03-02", by=OFFICER, trajectory=place, data=said)


def grant(request: Record) -> Record:
    """The request, taken up and granted."""
    go(request, "in_behandeling", LEAD, "2026-03-03", established="in-persoon")
    go(request, "toegewezen", LEAD, "2026-03-04")
    return request
