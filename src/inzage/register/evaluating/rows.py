"""Rows for one question: records as they stood at a moment, without persons, of the kinds that the question names.

The same moment gives the same rows again, whatever was written, moved or corrected since; what was erased is gone.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from inzage.evaluation import Event, Rows, Span
from inzage.evaluation.questions import question as asked
from inzage.register import Catalogue, Kind
from inzage.register.evaluating.codes import attributes, reasons
from inzage.register.evaluating.keys import key_of, keyed
from inzage.register.evaluating.protocols import protocol_of
from inzage.register.models import Record, Step
from inzage.register.rights import Action, Tie, may
from inzage.register.values import Actor, Noun, Role, Scope
from inzage.register.zones import day_of

WITHDRAWN = "ingetrokken"
"""A measured fact in this state counts nowhere."""
STAFF = ("person", "key")
"""Fields that hold whom a training is of, or who a member of staff is."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Whose records of which kinds, as they were recorded at ``moment``; ``key``: what persons are keyed with."""

    kinds: tuple[Kind, ...]
    organisation: str
    moment: datetime
    key: bytes

    @property
    def day(self) -> date:
        """The day of the extraction, on which everything is cut off."""
        return day_of(self.moment)


def rows(catalogue: Catalogue, question: Record, by: Actor, moment: datetime) -> Rows:
    """Rows of the actor's own organisation, and of everybody's commitments, as recorded at ``moment``.

    Raises:
        OldForm: the record holds no whole protocol.
        NoSuchQuestion: the program does not know a question of that code.
    """
    named = asked(protocol_of(question).code).kinds
    chosen = Selection(counted(catalogue, named), by.organisation, moment, key_of(by, question.root))
    return selected(chosen)


def counted(catalogue: Catalogue, codes: tuple[str, ...]) -> tuple[Kind, ...]:
    """All versions of some kinds, as far as an evaluator may count their records."""
    found = [kind for kind in catalogue.kinds.values() if kind.code in codes]
    return tuple(kind for kind in found if may(Role.EVALUATOR, Tie.OWN, kind, Action.COUNT))


class Version(NamedTuple):
    """A record as it stood: of what a version of it holds, what rows need."""

    id: UUID
    root: UUID
    noun: str
    kind: str
    version: int
    trajectory: UUID | None
    about: UUID | None
    happened: datetime
    due: date | None
    data: dict[str, Any]


class Written(NamedTuple):
    """A step as it was written. ``root``: the first version of its record."""

    root: UUID
    record: UUID
    place: int
    target: str
    details: dict[str, Any]
    happened: datetime
    recorded: datetime


def selected(chosen: Selection) -> Rows:
    """Events and spans in order of time."""
    kinds = {(kind.code, kind.version): kind for kind in chosen.kinds}
    steps, persons = _steps(chosen), People.of(chosen)
    events, spans = list[Event](), list[Span]()
    for record in _versions(chosen):
        kind = kinds[record.kind, record.version]
        person = persons.whose(record, kind)
        if kind.scope is Scope.PERSON and not person:
            continue
        told = list(_spans(record, kind, person, steps[record.root], chosen.day))
        if _withdrawn(record, told):
            continue
        spans += told
        if day_of(record.happened) <= chosen.day:
            events.append(_event(record, kind, person))
    return Rows(tuple(events), tuple(sorted(spans, key=lambda span: span.since)), chosen.day)


def _versions(chosen: Selection) -> Iterator[Version]:
    """Without the models that they are of: a cohort of a few thousand people has some hundred thousand."""
    newer = Record._base_manager.filter(corrects=OuterRef("pk"), recorded__lte=chosen.moment)
    found = Record.objects.filter(_kinds(chosen), _own(chosen), recorded__lte=chosen.moment).filter(~Exists(newer))
    columns = ("id", "root", "noun", "kind", "version", "trajectory_id", "about_id", "happened", "due", "data")
    ordered = found.order_by("happened", "recorded", "root")
    return itertools.starmap(Version, ordered.values_list(*columns).iterator(2000))


