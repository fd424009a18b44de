"""Nachtronde: many checks laid ready for the night, the queue with its order and pauses, and what the night came to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from inzage.errors import InzageError
from inzage.register.log import now
from inzage.register.rights import may_do
from inzage.register.running import Priority, Running, State, nights, pausing, runs
from inzage.register.running.night_words import PRIORITIES
from inzage.register.running.steering import reason
from inzage.register.running.tables import HANDS, Run, Steering
from inzage.register.values import Actor, Role, Words
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.administering.logs import DID
from inzage.register.web.failing import status_of
from inzage.register.web.flash import tell
from inzage.register.web.nights import laying, telling
from inzage.register.web.reading import one
from inzage.register.web.saying import say, sentence
from inzage.register.zones import day_of

TITLE = Words("Nachtronde", "Night round")
QUEUE = Words("De wachtrij", "The queue")
LAY = Words("Klaarzetten voor de nacht", "Lay ready for the night")
ONE = Words("Controle in de wachtrij", "Check in the queue")
WHO = frozenset(role for role in Role if may_do(role, "nachtronde-inzien"))
STEERERS = frozenset(role for role in Role if may_do(role, pausing.ORDERING))
PAUSED = Words("De wachtrij staat stil. Er begint niets nieuws.", "The queue is paused. Nothing new begins.")
GOES_ON = Words("De wachtrij loopt weer.", "The queue goes on.")
MOVED = Words("De voorrang is bepaald.", "The priority was set.")
PUT_BACK = Words("Doorgegeven: de controle wordt teruggezet.", "Passed on: the check is put back.")
AGAIN = Words("De controle staat weer in de rij.", "The check is queued again.")
LAID = Words("De gekozen controles staan klaar.", "The chosen checks are queued.")
NOTHING = Words(
    "U hebt bij geen controle een gegevensdrager gekozen. Er is niets klaargezet; kies er ten minste een.",
    "You chose no carrier with any check. Nothing was queued; choose one at least.",
)
WAITING = (*HANDS, State.INTERRUPTED, State.FAILED)


def night(request: HttpRequest) -> HttpResponse:
    """The night at hand; ``?nacht=2026-11-22``: the one that began on that day."""
    by, moment = actor_of(request), now()
    chosen = _night(request.GET.get("nacht", "")) or nights.night_of(moment)
    told = nights.summary(chosen, moment, organisation=by.organisation)
    found = telling.groups(told, by)
    shown = {
        "told": told,
        "groups": found,
        "asking": [each for each in found if each.today],
        "rest": [each for each in found if not each.today],
        "tables": telling.tables(told),
        "deeds": telling.deeds(told),
        "later": chosen < nights.night_of(moment),
        "lays": by.role in runs.BEGINNERS,
    }
    return render(request, "inzage/night.html", shown)


def _night(day: str) -> nights.Night | None:
    try:
        found = nights.night_on(date.fromisoformat(day)) if day else None
    except ValueError:
        raise Http404 from None
    if day and found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class Queue:
    """A machine with what waits and runs there."""

    use: nights.Use
    lacks: str
    pause: str
    lines: list["Waiting"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A run of the queue in words. ``short``: it must begin before midnight."""

    run: Run
    check: str
    person: str
    became: str
    tone: str
    priority: str
    said: str
    short: bool


def queue(request: HttpRequest, said: str = "", status: int = 200) -> HttpResponse:
    """Per machine, in the order in which runs are taken up."""
    by, moment = actor_of(request), now()
    told = nights.summary(nights.night_of(moment), moment, organisation=by.organisation)
    mine = Run.objects.filter(organisation=by.organisation, state__in=[one.value for one in HANDS])
    lines = _waiting(list(runs.in_turn(mine)), by)
    machines = [
        Queue(each.use, each.lacks, each.pause, [line for line in lines if line.run.machine == each.use.name])
        for each in telling.tables(told)
    ]
    shown = {
        "machines": machines,
        "said": said,
        "pauses": may_do(by.role, pausing.PAUSING),
        "steers": by.role in STEERERS,
        "lays": by.role in runs.BEGINNERS,
    }
    return render(request, "inzage/night_queue.html", shown, status=status)


def _waiting(found: list[Run], by: Actor) -> list[Waiting]:
    """Lines in the order given, what runs first."""
    seen = telling.people(found, by)
    lines = [telling.shown(nights.Line(run, nights.became(run), 0.0, 0), nights.became(run), seen) for run in found]
    today = day_of(now())
    return [
        Waiting(
            line.line.run,
            line.check,
            line.person,
            line.became,
            line.tone,
            line.priority,
            line.said,
            line.line.run.state == State.QUEUED and line.line.run.due == today,
        )
        for line in sorted(lines, key=lambda line: line.line.run.state != State.RUNNING)
    ]


