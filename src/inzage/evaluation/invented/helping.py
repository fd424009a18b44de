"""Help that begins at all kinds of moments and has no effect: debts, skills, social context, experience workers.

When it begins is drawn apart from everything that it could change.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from inzage.evaluation.invented.meeting import meet
from inzage.evaluation.invented.notes import YEAR, Notes, Place, Step

CRITERIA = ("meer-dan-vijf-schuldeisers", "beslag", "verslaving", "onbekende-omvang", "onderneming", "fraudeschuld")
OUTCOMES = ("verminderd", "gelijk-gehouden", "inzicht", "vaardigheid")
LATER = (("start", 14), ("6-maanden", 182), ("12-maanden", 365), ("24-maanden", 730))
ROLLED_OUT_DAYS_AGO, ROLL_OUT_EVERY = 900, 180


def help_with_debts(notes: Notes, place: Place, judged: str, since: date, until: date) -> None:
    """Debts are measured at fixed moments; help begins after a wait of a year on average, or not within the term."""
    known = [_debts(notes, place, moment, since + timedelta(days=days), until) for moment, days in LATER[::2]]
    day = notes.waited(since, YEAR)
    if notes.happens(0.85) and day < until:
        decided = notes.write(
            "vervolg@1", day, replace(place, about=known[0] or judged), {"outcome": "interventie"}, *_fixed(day)
        )
        _intervene(notes, "interventie-schulden@1", replace(place, about=decided), day, _debt_help(notes))


def _debts(notes: Notes, place: Place, moment: str, day: date, until: date) -> str:
    if day >= until or notes.happens(0.15):
        return ""
    band = notes.one_of(("geen", "tot-5000", "5000-25000", "25000-100000", "boven-100000"), (8, 20, 40, 25, 7))
    told = {
        "debt_band": band,
        "creditors": "0" if band == "geen" else notes.one_of(("1-4", "5-9", "10+", "onbekend"), (40, 35, 20, 5)),
        "enforcement": band != "geen" and notes.happens(0.3),
        "moment": moment,
    }
    criterion = notes.one_of(CRITERIA)
    steps: list[Step] = [("bekend", day)]
    if band in ("25000-100000", "boven-100000"):
        steps += _referred(notes, day, criterion)
    key = notes.write("schulden@1", day, place, told | _source(day), *steps)
    if sent := [step[1] for step in steps if step[0] == "verwezen"]:
        _refer(notes, replace(place, about=key), sent[0], criterion)
    return key


def _referred(notes: Notes, day: date, criterion: str) -> list[Step]:
    """From complex to a specialist organisation, and whether that took it on."""
    complex_on = notes.after(day, 7, 60)
    steps: list[Step] = [("complex", complex_on, {"criterion": criterion})]
    if notes.happens(0.7):
        sent = notes.after(complex_on, 7, 90)
        answer = "aangenomen" if notes.happens(0.75) else "niet_aangenomen"
        steps += [("verwezen", sent), (answer, notes.after(sent, 7, 60))]
        if answer == "aangenomen" and notes.happens(0.6):
            steps.append(("geregeld", notes.after(steps[-1][1], 90, 500)))
    return steps


def _refer(notes: Notes, place: Place, day: date, criterion: str) -> None:
    steps: list[Step] = [("klaar", day), ("verzonden", day), ("ontvangen", notes.after(day, 1, 14))]
    steps.append((notes.one_of(("opgepakt", "niet_opgepakt"), (75, 25)), notes.after(steps[-1][1], 3, 45)))
    notes.write("overdracht-schuldhulp@1", day, place, {"criterion": criterion}, *steps)


def _debt_help(notes: Notes) -> dict[str, Any]:
    return _offer(notes, "schulden", "praktijkervaring")


def help_with_skills(notes: Notes, place: Place, judged: str, since: date, until: date) -> None:
    """A course for some, because of the judgement."""
    day = notes.waited(notes.after(since, 60, 61), 300)
    if notes.happens(0.4) and day < until:
        offer = _offer(notes, "vaardigheden", "procesevaluatie")
        _intervene(notes, "interventie-vaardigheden@1", replace(place, about=judged), day, offer)


def help_with_context(
    notes: Notes, place: Place, judged: str, region: tuple[str, Sequence[str]], term: tuple[date, date]
) -> None:
    """For everybody who comes under supervision once it was their region's turn; the order was set beforehand."""
    since, until = term
    turn = region[1].index(region[0])
    begins = notes.on - timedelta(days=ROLLED_OUT_DAYS_AGO - ROLL_OUT_EVERY * turn)
    for moment, days in LATER:
        _context(notes, place, moment, since + timedelta(days=days), until)
    day = notes.after(since, 61, 120)
    if since >= begins and day < until:
        offer = _offer(notes, "criminele-sociale-context", "in-ontwikkeling")
        offer["rollout"] = {"group": region[0], "place": turn + 1}
        _intervene(notes, "interventie-sociale-context@1", replace(place, about=judged), day, offer)


def _context(notes: Notes, place: Place, moment: str, day: date, until: date) -> None:
    for factor in ("familie", "vrienden"):
        if day < until and notes.happens(0.8):
            state = notes.one_of(("belastend", "neutraal", "steunend", "onbekend"), (40, 30, 22, 8))
            told = {"moment": moment, "factor": factor, "state": state}
            notes.write("sociale-context@1", day, place, told | _source(day), ("vastgelegd", day))


def walk_beside(notes: Notes, place: Place, since: date, until: date) -> None:
    """One in seven meets an experience worker, some months in. They are met monthly and asked what they think."""
    if not notes.happens(0.15):
        return
    first = notes.after(since, 60, 240)
    for month in range(1, 15):
        day = since + timedelta(days=30 * month)
        if day < until:
            _month(notes, place, day, first, month)


def _month(notes: Notes, place: Place, day: date, first: date, month: int) -> None:
    met = meet(notes, place, day)
    if moment := {1: "start", 6: "6-maanden", 12: "12-maanden"}.get(month):
        answer = notes.one_of(("helpt", "helpt-niet", "wisselend", "geen-antwoord"), (45, 15, 25, 15))
        told = {"moment": moment, "answer": answer, "announced": "geen-controle"} | _source(day, "betrokkene")
        notes.write("eigen-oordeel@1", day, replace(place, about=met), told, ("vastgelegd", day))
    if day >= first:
        contact = notes.one_of(("gesprek", "meegaan", "telefoon", "groep"), (50, 20, 20, 10))
        _intervene(
            notes,
            "ervaringscontact@1",
            place,
            day + timedelta(days=2),
            {"contact": contact, "performers": [{"function": "ervaringswerker"}]},
        )


def _offer(notes: Notes, factor: str, level: str) -> dict[str, Any]:
    wished = notes.one_of(OUTCOMES)
    return {
        "intervention_version": "2024-1",
        "target_factor": factor,
        "evidence_level": level,
        "desired_outcome": wished,
    }


def _intervene(notes: Notes, kind: str, place: Place, day: date, attributes: Mapping[str, Any]) -> None:
    """Something that was planned, begun and, mostly, done."""
    steps: list[Step] = [("voorgenomen", day), ("gepland", day)]
    if notes.happens(0.92):
        steps += [("onderweg", day), ("gedaan", notes.after(day, 0, 1), {"minutes": 60})]
    else:
        steps.append(("afgezegd", day))
    notes.write(kind, day, place, attributes, *steps)


def _fixed(day: date) -> tuple[Step, ...]:
    return (("vastgesteld", day),)


def _source(day: date, source: str = "bronsysteem") -> dict[str, str]:
    return {"source": source, "extracted_on": day.isoformat()}
