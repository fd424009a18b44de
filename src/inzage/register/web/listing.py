"""Records as lines of a list: what they are called, where they stand, what colour that has."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.urls import reverse

from inzage.register import words
from inzage.register.due import is_open
from inzage.register.log import now
from inzage.register.models import Record
from inzage.register.web.kinds import catalogue, kind_of
from inzage.register.web.saying import say
from inzage.register.zones import day_of

Tone = Literal["neutral", "info", "ok", "attention", "danger", "closed"]


PAGES = {"controle": "check", "telefooncontrole": "phone", "opdracht": "order"}
"""Kinds with a page of their own."""


@dataclass(frozen=True, slots=True)
class Row:
    """A record in a list or on a timeline. ``title``: its kind; ``person``: the pseudonym, where known."""

    href: str
    title: str
    state: str
    tone: Tone
    happened: datetime
    due: date | None
    person: str
    record: Record


def rows(records: Iterable[Record]) -> list[Row]:
    """Lines for records; ask for ``select_related("trajectory__about")`` where the person is to be named."""
    today = day_of(now())
    return [_row(record, today) for record in records]


def _row(record: Record, today: date) -> Row:
    return Row(
        href=reverse(
            PAGES.get(record.kind, "timeline" if record.noun == "trajectory" else "record"), args=[record.root]
        ),
        title=say(kind_of(record).words),
        state=say(words.state(record.state, record.kind)),
        tone=tone(record, today),
        happened=record.happened,
        due=record.due,
        person=pseudonym(record),
        record=record,
    )


def tone(record: Record, today: date) -> Tone:
    """Late is to be seen to; closed is quiet."""
    if not is_open(catalogue(), record):
        return "closed"
    if record.due is not None and record.due < today:
        return "attention"
    return "info"


def pseudonym(record: Record) -> str:
    """Whom a record is on, as the register knows them."""
    trajectory = record.trajectory or (record if record.noun == "trajectory" else None)
    person = trajectory.about if trajectory else record if record.kind == "persoon" else None
    return str(person.data.get("pseudonym", "")) if person else ""
