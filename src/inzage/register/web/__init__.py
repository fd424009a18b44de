"""The register in the browser: screens over the core, in Dutch and English.

A screen is one file in ``screens``; no other file names it. It holds ``SCREENS``, a tuple of
``Screen``: a route, a view, who may open it, and its place in the menu. A view takes a
request whose ``actor_of`` is signed in with both factors and may open the screen; it reads
records through ``reading`` alone (what this actor may see), writes through ``writing`` and
``moving``, and lets any ``InzageError`` pass: ``faults`` makes a page of it. A form that is
posted carries its own ``key`` (posted twice is once) or the ``seen`` state.

Words stand in pairs (``saying.t``, ``{% t "Nederlands" "English" %}``), never in one language.
No page holds a script or style of its own: the policy of ``settings`` would not run it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase

from inzage.register.values import Role, Words

EVERYBODY = frozenset(Role)
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Screen:
    """One page or action. ``route`` as ``django.urls.path`` takes it; ``menu``: its place there, None for not in it.

    ``roles``: who may open it. Whether a record on it may be seen is the kind's business.
    """

    route: str
    name: str
    view: View
    title: Words
    roles: frozenset[Role] = EVERYBODY
    menu: int | None = None


__all__ = ["EVERYBODY", "HttpRequest", "Screen", "View"]
