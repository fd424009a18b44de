"""How checks run that the register began itself."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from inzage.register.api import forms
from inzage.register.api.checks import own
from inzage.register.api.guarding import actor_of
from inzage.register.api.paging import paged
from inzage.register.api.routing import MISSING, PAGES, route
from inzage.register.faults import NoSuchRecord
from inzage.register.running import Priority
from inzage.register.running.tables import Run

router = Router(tags=["Verloop"])
STEPS = ("stage", "carrier", "done", "total", "fraction", "seconds", "left")


@route(
    router,
    "GET",
    "/checks/{check}/runs",
    "listRuns",
    says=("Uitvoeringen van een controle", "Uitvoeringen op machines van het register zelf, de laatste eerst."),
    answers={200: forms.Runs},
    asks=PAGES,
    faults=(MISSING,),
)
def runs(request: HttpRequest, check: UUID, paging: Query[forms.Paging]) -> dict[str, object]:
    """The newest first."""
    activity = own(actor_of(request), check)
    found = Run.objects.filter(activity_id=activity.root).order_by("-queued", "id")
    return paged(request, paging, found, lambda some: [_line(run) for run in some])


@route(
    router,
    "GET",
    "/runs/{run}",
    "getRun",
    says=("Verloop van een uitvoering", "Hoe ver een uitvoering is. Antwoorden zijn er pas na inname van het dossier."),
    answers={200: forms.Run},
    faults=(MISSING,),
)
def run(request: HttpRequest, run: UUID) -> dict[str, Any]:
    """One, of a check that the actor may see."""
    found = Run.objects.filter(id=run).first()
    if found is None:
        raise NoSuchRecord(expected="run", key=str(run))
    own(actor_of(request), found.activity_id)
    return _line(found)


def _line(found: Run) -> dict[str, Any]:
    return {
        "id": found.id,
        "check_id": found.activity_id,
        "purpose": found.purpose,
        "state": found.state,
        "priority": Priority(found.priority).name.lower(),
        "due_on": found.due,
        "queued_at": found.queued,
        "begun_at": found.begun,
        "ended_at": found.ended,
        "exit_code": found.exit_code,
        "progress": {name: found.progress.get(name) for name in STEPS},
        "said": {lang: found.said[lang] for lang in ("nl", "en")} if found.said else None,
    }
