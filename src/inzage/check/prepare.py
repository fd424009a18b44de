"""From papers and carriers to a finished case: begin or resume, run, sign."""

import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

from inzage import __version__
from inzage.check import Offer, Plan, ending
from inzage.check.carriers import apart, lockable, within_reach
from inzage.check.clock import Clock
from inzage.check.crew import Crew, Here
from inzage.check.halt import Sealing
from inzage.check.job import OpenList
from inzage.check.meter import Watch
from inzage.check.outcome import make_result
from inzage.check.papers import Papers, Prepared, admitted, prepared
from inzage.check.plan_json import plan_to_json
from inzage.check.run import Run
from inzage.check.setting import Setting
from inzage.check.shut import Shut
from inzage.check.tries import Ask, Tell
from inzage.errors import InzageError
from inzage.indicators import all_indicators
from inzage.mandate import CheckOrder
from inzage.mandate.used import UsedOrders
from inzage.readers import all_readers
from inzage.record import CASE, PLAN, CaseDamaged, CaseOfAnother, stop
from inzage.record.casefile import CaseWriter
from inzage.record.handover import make_handover
from inzage.record.instrument import fingerprint
from inzage.record.occasion import Occasion
from inzage.record.place import part_of
from inzage.result import CarrierFacts, CheckResult
from inzage.signing.canonical import canonical
from inzage.signing.kit import Kit
from inzage.sources.keys import Key
from inzage.sources.opening import open_source
from inzage.watchlists import ListKind, Meaning
from inzage.worker.pool import Pool

NOBODY = "validation"
"""Whose key names the artefacts of a check without a person."""


@dataclass(frozen=True, slots=True)
class Table:
    """What lies on the table: carriers, names of accounts to leave shut, where the case goes, how to work.

    ``ask``: gives the keys of the carriers that are opened, each good for one try; it is called when
    nothing can refuse the check any more. ``tell``: hears what came of each. ``stop_asked``: did the officer,
    at this very terminal, ask to stop and seal? ``attended``: role and reason of an attending expert.
    ``hands``: how many batches may be in hand at once on this machine. ``crew``: who reads instead of this machine.
    ``disks``: where the workers that have a disk open come from, if those were begun already; it stays the caller's.
    """

    offers: Sequence[Offer]
    out: Path
    excluded: Sequence[str] = ()
    unconfined: bool = False
    whole: bool = False
    watch: Watch = lambda _: None
    ask: Ask = lambda _: {}
    tell: Tell = lambda _: None
    stop_asked: Callable[[], bool] = lambda: False
    attended: Mapping[str, object] | None = None
    hands: int = 1
    crew: Crew | None = None
    disks: Pool | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """A case that is begun or gone on with, its plan, and the keys that were given for it.

    ``begun``: the facts of the ledger's first entry, of a check that is only ended.
    """

    case: CaseWriter
    ready: Prepared
    keys: Mapping[int, tuple[Key, ...]]
    begun: Mapping[str, object] = field(default_factory=dict)


def check(papers: Papers, kit: Kit, table: Table, today: date, *, resume: bool = False) -> CheckResult:
    """Carry out one check, or go on with an interrupted one, and leave a finished case."""
    apart(table.offers, table.out)
    with ExitStack() as held:
        begin = _resumed if resume else _begun
        return _run(begin(held, papers, kit, table, today), kit, table, {})


def carry_out(papers: Papers, ready: Prepared, kit: Kit, table: Table, *, begun: Mapping[str, object]) -> CheckResult:
    """Run a plan that was admitted elsewhere, and leave a case; ``begun`` adds to its first entry."""
    apart(table.offers, table.out)
    lockable(kit, unconfined=table.unconfined)
    keys = _keys(table, ready)
    with _new_case(papers, ready, kit, table) as case:
        return _run(Sitting(case, ready, keys), kit, table, begun)


def _keys(table: Table, ready: Prepared) -> Mapping[int, tuple[Key, ...]]:
    """The keys of the carriers that are opened, which must be within reach; the others are not asked about."""
    return table.ask(within_reach(table.offers, ready.plan, unconfined=table.unconfined, disks=table.disks))


