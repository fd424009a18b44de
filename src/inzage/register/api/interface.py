"""All routes at their address, and how what is wrong with a request is told."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from inzage.errors import InzageError
from inzage.register.api import BASE, VERSION, cases, checks, evaluation, nights, problems, reading, runs
from inzage.register.api.description import ABOUT, openapi

PARTS = (checks, cases, runs, nights, reading, evaluation)


def _made() -> NinjaAPI:
    """The interface. It shows no pages of its own: those would load scripts from elsewhere."""
    made = NinjaAPI(
        title="Register van toezicht",
        version=VERSION,
        description=ABOUT,
        urls_namespace="api",
        docs_url=None,
        openapi_url=None,
    )
    for part in PARTS:
        made.add_router("", part.router)
    for kind in (ValidationError, HttpError, Http404, InzageError):
        made.add_exception_handler(kind, _told)
    return made


def _told(request: HttpRequest, wrong: Exception | type[Exception]) -> HttpResponse:
    """What never reached a view, or what a view let pass."""
    if isinstance(wrong, InzageError):
        return problems.of_fault(request, wrong)
    if isinstance(wrong, ValidationError):
        return problems.of_status(request, 400, [_error(each["loc"], str(each["type"])) for each in wrong.errors])
    return problems.of_status(request, wrong.status_code if isinstance(wrong, HttpError) else 404)


def _error(place: tuple[object, ...], code: str) -> dict[str, str]:
    """Where and what; never the value that was sent."""
    return {"in": str(place[0]), "name": str(place[-1]), "code": code}


api = _made()


def patterns() -> list[URLPattern | URLResolver]:
    """For the addresses of the register."""
    base = BASE.strip("/")
    document = path(f"{base}/openapi.json", partial(openapi, api=api), name="api-description")
    return [document, path(f"{base}/", api.urls)]
