"""The inspection export: all that the register holds on a person, for that person, or on somebody else in it.

(AVG, article 15.) As structured JSON and as a paper in plain words (PDF and HTML). Roles, never
staff; what is left out is named with the reason. Each export leaves its line in the log.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any
from uuid import UUID

from inzage.errors import Language
from inzage.register import Catalogue
from inzage.register.faults import NoSuchRecord
from inzage.register.histories import current
from inzage.register.inspecting import Part, Telling, in_order, trajectories_of
from inzage.register.inspection_facts import Fact, Place, Teller
from inzage.register.inspection_words import say, why
from inzage.register.log import note, writing
from inzage.register.models import Record
from inzage.register.rights import may_do
from inzage.register.values import Actor, Words
from inzage.register.writing import refuse

EXPORT = "export"
GIVING = "inzage-verlenen"
NOT_YOURS = Words(
    "Alleen een toezichthouder of teamleider maakt een uitdraai van iemands gegevens.",
    "Only an officer or team leader makes an export of somebody's data.",
)


class Purpose(StrEnum):
    """What an export is for."""

    INSPECTION = "inzage"
    OBJECTION = "bezwaar"
    COMPLAINT = "klacht"
    LAWSUIT = "rechtszaak"


class Recipient(StrEnum):
    """Whom an export is given to: a sort of person, never who."""

    PERSON = "betrokkene"
    REPRESENTATIVE = "gemachtigde"
    THIRD = "derde"


class Capacity(StrEnum):
    """As what a third person stands in the records: whose a carrier is, or as what they were present."""

    SHARED = "gedeeld"
    OTHER = "ander"
    CHILD = "kind"
    OUTSIDE_EXPERT = "extern-deskundige"
    VOLUNTEER = "vrijwilliger"
    EXPERIENCE = "ervaringswerker"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that is not shown: ``what`` (records or fields), how many, why."""

    what: str
    many: int
    why: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A line on a third person: of which sort of record, when, and what it says of them."""

    code: str
    title: str
    happened: datetime
    recorded: datetime
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Inspection:
    """One export. ``person``: what is known of who it is, empty for a third person; ``parts`` or ``mentions``."""

    purpose: Purpose
    recipient: Recipient
    lang: Language
    made: datetime
    person: tuple[Fact, ...]
    parts: tuple[Part, ...]
    mentions: tuple[Mention, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def json(self) -> dict[str, Any]:
        """As a machine reads it; moments in UTC."""
        return {"of": "register", "version": 1, **_plain(asdict(self))}

    @property
    def file(self) -> bytes:
        """The JSON as a file."""
        return json.dumps(self.json, ensure_ascii=False, indent=2, sort_keys=True).encode() + b"\n"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: on whom (a person's root), for what, for whom.

    For a third person: in which ``capacity`` they stand in the records, and in which ``records``
    (roots), chosen by whoever knows who they are; the register does not.
    """

    person: UUID
    purpose: Purpose = Purpose.INSPECTION
    recipient: Recipient = Recipient.PERSON
    lang: Language = "nl"
    capacity: Capacity | None = None
    records: Collection[UUID] = ()


def inspect(catalogue: Catalogue, asked: Asked, by: Actor, made: datetime) -> Inspection:
    """The export, without a line in the log: for a look beforehand. Of one's own organisation alone.

    Raises:
        Refused: this role gives none.
        NoSuchRecord: nobody is there, or of another organisation.
    """
    if not may_do(by.role, GIVING):
        raise refuse(NOT_YOURS)
    person = current().filter(root=asked.person, kind="persoon", organisation=by.organisation).first()
    if person is None:
        raise NoSuchRecord(expected="persoon", key=str(asked.person))
    telling = Telling(catalogue, Teller(asked.lang))
    third = asked.recipient is Recipient.THIRD
    return Inspection(
        purpose=asked.purpose,
        recipient=asked.recipient,
        lang=asked.lang,
        made=made,
        person=() if third else telling.facts(telling.kind_of(person), person.data),
        parts=() if third else tuple(telling.part(each) for each in trajectories_of(person.root)),
        mentions=tuple(_mentions(telling, asked)) if third else (),
        left_out=tuple(_left_out(telling.teller, others=third)),
    )


def logged(asked: Asked, by: Actor, files: Mapping[str, bytes]) -> None:
    """Write the line of an export that is about to be given: its purpose, the sort of recipient, a blinded digest."""
    with writing() as at:
        salt = Record.objects.get(id=asked.person).salt
        whole = b"".join(name.encode() + sha256(content).digest() for name, content in sorted(files.items()))
        told = sha256(salt.encode() + whole).hexdigest()
        note(EXPORT, asked.person, by, at, kind=f"{asked.purpose}:{asked.recipient}", told=told)


def _mentions(telling: Telling, asked: Asked) -> Iterator[Mention]:
    """Lines on somebody else; of each only what is said of them."""
    found = [each for place in trajectories_of(asked.person) for each in current(place.root)]
    for record in in_order(each for each in found if each.root in asked.records):
        if any(concerning(record.data, asked.capacity)) and telling.shown(record):
            kind, lang = telling.kind_of(record), telling.teller.lang
            facts = tuple(_of_them(telling, record, asked.capacity))
            yield Mention(kind.code, say(kind.words, lang), record.happened, record.recorded, facts)


def _of_them(telling: Telling, record: Record, capacity: Capacity | None) -> Iterator[Fact]:
    kind = telling.kind_of(record)
    place = Place(kind.code, kind.table.code)
    for data in concerning(record.data, capacity):
        yield from telling.teller.facts(place, _schema_of(kind.data, data), data)


def concerning(data: object, capacity: Capacity | None) -> Iterator[Mapping[str, object]]:
    """What some data say of somebody in a capacity: their function, or whose a carrier is."""
    if isinstance(data, Mapping):
        if capacity and capacity in (data.get("function"), data.get("owner")):
            yield {name: value for name, value in data.items() if not isinstance(value, Mapping | list)}
        data = list(data.values())
    if isinstance(data, list):
        for inner in data:
            yield from concerning(inner, capacity)


def _schema_of(schema: object, data: Mapping[str, object]) -> Mapping[str, object]:
    """The part of a kind's schema that has all these fields."""
    if isinstance(schema, Mapping):
        if data.keys() <= schema.get("properties", {}).keys():
            return schema
        for inner in schema.values():
            if found := _schema_of(inner, data):
                return found
    return {}


def _left_out(teller: Teller, *, others: bool) -> Iterator[LeftOut]:
    for (what, reason), many in sorted(teller.left_out.items()):
        yield LeftOut(what, many, why(reason, teller.lang))
    if others:
        yield LeftOut("others", 0, why("ander", teller.lang))


def _plain(value: Any) -> Any:  # noqa: ANN401 JSON is any value
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat() if isinstance(value, date) else value
