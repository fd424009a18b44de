"""Toezeggingen: what was promised to Parliament, by when, and with what it was met. Without a day nothing is late."""

from django.http import HttpRequest, HttpResponse

from inzage.register.log import now
from inzage.register.values import Words
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.allowed import readers_of
from inzage.register.web.board import Board, board
from inzage.register.web.listing import rows
from inzage.register.web.reading import visible
from inzage.register.zones import day_of

BOARD = Board(
    ("toezegging", "externe-evaluatie"),
    Words("Toezeggingen", "Commitments"),
    Words(
        "Wat aan de Kamer is toegezegd, wie het doet en waarmee het is voldaan. Een toezegging zonder dag staat "
        "open en is nooit te laat.",
        "What was promised to Parliament, who does it and with what it was met. A commitment without a day is "
        "open and never late.",
    ),
    columns=("row", "form", "said", "owner"),
    new=("toezegging", "externe-evaluatie"),
)


def commitments(request: HttpRequest) -> HttpResponse:
    """The list; late ones first and apart."""
    today = day_of(now())
    found = visible(actor_of(request)).filter(kind="toezegging", due__lt=today).exclude(state="voldaan").order_by("due")
    return board(request, BOARD, "inzage/commitments.html", late=rows(found))


SCREENS = (
    Screen(
        "toezeggingen",
        "commitments",
        commitments,
        BOARD.title,
        readers_of(BOARD.kinds),
        menu=130,
    ),
)
