"""Advice: from the summons to what was imposed. Who refuses, or whose request is returned, stays in it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from inzage.evaluation.invented.notes import Notes, Place, Step
from inzage.evaluation.invented.supervising import Under

OFFICES = ("amsterdam", "den-haag", "limburg", "midden-nederland", "noord-holland", "noord-nederland", "oost-brabant")
ITEMS = ("meldplicht", "behandelverplichting", "gedragsinterventie", "contactverbod", "controle-gegevensdragers")
RETURNED = ("onvolledig", "verkeerde-organisatie", "te-laat", "geen-capaciteit", "ingetrokken")
NOT_ASKED = ("recent-advies", "zaak-ingetrokken", "niet-nodig-geacht", "te-laat", "onbekend")
AS_ADVISED = ("geheel", "deels", "niet")


def advise(notes: Notes, under: Sequence[Under]) -> None:
    """A summons for each supervision some months before it, and one for every third person who got none."""
    for one in under:
        _summons(notes, one.place.person, one.category, one.since - timedelta(days=notes.chance.randint(60, 200)))
        if one.number % 3 == 0:
            person = f"verzonnen-los-{one.number:05d}"
            _summons(notes, person, "mensenhandel", one.since - timedelta(days=notes.chance.randint(60, 200)))


def _summons(notes: Notes, person: str, category: str, day: date) -> None:
    told = {"summons_on": day.isoformat(), "category": category, "parket": notes.one_of(OFFICES)}
    steps = _course(notes, day)
    about = Place(person, about=person.replace("verzonnen", "persoon"))
    key = notes.write("advies@1", day, about, told, *steps)
    place = Place(person, key, key)
    for state, since, *said in steps:
        if state == "uitgebracht":
            _items(notes, place, since, notes.chance.sample(ITEMS, notes.chance.randint(1, 3)), refused=False)
        if state == "geweigerd":
            _items(notes, place, since, said[0]["still_advised"], refused=True)


def _items(notes: Notes, place: Place, day: date, items: Sequence[str], refused: bool) -> None:
    for item in items:
        told: dict[str, Any] = {"item": item}
        if refused:
            told["alternative_because_of_refusal"] = item in ("behandelverplichting", "gedragsinterventie")
        notes.write("adviespunt@1", day, place, told, ("vastgesteld", day))


def _course(notes: Notes, day: date) -> list[Step]:
    """All its steps, as far as they will ever go."""
    steps: list[Step] = [("gedagvaard", day)]
    if notes.happens(0.18):
        if notes.happens(0.6):
            steps.append(("niet_aangevraagd", notes.after(day, 10, 60), {"reason": notes.one_of(NOT_ASKED)}))
        return steps
    asked = notes.after(day, 1, 45)
    requester = notes.one_of(("OM", "rechter", "DJI", "reclassering"), (70, 20, 5, 5))
    steps.append(("aangevraagd", asked, {"requester": requester, "requested_on": asked.isoformat()}))
    return steps + _taken_up(notes, asked)


def _taken_up(notes: Notes, asked: date) -> list[Step]:
    begun = notes.after(asked, 1, 14)
    if notes.happens(0.05):
        return [("retour", begun, {"reason": notes.one_of(RETURNED)})]
    steps: list[Step] = [("in_behandeling", begun)]
    ready = notes.after(begun, 14, 70)
    kind = notes.one_of(("uitgebracht", "geweigerd", "retour", ""), (78, 13, 6, 3))
    if kind == "retour":
        return [*steps, ("retour", ready, {"reason": notes.one_of(RETURNED)})]
    if not kind:
        return steps
    return [*steps, (kind, ready, _refusal(notes) if kind == "geweigerd" else {}), *_in_court(notes, ready)]


def _refusal(notes: Notes) -> dict[str, Any]:
    """What was still advised to somebody who did not cooperate."""
    still = notes.chance.sample(ITEMS[:3], notes.chance.randint(1, 2)) if notes.happens(0.7) else ["geen-voorwaarden"]
    return {"basis": notes.one_of(("alleen-dossier", "gesprek-afgebroken", "geen")), "still_advised": still}


def _in_court(notes: Notes, ready: date) -> list[Step]:
    if notes.happens(0.2):
        return []
    demanded = notes.after(ready, 7, 40)
    steps: list[Step] = [("gevorderd", demanded, {"as_advised": notes.one_of(AS_ADVISED, (65, 25, 10))})]
    judged = notes.after(demanded, 14, 21)
    if notes.happens(0.8):
        return [*steps, ("opgelegd", judged, {"as_advised": notes.one_of(AS_ADVISED, (60, 30, 10))})]
    return [*steps, ("niet_opgelegd", judged)]
