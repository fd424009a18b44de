"""Data to be read: a label, what it says in words, and what lies below it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import formats

from inzage.register import words
from inzage.register.web.saying import say, t
from inzage.register.web.schema_forms.building import codes, is_reference
from inzage.register.web.schema_forms.nodes import NO_REFERENCES, References, Schema
from inzage.register.web.schema_forms.texts import marked

A_FILE, SHORT = 1_000_000, 200
"""What may be so long is what a program keeps for itself; up to so many characters it is shown all the same."""


@dataclass(frozen=True, slots=True)
class Line:
    """``value`` may have several lines and is text, never HTML; ``lines`` are those of a group."""

    label: str
    value: str = ""
    lines: tuple["Line", ...] = ()


def describe(
    schema: Schema, data: Mapping[str, Any], kind: str = "", references: References = NO_REFERENCES
) -> list[Line]:
    """The lines of a page: fields in the order of the form, then what an older version of the kind still knew."""
    properties, required = schema.get("properties", {}), schema.get("required", ())
    order = [*required, *properties, *data]
    fields = [name for name in dict.fromkeys(order) if name in data]
    return [line for name in fields for line in _lines(properties.get(name, {}), name, data[name], kind, references)]


def _lines(schema: Schema, field: str, value: Any, kind: str, references: References) -> Iterator[Line]:  # noqa: ANN401
    label = say(words.label(field, kind))
    if isinstance(value, Mapping):
        yield Line(label, "", tuple(describe(schema, value, kind, references)))
    elif isinstance(value, list) and any(isinstance(each, Mapping) for each in value):
        for n, each in enumerate(value, 1):
            told = describe(schema.get("items", {}), each, kind, references) if isinstance(each, Mapping) else []
            yield Line(f"{say(words.one_of(field, kind))} {n}", "", tuple(told))
    elif isinstance(value, list):
        told_of = [_said(schema.get("items", {}), field, each, references) for each in value]
        yield Line(label, "\n".join(told_of) or t("geen", "none"))
    else:
        yield Line(label, _said(schema, field, value, references))


def _said(schema: Schema, field: str, value: Any, references: References) -> str:  # noqa: ANN401 a value of any kind
    if isinstance(value, bool):
        return t("Ja", "Yes") if value else t("Nee", "No")
    if value in codes(schema):
        return say(words.value(field, value))
    if "pattern" in schema and field in words.TOOL and (known := words.known(field, str(value))):
        return say(known)
    if schema.get("format") == "date":
        return _day(str(value))
    if is_reference(schema):
        return dict(references(field)).get(str(value), str(value))
    return _told(schema, str(value))


def _told(schema: Schema, text: str) -> str:
    if schema.get("maxLength", 0) >= A_FILE and len(text) > SHORT:
        return t(f"{len(text)} tekens, voor het programma", f"{len(text)} characters, for the program")
    return marked(text)


def _day(text: str) -> str:
    try:
        return str(formats.date_format(date.fromisoformat(text), "j F Y"))
    except ValueError:
        return marked(text)
