"""What is done to a queue, written down: a row of its own, and its line in the log, in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import uuid4

from inzage.register.log import Moment, canonical, note
from inzage.register.running import Steer
from inzage.register.running.faults import ReasonWrong
from inzage.register.running.tables import REASONS, Run, Steering
from inzage.register.values import Actor

LEAST = 5
"""Letters of a reason, at least; less explains nothing to whoever reads it in the morning."""
QUEUE = "wachtrij"
"""What a line of the log calls what it is about."""
OF = ("act", "machine", "organisation", "actor", "role", "run_id", "told", "reasons", "at")


@dataclass(frozen=True, slots=True)
class Deed:
    """One act: on a queue, or on a run in it; what it was set to; and why."""

    act: Steer
    machine: str
    run: Run | None = None
    told: Mapping[str, Any] = field(default_factory=dict)
    reasons: str = ""


def reason(text: str) -> str:
    """The reason as it is kept; ``ReasonWrong`` where it says nothing, or too much."""
    said = " ".join(text.split())
    if not LEAST <= len(said) <= REASONS:
        raise ReasonWrong(least=LEAST, most=REASONS, found=len(said))
    return said


def write(deed: Deed, by: Actor, at: Moment) -> Steering:
    """The row and its line. Only inside ``log.writing``."""
    made = Steering(
        id=uuid4(),
        act=deed.act.value,
        machine=deed.machine,
        organisation=by.organisation,
        actor=by.key,
        role=by.role.value,
        run=deed.run,
        told=dict(deed.told),
        reasons=deed.reasons,
        at=at.recorded,
    )
    about = deed.run.activity_id if deed.run else made.id
    made.line = note(deed.act.value, about, by, at, kind=QUEUE, told=digest(made)).number
    made.save(force_insert=True)
    return made


def digest(steering: Steering) -> str:
    """What its line in the log holds: over all that the row says."""
    return sha256(canonical({name: getattr(steering, name) for name in OF})).hexdigest()
