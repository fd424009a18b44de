"""What other systems read: kinds of the catalogue as far as they are for everybody, and commitments."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import P, PathEx, Query, QueryEx, Router

from inzage.register import Kind
from inzage.register.api import forms
from inzage.register.api.guarding import actor_of
from inzage.register.api.paging import paged
from inzage.register.api.routing import MISSING, PAGES, route
from inzage.register.models import Record
from inzage.register.values import Noun
from inzage.register.web.kinds import catalogue
from inzage.register.web.reading import one, visible
from inzage.register.zones import day_of

router = Router(tags=["Soorten en toezeggingen"])
NOUN = "Alleen soorten van dit zelfstandig naamwoord."
OfNoun = QueryEx[Noun | None, P(description=NOUN)]
Version = PathEx[int, P(ge=1, le=10_000)]


@route(
    router,
    "GET",
    "/kinds",
    "listKinds",
    says=("Soorten gegevens", "Alle versies van alle soorten van de catalogus, op code en versie."),
    answers={200: forms.Kinds},
    asks=PAGES | {"noun"},
)
def kinds(request: HttpRequest, paging: Query[forms.Paging], noun: OfNoun = None) -> dict[str, object]:
    """By code and version."""
    found = sorted(catalogue().kinds.values(), key=lambda kind: (kind.code, kind.version))
    some = [kind for kind in found if noun in (None, kind.noun)]
    return paged(request, paging, some, lambda page: [_kind(kind) for kind in page])


@route(
    router,
    "GET",
    "/kinds/{code}/versions/{version}",
    "getKind",
    says=("Eén versie van een soort", "Wat een versie van een soort heet, haar toestanden en haar bewaartermijn."),
    answers={200: forms.Kind},
    faults=(MISSING,),
)
def kind(request: HttpRequest, code: str, version: Version) -> dict[str, Any]:
    """One of those in the list."""
    found = catalogue().kinds.get((code, version))
    if found is None:
        raise Http404
    return _kind(found)


@route(
    router,
    "GET",
    "/commitments",
    "listCommitments",
    says=("Toezeggingen", "Toezeggingen aan de Kamer, de oudste eerst. Zonder dag is een toezegging nooit te laat."),
    answers={200: forms.Commitments},
    asks=PAGES,
)
def commitments(request: HttpRequest, paging: Query[forms.Paging]) -> dict[str, object]:
    """The oldest first."""
    found = visible(actor_of(request)).filter(noun=Noun.COMMITMENT.value).order_by("happened", "id")
    return paged(request, paging, found, lambda some: [_commitment(record) for record in some])


@route(
    router,
    "GET",
    "/commitments/{commitment}",
    "getCommitment",
    says=("Eén toezegging", "Een toezegging en hoe het ermee staat."),
    answers={200: forms.Commitment},
    faults=(MISSING,),
)
def commitment(request: HttpRequest, commitment: UUID) -> dict[str, Any]:
    """One of those in the list."""
    return _commitment(one(actor_of(request), commitment, Noun.COMMITMENT))


def _kind(kind: Kind) -> dict[str, Any]:
    return {
        "code": kind.code,
        "version": kind.version,
        "noun": kind.noun,
        "scope": kind.scope,
        "name": {"nl": kind.words.nl, "en": kind.words.en},
        "states": list(kind.table.states),
        "rows": list(kind.rows),
        "retention_days": kind.retention_days,
        "valid_from": kind.valid_from,
        "valid_until": kind.valid_to,
        "digest": kind.digest,
    }


def _commitment(record: Record) -> dict[str, Any]:
    told = {name: record.data.get(name) for name in ("row", "form", "to", "said")}
    days = {"made_on": day_of(record.happened), "due_on": record.due}
    return {"id": record.root, "state": record.state} | told | days
