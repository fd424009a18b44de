"""A version of an instrument that turned out to be wrong: every decision that rests on it is to be looked at again."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from inzage.register import Catalogue
from inzage.register.histories import current
from inzage.register.log import writing
from inzage.register.models import Record
from inzage.register.moving import Asked, move
from inzage.register.values import Actor, Noun

REVIEW = "te_herzien"


def invalidate_instrument_version(
    catalogue: Catalogue, by: Actor, instrument: str, version: str, happened: datetime
) -> list[UUID]:
    """Flag the assessments made with it and all decisions that rest on them, however far; their keys. All or none."""
    why = {"reason": "instrumentversie-onjuist", "instrument": instrument, "version": version}
    with writing():
        resting = [record for record in resting_on(instrument, version) if _can_be_reviewed(catalogue, record)]
        for record in resting:
            move(catalogue, Asked(record.id, REVIEW, by, happened, why))
    return [record.id for record in resting]


def resting_on(instrument: str, version: str) -> Iterator[Record]:
    """Decisions made with an instrument's version, and those about what rests on them."""
    made = current().filter(data__instrument__code=instrument, data__instrument__version=version)
    front, known = list(made), set[UUID]()
    while front:
        known |= {record.root for record in front}
        yield from (record for record in front if record.noun == Noun.DECISION)
        front = list(current().filter(about_id__in=[record.root for record in front]).exclude(root__in=known))


def _can_be_reviewed(catalogue: Catalogue, record: Record) -> bool:
    return (record.state, REVIEW) in catalogue.kinds[record.kind, record.version].table.arrows
