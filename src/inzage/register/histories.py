"""Two histories of the same records: as recorded on a moment, and as known now with what was corrected since."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from inzage.register.models import Record, Step


@dataclass(frozen=True, slots=True)
class Seen:
    """A version of a record and the state that it was in, in the history asked for."""

    record: Record
    state: str


@dataclass(frozen=True, slots=True)
class Span:
    """A record was in ``state`` from ``since`` until ``until`` (still: None), with what was said when it began."""

    state: str
    since: datetime
    until: datetime | None
    details: dict[str, object]


def as_recorded_on(moment: datetime, trajectory: UUID | None = None) -> list[Seen]:
    """What the register said at a moment: nothing that was written, corrected or moved later."""
    versions = _of(trajectory).filter(recorded__lte=moment).exclude(corrected_by__recorded__lte=moment)
    steps = Step.objects.filter(recorded__lte=moment, record=OuterRef("pk")).order_by("-place")
    states = dict(versions.annotate(then=Subquery(steps.values("target")[:1])).values_list("id", "then"))
    return [Seen(version, states[version.id]) for version in _in_order(versions)]


def including_corrections(moment: datetime, trajectory: UUID | None = None) -> list[Seen]:
    """What was so at a moment by all that is known now: the newest versions of what had happened by then."""
    versions = current(trajectory).filter(happened__lte=moment)
    told = defaultdict[UUID, list[Step]](list)
    for step in Step.objects.filter(record__root__in=versions.values("root")).select_related("record"):
        told[step.record.root].append(step)
    return [Seen(version, _state(version, told[version.root], moment)) for version in _in_order(versions)]


def _state(record: Record, steps: list[Step], moment: datetime) -> str:
    """The state of the last step up to a moment at which the record was there."""
    return [step.target for step in _of_one(record, steps) if step.happened <= moment][-1]


def current(trajectory: UUID | None = None) -> QuerySet[Record]:
    """The newest versions."""
    return _of(trajectory).filter(corrected_by__isnull=True)


def spans(record: Record) -> list[Span]:
    """The states of a record in the order in which they happened, its earlier versions' steps with them."""
    steps = list(_of_one(record, Step.objects.filter(record__root=record.root).select_related("record")))
    ends = [step.happened for step in steps[1:]]
    return [
        Span(step.target, step.happened, until, dict(step.details))
        for step, until in zip(steps, [*ends, None], strict=True)
    ]


def _of_one(record: Record, steps: Iterable[Step]) -> Iterator[Step]:
    """A correction begins in the state it found; only the first version's beginning is a step of its own."""
    for step in sorted(steps, key=lambda step: (bool(step.place), step.happened, step.recorded, step.place)):
        if step.place == 0:
            step.happened = record.happened
        if step.place or step.record_id == record.root:
            yield step


def _of(trajectory: UUID | None) -> QuerySet[Record]:
    return Record.objects.filter(trajectory_id=trajectory) if trajectory else Record.objects.all()


def _in_order(records: QuerySet[Record]) -> QuerySet[Record]:
    return records.order_by("happened", "recorded", "id")
