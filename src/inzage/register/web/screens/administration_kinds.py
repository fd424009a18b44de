"""Beheer, soorten: the catalogue as tables, and the folders that kinds come from. To be read, not changed here."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from inzage.register import words
from inzage.register.values import Role, Words
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.administering import catalogue_of
from inzage.register.web.kinds import catalogue
from inzage.register.web.paging import paged
from inzage.register.web.saying import say

WHO = frozenset({Role.ADMINISTRATOR, Role.LEAD})
TITLE = Words("Soorten", "Kinds")


def kinds(request: HttpRequest) -> HttpResponse:
    """All versions; ``?soort=`` one noun."""
    noun = request.GET.get("soort", "")
    found = catalogue_of.versions(actor_of(request), noun)
    shown = {
        "page": paged(request, found, list),
        "noun": noun,
        "nouns": catalogue_of.nouns(),
        "folders": catalogue_of.folders(),
    }
    return render(request, "inzage/administration_kinds.html", shown)


def kind(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """One version: its states and steps as tables, who does what, its fields and its digest."""
    found = catalogue().kinds.get((code, version))
    if found is None:
        raise Http404
    shown = {
        "kind": found,
        "line": catalogue_of.line(actor_of(request), found),
        "noun": say(words.noun(found.noun)),
        "about": ", ".join(say(words.noun(each)) for each in found.about),
        "others": [k for k in catalogue().kinds.values() if k.code == code and k.version != version],
        "makers": catalogue_of.roles(found.makers),
        "readers": catalogue_of.readers(found),
        "states": catalogue_of.states(found),
        "steps": catalogue_of.steps(found),
        "fields": catalogue_of.fields(found),
        "acts": catalogue_of.acts(found),
        "tests": [(say(words.plain(name)), text) for name, text in found.tests.items()],
    }
    return render(request, "inzage/administration_kind.html", shown)


SCREENS = (
    Screen("beheer/soorten", "admin-kinds", kinds, TITLE, WHO),
    Screen("beheer/soorten/<slug:code>/<int:version>", "admin-kind", kind, TITLE, WHO),
)
