"""Overdrachten: what went to another organisation; open until there is a receipt."""

from django.http import HttpRequest, HttpResponse

from inzage.register.values import Words
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.allowed import readers_of
from inzage.register.web.board import Board, board
from inzage.register.web.listing import rows
from inzage.register.web.reading import visible

BOARD = Board(
    ("overdracht-politie", "melding-om", "overdracht-schuldhulp", "overdracht-dji-3ro"),
    Words("Overdrachten", "Transfers"),
    Words(
        "Een overdracht blijft open tot er een ontvangstbewijs is. De politie laat alleen weten of zij is opgepakt.",
        "A transfer stays open until there is a receipt. The police only tell whether it was taken up.",
    ),
    columns=("to", "reason", "direction"),
    new=("overdracht-politie", "melding-om", "overdracht-schuldhulp", "overdracht-dji-3ro"),
)


def transfers(request: HttpRequest) -> HttpResponse:
    """The list, and those without a receipt, the oldest first."""
    found = visible(actor_of(request)).filter(kind__in=BOARD.kinds, state="verzonden").order_by("happened")
    return board(request, BOARD, "inzage/transfers.html", without=rows(found.select_related("trajectory__about")))


SCREENS = (
    Screen(
        "overdrachten",
        "transfers",
        transfers,
        BOARD.title,
        readers_of(BOARD.kinds),
        menu=120,
    ),
)
