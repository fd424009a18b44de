"""The data of a record in words: a title and a value per field, and what is left out of it.

Roles and functions take the place of keys of staff, and a key that somebody wrote into a
text is replaced.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from inzage.errors import Language
from inzage.register import words
from inzage.register.houses import everywhere
from inzage.register.inspection_words import say, withheld
from inzage.register.models import Entry, Record
from inzage.register.zones import AMSTERDAM
from inzage.report import spelling
from inzage.report.wording import Table
from inzage.report.wording import say as say_code
from inzage.report.words_codes import DATA_CLASSES
from inzage.report.words_questions import QUESTIONS

CODES: Mapping[str, Table] = {"question": QUESTIONS, "data_class": DATA_CLASSES}
STAFF_KEY = "^[a-z][a-z0-9]*(-[a-z0-9]+)*-[0-9][0-9a-z]*$"
"""The form that kinds give to a key of staff."""
TECHNICAL = re.compile(r"sha256|^check_id$|^protocol$|^(method|values|block)_version$")
OF_STAFF = ("key", "officer", "deputy", "person")
"""Fields of that form, by which text is searched."""
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z")
DEEPEST = 2
"""Labels of a nested field that its title holds."""
YES_NO: Mapping[Language, tuple[str, str]] = {"nl": ("Nee", "Ja"), "en": ("No", "Yes")}
INSTEAD: Mapping[Language, str] = {"nl": "(een medewerker)", "en": "(a member of staff)"}
NONE: Mapping[Language, str] = {"nl": "Geen", "en": "None"}

Schema = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Fact:
    """One field in words. ``path``: its codes; ``technical``: of use to machines."""

    path: tuple[str, ...]
    title: str
    value: str
    technical: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field stands: the code that its words go by, its table of states, the codes above it."""

    kind: str
    table: str
    path: tuple[str, ...] = ()

    def at(self, *names: str) -> "Place":
        """One deeper."""
        return Place(self.kind, self.table, (*self.path, *names))


@dataclass
class Teller:
    """Tells data in one language; counts what it leaves out, by what and why."""

    lang: Language
    left_out: Counter[tuple[str, str]] = field(default_factory=Counter)

    def facts(self, place: Place, schema: Schema, data: Mapping[str, object]) -> Iterator[Fact]:
        """Each field of some data that may be told."""
        for name, value in data.items():
            inner = _properties(schema).get(name, {})
            reason = withheld(name, place.table) or ("personeel" if inner.get("pattern") == STAFF_KEY else "")
            if reason:
                self.left_out["fields", reason] += 1
            else:
                yield from self._field(place.at(name), inner, value)

    def _field(self, place: Place, schema: Schema, value: object) -> Iterator[Fact]:
        items = _items(schema)
        if isinstance(value, Mapping):
            yield from self.facts(place, schema, value)
        elif isinstance(value, list) and any(isinstance(each, Mapping) for each in value):
            yield from self._rows(place, items, value)
        elif isinstance(value, list):
            yield self._fact(place, items, value)
        else:
            yield self._fact(place, schema, [value])

    def _rows(self, place: Place, schema: Schema, rows: Sequence[Mapping[str, object]]) -> Iterator[Fact]:
        """Rows of a table by number; as one list where each has one field to tell."""
        told = [tuple(self.facts(place.at(str(number)), schema, each)) for number, each in enumerate(rows, 1)]
        if all(len(facts) == 1 for facts in told):
            value = self._listed(facts[0].value for facts in told)
            yield Fact(place.path, self._title(place), value, told[0][0].technical)
        else:
            for facts in told:
                yield from facts

    def _listed(self, values: Iterable[str]) -> str:
        first, *others = [*values] or [NONE[self.lang]]
        return spelling.listing([first, *map(_inside, others)], self.lang)

    def _fact(self, place: Place, schema: Schema, values: Sequence[object]) -> Fact:
        name = place.path[-1]
        told = self._listed(self._value(name, schema, each) for each in values)
        return Fact(place.path, self._title(place), told, _technical(name, schema))

    def _title(self, place: Place) -> str:
        labels: list[str] = []
        for part in place.path:
            if part.isdigit() and labels:
                labels[-1] += f" {part}"
            else:
                labels.append(say(words.label(part, place.kind), self.lang))
        first, *others = labels[-DEEPEST:]
        return ": ".join([first, *map(_inside, others)])

    def _value(self, name: str, schema: Schema, value: object) -> str:
        if isinstance(value, bool | int | float):
            return self._number(value)
        if name in CODES:
            told = say_code(CODES[name], str(value).replace("-", "_"), self.lang, "client")
            return told[:1].upper() + told[1:]
        if {"enum", "const"} & schema.keys():
            return say(words.value(name, value), self.lang)
        return self._text(str(value), schema)

    def _number(self, value: float) -> str:
        if isinstance(value, bool):
            return YES_NO[self.lang][value]
        return spelling.share(value) if isinstance(value, float) else spelling.count(value, self.lang)

    def _text(self, value: str, schema: Schema) -> str:
        if schema.get("format") == "date":
            return spelling.day(date.fromisoformat(value), self.lang)
        if MOMENT.fullmatch(value):
            return moment(datetime.fromisoformat(value), self.lang)
        return self.without_staff(value)

    def without_staff(self, text: str) -> str:
        """A text in which no key of staff is left."""
        return self._staff.sub(INSTEAD[self.lang], text)

    @cached_property
    def _staff(self) -> re.Pattern[str]:
        keys = sorted(staff_keys(), key=len, reverse=True)
        return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, keys)) or '(?!)'})(?![\w-])", re.IGNORECASE)


def moment(at: datetime, lang: Language) -> str:
    """A day and time of Amsterdam."""
    there = at.astimezone(AMSTERDAM)
    return f"{spelling.short_day(there.date(), lang)}, {there:%H:%M}"


def _inside(text: str) -> str:
    """Words inside a sentence; what begins with two capitals is an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def staff_keys() -> set[str]:
    """Every key of staff that the register knows: who wrote, and whom a record names in a field for one."""
    with everywhere():
        named = Record.objects.filter(data__has_any_keys=[*OF_STAFF, "performers"]).values_list("data", flat=True)
        known = {key for data in named for key in _keys(data)}
        return known | set(Entry.objects.values_list("actor", flat=True).distinct())


def _keys(data: Mapping[str, object]) -> Iterator[str]:
    performers = data.get("performers", [])
    for each in (data, *(performers if isinstance(performers, list) else [])):
        yield from (str(each[name]) for name in OF_STAFF if name in each)


def _properties(schema: Schema) -> Mapping[str, Schema]:
    found = schema.get("properties", {})
    return found if isinstance(found, Mapping) else {}


def _items(schema: Schema) -> Schema:
    found = schema.get("items", {})
    return found if isinstance(found, Mapping) else {}


def _technical(name: str, schema: Schema) -> bool:
    pattern = str(schema.get("pattern", ""))
    return bool(TECHNICAL.search(name)) or "[0-9a-f]{64}" in pattern or "[0-9a-f]{8}" in pattern
