"""Tallies and coverage become one answer per question. Pure: counts in, answers out."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from inzage.check import Plan
from inzage.check.job import Tallied
from inzage.indicators import Evidence, Registered
from inzage.mandate import Owner, Question
from inzage.readers import Reader
from inzage.result import Answer, AnswerKind, Coverage, ListUsed, Reason, Status, Tally

OWN: Owner = "betrokkene"
"""Only the person's own carriers carry an indication: what was done on another's, anybody may have done."""


_READ = frozenset({Status.READ, Status.DEGRADED})
_INVENTORIES = frozenset({"software", "connected_devices"})
"""Families of lists of what is there. The date of their oldest entry says nothing of how far they reach."""


@dataclass(frozen=True, slots=True)
class Read:
    """One artefact's line in the coverage, with the counts that its questions got."""

    coverage: Coverage
    bytes: int = 0
    tallies: Mapping[str, Tally] | None = None

    @classmethod
    def of(cls, place: Coverage, outcome: Tallied, size: int) -> "Read":
        """The coverage line of an artefact that was opened."""
        line = Coverage(
            place.reader,
            place.ordinal,
            place.carrier,
            place.container,
            place.data_class,
            outcome.status,
            outcome.reason,
            outcome.rows,
            outcome.records,
            outcome.covers,
        )
        return cls(line, size, outcome.tallies)


def answer(
    question: Question,
    plan: Plan,
    reads: Sequence[Read],
    *,
    owners: Mapping[int, Owner],
    readers: Mapping[str, Reader],
    indicator: Registered,
    lists: tuple[ListUsed, ...],
) -> Answer:
    """The answer to one question, with the acts it rests on and where they were counted."""
    own = {door.reader for door in plan.doors if door.question == question.code}
    relevant = [read for read in reads if _concerns(read.coverage, question, own)]
    by_carrier = _by_carrier(question.code, relevant)
    shared = {carrier for carrier in by_carrier if owners.get(carrier, OWN) != OWN}
    families = {name: reader.family for name, reader in readers.items()}
    evidence = Evidence(
        coverage=[read.coverage for read in relevant],
        families=families,
        required=question.requires,
        whole=question.whole,
        history_short=_history_short(plan, question, relevant, families),
        list_reason=plan.moot.get(question.code),
        from_own=Tally.total(tally for carrier, tally in by_carrier.items() if carrier not in shared),
        from_shared=Tally.total(tally for carrier, tally in by_carrier.items() if carrier in shared),
    )
    verdict = indicator.make.judge(evidence)
    return Answer(
        question=question.code,
        block=question.block,
        verdict=verdict,
        all_acts=Tally.total(by_carrier.values()),
        by_carrier={
            carrier: Tally() if carrier in shared else _counted(tally, verdict.tally)
            for carrier, tally in by_carrier.items()
        },
        lists=lists,
    )


def _concerns(line: Coverage, question: Question, own: Collection[str]) -> bool:
    """Lines of the question's own readers, and of the doors that it wanted and that stayed closed."""
    if line.reader in own:
        return True
    return line.status is Status.CLOSED and line.data_class in question.opens


def _by_carrier(code: str, reads: Iterable[Read]) -> dict[int, Tally]:
    found: dict[int, list[Tally]] = {}
    for read in reads:
        if read.tallies and code in read.tallies:
            found.setdefault(read.coverage.carrier, []).append(read.tallies[code])
    return {carrier: Tally.total(tallies) for carrier, tallies in found.items()}


def _counted(tally: Tally, verdict: Tally) -> Tally:
    """The part of one carrier's acts that the verdict rests on: same cells only."""
    return Tally({cell: n for cell, n in tally.cells.items() if cell in verdict.cells})


def _history_short(plan: Plan, question: Question, reads: Sequence[Read], families: Mapping[str, str]) -> bool:
    """Does some required history that was read hold less than the window asks for, or nothing at all?"""
    if plan.window is None:
        return False
    histories = set(question.requires) - _INVENTORIES
    covers = [
        read.coverage.covers
        for read in reads
        if families.get(read.coverage.reader) in histories
        and read.coverage.status in _READ
        and read.coverage.reason is not Reason.UNCHANGED
    ]
    return any(held is None or held[0] > plan.window[0] for held in covers)


def settled(answer: Answer) -> bool:
    """May the higher stages of this question stay closed? Only an indication settles."""
    return answer.verdict.kind is AnswerKind.INDICATION
