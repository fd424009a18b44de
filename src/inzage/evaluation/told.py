"""Protocols and results as plain JSON, and back, without loss.

A field that may be empty is left out where it is. What is read must be exactly of the form: an unknown field, a
missing one or another sort of value is refused with its place.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from inzage.evaluation import NotAsTold, Protocol, Result
from inzage.words import Words

Read = Callable[[Any, str], Any]


def result_told(result: Result) -> dict[str, Any]:
    """A result as plain JSON. Raises NotAsTold where it holds what JSON has no word for."""
    return told(result)


def result_read(data: Mapping[str, Any]) -> Result:
    """The result that was told. Raises NotAsTold with the place of what is not of the form."""
    found: Result = read(Result, data)
    return found


def protocol_told(protocol: Protocol) -> dict[str, Any]:
    """A protocol as plain JSON; ``looks`` is left out where any number is planned."""
    return told(protocol)


def protocol_read(data: Mapping[str, Any]) -> Protocol:
    """The protocol that was told. Raises NotAsTold with the place of what is not of the form."""
    found: Protocol = read(Protocol, data)
    return found


def told(thing: object) -> dict[str, Any]:
    """Any dataclass of the contract as plain JSON."""
    plain: dict[str, Any] = _told(thing, "")
    return plain


def _told(thing: Any, place: str) -> Any:  # noqa: ANN401 - whatever a field holds
    if is_dataclass(thing):
        pairs = [(each.name, getattr(thing, each.name)) for each in fields(thing)]
        return {name: _told(value, _at(place, name)) for name, value in pairs if value is not None}
    if isinstance(thing, Mapping):
        return {_key(key, place): _told(value, _at(place, str(key))) for key, value in thing.items()}
    if isinstance(thing, list | tuple):
        return [_told(value, f"{place}[{at}]") for at, value in enumerate(thing)]
    return _plain(thing, place)


def _plain(thing: Any, place: str) -> Any:  # noqa: ANN401 - whatever a field holds
    if isinstance(thing, StrEnum | date):
        return thing.value if isinstance(thing, StrEnum) else thing.isoformat()
    if thing is None or type(thing) in {str, int, bool} or (type(thing) is float and math.isfinite(thing)):
        return thing
    raise _fault(place, Words("een waarde van JSON", "a value of JSON"))


def _key(key: object, place: str) -> str:
    if type(key) is not str:
        raise _fault(place, Words("namen van tekst", "names of text"))
    return key


def read(form: Any, data: object, place: str = "") -> Any:  # noqa: ANN401 - a dataclass, and one of it
    """A dataclass of the contract from plain JSON. Raises NotAsTold."""
    if not isinstance(data, Mapping):
        raise _fault(place, Words("een tabel met velden", "a table of fields"))
    known = _readers(form)
    if strange := sorted(str(name) for name in data.keys() - known.keys()):
        raise _fault(_at(place, strange[0]), Words("geen veld met deze naam", "no field of this name"))
    if missing := [name for name, (_, needed) in known.items() if needed and name not in data]:
        raise _fault(_at(place, missing[0]), Words("dit veld; het ontbreekt", "this field; it is missing"))
    return form(**{name: known[name][0](value, _at(place, name)) for name, value in data.items()}, **_empty(form, data))


def _empty(form: Any, data: Mapping[str, Any]) -> dict[str, None]:  # noqa: ANN401 - a dataclass
    """Fields that may be empty, have no default and were left out."""
    return {each.name: None for each in fields(form) if each.name not in data and not _has_default(each)}


def _has_default(each: Field[Any]) -> bool:
    return each.default is not MISSING or each.default_factory is not MISSING


@cache
def _readers(form: Any) -> Mapping[str, tuple[Read, bool]]:  # noqa: ANN401 - a dataclass
    """By field: how it is read, and whether it must be there."""
    hints = get_type_hints(form)
    return {
        each.name: (_reader(hints[each.name]), not _has_default(each) and NoneType not in get_args(hints[each.name]))
        for each in fields(form)
    }


def _reader(hint: Any) -> Read:  # noqa: ANN401 - a type
    origin, inner = get_origin(hint), get_args(hint)
    if origin is tuple:
        return _listed(_reader(inner[0]))
    if origin is Mapping:
        return _mapped(_reader(inner[1]))
    if origin is Literal:
        return _one_of(inner)
    if origin is UnionType:
        return _either([each for each in inner if each is not NoneType])
    if isinstance(hint, type) and is_dataclass(hint):
        return lambda value, place: read(hint, value, place)
    return _simple(hint)


def _simple(hint: Any) -> Read:  # noqa: ANN401 - a type
    if hint is Any:
        return _told
    if hint is date:
        return _date
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        reader = _one_of(tuple(each.value for each in hint))
        return lambda value, place: hint(reader(value, place))
    return _either([hint])


def _either(types: Sequence[type]) -> Read:
    """A value of one of some plain types; a whole number is a number too, a truth is none."""
    if len(types) == 1 and (types[0] is date or is_dataclass(types[0])):
        return _reader(types[0])
    allowed = {*types, int} if float in types else set(types)

    def reader(value: Any, place: str) -> Any:  # noqa: ANN401 - whatever a field holds
        if type(value) not in allowed or (type(value) is float and not math.isfinite(value)):
            named = ", ".join(sorted(each.__name__ for each in types))
            raise _fault(place, Words(f"een waarde van soort {named}", f"a value of type {named}"))
        return value

    return reader


def _one_of(values: tuple[Any, ...]) -> Read:
    def reader(value: Any, place: str) -> Any:  # noqa: ANN401 - whatever a field holds
        if type(value) is not str or value not in values:
            named = ", ".join(map(str, values))
            raise _fault(place, Words(f"een van: {named}", f"one of: {named}"))
        return value

    return reader


def _listed(inner: Read) -> Read:
    def reader(value: Any, place: str) -> tuple[Any, ...]:  # noqa: ANN401 - whatever a field holds
        if not isinstance(value, list | tuple):
            raise _fault(place, Words("een lijst", "a list"))
        return tuple(inner(each, f"{place}[{at}]") for at, each in enumerate(value))

    return reader


def _mapped(inner: Read) -> Read:
    def reader(value: Any, place: str) -> dict[str, Any]:  # noqa: ANN401 - whatever a field holds
        if not isinstance(value, Mapping):
            raise _fault(place, Words("een tabel", "a table"))
        return {_key(key, place): inner(each, _at(place, str(key))) for key, each in value.items()}

    return reader


def _date(value: Any, place: str) -> date:  # noqa: ANN401 - whatever a field holds
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise _fault(place, Words("een dag (jjjj-mm-dd)", "a day (yyyy-mm-dd)")) from None


def _at(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


def _fault(place: str, expected: Words) -> NotAsTold:
    return NotAsTold(place=place or "-", expected=expected)