def _run(sitting: Sitting, kit: Kit, table: Table, begun: Mapping[str, object]) -> CheckResult:
    case, ready = sitting.case, sitting.ready
    case.clock = Clock(case.beat).facts
    with _setting(sitting, kit, table) as setting:
        findings = Run(ready.plan, setting, case).go(case.begun | dict(sitting.begun) | dict(begun))
    made = make_result(
        case.check_id,
        ready.plan,
        findings,
        ledger={},
        instrument=fingerprint() | {"decoders": "; ".join(findings.decoders)},
        method_version=kit.policy.method_version,
    )
    return replace(made, ledger=case.finish(lambda _: made).json)


def _begun(held: ExitStack, papers: Papers, kit: Kit, table: Table, today: date) -> Sitting:
    lockable(kit, unconfined=table.unconfined)
    admission = admitted(papers, kit, today)
    ready = prepared(papers, admission, kit, today, unconfined=table.unconfined)
    keys = _keys(table, ready)
    case = held.enter_context(_new_case(papers, ready, kit, table))
    if admission.order:
        _use(admission.order, kit, table, case)
    return Sitting(case, ready, keys)


def _use(order: CheckOrder, kit: Kit, table: Table, case: CaseWriter) -> None:
    """Use the order for this new case; where that fails nothing was opened, and no case stays in the way."""
    try:
        UsedOrders(kit.used_orders).use(order, case.check_id)
    except InzageError:
        shutil.rmtree(part_of(table.out), ignore_errors=True)
        raise


def _new_case(papers: Papers, ready: Prepared, kit: Kit, table: Table) -> CaseWriter:
    _person_key(ready, kit)  # a kit that cannot give it begins nothing
    return CaseWriter.begin(
        table.out,
        kit=kit,
        mandate=papers.mandate,
        order=papers.order,
        plan=_plan_bytes(ready.plan),
        check_id=secrets.token_hex(16),
    )


def _resumed(held: ExitStack, papers: Papers, kit: Kit, table: Table, today: date) -> Sitting:
    """The papers must still open the doors today, but the plan is that of the first day."""
    case = held.enter_context(CaseWriter.resume(table.out, kit=kit, mandate=papers.mandate, order=papers.order))
    if ending.is_sealed(case) or stop.asked(table.out):
        return _ended(case, papers, kit, table, today)
    lockable(kit, unconfined=table.unconfined)
    admission = admitted(papers, kit, today, check_id=case.check_id)
    first = next(case.entries(), None)
    _as_begun(case, table, first[0].facts if first else None)
    first_day = _first_day(case, table)
    if not (admission.order.on if admission.order else first_day) <= first_day <= today:
        raise _of_another_plan(table)
    ready = prepared(papers, admission, kit, first_day, unconfined=table.unconfined)
    if _plan_bytes(ready.plan) != case.plan:
        raise _of_another_plan(table)
    keys = _keys(table, ready)
    if admission.order:  # a kill may have come between the case and the kit's memory
        UsedOrders(kit.used_orders).use(admission.order, case.check_id)
    return Sitting(case, ready, keys)


def _ended(case: CaseWriter, papers: Papers, kit: Kit, table: Table, today: date) -> Sitting:
    """Nothing is opened any more, so nothing but the case itself is asked whether it may end."""
    first = next(case.entries(), None)
    facts = dict(first[0].facts) if first else {}
    _as_begun(case, table, {name: facts.get(name) for name in case.begun} if first else None)
    try:
        ready = ending.as_begun(case, papers, kit, today)
    except (ValueError, KeyError, TypeError):
        raise _no_plan(table) from None
    if ready.plan.order and not ending.is_sealed(case):
        UsedOrders(kit.used_orders).use(ready.plan.order, case.check_id)
    return Sitting(case, ready, {}, facts)


def _as_begun(case: CaseWriter, table: Table, facts: Mapping[str, object] | None) -> None:
    """The papers in the interrupted case are those that its ledger began with; None: it is empty."""
    if facts is not None and dict(facts) != case.begun:
        found = ("iets anders dan bij het begin", "something else than at the beginning")
        raise CaseDamaged(case=table.out, file=f"{PLAN} ({CASE})", found=found)


def _first_day(case: CaseWriter, table: Table) -> date:
    try:
        return date.fromisoformat(json.loads(case.plan)["on"])
    except (ValueError, KeyError, TypeError):
        raise _no_plan(table) from None


