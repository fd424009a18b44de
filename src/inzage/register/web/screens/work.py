"""Mijn werk: what is late, what comes, what waits for a second person; each with why and what the condition leaves."""

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from inzage.register.log import now
from inzage.register.values import Words
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.paging import page_number
from inzage.register.web.saying import t
from inzage.register.web.workload import Page, has_own_work, late, planned, scope, soon, waiting_for_second
from inzage.register.zones import day_of


def work(request: HttpRequest) -> HttpResponse:
    """The first page after signing in. ``?van=mij|allen``, ``?lijst=`` and ``?pagina=`` for one list further."""
    by = actor_of(request)
    of = request.GET.get("van", "mij" if has_own_work(by) else "allen")
    seen, today = scope(by, of), day_of(now())
    number = page_number(request)
    lists: dict[str, tuple[str, Callable[[int], Page]]] = {
        "laat": (t("Te laat", "Late"), partial(late, seen, today)),
        "gepland": (t("Gepland en bezig", "Planned and under way"), partial(planned, seen)),
        "binnenkort": (t("Komende veertien dagen", "The coming fourteen days"), partial(soon, seen, today)),
        "tweede": (
            t("Wacht op u als tweede persoon", "Waits for you as second person"),
            partial(waiting_for_second, by),
        ),
    }
    chosen = request.GET.get("lijst")
    shown = {
        name: {"title": title, "page": page(number if name == chosen else 1)}
        for name, (title, page) in lists.items()
        if chosen in (None, name) or chosen not in lists
    }
    return render(request, "inzage/work.html", {"lists": shown, "of": of, "own": has_own_work(by), "chosen": chosen})


SCREENS = (Screen("", "work", work, Words("Mijn werk", "My work"), menu=10),)
