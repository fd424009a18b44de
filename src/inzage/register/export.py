"""Events and spans of persons for who analyses them elsewhere: a keyed person, a day, a kind, values of closed lists.

No staff, no text, no code of a group and no key of a record: what stays in the register has those (``evaluating``).
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from inzage.evaluation import Event, Span
from inzage.register import Catalogue, Kind
from inzage.register.evaluating.codes import closed
from inzage.register.evaluating.keys import keyed
from inzage.register.histories import current, spans
from inzage.register.models import Record
from inzage.register.values import Role, Scope
from inzage.register.zones import day_of


def may_read(kind: Kind, role: Role) -> bool:
    """Whether a role sees records of a kind."""
    return role in kind.readers


def visible(catalogue: Catalogue, records: list[Record], role: Role) -> list[Record]:
    """Those records that a role may see."""
    return [record for record in records if may_read(catalogue.kinds[record.kind, record.version], role)]


def events(catalogue: Catalogue, key: bytes, some: Iterable[Record] | None = None) -> Iterator[Event]:
    """Every record on a person as an event, or ``some`` of those of ``on_persons``."""
    for record, kind, person in _keyed(catalogue, key, some):
        yield Event(person, day_of(record.happened), kind.name, shareable(kind.data, record.data))


def intervals(catalogue: Catalogue, key: bytes, some: Iterable[Record] | None = None) -> Iterator[Span]:
    """Every state of every record on a person as an interval, or of ``some`` of those of ``on_persons``."""
    for record, kind, person in _keyed(catalogue, key, some):
        for span in spans(record):
            arrows = [a.details for (_, to), a in kind.table.arrows.items() if to == span.state]
            reasons = shareable(arrows[0], span.details) if arrows and span.details else {}
            until = day_of(span.until) if span.until else None
            yield Span(person, day_of(span.since), until, kind.name, span.state, reasons)


def on_persons(catalogue: Catalogue) -> QuerySet[Record]:
    """Newest records on persons, of kinds that an evaluator counts, in order of time."""
    kinds = [kind for kind in catalogue.kinds.values() if kind.scope is Scope.PERSON and may_read(kind, Role.EVALUATOR)]
    of = [Q(kind=kind.code, version=kind.version) for kind in kinds]
    placed = Q(trajectory__about__isnull=False) | Q(trajectory__isnull=True, about__isnull=False)
    found = current().filter(reduce(or_, of, Q(pk__in=[])), placed)
    return found.select_related("trajectory__about").order_by("happened", "id")


def _keyed(catalogue: Catalogue, key: bytes, some: Iterable[Record] | None) -> Iterator[tuple[Record, Kind, str]]:
    for record in on_persons(catalogue) if some is None else some:
        if person := _person(record):
            kind = catalogue.kinds[record.kind, record.version]
            yield record, kind, keyed(key, person)


def _person(record: Record) -> str:
    """The pseudonym of whom a record is on: the trajectory's person."""
    trajectory = record.trajectory or record
    person = trajectory.about
    return str(person.data.get("pseudonym", "")) if person else ""


def shareable(schema: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    """What of the data stands in a closed list, or is a number or a day; keys, texts and references stay behind."""
    known = [(name, inner, data[name]) for name, inner in schema.get("properties", {}).items() if name in data]
    nested = {name: shareable(inner, value) for name, inner, value in known if "properties" in inner}
    return nested | {name: value for name, inner, value in known if closed(inner)}
