"""A form's parts from a schema, with what was posted in them, or what is there already."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.datastructures import MultiValueDict

from inzage.register import words
from inzage.register.values import Words
from inzage.register.web.saying import say, t
from inzage.register.web.schema_forms.hints import hint, joined
from inzage.register.web.schema_forms.nodes import Control, Group, Leaf, Part, Place, References, Rows, Schema

UUID = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
STAFF = "^[a-z][a-z0-9]*(-[a-z0-9]+)*-[0-9][0-9a-z]*$"
FEW = 4
"""Choices that are shown all at once."""
ONE_LINE = 200
"""Characters that fit in one line."""
MOST_ROWS = 6
READ_ROWS = 50
"""Groups that are looked at in what was posted."""

DIGITS = 5
"""Of the number of a group in a posted name."""

Posted = MultiValueDict[str, str]


@dataclass(frozen=True, slots=True)
class Builder:
    """``posted`` is nothing while nobody has sent the form."""

    kind: str
    posted: Posted | None
    references: References

    def group(self, schema: Schema, place: Place, there: Any) -> Group:  # noqa: ANN401 data of any kind
        """An object's fields: those that must be there first, in the kind's own order."""
        given = there if isinstance(there, Mapping) else {}
        properties, required = schema.get("properties", {}), schema.get("required", ())
        order = [*(name for name in required if name in properties), *(n for n in properties if n not in required)]
        loose = place.loose or not place.required
        fixed = {name for name in required if name in properties and is_fixed(properties[name])}
        shown = fixed if not loose or fixed < properties.keys() else set()
        children = [
            self.part(
                properties[name],
                self.place(name, place, name in required, loose),
                given.get(name),
                fixed=name in shown,
            )
            for name in order
        ]
        return Group(place=place, children=children)

    def place(self, field: str, above: Place, required: bool, loose: bool) -> Place:
        """Where a field stands and what is said there."""
        label, helped = words.label(field, self.kind), words.help_of(field, self.kind)
        name = f"{above.name}.{field}" if above.name else field
        return Place(name, field, label, _below(above, label), helped, required, loose)

    def part(self, schema: Schema, place: Place, there: Any, *, fixed: bool = False) -> Part:  # noqa: ANN401 likewise
        """A field, a group, or a group that repeats."""
        if "properties" in schema or schema.get("type") == "object":
            return self.group(schema, place, there)
        if "properties" in schema.get("items", {}):
            return self.rows(schema, place, there)
        return self.leaf(schema, place, there, Control.FIXED if fixed else None)

    def rows(self, schema: Schema, place: Place, there: Any) -> Rows:  # noqa: ANN401 likewise
        """What is there, and one more to fill in."""
        given = there if isinstance(there, list) else []
        most = min(max(MOST_ROWS, len(given)), schema.get("maxItems", len(given) + MOST_ROWS))
        firm = schema.get("minItems", 0) if place.required and not place.loose else 0
        asked = max(min(len(given) + 1, most), len(given), firm)
        if self.posted is not None:
            asked = self._posted_rows(self.posted, place.name, most)
        one = words.one_of(place.field, self.kind)
        shown = min(asked, max(READ_ROWS, most))
        made = [
            self.group(schema["items"], _row(place, one, n, firm), given[n] if n < len(given) else None)
            for n in range(shown)
        ]
        return Rows(place=place, schema=schema, rows=made, one=one, most=most, asked=asked)

    def _posted_rows(self, posted: Posted, name: str, most: int) -> int:
        told = str(posted.get(f"_rows.{name}", ""))
        seen = [key[len(name) + 1 :].partition(".")[0] for key in posted if key.startswith(f"{name}.")]
        counts = [int(each) for each in [told] if _is_count(each)] + [int(n) + 1 for n in seen if _is_count(n)]
        count = max(counts, default=1)
        return count + (f"_more.{name}" in posted and count < most)

    def leaf(self, schema: Schema, place: Place, there: Any, control: Control | None) -> Leaf:  # noqa: ANN401 likewise
        """One field."""
        known = self.references(place.field) if schema.get("pattern") in {UUID, STAFF} else []
        strict = bool(known) and is_reference(schema)
        control = control or (Control.SELECT if strict else control_of(schema))
        choices = _known(known, there if strict else None) or self._choices(schema, place.field)
        helped = replace(place, help=joined(place.help, hint(schema, control, place.required)))
        return Leaf(
            place=helped, schema=schema, control=control, raw=self._raw(place.name, schema, there), choices=choices
        )

    def _choices(self, schema: Schema, field: str) -> tuple[tuple[str, Any, str], ...]:
        if schema.get("type") == "boolean":
            return ("true", True, t("Ja", "Yes")), ("false", False, t("Nee", "No"))
        return tuple((str(code), code, say(words.value(field, code))) for code in codes(schema))

    def _raw(self, name: str, schema: Schema, there: Any) -> list[str]:  # noqa: ANN401 likewise
        if self.posted is not None:
            return [str(each) for each in self.posted.getlist(name)]
        return as_typed(schema, there)


def _known(known: list[tuple[str, str]], there: Any) -> tuple[tuple[str, Any, str], ...]:  # noqa: ANN401 likewise
    """What can be chosen, and what is there already although it cannot be chosen any more."""
    kept = [] if not there or any(value == there for value, _ in known) else [(str(there), str(there))]
    return tuple((value, value, label) for value, label in [*known, *kept])


def _row(place: Place, one: Words, n: int, firm: int) -> Place:
    label = Words(f"{one.nl} {n + 1}", f"{one.en} {n + 1}")
    return Place(f"{place.name}.{n}", str(n), label, label, None, n < firm, n >= firm)


def _below(above: Place, label: Words) -> Words:
    trail = above.trail
    return Words(f"{trail.nl}, {label.nl}", f"{trail.en}, {label.en}") if trail.nl else label


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= DIGITS


def codes(schema: Schema) -> list[Any]:
    """The fixed values of a field or of what is in its list."""
    if "const" in schema:
        return [schema["const"]]
    return list(schema.get("enum") or (codes(schema["items"]) if "items" in schema else []))


def is_fixed(schema: Schema) -> bool:
    """Whether there is nothing to choose."""
    return "const" in schema or len(schema.get("enum", ())) == 1


def is_reference(schema: Schema) -> bool:
    """Whether a field holds the key of a record."""
    return schema.get("pattern") == UUID


def control_of(schema: Schema) -> Control:
    """How a field is asked."""
    if schema.get("type") == "array":
        return Control.CHECKS if codes(schema) else Control.LINES
    if schema.get("type") == "boolean" or 0 < len(codes(schema)) <= FEW:
        return Control.RADIO
    if codes(schema):
        return Control.SELECT
    if schema.get("type") in {"integer", "number"}:
        return Control.NUMBER
    if schema.get("format") == "date":
        return Control.DATE
    return Control.LONG if schema.get("maxLength", 0) > ONE_LINE else Control.TEXT


def as_typed(schema: Schema, there: Any) -> list[str]:  # noqa: ANN401 data of any kind
    """A value as it is typed or chosen in its field."""
    if there is None:
        return []
    if isinstance(there, bool):
        return ["true" if there else "false"]
    if isinstance(there, list):
        said = [str(each) for each in there]
        return said if codes(schema) else ["\n".join(said)]
    return [str(there)]
