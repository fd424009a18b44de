"""Oordeel en interventie: instrument, profile considered, professional judgement with reasons, and what follows."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from inzage.register.instruments import invalidate_instrument_version
from inzage.register.log import now
from inzage.register.values import Role, Words
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.allowed import readers_of
from inzage.register.web.board import Board, board
from inzage.register.web.flash import tell
from inzage.register.web.kinds import catalogue
from inzage.register.web.reading import visible
from inzage.register.web.schema_forms import form_of

BOARD = Board(
    ("oordeel", "interventie-sociale-context", "interventie-vaardigheden", "interventie-schulden", "sociale-context"),
    Words("Oordeel en interventie", "Judgement and intervention"),
    Words(
        "De uitkomst van het instrument, het profiel dat is overwogen en het oordeel van de professional staan los van "
        "elkaar, elk met de redenen. Inzage berekent geen risico en rangschikt niemand.",
        "The instrument's outcome, the profile considered and the professional's judgement stand apart, each with "
        "reasons. Inzage computes no risk and ranks nobody.",
    ),
    columns=("instrument", "judgement", "target_factor", "desired_outcome"),
    new=(
        "oordeel",
        "interventie-sociale-context",
        "interventie-vaardigheden",
        "interventie-schulden",
        "sociale-context",
    ),
)
TO_REVIEW = Words("Besluiten die rusten op een foute versie", "Decisions that rest on a faulty version")
FLAGGED = Words(
    "De besluiten die op deze versie rusten, staan nu op 'te herzien'.",
    "The decisions that rest on this version are now to be reviewed.",
)


def judgement(request: HttpRequest) -> HttpResponse:
    """The list, and how many decisions wait for a review."""
    waiting = visible(actor_of(request)).filter(noun="decision", state="te_herzien").count()
    return board(request, BOARD, "inzage/judgement.html", waiting=waiting)


def faulty(request: HttpRequest) -> HttpResponseBase:
    """A version of an instrument that turned out wrong: every decision that rests on it is flagged."""
    schema = {**catalogue().kinds["oordeel", 1].data["properties"]["instrument"]}  # type: ignore[index]
    schema["properties"] = {name: schema["properties"][name] for name in ("code", "version")}
    schema["required"] = ["code", "version"]
    form = form_of(schema, kind="oordeel", data=request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.value()
        invalidate_instrument_version(catalogue(), actor_of(request), told["code"], told["version"], now())
        tell(request, FLAGGED)
        return redirect("judgement")
    return render(request, "inzage/faulty.html", {"form": form, "said": ""}, status=400 if form.is_bound else 200)


SCREENS = (
    Screen("oordeel", "judgement", judgement, BOARD.title, readers_of(BOARD.kinds), menu=60),
    Screen("oordeel/instrument-onjuist", "faulty", faulty, TO_REVIEW, frozenset({Role.LEAD, Role.ADMINISTRATOR})),
)
