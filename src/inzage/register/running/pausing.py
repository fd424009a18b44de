"""The queue of a machine, as people steer it: paused and let go on, each run of it sooner or later than others.

Nothing new begins in a queue that is paused; what is under way comes to its end, or is put back and later
goes on where it was, with the check's own ``--resume``. A halt goes before a pause: what is to be halted and
sealed is taken up all the same, and no pause takes that back. An organisation pauses its own runs alone.
"""

from collections.abc import Mapping

from django.db.models import Max, QuerySet

from inzage.register.log import writing
from inzage.register.rights import may_do
from inzage.register.running import Asking, Priority, Running, State, Steer
from inzage.register.running.faults import PauseStands, RunElsewhere
from inzage.register.running.steering import Deed, reason, write
from inzage.register.running.tables import Run, Steering
from inzage.register.values import Actor, Words
from inzage.register.writing import refuse

PAUSING, URGENCY, ORDERING = "rij-pauzeren", "spoed-geven", "volgorde-kiezen"
WHO_PAUSES = Words(
    "Alleen een digitaal deskundige, teamleider of systeembeheerder zet de wachtrij stil of laat haar verder gaan.",
    "Only a digital expert, team leader or administrator pauses the queue or lets it go on.",
)
WHO_HURRIES = Words(
    "Alleen een digitaal deskundige of teamleider geeft een controle spoed. Vraag het een van hen.",
    "Only a digital expert or team leader makes a check urgent. Ask one of them.",
)
WHO_ORDERS = Words(
    "Alleen een toezichthouder, digitaal deskundige of teamleider kiest de volgorde.",
    "Only an officer, digital expert or team leader chooses the order.",
)
STANDS = ("De wachtrij staat al stil.", "The queue is paused already.")
GOES = ("De wachtrij loopt al.", "The queue is going already.")
OF_QUEUE = (Steer.PAUSE.value, Steer.GO_ON.value)
MOVABLE = (State.QUEUED.value, State.INTERRUPTED.value, State.FAILED.value)


def pause(by: Actor, machine: str, running: Running, why: str) -> Steering:
    """Let nothing new begin there. ``PauseStands`` where it stands still already."""
    _may_pause(by)
    said = reason(why)
    with writing() as at:
        if pause_of(machine, by.organisation) is not None:
            raise PauseStands(state=STANDS)
        mine = Run.objects.filter(machine=machine, organisation=by.organisation, state=State.RUNNING.value)
        if running is Running.PUT_BACK:
            mine.filter(asked=Asking.NOTHING.value).update(asked=Asking.PUT_BACK.value)
        return write(Deed(Steer.PAUSE, machine, told={"running": running.value}, reasons=said), by, at)


def go_on(by: Actor, machine: str, why: str = "") -> Steering:
    """Let it begin again. ``PauseStands`` where it was not paused."""
    _may_pause(by)
    with writing() as at:
        if pause_of(machine, by.organisation) is None:
            raise PauseStands(state=GOES)
        return write(Deed(Steer.GO_ON, machine, reasons=reason(why) if why.strip() else ""), by, at)


def _may_pause(by: Actor) -> None:
    if not may_do(by.role, PAUSING):
        raise refuse(WHO_PAUSES)


def pauses(machine: str) -> QuerySet[Steering]:
    """The pauses that hold on a machine now: at most one of each organisation."""
    of_queue = Steering.objects.filter(machine=machine, run=None, act__in=OF_QUEUE)
    last = of_queue.order_by().values("organisation").annotate(last=Max("line")).values("last")
    return Steering.objects.filter(line__in=last, act=Steer.PAUSE.value)


def pause_of(machine: str, organisation: str) -> Steering | None:
    """The pause that holds for this organisation there; None where its runs begin."""
    return pauses(machine).filter(organisation=organisation).first()


def prioritise(run: Run, by: Actor, to: Priority, why: str) -> None:
    """Put a run that waits before or behind others. What it may open, and until when, stays what its order says."""
    may_choose(by, to)
    said = reason(why)
    with writing() as at:
        found = Run.objects.get(id=run.id)
        if found.state not in MOVABLE:
            raise RunElsewhere(state=found.state)
        Run.objects.filter(id=run.id).update(priority=to.value)
        write(Deed(Steer.PRIORITY, run.machine, found, _changed(found.priority, to), said), by, at)


def _changed(before: int, to: Priority) -> Mapping[str, int]:
    return {"from": before, "to": to.value}


def may_choose(by: Actor, to: Priority) -> None:
    """``Refused`` where this actor chooses no order, or may not make a check urgent."""
    if not may_do(by.role, ORDERING):
        raise refuse(WHO_ORDERS)
    if to is Priority.URGENT and not may_do(by.role, URGENCY):
        raise refuse(WHO_HURRIES)
