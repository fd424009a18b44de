"""Check orders: asked for by one, agreed to by a second, signed by the register, good for one check."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from inzage.mandate import CheckOrder, Mandate, refusals
from inzage.mandate.frequency import SAID, running_span
from inzage.mandate.ordering import may_act_under, new_order
from inzage.mandate.signed import signed_order
from inzage.register import Catalogue, Kind
from inzage.register.faults import Overtaken
from inzage.register.guards import GUARDS, PLANNED
from inzage.register.log import writing
from inzage.register.models import Record
from inzage.register.moving import Asked, move
from inzage.register.running.faults import NoConsent, NotPlanned, OrderLives, OrderSpent
from inzage.register.running.papers import mandate_in, paper_of
from inzage.register.running.places import Places
from inzage.register.running.tables import GivenOrder, Intake, Paper
from inzage.register.values import Actor, Role
from inzage.register.writing import Links, Times, record, refuse
from inzage.register.zones import day_of

CHECK, UNDER_WAY = "controle", "onderweg"
CONSENT, ACT, AGREED = "tweepersoonsbesluit", "controleopdracht", "vastgesteld"
CARRIED_OUT = "uitgevoerd"
USED, WITHDRAWN = "gebruikt", "ingetrokken"


@dataclass(frozen=True, slots=True)
class Wanted:
    """An order that somebody wants given out. ``consent``: the proposal to which a second person agreed."""

    activity: UUID
    by: Actor
    consent: UUID
    at: datetime
    valid_days: int = 1


def ask(catalogue: Catalogue, activity: Record, by: Actor, reasons: str, at: datetime) -> Record:
    """Propose an order for this check; a colleague agrees with ``moving.consent`` to *vastgesteld*."""
    said = {"act": ACT, "reasons": reasons, "subject": str(activity.root)}
    return record(catalogue, CONSENT, by, said, Times(at), links=Links(activity.trajectory, activity))


def issue(catalogue: Catalogue, wanted: Wanted, places: Places) -> GivenOrder:
    """Sign an order for a planned check that may take place, and keep it.

    Raises:
        NotPlanned, OrderLives, NoConsent, NoMandate: it is not the moment.
        Refused: frequency, manner, officials or training forbid this check.
        NotAdmitted: the mandate itself does (period, frequency, officials).
    """
    key = places.key()
    with writing():
        activity = newest(wanted.activity)
        _may_start(catalogue.kinds[activity.kind, activity.version], activity)
        consent = _consent(wanted, activity)
        paper = paper_of(activity)
        order = _order(mandate_in(paper), paper, activity, wanted)
        made = _recorded(catalogue, order, activity, wanted)
        move(catalogue, Asked(consent.id, CARRIED_OUT, wanted.by, wanted.at, {}))
        return GivenOrder.objects.create(
            record=made,
            activity=_root(activity),
            consent=consent,
            mandate=paper,
            nonce=order.nonce,
            number=order.number,
            on=order.on,
            valid_days=order.valid_days,
            envelope=signed_order(order, [key]),
            live=True,
        )


def withdraw(catalogue: Catalogue, given: GivenOrder, by: Actor, at: datetime) -> None:
    """Take an order back that was not used; its number counts no more."""
    with writing():
        if not GivenOrder.objects.get(pk=given.pk).live:
            raise OrderSpent(found=("gebruikt of ingetrokken", "used or withdrawn"))
        move(catalogue, Asked(given.record_id, WITHDRAWN, by, at, {}))
        GivenOrder.objects.filter(pk=given.pk).update(live=False)


def use(catalogue: Catalogue, given: GivenOrder, by: Actor, at: datetime) -> None:
    """The check was carried out under this order. Within the transaction of the intake."""
    move(catalogue, Asked(given.record_id, USED, by, at, {}))
    GivenOrder.objects.filter(pk=given.pk).update(live=False)


def live_order(activity: Record) -> GivenOrder | None:
    """The order that is open for a check."""
    return GivenOrder.objects.filter(activity_id=activity.root, live=True).first()


def good_on(given: GivenOrder, day: date) -> None:
    """``OrderSpent`` where the order does not hold on this day."""
    last = last_day(given)
    if not given.live:
        raise OrderSpent(found=("gebruikt of ingetrokken", "used or withdrawn"))
    if not given.on <= day <= last:
        raise OrderSpent(found=(f"zij geldt van {given.on} tot en met {last}", f"it holds from {given.on} to {last}"))


def last_day(given: GivenOrder) -> date:
    """The last day on which a check may begin under this order."""
    return given.on + timedelta(days=given.valid_days - 1)


def newest(key: UUID) -> Record:
    """The newest version of a record."""
    found = Record.objects.filter(root=Record.objects.get(id=key).root, corrected_by__isnull=True).first()
    if found is None:
        raise Overtaken(state="?")
    return found


def _root(activity: Record) -> Record:
    return Record.objects.get(id=activity.root)


def _may_start(kind: Kind, activity: Record) -> None:
    """It is planned, no order is out for it, and the condition lets it begin."""
    if kind.code != CHECK or activity.state != PLANNED:
        raise NotPlanned(state=activity.state)
    if live_order(activity) is not None:
        raise OrderLives()
    for name in kind.guards.get(UNDER_WAY, ()):
        if said := GUARDS[name](kind, activity, _first_performer(activity), activity.happened):
            raise refuse(said)


def _first_performer(activity: Record) -> Actor:
    """Who will begin it: the guards ask of whoever does, not of who gives out the order."""
    roles = {role.value for role in Role}
    each: list[Mapping[str, Any]] = activity.data["performers"]
    first = next((one for one in each if one["function"] in roles), None)
    if first is None:
        raise refusals.OfficialNotOnOrder(expected="—", found=each[0]["function"])
    return Actor(first["key"], Role(first["function"]), activity.organisation)


def _consent(wanted: Wanted, activity: Record) -> Record:
    found = Record.objects.filter(id=wanted.consent, kind=CONSENT, state=AGREED, corrected_by__isnull=True).first()
    fits = found is not None and found.data["act"] == ACT and found.data.get("subject") == str(activity.root)
    if found is None or not fits or GivenOrder.objects.filter(consent=found).exists():
        raise NoConsent()
    return found


def _order(mandate: Mandate, paper: Paper, activity: Record, wanted: Wanted) -> CheckOrder:
    on = day_of(activity.happened)
    _in_period(mandate, on)
    return new_order(
        mandate,
        number=_number(mandate, paper, on),
        on=on,
        valid_days=wanted.valid_days,
        officials=_officials(mandate, activity),
        previous=_previous(paper),
    )


def _in_period(mandate: Mandate, on: date) -> None:
    if on < mandate.period.first:
        raise refusals.NotYetValid(first=mandate.period.first, today=on)
    if on > mandate.period.last:
        raise refusals.Expired(last=mandate.period.last, today=on)


def _number(mandate: Mandate, paper: Paper, on: date) -> int:
    """Which check of the span this is: one more than were used, or lie ready."""
    span, most = running_span(mandate, on), mandate.frequency.at_most
    others = GivenOrder.objects.filter(mandate=paper, on__gte=span.first, on__lte=span.last)
    number = others.exclude(record__state=WITHDRAWN).count() + 1
    if number > most:
        raise refusals.OverFrequency(at_most=most, per=SAID[mandate.frequency.per], found=number)
    return number


def _officials(mandate: Mandate, activity: Record) -> tuple[str, ...]:
    allowed = may_act_under(mandate)
    functions = [each["function"] for each in activity.data["performers"]]
    named = tuple(dict.fromkeys(one for one in functions if one in allowed))
    if not named:
        raise refusals.OfficialNotOnOrder(expected=", ".join(allowed) or "—", found=", ".join(functions))
    return named


def _previous(paper: Paper) -> str | None:
    last = Intake.objects.filter(order__mandate=paper).order_by("-record__happened").first()
    return last.code if last else None


def _recorded(catalogue: Catalogue, order: CheckOrder, activity: Record, wanted: Wanted) -> Record:
    said = {
        "order_sha256": order.sha256,
        "mandate_sha256": order.mandate_sha256,
        "consent": str(wanted.consent),
        "number": order.number,
        "on": order.on.isoformat(),
        "valid_days": order.valid_days,
        "officials": list(order.officials),
    } | ({"previous": order.previous} if order.previous else {})
    links = Links(activity.trajectory, activity)
    return record(catalogue, ACT, wanted.by, said, Times(wanted.at), links=links, key=uuid4())
