"""E7. Help with debts and re-offending: early against later, day by day, because nearly everybody has debts and help.

Nobody counts as helped before the day on which help began. There is no figure of who ever had help.

References: S. Suissa, Am. J. Epidemiol. 167 (2008) 492 (immortal time); J.R. Anderson and others, J. Clin. Oncol. 1
(1983) 710 (landmark); VanderWeele and Ding 2017 (E-value); G. van Beek, Mea Culpa (2022): nearly all have debts.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from inzage.evaluation import Cohort, Curve, Estimate, Exposure, Figure, Protocol, Result, Rows, Step, Steps, Unit
from inzage.evaluation.answering import answered
from inzage.evaluation.estimators import survival
from inzage.evaluation.estimators.cox import Hazards, cox, time_varying
from inzage.evaluation.estimators.sensitivity import METHOD, e_value
from inzage.evaluation.figuring import Places, at, attempted, lacking, marked, places, share, those, wilson_of
from inzage.evaluation.following import KINDS, NEW_CASE, Supervision, done, entries, followed, standing
from inzage.evaluation.landmark import curve_from, divided, figure_on
from inzage.evaluation.power import smallest_drop
from inzage.evaluation.questions import Question
from inzage.evaluation.selecting import DAYS_OF_MONTH, beside, checked_on, exposed_days, while_exposed
from inzage.words import Words

HELP = "schuldhulp"
EARLY_DAYS, TWO_YEARS = 90, 730
BEFORE = timedelta(365)
"""Help that began no longer than this before supervision counts as there from its start."""
DEBT_STATES = ("bekend", "complex", "verwezen", "aangenomen", "geregeld")
COMMON = 0.15
BASE = 0.36
"""Re-offending within two years that a drop is told from (Dadermonitor 2017-2021)."""


def select(rows: Rows, protocol: Protocol) -> Cohort:
    """Each person's first supervision, with the day on which help began and what is known of debts."""
    follow = followed(rows, protocol)
    helped, debts, looked = _helped(rows), _debts(rows), checked_on(rows)
    whole = follow.until - timedelta(protocol.lag_days)
    units = [
        _watched_over(_unit(one, unit, helped.get(one.person, ()), debts.get(one.person, set())), looked, whole)
        for one, unit in follow.pairs
    ]
    return Cohort(tuple(units), follow.until, follow.left_out)


def _helped(rows: Rows) -> Mapping[str, Sequence[date]]:
    """By person the days on which help of any sort began."""
    found: dict[str, list[date]] = defaultdict(list)
    for each in done(rows, "interventie-schulden"):
        found[each.person].append(each.on)
    for code, states in (("overdracht-schuldhulp", ("opgepakt", "afgerond")), ("schulden", ("aangenomen",))):
        course = entries(rows, code)
        for event in standing(rows, code):
            days = [course[event.source][state].since for state in states if state in course.get(event.source, {})]
            found[event.person] += days
    return found


def _debts(rows: Rows) -> Mapping[str, set[str]]:
    """By person which states of debts were ever entered; empty where nothing is known."""
    course = entries(rows, "schulden")
    found: dict[str, set[str]] = defaultdict(set)
    for event in standing(rows, "schulden"):
        unknown = event.attributes.get("debt_band") in {None, "onbekend"}
        found[event.person] |= set() if unknown else {"bekend", *course.get(event.source, {})}
    return found


def _unit(one: Supervision, unit: Unit, helped: Sequence[date], debts: set[str]) -> Unit:
    begun = min((on for on in helped if one.since - BEFORE <= on <= unit.until), default=None)
    marks: dict[str, Any] = {f"debts_{state}": state in debts for state in DEBT_STATES}
    marks |= {"helped_after": max(0, (begun - one.since).days)} if begun else {}
    return replace(unit, marks=marks, exposures=(Exposure(HELP, begun),) if begun else ())


def _watched_over(unit: Unit, looked: Mapping[str, Sequence[date]], whole: date) -> Unit:
    """``whole``: the last day on which the source of re-offending misses nothing; checks are told up to there too."""
    during = [on for on in looked.get(unit.person, ()) if unit.zero <= on <= unit.until]
    early = [on for on in during if on <= whole]
    exposed, early_exposed = (while_exposed(days, unit.exposures) for days in (during, early))
    told = {"checks_exposed": exposed, "checks_whole": len(early), "checks_whole_exposed": early_exposed}
    return replace(unit, marks={**unit.marks, **told})


