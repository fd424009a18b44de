"""What was opened, how deep; what stayed closed, and why."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from inzage.mandate import DataClass, Level, RefusalReason
from inzage.report import payload
from inzage.report.payload import Json

SPARED, UNASKED, ABSENT = "not_needed", "no_condition", "absent"
"""Why a class was not opened that no refusal names: no question needed it, there was none, it was not there."""


@dataclass(frozen=True, slots=True)
class Depth:
    """How much of one data class the machine opened, and how often a human looked."""

    data_class: str
    level: str
    artefacts: int
    rows: int
    bytes: int
    human: int


@dataclass(frozen=True, slots=True)
class Closed:
    """One data class that stayed closed for one reason, for these questions."""

    data_class: str
    reason: str
    questions: tuple[str, ...]


def depths(reported: Iterable[Json]) -> tuple[Depth, ...]:
    """Intrusion per data class, shallow before deep."""
    return tuple(sorted(map(_depth, reported), key=lambda d: _order(d.data_class)))


def closed(refusals: Iterable[Json]) -> tuple[Closed, ...]:
    """Refusals of the plan, folded per data class and reason."""
    folded: dict[tuple[str, str], list[str]] = defaultdict(list)
    for no in refusals:
        door = payload.code(no, "data_class", _DATA_CLASSES), payload.code(no, "reason", _REFUSALS)
        folded[door].append(payload.text(no, "question", ""))
    rows = (Closed(data, reason, tuple(sorted(set(asked) - {""}))) for (data, reason), asked in folded.items())
    return tuple(sorted(rows, key=lambda c: (_order(c.data_class), c.reason)))


def unopened(result: Json, plan: Json) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every data class of which nothing was opened or met, by reason: (reason, classes)."""
    met = {d.data_class for d in depths(payload.items(result, "intrusion")) if d.artefacts or d.human}
    met |= {payload.text(c, "data_class") for c in payload.items(result, "coverage") if c.get("status") not in _NOWHERE}
    doors = {payload.text(door, "data_class", "") for door in payload.items(plan, "doors")}
    why = {c.data_class: c.reason for c in closed(payload.items(plan, "refusals"))}
    otherwise = SPARED if payload.rows(plan, "questions") else UNASKED
    by_reason: dict[str, list[str]] = defaultdict(list)
    for data in (data for data in map(str, DataClass) if data not in met):
        by_reason[ABSENT if data in doors else why.get(data, otherwise)].append(data)
    return tuple((reason, tuple(classes)) for reason, classes in sorted(by_reason.items()))


_DATA_CLASSES, _REFUSALS = (frozenset(map(str, codes)) for codes in (DataClass, RefusalReason))
_LEVELS = frozenset(level.name.lower() for level in Level)
_NOWHERE = frozenset({"absent", "closed", "not_needed"})


def _depth(one: Json) -> Depth:
    machine = payload.part(one, "machine")
    data = payload.code(one, "data_class", _DATA_CLASSES)
    return Depth(
        data_class=data,
        level=payload.code(one, "level", _LEVELS, DataClass(data).level.name.lower()),
        artefacts=payload.number(machine, "artefacts", 0),
        rows=payload.number(machine, "rows", 0),
        bytes=payload.number(machine, "bytes", 0),
        human=payload.number(one, "human", 0),
    )


def _order(data: str) -> tuple[int, int]:
    return (DataClass(data).level, list(map(str, DataClass)).index(data))
