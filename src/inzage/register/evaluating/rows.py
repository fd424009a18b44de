"""Rows for one question: records as they stood at a moment, without persons, of the kinds that the question names.

The same moment gives the same rows again, whatever was written, moved or corrected since; what was erased is gone.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from inzage.evaluation import Event, Rows, Span
from inzage.evaluation.questions import question as asked
from inzage.register import Catalogue, Kind
from inzage.register.evaluating.codes import attributes, reasons
from inzage.register.evaluating.keys import key_of, keyed
from inzage.register.evaluating.protocols import protocol_of
from inzage.register.histories import spans_of
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


def selected(chosen: Selection) -> Rows:
    """Events and spans in order of time."""
    kinds = {(kind.code, kind.version): kind for kind in chosen.kinds}
    steps = _steps(chosen)
    events, spans = list[Event](), list[Span]()
    for record in _versions(chosen).iterator(2000):
        kind = kinds[record.kind, record.version]
        person = _whose(record, kind, chosen.key)
        if kind.scope is Scope.PERSON and not person:
            continue
        told = list(_spans(record, kind, person, steps[record.root], chosen.day))
        if _withdrawn(record, told):
            continue
        spans += told
        if day_of(record.happened) <= chosen.day:
            events.append(_event(record, kind, person))
    return Rows(tuple(events), tuple(sorted(spans, key=lambda span: span.since)), chosen.day)


def _versions(chosen: Selection) -> QuerySet[Record]:
    newer = Record._base_manager.filter(corrects=OuterRef("pk"), recorded__lte=chosen.moment)
    found = Record.objects.filter(_kinds(chosen), _own(chosen), recorded__lte=chosen.moment).filter(~Exists(newer))
    return found.select_related("trajectory__about", "about").order_by("happened", "recorded", "root")


def _kinds(chosen: Selection, path: str = "") -> Q:
    of = [Q(**{f"{path}kind": kind.code, f"{path}version": kind.version}) for kind in chosen.kinds]
    return reduce(or_, of, Q(pk__in=[]))


def _own(chosen: Selection, path: str = "") -> Q:
    own = Q(**{f"{path}organisation": chosen.organisation})
    return own | Q(**{f"{path}noun": Noun.COMMITMENT.value})


def _steps(chosen: Selection) -> dict[UUID, list[Step]]:
    """What was written of steps up to the moment, by the first version of their records."""
    found = Step.objects.filter(_kinds(chosen, "record__"), _own(chosen, "record__"), recorded__lte=chosen.moment)
    told = defaultdict[UUID, list[Step]](list)
    for step in found.annotate(of=F("record__root")).iterator(2000):
        told[step.of].append(step)
    return told


def _whose(record: Record, kind: Kind, key: bytes) -> str:
    if kind.scope is Scope.STAFF:
        return keyed(key, next((str(record.data[name]) for name in STAFF if name in record.data), ""))
    if kind.scope is Scope.ORGANISATION:
        return ""
    person = (record.trajectory or record).about
    return keyed(key, str(person.data.get("pseudonym", ""))) if person else ""


def _event(record: Record, kind: Kind, person: str) -> Event:
    """``due`` stands beside the kind's own fields where the record has a term."""
    told = attributes(kind, record.data) | ({"due": record.due.isoformat()} if record.due else {})
    about, trajectory = _key(record.about_id), _key(record.trajectory_id)
    return Event(person, day_of(record.happened), kind.name, told, str(record.root), about, trajectory)


def _key(key: UUID | None) -> str:
    return str(key) if key else ""


def _spans(record: Record, kind: Kind, person: str, steps: list[Step], last: date) -> Iterator[Span]:
    """Up to the last day. What was planned for later than it was decided on begins when that was decided."""
    before = ""
    for span in spans_of(record, steps):
        said, until = reasons(kind, before, span.state, span.details), day_of(span.until) if span.until else None
        since = min(day_of(span.since), until or day_of(span.since))
        before = span.state
        if since <= last:
            still = until if until and until <= last else None
            yield Span(person, since, still, kind.name, span.state, said, str(record.root))


def _withdrawn(record: Record, spans: list[Span]) -> bool:
    return record.noun == Noun.OUTCOME.value and bool(spans) and spans[-1].state == WITHDRAWN
