"""Strict reading of a document's fields: nothing unknown, nothing of another type, nothing guessed.

A table (TOML or JSON) is read field by field; each fault names the field by its
dotted path, what was expected, what was found and what to do.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import TypeVar

from inzage.mandate import FieldMissing, FieldUnknown, FieldWrong

T = TypeVar("T")
D = TypeVar("D")
Said = tuple[str, str]
"""The same words in Dutch and in English."""

Parse = Callable[[object, str], T]
"""From a raw value and its field's name to a value; raises ``FieldWrong``."""

_MOST_SHOWN = 60
_MOST_ITEMS = 1000
_TABLE: Said = ("een tabel met velden", "a table of fields")


class Fields:
    """One table of a document. ``absent`` gathers the names of fields that were read as their default."""

    def __init__(self, raw: object, where: str, known: Iterable[str], absent: list[str]) -> None:
        self._where, self._absent = where, absent
        names = tuple(known)
        if not isinstance(raw, Mapping):
            raise wrong(where or "(document)", _TABLE, raw)
        for name in raw:
            if name not in names:
                raise FieldUnknown(field=self._path(str(name)[:_MOST_SHOWN]), known=", ".join(names))
        self._raw: Mapping[str, object] = raw

    def required(self, name: str, parse: Parse[T], expected: Said) -> T:
        """A field without which the document says nothing."""
        if name not in self._raw:
            raise FieldMissing(field=self._path(name), expected=expected)
        return parse(self._raw[name], self._path(name))

    def optional(self, name: str, parse: Parse[T], default: D) -> T | D:
        """A field whose absence means ``default`` and needs no remark."""
        return parse(self._raw[name], self._path(name)) if name in self._raw else default

    def narrow(self, name: str, parse: Parse[T], default: D) -> T | D:
        """A field whose absence gets the narrowest reading, and is remembered."""
        if name not in self._raw:
            self._absent.append(self._path(name))
            return default
        return parse(self._raw[name], self._path(name))

    def table(self, name: str, known: Iterable[str]) -> "Fields":
        """A table inside this one; an absent table is an empty one."""
        return Fields(self._raw.get(name, {}), self._path(name), known, self._absent)

    def tables(self, name: str, known: Iterable[str]) -> tuple["Fields", ...]:
        """A list of tables inside this one; an absent list is an empty one."""
        raw, names = self._raw.get(name, []), tuple(known)
        if not isinstance(raw, list) or len(raw) > _MOST_ITEMS:
            raise wrong(self._path(name), ("een lijst van tabellen", "a list of tables"), raw)
        return tuple(Fields(one, f"{self._path(name)}[{at}]", names, self._absent) for at, one in enumerate(raw, 1))

    def has(self, name: str) -> bool:
        """Whether the field is there."""
        return name in self._raw

    def raw(self, name: str) -> object:
        """The field as it stands, for a reader of its own."""
        return self._raw.get(name)

    def path(self, name: str) -> str:
        """The field's dotted path in the document."""
        return self._path(name)

    def _path(self, name: str) -> str:
        return f"{self._where}.{name}" if self._where else name


def wrong(field: str, expected: Said, found: object) -> FieldWrong:
    """The fault for a value that a field cannot have."""
    return FieldWrong(field=field, expected=expected, found=shown(found))


def shown(value: object) -> str:
    """A raw value as an error may show it: short, on one line."""
    told = json.dumps(value, ensure_ascii=False, default=str)
    return told if len(told) <= _MOST_SHOWN else told[: _MOST_SHOWN - 1] + "…"


def text(most: int, least: int = 1) -> Parse[str]:
    """Plain text of ``least`` to ``most`` characters, without control or direction characters.

    Two people compare a mandate with a verdict by eye, so nothing in it may be
    invisible or change the order of what they see.
    """
    expected = (
        f"tekst van {least} tot {most} tekens, zonder onzichtbare tekens",
        f"text of {least} to {most} characters, none of them invisible",
    )

    def parse(value: object, field: str) -> str:
        if not isinstance(value, str) or not least <= len(value) <= most or any(map(_invisible, value)):
            raise wrong(field, expected, value)
        return value

    return parse


def matching(pattern: str, expected: Said) -> Parse[str]:
    """Text that fits a pattern as a whole."""
    compiled = re.compile(pattern, re.ASCII)

    def parse(value: object, field: str) -> str:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            raise wrong(field, expected, value)
        return value

    return parse


def integer(low: int, high: int) -> Parse[int]:
    """A whole number from ``low`` to ``high``."""
    expected = (f"een geheel getal van {low} tot en met {high}", f"a whole number from {low} to {high}")

    def parse(value: object, field: str) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise wrong(field, expected, value)
        return value

    return parse


def flag(value: object, field: str) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise wrong(field, ("true of false", "true or false"), value)
    return value


def day(value: object, field: str) -> date:
    """A date, as TOML writes it or as text yyyy-mm-dd."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise wrong(field, ("een datum (jjjj-mm-dd)", "a date (yyyy-mm-dd)"), value)


def one_of(choices: Iterable[T]) -> Parse[T]:
    """One of a closed set of words."""
    known = {str(choice): choice for choice in choices}
    words = ", ".join(known)

    def parse(value: object, field: str) -> T:
        if not isinstance(value, str) or value not in known:
            raise wrong(field, (f"een van {words}", f"one of {words}"), value)
        return known[value]

    return parse


def several(parse: Parse[T]) -> Parse[tuple[T, ...]]:
    """A list in which nothing stands twice."""

    def parse_all(value: object, field: str) -> tuple[T, ...]:
        if not isinstance(value, list | tuple) or len(value) > _MOST_ITEMS:
            raise wrong(field, ("een lijst", "a list"), value)
        items = tuple(parse(item, f"{field}[{at}]") for at, item in enumerate(value, 1))
        if len(set(items)) != len(items):
            raise wrong(
                field, ("een lijst waarin niets twee keer staat", "a list in which nothing stands twice"), value
            )
        return items

    return parse_all


def _invisible(character: str) -> bool:
    return character not in "\n\t" and unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn"}
