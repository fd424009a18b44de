"""Pages for what cannot be shown or done: one sentence each, what to do, and the way back."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from inzage.errors import InzageError
from inzage.register.faults import ChainBroken, DataWrong, NoSuchRecord, Overtaken, Refused
from inzage.register.values import Words
from inzage.register.web import Screen
from inzage.register.web.saying import say, sentence

REFUSED = logging.getLogger("inzage.refused")
STATUS: tuple[tuple[type[InzageError], int], ...] = (
    (NoSuchRecord, 404),
    (Overtaken, 409),
    (Refused, 403),
    (DataWrong, 400),
    (ChainBroken, 500),
)
NOT_THERE = Words(
    "Deze pagina is er niet, of u mag dit gegeven niet zien. Ga terug naar uw werk en zoek van daaruit.",
    "This page is not there, or you may not see this record. Go back to your work and search from there.",
)
FORGED = Words(
    "Dit formulier is te oud of kwam niet van hier. Er is niets opgeslagen. Open de pagina opnieuw.",
    "This form is too old or did not come from here. Nothing was saved. Open the page again.",
)
UNFORESEEN = Words(
    "Er ging iets mis dat niet was voorzien. Er is niets opgeslagen. Probeer het opnieuw of meld het de beheerder.",
    "Something unforeseen went wrong. Nothing was saved. Try again, or report it to the administrator.",
)
MALFORMED = Words(
    "Dit verzoek was niet in orde. Er is niets opgeslagen. Ga terug en probeer het opnieuw.",
    "This request was not in order. Nothing was saved. Go back and try again.",
)
NOT_YOURS = Words(
    "U mag dit niet doen met uw rol. Er is niets opgeslagen. Vraag een collega die dit wel mag.",
    "Your role does not allow this. Nothing was saved. Ask a colleague who may.",
)


def refused(request: HttpRequest, fault: InzageError) -> HttpResponse:
    """The page for a fault that a view let pass."""
    _keep(request, status_of(fault))
    return page(request, sentence(fault), status_of(fault))


def status_of(fault: InzageError) -> int:
    """The status that goes with a fault."""
    return next((status for kind, status in STATUS if isinstance(fault, kind)), 400)


def page(request: HttpRequest, said: str, status: int) -> HttpResponse:
    """A sentence as a page."""
    return render(request, "inzage/refused.html", {"said": said}, status=status)


def not_for_you(request: HttpRequest, screen: Screen) -> HttpResponse:
    """A screen that this role does not open, with who does."""
    _keep(request, 403)
    return render(request, "inzage/not_for_you.html", {"screen": screen, "roles": sorted(screen.roles)}, status=403)


def _keep(request: HttpRequest, status: int) -> None:
    """For who keeps the server: who was refused which page. Its name and no address, so that no record is named."""
    who, where = getattr(request, "actor", None), request.resolver_match
    REFUSED.warning("%s %s %s", status, who.key if who else "-", where.url_name if where else "-")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return page(request, say(MALFORMED), 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return page(request, say(NOT_YOURS), 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return page(request, say(NOT_THERE), 404)


def unforeseen(request: HttpRequest) -> HttpResponse:
    """500, without what went wrong: that could hold what somebody entered."""
    return page(request, say(UNFORESEEN), 500)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token."""
    return page(request, say(FORGED), 403)
