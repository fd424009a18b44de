"""Opleiding en belasting: which training counts until when, and how long somebody looked at images."""

from collections import Counter
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse

from inzage.register.log import now
from inzage.register.models import Record
from inzage.register.values import Actor, Words
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.allowed import readers_of
from inzage.register.web.board import Board, bars_of, board
from inzage.register.web.listing import rows
from inzage.register.web.reading import visible
from inzage.register.zones import day_of

BOARD = Board(
    ("opleiding", "e-learning", "kenniscirkel", "kennisdeling", "beeldorientatie", "beeldbelasting"),
    Words("Opleiding en belasting", "Training and exposure"),
    Words(
        "Wie geen geldige opleiding heeft, kan niet worden ingepland. Hoe lang iemand naar beelden keek, is te "
        "zien voor wie daarop moet letten.",
        "Who has no valid training cannot be planned. How long somebody looked at images is visible to who must "
        "watch that.",
    ),
    columns=("person", "subject", "valid_until", "minutes"),
    new=("opleiding", "e-learning", "kenniscirkel", "kennisdeling", "beeldorientatie", "beeldbelasting"),
)
MINUTES = Words("Minuten naar beelden gekeken, laatste 90 dagen", "Minutes of looking at images, last 90 days")
ABOUT = Words("Per medewerker de som van de minuten.", "Per worker the sum of the minutes.")
WINDOW = 90
AHEAD = 60
"""Days ahead in which the end of a training is shown."""


def training(request: HttpRequest) -> HttpResponse:
    """The list, what runs out, and the exposure of each."""
    by, today = actor_of(request), day_of(now())
    chart = bars_of("belasting", MINUTES, ABOUT, _exposure(by, today))
    return board(request, BOARD, "inzage/training.html", chart=chart, ending=rows(_ending(by, today)))


def _exposure(by: Actor, today: date) -> dict[str, int]:
    since = (today - timedelta(WINDOW)).isoformat()
    minutes = Counter[str]()
    for record in visible(by).filter(kind="beeldbelasting", data__on__gte=since):
        minutes[record.data["person"]] += record.data["minutes"]
    return dict(sorted(minutes.items()))


def _ending(by: Actor, today: date) -> list[Record]:
    last = (today + timedelta(AHEAD)).isoformat()
    found = visible(by).filter(kind="opleiding", state="gevolgd")
    return [each for each in found if today.isoformat() <= each.data["valid_until"] <= last]


SCREENS = (Screen("opleiding", "training", training, BOARD.title, readers_of(BOARD.kinds), menu=100),)
