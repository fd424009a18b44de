"""E9. What experience workers add: attendance before and after one's own start, one's own view, and re-offending last.

Contacts have days; nobody is labelled. Each person is compared with himself first, because who is offered such a
contact differs from who is not. Re-offending is shown from a landmark of half a year, and only where both groups are
large enough to see a difference at all.

References: RSJ 2024 (sound research, rules); I. Petersen, I. Douglas and H. Whitaker, BMJ 354 (2016) i4515 (each with
himself); Anderson and others 1983 (landmark); Fleiss 1981 (numbers).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from inzage.evaluation import Cohort, Curve, Event, Exposure, Figure, Protocol, Result, Rows, Unit
from inzage.evaluation.answering import answered
from inzage.evaluation.estimators.cox import Hazards, cox
from inzage.evaluation.estimators.durations import ratio
from inzage.evaluation.estimators.proportions import mcnemar
from inzage.evaluation.figuring import Places, at, attempted, marked, measured, number, places, share, those
from inzage.evaluation.following import KINDS, NEW_CASE, Supervision, done, entries, followed, standing
from inzage.evaluation.landmark import curve_from, divided, figure_on, stretches
from inzage.evaluation.power import needed_per_group
from inzage.evaluation.questions import Question
from inzage.evaluation.selecting import BEGUN, DONE, MISSED, beside, checked_on, while_exposed
from inzage.words import Words

WORKER, CONTACT, TALK, VIEW = "ervaringswerker", "ervaringscontact", "gesprek", "eigen-oordeel"
WINDOW = LANDMARK = 182
TWO_YEARS = 730
MOMENTS: Mapping[str, int] = {"start": 0, "6-maanden": 182, "12-maanden": 365}
WHEN: Mapping[str, Words] = {
    "start": Words("bij de start", "at the start"),
    "6-maanden": Words("na 6 maanden", "after 6 months"),
    "12-maanden": Words("na 12 maanden", "after 12 months"),
}
HELPS = "helpt"
ORGANISATION = "organisatie"
NEEDED = needed_per_group(0.36, 0.26)
"""In each group, to see a drop of ten points in re-offending within two years (80 % power)."""

Kept = tuple[date, bool]
"""An appointment: its day, and whether the person came."""


def select(rows: Rows, protocol: Protocol) -> Cohort:
    """Each person's first supervision, with the contacts, the appointments around the first of them, and own views."""
    follow = followed(rows, protocol)
    contacts, talks, views = _contacts(rows), _talks(rows), _views(rows)
    looked = checked_on(rows)
    units = []
    for one, unit in follow.pairs:
        met = [on for on in contacts.get(one.person, ()) if on >= one.since]
        during = [on for on in looked.get(one.person, ()) if one.since <= on <= unit.until]
        marks = _around(met[:1], one, talks.get(one.person, ())) | _answers(views.get(one.person, ()))
        marks |= {"contacts": len(met), "begun_ago": (rows.extracted_on - one.since).days}
        units.append(_unit(unit, met, during, marks))
    return Cohort(tuple(units), follow.until, follow.left_out)


def _unit(unit: Unit, met: Sequence[date], during: Sequence[date], marks: dict[str, Any]) -> Unit:
    """The exposure begins with the first contact, if that came while the unit was followed for a new case."""
    exposures = tuple(Exposure(WORKER, on) for on in met[:1] if on <= unit.until)
    return replace(unit, exposures=exposures, marks=marks | {"checks_exposed": while_exposed(during, exposures)})


def _with_worker(event: Event) -> bool:
    told = event.attributes.get("performers", ())
    return event.code == CONTACT or any(each.get("function") == WORKER for each in told)


def _contacts(rows: Rows) -> Mapping[str, Sequence[date]]:
    """By person the days of contacts that took place."""
    keys = {event.source for event in standing(rows, CONTACT, TALK) if _with_worker(event)}
    found: dict[str, list[date]] = defaultdict(list)
    for each in done(rows, CONTACT, TALK):
        if each.source in keys:
            found[each.person].append(each.on)
    return found


def _talks(rows: Rows) -> Mapping[str, Sequence[Kept]]:
    """By person the appointments without an experience worker that the organisation did not call off."""
    course = entries(rows, TALK)
    found: dict[str, list[Kept]] = defaultdict(list)
    for event in standing(rows, TALK):
        states = course.get(event.source, {})
        came = [states[state].since for state in (BEGUN, DONE) if state in states]
        missed = states.get(MISSED)
        if _with_worker(event):
            continue
        if came:
            found[event.person].append((min(came), True))
        elif missed and missed.reasons.get("reason") != ORGANISATION:
            found[event.person].append((missed.since, False))
    return found


