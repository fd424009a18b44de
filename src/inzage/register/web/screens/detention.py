"""Detentie en re-integratie: the plan, the basic conditions at release, the hand-over from and to prison."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse

from inzage.register import words
from inzage.register.log import now
from inzage.register.models import Record
from inzage.register.values import Actor, Words
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.allowed import readers_of
from inzage.register.web.board import Board, bars_of, board
from inzage.register.web.listing import rows
from inzage.register.web.reading import visible
from inzage.register.web.saying import say
from inzage.register.zones import day_of

BOARD = Board(
    ("detentie-re-integratie", "overdracht-dji-3ro", "basisvoorwaarden"),
    Words("Detentie en re-integratie", "Detention and reintegration"),
    Words(
        "Het plan met de gevangenis, de basisvoorwaarden bij vrijlating en de overdracht tussen DJI en reclassering.",
        "The plan with the prison, the basic conditions at release, and the hand-over between prison and probation.",
    ),
    columns=("institution", "release_on", "direction", "moment"),
    new=("detentie-re-integratie", "overdracht-dji-3ro", "basisvoorwaarden"),
)
BASIC = ("identity", "income", "housing", "debts", "care", "network")
ARRANGED = Words("Basisvoorwaarden bij vrijlating: geregeld", "Basic conditions at release: arranged")
ABOUT = Words(
    "Bij hoeveel metingen op de dag van vrijlating elke voorwaarde geregeld was.",
    "At how many measurements on the day of release each condition was arranged.",
)
AHEAD = 90
"""Days ahead in which a release is shown."""


def detention(request: HttpRequest) -> HttpResponse:
    """The list, releases that are near, and what was arranged at release."""
    by = actor_of(request)
    chart = bars_of("basisvoorwaarden", ARRANGED, ABOUT, _arranged(by))
    return board(request, BOARD, "inzage/detention.html", chart=chart, near=rows(_near(by)))


def _arranged(by: Actor) -> dict[str, int]:
    found = visible(by).filter(kind="basisvoorwaarden", data__moment="vrijlating")
    measured = [record.data for record in found]
    return {say(words.label(name, "basisvoorwaarden")): sum(data[name] == "ja" for data in measured) for name in BASIC}


def _near(by: Actor) -> list[Record]:
    today = day_of(now())
    last = today + timedelta(AHEAD)
    found = visible(by).filter(kind="detentie-re-integratie", state="open").select_related("about")
    near = [each for each in found if today.isoformat() <= each.data.get("release_on", "") <= last.isoformat()]
    return sorted(near, key=lambda record: str(record.data["release_on"]))


SCREENS = (
    Screen(
        "detentie",
        "detention",
        detention,
        BOARD.title,
        readers_of(BOARD.kinds),
        menu=90,
    ),
)
