"""Addresses: those of signing in, and each screen's behind the question whether this role may open it."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, include, path

from inzage.register.api.interface import patterns
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.failing import not_for_you
from inzage.register.web.screens import screens


def guarded(screen: Screen) -> Callable[..., HttpResponseBase]:
    """The view, for roles that may open it; for others a page that says who may."""

    @wraps(screen.view)
    def view(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if actor_of(request).role not in screen.roles:
            return not_for_you(request, screen)
        return screen.view(request, *args, **kwargs)

    return view


def _pattern(screen: Screen) -> URLPattern:
    return path(screen.route, guarded(screen), name=screen.name)


urlpatterns = [path("", include("inzage.register.web.accounts.urls")), *patterns(), *map(_pattern, screens())]
handler400 = "inzage.register.web.failing.bad_request"
handler403 = "inzage.register.web.failing.forbidden"
handler404 = "inzage.register.web.failing.not_found"
handler500 = "inzage.register.web.failing.unforeseen"
