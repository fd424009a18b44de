"""What a form consists of: fields, groups of them, and groups that repeat."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from inzage.register.values import Words
from inzage.register.web.saying import say, t
from inzage.register.web.schema_forms.texts import marked

Schema = Mapping[str, Any]
References = Callable[[str], list[tuple[str, str]]]
"""By the name of a field: what it can be filled with, as (value, what is shown)."""


def NO_REFERENCES(_: str) -> list[tuple[str, str]]:  # noqa: N802 a constant that happens to be a function
    """Nothing to choose from."""
    return []


class Control(StrEnum):
    """How a field is asked; also the name of its template."""

    TEXT = "text"
    LONG = "long"
    LINES = "lines"
    DATE = "date"
    NUMBER = "number"
    RADIO = "radio"
    SELECT = "select"
    CHECKS = "checks"
    FIXED = "fixed"


TEMPLATES = {
    Control.LONG: "long",
    Control.LINES: "long",
    Control.RADIO: "choices",
    Control.CHECKS: "choices",
    Control.SELECT: "select",
    Control.FIXED: "fixed",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands. ``name``: as posted. ``trail``: its label after those of the groups it is in.

    ``loose``: only asked for when its group is filled in.
    """

    name: str
    field: str
    label: Words
    trail: Words
    help: Words | None
    required: bool
    loose: bool


@dataclass(frozen=True, slots=True)
class Option:
    """One choice."""

    id: str
    value: str
    label: str
    chosen: bool


@dataclass(slots=True, kw_only=True)
class Node:
    """What fields and groups have in common."""

    place: Place
    fault: Words | None = None

    @property
    def name(self) -> str:
        """As posted."""
        return self.place.name

    @property
    def id(self) -> str:
        """Of the element, and with an ending of its help and its error."""
        return "iz-" + re.sub(r"[^A-Za-z0-9_-]", "--", self.place.name)

    @property
    def anchor(self) -> str:
        """The id of what a link to this leads to."""
        return self.id

    @property
    def title(self) -> str:
        """Its label."""
        return say(self.place.label)

    @property
    def trail(self) -> str:
        """Its label, after those of the groups it is in."""
        return say(self.place.trail)

    @property
    def help(self) -> str:
        """What helps."""
        return say(self.place.help) if self.place.help else ""

    @property
    def error(self) -> str:
        """What is wrong with it."""
        return say(self.fault) if self.fault else ""

    @property
    def mark(self) -> str:
        """That it must be filled in, in words."""
        if not self.place.required:
            return ""
        if self.place.loose:
            return t("(verplicht als u dit deel invult)", "(required if you fill in this part)")
        return t("(verplicht)", "(required)")

    @property
    def described_by(self) -> str:
        """Ids of its help and its error, where there are any."""
        told = [(self.place.help, "uitleg"), (self.fault, "fout")]
        return " ".join(f"{self.id}-{ending}" for said, ending in told if said)


@dataclass(slots=True, kw_only=True)
class Leaf(Node):
    """One field. ``raw``: what was typed or is there already. ``choices``: value as posted, the value, words."""

    schema: Schema
    control: Control
    raw: list[str]
    choices: tuple[tuple[str, Any, str], ...] = ()

    @property
    def template(self) -> str:
        """The file that shows it."""
        return f"inzage/field_{TEMPLATES.get(self.control, 'text')}.html"

    @property
    def shown(self) -> str:
        """What stands in it."""
        return marked(self.raw[-1]) if self.raw else ""

    @property
    def blank(self) -> bool:
        """Whether nobody filled it in; what cannot be filled in always is."""
        return self.control is Control.FIXED or not any(each.strip() for each in self.raw)

    @property
    def may_be_empty(self) -> bool:
        """Whether leaving it open is a choice as well."""
        return not self.place.required or self.place.loose

    @property
    def options(self) -> list[Option]:
        """The choices as shown; of radio buttons one for leaving it open, where that is allowed."""
        said = [(value, label) for value, _, label in self.choices]
        if self.control is Control.RADIO and self.may_be_empty:
            said.append(("", t("Niet ingevuld", "Not filled in")))
        chosen = set(self.raw) or {""}
        ids = [self.id, *(f"{self.id}-{n}" for n in range(1, len(said)))]
        return [Option(own, value, label, value in chosen) for own, (value, label) in zip(ids, said, strict=True)]

    @property
    def of_one(self) -> bool:
        """Whether one of the choices is asked, not some of them."""
        return self.control is Control.RADIO

    @property
    def input_type(self) -> str:
        """Of an input element."""
        return "date" if self.control is Control.DATE else "text"

    @property
    def input_mode(self) -> str:
        """Which keyboard a phone shows."""
        return "numeric" if self.control is Control.NUMBER else ""

    def walk(self) -> Iterator[Node]:
        """Itself."""
        yield self


@dataclass(slots=True, kw_only=True)
class Group(Node):
    """Fields that belong together. A group that need not be there and is blank is left out."""

    children: list["Leaf | Group | Rows"]

    template = "inzage/field_group.html"

    @property
    def blank(self) -> bool:
        """Whether nothing in it was filled in."""
        return all(child.blank for child in self.children)

    @property
    def anchor(self) -> str:
        """Its first field, for a group cannot have the focus."""
        return self.children[0].anchor if self.children else self.id

    def walk(self) -> Iterator[Node]:
        """Itself and all in it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(slots=True, kw_only=True)
class Rows(Node):
    """A group that repeats, up to ``most`` times.

    ``one``: what one of them is called. ``asked``: how many were sent, also where that is too many.
    """

    schema: Schema
    rows: list[Group] = field(default_factory=list)
    one: Words
    most: int
    asked: int

    template = "inzage/field_rows.html"

    @property
    def blank(self) -> bool:
        """Whether none of the groups was filled in."""
        return all(row.blank for row in self.rows)

    @property
    def anchor(self) -> str:
        """Its first field."""
        return self.rows[0].anchor if self.rows else self.id

    @property
    def count(self) -> int:
        """How many there are on the page."""
        return len(self.rows)

    @property
    def one_title(self) -> str:
        """What one of them is called."""
        return say(self.one)

    @property
    def can_grow(self) -> bool:
        """Whether one more may be asked for."""
        return len(self.rows) < self.most

    def walk(self) -> Iterator[Node]:
        """Itself and all in it, in order."""
        yield self
        for row in self.rows:
            yield from row.walk()


Part = Leaf | Group | Rows
