"""What can be laid ready for the night: planned checks with an order that holds today, each with its carrier.

One order is one check: a row is one check, and no carrier lies on two rows.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from inzage.errors import InzageError
from inzage.register.faults import RegisterFault
from inzage.register.log import now
from inzage.register.models import Record
from inzage.register.rights import may_do
from inzage.register.running import Laid, Priority, runs
from inzage.register.running.night_words import PRIORITIES
from inzage.register.running.orders import last_day
from inzage.register.running.pausing import URGENCY
from inzage.register.running.places import Places
from inzage.register.running.tables import GivenOrder, Run
from inzage.register.values import Actor
from inzage.register.web.checking.carriers import CarrierForm
from inzage.register.web.checking.carriers import ready as carriers
from inzage.register.web.kinds import catalogue
from inzage.register.web.listing import pseudonym
from inzage.register.web.reading import visible, with_person
from inzage.register.web.saying import say, t
from inzage.register.zones import day_of

MOST = 40
"""Checks on one page: a night for one machine."""


class TwiceLaid(RegisterFault):
    """One carrier was chosen with two checks."""

    nl = (
        "Gegevensdrager {carrier} is bij meer dan één controle gekozen. Die controles staan niet klaar; kies bij elke "
        "controle de drager van die persoon."
    )
    en = (
        "Carrier {carrier} was chosen with more than one check. Those checks were not queued; choose with each check "
        "the carrier of that person."
    )


class RowWrong(RegisterFault):
    """A row of the form is not in order."""

    nl = (
        "Deze regel is niet compleet of niet in orde. Kies een drager uit de lijst, de soort, hoe u hem kreeg, van wie."
    )
    en = "This row is not complete, or not in order. Choose a carrier of the list, its kind, how you got it, whose."


class NightForm(CarrierForm):
    """One check: its carrier, what is said of it, and what goes first."""

    priority = forms.TypedChoiceField(coerce=int)

    def __init__(self, key: UUID, by: Actor, sent: QueryDict | None = None, kind: str = "") -> None:
        super().__init__(1, sent, prefix=f"controle-{key.hex[:12]}")
        if kind:
            self.fields["kind"].initial = kind
        offered = [each for each in Priority if each is not Priority.URGENT or may_do(by.role, URGENCY)]
        self._choose(
            "priority", t("Voorrang", "Priority"), [(str(each.value), say(PRIORITIES[each])) for each in offered]
        )
        self.fields["priority"].initial = Priority.ORDINARY.value


@dataclass(frozen=True, slots=True)
class Ready:
    """A check that can be laid ready. ``last``: its order's last day; ``short``: that is today."""

    record: Record
    given: GivenOrder
    person: str
    last: date
    short: bool
    form: NightForm


def ready(by: Actor, sent: QueryDict | None = None) -> list[Ready]:
    """Checks that may begin today, the one that must begin first first."""
    today = day_of(now())
    live = {given.activity_id: given for given in GivenOrder.objects.filter(live=True, on__lte=today)}
    held = {key: given for key, given in live.items() if last_day(given) >= today}
    mine = visible(by).filter(kind="controle", state="gepland", organisation=by.organisation, root__in=held)
    found = sorted(mine, key=lambda record: (last_day(held[record.root]), record.happened, record.id))[:MOST]
    return [_ready(record, held[record.root], by, sent) for record in with_person(found)]


def _ready(record: Record, given: GivenOrder, by: Actor, sent: QueryDict | None) -> Ready:
    kinds = record.data["carriers"]
    form = NightForm(record.root, by, sent, kinds[0] if len(kinds) == 1 else "")
    last = last_day(given)
    return Ready(record, given, pseudonym(record), last, last == day_of(now()), form)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of the form: runs that were queued, and for whom it failed, with why."""

    queued: Sequence[Run]
    failed: Sequence[tuple[Ready, InzageError]]


def lay(rows: Sequence[Ready], by: Actor, reasons: str) -> Outcome:
    """Queue each row with a carrier, by itself: what is wrong with one keeps none of the others."""
    chosen = [each for each in rows if each.form.data.get(each.form.add_prefix("path"))]
    paths = Counter(str(each.form.data.get(each.form.add_prefix("path"))) for each in chosen)
    queued: list[Run] = []
    failed: list[tuple[Ready, InzageError]] = []
    for each in chosen:
        try:
            queued.append(_queued(each, by, reasons, paths))
        except InzageError as fault:
            failed.append((each, fault))
    return Outcome(queued, failed)


def _queued(each: Ready, by: Actor, reasons: str, paths: Mapping[str, int]) -> Run:
    laid: Laid | None = each.form.laid() if each.form.is_valid() else None
    if laid is None:
        raise RowWrong()
    if paths[laid.path] > 1:
        raise TwiceLaid(carrier=dict(carriers()).get(laid.path, ""))
    told: dict[str, Any] = each.form.cleaned_data
    priority = Priority(told["priority"])
    turn = runs.Turn(priority, reasons if priority is Priority.URGENT else "")
    return runs.queue(catalogue(), each.given, [laid], by, Places.from_settings(), at=now(), turn=turn)
