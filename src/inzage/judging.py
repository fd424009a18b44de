"""From counts and coverage to one of three answers: the rule that questions about acts share."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from inzage.observations import OnThisDevice
from inzage.result import AnswerKind, Coverage, Reason, Status, Tally, Verdict


@dataclass(frozen=True, slots=True)
class Evidence:
    """What ``judge`` may weigh: counts and circumstances, no content.

    ``coverage``: of the sources that the question may read, closed ones too. ``required``: families
    that must have been seen. ``whole``: families that may be missing, but not be half seen.
    ``families``: reader → family. ``history_short``: some history begins inside the window.
    ``list_reason``: no or a stale list. ``from_shared``: of profiles that several people use.
    """

    coverage: Sequence[Coverage]
    families: Mapping[str, str]
    required: tuple[str, ...]
    history_short: bool
    list_reason: Reason | None
    from_own: Tally
    from_shared: Tally
    whole: tuple[str, ...] = ()


_LIMITS = {
    Reason.SOURCE_CLOSED: {Status.CLOSED, Status.OUT_OF_PERIOD},
    Reason.SOURCE_UNREADABLE: {Status.UNREADABLE, Status.DEGRADED, Status.ENCRYPTED},
    Reason.SOURCE_NOT_REACHED: {Status.OVER_BUDGET, Status.NOT_REACHED},
}
UNSEEN = frozenset(_LIMITS[Reason.SOURCE_UNREADABLE] | _LIMITS[Reason.SOURCE_NOT_REACHED])
"""Statuses of a source that was there and was not read whole (a file of another kind is no source)."""


def share_seen(coverage: Iterable[Coverage]) -> float:
    """Artefacts read whole, over the artefacts there were; 0.0 where none was read."""
    statuses = [c.status for c in coverage if c.reason is not Reason.OTHER_KIND]
    read = statuses.count(Status.READ)
    return read / (read + sum(status in UNSEEN for status in statuses)) if read else 0.0


def judge_acts(evidence: Evidence) -> Verdict:
    """The answer that acts and coverage allow: no list → not assessable; acts on this device → indication;
    acts perhaps another's or of unknown origin → not assessable; a required source not wholly seen → not
    assessable; else no indication. An act of another device is not this carrier's: it is named only.
    """
    seen, none, acts = share_seen(evidence.coverage), Tally(), evidence.from_own.only(OnThisDevice.YES)
    if evidence.list_reason is not None:
        return Verdict(AnswerKind.NOT_ASSESSABLE, none, (evidence.list_reason,), seen)
    stops = () if acts.count else _doubts(evidence)
    stops += tuple(reason for family in evidence.required for reason in _missing(evidence, family))
    stops += tuple(reason for family in evidence.whole for reason in _half_seen(_of(evidence, family)))
    reasons = tuple(dict.fromkeys((*stops, *_limits(evidence.coverage), *_notes(evidence))))
    if acts.count:
        return Verdict(AnswerKind.INDICATION, acts, reasons, seen)
    return Verdict(AnswerKind.NOT_ASSESSABLE if stops else AnswerKind.NO_INDICATION, none, reasons, seen)


def only_named(evidence: Evidence, labels: Iterable[str]) -> Evidence:
    """The same evidence without acts of these classes: they are named in the answer and carry no indication."""
    named = frozenset(labels)
    return replace(
        evidence, from_own=_without(evidence.from_own, named), from_shared=_without(evidence.from_shared, named)
    )


def _without(tally: Tally, labels: frozenset[str]) -> Tally:
    return Tally({cell: n for cell, n in tally.cells.items() if cell.label not in labels})


def _doubts(evidence: Evidence) -> tuple[Reason, ...]:
    shared = evidence.from_shared.only(OnThisDevice.YES).count
    unknown = (evidence.from_own + evidence.from_shared).only(OnThisDevice.UNKNOWN).count
    return (Reason.SHARED_PROFILE,) * bool(shared) + (Reason.ORIGIN_UNKNOWN,) * bool(unknown)


def _missing(evidence: Evidence, family: str) -> tuple[Reason, ...]:
    mine = _of(evidence, family)
    return _half_seen(mine) or (Reason.NO_SOURCE,) * (not any(c.status is Status.READ for c in mine))


def _of(evidence: Evidence, family: str) -> list[Coverage]:
    return [c for c in evidence.coverage if evidence.families.get(c.reader) == family]


def _half_seen(mine: Sequence[Coverage]) -> tuple[Reason, ...]:
    read = any(c.status is Status.READ for c in mine)
    # A door closed beside one that was read (a carrier of somebody else, say) is named, and stops nothing.
    return tuple(reason for reason in _limits(mine) if not (read and reason is Reason.SOURCE_CLOSED))


def _limits(coverage: Iterable[Coverage]) -> tuple[Reason, ...]:
    found = {c.status for c in coverage if c.reason is not Reason.OTHER_KIND}
    return tuple(reason for reason, statuses in _LIMITS.items() if statuses & found)


def _notes(evidence: Evidence) -> tuple[Reason, ...]:
    other = (evidence.from_own + evidence.from_shared).only(OnThisDevice.NO).count
    return (Reason.OTHER_DEVICE,) * bool(other) + (Reason.HISTORY_SHORT,) * evidence.history_short
