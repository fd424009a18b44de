"""What an actor may see: the only way in which screens read records."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet

from inzage.register import visibility
from inzage.register.faults import NoSuchRecord
from inzage.register.models import Record
from inzage.register.values import Actor, Noun
from inzage.register.web.kinds import catalogue


def visible(by: Actor) -> QuerySet[Record]:
    """Newest versions of records that reach the actor's organisation, of kinds that their role reads."""
    return visibility.visible(catalogue(), by)


def counted(by: Actor, codes: Sequence[str]) -> dict[str, int]:
    """How many of these kinds there are in each state, by the names of the states."""
    return visibility.counted(catalogue(), by, list(codes))


def one(by: Actor, key: UUID, noun: Noun | None = None) -> Record:
    """One of them, by its id or that of any of its versions; ``NoSuchRecord`` where there is none to be seen."""
    versions = Record.objects.filter(id=key).values("root")
    found = visible(by).filter(root__in=versions).first()
    if found is None or (noun and found.noun != noun.value):
        raise NoSuchRecord(expected=noun.value if noun else "record", key=str(key))
    return found


def by_key(keys: list[UUID]) -> list[Record]:
    """Records in the order of keys that ``visible`` gave in this request: whether they may be seen was asked there."""
    found = Record.objects.in_bulk(keys)
    return [found[key] for key in keys if key in found]


def with_person(records: list[Record]) -> list[Record]:
    """The same records, with each trajectory and person that they are on read once: of those, what lists show."""
    places = _linked(records, "trajectory", ("root", "noun", "about"))
    on = [record for record in records if record.noun == Noun.TRAJECTORY]
    _linked([*places, *on], "about", ("root", "kind", "data"))
    return records


def _linked(records: list[Record], link: str, fields: tuple[str, ...]) -> list[Record]:
    """What records point to, put where they look for it; Django's own way asks for each key apart, which is slow."""
    keys = {getattr(record, f"{link}_id") for record in records} - {None}
    found = Record._base_manager.only(*fields).in_bulk(keys) if keys else {}
    for record in records:
        record._state.fields_cache[link] = found.get(getattr(record, f"{link}_id"))
    return list(found.values())
