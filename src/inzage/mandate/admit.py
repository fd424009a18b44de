"""The gate: may this mandate, with this order, begin a check on this kit today?

A real mandate carries two people's signatures and comes with an order of the
register for this one check. A validation mandate (no person, every door) counts
only under the laboratory kit's own key. A mandate whose reference begins with
``DEMO-`` is for invented data: a laboratory kit takes it before it is ready for
the field, and every document says *validation*.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from inzage.mandate import NEVER, Admission, AdmissionMark, CheckOrder, Mandate, refusals
from inzage.mandate.acting import Operation
from inzage.mandate.actor import Actor, let_act
from inzage.mandate.catalogue import current, questions_of
from inzage.mandate.codec import mandate_of, order_of
from inzage.mandate.frequency import SAID, running_span
from inzage.mandate.signed import any_mandate
from inzage.mandate.used import UsedOrders
from inzage.signing import PayloadType, Role, SignatureMissing, SignatureWrong
from inzage.signing.canonical import NotCanonical, parse
from inzage.signing.dsse import read, verify, verify_by
from inzage.signing.kit import Kit
from inzage.signing.revocation import CAUSES

DEMO = "DEMO-"
"""How the reference of a mandate over invented data begins."""

_FILE, _ORDER_FILE = "opdracht (mandate)", "controleopdracht (order)"


@dataclass(frozen=True, slots=True)
class _Asked:
    """One request at the gate."""

    mandate: Mandate
    order: CheckOrder
    official: str
    today: date
    used: UsedOrders
    check_id: str | None
    previous_code: str | None


def admit(
    mandate_bytes: bytes,
    order_bytes: bytes | None,
    *,
    kit: Kit,
    today: date,
    used: UsedOrders,
    unsigned: bool = False,
    previous_code: str | None = None,
    check_id: str | None = None,
    actor: Actor | None = None,
) -> Admission:
    """The mandate and order, if a check may begin today; otherwise the reason, raised (exit 5).

    ``today``: an Amsterdam date. ``previous_code``: the code of the previous case,
    where one was given. ``check_id``: of a check to be resumed, whose order was
    used already by that very check. ``actor``: under which role it is carried out, where that
    is another than the kit's own official. Nothing is remembered here: the caller says
    ``used.use(order, check_id)`` when the check really begins.
    """
    mandate = _recognised(mandate_bytes, kit, unsigned)
    _in_period(mandate, today)
    let_act(mandate, actor or Actor(kit.policy.official), Operation.CHECK)
    order = None
    if order_bytes is not None:
        order = _signed_order(order_bytes, kit)
        asked = _Asked(mandate, order, kit.policy.official, today, used, check_id, previous_code)
        for holds in _ORDER_RULES:
            holds(asked)
    elif not (mandate.validation or unsigned):
        raise refusals.OrderMissing()
    return Admission(mandate, order, _marks(mandate, unsigned))


def recognise(
    mandate_bytes: bytes,
    order_bytes: bytes | None,
    *,
    kit: Kit,
    unsigned: bool = False,
    seen_at: datetime | None = None,
) -> Admission:
    """Mandate and order by their signatures alone: no day, use or frequency is weighed.

    ``seen_at``: for a recount, when the check that is counted again began: what was signed well by
    then is not taken from the person checked because a signer lost a key since.
    """
    mandate = _recognised(mandate_bytes, kit, unsigned, seen_at)
    order = _signed_order(order_bytes, kit, seen_at) if order_bytes else None
    return Admission(mandate, order, _marks(mandate, unsigned))


def _recognised(data: bytes, kit: Kit, unsigned: bool, seen_at: datetime | None = None) -> Mandate:
    _not_revoked(kit)
    mandate = _unsigned(data, kit) if unsigned else _signed(data, kit, seen_at)
    questions_of(mandate)  # a condition that this version does not know is said before anything begins
    return mandate


def _not_revoked(kit: Kit) -> None:
    revocation = kit.trust.revoked.get(kit.key.public.keyid)
    if revocation is not None:
        raise refusals.KitRevoked(since=revocation.moment, why=CAUSES[revocation.why])


def _signed_order(data: bytes, kit: Kit, seen_at: datetime | None = None) -> CheckOrder:
    envelope = read(data, file=_ORDER_FILE)
    return order_of(verify(envelope, PayloadType.ORDER, [Role.REGISTER], kit.trust, at=seen_at))


def _signed(data: bytes, kit: Kit, seen_at: datetime | None) -> Mandate:
    envelope = read(data, file=_FILE)
    if _says_validation(envelope.payload):
        if not kit.policy.laboratory:
            raise refusals.ValidationOnFieldKit(kit=_kind(kit))
        try:
            return mandate_of(verify_by(envelope, PayloadType.MANDATE, kit.key.public))
        except (SignatureMissing, SignatureWrong):
            raise refusals.NotSignedByThisKit() from None
    roles = [Role.MANDATE_ISSUER, Role.SECOND_SIGNER]
    payload = verify(envelope, PayloadType.MANDATE, roles, kit.trust, at=seen_at)
    mandate = mandate_of(payload)
    if not kit.policy.field_ready and not (kit.policy.laboratory and is_demo(mandate)):
        raise refusals.KitNotReady(kit=str(kit.path), missing=", ".join(kit.policy.missing))
    return mandate


def is_demo(mandate: Mandate) -> bool:
    """Whether the mandate is for invented data, by its own reference."""
    return mandate.reference.startswith(DEMO)


def _unsigned(data: bytes, kit: Kit) -> Mandate:
    if not kit.policy.laboratory:
        raise refusals.UnsignedNotAllowed()
    return any_mandate(data)


def _says_validation(payload: bytes) -> bool:
    """What the payload claims, before anybody's signature is looked at: only decides whose is needed."""
    try:
        table = parse(payload)
    except NotCanonical:
        return False
    return isinstance(table, dict) and table.get("validation") is True


