"""Who is behind a request."""

from typing import cast

from django.http import HttpRequest

from inzage.register.values import Actor


def actor_of(request: HttpRequest) -> Actor:
    """The signed-in actor. Screens are never reached without one."""
    return cast(Actor, request.actor)  # type: ignore[attr-defined]  # set by the middleware