def _around(started: Sequence[date], one: Supervision, talks: Sequence[Kept]) -> dict[str, Any]:
    """Appointments in the half year before and after the first contact, within the supervision; not on its day."""
    if not started:
        return {}
    start, reach = started[0], timedelta(WINDOW)
    within = [(on, kept) for on, kept in talks if one.since <= on and (one.closed is None or on <= one.closed)]
    before = [kept for on, kept in within if start - reach <= on < start]
    after = [kept for on, kept in within if start < on <= start + reach]
    return {
        "before": len(before),
        "before_kept": sum(before),
        "after": len(after),
        "after_kept": sum(after),
        "both": bool(before and after),
    }


def _views(rows: Rows) -> Mapping[str, Sequence[Event]]:
    found: dict[str, list[Event]] = defaultdict(list)
    for event in standing(rows, VIEW):
        found[event.person].append(event)
    return found


def _answers(views: Iterable[Event]) -> dict[str, Any]:
    """The last answer at each moment; those after a check are another question's."""
    said = {str(view.attributes.get("moment")): str(view.attributes.get("answer", "")) for view in views}
    return {f"view_{moment}": said[moment] for moment in MOMENTS if moment in said}


def estimate(cohort: Cohort, protocol: Protocol) -> Result:
    """Attendance before and after, own views, and re-offending from the landmark where both groups are large enough."""
    everybody = places(cohort)
    met = those(cohort, everybody, lambda unit: unit.marks["contacts"])
    both = marked(cohort, everybody, "both")
    known = those(cohort, everybody, lambda unit: not unit.missing)
    begun, later = divided(cohort, known, WORKER, LANDMARK)
    enough = min(len(begun), len(later)) >= NEEDED
    curves = _curves(cohort, begun, later) if enough else []
    return answered(
        cohort,
        protocol,
        figures=[
            *_attendance(cohort, both),
            number("met-contact", MET, met, everybody),
            *_told(cohort, met),
            *(figure_on("recidive-2-jaar", NEW_WITHIN, cohort, curve, TWO_YEARS, since=LANDMARK) for curve in curves),
            *(_hazard(cohort, begun, later) if enough else ()),
        ],
        curves=curves,
        notes=NOTES,
        gaps=list(_gaps(cohort, known, len(begun), len(later))),
    )


def _attendance(cohort: Cohort, both: Places) -> list[Figure]:
    """Totals over persons, drawn by person; and of the persons who changed, how many for the better."""
    rose = those(cohort, both, lambda unit: _change(unit) > 0)
    fell = those(cohort, both, lambda unit: _change(unit) < 0)
    tested = attempted(lambda: mcnemar(len(rose), len(fell)))
    extra = beside(at(cohort, both), len(rose)) | ({"p": tested[0]} if tested else {})
    changed = tuple(sorted((*rose, *fell)))
    return [
        Figure("opkomst-verbeterd", BETTER, "share", tested[1] if tested else None, rose, changed, extra, effect=True),
        _kept("opkomst-voor", BEFORE, cohort, both, "before"),
        _kept("opkomst-na", AFTER, cohort, both, "after"),
    ]


def _change(unit: Unit) -> float:
    """The difference of two shares, of whole numbers so that none is a rounding."""
    marks = unit.marks
    return float(marks["after_kept"] * marks["before"] - marks["before_kept"] * marks["after"])


def _kept(code: str, label: Words, cohort: Cohort, both: Places, side: str) -> Figure:
    units = at(cohort, both)
    kept, every = [unit.marks[f"{side}_kept"] for unit in units], [unit.marks[side] for unit in units]
    return measured(code, label, "share", lambda: ratio(kept, every), both)


def _told(cohort: Cohort, met: Places) -> Iterator[Figure]:
    """Who was not asked, did not answer or left before stays in, because the content are asked more readily."""
    for moment, days in MOMENTS.items():
        of = tuple(place for place in met if cohort.units[place].marks["begun_ago"] >= days)
        mark = f"view_{moment}"
        asked = tuple(place for place in of if mark in cohort.units[place].marks)
        yield share(f"oordeel-{moment}", _helps(moment), marked(cohort, of, mark, HELPS), of)
        yield share(f"oordeel-{moment}-gevraagd", _asked(moment), asked, of)


def _helps(moment: str) -> Words:
    when = WHEN[moment]
    return Words(f"Betrokkene vindt dat het helpt, {when.nl}", f"The person finds that it helps, {when.en}")


def _asked(moment: str) -> Words:
    when = WHEN[moment]
    return Words(f"Oordeel van de betrokkene gevraagd, {when.nl}", f"The person was asked, {when.en}")


def _curves(cohort: Cohort, begun: Places, later: Places) -> list[Curve]:
    found = (
        curve_from(cohort, begun, NEW_CASE, LANDMARK, WITH, group="contact"),
        curve_from(cohort, later, NEW_CASE, LANDMARK, WITHOUT, group="nog-geen-contact"),
    )
    return [curve for curve in found if curve]


