"""Supervisions: who comes under one, how it ends, and whether a new offence is registered.

References: Weibull shape 0.692 and scale 6.36 years, fitted to 36, 58 and 65 per cent after 2, 5 and 7 years.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from inzage.evaluation.invented.detaining import detain
from inzage.evaluation.invented.helping import help_with_context, help_with_debts, help_with_skills, walk_beside
from inzage.evaluation.invented.judging import judge
from inzage.evaluation.invented.meeting import meet
from inzage.evaluation.invented.notes import YEAR, Notes, Place, Step

SHAPE, SCALE_YEARS = 0.692, 6.36
EXIT_MEAN_YEARS = 12
YEARS_BACK = 10
EXITS = ("detentie", "overleden", "vertrokken")
REGIONS = ("noord", "oost", "zuid", "west")
CATEGORIES = ("mensenhandel", "zeden-online", "cyber", "TER", "anders")


@dataclass(frozen=True, slots=True)
class Under:
    """A supervision. ``until``: the day it closed or will close."""

    number: int
    place: Place
    region: str
    category: str
    since: date
    until: date


def supervise(notes: Notes, number: int, of: int) -> Under:
    """One supervision with all that belongs to it. The first of them is recent and stays open, so that there is one."""
    person = f"verzonnen-{number:05d}"
    ago = (number + notes.chance.random()) / of * YEARS_BACK * YEAR
    since = notes.on - timedelta(days=800 if number == 0 else 30 + int(ago))
    until, why = _end(notes, since, stays=number == 0)
    region, category = notes.one_of(REGIONS), notes.one_of(CATEGORIES, (60, 15, 10, 5, 10))
    about = Place(person, about=f"persoon-{number:05d}")
    steps: tuple[Step, ...] = (("open", since), ("gesloten", until, {"reason": why}))
    key = notes.write("toezicht@1", since, about, {"category": category, "region": region}, *steps)
    under = Under(number, Place(person, key), region, category, since, until)
    _fill(notes, under, why)
    return under


def _end(notes: Notes, since: date, stays: bool) -> tuple[date, str]:
    """When and why it closes: at its term of two to three years, unless something else comes first."""
    term = notes.after(since, 730, 1095)
    left = notes.waited(since, EXIT_MEAN_YEARS * YEAR)
    if stays:
        return notes.on + timedelta(days=180), "termijn-om"
    return (left, notes.one_of(EXITS)) if left < term else (term, "termijn-om")


def _fill(notes: Notes, under: Under, why: str) -> None:
    """What is measured, judged and done in it."""
    if notes.happens(0.3):
        detain(notes, under.place.person, under.since)
    _first_meetings(notes, under)
    _flags(notes, under)
    judged = judge(notes, under.place, under.since)
    help_with_debts(notes, under.place, judged, under.since, under.until)
    help_with_skills(notes, under.place, judged, under.since, under.until)
    help_with_context(notes, under.place, judged, (under.region, REGIONS), (under.since, under.until))
    walk_beside(notes, under.place, under.since, under.until)
    _reoffend(notes, under, under.until if why in EXITS else notes.on)


def _first_meetings(notes: Notes, under: Under) -> None:
    day = notes.waited(under.since, 12)
    for _ in range(3):
        meet(notes, under.place, day)
        day = notes.after(day, 21, 49)


def _flags(notes: Notes, under: Under) -> None:
    flags = {
        "sex": notes.one_of(("man", "vrouw", "onbekend"), (86, 12, 2)),
        "first_offence": notes.one_of(("mensenhandel", "ander-delict", "onbekend"), (20, 75, 5)),
        "source": "OBJD",
        "extracted_on": notes.on.isoformat(),
    }
    notes.write("onderzoekskenmerken@1", under.since, under.place, flags, ("vastgelegd", under.since))


def _reoffend(notes: Notes, under: Under, followed_until: date) -> None:
    """New offences while somebody is followed, each under the heaviest definition that it falls under."""
    years = notes.chance.weibullvariate(SCALE_YEARS, SHAPE)
    day = under.since + timedelta(days=1 + int(years * YEAR))
    while day <= min(followed_until, notes.on):
        definition = notes.one_of(("algemeen", "ernstig", "zeer-ernstig", "speciaal"), (45, 35, 10, 10))
        _registered(notes, under.place, definition, day)
        if notes.happens(0.5):
            return
        day = notes.waited(day, 2 * YEAR)


def _registered(notes: Notes, place: Place, definition: str, day: date) -> None:
    told = {
        "definition": definition,
        "definition_version": 1,
        "occurred_on": day.isoformat(),
        "classification": "SCM2010",
        "source": "OBJD",
        "extracted_on": notes.on.isoformat(),
    }
    notes.write("recidive@2", day, place, told, ("vastgelegd", day))
