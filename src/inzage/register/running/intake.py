"""Taking a case in: examined first, then all that it says in one transaction; refused, kept and logged otherwise."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from inzage.register import Catalogue
from inzage.register.faults import DataWrong, Refused
from inzage.register.log import now, writing
from inzage.register.models import Record
from inzage.register.moving import Asked, move
from inzage.register.running import Brought
from inzage.register.running.examining import Unfit, examined, moment
from inzage.register.running.faults import REFUSALS, IntakeRefused, StopUnsaid
from inzage.register.running.findings import keep_findings
from inzage.register.running.orders import UNDER_WAY, live_order, newest, use
from inzage.register.running.places import Places
from inzage.register.running.receiving import MOST, NotReceived, Stopped, of_folder, receive
from inzage.register.running.runs import may_operate
from inzage.register.running.tables import GivenOrder, Intake
from inzage.register.schemas import hold
from inzage.register.values import Actor
from inzage.register.writing import Links, Times, record
from inzage.register.zones import day_of

INTAKE, TAKEN, NOT_TAKEN = "inname", "ingenomen", "geweigerd"
PLANNED, DONE, STOPPED = "gepland", "gedaan", "gestopt"
HALTED = "halted"


def nothing() -> None:
    """Do nothing more."""


@dataclass(frozen=True, slots=True)
class Upload:
    """What a form brings: the bytes, how many its sender says there are, and of a halted check who stopped it."""

    stream: BinaryIO
    declared: int | None
    stopped: Stopped | None = None


def take_upload(catalogue: Catalogue, upload: Upload, activity: UUID, by: Actor, places: Places) -> Intake:
    """``receive`` and ``take_in`` together, so that what is too large is refused and logged as well."""
    may_operate(by)
    try:
        brought = receive(upload.stream, upload.declared, places, upload.stopped)
    except NotReceived as fault:
        raise not_received(catalogue, fault, activity, by) from None
    return take_in(catalogue, brought, activity, by, places)


def take_folder(
    catalogue: Catalogue, folder: Path, activity: UUID, by: Actor, places: Places, *, stopped: Stopped | None = None
) -> Intake:
    """The same, for a case folder on this machine or on a stick in it."""
    may_operate(by)
    try:
        brought = of_folder(folder, places, stopped)
    except NotReceived as fault:
        raise not_received(catalogue, fault, activity, by) from None
    return take_in(catalogue, brought, activity, by, places)


def take_in(
    catalogue: Catalogue,
    brought: Brought,
    activity: UUID,
    by: Actor,
    places: Places,
    *,
    also: Callable[[], None] = nothing,
) -> Intake:
    """Record what a case says, and bring its check to its end. ``also``: done in the same transaction.

    Raises:
        IntakeRefused: it is not what it should be; it is kept, and the refusal stands in the log.
        StopUnsaid: it was halted, and nobody said by whom; nothing is recorded yet.
    """
    may_operate(by)
    about = newest(activity)
    try:
        given = _expected(about)
        said, folder = examined(brought, given, places)
        told = _told(catalogue, brought, said)
        if told["case"]["status"] == HALTED and brought.stopped is None:
            raise StopUnsaid()
        with writing():
            made = _recorded(catalogue, told, brought, about, by)
            use(catalogue, _still(given, told), by, now())
            case = told["case"]
            kept = Intake.objects.create(
                record=made, order=given, check_id=case["check_id"], code=case["code"], folder=str(folder)
            )
            also()
            return kept
    except Unfit as unfit:
        raise refused(catalogue, brought, about, by, unfit.code) from None
    except Refused as fault:
        raise refused(catalogue, brought, about, by, "step", found=fault.facts["sentence"]) from None


def _expected(about: Record) -> GivenOrder:
    given = live_order(about)
    if given is None:
        before = Intake.objects.filter(order__activity_id=about.root).exists()
        raise Unfit("taken_in_before" if before else "no_order")
    return given


def _still(given: GivenOrder, told: Mapping[str, Any]) -> GivenOrder:
    """Nobody took this case in, or used its order, while it was examined."""
    again = GivenOrder.objects.get(pk=given.pk)
    if not again.live or Intake.objects.filter(check_id=told["case"]["check_id"]).exists():
        raise Unfit("taken_in_before")
    return again


def _told(catalogue: Catalogue, brought: Brought, case: Mapping[str, Any]) -> Mapping[str, Any]:
    """The data of the record; a stranger's answer that does not fit the kind is no answer."""
    data = {"upload_sha256": brought.sha256, "bytes": brought.size, "case": dict(case)}
    kind = catalogue.on(INTAKE, day_of(now()))
    try:
        hold(kind.name, kind.data, data)
    except DataWrong:
        raise Unfit("not_a_result") from None
    return data


def _recorded(catalogue: Catalogue, told: Mapping[str, Any], brought: Brought, about: Record, by: Actor) -> Record:
    case, at = told["case"], now()
    _bring_on(catalogue, case, brought, about, by)
    made = record(catalogue, INTAKE, by, told, Times(at), links=Links(about.trajectory, about))
    move(catalogue, Asked(made.id, TAKEN, by, at, {}))
    keep_findings(catalogue, case, about, by)
    return made


def _bring_on(catalogue: Catalogue, case: Mapping[str, Any], brought: Brought, about: Record, by: Actor) -> None:
    """The activity goes on to its end, unless somebody brought it there already."""
    begun, ended = moment(case["begun"]), moment(case["ended"])
    state = newest(about.id).state
    if state == PLANNED:
        move(catalogue, Asked(about.id, UNDER_WAY, by, begun, {}))
        state = UNDER_WAY
    if case["status"] == HALTED and state != STOPPED:
        move(catalogue, Asked(about.id, STOPPED, by, ended, {"reason": brought.stopped}))
    elif case["status"] != HALTED and state not in (DONE, STOPPED):
        move(catalogue, Asked(about.id, DONE, by, ended, {}))


def refused(
    catalogue: Catalogue, brought: Brought, about: Record, by: Actor, code: str, **facts: object
) -> IntakeRefused:
    """The refusal, written down: what was brought keeps its place in quarantine."""
    data = {"upload_sha256": brought.sha256, "bytes": brought.size, "refused": code}
    _write_refusal(catalogue, data, about, by, now())
    return REFUSALS[code](sha256=brought.sha256[:16], bytes=brought.size, most=MOST, **facts)


def not_received(catalogue: Catalogue, fault: NotReceived, activity: UUID, by: Actor) -> IntakeRefused:
    """The refusal of what was not even taken to quarantine."""
    _write_refusal(catalogue, {"bytes": fault.size, "refused": fault.code}, newest(activity), by, now())
    return REFUSALS[fault.code](sha256="—", bytes=fault.size, most=MOST)


def _write_refusal(catalogue: Catalogue, data: Mapping[str, Any], about: Record, by: Actor, at: datetime) -> None:
    with writing():
        made = record(catalogue, INTAKE, by, data, Times(at), links=Links(about.trajectory, about))
        move(catalogue, Asked(made.id, NOT_TAKEN, by, at, {}))
