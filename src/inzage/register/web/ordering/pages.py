"""What the screen shows and does: a page with its status, or where to go on to."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from inzage.errors import InzageError
from inzage.register.log import now
from inzage.register.models import Record, Step
from inzage.register.running.places import Places
from inzage.register.values import Actor, Role, Words
from inzage.register.web.acting import actor_of
from inzage.register.web.failing import status_of
from inzage.register.web.kinds import catalogue, kind_of
from inzage.register.web.listing import pseudonym, rows
from inzage.register.web.ordering import signing
from inzage.register.web.ordering.comparing import NAME, compared, ticks
from inzage.register.web.ordering.entry import Entry, opened_at
from inzage.register.web.ordering.keys import Held, key_of
from inzage.register.web.ordering.looking import look_at, look_over
from inzage.register.web.ordering.reading import CONCEPT, PROPOSED, SIGNED, Order
from inzage.register.web.ordering.saving import Saved, save
from inzage.register.web.ordering.writing_down import Written
from inzage.register.web.reading import visible
from inzage.register.web.saying import say, sentence
from inzage.register.web.schema_forms import References, describe
from inzage.register.web.stepping import ways
from inzage.register.zones import day_of
from inzage.signing import Role as Signer

SAVED = Words(
    "De opdracht is bewaard als concept. Kijk na wat zij opent, en onderteken als eerste.",
    "The order was saved as a draft. Look at what it opens, and sign as the first.",
)
PROPOSED_NOW = Words(
    "U hebt als eerste ondertekend. Een tweede persoon vergelijkt nu elk veld met de uitspraak.",
    "You signed as the first. A second person now compares each field with the verdict.",
)
SIGNED_NOW = Words(
    "De opdracht is door twee personen ondertekend en geldt. Het bestand is bewaard.",
    "The order was signed by two people and holds. The file is kept.",
)


@dataclass(frozen=True, slots=True)
class Page:
    """``where``: done, go there. ``done``: what is said on the next page."""

    template: str = ""
    shown: dict[str, Any] = field(default_factory=dict)
    status: int = 200
    where: str = ""
    done: Words | None = None


def entry_page(request: HttpRequest, place: Record, *, saves: bool, looks: bool = False) -> Page:
    """The form; saved where it was sent and is in order, shown again with all that was typed where it is not."""
    by, today = actor_of(request), day_of(now())
    posted = request.POST if request.method == "POST" else None
    at = opened_at(posted, now())
    entry = Entry(catalogue(), _key(posted), day_of(at), posted, advised(by, place))
    said, status = "", 200
    if saves:
        said, status = _not_in_order(entry)
        try:
            if entry.valid:
                order = save(catalogue(), entry, Saved(by, place, at))
                return Page(where=reverse("order", args=[order.root]), done=SAVED)
        except InzageError as fault:
            said, status = sentence(fault), status_of(fault)
    shown = {
        "entry": entry,
        "place": place,
        "person": pseudonym(place),
        "opened": at.isoformat(),
        "said": said,
        "complains": saves,
        "looked": looks,
        "look": look_at(entry, pseudonym(place), today),
        "trial": settings.DEMO,
    }
    return Page("inzage/order_new.html", shown, status)


def advised(by: Actor, place: Record) -> References:
    """Of a field that points to a record: the advice in the trajectory."""
    found = visible(by).filter(trajectory=place.root, kind__in=ADVICE).order_by("-happened")
    told = [(str(row.record.root), f"{row.title}, {day_of(row.happened):%d-%m-%Y}") for row in rows(found)]
    return lambda _: told


ADVICE = ("advies", "adviespunt")


def _not_in_order(entry: Entry) -> tuple[str, int]:
    return ("", 200) if entry.valid else (entry.no_block, 400)


def _key(posted: Any) -> UUID:  # noqa: ANN401 a QueryDict, or None
    try:
        return UUID(posted["key"]) if posted is not None else uuid4()
    except (KeyError, ValueError):
        return uuid4()


def order_page(request: HttpRequest, order: Order, *, signs: bool = False) -> Page:
    """An order in words; with ``signs`` the first signature is put under it."""
    by, said, status = actor_of(request), "", 200
    if signs:
        try:
            signing.propose(catalogue(), order, _how(request), Places.from_settings())
            return Page(where=reverse("order", args=[order.record.root]), done=PROPOSED_NOW)
        except InzageError as fault:
            said, status = sentence(fault), status_of(fault)
    shown = _shown(order, by) | {"said": said, "trial": settings.DEMO}
    shown |= _key_shown(by, Signer.MANDATE_ISSUER)
    return Page("inzage/order.html", shown, status)


def sign_page(request: HttpRequest, order: Order) -> Page:
    """Every field beside the verdict; with all ticks the second signature."""
    by, said, status = actor_of(request), "", 200
    posted = request.POST.getlist(NAME)
    found = ticks(order, posted)
    left = sum(not tick.ticked for tick in found)
    if request.method == "POST" and left:
        said, status = f"{say(UNTICKED)} {left}.", 400
    elif request.method == "POST":
        try:
            signing.second(catalogue(), order, _how(request), compared(order, posted), Places.from_settings())
            return Page(where=reverse("order", args=[order.record.root]), done=SIGNED_NOW)
        except InzageError as fault:
            said, status = sentence(fault), status_of(fault)
    shown = _shown(order, by) | {
        "said": said,
        "ticks": found,
        "complains": left and request.method == "POST",
        "trial": settings.DEMO,
    }
    shown |= _key_shown(by, Signer.SECOND_SIGNER)
    return Page("inzage/order_sign.html", shown, status)


UNTICKED = Words(
    "Vergelijk elk veld met de uitspraak en vink het af. Er is niets ondertekend. Nog niet vergeleken velden:",
    "Compare each field with the verdict and tick it. Nothing was signed. Fields not compared yet:",
)


def _how(request: HttpRequest) -> signing.Signing:
    sent = request.POST
    return signing.Signing(actor_of(request), now(), sent.get("seen", ""), sent.get("passphrase", ""))


def _shown(order: Order, by: Actor) -> dict[str, Any]:
    """What both pages of an order show."""
    record = order.record
    look = look_over(Written(order.person, record.data, [each.data for each in order.checks]), day_of(now()))
    return {
        "order": order,
        "record": record,
        "row": rows([record])[0],
        "state": say(kind_of(record).table.states[record.state]),
        "look": look,
        "conditions": rows(order.conditions),
        "lines": describe(kind_of(record).data, _of_verdict(record), record.kind),
        "proposal": order.proposal,
        "stale": _stale(order, look.told.mandate.sha256 if look.told else ""),
        "signature": record.steps.filter(target=SIGNED).first(),
        "first": Step.objects.filter(record__root=record.root, target=PROPOSED).order_by("-recorded").first(),
        "ways": ways(record, by),
        "mine": record.actor == by.key,
        "may_propose": record.state == CONCEPT and record.actor == by.key and by.role is Role.OFFICER,
        "may_sign": record.state == PROPOSED and by.role in SIGNERS and by.key not in signing.makers(order),
        "may_correct": record.state in {CONCEPT, PROPOSED} and by.role is Role.OFFICER,
        "plans": record.state == SIGNED and by.role in PLANNERS,
        "may_ask": record.state == SIGNED and by.role is Role.OFFICER,
    }


PLANNERS = frozenset({Role.PLANNER, Role.LEAD})
SIGNERS = frozenset({Role.OFFICER, Role.LEAD})
UNSAID = {"verdict", "token_salt", "shut_users", "shut_contacts", "retention_days", "on_halt", "on_halt_call"}
"""Fields that are told elsewhere on the page."""


def _of_verdict(record: Record) -> dict[str, Any]:
    return {name: value for name, value in record.data.items() if name not in UNSAID}


def _stale(order: Order, sha256: str) -> bool:
    """Whether the order was changed after the first signature."""
    step = order.proposal
    return step is not None and step.details["mandate_sha256"] != sha256


def _key_shown(by: Actor, role: Signer) -> dict[str, Any]:
    """The key that would sign, or why there is none."""
    try:
        held: Held | None = key_of(by, role)
    except InzageError as fault:
        return {"held": None, "no_key": sentence(fault)}
    return {"held": held, "no_key": ""}
