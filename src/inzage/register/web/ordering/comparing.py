"""What the second person compares with the verdict: each field once, with what it says, and what it says it of.

Fields that say the same in several conditions are one tick, and so are a building block and its version, or
those who stay closed and the salt of their tokens; what is recorded names every one of them, and the database
asks for them all (``seconds.fields``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from inzage.mandate.building_block import BuildingBlock
from inzage.mandate.catalogue import block
from inzage.register import words
from inzage.register.log import canonical
from inzage.register.models import Record
from inzage.register.seconds import fields
from inzage.register.values import Words
from inzage.register.web.kinds import kind_of
from inzage.register.web.ordering.entry import CHECK
from inzage.register.web.ordering.reading import Order
from inzage.register.web.ordering.told import block_wording
from inzage.register.web.ordering.writing_down import given
from inzage.register.web.saying import say, t
from inzage.register.web.schema_forms import Line, describe

NAME = "compared"
"""Under which ticks are posted: the fields that one stands for, with spaces between them."""
TOKENS, SALT = ("shut_users", "shut_contacts"), "token_salt"
TERM = ("from", "to")
CLOSED = Words("Wie dicht blijft", "Who stays closed")


@dataclass(frozen=True, slots=True)
class Tick:
    """``names``: as ``seconds.fields`` has them; ``of``: the conditions that say this, empty for the order itself."""

    names: tuple[str, ...]
    label: str
    lines: tuple[Line, ...]
    of: str
    ticked: bool

    @property
    def value(self) -> str:
        """As posted."""
        return " ".join(self.names)


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    label: str
    lines: tuple[Line, ...]
    of: str
    same: bytes


def ticks(order: Order, posted: Sequence[str] = ()) -> list[Tick]:
    """Every field that must be compared; ``posted``: ticks as they came back."""
    done = set(compared(order, posted))
    found: dict[bytes, list[_Field]] = {}
    for each in _fields(order):
        found.setdefault(each.same, []).append(each)
    return [_tick(group, done) for group in found.values()]


def compared(order: Order, posted: Sequence[str]) -> list[str]:
    """The fields that were ticked; what is no field of this order is left out."""
    known = fields(order.record)
    named = {name for each in posted for name in each.split()}
    return [name for name in known if name in named]


def _tick(group: list[_Field], done: set[str]) -> Tick:
    names = tuple(each.name for each in group)
    of = list(dict.fromkeys(each.of or t("de opdracht zelf", "the order itself") for each in group))
    lines = tuple(dict.fromkeys(line for each in group for line in each.lines))
    said = ", ".join(of) if any(each.of for each in group) else ""
    return Tick(names, group[0].label, lines, said, set(names) <= done)


def _fields(order: Order) -> Iterator[_Field]:
    for field in _in_order(order.record, order.record.data):
        yield _field(order.record, field, order.record.data[field], field, "")
    for condition in order.conditions:
        of, flat = _called(condition), {**condition.data, **condition.data.get("parameters", {})}
        flat.pop("parameters", None)
        for field in _in_order(condition, flat):
            yield _field(condition, field, flat[field], f"{condition.root.hex}/{field}", of)


def _in_order(record: Record, data: dict[str, Any]) -> list[str]:
    """The fields as the form has them, not by their codes."""
    known = _schemas(record)
    return sorted(data, key=lambda field: list(known).index(field) if field in known else len(known))


def _schemas(record: Record) -> dict[str, Any]:
    """The schema of each field; parameters each for itself."""
    schema: Any = kind_of(record).data
    of = dict(schema["properties"])
    inner = of.pop("parameters", {}).get("properties", {})
    return {**of, **inner}


def _called(condition: Record) -> str:
    return condition.data["block"].upper() if condition.kind == CHECK else say(kind_of(condition).words)


def _field(record: Record, field: str, value: Any, name: str, of: str) -> _Field:  # noqa: ANN401 data of any kind
    label = say(CLOSED if field == SALT and set(TOKENS) & record.data.keys() else words.label(field, record.kind))
    return _Field(name, label, tuple(_lines(record, field, value)), of, _same(record, field, value))


def _same(record: Record, field: str, value: Any) -> bytes:  # noqa: ANN401 likewise
    """What fields of one tick have in common."""
    if record.kind == CHECK and field in {"block", "block_version"}:
        return canonical([record.root.hex, "block"])
    if field in {*TOKENS, SALT}:
        return canonical([record.root.hex, SALT])
    own = record.root.hex if field in {"block", "filled"} else ""
    return canonical(["" if field in TERM else record.noun if own else record.kind, own, field, value])


def _lines(record: Record, field: str, value: Any) -> list[Line]:  # noqa: ANN401 likewise
    if field in TOKENS:
        return [_counted(record, field, len(value))]
    if field == SALT or (field == "block_version" and record.kind == CHECK):
        return [] if field != SALT or set(TOKENS) & record.data.keys() else [Line("", _made_here())]
    if field == "block" and record.kind == CHECK:
        made = _block(record)
        version = t(f"versie {made.version}", f"version {made.version}")
        return [Line("", f"{made.code}, {version}: {block_wording(made, given(made, record.data))}")]
    if field == "filled":
        return _filled(record)
    schema = {"properties": {field: _schemas(record).get(field, {})}}
    found = describe(schema, {field: value}, record.kind)
    return [inner for line in found for inner in (line.lines or (Line("", line.value),))]


def _made_here() -> str:
    return t("Door het register gemaakt; dit staat niet in de uitspraak.", "Made by the register; not in the verdict.")


def _counted(record: Record, field: str, many: int) -> Line:
    """Names are kept nowhere, so it is their number that is compared."""
    told = t(f"{many}. Vergelijk het aantal; namen zijn niet bewaard.", f"{many}. Compare the number; no name is kept.")
    return Line(say(words.label(field, record.kind)), told)


def _block(record: Record) -> BuildingBlock:
    return block(record.data["block"].upper(), record.data["block_version"])


def _filled(record: Record) -> list[Line]:
    """What was filled in, in the block's own words."""
    asked = {one.name: one for one in _block(record).parameters}
    told = []
    for each in record.data["filled"]:
        one, values = asked[each["parameter"]], each["values"]
        said = dict(zip(one.choices, one.words, strict=False))
        shown = [str(len(values))] if one.kind == "tokens" else [said.get(value, value) for value in values]
        told.append(Line(t(one.nl, one.en), ", ".join(shown)))
    return told
