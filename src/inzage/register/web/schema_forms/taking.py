"""What a field holds: the value, ``EMPTY``, or in words why it cannot be taken."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import Any, Final

from inzage.register.absence import telling
from inzage.register.schemas import NOBODY
from inzage.register.values import Words
from inzage.register.web.schema_forms.hints import AT_LEAST_ONE, bounds, hint, joined
from inzage.register.web.schema_forms.nodes import Control, Leaf, Schema
from inzage.register.web.schema_forms.texts import refused, unified, wrong_length


class Nothing(Enum):
    """What an empty field holds."""

    EMPTY = 0


EMPTY: Final = Nothing.EMPTY
FILL_IN = Words("Vul dit in.", "Fill this in.")
CHOOSE = Words("Kies een van de antwoorden.", "Choose one of the answers.")
NOT_ONE_OF_THEM = Words(
    "Dit antwoord staat er niet bij. Kies een van de antwoorden.",
    "This answer is not there. Choose one of the answers.",
)
TELLS_WHO = Words(
    f"Zet hier {NOBODY[0]}. Haal dit weg.",
    f"Put here {NOBODY[1]}. Take this out.",
)
OTHER_FORM = Words("Dit heeft niet de vorm die hier hoort.", "This does not have the form that belongs here.")
TWICE = Words("Hier staat twee keer hetzelfde. Laat er een weg.", "The same stands here twice. Leave one out.")
ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
DUTCH_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", re.ASCII)
WHOLE = re.compile(r"[+-]?\d{1,15}", re.ASCII)
BROKEN = re.compile(r"[+-]?\d{1,15}([.,]\d{1,15})?", re.ASCII)

Taken = Any
"""A value, ``EMPTY`` or ``Words``."""


def take(leaf: Leaf) -> Taken:
    """What is in a field."""
    if leaf.control is Control.FIXED:
        return leaf.choices[0][1]
    found = EMPTY if leaf.blank else TAKERS[leaf.control](leaf)
    if found is not EMPTY or not leaf.place.required:
        return found
    return _nothing(leaf)


def _nothing(leaf: Leaf) -> Taken:
    if leaf.control in LISTS and not leaf.schema.get("minItems", 0):
        return []
    if leaf.control is Control.CHECKS:
        return AT_LEAST_ONE
    if leaf.control in {Control.RADIO, Control.SELECT}:
        return CHOOSE
    return joined(FILL_IN, hint(leaf.schema, leaf.control))


def _text(leaf: Leaf) -> Taken:
    return string(leaf.schema, leaf.raw[-1], lines=leaf.control is Control.LONG)


def string(schema: Schema, typed: str, *, lines: bool) -> Taken:
    """A text as its schema asks for it."""
    text = unified(typed)
    if fault := refused(text, lines=lines):
        return fault
    text = text.strip()
    if fault := wrong_length(text, *bounds(schema)):
        return fault
    if "pattern" in schema and not re.search(schema["pattern"], text):
        return joined(OTHER_FORM, hint(schema, Control.TEXT))
    return TELLS_WHO if telling(text) else text


def _lines(leaf: Leaf) -> Taken:
    if fault := refused(unified(leaf.raw[-1]), lines=True):
        return fault
    typed = [line.strip() for line in unified(leaf.raw[-1]).split("\n") if line.strip()]
    found = [_item(leaf.schema.get("items", {}), line) for line in typed]
    faults = [each for each in found if isinstance(each, Words)]
    return faults[0] if faults else wrong_number(leaf.schema, found) or found


def _item(schema: Schema, line: str) -> Taken:
    if schema.get("type") in {"integer", "number"}:
        return number_of(schema, line)
    return string(schema, line, lines=False)


def wrong_number(schema: Schema, found: list[Any]) -> Words | None:
    """Why a list holds too few, too many or the same twice."""
    least, most = schema.get("minItems", 0), schema.get("maxItems", len(found))
    if len(found) < least:
        return Words(f"Vul er ten minste {least} in.", f"Fill in at least {least}.")
    if len(found) > most:
        return too_many(most)
    twice = any(each in found[:n] for n, each in enumerate(found))
    return TWICE if twice and schema.get("uniqueItems") else None


def too_many(most: int) -> Words:
    """That there are more than may be."""
    return Words(f"Vul er hoogstens {most} in.", f"Fill in at most {most}.")


def _day(leaf: Leaf) -> Taken:
    typed = leaf.raw[-1].strip()
    year, month, day = _iso(typed) or _dutch(typed) or (0, 0, 0)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return Words(
            "Dit is geen dag die bestaat. Vul een dag in, zoals 31-12-2026.",
            "This is no day that exists. Fill in a day, such as 31-12-2026.",
        )


def _iso(typed: str) -> tuple[int, int, int] | None:
    found = ISO_DAY.fullmatch(typed)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def _dutch(typed: str) -> tuple[int, int, int] | None:
    found = DUTCH_DAY.fullmatch(typed)
    return (int(found[3]), int(found[2]), int(found[1])) if found else None


def _number(leaf: Leaf) -> Taken:
    return number_of(leaf.schema, leaf.raw[-1].strip())


def _read(schema: Schema, typed: str) -> int | float | None:
    if WHOLE.fullmatch(typed):
        return int(typed)
    return float(typed.replace(",", ".")) if schema.get("type") == "number" and BROKEN.fullmatch(typed) else None


def number_of(schema: Schema, typed: str) -> Taken:
    """A number within its bounds; a comma or a full stop before its decimals."""
    number = _read(schema, typed)
    if number is None or not schema.get("minimum", number) <= number <= schema.get("maximum", number):
        asked = hint(schema, Control.NUMBER)
        return joined(Words("Dit past hier niet.", "This does not fit here."), asked)
    return number


def _one(leaf: Leaf) -> Taken:
    found = [value for posted, value, _ in leaf.choices if posted == leaf.raw[-1]]
    return found[0] if found else NOT_ONE_OF_THEM


def _some(leaf: Leaf) -> Taken:
    asked = {each for each in leaf.raw if each}
    if asked - {posted for posted, _, _ in leaf.choices}:
        return NOT_ONE_OF_THEM
    found = [value for posted, value, _ in leaf.choices if posted in asked]
    return wrong_number(leaf.schema, found) or found


TAKERS: Mapping[Control, Callable[[Leaf], Taken]] = {
    Control.TEXT: _text,
    Control.LONG: _text,
    Control.LINES: _lines,
    Control.DATE: _day,
    Control.NUMBER: _number,
    Control.RADIO: _one,
    Control.SELECT: _one,
    Control.CHECKS: _some,
}
LISTS = frozenset([Control.LINES, Control.CHECKS])
