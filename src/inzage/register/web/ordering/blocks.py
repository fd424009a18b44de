"""The building blocks to choose from, each with the fields that it asks to be filled in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from inzage.mandate.building_block import BuildingBlock, Parameter
from inzage.mandate.catalogue import current
from inzage.register import words
from inzage.register.values import Words
from inzage.register.web.ordering.names import CONTACTS, judged, names_field, tokens, typed
from inzage.register.web.saying import say
from inzage.register.web.schema_forms import SchemaForm, form_of
from inzage.register.web.schema_forms.building import Posted
from inzage.register.web.schema_forms.nodes import Group, Leaf, Node, Rows, Schema
from inzage.register.web.schema_forms.taking import take

CHOSEN = "block"
"""The name under which chosen blocks are posted."""
CATEGORIES = {
    "zeden_online": Words("Online zedendelict", "Online sexual offence"),
    "cyber": Words("Computercriminaliteit", "Cybercrime"),
    "ter": Words("Terrorisme, extremisme en radicalisering", "Terrorism, extremism and radicalisation"),
    "algemeen": Words("Voor elk soort zaak", "For any kind of case"),
}
NAMES_HELP = Words(
    "Een nummer, adres, account of serienummer per regel. Alleen een kenmerk wordt bewaard, niet wat u hier typt.",
    "A number, address, account or serial number a line. Only a token is kept, not what you type here.",
)


@dataclass(slots=True)
class BlockChoice:
    """One building block on the form. ``named``: fields whose names become tokens."""

    block: BuildingBlock
    chosen: bool
    form: SchemaForm
    named: list[Leaf]

    @property
    def value(self) -> str:
        """As posted, and as a record holds it."""
        return self.block.code.lower()

    @property
    def wording(self) -> str:
        """The condition with its parameters still open, each between brackets."""
        told = say(Words(self.block.nl, self.block.en))
        return told.format(**{one.name: f"[{say(Words(one.nl, one.en))}]" for one in self.block.parameters})

    @property
    def questions(self) -> list[str]:
        """What a check answers."""
        return [say(Words(one.nl, one.en)) for one in self.block.questions]

    @property
    def status(self) -> str:
        """How far the organisations are with it."""
        return str(self.block.status)

    @property
    def parts(self) -> list[Any]:
        """Its fields."""
        return [*self.form.parts, *self.named]

    @property
    def faults(self) -> list[Node]:
        """What is wrong, where it was chosen."""
        if not self.chosen:
            return []
        for leaf in self.named:
            one = self._parameter(leaf)
            leaf.fault = judged(leaf, one.low, one.high)
        return [*self.form.faults, *(leaf for leaf in self.named if leaf.fault)]

    def filled(self, salt: bytes) -> list[dict[str, Any]]:
        """What is filled in so far, as a record holds it."""
        told = partly(self.form.root)
        plain = {name: _texts(value) for name, value in told.items()}
        named = {leaf.place.field: tokens(typed(leaf), salt, CONTACTS) for leaf in self.named}
        return [{"parameter": name, "values": values} for name, values in (plain | named).items() if values]

    def _parameter(self, leaf: Leaf) -> Parameter:
        return next(one for one in self.block.parameters if one.name == leaf.place.field)


def choices(posted: Posted | None) -> list[BlockChoice]:
    """The newest version of every block."""
    chosen = set(posted.getlist(CHOSEN)) if posted is not None else set()
    found = sorted(current().newest(), key=lambda one: one.code)
    return [_choice(one, posted, one.code.lower() in chosen) for one in found]


def by_category(choices: list[BlockChoice]) -> list[tuple[str, list[BlockChoice]]]:
    """(what the category is called, its blocks)."""
    codes = dict.fromkeys([*CATEGORIES, *(one.block.category for one in choices)])
    told = [(code, [one for one in choices if one.block.category == code]) for code in codes]
    return [(say(CATEGORIES.get(code) or words.plain(code)), found) for code, found in told if found]


def _choice(block: BuildingBlock, posted: Posted | None, chosen: bool) -> BlockChoice:
    prefix = f"blok.{block.code.lower()}"
    schema = _schema(block)
    defaults = {one.name: one.default for one in block.parameters if one.default is not None}
    form = form_of(schema, prefix=prefix, data=posted, initial={name: _there(v) for name, v in defaults.items()})
    for leaf in form.root.children:
        if isinstance(leaf, Leaf):
            _named_by_block(leaf, next(one for one in block.parameters if one.name == leaf.place.field))
    named = [_names(one, prefix, posted) for one in block.parameters if one.kind == "tokens"]
    return BlockChoice(block, chosen, form, named)


def _there(default: Any) -> Any:  # noqa: ANN401 a parameter's default
    return list(default) if isinstance(default, tuple) else default


def _schema(block: BuildingBlock) -> Schema:
    asked = [one for one in block.parameters if one.kind != "tokens"]
    return {"properties": {one.name: _field(one) for one in asked}, "required": [one.name for one in asked]}


def _field(one: Parameter) -> Schema:
    match one.kind:
        case "int":
            return {"type": "integer", "minimum": one.low, "maximum": one.high}
        case "choice":
            return {"enum": list(one.choices)}
        case "choices":
            return {"type": "array", "uniqueItems": True, "minItems": one.low, "items": {"enum": list(one.choices)}}
        case "date":
            return {"type": "string", "format": "date"}
        case _:
            return {"type": "string", "minLength": one.low, "maxLength": one.high}


def _named_by_block(leaf: Leaf, one: Parameter) -> None:
    """A block brings its own words."""
    label = _sentence(Words(one.nl, one.en))
    trail = leaf.place.trail
    leaf.place = replace(leaf.place, label=label, trail=label if not trail.nl else Words(label.nl, label.en))
    said = dict(zip(one.choices, one.words, strict=False))
    leaf.choices = tuple((value, code, said.get(str(code), str(code))) for value, code, _ in leaf.choices)


def _names(one: Parameter, prefix: str, posted: Posted | None) -> Leaf:
    leaf = names_field(
        f"{prefix}.{one.name}", _sentence(Words(one.nl, one.en)), NAMES_HELP, posted, required=one.low > 0
    )
    leaf.place = replace(leaf.place, field=one.name)
    return leaf


def _sentence(said: Words) -> Words:
    return Words(said.nl[:1].upper() + said.nl[1:], said.en[:1].upper() + said.en[1:])


def _texts(value: Any) -> list[str]:  # noqa: ANN401 as a form takes it
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]


def partly(group: Group) -> dict[str, Any]:
    """What stands in a form and is in order, whatever else is not."""
    return dict(_parts(group))


def _parts(group: Group) -> Iterator[tuple[str, Any]]:
    for child in group.children:
        if isinstance(child, Group):
            if inner := partly(child):
                yield child.place.field, inner
        elif isinstance(child, Leaf) and not child.blank:
            found = take(child)
            if not isinstance(found, Words):
                yield child.place.field, found
        assert not isinstance(child, Rows)  # noqa: S101 no form of an order repeats a group
