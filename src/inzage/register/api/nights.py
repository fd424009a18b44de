"""What a night came to: states and numbers, and of each check that the key's account may see how it stands."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router

from inzage.register.api import forms
from inzage.register.api.guarding import actor_of
from inzage.register.api.routing import MISSING, route
from inzage.register.faults import NoSuchRecord
from inzage.register.log import now
from inzage.register.running import Priority, nights
from inzage.register.web.nights.telling import for_whom, people

router = Router(tags=["Verloop"])


@route(
    router,
    "GET",
    "/nights/{night}",
    "getNight",
    says=(
        "Wat een nacht opleverde",
        "Van twaalf uur op deze dag tot twaalf uur de volgende dag, in Amsterdam: hoeveel controles wat werden, wat er "
        "aandacht vraagt, en wat de machines deden. Toestanden en aantallen, geen antwoorden.",
    ),
    answers={200: forms.Night},
    faults=(MISSING,),
)
def night(request: HttpRequest, night: date) -> dict[str, Any]:
    """The night that began on a day."""
    by, found = actor_of(request), nights.night_on(night)
    if found is None:
        raise NoSuchRecord(expected="night", key=str(night))
    told = nights.summary(found, now(), organisation=by.organisation)
    seen = people([line.run for line in told.lines], by)
    became = {line.run.id: for_whom(line.became, by) for line in told.lines}
    return {
        "night": night,
        "begins_at": found.begins,
        "ends_at": found.ends,
        "going": told.going,
        "queued": told.laid,
        "counts": _counts(list(became.values())),
        "runs": [_line(line, became[line.run.id], seen=line.run.activity_id in seen) for line in told.lines],
        "machines": [_machine(use) for use in told.uses],
    }


def _counts(found: list[nights.Became]) -> list[dict[str, Any]]:
    return [{"became": each.value, "number": found.count(each)} for each in nights.Became if each in found]


def _line(line: nights.Line, became: nights.Became, *, seen: bool) -> dict[str, Any]:
    run = line.run
    return {
        "id": run.id,
        "check_id": run.activity_id if seen else None,
        "became": became.value,
        "priority": Priority(run.priority).name.lower(),
        "due_on": run.due,
        "seconds": round(line.seconds, 1),
        "sittings": line.sat,
        "said": {lang: run.said[lang] for lang in ("nl", "en")} if run.said.keys() >= {"nl", "en"} else None,
    }


def _machine(use: nights.Use) -> dict[str, Any]:
    return {
        "name": use.name,
        "places": use.seats,
        "cores": use.cores,
        "worked_seconds": round(use.worked, 1),
        "processor_seconds": round(use.cpu, 1),
        "taken": None if use.taken is None else round(use.taken, 4),
        "seen_at": use.seen,
        "away": use.away,
        "paused": use.pause is not None,
        "lacks": use.lacks or None,
    }
