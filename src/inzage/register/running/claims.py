"""Who has a run in hand: taken by comparing and setting in one statement, kept by a beat, lost without a word.

Two workers never both get a run, on either database: the update looks at the row again once the
other's is written. A worker that comes back from a long sleep finds its run in other hands.
"""

import os
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_hex
from typing import Any

from django.db import transaction
from django.db.models import F

from inzage.register.log import now
from inzage.register.running import State
from inzage.register.running.runs import free, machine, waiting
from inzage.register.running.tables import Run

MOST_ATTEMPTS = 5
"""Times that a run may lose its worker or its process before a person has to look."""
AT_ONCE = 4
BORN = 19
"""The place of a process's start among the fields behind its name in /proc/PID/stat."""


@dataclass(frozen=True, slots=True)
class Worker:
    """One worker. ``lease``: how long a run stays its own without a beat; ``beat``: seconds between two."""

    name: str = field(default_factory=lambda: f"{machine()}:{os.getpid()}:{token_hex(4)}"[-255:])
    lease: timedelta = timedelta(seconds=60)
    beat: float = 5.0


def claim(worker: Worker) -> Run | None:
    """The longest waiting run, now this worker's; None where there is none."""
    for waits in waiting(now(), worker.lease)[:AT_ONCE]:
        if _taken(waits, worker):
            return Run.objects.get(id=waits.id)
    return None


def _taken(waits: Run, worker: Worker) -> bool:
    moment = now()
    with transaction.atomic():
        mine = Run.objects.filter(free(moment, worker.lease), id=waits.id, attempt=waits.attempt)
        if waits.attempt >= MOST_ATTEMPTS:
            mine.update(state=State.FAILED.value, owner="", lease_until=None, ended=moment, said=TOO_OFTEN)
            return False
        return bool(mine.update(state=State.RUNNING.value, attempt=F("attempt") + 1, **_held(worker, moment)))


def _held(worker: Worker, moment: datetime) -> dict[str, Any]:
    return {"owner": worker.name, "lease_until": moment + worker.lease, "heartbeat": moment}


def beat(run: Run, worker: Worker, **said: Any) -> bool:  # noqa: ANN401 - columns of the run
    """Say that it is still in hand, and what is new; False where it is not, and then it must be let go."""
    return bool(_mine(run, worker).update(**_held(worker, now()), **said))


def keep_for(run: Run, worker: Worker, seconds: float) -> bool:
    """Keep it for longer, because no beat can be given meanwhile."""
    return bool(_mine(run, worker).update(lease_until=now() + timedelta(seconds=seconds), heartbeat=now()))


def let_go(run: Run, worker: Worker, state: State, **said: Any) -> bool:  # noqa: ANN401 - columns of the run
    """Put it down in another state; False where it was in other hands already."""
    ended = None if state is State.QUEUED else now()
    free_again = {"owner": "", "lease_until": None, "pid": None, "born": None, "asked": "", "ended": ended}
    return bool(_mine(run, worker).update(**{**free_again, "state": state.value, **said}))


def _mine(run: Run, worker: Worker) -> Any:  # noqa: ANN401 - a query
    return Run.objects.filter(id=run.id, owner=worker.name, state=State.RUNNING.value)


def born(pid: int) -> int | None:
    """When a process began, in the kernel's own count; None where it is gone. Another of that number began later."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    state, *fields = told.rpartition(")")[2].split()
    return None if state == "Z" else int(fields[BORN - 1])


TOO_OFTEN = {
    "nl": "Deze controle viel te vaak uit. Wat is vastgelegd, is bewaard; laat de beheerder ernaar kijken.",
    "en": "This check broke off too often. What was recorded is kept; have the administrator look into it.",
}
