"""The log: one line for every write, in its transaction, each bound to the line before it.

Lines hold digests, blinded by the record's salt: after a record is erased nothing
can be guessed from its line, and the chain still holds. A chain cannot show that
its end was cut off: ``head`` is for a witness outside.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Subquery
from django.forms.models import model_to_dict

from inzage.register.faults import ChainBroken
from inzage.register.houses import everywhere
from inzage.register.models import Entry, Erasure, Gone, Record, Step
from inzage.register.values import Actor

START = "0" * 64
LOCK = 0x1A6E
"""The advisory lock of PostgreSQL under which lines are added."""
OF_RECORDS = ("record", "correct", "move")
"""What a line of a record's step is called; other lines stand for themselves."""
ERASE = "erase"
OF_STEP = ("place", "source", "target", "actor", "role", "organisation", "four_eyes", "requested_by", "details")
OF_RECORD = ("noun", "kind", "version", "due", "actor", "role", "organisation", "data")


@dataclass(frozen=True, slots=True)
class Moment:
    """When a write is recorded: never before the line above it, whatever the machine's clock says."""

    recorded: datetime
    clock_back: bool


def now() -> datetime:
    """The machine's clock."""
    return datetime.now(UTC)


@contextmanager
def writing() -> Iterator[Moment]:
    """One transaction with the chain to itself, from its start."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        last = Entry.objects.order_by("-number").first()
        clock = now()
        back = last is not None and clock < last.recorded
        yield Moment(last.recorded if last and back else clock, back)


def canonical(value: object) -> bytes:
    """One spelling of a value, in every database's types."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_spelled).encode()


def _spelled(value: object) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else str(value)


def content(record: Record, step: Step) -> dict[str, Any]:
    """What a line stands for: a step, and with the first of them the record itself."""
    told = {name: getattr(step, name) for name in OF_STEP} | {"happened": step.happened}
    if step.place:
        return {"step": told}
    whole = {name: getattr(record, name) for name in OF_RECORD}
    times = {name: getattr(record, name) for name in ("happened", "ended", "recorded")}
    keys = {name: getattr(record, name) for name in ("id", "root", "trajectory_id", "about_id", "corrects_id")}
    return {"step": told, "record": whole | times | keys}


def digest(record: Record, step: Step) -> str:
    """Of the content, blinded."""
    return sha256(record.salt.encode() + canonical(content(record, step))).hexdigest()


def append(action: str, record: Record, step: Step, by: Actor, at: Moment) -> Entry:
    """Add the line for a step (and its record). Only inside ``writing``."""
    kind = f"{record.kind}@{record.version}"
    return _add(
        Entry(action=action, subject=record.id, kind=kind, place=step.place, digest=digest(record, step)), by, at
    )


def note(action: str, subject: UUID, by: Actor, at: Moment, *, kind: str, told: str) -> Entry:
    """Add a line for something else that was done with a record, such as an export. Only inside ``writing``.

    ``kind``: at most 64 characters of what sort it was; ``told``: a hex SHA-256 of what it stands for.
    """
    return _add(Entry(action=action, subject=subject, kind=kind, place=0, digest=told), by, at)


def _add(entry: Entry, by: Actor, at: Moment) -> Entry:
    number, before = head()
    entry.number, entry.previous = number + 1, before
    entry.actor, entry.role, entry.organisation = by.key, by.role.value, by.organisation
    entry.recorded, entry.clock_back = at.recorded, at.clock_back
    entry.hash = _bound(entry)
    entry.save(force_insert=True)
    return entry


def _bound(entry: Entry) -> str:
    fields: Mapping[str, Any] = model_to_dict(entry)
    return sha256(canonical({name: value for name, value in fields.items() if name != "hash"})).hexdigest()


def head() -> tuple[int, str]:
    """(number, hash) of the last line, for a witness; (0, START) before the first."""
    last = Entry.objects.order_by("-number").first()
    return (last.number, last.hash) if last else (0, START)


@everywhere()
def verify() -> int:
    """How many lines hold, with the line before and what they stand for; ``ChainBroken`` at the first that fails."""
    previous, number = START, 0
    for entry in Entry.objects.order_by("number").iterator():
        number += 1
        if entry.number != number or entry.previous != previous or entry.hash != _bound(entry):
            raise ChainBroken(entry=number, found=("de keten is hier verbroken", "the chain is broken here"))
        _stands_for(entry)
        previous = entry.hash
    _nothing_beside_it()
    return number


def _stands_for(entry: Entry) -> None:
    if entry.action == ERASE:
        _stands_for_erasure(entry)
    elif entry.action in OF_RECORDS:
        _stands_for_step(entry)


def _stands_for_step(entry: Entry) -> None:
    record = Record.objects.filter(id=entry.subject).first()
    if record is None:
        if not Gone.objects.filter(record=entry.subject).exists():
            said = (
                "het gegeven is weg en er is geen regel van wissen",
                "the record is gone, and no line says it was erased",
            )
            raise ChainBroken(entry=entry.number, found=said)
        return
    step = record.steps.filter(place=entry.place).first()
    if step is None or digest(record, step) != entry.digest:
        raise ChainBroken(entry=entry.number, found=("het gegeven is anders dan vastgelegd", "the record differs"))


def _stands_for_erasure(entry: Entry) -> None:
    erasure = Erasure.objects.filter(line=entry).first()
    if erasure is None or digest_of(erasure) != entry.digest:
        raise ChainBroken(entry=entry.number, found=("wat is gewist, is anders dan vastgelegd", "the erasure differs"))


def lines_of(erasure: Erasure) -> list[tuple[int, str]]:
    """Number and digest of each line whose content an erasure took away."""
    gone = Entry.objects.filter(subject__in=erasure.gone.values("record"), number__lt=erasure.line_id)
    return list(gone.order_by("number").values_list("number", "digest"))


def digest_of(erasure: Erasure) -> str:
    """Of an erasure and the lines that it emptied. Nothing is blinded: the lines' digests are."""
    told = {name: getattr(erasure, name) for name in ("decision", "subject", "request", "counts")}
    return sha256(canonical(told | {"lines": lines_of(erasure)})).hexdigest()


def _nothing_beside_it() -> None:
    """Every step and erasure has its line, no erased record is back, each stands where its last step left it."""
    lines = Entry.objects.filter(subject=OuterRef("record_id"), place=OuterRef("place"), action__in=OF_RECORDS)
    last = Step.objects.filter(record=OuterRef("pk")).order_by("-place").values("target")[:1]
    astray = Record.objects.annotate(last=Subquery(last)).exclude(state=F("last"))
    if Step.objects.filter(~Exists(lines)).exists() or astray.exists():
        raise ChainBroken(entry=head()[0], found=("een toestand zonder regel", "a state without a line"))
    back = Record.objects.filter(id__in=Gone.objects.values("record"))
    if Erasure.objects.exclude(line__action=ERASE).exists() or back.exists():
        raise ChainBroken(entry=head()[0], found=("wissen zonder regel", "an erasure without a line"))