def estimate(cohort: Cohort, protocol: Protocol) -> Result:
    """Hazard ratio of help day by day with its E-value, incidence from the landmark, and how far help came."""
    everybody = places(cohort)
    known = those(cohort, everybody, lambda unit: not unit.missing)
    early, later = divided(cohort, known, HELP, EARLY_DAYS)
    curves = [curve for curve in _curves(cohort, early, later) if curve]
    recent = _without_lag(cohort, protocol)
    figures = [
        *_effect("schuldhulp", EFFECT, cohort, known, cohort.units),
        *_effect("schuldhulp-zonder-vertraging", RECENT, cohort, _still(recent), recent),
        *(_after_two_years(cohort, curve) for curve in curves if curve.code == NEW_CASE),
        share("schulden-bekend", KNOWN, marked(cohort, everybody, "debts_bekend"), everybody, extra=_all(cohort)),
        share("hulp-vroeg", EARLY_SHARE, early, (*early, *later), extra=_all(cohort)),
    ]
    return answered(
        cohort,
        protocol,
        figures=figures,
        curves=curves,
        funnels=[_funnel(cohort, everybody)] if everybody else [],
        notes=[*NOTES, *_visible(len(early), len(later))],
        gaps=list(_gaps(cohort, known)),
    )


def _all(cohort: Cohort) -> dict[str, float]:
    return beside(cohort.units, sum(unit.event == NEW_CASE for unit in cohort.units))


def _curves(cohort: Cohort, early: Places, later: Places) -> Iterator[Curve | None]:
    yield curve_from(cohort, early, NEW_CASE, EARLY_DAYS, WITH, group="vroeg")
    yield curve_from(cohort, later, NEW_CASE, EARLY_DAYS, WITHOUT, group="later")
    yield _begun(cohort)


def _begun(cohort: Cohort) -> Curve | None:
    """How soon help begins, while a new case or an exit goes before it."""
    of = places(cohort)
    units = at(cohort, of)
    days = [unit.marks.get("helped_after", unit.days) for unit in units]
    codes = [HELP if "helped_after" in unit.marks else unit.event for unit in units]
    moments = attempted(lambda: survival.incidence(days, codes, HELP))
    return Curve(HELP, BEGUN, "incidence", moments, of) if moments else None


def _after_two_years(cohort: Cohort, curve: Curve) -> Figure:
    label = Words(f"{curve.label.nl}: nieuwe zaak binnen twee jaar", f"{curve.label.en}: new case within two years")
    return figure_on("recidive-2-jaar", label, cohort, curve, TWO_YEARS, since=EARLY_DAYS)


def _effect(code: str, label: Words, cohort: Cohort, of: Places, units: Sequence[Unit]) -> list[Figure]:
    """The hazard ratio of help day by day, and how strong something unmeasured would have to be."""
    counted = [units[place] for place in of]
    events = tuple(place for place in of if units[place].event == NEW_CASE)
    fit = attempted(lambda: _fit(counted))
    ratio = fit.ratios[HELP] if fit else None
    extra = beside(counted, len(events)) | _watched(counted) | ({"p": fit.p[HELP]} if fit else {})
    figures = [Figure(code, label, "ratio", ratio, events, of, extra, effect=True)]
    if ratio and code == HELP:
        away = e_value(ratio, common=len(events) > COMMON * len(of))
        told = Estimate(away.value, None, None, METHOD)
        figures.append(
            Figure(f"{code}-e-waarde", E_VALUE, "ratio", told, events, of, extra | {"e_value_limit": away.limit})
        )
    return figures


def _fit(units: Sequence[Unit]) -> Hazards:
    return cox(time_varying(units, HELP, NEW_CASE))


def _watched(units: Sequence[Unit]) -> dict[str, float]:
    """Checks per person-month in the time with help and in the time without."""
    within, whole = sum(map(exposed_days, units)), sum(unit.days for unit in units)
    during = sum(int(unit.marks["checks_exposed"]) for unit in units)
    every = sum(unit.checks for unit in units)
    parts = {"exposed": (during, within), "other": (every - during, whole - within)}
    return {f"checks_per_person_month_{name}": n / (days / DAYS_OF_MONTH) for name, (n, days) in parts.items() if days}


def _without_lag(cohort: Cohort, protocol: Protocol) -> list[Unit]:
    """Everybody followed until where the source is whole, so that no late registration looks like no new case."""
    last = cohort.extracted_on - timedelta(protocol.lag_days)
    return [unit if unit.until <= last else _cut(unit, last) for unit in cohort.units]


def _cut(unit: Unit, last: date) -> Unit:
    checks, exposed = (int(unit.marks.get(name, 0)) for name in ("checks_whole", "checks_whole_exposed"))
    marks = {**unit.marks, "checks_exposed": exposed}
    return replace(unit, until=max(last, unit.zero), event="", checks=checks, marks=marks)


def _still(units: Sequence[Unit]) -> Places:
    return tuple(place for place, unit in enumerate(units) if unit.days and not unit.missing)


