"""Detention and re-integration: the plan, the basic conditions at release, and the hand-over with its receipt."""

from inzage.register.models import Record
from inzage.register.values import Actor
from inzage.register.web.invented.stage import Stage
from inzage.register.web.invented.supervising import officer_of, person

FIRST = 200
"""Where the numbers of these persons begin."""


def play(stage: Stage) -> None:
    """Two in the first organisation, one in each other; and one young person."""
    for number in range(2 if stage.team.everybody else 1):
        _one(stage, officer_of(stage, number), number)


def _one(stage: Stage, officer: Actor, number: int) -> None:
    release = (-25, 40)[number]
    data = {"institution": "pi-1", "plan_agreed_on": stage.iso(120), "release_on": stage.iso(release)}
    about = person(stage, FIRST + number)
    place = stage.make("detentie-re-integratie", officer, 130, data, about=about, due=max(-release, 0) or None)
    _conditions(stage, officer, place, number)
    sent = stage.make(
        "overdracht-dji-3ro",
        officer,
        118,
        {"direction": "DJI-naar-3RO", "plan": "D&R-plan"},
        on=place,
        about=place,
        due=-100,
    )
    stage.go(sent, "verzonden", officer, 117)
    if number:
        stage.go(sent, "ontvangen", officer, 110, receipt=f"dji-{number}")
        stage.go(sent, "opgepakt", officer, 105)
        stage.go(sent, "afgerond", officer, 60)


def _conditions(stage: Stage, officer: Actor, place: Record, number: int) -> None:
    """Papers, income, a home, debts, care: what is in order and what is not."""
    data = {"moment": "vrijlating", "identity": "ja", "income": "nee", "housing": "ja" if number else "nee"}
    data |= {
        "debts": "nee",
        "care": "ja",
        "network": "onbekend",
        "source": "betrokkene",
        "extracted_on": stage.iso(100),
    }
    stage.make("basisvoorwaarden", officer, 100, data, on=place)
