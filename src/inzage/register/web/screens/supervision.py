"""Toezicht: people by pseudonym, and the timeline of one, all kinds together."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from inzage.register import words
from inzage.register.charts import Lane, Point, Said, Span, Timeline, Tone
from inzage.register.histories import as_recorded_on
from inzage.register.log import now
from inzage.register.models import Record
from inzage.register.values import Actor, Noun, Words
from inzage.register.web import Screen, trajectories
from inzage.register.web.acting import actor_of
from inzage.register.web.listing import Row, rows
from inzage.register.web.paging import page_number
from inzage.register.web.reading import one, visible, with_person
from inzage.register.web.saying import say, t
from inzage.register.web.workload import has_own_work
from inzage.register.zones import AMSTERDAM, day_of

LONGEST = 500
"""Records of one timeline; a person with more has them by noun."""
GOING_ON = (Noun.ACTIVITY.value, Noun.TRANSFER.value)
TONES = {"attention": Tone.ATTENTION, "ok": Tone.OK, "danger": Tone.DANGER}


def people(request: HttpRequest) -> HttpResponse:
    """Trajectories, one's own first asked; ``?zoek=`` for a pseudonym or the key of the source system."""
    by = actor_of(request)
    asked = request.GET.get("zoek", "").strip()
    of = request.GET.get("van", "mij" if has_own_work(by) and not asked else "allen")
    number = page_number(request)
    found, more = trajectories.page(by, asked, of, number)
    shown = {
        "rows": rows(found),
        "more": more,
        "number": number,
        "asked": asked,
        "of": of,
        "own": has_own_work(by),
    }
    return render(request, "inzage/people.html", shown)


def timeline(request: HttpRequest, key: UUID) -> HttpResponse:
    """One trajectory: what holds, what is open, all that happened; ``?zoals=`` a day: what was recorded then."""
    by = actor_of(request)
    place = one(by, key, Noun.TRAJECTORY)
    noun = request.GET.get("soort", "")
    then = _day(request.GET.get("zoals", ""))
    records = _then(place, then, by) if then else _now(place, by)
    listed = rows(records)
    shown: dict[str, Any] = {
        "place": place,
        "row": rows([place])[0],
        "then": then,
        "chart": _drawn(listed).drawing() if listed else "",
        "rows": [row for row in listed if noun in ("", row.record.noun)],
        "noun": noun,
        "nouns": _nouns(listed),
        "open": [row for row in listed if _going_on(row)],
        "conditions": [row for row in listed if row.record.noun == "mandate"],
    }
    return render(request, "inzage/timeline.html", shown)


def _now(place: Record, by: Actor) -> list[Record]:
    found = visible(by).filter(trajectory=place.root).order_by("-happened", "id")
    return with_person(list(found[:LONGEST]))


def _then(place: Record, then: date, by: Actor) -> list[Record]:
    kinds = set(visible(by).values_list("kind", flat=True).filter(trajectory=place.root).distinct())
    seen = as_recorded_on(datetime.combine(then, time(23, 59, 59), AMSTERDAM), place.root)
    for each in seen:
        each.record.state = each.state
    return [each.record for each in reversed(seen) if each.record.kind in kinds]


def _day(asked: str) -> date | None:
    try:
        return date.fromisoformat(asked)
    except ValueError:
        return None


def _going_on(row: Row) -> bool:
    return row.tone == "attention" or (row.tone != "closed" and row.record.noun in GOING_ON)


def _nouns(listed: list[Row]) -> list[tuple[str, str]]:
    there = {row.record.noun for row in listed}
    return [(noun.value, say(words.noun(noun))) for noun in Noun if noun.value in there]


def _drawn(listed: list[Row]) -> Timeline:
    """A lane per noun: what lasted as a bar, the rest as points."""
    lanes = [Lane(say(words.noun(noun)), _marks(listed, noun)) for noun in Noun]
    said = Said(
        t("Tijdlijn", "Timeline"),
        t(
            "Per soort wat er gebeurde, van links naar rechts in de tijd.",
            "What happened by kind, in time from the left.",
        ),
        "tijdlijn",
        (t("Soort", "Kind"), t("Wat", "What"), t("Van", "From"), t("Tot en met", "Until")),
    )
    first = min(day_of(row.happened) for row in listed)
    today = day_of(now())
    ends = [day_of(row.record.ended or row.happened) for row in listed]
    last = max(today, first + timedelta(1), *ends)
    return Timeline(said, first, last, tuple(lane for lane in lanes if lane.marks), today=today)


def _marks(listed: list[Row], noun: Noun) -> tuple[Span | Point, ...]:
    return tuple(_mark(row) for row in listed if row.record.noun == noun.value)


def _mark(row: Row) -> Span | Point:
    began = day_of(row.happened)
    if row.record.ended:
        return Span(row.title, began, day_of(row.record.ended), TONES.get(row.tone, Tone.PLAIN))
    return Point(row.title, began, TONES.get(row.tone, Tone.PLAIN))


SCREENS = (
    Screen("toezicht", "people", people, Words("Toezicht", "Supervision"), menu=20),
    Screen("toezicht/<uuid:key>", "timeline", timeline, Words("Tijdlijn", "Timeline")),
)
