"""Steps from state to state: ``move``, and ``consent`` where a second person is needed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from inzage.register import Arrow, Catalogue, Kind
from inzage.register.faults import NoSuchRecord, Overtaken
from inzage.register.guards import GUARDS, PLANNED
from inzage.register.log import Moment, append, writing
from inzage.register.models import Record, Step
from inzage.register.rights import Action, may, tie
from inzage.register.schemas import hold
from inzage.register.seconds import refusal
from inzage.register.values import Actor, Words
from inzage.register.writing import refuse

SECOND = Words(
    "Deze stap vraagt een tweede persoon. Laat een collega die dit niet zelf heeft aangevraagd hierover beslissen.",
    "This step needs a second person. Have a colleague who did not ask for it decide.",
)
ONE_IS_ENOUGH = Words(
    "Deze stap vraagt geen instemming van een tweede persoon. Zet de stap zelf.",
    "This step needs no consent of a second person. Take it yourself.",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A step that somebody wants to take. ``seen``: the state that they were looking at."""

    record: UUID
    target: str
    by: Actor
    happened: datetime
    details: Mapping[str, Any]
    seen: str | None = None


def permitted(kind: Kind, state: str, target: str, by: Actor, maker: str) -> Arrow:
    """The arrow, where this actor may take it; a refusal in the kind's own words otherwise. Pure."""
    arrow = kind.table.arrows.get((state, target))
    if arrow is None:
        raise refuse(kind.table.states[state])
    if by.role not in arrow.roles:
        raise refuse(arrow.words)
    if arrow.four_eyes and by.key == maker:
        raise refuse(SECOND)
    return arrow


def move(catalogue: Catalogue, asked: Asked) -> Step:
    """Take one step, with its line in the log; nothing at all where it is refused."""
    with writing() as at:
        record = _current(asked)
        kind = catalogue.kinds[record.kind, record.version]
        arrow = permitted(kind, record.state, asked.target, asked.by, record.actor)
        hold(f"{kind.name} {asked.target}", arrow.details, asked.details)
        _guarded(kind, record, asked)
        return _step(record, arrow, asked, at)


def _guarded(kind: Kind, record: Record, asked: Asked) -> None:
    moment = record.happened if asked.target == PLANNED else asked.happened
    for name in kind.guards.get(asked.target, ()):
        if said := GUARDS[name](kind, record, asked.by, moment):
            raise refuse(said)
    if said := refusal(kind, record, asked.target, asked.by, asked.details):
        raise refuse(said)
    if not _in_right(kind, record, asked):
        raise refuse(kind.table.arrows[record.state, asked.target].words)


def _in_right(kind: Kind, record: Record, asked: Asked) -> bool:
    """Whether who asks may see what is moved, or moves such things unseen, and stands near enough to it."""
    arrow = kind.table.arrows[record.state, asked.target]
    how = tie(asked.by.organisation, record.organisation, kind.noun, record.data.get("to"))
    action = Action.CONSENT if arrow.four_eyes else Action.MOVE
    act = str(record.data["act"]) if kind.acts else ""
    return may(asked.by.role, how, kind, action, state=record.state, target=asked.target, act=act)


def consent(catalogue: Catalogue, asked: Asked) -> Step:
    """A second person's step. One that needs no second person is refused, so that nobody consents to nothing."""
    record = _found(asked.record)
    arrow = catalogue.kinds[record.kind, record.version].table.arrows.get((record.state, asked.target))
    if arrow is not None and not arrow.four_eyes:
        raise refuse(ONE_IS_ENOUGH)
    return move(catalogue, asked)


def _found(key: UUID) -> Record:
    found = Record.objects.filter(id=key).first()
    if found is None:
        raise NoSuchRecord(expected="record", key=str(key))
    return found


def _current(asked: Asked) -> Record:
    """The record, unless it was corrected or moved since it was looked at."""
    record = _found(asked.record)
    later = Record.objects.filter(corrects=record).first()
    if later is not None or asked.seen not in (None, record.state):
        raise Overtaken(state=(later or record).state)
    return record


def _step(record: Record, arrow: Arrow, asked: Asked, at: Moment) -> Step:
    step = record.steps.create(
        place=record.steps.count(),
        source=arrow.source,
        target=arrow.target,
        actor=asked.by.key,
        role=asked.by.role.value,
        organisation=asked.by.organisation,
        four_eyes=arrow.four_eyes,
        requested_by=record.actor if arrow.four_eyes else None,
        details=dict(asked.details),
        happened=asked.happened,
        recorded=at.recorded,
    )
    Record.objects.filter(id=record.id).update(state=arrow.target)
    append("move", record, step, asked.by, at)
    return step
