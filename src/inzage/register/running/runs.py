"""Runs as officers know them: begin one, interrupt it, stop it for good, let it go on."""

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db.models import Case, F, Q, QuerySet, Value, When

from inzage.record import CASE, CaseFault
from inzage.record import stop as halting
from inzage.record.place import part_of
from inzage.register import Catalogue
from inzage.register.log import Moment, now, writing
from inzage.register.models import Record
from inzage.register.moving import Asked, move
from inzage.register.running import Asking, Laid, Priority, Purpose, State, Steer
from inzage.register.running.faults import AlreadyRunning, NoCarrier, RunElsewhere
from inzage.register.running.orders import UNDER_WAY, good_on, last_day, newest
from inzage.register.running.pausing import may_choose, pauses
from inzage.register.running.places import Places
from inzage.register.running.steering import Deed, reason, write
from inzage.register.running.tables import HANDS, GivenOrder, Run
from inzage.register.values import Actor, Role, Words
from inzage.register.writing import refuse
from inzage.register.zones import day_of

MOST_CARRIERS = 32
LONGEST_LEASE = timedelta(minutes=30)
BEGINNERS = frozenset({Role.OFFICER, Role.EXPERT})
WHO = Words(
    "Alleen een toezichthouder of digitaal deskundige bedient een controle.",
    "Only an officer or digital expert operates a check.",
)


def machine() -> str:
    """The name of this machine: carriers are on one, and only its workers take a run up."""
    return platform.node()


@dataclass(frozen=True, slots=True)
class Turn:
    """What goes first in the queue, and why where it is not the ordinary."""

    priority: Priority = Priority.ORDINARY
    reasons: str = ""


ORDINARY = Turn()


def queue(
    catalogue: Catalogue,
    given: GivenOrder,
    laid: Sequence[Laid],
    by: Actor,
    places: Places,
    *,
    at: datetime,
    turn: Turn = ORDINARY,
) -> Run:
    """Put a check in the queue of this machine; the activity is under way from here on.

    Raises:
        OrderSpent, AlreadyRunning, NoCarrier, NotSetUp: it cannot begin.
        ReasonWrong: it is to go first, and nobody says why.
        Refused: the guards of the activity forbid it now, or this actor makes nothing urgent.
    """
    may_operate(by)
    may_choose(by, turn.priority)
    said = reason(turn.reasons) if turn.priority is Priority.URGENT or turn.reasons.strip() else ""
    places.checking()
    with writing() as moment:
        given = GivenOrder.objects.get(pk=given.pk)
        good_on(given, day_of(at))
        activity = newest(given.activity_id)
        if activity.state != UNDER_WAY:
            move(catalogue, Asked(activity.id, UNDER_WAY, by, at, {}))
        run = put(given, laid, by, places, priority=turn.priority)
        if turn.priority is not Priority.ORDINARY:
            write(Deed(Steer.PRIORITY, run.machine, run, {"to": turn.priority.value}, said), by, moment)
        return run


def put(
    given: GivenOrder,
    laid: Sequence[Laid],
    by: Actor,
    places: Places,
    *,
    finding: Record | None = None,
    priority: Priority = Priority.ORDINARY,
) -> Run:
    """The row itself, of a recount where a finding is given. Within a transaction of ``writing``."""
    if not 1 <= len(laid) <= MOST_CARRIERS or not all(Path(one.path).is_absolute() for one in laid):
        raise NoCarrier(most=MOST_CARRIERS)
    if Run.objects.filter(activity_id=given.activity_id, state__in=HANDS).exists():
        raise AlreadyRunning()
    key = uuid4()
    return Run.objects.create(
        id=key,
        purpose=(Purpose.RECOUNT if finding else Purpose.CHECK).value,
        activity_id=given.activity_id,
        order=given,
        finding=finding,
        state=State.QUEUED.value,
        machine=machine(),
        carriers=[one.json for one in laid],
        folder=str(places.folder("runs", str(key))),
        actor=by.key,
        role=by.role.value,
        organisation=by.organisation,
        priority=priority.value,
        due=None if finding else last_day(given),
        queued=now(),
    )


def may_operate(by: Actor) -> None:
    """``Refused`` for roles that operate no check."""
    if by.role not in BEGINNERS:
        raise refuse(WHO)


def actor_of(run: Run) -> Actor:
    """Who began it, and in whose name its worker writes."""
    return Actor(run.actor, Role(run.role), run.organisation)


def case_of(run: Run) -> Path:
    """Where its case lies, finished or not."""
    return Path(run.folder) / "case"


