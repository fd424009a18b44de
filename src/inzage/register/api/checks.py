"""Checks that a kit can carry out: the list, one of them, and what a laptop without network takes along."""

from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from inzage.register.api import forms
from inzage.register.api.faults import NoOrderOut
from inzage.register.api.guarding import CHECK, actor_of
from inzage.register.api.paging import paged
from inzage.register.api.routing import CONFLICT, MISSING, PAGES, file, route
from inzage.register.faults import NoSuchRecord
from inzage.register.log import note, now, writing
from inzage.register.models import Record
from inzage.register.running import bundles
from inzage.register.running.orders import last_day, live_order
from inzage.register.running.tables import GivenOrder
from inzage.register.values import Actor, Noun
from inzage.register.web.reading import one, visible
from inzage.register.zones import day_of

router = Router(tags=["Controles"])
PLANNED, TAKEN_ALONG = "gepland", "bundle"
ZIP = "application/zip"


@route(
    router,
    "GET",
    "/checks",
    "listChecks",
    says=("Geplande controles", "Geplande controles van de eigen organisatie waarvoor een controleopdracht openstaat."),
    answers={200: forms.Checks},
    asks=PAGES,
)
def checks(request: HttpRequest, paging: Query[forms.Paging]) -> dict[str, object]:
    """The first planned one first."""
    return paged(request, paging, planned(actor_of(request)), _shown)


@route(
    router,
    "GET",
    "/checks/{check}",
    "getCheck",
    says=("Eén controle", "Een geplande controle waarvoor een controleopdracht openstaat."),
    answers={200: forms.Check},
    faults=(MISSING,),
)
def check(request: HttpRequest, check: UUID) -> dict[str, Any]:
    """One of those in the list."""
    by = actor_of(request)
    found = planned(by).filter(root=own(by, check).root).first()
    if found is None:
        raise NoSuchRecord(expected=CHECK, key=str(check))
    return _shown([found])[0]


@route(
    router,
    "GET",
    "/checks/{check}/bundle",
    "getBundle",
    says=(
        "Opdracht om mee te nemen",
        "Zipbestand met mandate.dsse.json en order.dsse.json, voor inzage check op een laptop zonder netwerk. "
        "Dat een uitrusting dit meeneemt, staat in het logboek.",
    ),
    answers={200: None},
    faults=(MISSING, CONFLICT),
    more={"responses": {200: {"content": {ZIP: {"schema": {"type": "string", "format": "binary"}}}}}},
)
def bundle(request: HttpRequest, check: UUID) -> HttpResponse:
    """Mandate and order; that they were taken out stands in the log with the digest of the file."""
    by = actor_of(request)
    activity = own(by, check)
    given = live_order(activity)
    if given is None or activity.state != PLANNED or last_day(given) < day_of(now()):
        raise NoOrderOut()
    content = bundles.out(given)
    with writing() as at:
        kind = f"{activity.kind}@{activity.version}"
        note(TAKEN_ALONG, activity.root, by, at, kind=kind, told=sha256(content).hexdigest())
    return file(content, f"check-{activity.root}.zip", ZIP)


def planned(by: Actor) -> QuerySet[Record]:
    """Planned checks of the actor's organisation with an open order."""
    live = GivenOrder.objects.filter(live=True).values("activity")
    found = visible(by).filter(organisation=by.organisation, kind=CHECK, state=PLANNED, root__in=live)
    return found.order_by("happened", "id")


def own(by: Actor, key: UUID) -> Record:
    """A check of the actor's organisation that they may see; ``NoSuchRecord`` otherwise."""
    found = one(by, key, Noun.ACTIVITY)
    if found.kind != CHECK or found.organisation != by.organisation:
        raise NoSuchRecord(expected=CHECK, key=str(key))
    return found


def _shown(found: list[Record]) -> list[dict[str, Any]]:
    roots = [record.root for record in found]
    live = GivenOrder.objects.filter(live=True, activity__in=roots).select_related("record")
    orders = {given.activity_id: given for given in live}
    return [_line(record, orders[record.root]) for record in found]


def _line(record: Record, given: GivenOrder) -> dict[str, Any]:
    return {
        "id": record.root,
        "planned_at": record.happened,
        "state": record.state,
        "notice": record.data["notice"],
        "carriers": record.data["carriers"],
        "mandate_sha256": given.mandate_id,
        "order_sha256": given.record.data["order_sha256"],
        "number": given.number,
        "valid_from": given.on,
        "valid_until": last_day(given),
    }
