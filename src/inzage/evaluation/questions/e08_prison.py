"""E8. From prison to supervision: the plan in time, how somebody stood at release, and the gap until the first contact.

Whether a working process helped is told only from a registered day, with at least eight months on each side of it.

References: J. Lopez Bernal and others, Int. J. Epidemiol. 46 (2017) 348 (interrupted series); Aalen and Johansen 1978
(the gap); for the month: Government Gazette 2014, 4617, article 1c.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from math import floor
from typing import Any

from inzage.evaluation import Cohort, Curve, Estimate, Event, Figure, Protocol, Result, Rows, Span, Trend, Unit
from inzage.evaluation.answering import answered
from inzage.evaluation.estimators import survival
from inzage.evaluation.estimators.rates import Segments, segmented
from inzage.evaluation.figuring import (
    Places,
    at,
    attempted,
    lacking,
    marked,
    per_quarter,
    places,
    share,
    those,
)
from inzage.evaluation.following import by_person, done, entries, standing
from inzage.evaluation.questions import Question
from inzage.evaluation.rollout import Rollout, rollout
from inzage.evaluation.selecting import DAYS_OF_MONTH, beside, day
from inzage.words import Words

STAY, PLAN, BASICS = "detentie-re-integratie", "overdracht-dji-3ro", "basisvoorwaarden"
PLAN_DAYS, CONTACT_DAYS, YEAR = 31, 14, 365
CHARTED = 12
"""How many quarters, the last of all, stand in the chart."""
RECEIVED = ("ontvangen", "opgepakt", "afgerond")
YES, NO = "ja", "nee"
CONDITIONS: Mapping[str, Words] = {
    "identity": Words("Identiteitsbewijs", "Proof of identity"),
    "income": Words("Werk of inkomen", "Work or income"),
    "housing": Words("Onderdak", "Housing"),
    "debts": Words("Schulden in beeld", "Debts in view"),
    "care": Words("Zorg", "Care"),
    "network": Words("Netwerk", "Network"),
}


def select(rows: Rows, _: Protocol) -> Cohort:
    """One unit per stay, from the day it began; ``group`` is the prison where it is known."""
    course, withdrawn = entries(rows, STAY), 0
    stays: list[Event] = []
    for event in standing(rows, STAY):
        closed = course.get(event.source, {}).get("gesloten")
        dropped = bool(closed and closed.reasons.get("reason") == "ingetrokken")
        withdrawn += dropped
        stays += [] if dropped else [event]
    known = _Known(rows, stays)
    units = [_unit(event, known, rows.extracted_on) for event in stays]
    return Cohort(tuple(units), rows.extracted_on, {"ingetrokken": withdrawn} if withdrawn else {})


class _Known:
    """What else the rows hold of a stay."""

    def __init__(self, rows: Rows, stays: Sequence[Event]) -> None:
        self.talks = by_person(done(rows, "gesprek"))
        self.plans, self.course = _hung(standing(rows, PLAN)), entries(rows, PLAN)
        self.basics = _hung(each for each in standing(rows, BASICS) if each.attributes.get("moment") == "vrijlating")
        self.begun: dict[str, list[date]] = defaultdict(list)
        for stay in stays:
            self.begun[stay.person].append(stay.on)


def _hung(events: Iterable[Event]) -> Mapping[str, list[Event]]:
    """By the trajectory that they hang on, or are about."""
    held: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        held[event.trajectory or event.about].append(event)
    return held


def _unit(stay: Event, known: _Known, extracted_on: date) -> Unit:
    release = day(stay.attributes.get("release_on"))
    released = release if release and stay.on <= release <= extracted_on else None
    last = (released or extracted_on) - timedelta(PLAN_DAYS)
    agreed = _plan(stay, known.plans.get(stay.source, ()), extracted_on)
    marks: dict[str, Any] = {
        "ripe": stay.on <= last and stay.on + timedelta(PLAN_DAYS) < extracted_on,
        "in_time": agreed is not None and (agreed - stay.on).days <= PLAN_DAYS,
        "released": released is not None,
    }
    if released:
        marks |= _after(stay, released, known, extracted_on)
    group = str(stay.attributes.get("institution", ""))
    until = released or extracted_on
    return Unit(stay.person, (stay.source,), stay.on, until, "vrijlating" if released else "", group, marks)


def _plan(stay: Event, sent: Iterable[Event], extracted_on: date) -> date | None:
    """The day on which the plan was agreed, by the stay itself or by its hand-over."""
    told = [stay.attributes.get("plan_agreed_on")]
    told += [each.attributes.get("agreed_on") for each in sent if each.attributes.get("plan") == "D&R-plan"]
    days = [on for on in map(day, told) if on and on <= extracted_on]
    return min(days, default=None)


def _after(stay: Event, released: date, known: _Known, extracted_on: date) -> dict[str, Any]:
    """From the release on: until the first conversation, or until another stay or the extraction ends the wait."""
    again = min((on for on in known.begun[stay.person] if on > released), default=extracted_on)
    talks = [each.on for each in known.talks.get(stay.person, ()) if released <= each.on <= again]
    ended = min(talks, default=min(again, extracted_on))
    waited = (ended - released).days
    came = "gesprek" if talks else STAY if again < extracted_on else ""
    basics = known.basics.get(stay.source, ())
    told = basics[-1].attributes if basics else {}
    return {
        "waited": min(waited, YEAR),
        "contact": bool(talks) and waited <= YEAR,
        "ended": came if waited <= YEAR else "",
        "handed_over": _handed_over(known.plans.get(stay.source, ()), known.course, released),
        **{f"basic_{name}": str(told.get(name, "")) for name in CONDITIONS},
    }


def _handed_over(sent: Iterable[Event], course: Mapping[str, Mapping[str, Span]], released: date) -> bool:
    ours = [each for each in sent if each.attributes.get("direction") == "DJI-naar-3RO"]
    days = [span.since for each in ours for state, span in course.get(each.source, {}).items() if state in RECEIVED]
    return min(days, default=date.max) <= released


def estimate(cohort: Cohort, protocol: Protocol) -> Result:
    """The plan in time, the conditions at release, the gap, and what changed from a registered day on."""
    everybody = places(cohort)
    ripe, released = marked(cohort, everybody, "ripe"), marked(cohort, everybody, "released")
    order = rollout(protocol.rollout_order)
    return answered(
        cohort,
        protocol,
        figures=[
            share("plan-op-tijd", IN_TIME, marked(cohort, ripe, "in_time"), ripe),
            share("overdracht-voor-vrijlating", HANDED, marked(cohort, released, "handed_over"), released),
            *_basics(cohort, released),
            *_gap(cohort, released),
            *_changed(cohort, ripe, order),
        ],
        curves=_curves(cohort, released),
        trends=_trends(cohort, ripe),
        notes=NOTES,
        gaps=_gaps(cohort, ripe, order),
    )


def _basics(cohort: Cohort, released: Places) -> list[Figure]:
    """Who has no record, or of whom it is unknown, is in the denominator: those are not the well-off ones."""
    told = [
        share(f"basis-{name}", _at_release(label), marked(cohort, released, f"basic_{name}", YES), released)
        for name, label in CONDITIONS.items()
    ]
    whole = those(cohort, released, lambda unit: all(unit.marks[f"basic_{name}"] in {YES, NO} for name in CONDITIONS))
    return [*told, share("basis-volledig", COMPLETE, whole, released)]


def _at_release(label: Words) -> Words:
    return Words(f"{label.nl} bij vrijlating", f"{label.en} at release")


def _gap(cohort: Cohort, released: Places) -> list[Figure]:
    curve = next(iter(_curves(cohort, released)), None)
    met = marked(cohort, released, "contact")

    moments = curve.moments if curve else ()
    waits = [unit for unit in at(cohort, released) if not unit.marks["ended"]]

    def within() -> Estimate:
        over = CONTACT_DAYS if waits or not moments else moments[-1].at  # where nobody waits, nothing changes any more
        return survival.estimate(survival.at(moments, min(CONTACT_DAYS, over)), survival.INCIDENCE)

    soon = those(cohort, met, lambda unit: unit.marks["waited"] <= CONTACT_DAYS)
    return [
        Figure("gesprek-binnen-14-dagen", SOON, "share", attempted(within), soon, released),
        Figure("gat", GAP, "days", attempted(lambda: survival.half_time(moments)), met, released),
    ]


def _curves(cohort: Cohort, released: Places) -> list[Curve]:
    """Another stay before the first conversation ends the wait for good: it competes, and is not merely unseen."""
    units = at(cohort, released)
    days, came = [unit.marks["waited"] for unit in units], [unit.marks["ended"] for unit in units]
    moments = attempted(lambda: survival.incidence(days, came, "gesprek"))
    return [Curve("gat", MET, "incidence", moments, released, since=FROM)] if moments else []


def _trends(cohort: Cohort, ripe: Places) -> list[Trend]:
    found = per_quarter("plan-op-tijd", IN_TIME, cohort, ripe, holds=lambda unit: unit.marks["in_time"], last=CHARTED)
    return [found] if found else []


def _months(cohort: Cohort, ripe: Places, order: Rollout) -> Mapping[int, Places]:
    """By months since the prison's own day; only months that every prison with a day has, so that none drops out."""
    held: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place in ripe:
        unit = cohort.units[place]
        if since := order.since(unit.group):
            held[unit.group][floor((unit.zero - since).days / DAYS_OF_MONTH)].append(place)
    if not held:
        return {}
    begins, ends = max(min(months) for months in held.values()), min(max(months) for months in held.values())
    return {
        month: tuple(sorted(place for months in held.values() for place in months.get(month, ())))
        for month in range(begins, ends + 1)
    }


