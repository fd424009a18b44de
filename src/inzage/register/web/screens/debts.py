"""Schulden en overdracht: what is known of debts, what is complex, and who took them on."""

from django.http import HttpRequest, HttpResponse

from inzage.register.funnels import DEBTS
from inzage.register.values import Words
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.allowed import readers_of
from inzage.register.web.board import Board, board, entered_chart
from inzage.register.web.reading import visible

BOARD = Board(
    ("schulden", "overdracht-schuldhulp", "interventie-schulden"),
    Words("Schulden en overdracht", "Debts and referral"),
    Words(
        "Van bekend tot geregeld. Zijn schulden complex, dan staat erbij waarom, en gaat de zaak naar een "
        "specialistische organisatie.",
        "From known to arranged. Where debts are complex it says why, and the case goes to a specialist organisation.",
    ),
    columns=("debt_band", "creditors", "criterion", "moment"),
    new=("schulden", "overdracht-schuldhulp", "interventie-schulden"),
)
FUNNEL = Words("Van bekend tot geregeld", "From known to arranged")
EVER = Words(
    "Hoeveel schuldensituaties ooit in elke toestand waren.", "How many cases of debt ever were in each state."
)


def debts(request: HttpRequest) -> HttpResponse:
    """The list and the funnel."""
    return board(request, BOARD, chart=entered_chart("schulden", FUNNEL, EVER, DEBTS, visible(actor_of(request))))


SCREENS = (
    Screen(
        "schulden",
        "debts",
        debts,
        BOARD.title,
        readers_of(BOARD.kinds),
        menu=70,
    ),
)
