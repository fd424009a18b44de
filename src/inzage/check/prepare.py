"""From papers and carriers to a finished case: begin or resume, run, sign. Errors::

Unprepared
├── SameCarrierTwice       one path given more than once (exit 2)
├── CaseOnCarrier          the case would be written on what is checked (exit 2)
└── UnconfinedNotAllowed   only a laboratory kit may work without the lock (exit 5)
"""

import json
import os
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from inzage.check import Offer, Plan
from inzage.check.job import OpenList
from inzage.check.meter import Watch
from inzage.check.outcome import make_result
from inzage.check.papers import Papers, Prepared, admitted, prepared
from inzage.check.plan_json import plan_to_json
from inzage.check.run import Run, Setting
from inzage.check.spots import keyed
from inzage.errors import InzageError, RefusedByMandate, UsageFault
from inzage.indicators import all_indicators
from inzage.mandate import Mandate
from inzage.mandate.exclusions import fold, token
from inzage.mandate.used import UsedOrders
from inzage.readers import all_readers
from inzage.record import CaseOfAnother
from inzage.record.casefile import CaseWriter
from inzage.record.instrument import fingerprint
from inzage.result import CheckResult
from inzage.signing.canonical import canonical
from inzage.signing.kit import Kit
from inzage.sources.opening import open_source
from inzage.watchlists import Meaning

NOBODY = "validation"
"""Whose key names the artefacts of a check without a person."""


class Unprepared(InzageError):
    """Base of what is off with a check before it begins."""


class SameCarrierTwice(UsageFault, Unprepared):
    """One path given more than once."""

    nl = "Elke gegevensdrager wordt één keer opgegeven; {path} staat er vaker. Laat de herhaling weg."
    en = "Each carrier is given once; {path} is there more often. Leave out the repetition."


class CaseOnCarrier(UsageFault, Unprepared):
    """The case would be written on what is checked."""

    nl = "Het dossier {case} zou op de gegevensdrager zelf komen te staan. Kies een map op een andere plaats."
    en = "The case {case} would be written on the carrier itself. Choose a directory elsewhere."


class UnconfinedNotAllowed(RefusedByMandate, Unprepared):
    """Only a laboratory kit may work without the lock."""

    nl = (
        "Lezen zonder afgesloten proces mag alleen met een laboratoriumuitrusting, niet bij een echte controle. "
        "Laat --unconfined weg, of gebruik een computer die het leesproces kan afsluiten."
    )
    en = (
        "Reading without a locked process is for a laboratory kit alone, not for a real check. "
        "Leave out --unconfined, or use a computer that can lock the reading process."
    )


@dataclass(frozen=True, slots=True)
class Table:
    """What lies on the table: carriers, names of accounts to leave shut, where the case goes, how to work."""

    offers: Sequence[Offer]
    out: Path
    excluded: Sequence[str] = ()
    unconfined: bool = False
    watch: Watch = lambda _: None


def check(papers: Papers, kit: Kit, table: Table, today: date, *, resume: bool = False) -> CheckResult:
    """Carry out one check, or go on with an interrupted one, and leave a finished case."""
    _in_order(table, kit)
    with ExitStack() as held:
        case, ready = _resumed(held, papers, kit, table, today) if resume else _begun(held, papers, kit, table, today)
        return _run(case, ready, kit, table, {})


def carry_out(papers: Papers, ready: Prepared, kit: Kit, table: Table, *, begun: Mapping[str, object]) -> CheckResult:
    """Run a plan that was admitted elsewhere, and leave a case; ``begun`` adds to its first entry."""
    _in_order(table, kit)
    with _new_case(papers, ready, kit, table) as case:
        return _run(case, ready, kit, table, begun)


def _run(case: CaseWriter, ready: Prepared, kit: Kit, table: Table, begun: Mapping[str, object]) -> CheckResult:
    with _setting(ready, kit, table) as setting:
        findings = Run(ready.plan, setting, case).go(case.begun | dict(begun))
    made = make_result(
        case.check_id,
        ready.plan,
        findings,
        ledger={},
        instrument=fingerprint(),
        method_version=kit.policy.method_version,
    )
    return replace(made, ledger=case.finish(lambda _: made).json)