def _steps(chosen: Selection) -> dict[UUID, list[Written]]:
    """What was written of steps up to the moment, by the first version of their records."""
    found = Step.objects.filter(_kinds(chosen, "record__"), _own(chosen, "record__"), recorded__lte=chosen.moment)
    columns = ("record__root", "record_id", "place", "target", "details", "happened", "recorded")
    told = defaultdict[UUID, list[Written]](list)
    for step in itertools.starmap(Written, found.values_list(*columns).iterator(2000)):
        told[step.root].append(step)
    return told


def _kinds(chosen: Selection, path: str = "") -> Q:
    of = [Q(**{f"{path}kind": kind.code, f"{path}version": kind.version}) for kind in chosen.kinds]
    return reduce(or_, of, Q(pk__in=[]))


def _own(chosen: Selection, path: str = "") -> Q:
    own = Q(**{f"{path}organisation": chosen.organisation})
    return own | Q(**{f"{path}noun": Noun.COMMITMENT.value})


@dataclass(frozen=True, slots=True)
class People:
    """Whose record something is, under the key of the question. ``places``: the person of each trajectory."""

    key: bytes
    places: Mapping[UUID, UUID]
    persons: Mapping[UUID, str]

    @classmethod
    def of(cls, chosen: Selection) -> "People":
        """The people of an organisation, each keyed once."""
        first = Record.objects.filter(organisation=chosen.organisation, pk=F("root"))
        places = dict(first.filter(noun=Noun.TRAJECTORY.value).values_list("id", "about_id"))
        told = first.filter(noun=Noun.PARTY.value).values_list("id", "data")
        persons = {key: keyed(chosen.key, str(data.get("pseudonym", ""))) for key, data in told}
        return cls(chosen.key, places, persons)

    def whose(self, record: Version, kind: Kind) -> str:
        """The key of a person or of a member of staff; empty where it is of neither."""
        if kind.scope is Scope.STAFF:
            return keyed(self.key, next((str(record.data[name]) for name in STAFF if name in record.data), ""))
        if kind.scope is Scope.ORGANISATION:
            return ""
        person = self.places.get(record.trajectory) if record.trajectory else record.about
        return self.persons.get(person, "") if person else ""


def _event(record: Version, kind: Kind, person: str) -> Event:
    """``due`` stands beside the kind's own fields where the record has a term."""
    told = attributes(kind, record.data) | ({"due": record.due.isoformat()} if record.due else {})
    about, trajectory = _key(record.about), _key(record.trajectory)
    return Event(person, day_of(record.happened), kind.name, told, str(record.root), about, trajectory)


def _key(key: UUID | None) -> str:
    return str(key) if key else ""


def _spans(record: Version, kind: Kind, person: str, steps: list[Written], last: date) -> Iterator[Span]:
    """Up to the last day. What was planned for later than it was decided on begins when that was decided."""
    course = _course(record, steps)
    days = [day_of(record.happened if step.place == 0 else step.happened) for step in course]
    before = ""
    for step, begun, until in zip(course, days, [*days[1:], None], strict=True):
        said, since = reasons(kind, before, step.target, step.details), min(begun, until or begun)
        before = step.target
        if since <= last:
            still = until if until and until <= last else None
            yield Span(person, since, still, kind.name, step.target, said, str(record.root))


def _course(record: Version, steps: list[Written]) -> list[Written]:
    """In the order of ``histories.spans``: only the first version's beginning is a step of its own."""
    own = [step for step in steps if step.place or step.record == record.root]
    return sorted(own, key=lambda step: (bool(step.place), step.happened, step.recorded, step.place))


def _withdrawn(record: Version, spans: list[Span]) -> bool:
    return record.noun == Noun.OUTCOME.value and bool(spans) and spans[-1].state == WITHDRAWN
