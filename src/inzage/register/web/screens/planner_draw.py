"""Datum trekken: a day for the next check, by lot inside its window, in the log, to be drawn again by anybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from inzage.evaluation.capacity.spread import SPREAD, Draw, Window, draw, holds
from inzage.register import writing
from inzage.register.log import now
from inzage.register.models import Record
from inzage.register.rechecks import DRAW, Turn
from inzage.register.rights import Action, Tie, may
from inzage.register.values import Actor, Words
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.allowed import may_make
from inzage.register.web.flash import tell
from inzage.register.web.kinds import catalogue
from inzage.register.web.planning import checks, pages
from inzage.register.web.reading import visible
from inzage.register.writing import Links, Times, refuse

DRAWN = Words("De dag is getrokken. Er staat een regel in het logboek.", "The day was drawn; the log has a line.")
NO_WINDOW = Words(
    "Er is geen dag die kan worden getrokken: niemand koos een dag of frequentie, of de termijn is bijna voorbij.",
    "There is no day to draw: nobody chose a day or frequency, or the term is nearly over.",
)
NOT_YOURS = Words("Alleen een planner laat een dag trekken.", "Only a planner has a day drawn.")


@dataclass(frozen=True, slots=True)
class Made:
    """A draw as it was logged. ``holds``: whether it comes out the same when it is done again, now."""

    record: Record
    first: date
    last: date
    day: date
    holds: bool


def drawing(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """GET: the window and what was drawn in it; POST draws, once for each turn, and leads to the plan."""
    by = actor_of(request)
    turn = checks.turn_of(by, key, pages.today())
    if request.method == "POST":
        _draw(request, by, turn)
        return redirect(reverse("planner-draw", args=[key]))
    return _shown(request, by, turn)


def _draw(request: HttpRequest, by: Actor, turn: Turn) -> None:
    if not _may(by):
        raise refuse(NOT_YOURS)
    if turn.drawn is not None:  # a second press of the button draws nothing
        return
    if turn.window is None:
        raise refuse(NO_WINDOW)
    found = draw(str(turn.condition.root), turn.window)
    links = Links(turn.condition.trajectory, turn.condition)
    writing.record(catalogue(), DRAW, by, data_of(found, turn), Times(now()), links=links, key=turn.key)
    tell(request, DRAWN)


def data_of(found: Draw, turn: Turn) -> dict[str, Any]:
    """What is kept of a draw."""
    return {
        "number": turn.number,
        "first": found.window.first.isoformat(),
        "last": found.window.last.isoformat(),
        "interval_days": max(1, round(turn.interval)),
        "drawn_on": found.day.isoformat(),
        "seed": found.seed,
        "seed_sha256": found.commitment,
    }


def draw_of(data: Mapping[str, Any], about: UUID) -> Draw:
    """A draw again, from what was kept of it."""
    window = Window(date.fromisoformat(data["first"]), date.fromisoformat(data["last"]))
    return Draw(str(about), window, data["seed"], data["seed_sha256"], date.fromisoformat(data["drawn_on"]))


def _shown(request: HttpRequest, by: Actor, turn: Turn) -> HttpResponse:
    kept = visible(by).filter(kind=DRAW, about=turn.condition.root).order_by("recorded")
    told = {
        "turn": turn,
        "line": checks.rechecks(by, [turn])[0],
        "draws": [_made(each, turn.condition.root) for each in kept],
        "spread": round(100 * SPREAD),
        "interval": round(turn.interval),
        "drawn": date.fromisoformat(turn.drawn.data["drawn_on"]) if turn.drawn else None,
        "may_draw": _may(by),
        "may_plan": may_make(by, pages.kind(pages.CHECK)) and turn.plannable,
    }
    return render(request, "inzage/planner_draw.html", told)


def _made(record: Record, about: UUID) -> Made:
    found = draw_of(record.data, about)
    return Made(record, found.window.first, found.window.last, found.day, holds(found))


def _may(by: Actor) -> bool:
    return may(by.role, Tie.OWN, pages.kind(DRAW), Action.MAKE)


SCREENS = (
    Screen("planner/trekken/<uuid:key>", "planner-draw", drawing, Words("Datum trekken", "Draw a day"), pages.PLANNERS),
)
