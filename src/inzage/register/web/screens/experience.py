"""Ervaringswerk: contacts with experience workers, each with who, when and how long."""

from collections import Counter

from django.http import HttpRequest, HttpResponse

from inzage.register.models import Record
from inzage.register.values import Actor, Words
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.allowed import readers_of
from inzage.register.web.board import Board, bars_of, board
from inzage.register.web.reading import visible
from inzage.register.zones import day_of

BOARD = Board(
    ("ervaringscontact",),
    Words("Ervaringswerk", "Experience work"),
    Words(
        "Elk contact met een ervaringswerker staat er los: wie, wanneer, hoe lang. Zo blijft te zien wat er was, en "
        "wordt het geen ja of nee over een persoon.",
        "Each contact with an experience worker stands by itself: who, when, how long. So it stays visible what there "
        "was, and does not become a yes or no about a person.",
    ),
    columns=("contact", "performers"),
    new=("ervaringscontact",),
)
WEEKS = Words("Contacten per maand", "Contacts per month")
ABOUT = Words("Hoeveel contacten in elke maand zijn gedaan.", "How many contacts took place in each month.")
SHOWN = 12


def experience(request: HttpRequest) -> HttpResponse:
    """The list, and contacts per month."""
    return board(request, BOARD, chart=bars_of("contacten", WEEKS, ABOUT, _monthly(actor_of(request))))


def _monthly(by: Actor) -> dict[str, int]:
    done = visible(by).filter(kind="ervaringscontact", state__in=("gedaan", "beoordeeld")).order_by("happened")
    counted = Counter(map(_month, done))
    return dict(list(counted.items())[-SHOWN:])


def _month(record: Record) -> str:
    return f"{day_of(record.happened):%Y-%m}"


SCREENS = (
    Screen(
        "ervaringswerk",
        "experience",
        experience,
        BOARD.title,
        readers_of(BOARD.kinds),
        menu=80,
    ),
)
