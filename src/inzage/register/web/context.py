"""What every page shows around its own part: who is signed in, the menu, the language, whether all is invented."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from inzage.register.values import Actor
from inzage.register.web.flash import told
from inzage.register.web.saying import language, say
from inzage.register.web.screens import screens


def shell(request: HttpRequest) -> dict[str, Any]:
    """For ``base.html``."""
    actor: Actor | None = getattr(request, "actor", None)
    done = told(request)
    return {
        "actor": actor,
        "menu": _menu(request, actor) if actor else [],
        "language": language(),
        "done": say(done) if done else "",
        "demo": settings.DEMO,
        "theme_css": settings.THEME_CSS,
    }


def _menu(request: HttpRequest, actor: Actor) -> list[dict[str, Any]]:
    shown = [each for each in screens() if each.menu is not None and actor.role in each.roles]
    return [
        {"href": (href := reverse(each.name)), "title": say(each.title), "here": _here(request.path, href)}
        for each in sorted(shown, key=lambda each: each.menu or 0)
    ]


def _here(path: str, href: str) -> bool:
    return path == href if href == "/" else path.startswith(href)
