"""Time in prison before a supervision: the plan, the hand-over, and how somebody stood at the release."""

from dataclasses import replace
from datetime import date, timedelta

from inzage.evaluation.invented.meeting import meet
from inzage.evaluation.invented.notes import Notes, Place, Step

PRISONS = ("pi-1", "pi-2", "pi-3", "pi-4", "pi-5")
ANSWERS, SHARES = ("ja", "nee", "onbekend"), (60, 28, 12)
BASICS = ("identity", "income", "housing", "debts", "care", "network")


def detain(notes: Notes, person: str, release: date) -> None:
    """A stay of three months to two years that ends on the day of the release."""
    begun = release - timedelta(days=notes.chance.randint(90, 730))
    told = {"institution": notes.one_of(PRISONS), "release_on": release.isoformat()}
    agreed = notes.after(begun, 5, 50)
    if in_time := agreed < release and notes.happens(0.8):
        told["plan_agreed_on"] = agreed.isoformat()
    about = Place(person, about=person.replace("verzonnen", "persoon"))
    closed: Step = ("gesloten", release, {"reason": "termijn-om"})
    key = notes.write("detentie-re-integratie@1", begun, about, told, ("open", begun), closed)
    place = Place(person, key)
    if in_time:
        _hand_over(notes, replace(place, about=key), agreed)
    if notes.happens(0.85):
        _basics(notes, place, release)
    meet(notes, place, notes.waited(release, 20))


def _hand_over(notes: Notes, place: Place, agreed: date) -> None:
    sent = notes.after(agreed, 1, 30)
    told = {"direction": "DJI-naar-3RO", "plan": "D&R-plan", "agreed_on": agreed.isoformat()}
    steps: tuple[Step, ...] = (("klaar", agreed), ("verzonden", sent), ("ontvangen", notes.after(sent, 1, 10)))
    notes.write("overdracht-dji-3ro@1", agreed, place, told, *steps)


def _basics(notes: Notes, place: Place, release: date) -> None:
    told = {name: notes.one_of(ANSWERS, SHARES) for name in BASICS}
    told |= {"moment": "vrijlating", "source": "DJI", "extracted_on": release.isoformat()}
    notes.write("basisvoorwaarden@1", release, place, told, ("vastgelegd", release))