def begun(run: Run) -> bool:
    """Whether there is something to go on with, or it is finished already."""
    case = case_of(run)
    return (part_of(case) / CASE).exists() or (case / CASE).exists()


def interrupt(run: Run, by: Actor, why: str = "") -> None:
    """End it so that it can go on later. One that waits is taken out of the queue at once; a stop is not undone."""
    may_operate(by)
    with writing() as at:
        waiting = Run.objects.filter(id=run.id, state=State.QUEUED.value, asked=Asking.NOTHING.value)
        if not waiting.update(state=State.INTERRUPTED.value, ended=now()):
            under_way = Q(state=State.RUNNING.value, asked__in=[Asking.NOTHING.value, Asking.PUT_BACK.value])
            _ask(run, Asking.INTERRUPT, under_way)
        _written(Steer.INTERRUPT, run, by, why, at)


def stop(run: Run, by: Actor, why: str = "") -> None:
    """Halt it for good and have it sealed. One that was interrupted is taken up only for that, also in a pause."""
    may_operate(by)
    if Run.objects.get(id=run.id).state != State.RUNNING.value and not begun(run):
        raise RunElsewhere(state="nog niet begonnen" if run.state == State.QUEUED.value else run.state)
    with writing() as at:
        back = Run.objects.filter(id=run.id, state__in=[State.INTERRUPTED.value, State.FAILED.value])
        if not back.update(state=State.QUEUED.value, asked=Asking.STOP.value, attempt=0, queued=now()):
            _ask(run, Asking.STOP, Q(state__in=[one.value for one in HANDS]))
        _written(Steer.STOP, run, by, why, at)


def again(run: Run, by: Actor, why: str = "") -> None:
    """Let one that was interrupted, or failed, go on where it was: the same check, under the same order.

    Raises:
        OrderSpent: nothing had begun, and its order holds no more; what had begun goes on.
    """
    may_operate(by)
    with writing() as at:
        if Run.objects.filter(activity_id=run.activity_id, state__in=HANDS).exists():
            raise AlreadyRunning()
        back = Run.objects.filter(id=run.id, state__in=[State.INTERRUPTED.value, State.FAILED.value])
        fresh: dict[str, Any] = {"asked": Asking.NOTHING.value, "attempt": 0, "exit_code": None, "said": {}}
        if not back.update(state=State.QUEUED.value, queued=now(), ended=None, **fresh):
            raise RunElsewhere(state=Run.objects.get(id=run.id).state)
        if run.purpose == Purpose.CHECK and not begun(run):
            good_on(GivenOrder.objects.get(pk=run.order_id), day_of(now()))
        _written(Steer.AGAIN, run, by, why, at)


def _written(act: Steer, run: Run, by: Actor, why: str, at: Moment) -> None:
    write(Deed(act, run.machine, run, reasons=reason(why) if why.strip() else ""), by, at)


def _ask(run: Run, asking: Asking, where: Q) -> None:
    if not Run.objects.filter(where, id=run.id).update(asked=asking.value):
        raise RunElsewhere(state=Run.objects.get(id=run.id).state)


def ask_to_seal(run: Run) -> bool:
    """Pass a stop on to the check itself; False where it has not begun yet."""
    try:
        halting.ask(case_of(run))
    except CaseFault:
        return False
    return True


def free(moment: datetime, lease: timedelta) -> Q:
    """Runs of this machine that a worker may take up: queued, or of a worker whose lease is over.

    A lease that ends later than any could was given before the clock was set back, and counts as over.
    """
    over = Q(lease_until__lt=moment) | Q(lease_until__gt=moment + lease + LONGEST_LEASE)
    return Q(machine=machine()) & (Q(state=State.QUEUED.value) | Q(over, state=State.RUNNING.value))


def takable(moment: datetime, lease: timedelta) -> Q:
    """Those of queues that are not paused, and whatever is to be halted and sealed: that goes before a pause."""
    paused = list(pauses(machine()).values_list("organisation", flat=True))
    return free(moment, lease) & (Q(asked=Asking.STOP.value) | ~Q(organisation__in=paused))


def waiting(moment: datetime, lease: timedelta) -> QuerySet[Run]:
    """Those, in their order: to be sealed, then by priority, by the last day on which they may begin, by their wait."""
    return in_turn(Run.objects.filter(takable(moment, lease)))


def in_turn(runs: QuerySet[Run]) -> QuerySet[Run]:
    """Runs in the order in which they are taken up."""
    sealing = Case(When(asked=Asking.STOP.value, then=Value(0)), default=Value(1))
    return runs.order_by(sealing, "priority", F("due").asc(nulls_last=True), "queued", "id")