def _funnel(cohort: Cohort, everybody: Places) -> Steps:
    steps = [Step("toezicht", UNDER, everybody, "", None)]
    for state, label in FUNNEL.items():
        units = marked(cohort, everybody, f"debts_{state}")
        steps.append(Step(state, label, units, "toezicht", wilson_of(units, everybody)))
    return Steps("schulden", DEBTS, tuple(steps))


def _gaps(cohort: Cohort, known: Places) -> Iterator[Words]:
    if cohort.units and not known:
        yield NO_EXTRACT
    elif not any(unit.exposures for unit in cohort.units):
        yield NO_HELP
    else:
        yield from lacking(EFFECT, partial(_fit, at(cohort, known)))


def _visible(early: int, later: int) -> list[Words]:
    drop = smallest_drop(BASE, min(early, later)) if min(early, later) > 1 else None
    if drop is None:
        return [TOO_FEW]
    points = round(100 * drop)
    return [
        Words(
            f"Op dag 90 hadden {early} mensen hulp en {later} nog niet. Met zulke groepen valt alleen een daling van "
            f"ongeveer {points} procentpunten of meer op. Geen verschil zien betekent dus niet dat er geen is.",
            f"On day 90, {early} people had help and {later} had none yet. Groups of that size show only a drop of "
            f"about {points} points or more. So seeing no difference does not mean that there is none.",
        )
    ]


EFFECT = Words(
    "Kans op een nieuwe zaak per dag, met hulp tegenover zonder", "Hazard of a new case, with help to without"
)
RECENT = Words(
    "Hetzelfde, zonder de laatste maanden waarin de bron achterloopt",
    "The same, without the months in which the source lags",
)
E_VALUE = Words(
    "Hoe sterk iets ongemetens zou moeten zijn om dit te verklaren (E-waarde)",
    "How strong something unmeasured would have to be to explain this (E-value)",
)
KNOWN = Words("Toezichten waarbij de schulden bekend zijn", "Supervisions where debts are known")
EARLY_SHARE = Words("Hulp begonnen op of voor dag 90", "Help begun on or before day 90")
WITH = Words("Hulp op dag 90", "Help on day 90")
WITHOUT = Words("Op dag 90 nog geen hulp", "No help yet on day 90")
BEGUN = Words("Hulp bij schulden begonnen", "Help with debts begun")
UNDER = Words("Onder toezicht", "Under supervision")
DEBTS = Words("Van bekende schulden tot een regeling", "From known debts to an arrangement")
FUNNEL: Mapping[str, Words] = {
    "bekend": Words("Schulden bekend", "Debts known"),
    "complex": Words("Schulden complex", "Debts complex"),
    "verwezen": Words("Verwezen naar een specialist", "Referred to a specialist"),
    "aangenomen": Words("Door de specialist aangenomen", "Accepted by the specialist"),
    "geregeld": Words("Regeling getroffen", "Arrangement made"),
}
NO_EXTRACT = Words(
    "Er is geen recidive overgenomen, dus van niemand is de uitkomst bekend. Nodig is een uittreksel van de justitiële "
    "documentatie, met de dag van het uittreksel.",
    "No re-offending was imported, so nobody's outcome is known. Needed is an extract of the justice records, with the "
    "day of the extract.",
)
NO_HELP = Words(
    "Er is geen hulp bij schulden vastgelegd, dus er is niets te vergelijken. Nodig is de dag waarop hulp begon.",
    "No help with debts was recorded, so there is nothing to compare. Needed is the day on which help began.",
)
TOO_FEW = Words(
    "Op dag 90 is een van beide groepen te klein om welk verschil dan ook te zien.",
    "On day 90 one of the groups is too small to show any difference at all.",
)
NOTES = (
    Words(
        "Bijna iedereen heeft schulden en bijna iedereen krijgt hulp. Wie vroeg hulp krijgt, heeft vaak al meer rust "
        "in het leven. Zo'n verschil zit ook in dit cijfer; de E-waarde zegt hoe groot het zou moeten zijn.",
        "Nearly everybody has debts and nearly everybody gets help. Who gets help early often has a steadier life "
        "already. Such a difference is in this figure too; the E-value says how large it would have to be.",
    ),
    Words(
        "Hulp telt vanaf de dag waarop zij begon. Wie ooit hulp kreeg, wordt nergens vergeleken met wie die nooit "
        "kreeg: wie lang vrij blijft van een nieuwe zaak, heeft meer tijd om aan hulp te beginnen.",
        "Help counts from the day on which it began. Who ever had help is nowhere compared with who never had: who "
        "stays free of a new case for long has more time to begin help.",
    ),
    Words(
        "Wie niet in het uittreksel voorkomt, telt als zonder nieuwe zaak. Het register weet niet naar wie "
        "is gevraagd.",
        "Who is not in the extract counts as without a new case. The register does not know who was asked for.",
    ),
)

QUESTION = Question("E7", (*KINDS, "interventie-schulden", "overdracht-schuldhulp", "schulden"), select, estimate)
