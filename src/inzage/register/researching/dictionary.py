"""The data dictionary, from the kinds: each column and each field of its JSON, its type, its values, since when."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from inzage.register import Kind, words
from inzage.register.evaluating.codes import closed
from inzage.register.researching.tables import EVENT, SPAN, Cell, Column

FIELDS = tuple(Column(name, "VARCHAR", "", "") for name in ("table", "kind", "column", "type", "nl", "en"))
FIELDS += (Column("since_version", "BIGINT", "", ""),)
VALUES = tuple(Column(name, "VARCHAR", "", "") for name in ("table", "kind", "column", "value", "nl", "en"))
VALUES += (Column("since_version", "BIGINT", "", ""),)
Schema = Mapping[str, Any]


def fields(kinds: Sequence[Kind]) -> Iterator[tuple[Cell, ...]]:
    """A line for each column, then for each field in the JSON of each kind, from the first version that has it."""
    for table, columns in (("event", EVENT), ("span", SPAN)):
        yield from ((table, "", column.name, column.type, column.nl, column.en, None) for column in columns)
    for (table, kind, path, told), since in _first(kinds).items():
        label = words.label(path.rpartition(".")[2], kind)
        yield table, kind, _column(table, path), told, label.nl, label.en, since


def values(kinds: Sequence[Kind]) -> Iterator[tuple[Cell, ...]]:
    """A line for each word of a closed list, each state and each kind, in both languages."""
    found: dict[tuple[str, str, str, str], tuple[int, str, str]] = {}
    for kind in kinds:
        for table in ("event", "span"):
            found.setdefault((table, "", "kind", kind.code), (kind.version, kind.words.nl, kind.words.en))
        for state in kind.table.states:
            said = words.state(state, kind.code)
            found.setdefault(("span", kind.code, "state", state), (kind.version, said.nl, said.en))
        for table, path, schema in _leaves(kind):
            for value in _values(schema):
                said = words.value(path.rpartition(".")[2], value)
                found.setdefault((table, kind.code, _column(table, path), value), (kind.version, said.nl, said.en))
    return ((*place, nl, en, since) for place, (since, nl, en) in found.items())


def _first(kinds: Sequence[Kind]) -> dict[tuple[str, str, str, str], int]:
    """Table, kind, path and type of each field, and the first version that has it so."""
    found: dict[tuple[str, str, str, str], int] = {}
    for kind in kinds:
        for table, path, schema in _leaves(kind):
            found.setdefault((table, kind.code, path, _type(schema)), kind.version)
    return found


def _leaves(kind: Kind) -> Iterator[tuple[str, str, Schema]]:
    """What may be shared of a kind's data, and of what is said at its steps."""
    yield from (("event", path, schema) for path, schema in _shared(kind.data))
    said: dict[str, Schema] = {}
    for arrow in kind.table.arrows.values():
        for path, schema in _shared(arrow.details):
            said.setdefault(path, schema)
    yield from (("span", path, schema) for path, schema in said.items())


def _shared(schema: Schema, before: str = "") -> Iterator[tuple[str, Schema]]:
    for name, inner in schema.get("properties", {}).items():
        path = f"{before}.{name}" if before else name
        if "properties" in inner:
            yield from _shared(inner, path)
        elif closed(inner):
            yield path, inner


def _column(table: str, path: str) -> str:
    return f"{'attributes' if table == 'event' else 'reasons'}.{path}"


def _type(schema: Schema) -> str:
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    return str(schema.get("format") or ("word" if {"enum", "const"} & schema.keys() else schema["type"]))


def _values(schema: Schema) -> list[str]:
    if schema.get("type") == "array":
        return _values(schema["items"])
    return [str(value) for value in [*schema.get("enum", ()), *([schema["const"]] if "const" in schema else [])]]
