"""Making records: ``record`` and ``correct``. Nothing else inserts one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_hex
from typing import Any
from uuid import UUID, uuid4

from inzage.register import Catalogue, Kind
from inzage.register.faults import DataWrong, NoSuchRecord, Overtaken, Refused
from inzage.register.houses import everywhere
from inzage.register.log import Moment, append, writing
from inzage.register.models import Gone, Record, Step
from inzage.register.rights import correctable, makers
from inzage.register.schemas import hold
from inzage.register.values import Actor, Noun, Scope, Words
from inzage.register.zones import day_of

KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*-[0-9][0-9a-z]*")
"""A key of staff or organisation holds a number: names are kept elsewhere."""

AGREED_ON = Words(
    "Hierover besliste een tweede persoon; corrigeren kan niet meer. Maak een nieuw gegeven en vraag instemming.",
    "A second person decided on this; it is not corrected. Make a new record and ask consent.",
)

ERASED = Words(
    "Dit gegeven is gewist en komt niet terug. Is het opnieuw nodig, leg het dan vast als een nieuw gegeven.",
    "This record was erased and does not come back. Where it is needed again, enter it as a new one.",
)

TAKEN = Words(
    "Dit formulier hoort bij een ander gegeven. Open het formulier opnieuw en vul het nog eens in.",
    "This form belongs to another record. Open the form again and fill it in once more.",
)
RECEIVED = Words(
    "Dit gegeven is van een andere organisatie; die verbetert het zelf. Laat hun weten wat er niet klopt.",
    "This record is another organisation's, which mends it itself. Tell them what is not right.",
)


@dataclass(frozen=True, slots=True)
class Links:
    """What a record hangs on: its trajectory, and what it is about."""

    trajectory: Record | None = None
    about: Record | None = None


NOWHERE = Links()


@dataclass(frozen=True, slots=True)
class Times:
    """When it was so, until when, and by which day something must follow."""

    happened: datetime
    ended: datetime | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """All that goes into a new row but its key and its moment."""

    kind: Kind
    by: Actor
    times: Times
    links: Links
    data: Mapping[str, Any]


def record(
    catalogue: Catalogue,
    code: str,
    by: Actor,
    data: Mapping[str, Any],
    times: Times,
    *,
    links: Links = NOWHERE,
    key: UUID | None = None,
) -> Record:
    """Make a record of the version of ``code`` that is valid on the day it happened.

    The same ``key`` twice is one record (a form posted twice), and refused where it says something else.
    """
    draft = Draft(catalogue.on(code, day_of(times.happened)), by, times, _roots(links), data)
    _may_be_made(draft)
    with writing() as at:
        if key and Gone.objects.filter(record=key).exists():
            raise refuse(ERASED)
        before = _before(key) if key else None
        return (
            _again(before, draft)
            if before
            else _insert("record", draft, at, key or uuid4(), state=draft.kind.table.start)
        )


def _before(key: UUID) -> Record | None:
    """What was made of this form already. One that another organisation made is not told from one that is gone."""
    found = Record.objects.filter(id=key).first()
    if found is None:
        with everywhere():
            if Record.objects.filter(id=key).exists():
                raise refuse(TAKEN)
    return found


def correct(catalogue: Catalogue, wrong: Record, by: Actor, data: Mapping[str, Any], times: Times) -> Record:
    """A new row in the place of ``wrong``, of its own version and in its state. The wrong one stays to be seen."""
    kind = catalogue.kinds[wrong.kind, wrong.version]
    if wrong.organisation != by.organisation:
        raise refuse(RECEIVED)
    draft = Draft(kind, by, times, Links(wrong.trajectory, wrong.about), data)
    _may_be_made(draft)
    with writing() as at:
        if (later := Record.objects.filter(corrects=wrong).first()) is not None:
            raise Overtaken(state=later.state)
        state = Record.objects.get(id=wrong.id).state
        if not correctable(kind, state):
            raise refuse(AGREED_ON)
        return _insert("correct", draft, at, uuid4(), state=state, wrong=wrong)


def refuse(words: Words) -> Refused:
    """The error with a sentence of the catalogue."""
    return Refused(sentence=(words.nl, words.en))


def _roots(links: Links) -> Links:
    """Links lead to the first version of a record, so that a correction takes nothing along."""
    roots = [
        link if link is None or link.root == link.id else Record.objects.get(id=link.root) for link in _both(links)
    ]
    return Links(*roots)


def _both(links: Links) -> tuple[Record | None, Record | None]:
    return links.trajectory, links.about


def _may_be_made(draft: Draft) -> None:
    kind = draft.kind
    if draft.by.role not in makers(kind, draft.data):
        raise refuse(kind.made)
    _keys(draft)
    hold(kind.name, kind.data, draft.data)
    _linked(draft)
    if draft.times.ended and draft.times.ended < draft.times.happened:
        raise DataWrong(kind=kind.name, field="ended", rule=">= happened")


def _keys(draft: Draft) -> None:
    for field, key in (("actor", draft.by.key), ("organisation", draft.by.organisation)):
        if not KEY.fullmatch(key):
            raise DataWrong(kind=draft.kind.name, field=field, rule=KEY.pattern)


def _linked(draft: Draft) -> None:
    """A record on a person has a trajectory; one that must be about something is; a condition where one is needed."""
    kind, (trajectory, about) = draft.kind, _both(draft.links)
    loose = kind.scope is Scope.PERSON and kind.noun not in (Noun.TRAJECTORY, Noun.PARTY)
    if trajectory.noun != Noun.TRAJECTORY if trajectory else loose:
        raise NoSuchRecord(expected="trajectory", key=str(trajectory and trajectory.id))
    wanted = (Noun.MANDATE,) if kind.needs_condition else kind.about
    if wanted and (about is None or about.noun not in wanted):
        raise NoSuchRecord(expected=" / ".join(wanted), key=str(about and about.id))
    if trajectory and about and _place(about) not in (None, trajectory.id):
        raise NoSuchRecord(expected=kind.noun, key=str(about.id))


def _place(about: Record) -> UUID | None:
    """The trajectory that a record stands in; a check under somebody else's condition is none of this person's."""
    return about.id if about.noun == Noun.TRAJECTORY else about.trajectory_id


def _again(before: Record, draft: Draft) -> Record:
    same = before.kind == draft.kind.code and before.data == draft.data and before.actor == draft.by.key
    if not same or before.happened != draft.times.happened:
        raise Overtaken(state=before.state)
    return before


def _insert(action: str, draft: Draft, at: Moment, key: UUID, *, state: str, wrong: Record | None = None) -> Record:
    made = Record(
        id=key,
        root=wrong.root if wrong else key,
        corrects=wrong,
        noun=draft.kind.noun.value,
        kind=draft.kind.code,
        version=draft.kind.version,
        trajectory=draft.links.trajectory,
        about=draft.links.about,
        happened=draft.times.happened,
        ended=draft.times.ended,
        due=draft.times.due,
        state=state,
        actor=draft.by.key,
        role=draft.by.role.value,
        organisation=draft.by.organisation,
        data=dict(draft.data),
        recorded=at.recorded,
        salt=token_hex(16),
    )
    made.save(force_insert=True)
    append(action, made, _first(made, at), draft.by, at)
    return made


def _first(made: Record, at: Moment) -> Step:
    return made.steps.create(
        place=0,
        target=made.state,
        actor=made.actor,
        role=made.role,
        organisation=made.organisation,
        four_eyes=False,
        details={},
        happened=made.happened,
        recorded=at.recorded,
    )
