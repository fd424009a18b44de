"""Beheer, controles: the queue and what became of each run. To be read; officers steer their own checks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from inzage.register.values import Role, Words
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.administering.runs import counts, queue, shown
from inzage.register.web.paging import paged


def runs(request: HttpRequest) -> HttpResponse:
    """The newest first; ``?toestand=`` narrows."""
    by, state = actor_of(request), request.GET.get("toestand", "")
    page = paged(request, queue(by, state), lambda some: shown(by, some))
    return render(request, "inzage/administration_runs.html", {"page": page, "state": state, "states": counts(by)})


SCREENS = (
    Screen(
        "beheer/controles",
        "admin-runs",
        runs,
        Words("Uitvoering van controles", "Checks being carried out"),
        frozenset({Role.ADMINISTRATOR, Role.LEAD}),
    ),
)
