"""Opdracht: a court's order is entered with its wording checked beside it, signed by two people, and handed out."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from inzage.register.log import note, now, writing
from inzage.register.models import Record
from inzage.register.values import Noun, Role, Words
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.flash import tell
from inzage.register.web.kinds import catalogue
from inzage.register.web.listing import rows
from inzage.register.web.ordering.board import board
from inzage.register.web.ordering.faults import NoFile
from inzage.register.web.ordering.pages import Page, entry_page, order_page, sign_page
from inzage.register.web.ordering.reading import PROPOSED, order_of
from inzage.register.web.reading import one
from inzage.register.web.trajectories import trajectories
from inzage.register.zones import day_of

ENTERS = frozenset({Role.OFFICER})
SIGNS = frozenset({Role.OFFICER, Role.LEAD})
SEES = frozenset({Role.OFFICER, Role.LEAD, Role.EXPERT, Role.PLANNER})
TITLE = Words("Opdracht", "Order")
MOST = 50
"""Lines of a choice."""


def orders(request: HttpRequest) -> HttpResponse:
    """The orders of the organisation; ``?toestand=`` narrows, ``?pagina=`` leads on."""
    return render(request, "inzage/orders.html", board(request))


def new(request: HttpRequest) -> HttpResponseBase:
    """Enter an order on the trajectory ``?traject=``; without one it is asked first."""
    place = _trajectory(request)
    if place is None:
        return _whom(request)
    return _answer(request, entry_page(request, place, saves=request.method == "POST"))


def look(request: HttpRequest) -> HttpResponseBase:
    """The wording check of the form as it stands: a part of the page, or the whole of it without scripts."""
    place = _trajectory(request)
    if request.method != "POST" or place is None:
        return redirect("orders")
    page = entry_page(request, place, saves=False, looks=True)
    if "HX-Request" in request.headers:
        return render(request, "inzage/order_look.html", page.shown)
    return _answer(request, page)


def show(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """One order: what it comes to in words, where it stands, what may be done."""
    return _answer(request, order_page(request, order_of(actor_of(request), key)))


def propose(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The first signature."""
    if request.method != "POST":
        return redirect("order", key)
    return _answer(request, order_page(request, order_of(actor_of(request), key), signs=True))


def sign(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The second person compares each field with the verdict, and signs."""
    order = order_of(actor_of(request), key)
    if order.record.state != PROPOSED:
        return redirect("order", order.record.root)
    return _answer(request, sign_page(request, order))


def file(request: HttpRequest, key: UUID) -> HttpResponse:
    """The signed mandate, to take along; that it was taken stands in the log."""
    by = actor_of(request)
    order = order_of(by, key)
    paper = order.paper
    if paper is None:
        raise NoFile()
    with writing() as at:
        note("hand out", order.record.root, by, at, kind="mandate", told=paper.sha256)
    answer = HttpResponse(bytes(paper.envelope), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="opdracht-{paper.sha256[:12]}.dsse.json"'
    return answer


def _answer(request: HttpRequest, page: Page) -> HttpResponseBase:
    if page.done is not None:
        tell(request, page.done)
    if page.where:
        return redirect(page.where)
    return render(request, page.template, page.shown, status=page.status)


def _trajectory(request: HttpRequest) -> Record | None:
    try:
        asked = UUID(request.GET.get("traject", ""))
    except ValueError:
        return None
    return one(actor_of(request), asked, Noun.TRAJECTORY)


def _whom(request: HttpRequest) -> HttpResponse:
    """Ask on whose trajectory."""
    asked = request.GET.get("zoek", "").strip()
    found = rows(trajectories(actor_of(request), asked, "allen")[:MOST]) if asked else []
    kind = catalogue().on("opdracht", day_of(now()))
    return render(request, "inzage/whom.html", {"kind": kind, "asked": asked, "rows": found})


SCREENS = (
    Screen("opdracht", "orders", orders, TITLE, SEES, menu=30),
    Screen("opdracht/nieuw", "order-new", new, Words("Opdracht invoeren", "Enter an order"), ENTERS),
    Screen("opdracht/nakijken", "order-look", look, Words("Tekst nakijken", "Check the wording"), ENTERS),
    Screen("opdracht/<uuid:key>", "order", show, TITLE, SEES),
    Screen("opdracht/<uuid:key>/voorleggen", "order-propose", propose, Words("Voorleggen", "Put forward"), ENTERS),
    Screen("opdracht/<uuid:key>/ondertekenen", "order-sign", sign, Words("Vergelijken", "Compare"), SIGNS),
    Screen("opdracht/<uuid:key>/bestand", "order-file", file, Words("Bestand", "File"), SEES),
)