@require_POST
def act(request: HttpRequest) -> HttpResponseBase:
    """Pause the queue of a machine, or let it go on."""
    by, machine, why = actor_of(request), request.POST.get("machine", ""), request.POST.get("reasons", "")
    if not _known(machine, by):
        raise Http404
    try:
        if request.POST.get("do") == "go-on":
            pausing.go_on(by, machine, why)
        else:
            put_back = request.POST.get("running") == Running.PUT_BACK
            pausing.pause(by, machine, Running.PUT_BACK if put_back else Running.FINISH, why)
    except InzageError as fault:
        return queue(request, sentence(fault), status_of(fault))
    tell(request, GOES_ON if request.POST.get("do") == "go-on" else PAUSED)
    return redirect("night-queue")


def _known(machine: str, by: Actor) -> bool:
    moment = now()
    told = nights.summary(nights.night_of(moment), moment, organisation=by.organisation)
    return any(use.name == machine for use in told.uses)


def steer(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """One run: another priority, put back, or queued again; POST does what its button asks."""
    by = actor_of(request)
    run = Run.objects.filter(id=key, organisation=by.organisation, state__in=[each.value for each in WAITING]).first()
    if run is None:
        raise Http404
    one(by, run.activity_id)  # whose check it is may be seen
    if request.method != "POST":
        return _one(request, run, by)
    do = STEPS.get(request.POST.get("do", ""))
    if do is None:
        raise Http404
    try:
        done = do(request, run, by)
    except InzageError as fault:
        return _one(request, run, by, sentence(fault), status_of(fault))
    tell(request, done)
    return redirect("night-queue")


def _one(request: HttpRequest, run: Run, by: Actor, said: str = "", status: int = 200) -> HttpResponse:
    (line,) = _waiting([run], by)
    offered = [each for each in Priority if each is not Priority.URGENT or may_do(by.role, pausing.URGENCY)]
    shown = {
        "line": line,
        "said": said,
        "movable": run.state in pausing.MOVABLE,
        "operates": by.role in runs.BEGINNERS,
        "interruptible": run.state in HANDS,
        "resumable": run.state in (State.INTERRUPTED, State.FAILED),
        "priorities": [(each.value, say(PRIORITIES[each])) for each in offered],
        "deeds": [(each, say(DID[each.act])) for each in Steering.objects.filter(run=run).order_by("line")],
    }
    return render(request, "inzage/night_run.html", shown, status=status)


def _priority(request: HttpRequest, run: Run, by: Actor) -> Words:
    asked = request.POST.get("priority", "")
    to = next((each for each in Priority if str(each.value) == asked), None)
    if to is None:
        raise Http404
    pausing.prioritise(run, by, to, request.POST.get("reasons", ""))
    return MOVED


def _interrupt(request: HttpRequest, run: Run, by: Actor) -> Words:
    runs.interrupt(run, by, reason(request.POST.get("reasons", "")))
    return PUT_BACK


def _again(request: HttpRequest, run: Run, by: Actor) -> Words:
    runs.again(run, by, request.POST.get("reasons", ""))
    return AGAIN


STEPS: dict[str, Callable[[HttpRequest, Run, Actor], Words]] = {
    "priority": _priority,
    "interrupt": _interrupt,
    "again": _again,
}


def lay(request: HttpRequest) -> HttpResponseBase:
    """GET: what can be laid ready; POST queues each check with a carrier, and says which it could not."""
    by = actor_of(request)
    if request.method != "POST":
        return _lay(request, laying.ready(by), by)
    rows = laying.ready(by, request.POST)
    done = laying.lay(rows, by, request.POST.get("reasons", ""))
    if not done.queued and not done.failed:
        return _lay(request, rows, by, status=400, said=say(NOTHING))
    if not done.failed:
        tell(request, LAID)
        return redirect("night-queue")
    left = {run.activity_id for run in done.queued}
    failed = [(each.person, sentence(fault)) for each, fault in done.failed]
    shown = [each for each in rows if each.record.root not in left]
    return _lay(request, shown, by, status=400, failed=failed, queued=len(done.queued))


def _lay(request: HttpRequest, rows: list[laying.Ready], by: Actor, *, status: int = 200, **more: Any) -> HttpResponse:  # noqa: ANN401 what a template takes
    shown = {"rows": rows, "urgent": may_do(by.role, pausing.URGENCY), "reasons": request.POST.get("reasons", "")}
    return render(request, "inzage/night_lay.html", {**shown, "lays": True, **more}, status=status)


SCREENS = (
    Screen("nachtronde", "night", night, TITLE, WHO, menu=45),
    Screen("nachtronde/rij", "night-queue", queue, QUEUE, WHO),
    Screen("nachtronde/rij/doen", "night-act", act, QUEUE, WHO),
    Screen("nachtronde/rij/<uuid:key>", "night-run", steer, ONE, STEERERS),
    Screen("nachtronde/klaarzetten", "night-lay", lay, LAY, runs.BEGINNERS),
)