def _no_plan(table: Table) -> CaseDamaged:
    return CaseDamaged(case=table.out, file=PLAN, found=("geen opzet", "no plan"))


def _of_another_plan(table: Table) -> CaseOfAnother:
    return CaseOfAnother(case=table.out, what=_PLAN_DIFFERS)


_PLAN_DIFFERS = (
    "opzet (lijsten, verzegelsleutel van de politie, vorige controle)",
    "plan (lists, sealing key of the police, previous check)",
)


def _plan_bytes(plan: Plan) -> bytes:
    return canonical(plan_to_json(plan))


@contextmanager
def _setting(sitting: Sitting, kit: Kit, table: Table) -> Iterator[Setting]:
    ready = sitting.ready
    shut = Shut(ready.plan.mandate.exclusions, table.excluded)
    with open_lists(ready, kit.list_key()) as lists:
        yield Setting(
            offers=table.offers,
            person_key=_person_key(ready, kit),
            list_key=kit.list_key(),
            lists=lists,
            readers={reader.name: reader for reader in all_readers()},
            indicators={made.name: made for made in all_indicators()},
            shut=shut,
            read_before=ready.whole,
            open_source=lambda path, keys: open_source(
                path,
                unconfined=table.unconfined,
                entries=ready.plan.budget.entries,
                keys=keys,
                disks=table.disks,
            ),
            keys=sitting.keys,
            attended=table.attended,
            sealing=_sealing(sitting, kit),
            stop_asked=lambda: stop.asked(table.out) or table.stop_asked(),
            unconfined=table.unconfined,
            whole=table.whole,
            crew=table.crew or Here(table.hands),
            watch=table.watch,
            tell=table.tell,
        )


def _sealing(sitting: Sitting, kit: Kit) -> Sealing | None:
    """How a halt of this check is sealed; None where the police's key is not at hand."""
    ready, case = sitting.ready, sitting.case
    if ready.sealing is None:
        return None
    recipient, mandate, order = ready.sealing.recipient, ready.plan.mandate, ready.plan.order
    digest = str(fingerprint()["engine_sha256"])

    @cache
    def first_entry() -> datetime | None:
        entry = next((one for one, _ in case.entries()), None)
        return datetime.fromisoformat(entry.at) if entry else None

    def occasion(carrier: CarrierFacts | None, at: datetime) -> Occasion:
        return Occasion(
            check_id=case.check_id,
            reference=mandate.reference,
            mandate_sha256=mandate.sha256,
            title=mandate.title,
            order=order.number if order else None,
            organisation=kit.policy.name or "",
            official=kit.policy.official,
            carrier=carrier.ordinal if carrier else None,
            kind=carrier.kind if carrier else "",
            size=carrier.size if carrier else None,
            serial=carrier.serial if carrier else None,
            tool=__version__,
            instrument=digest,
            begun=first_entry() or at,
            halted=at,
        )

    def signed(ciphertext: bytes, at: datetime) -> bytes:
        return make_handover(
            ciphertext,
            check_id=case.check_id,
            mandate_sha256=mandate.sha256,
            recipient=recipient,
            kit_key=kit.key,
            at=at,
        )

    return Sealing(recipient, occasion, signed)


def _person_key(ready: Prepared, kit: Kit) -> bytes:
    return kit.person_key(ready.plan.mandate.person or NOBODY)


@contextmanager
def open_lists(ready: Prepared, key: bytes | None = None) -> Iterator[Mapping[str, tuple[OpenList, ...]]]:
    """Each list opened once, however many questions use it. ``key``: the kit's, where it matters which sizes occur."""
    stored = {one.path: one for lists in ready.lists.values() for one in lists}
    with ExitStack() as held:
        opened = {}
        for path, one in stored.items():
            descriptor = one.open()
            held.callback(os.close, descriptor)
            benign, pictures = one.meaning is Meaning.BENIGN, one.manifest.kind is ListKind.PICTURES
            opened[path] = OpenList(
                one.name,
                one.version,
                benign,
                one.classes,
                descriptor,
                one.algorithms,
                pictures=pictures,
                sizes=one.sizes(key) if key else None,
            )
        yield {code: tuple(opened[one.path] for one in lists) for code, lists in ready.lists.items()}
