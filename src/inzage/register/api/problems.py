"""What went wrong, as RFC 9457 says it: ``application/problem+json`` with type, status, title and detail.

What somebody sent is never said back: it can hold what does not belong in a log.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from inzage.errors import InzageError
from inzage.register.api.faults import ApiFault, KeyRefused
from inzage.register.running.faults import IntakeRefused, NotSetUp
from inzage.register.values import Words
from inzage.register.web import failing

MEDIA = "application/problem+json"
NOWHERE = "about:blank"
"""The type of a problem that its status says all about."""
TYPES = "urn:inzage:probleem:"
TITLES: Mapping[int, Words] = {
    400: Words("Dit verzoek is niet in orde", "This request is not in order"),
    401: Words("Toegangssleutel nodig", "Access key needed"),
    403: Words("Dit mag niet", "This is not allowed"),
    404: Words("Niet gevonden", "Not found"),
    405: Words("Deze methode kan hier niet", "This method cannot be used here"),
    409: Words("Dit past niet bij de stand van nu", "This does not fit how things stand"),
    411: Words("Lengte nodig", "Length needed"),
    413: Words("Te groot", "Too large"),
    415: Words("Verkeerde soort inhoud", "Wrong type of content"),
    500: Words("Onvoorziene fout", "Unforeseen fault"),
    503: Words("Nog niet ingericht", "Not set up yet"),
}
DETAILS: Mapping[int, Words] = {
    400: Words(
        "Verbeter wat in errors staat, of lees de beschrijving in openapi.json. Er is niets opgeslagen.",
        "Mend what errors holds, or read the description in openapi.json. Nothing was saved.",
    ),
    403: Words(
        "Dit kan alleen over een versleutelde verbinding (https), met een sleutel die hiervoor is gegeven.",
        "This takes an encrypted connection (https), and a key that was given for it.",
    ),
    404: Words(
        "Er is hier niets, of deze sleutel mag het niet zien. Een adres eindigt nooit op een schuine streep.",
        "There is nothing here, or this key may not see it. An address never ends with a slash.",
    ),
    405: Words(
        "De kop Allow zegt welke methoden dit adres kent.", "The Allow header says which methods this address knows."
    ),
    500: Words(
        "Er ging iets mis dat niet was voorzien. Probeer het opnieuw of meld het de beheerder.",
        "Something unforeseen went wrong. Try again, or report it to the administrator.",
    ),
}
BY_CODE: Mapping[str, int] = {
    "too_large": 413,
    **dict.fromkeys(("other_mandate", "other_order", "no_order", "taken_in_before", "step"), 409),
}
"""Statuses of refusals of a case that are no fault in the case itself."""


def of_fault(request: HttpRequest, fault: InzageError) -> HttpResponse:
    """A fault that speaks."""
    answer = response(request, *told(request, fault))
    if isinstance(fault, KeyRefused):
        answer["WWW-Authenticate"] = 'Bearer realm="inzage"'
    return answer


def told(request: HttpRequest, fault: InzageError) -> tuple[int, dict[str, Any]]:
    """Its status and the problem, as they are kept with an answer."""
    status, lang = status_of(fault), language(request)
    kind = fault.code if isinstance(fault, IntakeRefused) else type(fault).__name__
    return status, problem(status, lang, type=TYPES + kind, detail=fault.sentence("en" if lang == "en" else "nl"))


def of_status(request: HttpRequest, status: int, errors: list[dict[str, str]] | None = None) -> HttpResponse:
    """A problem that its status says all about. ``errors``: which parameters, and what is wrong with them."""
    whole = problem(status, language(request)) | ({"errors": errors} if errors else {})
    return response(request, status, whole)


def problem(status: int, lang: str, **more: object) -> dict[str, Any]:
    """Its members. ``detail`` is that of the status where none is given."""
    title, detail = _words(TITLES, status), _words(DETAILS, status)
    side = "en" if lang == "en" else "nl"
    whole = {"type": NOWHERE, "status": status, "title": getattr(title, side), "detail": getattr(detail, side)}
    return whole | more


def response(request: HttpRequest, status: int, members: Mapping[str, Any]) -> HttpResponse:
    """The answer itself."""
    answer = HttpResponse(json.dumps(members, ensure_ascii=False), status=status, content_type=MEDIA)
    answer["Content-Language"] = language(request)
    return answer


def status_of(fault: InzageError) -> int:
    """The status that goes with a fault."""
    if isinstance(fault, ApiFault):
        return fault.status
    if isinstance(fault, IntakeRefused):
        return BY_CODE.get(fault.code, 400)
    return 503 if isinstance(fault, NotSetUp) else failing.status_of(fault)


def language(request: HttpRequest) -> str:
    """Dutch, unless English is asked for."""
    return "en" if request.headers.get("Accept-Language", "").lower().startswith("en") else "nl"


def _words(table: Mapping[int, Words], status: int) -> Words:
    return table.get(status) or table[400 if status < 500 else 500]  # noqa: PLR2004 server's faults begin there
