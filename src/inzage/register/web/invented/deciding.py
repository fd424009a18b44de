"""What professionals decide and do about a person: judgement, intervention, debts, experience work, transfers."""

from inzage.register.models import Record
from inzage.register.values import Actor
from inzage.register.web.invented.stage import Stage

WHY = "Dit volgt uit de gesprekken en uit wat de betrokkene zelf naar voren bracht."
DEBTS = (
    (),
    ("complex",),
    ("complex", "verwezen"),
    ("complex", "verwezen", "aangenomen"),
    ("complex", "verwezen", "niet_aangenomen"),
    ("complex", "verwezen", "aangenomen", "geregeld"),
)


def play(stage: Stage, officer: Actor, place: Record, number: int) -> None:
    """For each person some of it."""
    judgement = _judgement(stage, officer, place, number)
    _context(stage, officer, place, number)
    if number % 2 == 0:
        _intervention(stage, officer, place, judgement, number)
        _debts(stage, officer, place, number)
    if number % 3 == 0:
        _experience(stage, officer, place, number)
    if number % 4 == 1:
        _police(stage, officer, place, number)


def _judgement(stage: Stage, officer: Actor, place: Record, number: int) -> Record:
    """The professional's own conclusion beside an instrument; one rests on a version that was found faulty."""
    data = {
        "instrument": {
            "code": "RISC",
            "version": "5.1" if number % 5 else "5.0",
            "outcome": ("laag", "matig")[number % 2],
        },
        "profile": {"considered": "past-niet", "values_version": "2024-1", "certainty": "onzeker", "why": WHY},
        "judgement": {"conclusion": ("laag", "matig", "hoog")[number % 3], "reasons": WHY},
    }
    made = stage.make("oordeel", officer, 380, data, on=place)
    if number % 5 == 0:
        details = {"reason": "instrumentversie-onjuist", "instrument": "RISC", "version": "5.0"}
        stage.go(made, "te_herzien", stage.team.lead, 30, **details)
    return made


def _context(stage: Stage, officer: Actor, place: Record, number: int) -> None:
    """What surrounds somebody, twice."""
    for ago, moment, state in ((370, "start", "belastend"), (180, "6-maanden", ("belastend", "steunend")[number % 2])):
        data = {
            "moment": moment,
            "factor": "vrienden",
            "state": state,
            "source": "betrokkene",
            "extracted_on": stage.iso(ago),
        }
        stage.make("sociale-context", officer, ago, data, on=place)


def _intervention(stage: Stage, officer: Actor, place: Record, judgement: Record, number: int) -> None:
    """An intervention that follows from the judgement: done, under way or intended."""
    data = {
        "intervention_version": "2024-1",
        "target_factor": "vaardigheden",
        "evidence_level": "procesevaluatie",
        "desired_outcome": "inzicht",
    }
    made = stage.make("interventie-vaardigheden", officer, 300, data, on=place, about=judgement, due=60 - 10 * number)
    steps = (("gepland", 310), ("onderweg", 300), ("gedaan", 150))[: number % 4]
    for target, ago in steps:
        stage.go(made, target, officer, ago)


def _debts(stage: Stage, officer: Actor, place: Record, number: int) -> None:
    """Known, and how far they came; a hand-over to a debt organisation where they were referred."""
    data = {"debt_band": "5000-25000", "creditors": "5-9", "enforcement": bool(number % 3), "moment": "start"}
    data |= {"source": "betrokkene", "extracted_on": stage.iso(350)}
    debts = stage.make("schulden", officer, 350, data, on=place)
    steps = DEBTS[number // 2 % len(DEBTS)]
    for place_in_row, target in enumerate(steps):
        details = {"criterion": "beslag"} if target == "complex" else {}
        stage.go(debts, target, officer, 340 - 40 * place_in_row, **details)
    if "verwezen" in steps:
        sent = stage.make(
            "overdracht-schuldhulp",
            officer,
            300,
            {"to": "schuldhulp-1", "criterion": "beslag"},
            on=place,
            about=debts,
            due=10 * number - 40,
        )
        stage.go(sent, "verzonden", officer, 299)
        if "aangenomen" in steps:
            stage.go(sent, "ontvangen", officer, 280, receipt=f"bewijs-{number}")
            stage.go(sent, "opgepakt", officer, 270)


def _experience(stage: Stage, officer: Actor, place: Record, number: int) -> None:
    """Contacts with an experience worker, and one that is to come."""
    worker = [{"key": f"ervaringswerker-{stage.team.number}", "function": "ervaringswerker"}]
    for ago, contact in ((200, "gesprek"), (160, "meegaan"), (90, "telefoon")):
        made = stage.make("ervaringscontact", officer, ago, {"performers": worker, "contact": contact}, on=place)
        for target, details in (("gepland", {}), ("onderweg", {}), ("gedaan", {"minutes": 45 + number})):
            stage.go(made, target, officer, ago, **details)
    ahead = 4 + number
    stage.make("ervaringscontact", officer, -ahead, {"performers": worker, "contact": "groep"}, on=place, due=ahead)


def _police(stage: Stage, officer: Actor, place: Record, number: int) -> None:
    """A transfer that rests on a decision: sent and without a receipt, or received."""
    decision = stage.make(
        "adviespunt", officer, 50, {"item": "behandelverplichting", "reasons": WHY}, on=place, about=place
    )
    sent = stage.make("overdracht-politie", officer, 44, {"to": "politie-1"}, on=place, about=decision, due=-14)
    stage.go(sent, "verzonden", officer, 44)
    if number % 8 == 1:
        stage.go(
            sent,
            "ontvangen",
            stage.team.lead,
            40,
            receipt=f"ontvangst-{number}",
            bundle_sha256=stage.digest(f"{number}"),
        )
