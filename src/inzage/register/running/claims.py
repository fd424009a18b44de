"""Who has a run in hand: taken by comparing and setting in one statement, kept by a beat, lost without a word.

Two workers never both get a run, on either database: the update looks at the row again once the
other's is written. A worker that comes back from a long sleep finds its run in other hands.
"""

import os
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.db.models.functions import Coalesce

from inzage.register.log import now
from inzage.register.running import Asking, State
from inzage.register.running.runs import machine, takable, waiting
from inzage.register.running.sittings import closed, opened
from inzage.register.running.tables import Run

MOST_ATTEMPTS = 5
"""Times that a run may lose its worker or its process before a person has to look."""
AT_ONCE = 16
"""Of the runs that wait, how many are tried: others may take the first meanwhile."""


@dataclass(frozen=True, slots=True)
class Worker:
    """One worker. ``lease``: how long a run stays its own without a beat; ``beat``: seconds between two."""

    name: str = field(default_factory=lambda: f"{machine()}:{os.getpid()}:{token_hex(4)}"[-255:])
    lease: timedelta = timedelta(seconds=60)
    beat: float = 5.0


def claim(worker: Worker) -> Run | None:
    """The first of the runs that wait, now this worker's; None where there is none."""
    for waits in waiting(now(), worker.lease)[:AT_ONCE]:
        if _taken(waits, worker):
            return Run.objects.get(id=waits.id)
    return None


def _taken(waits: Run, worker: Worker) -> bool:
    moment = now()
    with transaction.atomic():
        mine = Run.objects.filter(takable(moment, worker.lease), id=waits.id, attempt=waits.attempt)
        if waits.attempt >= MOST_ATTEMPTS:
            mine.update(state=State.FAILED.value, owner="", lease_until=None, ended=moment, said=TOO_OFTEN)
            return False
        begun = Coalesce(F("begun"), Value(moment))
        sat = opened(waits.sat, moment, waits.heartbeat)
        here = {"attempt": F("attempt") + 1, "begun": begun, "sat": sat, **_held(worker, moment)}
        return bool(mine.update(state=State.RUNNING.value, **here))


def _held(worker: Worker, moment: datetime) -> dict[str, Any]:
    return {"owner": worker.name, "lease_until": moment + worker.lease, "heartbeat": moment}


def beat(run: Run, worker: Worker, **said: Any) -> bool:  # noqa: ANN401 - columns of the run
    """Say that it is still in hand, and what is new; False where it is not, and then it must be let go."""
    return bool(_mine(run, worker).update(**_held(worker, now()), **said))


def keep_for(run: Run, worker: Worker, seconds: float) -> bool:
    """Keep it for longer, because no beat can be given meanwhile."""
    return bool(_mine(run, worker).update(lease_until=now() + timedelta(seconds=seconds), heartbeat=now()))


def let_go(run: Run, worker: Worker, state: State, **said: Any) -> bool:  # noqa: ANN401 - columns of the run
    """Put it down in another state; False where it was in other hands already.

    A stop that was asked meanwhile is never lost: what does not end is then taken up again to be sealed.
    """
    moment, sat = now(), Run.objects.values_list("sat", flat=True).get(id=run.id)
    ended = None if state is State.QUEUED else moment
    free_again = {"owner": "", "lease_until": None, "pid": None, "born": None, "ended": ended}
    sat = closed(sat, moment, state.value)
    return bool(_mine(run, worker).update(**{**free_again, "sat": sat, **_where(state), **said}))


def _where(state: State) -> dict[str, Any]:
    """Its state, and what is still asked of it."""
    if state not in (State.QUEUED, State.INTERRUPTED):
        return {"state": state.value, "asked": Asking.NOTHING.value}
    stop = Asking.STOP.value
    return {
        "state": Case(When(asked=stop, then=Value(State.QUEUED.value)), default=Value(state.value)),
        "asked": Case(When(asked=stop, then=Value(stop)), default=Value(Asking.NOTHING.value)),
    }


def _mine(run: Run, worker: Worker) -> Any:  # noqa: ANN401 - a query
    return Run.objects.filter(id=run.id, owner=worker.name, state=State.RUNNING.value)


TOO_OFTEN = {
    "nl": "Deze controle viel te vaak uit. Wat is vastgelegd, is bewaard; laat de beheerder ernaar kijken.",
    "en": "This check broke off too often. What was recorded is kept; have the administrator look into it.",
}
