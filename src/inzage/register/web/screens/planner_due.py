"""Te doen: whose next check is due by when and why, who has no day yet, and a check planned under a condition."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from inzage import __version__
from inzage.register.guards import PLANNED, performers
from inzage.register.log import now
from inzage.register.models import Record
from inzage.register.moving import Asked, move
from inzage.register.rechecks import Turn
from inzage.register.values import Actor, Words
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.allowed import may_make
from inzage.register.web.kinds import catalogue
from inzage.register.web.making import Made, make, page_of
from inzage.register.web.paging import paged
from inzage.register.web.planning import assigning, checks, pages, staff
from inzage.register.writing import Links, refuse
from inzage.register.zones import day_of

SPARED = Words(
    "Wie dit uitvoert, keek de laatste tijd al te lang naar beelden: {keys}. Plan met een ander.",
    "Who performs this looked at images for too long of late: {keys}. Plan with somebody else.",
)


def due(request: HttpRequest) -> HttpResponse:
    """Conditions whose next check falls due, the earliest first; ``?regio=`` narrows."""
    by, today = actor_of(request), pages.today()
    found = checks.all_turns(by, today)
    falling, places = checks.falling_due(found), checks.regions(by, found)
    region = request.GET.get("regio", "")
    some = [each for each in falling if region in ("", _place(each, places))]
    told: dict[str, Any] = {
        "page": paged(request, some, lambda turns: checks.rechecks(by, turns)),
        "today": today,
        "without": len(checks.without_day(found)),
        "region": region,
        "regions": sorted({_place(each, places) for each in falling} - {""}),
        "may_plan": may_make(by, pages.kind(pages.CHECK)),
    }
    return pages.page(request, "planner-due", "planner_due", told)


def _place(turn: Turn, places: dict[UUID, str]) -> str:
    return places.get(turn.condition.trajectory_id, "") if turn.condition.trajectory_id else ""


def dayless(request: HttpRequest) -> HttpResponse:
    """Orders without a day for a next check under any of their conditions."""
    by, today = actor_of(request), pages.today()
    found = checks.without_day(checks.all_turns(by, today))
    return pages.page(
        request,
        "planner-due",
        "planner_dayless",
        {"page": paged(request, found, lambda some: checks.rechecks(by, some))},
    )


def plan(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """A check under a condition, made and planned at once: what its guards refuse is not made at all."""
    by, today = actor_of(request), pages.today()
    turn = checks.turn_of(by, key, today)
    condition, place = turn.condition, turn.condition.trajectory
    members = staff.members(by, today, pages.training())
    able = [each.key for each in members if each.offered]
    initial = _initial(by, condition, set(able))
    drawn = date.fromisoformat(turn.drawn.data["drawn_on"]) if turn.drawn else None
    asked = Made(
        pages.CHECK,
        Links(place, condition),
        initial,
        back=lambda made: _planned(by, made),
        day=drawn,
        offered=lambda _: [(key, key) for key in able],
    )
    told = {
        "trajectory": place,
        "line": checks.rechecks(by, [turn])[0],
        "drawn": drawn,
        "members": members,
        "window": staff.WINDOW,
        "cap": staff.CAP,
    }
    with transaction.atomic():
        answer = make(request, asked, "inzage/planner_plan.html", **told)
        if answer.status_code != 302:  # noqa: PLR2004 it was not led on, so nothing of it stays
            transaction.set_rollback(True)
    return answer


def _initial(by: Actor, condition: Record, offered: set[str]) -> dict[str, Any]:
    """What the condition and the assignment say already; nobody is filled in who cannot be planned."""
    manner = condition.data.get("parameters", {}).get("manner", {})
    notice = manner.get("notice", [])
    held = assigning.holder(by, condition.trajectory) if condition.trajectory else None
    told: dict[str, Any] = {"carriers": manner.get("carriers", []), "method_version": f"inzage-{__version__}"}
    if len(notice) == 1:
        told["notice"] = notice[0]
    if held and held.data["officer"] in offered:
        told["performers"] = [{"key": held.data["officer"], "function": "toezichthouder"}]
    return told


def _planned(by: Actor, made: Record) -> str:
    """The step that the guards look at; a form posted twice takes it once."""
    if made.state != PLANNED:
        _spare(by, made)
        move(catalogue(), Asked(made.id, PLANNED, by, now(), {}, made.state))
    return page_of(made)


def _spare(by: Actor, made: Record) -> None:
    """Nobody is planned who looked at images for too long in the days before."""
    found, day = staff.roll(by, pages.training()), day_of(made.happened)
    keys = ", ".join(key for key in performers(made) if found.minutes(key, day) >= staff.CAP)
    if keys:
        raise refuse(Words(SPARED.nl.format(keys=keys), SPARED.en.format(keys=keys)))


SCREENS = (
    Screen("planner/aan-de-beurt", "planner-due", due, pages.TITLE, pages.PLANNERS),
    Screen("planner/zonder-dag", "planner-dayless", dayless, pages.TITLE, pages.PLANNERS),
    Screen(
        "planner/controle/<uuid:key>", "planner-plan", plan, Words("Controle plannen", "Plan a check"), pages.PLANNERS
    ),
)
