"""Inzage geven: an export of what the register holds, for the person or for somebody else in it. Each leaves a line."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from inzage.errors import InzageError, Language
from inzage.register.faults import NoSuchRecord, RegisterFault
from inzage.register.giving import give
from inzage.register.inspection import GIVING, Asked, Capacity, Purpose, Recipient
from inzage.register.log import now
from inzage.register.models import Record
from inzage.register.rights import may_do
from inzage.register.values import Actor, Noun, Role, Words
from inzage.register.web import Screen
from inzage.register.web.acting import actor_of
from inzage.register.web.administering import giving
from inzage.register.web.failing import status_of
from inzage.register.web.kinds import catalogue
from inzage.register.web.listing import rows
from inzage.register.web.paging import paged
from inzage.register.web.reading import one
from inzage.register.web.saying import say, sentence
from inzage.register.zones import day_of

WHO = frozenset(role for role in Role if may_do(role, GIVING))
TITLE = Words("Inzage geven", "Give access")
LANGUAGES: Mapping[str, Language] = {"nl": "nl", "en": "en"}
Chosen = TypeVar("Chosen", bound=StrEnum)


class NotChosen(RegisterFault):
    """Something of an export was not chosen."""

    nl = "Kies {what}. Er is geen uitdraai gemaakt."
    en = "Choose {what}. No export was made."


def people(request: HttpRequest) -> HttpResponse:
    """Requests that wait, and a person by exactly their pseudonym or source key."""
    by, asked = actor_of(request), request.GET.get("zoek", "").strip()
    shown = {
        "page": paged(request, giving.waiting(by), giving.lines),
        "asked": asked,
        "found": rows(giving.persons(by, asked)[:1]) if asked else [],
    }
    return render(request, "inzage/inspection.html", shown)


def export(request: HttpRequest, key: UUID) -> HttpResponse:
    """What is to be said of an export of one person; posted, the export itself as one file."""
    by = actor_of(request)
    person = one(by, key, Noun.PARTY)
    if person.kind != "persoon":
        raise NoSuchRecord(expected="persoon", key=str(key))
    said, status = "", 200
    if request.method == "POST":
        try:
            return _given(by, person, _asked(request, person))
        except InzageError as fault:
            said, status = sentence(fault), status_of(fault)
    chosen = request.GET.get("als", "")
    capacity = Capacity(chosen) if chosen in set(Capacity) else None
    shown = {
        "person": person,
        "purposes": [(each.value, say(word)) for each, word in giving.PURPOSES.items()],
        "recipients": [(each.value, say(word)) for each, word in giving.RECIPIENTS.items()],
        "capacities": [(each.value, say(word)) for each, word in giving.CAPACITIES.items()],
        "capacity": capacity.value if capacity else "",
        "mentions": giving.mentions(by, person, capacity) if capacity else [],
        "said": said,
    }
    return render(request, "inzage/inspection_export.html", shown, status=status)


def _asked(request: HttpRequest, person: Record) -> Asked:
    """What was chosen; of a third person in which capacity, and which records are on them."""
    sent = request.POST
    purpose = _one_of(Purpose, sent.get("purpose", ""), Words("waarvoor de uitdraai is", "what the export is for"))
    recipient = _one_of(Recipient, sent.get("recipient", ""), Words("voor wie de uitdraai is", "whom it is for"))
    lang = LANGUAGES.get(sent.get("lang", ""), "nl")
    if recipient is not Recipient.THIRD:
        return Asked(person.root, purpose, recipient, lang)
    capacity = _one_of(Capacity, sent.get("capacity", ""), Words("als wie diegene voorkomt", "as what they appear"))
    try:
        records = {UUID(each) for each in sent.getlist("record")}
    except ValueError:
        records = set()
    if not records:
        raise NotChosen(what=("ten minste één gegeven over diegene", "at least one record on them"))
    return Asked(person.root, purpose, recipient, lang, capacity, records)


def _one_of(words: type[Chosen], sent: str, what: Words) -> Chosen:
    if sent not in {each.value for each in words}:
        raise NotChosen(what=(what.nl, what.en))
    return words(sent)


def _given(by: Actor, person: Record, asked: Asked) -> HttpResponse:
    """One zip with the export as a paper and for machines. Its line is in the log before it goes."""
    made = now()
    answer = HttpResponse(giving.packed(give(catalogue(), asked, by, made)), content_type="application/zip")
    who = "derde" if asked.recipient is Recipient.THIRD else str(person.data["pseudonym"])
    answer["Content-Disposition"] = f'attachment; filename="inzage-{who}-{day_of(made).isoformat()}.zip"'
    return answer


SCREENS = (
    Screen("inzage-geven", "inspection", people, TITLE, WHO, menu=135),
    Screen("inzage-geven/<uuid:key>", "inspection-export", export, TITLE, WHO),
)
