"""Findings and the closed ledger become the result that is signed."""

from collections.abc import Mapping, Sequence

from inzage.check import Plan
from inzage.check.answers import Read
from inzage.check.setting import Findings
from inzage.mandate import DataClass
from inzage.result import CheckResult, CheckStatus, Intrusion


def make_result(
    check_id: str,
    plan: Plan,
    findings: Findings,
    *,
    ledger: Mapping[str, object],
    instrument: Mapping[str, object],
    method_version: str,
) -> CheckResult:
    """The whole outcome of one finished check; identity is nowhere in it."""
    window = plan.window or (plan.on, plan.on)
    return CheckResult(
        check_id=check_id,
        status=CheckStatus.HALTED if findings.halted else CheckStatus.DONE,
        marks=plan.marks,
        mandate_sha256=plan.mandate.sha256,
        method_version=method_version,
        window=window,
        seconds=findings.seconds,
        answers=findings.answers,
        coverage=tuple(read.coverage for read in findings.reads),
        carriers=findings.carriers,
        intrusion=intrusion(findings.reads),
        ledger=ledger,
        instrument=instrument,
        handover=findings.handover,
    )


def intrusion(reads: Sequence[Read]) -> tuple[Intrusion, ...]:
    """How much the machine opened of each data class; classes that stayed shut are not listed."""
    opened = [read for read in reads if read.tallies is not None]
    classes = [data_class for data_class in DataClass if any(r.coverage.data_class is data_class for r in opened)]
    return tuple(
        Intrusion(
            data_class,
            artefacts=sum(1 for r in opened if r.coverage.data_class is data_class),
            rows=sum(r.coverage.rows for r in opened if r.coverage.data_class is data_class),
            bytes=sum(r.bytes for r in opened if r.coverage.data_class is data_class),
        )
        for data_class in classes
    )
