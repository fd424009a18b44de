"""Coverage as documents tell it: rows that are alike folded into one, and shares of the whole."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from inzage.mandate import DataClass
from inzage.report import payload
from inzage.report.payload import Json
from inzage.result import Reason, Status

_DATA_CLASSES, _STATUSES, _REASONS = (frozenset(map(str, codes)) for codes in (DataClass, Status, Reason))
_READ = frozenset({"read"})
_LOOKED = frozenset({"read", "degraded"})
_UNREAD = frozenset({"unreadable", "degraded", "encrypted", "over_budget", "not_reached"})
_CLOSED = frozenset({"closed", "excluded", "out_of_period"})
_NOT_NEEDED = frozenset({"not_needed"})


@dataclass(frozen=True, slots=True)
class Covered:
    """One source, or several alike of which nothing was read (then with several ordinals).

    ``rows``: what the machine opened; ``acts``: what they mean.
    """

    reader: str
    ordinals: tuple[int, ...]
    carrier: int
    containers: tuple[int, ...]
    data_class: str
    status: str
    reason: str | None
    rows: int
    acts: int
    covers: tuple[date, date] | None

    @property
    def many(self) -> int:
        """How many sources this stands for."""
        return len(self.ordinals)

    @property
    def looked(self) -> bool:
        """Were its rows looked at, so that none is a number too?"""
        return bool(self.rows or self.acts) or self.status in _LOOKED


@dataclass(frozen=True, slots=True)
class Shares:
    """How many sources were read, not read, closed, not needed. What was absent is no source."""

    read: int
    unread: int
    closed: int
    not_needed: int

    @classmethod
    def of(cls, covered: Iterable[Covered]) -> "Shares":
        """Count sources by what became of them."""
        by_status: dict[str, int] = defaultdict(int)
        for one in covered:
            by_status[one.status] += one.many
        read, unread, shut, spared = (sum(by_status[s] for s in g) for g in (_READ, _UNREAD, _CLOSED, _NOT_NEEDED))
        return cls(read, unread, shut, spared)

    @property
    def total(self) -> int:
        """All sources there were."""
        return self.read + self.unread + self.closed + self.not_needed


def coverage(reported: Iterable[Json]) -> tuple[Covered, ...]:
    """Coverage in order of carrier and reader; sources alike of which nothing was read are folded."""
    folded: dict[object, list[Covered]] = defaultdict(list)
    for one in map(_covered, reported):
        folded[_alike(one)].append(one)
    merged = (_merge(group) for group in folded.values())
    return tuple(sorted(merged, key=lambda c: (c.carrier, c.reader, c.ordinals)))


def of_question(code: str, covered: Sequence[Covered], plan: Json) -> tuple[Covered, ...]:
    """The sources behind one question: by the plan's doors, and what stayed closed for it.

    Without a plan nobody can say which sources were whose, so every one is shown.
    """
    if not plan:
        return tuple(covered)
    readers = {payload.text(d, "reader", "") for d in payload.items(plan, "doors") if d.get("question") == code}
    shut = {payload.text(no, "data_class") for no in payload.items(plan, "refusals") if no.get("question") == code}
    return tuple(c for c in covered if c.reader in readers or (c.status in _CLOSED and c.data_class in shut))


def stretch(covered: Iterable[Covered]) -> tuple[date, date] | None:
    """From the earliest to the latest day that any of these sources holds."""
    known = [one.covers for one in covered if one.covers]
    return (min(first for first, _ in known), max(last for _, last in known)) if known else None


def _covered(one: Json) -> Covered:
    covers = payload.part(one, "covers")
    first, last = payload.day(covers, "first"), payload.day(covers, "last")
    return Covered(
        reader=payload.text(one, "reader"),
        ordinals=(payload.number(one, "ordinal"),),
        carrier=payload.number(one, "carrier"),
        containers=(payload.number(one, "container"),),
        data_class=payload.code(one, "data_class", _DATA_CLASSES),
        status=payload.code(one, "status", _STATUSES),
        reason=payload.code(one, "reason", _REASONS, "") or None,
        rows=payload.number(one, "rows", 0),
        acts=int(payload.total(one, "records")),
        covers=(first, last) if first and last else None,
    )


def _alike(one: Covered) -> object:
    alone = one.rows or one.covers or one.status in _READ
    return one if alone else (one.carrier, one.reader, one.status, one.reason)


def _merge(group: Sequence[Covered]) -> Covered:
    first = group[0]
    return Covered(
        first.reader,
        tuple(ordinal for one in group for ordinal in one.ordinals),
        first.carrier,
        tuple(sorted({c for one in group for c in one.containers})),
        first.data_class,
        first.status,
        first.reason,
        sum(one.rows for one in group),
        sum(one.acts for one in group),
        first.covers,
    )