def _fit(cohort: Cohort, months: Mapping[int, Places]) -> Segments:
    counted = [len(marked(cohort, of, "in_time")) for of in months.values()]
    since = sum(month < 0 for month in months)
    return segmented(counted or [0], [len(of) for of in months.values()] or [0], since)


def _changed(cohort: Cohort, ripe: Places, order: Rollout) -> list[Figure]:
    months = _months(cohort, ripe, order)
    fit = attempted(lambda: _fit(cohort, months))
    of = tuple(sorted(place for within in months.values() for place in within))
    in_time = marked(cohort, of, "in_time")
    extra = beside(at(cohort, of), len(in_time))
    if not fit:
        return []
    return [
        Figure("sprong", STEP, "ratio", fit.step, in_time, of, extra, effect=True),
        Figure("verloop", SLOPE, "ratio", fit.slope, in_time, of, extra, effect=True),
    ]


def _gaps(cohort: Cohort, ripe: Places, order: Rollout) -> list[Words]:
    if not cohort.units:
        return []
    if not order.dated:
        return [NO_DAY]
    return lacking(STEP, lambda: _fit(cohort, _months(cohort, ripe, order)))


IN_TIME = Words("Plan binnen 31 dagen vastgesteld", "Plan agreed within 31 days")
HANDED = Words("Plan voor de vrijlating door de reclassering ontvangen", "Plan received by probation before release")
COMPLETE = Words("Alle zes bekend bij vrijlating", "All six known at release")
SOON = Words("Eerste gesprek binnen 14 dagen na vrijlating", "First conversation within 14 days of release")
GAP = Words("Dagen van vrijlating tot het eerste gesprek (mediaan)", "Days from release to first conversation (median)")
FROM = Words("de vrijlating", "the release")
MET = Words("Vrijgelaten en een eerste gesprek gehad", "Released and had a first conversation")
STEP = Words("Plan op tijd: sprong op de dag van invoering", "Plan in time: step on the day of introduction")
SLOPE = Words("Plan op tijd: verandering van het verloop daarna", "Plan in time: change of the course afterwards")
NO_DAY = Words(
    "Of de werkwijze hielp, is niet te zeggen: de dag waarop zij begon, is niet vastgelegd. Nodig is in het protocol "
    "per inrichting (of voor alle) die dag, en ten minste acht maanden ervoor en acht maanden erna.",
    "Whether the working process helped cannot be told: the day on which it began is not registered. Needed is that "
    "day per prison (or for all) in the protocol, and at least eight months before it and eight after it.",
)
NOTES = (
    Words(
        "Een tijdreeks kent alleen de dag. Wat op dezelfde dag veranderde, zit er ook in, zoals het tekort aan cellen "
        "in 2023 en 2024.",
        "A series knows the day only. What changed on the same day is in it too, such as the shortage of cells in 2023 "
        "and 2024.",
    ),
    Words(
        "Wie nog geen gesprek had, telt mee zolang hij wacht. Wie eerst opnieuw werd gedetineerd, blijft meetellen als "
        "iemand met wie het gesprek er niet van kwam. Wie vrijkwam zonder dat de basisvoorwaarden zijn vastgelegd, "
        "telt mee als niet op orde.",
        "Who had no conversation yet counts as long as he waits. Who was detained again first stays counted as "
        "somebody with whom it did not come to one. Who was released without a record of the basic conditions counts "
        "as not in order.",
    ),
)

QUESTION = Question("E8", (STAY, PLAN, BASICS, "gesprek"), select, estimate)
