"""Advies: from summons to what the court imposed; who refuses stays in every number."""

from django.http import HttpRequest, HttpResponse

from inzage.register import words
from inzage.register.funnels import ADVICE, still_advised, summoned_without_request
from inzage.register.values import Words
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.allowed import readers_of
from inzage.register.web.board import Board, bars_of, board, entered_chart
from inzage.register.web.listing import rows
from inzage.register.web.reading import visible
from inzage.register.web.saying import say

BOARD = Board(
    ("advies", "adviespunt"),
    Words("Advies", "Advice"),
    Words(
        "Van dagvaarding tot wat de rechter oplegt. Wie weigert, telt overal mee; ook dan staat vast wat is "
        "geadviseerd.",
        "From summons to what the court imposes. Who refuses is counted everywhere; what was advised stands then too.",
    ),
    columns=("parket", "category", "item"),
    new=("advies", "adviespunt"),
)
FUNNEL = Words("Hoe ver de adviezen kwamen", "How far the advice came")
EVER = Words(
    "Hoeveel adviezen ooit in elke toestand waren. Niemand valt uit het eerste aantal.",
    "How many ever were in each state. Nobody drops out of the first number.",
)
STILL = Words("Wat na een weigering toch is geadviseerd", "What was advised after a refusal all the same")
COUNTED = Words("Aantal adviezen per onderwerp.", "Number of advices per subject.")


def advice(request: HttpRequest) -> HttpResponse:
    """The list, the funnel, who was summoned without a request, and what was advised all the same."""
    seen = visible(actor_of(request))
    advised = {say(words.value("still_advised", code)): many for code, many in still_advised(seen).items()}
    return board(
        request,
        BOARD,
        "inzage/advice.html",
        chart=entered_chart("advies", FUNNEL, EVER, ADVICE, seen),
        still=bars_of("toch-geadviseerd", STILL, COUNTED, advised),
        without=rows(summoned_without_request(seen)),
    )


SCREENS = (Screen("advies", "advice", advice, BOARD.title, readers_of(BOARD.kinds), menu=50),)
