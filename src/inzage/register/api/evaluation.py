"""Events and spans without persons, for a locked question of the evaluation and nothing else.

The question is the purpose: each page that is given is a line in the log, about that question. Its key
is in the key of every person, so that what two questions were given cannot be laid side by side.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import HeaderEx, P, Query, Router

from inzage.evaluation import Event, Span
from inzage.register import export
from inzage.register.api import forms
from inzage.register.api.faults import PurposeWrong
from inzage.register.api.guarding import actor_of
from inzage.register.api.paging import paged
from inzage.register.api.routing import PAGES, route
from inzage.register.evaluating.keys import key_of
from inzage.register.inspection import EXPORT
from inzage.register.log import canonical, note, now, writing
from inzage.register.models import Record
from inzage.register.values import Actor, Noun
from inzage.register.web.kinds import catalogue
from inzage.register.web.reading import visible

router = Router(tags=["Evaluatie"])
QUESTION, LOCKED = "vraag", "vergrendeld"
INSIDE = frozenset(["source", "about", "trajectory"])
"""What leads to records, in the register only."""
DRAW = "trekking"
PURPOSE = "Kenmerk van de vergrendelde vraag van de evaluatie waarvoor deze gegevens dienen."
Purpose = HeaderEx[UUID, P(alias="Processing-Purpose", description=PURPOSE)]
Given = Callable[[Iterable[Record], bytes], Iterable[Event | Span]]


@route(
    router,
    "GET",
    "/events",
    "listEvents",
    says=(
        "Gebeurtenissen",
        "Wat er op welke dag met iemand gebeurde: een sleutel in plaats van een persoon, woorden uit gesloten lijsten, "
        "geen tekst en geen medewerker. Een bladzijde telt gegevens; elk gegeven is één gebeurtenis.",
    ),
    answers={200: forms.Events},
    asks=PAGES,
)
def events(
    request: HttpRequest,
    paging: Query[forms.Paging],
    purpose: Purpose,
) -> dict[str, object]:
    """In order of time."""
    return _given(request, paging, purpose, "events", lambda found, key: export.events(catalogue(), key, found))


@route(
    router,
    "GET",
    "/spans",
    "listSpans",
    says=(
        "Perioden",
        "In welke toestand iets van iemand was, van dag tot dag. Een bladzijde telt gegevens; elk gegeven heeft een of "
        "meer perioden.",
    ),
    answers={200: forms.Intervals},
    asks=PAGES,
)
def spans(
    request: HttpRequest,
    paging: Query[forms.Paging],
    purpose: Purpose,
) -> dict[str, object]:
    """In order of time of their records."""
    return _given(request, paging, purpose, "spans", lambda found, key: export.intervals(catalogue(), key, found))


def _given(request: HttpRequest, paging: forms.Paging, purpose: UUID, what: str, given: Given) -> dict[str, object]:
    by = actor_of(request)
    question = _question(by, purpose)
    key = key_of(by, question.root)

    def shown(found: list[Record]) -> list[dict[str, Any]]:
        return [_told(one) for one in given(found, key)]

    page = paged(request, paging, _so_far(), shown)
    told = sha256(canonical({"page": paging.page, "size": paging.page_size, "of": page["results"]})).hexdigest()
    with writing() as at:
        note(EXPORT, question.root, by, at, kind=what, told=told)
    return page


def _so_far() -> QuerySet[Record]:
    """Nothing of a day to come: that somebody will be checked, and when, is no figure."""
    return export.on_persons(catalogue()).filter(happened__lte=now()).exclude(kind=DRAW)


def _told(one: Event | Span) -> dict[str, Any]:
    """As it goes out: what is not there is left out, in the digest of the log's line as in the answer.

    So are the keys that lead to records: outside the register they would tie what two questions were given.
    """
    return {name: value for name, value in asdict(one).items() if value is not None and name not in INSIDE}


def _question(by: Actor, key: UUID) -> Record:
    """The question that figures are asked for, once nobody can change it any more."""
    own = visible(by).filter(noun=Noun.PROTOCOL.value, kind=QUESTION, organisation=by.organisation, state=LOCKED)
    found = own.filter(root=key).first()
    if found is None:
        raise PurposeWrong()
    return found
