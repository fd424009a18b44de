"""A topic as a page: its records with the fields that matter, how many stand where, and what can be added."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from inzage.register import words
from inzage.register.charts import Count as Bar
from inzage.register.charts import Lying, Said, figure
from inzage.register.funnels import funnel
from inzage.register.log import now
from inzage.register.models import Record
from inzage.register.values import Actor, Words
from inzage.register.web.acting import actor_of
from inzage.register.web.allowed import may_make
from inzage.register.web.finding import apart, page
from inzage.register.web.kinds import catalogue, kind_of
from inzage.register.web.listing import Row, rows
from inzage.register.web.paging import page_number
from inzage.register.web.reading import counted, visible
from inzage.register.web.saying import say, t
from inzage.register.web.schema_forms import Line, describe

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
"""Before the first record of any register of this kind."""


@dataclass(frozen=True, slots=True)
class Board:
    """Kinds that a topic has, fields of their data to show as columns, kinds that can be made from here."""

    kinds: tuple[str, ...]
    title: Words
    intro: Words
    columns: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A row with its fields in words."""

    row: Row
    cells: tuple[tuple[str, str], ...]


def board(request: HttpRequest, spec: Board, template: str = "inzage/board.html", **more: object) -> HttpResponse:
    """``?toestand=`` narrows, ``?pagina=`` leads on."""
    by = actor_of(request)
    number = page_number(request)
    state = request.GET.get("toestand", "")
    records = visible(by).filter(kind__in=spec.kinds)
    chosen = records.filter(state=state) if state else records
    found, further = page(_parts(by, chosen, spec.kinds), "-happened", number)
    shown = {
        "spec": spec,
        "lines": [Told(row, labelled(row.record, spec.columns)) for row in rows(found)],
        "heads": [say(words.label(column)) for column in spec.columns],
        "states": _states(by, spec.kinds),
        "state": state,
        "number": number,
        "more": further,
        "new": [kind for kind in catalogue().kinds.values() if kind.code in spec.new and may_make(by, kind)],
        **more,
    }
    return render(request, template, shown)


def _parts(by: Actor, found: QuerySet[Record], codes: Sequence[str]) -> list[QuerySet[Record]]:
    """A part for each kind of one's own, so that its index has them in order; what is shared beside it."""
    nouns = {kind.noun for kind in catalogue().kinds.values() if kind.code in codes}
    ours, *shared = apart(by, found, nouns)
    return [*(ours.filter(kind=code) for code in codes), *shared]


def _states(by: Actor, codes: Sequence[str]) -> list[tuple[str, str, int]]:
    return [(state, say(words.state(state, codes[0])), many) for state, many in counted(by, codes).items()]


def labelled(record: Record, columns: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Each asked field with what it is called."""
    return tuple(zip((say(words.label(column)) for column in columns), cells(record, columns), strict=True))


def cells(record: Record, columns: Sequence[str]) -> tuple[str, ...]:
    """The asked fields of a record's data, in words; empty where it has none."""
    return tuple(_cell(record, column) if column in record.data else "" for column in columns)


def _cell(record: Record, column: str) -> str:
    schema: Mapping[str, Any] = kind_of(record).data
    inner = {"properties": {column: schema.get("properties", {}).get(column, {})}}
    return "; ".join(_spoken(line) for line in describe(inner, {column: record.data[column]}, record.kind))


def _spoken(line: Line) -> str:
    return line.value or ", ".join(_spoken(each) for each in line.lines)


def entered_chart(kind: str, title: Words, about: Words, states: Sequence[str], among: QuerySet[Record]) -> str:
    """How many records of a kind ever entered each state, as bars with their table; empty where there are none."""
    counts = funnel(kind, states, BEGINNING, now() + timedelta(1), among=among)
    return bars_of(kind, title, about, {say(words.state(state, kind)): many for state, many in counts.items()})


def bars_of(key: str, title: Words, about: Words, counts: Mapping[str, int]) -> str:
    """Counts by label, as bars with their table; empty where all are zero."""
    if not any(counts.values()):
        return ""
    said = Said(say(title), say(about), key, (t("Wat", "What"), t("Aantal", "Number")))
    return figure(Lying(said, tuple(Bar(name, many) for name, many in counts.items())))