def _in_period(mandate: Mandate, today: date) -> None:
    if mandate.period == NEVER:
        raise refusals.WithoutPeriod()
    if today < mandate.period.first:
        raise refusals.NotYetValid(first=mandate.period.first, today=today)
    if today > mandate.period.last:
        raise refusals.Expired(last=mandate.period.last, today=today)


def _same_mandate(asked: _Asked) -> None:
    if asked.order.mandate_sha256 != asked.mandate.sha256:
        raise refusals.OrderOfAnotherMandate(
            expected=_short(asked.mandate.sha256), found=_short(asked.order.mandate_sha256)
        )


def _same_person(asked: _Asked) -> None:
    if asked.order.person != asked.mandate.person:
        raise refusals.OrderOfAnotherPerson()


def _for_today(asked: _Asked) -> None:
    last = _later(asked.order.on, asked.order.valid_days - 1)
    if not asked.order.on <= asked.today <= last:
        raise refusals.OrderNotForToday(first=asked.order.on, last=last, today=asked.today)


def _on_order(asked: _Asked) -> None:
    if asked.official not in asked.order.officials:
        raise refusals.OfficialNotOnOrder(expected=_list(asked.order.officials), found=asked.official)


def _number_within(asked: _Asked) -> None:
    frequency = asked.mandate.frequency
    if asked.order.number > frequency.at_most:
        raise refusals.OverFrequency(at_most=frequency.at_most, per=SAID[frequency.per], found=asked.order.number)


def _not_used(asked: _Asked) -> None:
    if asked.used.check_of(asked.order.nonce) not in (None, asked.check_id):
        raise refusals.OrderUsed()


def _within_memory(asked: _Asked) -> None:
    """What this kit itself remembers, whatever number the register wrote on the order."""
    span = running_span(asked.mandate, asked.today)
    done = [day for day in asked.used.days(asked.mandate.sha256, apart_from=asked.check_id) if day in span]
    if len(done) >= asked.mandate.frequency.at_most:
        raise refusals.OverFrequencyHere(
            at_most=asked.mandate.frequency.at_most,
            first=span.first,
            last=span.last,
            found=len(done),
            after=_later(span.last, 1),
        )


def _follows_previous(asked: _Asked) -> None:
    expected, given = asked.order.previous, asked.previous_code
    if expected is not None and given is not None and _plain(expected) != _plain(given):
        raise refusals.PreviousDiffers(expected=expected, found=given)


_ORDER_RULES: tuple[Callable[[_Asked], None], ...] = (
    _same_mandate,
    _same_person,
    _for_today,
    _on_order,
    _number_within,
    _not_used,
    _within_memory,
    _follows_previous,
)


def _marks(mandate: Mandate, unsigned: bool) -> tuple[AdmissionMark, ...]:
    marks = {
        AdmissionMark.VALIDATION: mandate.validation or is_demo(mandate),
        AdmissionMark.UNSIGNED: unsigned,
        AdmissionMark.CONCEPT: current().unsettled(mandate.conditions),
    }
    return tuple(mark for mark, holds in marks.items() if holds)


def _later(day: date, days: int) -> date:
    return date.max if (date.max - day).days < days else day + timedelta(days=days)


def _plain(code: str) -> str:
    return "".join(character for character in code.casefold() if character.isalnum())


def _list(roles: list[str] | tuple[str, ...]) -> str:
    return ", ".join(roles) or "—"


def _short(digest: str) -> str:
    return digest[:12]


def _kind(kit: Kit) -> str:
    return f"{kit.path} (laboratory = false)"
