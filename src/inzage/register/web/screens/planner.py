"""Planner: the week per region, pair and worker; gaps in execution; who has which case; who can be planned."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from inzage.register.values import Actor, Noun, Words
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.allowed import may_make
from inzage.register.web.board import bars_of
from inzage.register.web.listing import Row, pseudonym, rows
from inzage.register.web.making import Made, make
from inzage.register.web.paging import paged
from inzage.register.web.planning import assigning, checks, gaps, pages, room, staff, weeks
from inzage.register.web.reading import one, visible
from inzage.register.writing import Links

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
    by, today = actor_of(request), pages.today()
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
        "room": room.room(by, shown, staff.roll(by, pages.training())),
        "next": _next(by, shown, today),
        "may_plan": may_make(by, pages.kind(pages.CHECK)),
        "chart": bars_of("activiteiten", COUNTS, ABOUT, weeks.weekly(by, shown)),
    }
    return pages.page(request, "planner", "planner", told)


def _next(by: Actor, shown: weeks.Week, today: date) -> list[tuple[str, list[checks.Recheck]]]:
    """What falls due first in each region and is not planned yet."""
    found = checks.falling_due(checks.all_turns(by, today))
    told = room.next_in(shown, found, checks.regions(by, found))
    return [(name, checks.rechecks(by, some)) for name, some in told.items()]


def _told(by: Actor, page: list[weeks.Planned]) -> list[Told]:
    found = visible(by).filter(root__in=[each.key for each in page]).select_related("trajectory__about")
    by_root = {row.record.root: row for row in rows(found)}
    return [Told(by_root[each.key], each.region, ", ".join(each.workers)) for each in page if each.key in by_root]


def idle(request: HttpRequest) -> HttpResponse:
    """Conditions that are not being executed, with the days and the reason."""
    by, today = actor_of(request), pages.today()
    found = gaps.idle(by).select_related("trajectory__about")
    page = paged(request, found, lambda some: gaps.idles(some, today))
    return pages.page(request, "planner-gaps", "planner_gaps", {"page": page})


def assign(request: HttpRequest) -> HttpResponse:
    """Trajectories that nobody has, and how many each officer has."""
    by = actor_of(request)
    told = {
        "page": paged(request, assigning.unassigned(by), rows),
        "load": assigning.load(by),
        "may_assign": may_make(by, pages.kind("toewijzing")),
    }
    return pages.page(request, "planner-assign", "planner_assign", told)


def people(request: HttpRequest) -> HttpResponse:
    """Who can be planned for a check, from today or from ``?dag=``."""
    by, day = actor_of(request), _day(request.GET.get("dag", ""))
    told = {"members": staff.members(by, day, pages.training()), "on": day, "window": staff.WINDOW, "cap": staff.CAP}
    return pages.page(request, "planner-staff", "planner_staff", told)


def assign_one(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """A trajectory to an officer and, if need be, a deputy. One who has it already is named first."""
    by = actor_of(request)
    place = one(by, key, Noun.TRAJECTORY)
    asked = Made("toewijzing", Links(place, place), back=lambda _: reverse("planner-assign"))
    told = {"trajectory": place, "who": pseudonym(place), "holder": assigning.holder(by, place)}
    return make(request, asked, "inzage/planner_assign_one.html", **told, load=assigning.load(by))


def _day(asked: str) -> date:
    """The day asked for, within ten years; today where that is none."""
    today = pages.today()
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return today
    return day if abs(day - today) < timedelta(3653) else today


SCREENS = (
    Screen("planner", "planner", week, pages.TITLE, pages.PLANNERS, menu=110),
    Screen("planner/niet-uitgevoerd", "planner-gaps", idle, pages.TITLE, pages.PLANNERS),
    Screen("planner/toewijzen", "planner-assign", assign, pages.TITLE, pages.PLANNERS),
    Screen("planner/toewijzen/<uuid:key>", "planner-assign-one", assign_one, pages.TITLE, pages.PLANNERS),
    Screen("planner/medewerkers", "planner-staff", people, pages.TITLE, pages.PLANNERS),
)
