"""Around every view: language, sessions that end, who acts, faults as pages, nothing kept by the browser."""

from collections.abc import Callable
from time import time
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import BadRequest
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
    QueryDict,
)
from django.utils import translation

from inzage.errors import InzageError
from inzage.register import houses
from inzage.register.web.accounts.models import Account
from inzage.register.web.failing import refused

Next = Callable[[HttpRequest], HttpResponseBase]
SEEN = "seen_at"
STARTED = "started_at"
LANGUAGE = "language"
BOTH = "both_factors_elsewhere"
"""The organisation's sign-on saw both factors."""
QUIET = "X-Inzage-Quiet"
"""A header of requests that the page makes by itself (``hx-headers``): they do not keep a session awake."""
LOGIN, PASSWORD = "/inloggen", "/wachtwoord"
OPEN = ("/static/", LOGIN, "/uitloggen", "/taal", "/toegankelijkheid", "/aanmelden/", "/api/")
"""Addresses that are reached without a session of both factors; the interface for machines has keys of its own."""
VERBS = ("GET", "HEAD", "POST")
"""What a page is asked with. Any other would be answered as GET, TRACE and OPTIONS even without a form's token."""
MACHINES = "/api/"


def headers(following: Next) -> Next:
    """No page of a person under supervision stays in a browser's cache; nothing asks for a camera."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = following(request)
        if not request.path.startswith("/static/"):
            response.setdefault("Cache-Control", "no-store")
        response.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        return response

    return middleware


class asked:  # noqa: N801 a middleware is named as a function in the settings
    """Pages take three verbs, and texts that every database can hold."""

    def __init__(self, following: Next) -> None:
        self.following = following

    def __call__(self, request: HttpRequest) -> HttpResponseBase:  # noqa: D102 see the class
        if request.method not in VERBS and not request.path_info.startswith(MACHINES):
            return HttpResponseNotAllowed(VERBS)
        return self.following(request)

    def process_view(self, request: HttpRequest, *_: object) -> None:
        """Called by Django before a view: PostgreSQL takes no text with a zero in it, and fails on it.

        Signing in looks at that itself, and has one sentence for all that is wrong.
        """
        if not request.path_info.startswith((MACHINES, LOGIN)) and (_hollow(request.GET) or _hollow(request.POST)):
            raise BadRequest


def _hollow(sent: QueryDict) -> bool:
    return any("\0" in each for name, values in sent.lists() for each in (name, *values))


def language(following: Next) -> Next:
    """Dutch, unless this session chose English."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        with translation.override(request.session.get(LANGUAGE, "nl")):
            return following(request)

    return middleware


def idle(following: Next) -> Next:
    """Fifteen minutes without a request end a session, and eight hours with them too."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            if (reason := _over(request)) is not None:
                logout(request)
                return to_login(request, reason)
            if QUIET not in request.headers:
                request.session[SEEN] = int(time())
        return following(request)

    return middleware


def _over(request: HttpRequest) -> str | None:
    """Why this session ends now. One that does not say when it began is none of ours."""
    now, session = time(), request.session
    longest = settings.SESSION_COOKIE_AGE if whole(request) else settings.HALF_SECONDS
    if now - session.get(STARTED, 0) >= longest:
        return "verlopen"
    return "stil" if now - session.get(SEEN, 0) >= settings.IDLE_SECONDS else None


def whole(request: HttpRequest) -> bool:
    """Whether both factors were shown in this session, here or at the organisation's sign-on."""
    account = request.user
    return isinstance(account, Account) and (account.is_verified() or request.session.get(BOTH) is True)


def acting(following: Next) -> Next:
    """Every screen has an actor: an account with both factors."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        account = request.user
        if isinstance(account, Account) and whole(request):
            request.actor = account.actor  # type: ignore[attr-defined]  # read by acting.actor_of
            if account.fresh and not request.path.startswith((*OPEN, PASSWORD)):
                return HttpResponseRedirect(PASSWORD)
            with houses.acting(account.actor):
                return following(request)
        if not request.path.startswith(OPEN):
            return to_login(request, "" if request.method == "GET" else "verlopen")
        return following(request)

    return middleware


def to_login(request: HttpRequest, reason: str) -> HttpResponse:
    """The first page, with why, and the way back to what was asked for; a part of a page takes the whole page along."""
    part = "HX-Request" in request.headers
    back = request.get_full_path() if request.method == "GET" and not part else ""
    told = {name: value for name, value in (("reden", reason), ("next", back if back != "/" else "")) if value}
    where = f"{LOGIN}?{urlencode(told)}" if told else LOGIN
    return HttpResponse(headers={"HX-Redirect": where}) if part else HttpResponseRedirect(where)


class faults:  # noqa: N801 a middleware is named as a function in the settings
    """A fault that speaks becomes a page; what was typed is back with the browser's own button."""

    def __init__(self, following: Next) -> None:
        self.following = following

    def __call__(self, request: HttpRequest) -> HttpResponseBase:  # noqa: D102 see the class
        return self.following(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Called by Django with what a view raised."""
        return refused(request, exception) if isinstance(exception, InzageError) else None
