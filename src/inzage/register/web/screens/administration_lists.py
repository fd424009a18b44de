"""Beheer, lijsten: what is imported and whether it still counts; bring one, import it with two people, withdraw it."""

from typing import BinaryIO, cast
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from inzage.errors import InzageError
from inzage.register.erasing import DONE
from inzage.register.log import now
from inzage.register.models import Record
from inzage.register.running.places import Places
from inzage.register.values import Role, Words
from inzage.register.watching.arriving import arrive
from inzage.register.watching.faults import refused
from inzage.register.watching.importing import ACT, bring_in
from inzage.register.watching.importing import withdraw as take_out
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.administering import proposing, watch
from inzage.register.web.failing import status_of
from inzage.register.web.flash import tell
from inzage.register.web.kinds import catalogue
from inzage.register.web.listing import rows
from inzage.register.web.paging import paged
from inzage.register.web.saying import sentence
from inzage.register.web.stepping import ways
from inzage.register.zones import day_of

MANAGERS = frozenset({Role.LISTS})
WHO = MANAGERS | {Role.LEAD}
TITLE = Words("Lijsten", "Lists")
PROPOSED = Words(
    "Nagegaan en voorgesteld. Een tweede persoon (lijstbeheerder of teamleider) beslist erover.",
    "Examined and proposed. A second person (list manager or team leader) decides on it.",
)
IMPORTED = Words("De lijst is ingevoerd.", "The list was imported.")
WITHDRAWN = Words(
    "De lijst is ingetrokken; haar vermeldingen zijn gewist.", "The list was withdrawn; its entries were erased."
)


def lists(request: HttpRequest) -> HttpResponse:
    """The lists of this machine, those that were stopped or withdrawn, and the latest decisions."""
    by = actor_of(request)
    shown = {
        "shelf": watch.shelf(Places.from_settings(), day_of(now())),
        "page": paged(request, watch.decisions(by), rows),
        "manager": by.role in MANAGERS,
    }
    return render(request, "inzage/administration_lists.html", shown)


def bring(request: HttpRequest) -> HttpResponseBase:
    """Bring a list and its manifest: examined in the locked worker, then proposed to a second person."""
    asked = proposing.asked(request)
    said, status = "", 200
    if request.method == "POST":
        try:
            if asked.ready:
                made = _brought(request, asked)
                tell(request, PROPOSED)
                return redirect("admin-list", made.root)
            status = 400
        except InzageError as fault:
            said, status = sentence(fault), status_of(fault)
    shown = {"proposal": asked, "form": asked.form, "said": said}
    return render(request, "inzage/administration_list_bring.html", shown, status=status)


def _brought(request: HttpRequest, asked: proposing.Proposal) -> Record:
    listed, manifest = request.FILES.get("listed"), request.FILES.get("manifest")
    if not isinstance(listed, UploadedFile) or not isinstance(manifest, UploadedFile):
        raise refused("empty")
    csv = str(listed.name).lower().endswith(".csv")
    found = arrive(cast(BinaryIO, listed), cast(BinaryIO, manifest), Places.from_settings(), csv=csv)
    return proposing.propose(request, asked, {"act": ACT, "object": found.object})


def one_list(request: HttpRequest, key: UUID, said: str = "", status: int = 200) -> HttpResponse:
    """A decision on a list: what the list is, who may do what."""
    by = actor_of(request)
    found = get_object_or_404(watch.decisions(by), root=key)
    shown = {
        "waiting": watch.waiting(by, found, Places.from_settings(), day_of(now())),
        "reasons": found.data["reasons"],
        "object": found.data.get("object", ""),
        "ways": [way for way in ways(found, by) if way.target != DONE and way.open],
        "said": said,
    }
    return render(request, "inzage/administration_list.html", shown, status=status)


@require_POST
def do_import(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Carry the decision out."""
    by = actor_of(request)
    found = get_object_or_404(watch.decisions(by), root=key)
    try:
        bring_in(catalogue(), found, by, Places.from_settings(), now())
    except InzageError as fault:
        return one_list(request, key, sentence(fault), status_of(fault))
    tell(request, IMPORTED)
    return redirect("admin-lists")


def withdraw(request: HttpRequest, name: str) -> HttpResponseBase:
    """Asked first; posted, the list is out."""
    places = Places.from_settings()
    line = next((each for each in watch.shelf(places, day_of(now())).stored if each.manifest.name == name), None)
    if line is None:
        raise Http404
    if request.method != "POST":
        return render(request, "inzage/administration_list_withdraw.html", {"line": line})
    take_out(name, actor_of(request), places)
    tell(request, WITHDRAWN)
    return redirect("admin-lists")


SCREENS = (
    Screen("beheer/lijsten", "admin-lists", lists, TITLE, WHO),
    Screen("beheer/lijsten/aanbieden", "admin-list-bring", bring, TITLE, MANAGERS),
    Screen("beheer/lijsten/<uuid:key>", "admin-list", one_list, TITLE, WHO),
    Screen("beheer/lijsten/<uuid:key>/invoeren", "admin-list-import", do_import, TITLE, MANAGERS),
    Screen("beheer/lijsten/intrekken/<str:name>", "admin-list-withdraw", withdraw, TITLE, MANAGERS),
)