def _in_order(table: Table, kit: Kit) -> None:
    if table.unconfined and not kit.policy.laboratory:
        raise UnconfinedNotAllowed
    paths = [os.path.realpath(offer.path) for offer in table.offers]
    for offer, path in zip(table.offers, paths, strict=True):
        if paths.count(path) > 1:
            raise SameCarrierTwice(path=offer.path)
        if Path(os.path.realpath(table.out)).is_relative_to(path):
            raise CaseOnCarrier(case=table.out)
        open_source(offer.path, unconfined=table.unconfined).close()


def _begun(held: ExitStack, papers: Papers, kit: Kit, table: Table, today: date) -> tuple[CaseWriter, Prepared]:
    admission = admitted(papers, kit, today)
    ready = prepared(papers, admission, kit, today, unconfined=table.unconfined)
    case = held.enter_context(_new_case(papers, ready, kit, table))
    if admission.order:
        UsedOrders(kit.used_orders).use(admission.order, case.check_id)
    return case, ready


def _new_case(papers: Papers, ready: Prepared, kit: Kit, table: Table) -> CaseWriter:
    return CaseWriter.begin(
        table.out,
        kit=kit,
        mandate=papers.mandate,
        order=papers.order,
        plan=_plan_bytes(ready.plan),
        check_id=secrets.token_hex(16),
    )


def _resumed(held: ExitStack, papers: Papers, kit: Kit, table: Table, today: date) -> tuple[CaseWriter, Prepared]:
    """The papers must still open the doors today, but the plan is that of the first day."""
    case = held.enter_context(CaseWriter.resume(table.out, kit=kit, mandate=papers.mandate, order=papers.order))
    admission = admitted(papers, kit, today, check_id=case.check_id)
    first_day = date.fromisoformat(json.loads(case.plan)["on"])
    ready = prepared(papers, admission, kit, first_day, unconfined=table.unconfined)
    if _plan_bytes(ready.plan) != case.plan:
        raise CaseOfAnother(case=table.out, what=("opzet (lijsten, vorige controle)", "plan (lists, previous check)"))
    if admission.order:  # a kill may have come between the case and the kit's memory
        UsedOrders(kit.used_orders).use(admission.order, case.check_id)
    return case, ready


def _plan_bytes(plan: Plan) -> bytes:
    return canonical(plan_to_json(plan))


@contextmanager
def _setting(ready: Prepared, kit: Kit, table: Table) -> Iterator[Setting]:
    mandate = ready.plan.mandate
    with _open_lists(ready) as lists:
        yield Setting(
            offers=table.offers,
            person_key=kit.person_key(mandate.person or NOBODY),
            list_key=kit.list_key(),
            lists=lists,
            readers={reader.name: reader for reader in all_readers()},
            indicators={made.name: made for made in all_indicators()},
            excluded=_excluded(mandate, table.excluded),
            excluding=_excluding(table.excluded, kit.person_key(mandate.person or NOBODY)),
            open_source=lambda path: open_source(path, unconfined=table.unconfined, entries=ready.plan.budget.entries),
            unconfined=table.unconfined,
            watch=table.watch,
        )


@contextmanager
def _open_lists(ready: Prepared) -> Iterator[Mapping[str, tuple[OpenList, ...]]]:
    """Each list opened once, however many questions use it."""
    stored = {one.path: one for lists in ready.lists.values() for one in lists}
    with ExitStack() as held:
        opened = {}
        for path, one in stored.items():
            descriptor = one.open()
            held.callback(os.close, descriptor)
            benign = one.meaning is Meaning.BENIGN
            opened[path] = OpenList(one.name, one.version, benign, one.classes, descriptor)
        yield {code: tuple(opened[one.path] for one in lists) for code, lists in ready.lists.items()}


def _excluding(names: Sequence[str], person_key: bytes) -> str | None:
    """What the officer shut today, as the ledger may name it: so that a resumed check shuts the same."""
    typed = "\n".join(sorted({fold(name) for name in names}))
    return keyed(person_key, "excluded", typed.encode("utf-8", "surrogatepass")) if names else None


def _excluded(mandate: Mandate, names: Sequence[str]) -> Callable[[str], bool]:
    """Stays a container of this name shut? By the mandate's tokens, or by what the officer types today."""
    typed = {fold(name) for name in names}
    tokens, salt = mandate.exclusions.containers, mandate.exclusions.salt
    return lambda name: fold(name) in typed or (bool(tokens) and token(salt, name) in tokens)
