"""A recount: the same plan with the same lists over the same carrier, compared with the first count.

Another officer or the client's own expert does it. It is no check: it uses no order
and counts for no frequency. But it opens what the check opened, so it leaves a
ledger and a case of its own, marked *recount*. Errors::

    RecountFault
    └── NotTheSamePlan         lists or building blocks are not those of the check (exit 5)

Because it needs no order, it counts only what a check that verifies has counted: a
case changed since would open other days, or other doors.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from inzage.check import Plan
from inzage.check.carriers import exempted
from inzage.check.earlier import to_its_end, unchanged
from inzage.check.papers import Papers, prepared
from inzage.check.plan_json import plan_to_json
from inzage.check.prepare import Table, carry_out
from inzage.errors import InzageError, RefusedByMandate
from inzage.mandate.admit import recognise
from inzage.record.reading import Case
from inzage.record.result_json import to_json
from inzage.result import CheckResult, Mark
from inzage.signing.kit import Kit


class RecountFault(InzageError):
    """Base of what can stand in the way of a recount."""


class NotTheSamePlan(RecountFault, RefusedByMandate):
    """Lists or building blocks are not those of the check."""

    nl = (
        "Een hertelling gebruikt dezelfde lijsten en bouwstenen als de controle. Verschil: {found}. "
        "Geef de lijsten van toen; er is niets geopend."
    )
    en = (
        "A recount uses the same lists and building blocks as the check. Difference: {found}. "
        "Give the lists of then; nothing was opened."
    )


@dataclass(frozen=True, slots=True)
class Compared:
    """One question, counted twice: (answer, acts, days) then and now."""

    question: str
    then: tuple[str, int, int]
    now: tuple[str, int, int]
    same: bool


def recount(case: Case, kit: Kit, table: Table, lists: Path | None) -> tuple[CheckResult, tuple[Compared, ...]]:
    """Count again, leave a case in ``table.out``, and compare question by question."""
    unchanged(case.path, kit)
    to_its_end(case)
    papers = Papers(case.mandate, case.order, lists, unsigned=Mark.UNSIGNED.value in case.plan["marks"])
    begun = _begun_at(case)
    admission = recognise(papers.mandate, papers.order, kit=kit, unsigned=papers.unsigned, seen_at=begun)
    ready = prepared(papers, admission, kit, date.fromisoformat(case.plan["on"]))
    plan = replace(ready.plan, window=_window(case.plan))
    _same_plan(case.plan, plan)
    marks = (*plan.marks, Mark.RECOUNT, *([Mark.UNCONFINED] if table.unconfined else []))
    exception = exempted(kit) if table.unconfined else None
    again = replace(ready, plan=replace(plan, marks=marks, exception=exception))
    result = carry_out(papers, again, kit, table, begun={"recount_of": case.check_id})
    return result, tuple(_compare(case.result, to_json(result)))


def _begun_at(case: Case) -> datetime | None:
    """When the check saw its papers, by a ledger that was verified; None where nothing was opened."""
    return datetime.fromisoformat(case.entries[0].at) if case.entries else None


def _window(plan: Mapping[str, Any]) -> tuple[date, date] | None:
    window = plan["window"]
    return (date.fromisoformat(window["from"]), date.fromisoformat(window["to"])) if window else None


def _same_plan(then: Mapping[str, Any], now: Plan) -> None:
    again = plan_to_json(now)
    differing = sorted(name for name in again if name != "marks" and again[name] != then.get(name))
    if differing:
        raise NotTheSamePlan(found=", ".join(differing))


def _compare(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[Compared]:
    later = {answer["question"]: answer for answer in now["answers"]}
    return [_one(answer, later[answer["question"]]) for answer in then["answers"]]


def _one(then: Mapping[str, Any], now: Mapping[str, Any]) -> Compared:
    kept = ("answer", "count", "days", "per_day", "by", "on_this_device")
    return Compared(
        then["question"],
        (then["answer"], then["count"], then["days"]),
        (now["answer"], now["count"], now["days"]),
        all(then[name] == now[name] for name in kept),
    )