def _hazard(cohort: Cohort, begun: Places, later: Places) -> list[Figure]:
    of = tuple(sorted((*begun, *later)))
    events = those(cohort, of, lambda unit: unit.event == NEW_CASE)
    rows = stretches(cohort, begun, of, WORKER, event=NEW_CASE, on_day=LANDMARK)
    fit: Hazards | None = attempted(lambda: cox(rows))
    extra = beside(at(cohort, of), len(events)) | ({"p": fit.p[WORKER]} if fit else {})
    return [Figure("recidive", HAZARD, "ratio", fit.ratios[WORKER] if fit else None, events, of, extra, effect=True)]


def _gaps(cohort: Cohort, known: Places, begun: int, later: int) -> Iterator[Words]:
    if not cohort.units:
        return
    if not any(unit.marks["contacts"] for unit in cohort.units):
        yield NO_CONTACT
    elif not any(f"view_{moment}" in unit.marks for unit in cohort.units for moment in MOMENTS):
        yield NO_VIEW
    if not known:
        yield NO_EXTRACT
    elif min(begun, later) < NEEDED:
        yield _too_few(begun, later)


def _too_few(begun: int, later: int) -> Words:
    return Words(
        f"Over recidive is nog niets te zeggen. Na een half jaar toezicht hadden {begun} mensen contact gehad en "
        f"{later} nog niet. Om een daling van tien procentpunten te kunnen zien (van 36 naar 26 procent binnen twee "
        f"jaar) zijn er in beide groepen ten minste {NEEDED} nodig.",
        f"Nothing can be said of re-offending yet. After half a year of supervision {begun} people had had contact and "
        f"{later} had not yet. To be able to see a drop of ten points (from 36 to 26 per cent within two years) at "
        f"least {NEEDED} are needed in each group.",
    )


MET = Words("Mensen die contact hadden met een ervaringswerker", "People who had contact with an experience worker")
BEFORE = Words("Opkomst in het half jaar voor het eerste contact", "Attendance in the half year before first contact")
AFTER = Words("Opkomst in het half jaar na het eerste contact", "Attendance in the half year after first contact")
BETTER = Words("Opkomst beter, van wie haar zag veranderen", "Attendance better, of those for whom it changed")
NEW_WITHIN = Words("Nieuwe zaak binnen twee jaar, van wie een half jaar is gevolgd", "New case within two years")
WITH = Words("Binnen een half jaar contact gehad", "Had contact within half a year")
WITHOUT = Words("Na een half jaar nog geen contact", "No contact yet after half a year")
HAZARD = Words("Kans op een nieuwe zaak per dag, na een half jaar toezicht", "Hazard of a new case, after half a year")
NO_CONTACT = Words(
    "Er is geen contact met een ervaringswerker vastgelegd dat doorging. Nodig is per contact de dag en of het "
    "doorging.",
    "No contact with an experience worker that took place was recorded. Needed is the day of each contact, and whether "
    "it took place.",
)
NO_VIEW = Words(
    "Wat betrokkenen er zelf van vinden, is niet vastgelegd. Nodig is hun oordeel bij de start, na 6 en na 12 maanden, "
    "ook van wie geen contact met een ervaringswerker heeft.",
    "What persons themselves find was not recorded. Needed is their view at the start, after 6 and after 12 months, "
    "also of those without contact with an experience worker.",
)
NO_EXTRACT = Words(
    "Er is geen recidive overgenomen. Nodig is een uittreksel van de justitiële documentatie, met de dag daarvan.",
    "No re-offending was imported. Needed is an extract of the justice records, with its day.",
)
NOTES = (
    Words(
        "Een contact wordt vaak aangeboden als het slecht gaat. Wie op zijn slechtst begint, komt daarna ook zonder "
        "hulp vaker opdagen. Een verbetering bewijst dus nog geen meerwaarde.",
        "A contact is often offered when things go badly. Who begins at the worst comes more often afterwards without "
        "help too. So an improvement does not prove added value yet.",
    ),
    Words(
        "Ieder is met zichzelf vergeleken; wie maar aan een kant van het eerste contact een afspraak had, valt "
        "daarbuiten. De groepen na een half jaar zijn niet op kenmerken aan elkaar gekoppeld.",
        "Everybody was compared with himself; who had appointments on one side of the first contact only is not in it. "
        "The groups after half a year were not matched on traits.",
    ),
    Words(
        "Een contact aangeboden is nog geen contact gehad. Wie nooit is verschenen, staat hier als zonder contact.",
        "A contact offered is not a contact had. Who never appeared stands here as without contact.",
    ),
)

QUESTION = Question("E9", (*KINDS, CONTACT, TALK, VIEW), select, estimate)
