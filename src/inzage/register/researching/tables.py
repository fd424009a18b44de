"""Rows as they leave: two tables, every key under the key of this delivery, and only what may be shared.

A cell is a text, a number, a day or nothing. In CSV a text stands between quotation marks, so that an empty text is
told apart from nothing.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from inzage.evaluation import Event, Rows, Span
from inzage.register import Kind
from inzage.register.evaluating.keys import keyed
from inzage.register.export import shareable

Cell = str | int | date | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """``type``: as DuckDB calls it."""

    name: str
    type: str
    nl: str
    en: str


EVENT = (
    Column(
        "person",
        "VARCHAR",
        "Sleutel van de persoon, alleen in deze levering",
        "Key of the person, in this delivery only",
    ),
    Column("record", "VARCHAR", "Sleutel van het gegeven", "Key of the record"),
    Column(
        "trajectory", "VARCHAR", "Sleutel van het traject waarin het staat", "Key of the trajectory that it stands in"
    ),
    Column("about", "VARCHAR", "Sleutel van het gegeven waarover het gaat", "Key of the record that it is about"),
    Column("on", "DATE", "Dag waarop het gebeurde of is begonnen", "Day on which it happened or began"),
    Column("due", "DATE", "Uiterste dag van wat erop moet volgen", "Last day of what must follow"),
    Column("kind", "VARCHAR", "Soort gegeven", "Kind of record"),
    Column("kind_version", "BIGINT", "Versie van de soort", "Version of the kind"),
    Column("attributes", "VARCHAR", "Wat erin staat, als JSON", "What it says, as JSON"),
)
SPAN = (
    Column(
        "person",
        "VARCHAR",
        "Sleutel van de persoon, alleen in deze levering",
        "Key of the person, in this delivery only",
    ),
    Column("record", "VARCHAR", "Sleutel van het gegeven", "Key of the record"),
    Column("kind", "VARCHAR", "Soort gegeven", "Kind of record"),
    Column("kind_version", "BIGINT", "Versie van de soort", "Version of the kind"),
    Column("state", "VARCHAR", "Toestand", "State"),
    Column("since", "DATE", "Dag waarop de toestand begon", "Day on which the state began"),
    Column("until", "DATE", "Dag waarop zij eindigde; leeg: nog niet", "Day on which it ended; empty: not yet"),
    Column("reasons", "VARCHAR", "Wat bij het begin is gezegd, als JSON", "What was said at its beginning, as JSON"),
)


def event_rows(rows: Rows, kinds: Sequence[Kind], key: bytes) -> Iterator[Row]:
    """The table of events, in order of time."""
    schemas = {kind.name: kind.data for kind in kinds}
    return (_event(event, schemas[event.kind], key) for event in rows.events)


def span_rows(rows: Rows, key: bytes) -> Iterator[Row]:
    """The table of spans, in order of time."""
    return (_span(span, key) for span in rows.spans)


def _event(event: Event, schema: Mapping[str, Any], key: bytes) -> Row:
    due = event.attributes.get("due")
    links = (record_key(key, each) for each in (event.source, event.trajectory, event.about))
    told = spelled(shareable(schema, event.attributes))
    return (event.person, *links, event.on, date.fromisoformat(due) if due else None, *_kind(event.kind), told)


def _span(span: Span, key: bytes) -> Row:
    told = spelled(span.reasons)
    return (span.person, record_key(key, span.source), *_kind(span.kind), span.state, span.since, span.until, told)


def _kind(name: str) -> tuple[str, int]:
    code, _, version = name.partition("@")
    return code, int(version)


def record_key(key: bytes, source: str) -> str:
    """A record's own key under that of the delivery; empty where there is none."""
    return keyed(key, f"record:{source}") if source else ""


def spelled(value: Mapping[str, Any]) -> str:
    """JSON in one spelling."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def csv_lines(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[str]:
    """The table as CSV (RFC 4180), a line at a time."""
    yield _line(column.name for column in columns)
    yield from map(_line, rows)


def _line(cells: Iterable[Cell]) -> str:
    return ",".join(map(_cell, cells)) + "\r\n"


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return '"' + cell.replace('"', '""') + '"'
    return "" if cell is None else str(cell)
