"""Staff and promises: what they learned, and what was promised to parliament."""

from datetime import date, timedelta
from typing import Any

from inzage.evaluation.invented.notes import NOBODY, Notes, Place, Step

STAFF = 60
TAUGHT = (
    ("opleiding@1", "controle-gegevensdragers", 0.3),
    ("opleiding@1", "schulden-en-recidive", 0.4),
    ("e-learning@1", "mensenhandel-herkennen", 0.7),
    ("kenniscirkel@1", "schulden", 0.3),
    ("kennisdeling@1", "pleegprofielen", 0.5),
    ("beeldorientatie@1", "mentale-voorbereiding", 0.25),
)
FORMS = ("brief", "gesprek", "onderzoek", "besluit", "debat", "motie", "inspanning")


def learn(notes: Notes) -> None:
    """Sixty members of staff with their trainings, and twelve commitments."""
    for number in range(STAFF):
        for kind, subject, share in TAUGHT:
            if notes.happens(share):
                _taught(notes, f"verzonnen-medewerker-{number:03d}", kind, subject)
    for number in range(12):
        _promised(notes, notes.on - timedelta(days=90 * number + notes.chance.randint(20, 80)), number)


def _taught(notes: Notes, who: str, kind: str, subject: str) -> None:
    day = notes.on - timedelta(days=notes.chance.randint(5, 900))
    until = day + timedelta(days=730)
    told: dict[str, Any] = {"subject": subject, "valid_from": day.isoformat(), "valid_until": until.isoformat()}
    if kind == "beeldorientatie@1":
        told["exposure_minutes"] = notes.chance.randrange(0, 61, 5)
    state = "gevolgd" if notes.happens(0.9) else "niet_gevolgd"
    planned = day - timedelta(days=30)
    notes.write(kind, planned, Place(who), told, ("gepland", planned), (state, day))


def _promised(notes: Notes, day: date, number: int) -> None:
    told: dict[str, Any] = {"form": notes.one_of(FORMS), "given_on": day.isoformat(), "row": f"A{number + 1}"}
    steps: list[Step] = [("openstaand", day)]
    if notes.happens(0.4):
        steps.append(("deels_voldaan", notes.after(steps[-1][1], 60, 200)))
    if notes.happens(0.7):
        met = notes.after(steps[-1][1], 60, 400)
        steps.append(("voldaan", met, {"on": met.isoformat()}))
    if notes.happens(0.7):
        told |= {"warn_days": 30, "due": notes.after(day, 120, 400).isoformat()}
    notes.write("toezegging@1", day, NOBODY, told, *steps)
