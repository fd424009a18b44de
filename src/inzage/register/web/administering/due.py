"""What may be erased, the decisions of two people on it, and the proofs: keys and counts, never content."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from inzage.register.erasing import ACT, AGREED, DECISION
from inzage.register.models import Erasure, Record
from inzage.register.retention import Due
from inzage.register.running.faults import NotSetUp
from inzage.register.running.places import Places
from inzage.register.values import Actor
from inzage.register.web.kinds import catalogue, kind_of
from inzage.register.web.listing import Row, rows
from inzage.register.web.reading import visible
from inzage.register.web.saying import say

OPEN = ("wacht", AGREED)


@dataclass(frozen=True, slots=True)
class Going:
    """What may be erased of a trajectory or record. ``counts``: by kind; ``decision``: one that is open on it."""

    due: Due
    kind: str
    counts: list[tuple[str, int]]
    decision: Row | None


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision on erasing. ``erasure``: what came of it; ``ready``: this actor may carry it out now."""

    row: Row
    subject: UUID
    erasure: Erasure | None
    ready: bool


def going(by: Actor, found: list[Due]) -> list[Going]:
    """Lines for what may be erased."""
    subjects = [str(each.subject) for each in found]
    open_ones = rows(decisions(by).filter(state__in=OPEN, data__subject__in=subjects))
    waiting = {row.record.data["subject"]: row for row in open_ones}
    return [told(each, waiting.get(str(each.subject))) for each in found]


def told(due: Due, decision: Row | None = None) -> Going:
    """One of them in words."""
    return Going(due, kind_words(due.kind), counts_of(due.counts), decision)


def counts_of(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Kind in words and number, by kind."""
    return sorted((kind_words(name), many) for name, many in counts.items())


def kind_words(name: str) -> str:
    """What ``code@version`` is called."""
    code, _, version = name.partition("@")
    return say(catalogue().kinds[code, int(version)].words)


def decisions(by: Actor) -> QuerySet[Record]:
    """Decisions to erase of one's own organisation, the newest first."""
    found = visible(by).filter(organisation=by.organisation, kind=DECISION, data__act=ACT)
    return found.order_by("-happened", "id")


def decided(by: Actor, found: list[Record]) -> list[Decided]:
    """Lines for decisions."""
    proofs = {each.decision: each for each in Erasure.objects.filter(decision__in=[one.id for one in found])}
    return [
        Decided(row, UUID(row.record.data["subject"]), proofs.get(row.record.id), ready(by, row.record))
        for row in rows(found)
    ]


def ready(by: Actor, decision: Record) -> bool:
    """Whether this actor may carry a decision out: agreed to, by another, and for this role."""
    if decision.state != AGREED or by.role not in kind_of(decision).acts[ACT].execute:
        return False
    return not decision.steps.filter(four_eyes=True, actor=by.key).exists()


def places() -> Places | None:
    """Where the register's key and files are; nothing where they were not set up."""
    try:
        return Places.from_settings()
    except NotSetUp:
        return None
