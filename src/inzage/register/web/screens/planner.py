"""Planner: the week per region and worker, checks that fall due, conditions without execution, who has which case."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from inzage import __version__
from inzage.register import Kind
from inzage.register.faults import NoSuchRecord
from inzage.register.guards import PLANNED
from inzage.register.log import now
from inzage.register.models import Record
from inzage.register.moving import Asked, move
from inzage.register.values import Actor, Noun, Role, Words
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.allowed import may_make
from inzage.register.web.board import bars_of
from inzage.register.web.kinds import catalogue
from inzage.register.web.listing import Row, pseudonym, rows
from inzage.register.web.making import Made, make, page_of
from inzage.register.web.paging import paged
from inzage.register.web.planning import assigning, checks, gaps, staff, weeks
from inzage.register.web.reading import one, visible
from inzage.register.web.saying import say, t
from inzage.register.writing import Links
from inzage.register.zones import day_of

PLANNERS = frozenset({Role.PLANNER, Role.LEAD})
TITLE = Words("Planner", "Planner")
CHECK = "controle"
TABS = (
    ("planner", Words("Week", "Week")),
    ("planner-due", Words("Controles aan de beurt", "Checks falling due")),
    ("planner-gaps", Words("Niet uitgevoerd", "Not executed")),
    ("planner-assign", Words("Toewijzen", "Assign")),
    ("planner-staff", Words("Medewerkers", "Staff")),
)
COUNTS = Words("Activiteiten per week", "Activities per week")
ABOUT = Words(
    "Hoeveel activiteiten er in elke week waren of zijn gepland. Wat is afgezegd, telt niet mee.",
    "How many activities there were or are planned in each week. What was called off is not counted.",
)


@dataclass(frozen=True, slots=True)
class Told:
    """An activity of the week, with its region and who carries it out."""

    row: Row
    region: str
    workers: str


def week(request: HttpRequest) -> HttpResponse:
    """``?week=2026-W48``; ``?regio=`` and ``?wie=`` narrow the list, not the counts beside it."""
    by, today = actor_of(request), day_of(now())
    shown = weeks.week_of(request.GET.get("week", ""), today)
    found = weeks.planned(by, shown)
    region, who = request.GET.get("regio", ""), request.GET.get("wie", "")
    some = [each for each in found if region in ("", each.region) and (not who or who in each.workers)]
    told: dict[str, Any] = {
        "week": shown,
        "here": shown == weeks.week_of("", today),
        "before": shown.moved(-1).code,
        "after": shown.moved(1).code,
        "regions": weeks.per_region(found, shown),
        "workers": weeks.per_worker(found, shown),
        "region": region,
        "who": who,
        "page": paged(request, some, lambda page: _told(by, page)),
        "chart": bars_of("activiteiten", COUNTS, ABOUT, weeks.weekly(by, shown)),
    }
    return _page(request, "planner", "planner", told)


def _told(by: Actor, page: list[weeks.Planned]) -> list[Told]:
    found = visible(by).filter(root__in=[each.key for each in page]).select_related("trajectory__about")
    by_root = {row.record.root: row for row in rows(found)}
    return [Told(by_root[each.key], each.region, ", ".join(each.workers)) for each in page if each.key in by_root]


def due(request: HttpRequest) -> HttpResponse:
    """Conditions whose next check falls due, the earliest first."""
    by, today = actor_of(request), day_of(now())
    page = paged(request, checks.falling_due(by, today), lambda found: checks.rechecks(found, today))
    told = {"page": page, "today": today, "without": checks.without_day(by, today), "may_plan": _may(by, CHECK)}
    return _page(request, "planner-due", "planner_due", told)


def idle(request: HttpRequest) -> HttpResponse:
    """Conditions that are not being executed, with the days and the reason."""
    by, today = actor_of(request), day_of(now())
    found = gaps.idle(by).select_related("trajectory__about")
    page = paged(request, found, lambda some: gaps.idles(some, today))
    return _page(request, "planner-gaps", "planner_gaps", {"page": page})


def assign(request: HttpRequest) -> HttpResponse:
    """Trajectories that nobody has, and how many each officer has."""
    by = actor_of(request)
    told = {
        "page": paged(request, assigning.unassigned(by), rows),
        "load": assigning.load(by),
        "may_assign": _may(by, "toewijzing"),
    }
    return _page(request, "planner-assign", "planner_assign", told)


def people(request: HttpRequest) -> HttpResponse:
    """Who can be planned for a check, from today or from ``?dag=``."""
    by, day = actor_of(request), _day(request.GET.get("dag", ""))
    told = {"members": staff.members(by, day, _training()), "on": day, "window": staff.WINDOW}
    return _page(request, "planner-staff", "planner_staff", told)


def assign_one(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """A trajectory to an officer and, if need be, a deputy. One who has it already is named first."""
    by = actor_of(request)
    place = one(by, key, Noun.TRAJECTORY)
    asked = Made("toewijzing", Links(place, place), back=lambda _: reverse("planner-assign"))
    told = {"trajectory": place, "who": pseudonym(place), "holder": assigning.holder(by, place)}
    return make(request, asked, "inzage/planner_assign_one.html", **told, load=assigning.load(by))


def plan(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """A check under a condition, made and planned at once: what its guards refuse is not made at all."""
    by = actor_of(request)
    condition = one(by, key, Noun.MANDATE)
    if condition.kind != checks.CONDITION or condition.trajectory is None:
        raise NoSuchRecord(expected=checks.CONDITION, key=str(key))
    place, today = condition.trajectory, day_of(now())
    initial = _initial(by, place, condition)
    asked = Made(CHECK, Links(place, condition), initial, back=lambda made: _planned(by, made))
    told = {
        "trajectory": place,
        "line": checks.rechecks([condition], today)[0],
        "members": staff.members(by, today, _training()),
        "window": staff.WINDOW,
    }
    with transaction.atomic():
        answer = make(request, asked, "inzage/planner_plan.html", **told)
        if answer.status_code != 302:  # noqa: PLR2004 it was not led on, so nothing of it stays
            transaction.set_rollback(True)
    return answer


def _initial(by: Actor, place: Record, condition: Record) -> dict[str, Any]:
    """What the condition and the assignment say already."""
    manner = condition.data.get("parameters", {}).get("manner", {})
    notice, held = manner.get("notice", []), assigning.holder(by, place)
    told: dict[str, Any] = {"carriers": manner.get("carriers", []), "method_version": f"inzage-{__version__}"}
    if len(notice) == 1:
        told["notice"] = notice[0]
    if held:
        told["performers"] = [{"key": held.data["officer"], "function": "toezichthouder"}]
    return told


def _planned(by: Actor, made: Record) -> str:
    """The step that the guards look at; a form posted twice takes it once."""
    if made.state != PLANNED:
        move(catalogue(), Asked(made.id, PLANNED, by, now(), {}, made.state))
    return page_of(made)


def _training() -> str:
    return _kind(CHECK).needs_training


def _kind(code: str) -> Kind:
    return catalogue().on(code, day_of(now()))


def _may(by: Actor, code: str) -> bool:
    return may_make(by, _kind(code))


def _day(asked: str) -> date:
    """The day asked for, within ten years; today where that is none."""
    today = day_of(now())
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return today
    return day if abs(day - today) < timedelta(3653) else today


def _page(request: HttpRequest, name: str, template: str, told: dict[str, Any]) -> HttpResponse:
    tabs = [{"href": reverse(each), "title": say(title), "here": each == name} for each, title in TABS]
    return render(request, f"inzage/{template}.html", {**told, "tabs": tabs, "tabs_label": t("Planner", "Planner")})


SCREENS = (
    Screen("planner", "planner", week, TITLE, PLANNERS, menu=110),
    Screen("planner/aan-de-beurt", "planner-due", due, TITLE, PLANNERS),
    Screen("planner/niet-uitgevoerd", "planner-gaps", idle, TITLE, PLANNERS),
    Screen("planner/toewijzen", "planner-assign", assign, TITLE, PLANNERS),
    Screen("planner/toewijzen/<uuid:key>", "planner-assign-one", assign_one, TITLE, PLANNERS),
    Screen("planner/medewerkers", "planner-staff", people, TITLE, PLANNERS),
    Screen("planner/controle/<uuid:key>", "planner-plan", plan, Words("Controle plannen", "Plan a check"), PLANNERS),
)
