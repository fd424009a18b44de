"""E12. Commitments met in time, and how long after their term the others were. One without a term is never late.

Only a term that has passed says anything: were those that are met early counted before their term, and those that are
late only after it, the share would look too good.

References: the states are those of the Dutch parliament's own register; Kaplan and Meier 1958.
"""

from datetime import date
from typing import Any

from inzage.evaluation import Cohort, Curve, Event, Figure, Protocol, Result, Rows, Span, Unit
from inzage.evaluation.answering import answered
from inzage.evaluation.figuring import Places, grouped, marked, number, places, share, those, waiting
from inzage.evaluation.following import entries, standing
from inzage.evaluation.questions import Question
from inzage.evaluation.selecting import day
from inzage.words import Words

MET, PARTLY = "voldaan", "deels_voldaan"


def select(rows: Rows, _: Protocol) -> Cohort:
    """One unit per commitment, from the day it was given; ``group`` is its form."""
    course = entries(rows, "toezegging")
    events = standing(rows, "toezegging")
    units = [_unit(event, dict(course.get(event.source, {})), rows.extracted_on) for event in events]
    return Cohort(tuple(sorted(units, key=lambda unit: (unit.zero, unit.sources))), rows.extracted_on)


def _unit(event: Event, course: dict[str, Span], extracted_on: date) -> Unit:
    zero = day(event.attributes.get("given_on")) or event.on
    due, met = day(event.attributes.get("due")), _met(course, extracted_on)
    until = max(met or extracted_on, zero)
    marks: dict[str, Any] = {"dated": due is not None, "met": met is not None, "partly": PARTLY in course}
    marks |= {"ripe": due is not None and due < extracted_on}
    if due:
        late = ((met or extracted_on) - due).days
        marks |= {"late_days": max(0, late), "in_time": met is not None and met <= due}
    form = str(event.attributes.get("form", ""))
    return Unit(event.person, (event.source,), zero, until, MET if met else "", form, marks)


def _met(course: dict[str, Span], extracted_on: date) -> date | None:
    """The day that was said, which may be before the day on which it was written down; never one yet to come."""
    if MET not in course:
        return None
    said = day(course[MET].reasons.get("on"))
    return said if said and said <= extracted_on else course[MET].since


def estimate(cohort: Cohort, protocol: Protocol) -> Result:
    """The share met in time of those whose term has passed, the delay of the others, and what is open."""
    everybody = places(cohort)
    dated, ripe = marked(cohort, everybody, "dated"), marked(cohort, everybody, "ripe")
    undated = tuple(sorted({*everybody} - {*dated}))
    return answered(
        cohort,
        protocol,
        figures=[
            share("op-tijd", IN_TIME, marked(cohort, ripe, "in_time"), ripe),
            *_per_form(cohort, ripe),
            number("te-laat-open", LATE, those(cohort, ripe, lambda unit: not unit.marks["met"]), ripe),
            number("nog-niet-toe", NOT_YET, tuple(sorted({*dated} - {*ripe})), everybody),
            number("zonder-termijn", UNDATED, undated, everybody),
            number("zonder-termijn-voldaan", UNDATED_MET, marked(cohort, undated, "met"), undated),
            number("deels-voldaan", PART, _partly(cohort, everybody), everybody),
        ],
        curves=_delay(cohort, ripe),
        notes=NOTES,
        gaps=[NO_TERM] if everybody and not dated else [],
    )


def _per_form(cohort: Cohort, ripe: Places) -> list[Figure]:
    parts = grouped(cohort, ripe)
    return [share("op-tijd", IN_TIME, marked(cohort, of, "in_time"), of, group=form) for form, of in parts]


def _partly(cohort: Cohort, of: Places) -> Places:
    return those(cohort, of, lambda unit: unit.marks["partly"] and not unit.marks["met"])


def _delay(cohort: Cohort, ripe: Places) -> list[Curve]:
    found = waiting("vertraging", DELAY, cohort, ripe, days="late_days", ended="met", since=FROM)
    return [found] if found else []


IN_TIME = Words("Op tijd voldaan, van wat een verstreken termijn heeft", "Met in time, of those whose term has passed")
LATE = Words("Termijn verstreken en nog niet voldaan", "Term has passed and not met yet")
NOT_YET = Words("Termijn nog niet verstreken", "Term has not passed yet")
UNDATED = Words("Zonder termijn, en dus nooit te laat", "Without a term, and so never late")
UNDATED_MET = Words("Zonder termijn, en voldaan", "Without a term, and met")
PART = Words("Deels voldaan, en nog open", "Partly met, and still open")
FROM = Words("de laatste dag van de termijn", "the last day of the term")
DELAY = Words("Nog niet voldaan, zoveel dagen na de termijn", "Not met yet, so many days after the term")
NO_TERM = Words(
    "Van geen enkele toezegging is een termijn meegegeven, dus niets is op tijd of te laat te noemen. Nodig is de "
    "laatste dag van elke termijn.",
    "No commitment came with a term, so nothing can be called in time or late. Needed is the last day of each term.",
)
NOTES = (
    Words(
        "Alleen een verstreken termijn telt. Wat al voldaan is maar nog tijd had, telt mee zodra de termijn verstreken "
        "is; anders zou het aandeel te gunstig lijken.",
        "Only a term that has passed counts. What is met already but still had time counts once its term has passed; "
        "otherwise the share would look too good.",
    ),
    Words(
        "Deels voldaan is niet voldaan. Een toezegging zonder termijn staat open en is nooit te laat.",
        "Partly met is not met. A commitment without a term is open and never late.",
    ),
)

QUESTION = Question("E12", ("toezegging",), select, estimate)
