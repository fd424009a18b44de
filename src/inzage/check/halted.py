"""What the record says of a check that was halted: what had been opened until then, and no answer.

Made from the ledger alone, so that a check killed right after its seal ends as one that was not:
no carrier is opened again to finish the paperwork.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from inzage.check import Plan
from inzage.check.answers import Read
from inzage.mandate import DataClass
from inzage.record import Entry, EntryKind
from inzage.result import (
    Answer,
    AnswerKind,
    CarrierFacts,
    Coverage,
    Reason,
    Status,
    Tally,
    Verdict,
)

_LINES = frozenset({EntryKind.READ, EntryKind.SKIPPED})


def answers(plan: Plan) -> tuple[Answer, ...]:
    """Every question: not assessable, because the check was halted. What had been counted is not told.

    No list gave such an answer its meaning, so none is named; the plan says which were at hand.
    """
    verdict = Verdict(AnswerKind.NOT_ASSESSABLE, Tally(), (Reason.HALTED,), 0.0)
    return tuple(Answer(q.code, q.block, verdict, Tally(), {}, ()) for q in plan.questions)


def reads(entries: Iterable[Entry]) -> tuple[Read, ...]:
    """The coverage as far as the ledger goes; an artefact opened and not read: not reached, halted."""
    opened: dict[tuple[object, ...], Mapping[str, Any]] = {}
    lines: list[Read] = []
    for entry in entries:
        facts: Mapping[str, Any] = entry.facts
        if entry.kind is EntryKind.OPENED:
            opened[_place(facts)] = facts
        elif entry.kind in _LINES:
            opened.pop(_place(facts), None)
            lines.append(_read(entry.kind, facts))
    return (*lines, *(_at_hand(facts) for facts in opened.values()))


def carriers(entries: Iterable[Entry]) -> Iterator[CarrierFacts]:
    """The carriers as the ledger names them; how they were divided is not told."""
    known = {entry.facts["ordinal"]: entry.facts for entry in entries if entry.kind is EntryKind.CARRIER}
    for facts in known.values():
        told: Mapping[str, Any] = facts
        yield CarrierFacts(told["ordinal"], told["key"], told["kind"], told["presented"], told["owner"], 0, ())


def _read(kind: EntryKind, facts: Mapping[str, Any]) -> Read:
    line = _line(facts, Status(facts["status"]), Reason(facts["reason"]) if facts["reason"] else None)
    return Read(line, facts["bytes"], {}) if kind is EntryKind.READ else Read(line)


def _at_hand(facts: Mapping[str, Any]) -> Read:
    """It was opened, so it counts as opened; of its size and content nothing is told."""
    return Read(_line(facts, Status.NOT_REACHED, Reason.HALTED), 0, {})


def _line(facts: Mapping[str, Any], status: Status, reason: Reason | None) -> Coverage:
    return Coverage(
        facts["reader"],
        facts["ordinal"],
        facts["carrier"],
        facts["container"],
        DataClass(facts["data_class"]),
        status,
        reason,
        facts["rows"],
        facts["records"],
    )


def _place(facts: Mapping[str, Any]) -> tuple[object, ...]:
    return facts["carrier"], facts["reader"], facts.get("artefact")
