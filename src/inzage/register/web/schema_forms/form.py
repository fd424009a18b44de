"""The form of a schema: valid or not, its value, and what is wrong with which field."""

from typing import Any

from django.utils.datastructures import MultiValueDict

from inzage.register.faults import DataWrong
from inzage.register.schemas import closed, hold
from inzage.register.values import Words
from inzage.register.web.schema_forms.building import Builder, Posted
from inzage.register.web.schema_forms.nodes import (
    NO_REFERENCES,
    Group,
    Leaf,
    Node,
    Part,
    Place,
    References,
    Rows,
    Schema,
)
from inzage.register.web.schema_forms.taking import EMPTY, Taken, take, too_many, wrong_number

NO_WORDS = Words("", "")


def form_of(
    schema: Schema,
    *,
    kind: str = "",
    prefix: str = "",
    data: Posted | None = None,
    initial: Any = None,  # noqa: ANN401 data of any kind
    references: References = NO_REFERENCES,
) -> "SchemaForm":
    """The form of a schema, with what was posted (``data``, a QueryDict) or what is there already (``initial``).

    ``kind``: code of the kind, or of the table of states for what a step asks; it chooses the words.
    ``prefix``: for two forms on one page. Names of fields are posted as ``prefix.group.0.field``.
    """
    builder = Builder(kind, data, references)
    root = Place(prefix, prefix, NO_WORDS, NO_WORDS, None, True, False)
    return SchemaForm(builder.group(schema, root, initial), schema, kind, data)


class SchemaForm:
    """A form of a kind's data. ``parts``: what the templates show."""

    def __init__(self, root: Group, schema: Schema, kind: str, data: Posted | None) -> None:
        self.root, self.schema, self.kind = root, schema, kind
        self.is_bound = data is not None
        self.posted = data if data is not None else MultiValueDict[str, str]()
        self._taken: dict[str, Any] | None = None

    @property
    def parts(self) -> list[Part]:
        """Fields and groups, in order."""
        return self.root.children

    @property
    def wants_more(self) -> bool:
        """Whether it was sent to ask for one more of a group that repeats; then nothing is judged yet."""
        return any(f"_more.{node.name}" in self.posted for node in self.root.walk() if isinstance(node, Rows))

    @property
    def has_rows(self) -> bool:
        """Whether it has buttons of its own."""
        return any(isinstance(node, Rows) for node in self.root.walk())

    def is_valid(self) -> bool:
        """Whether it was sent and its value is one that the kind accepts."""
        if not self.is_bound or self.wants_more:
            return False
        if self._taken is None:
            self._taken = _group(self.root)
            self._hold()
        return not any(node.fault for node in self.root.walk())

    def value(self) -> dict[str, Any]:
        """The data: what was left open is not in it."""
        if not self.is_valid() or self._taken is None:
            field, said = next(iter(self.errors.items()), ("-", ""))
            raise DataWrong(kind=self.kind, field=field, rule=said)
        return self._taken

    @property
    def faults(self) -> list[Node]:
        """Fields and groups with something wrong, in order."""
        self.is_valid()
        return [node for node in self.root.walk() if node.fault]

    @property
    def errors(self) -> dict[str, str]:
        """What is wrong by the name of the field, in the language of the request."""
        return {node.name: node.error for node in self.faults}

    def _hold(self) -> None:
        """The last look is the one that the register itself takes, so that nothing valid is refused later on."""
        if any(node.fault for node in self.root.walk()):
            return
        try:
            hold(self.kind, closed(self.schema), self._taken or {})
        except DataWrong as fault:
            rule = fault.facts["rule"]
            self._blame(str(fault.facts["field"]), rule if isinstance(rule, tuple) else (str(rule), str(rule)))

    def _blame(self, path: str, rule: tuple[str, str]) -> None:
        top = path.partition("/")[0]
        node: Node = next((part for part in self.parts if part.place.field == top), self.root)
        node.fault = Words(
            f"Dit past niet bij wat de soort vraagt ({rule[0]}). Verbeter dit veld.",
            f"This does not fit what the kind asks ({rule[1]}). Mend this field.",
        )


def _group(group: Group) -> dict[str, Any]:
    taken = {child.place.field: _part(child) for child in group.children}
    return {field: value for field, value in taken.items() if value is not EMPTY}


def _part(part: Part) -> Taken:
    if isinstance(part, Leaf):
        return _leaf(part)
    if part.blank and not part.place.required:
        return EMPTY
    return _group(part) if isinstance(part, Group) else _rows(part)


def _leaf(leaf: Leaf) -> Taken:
    found = take(leaf)
    leaf.fault = found if isinstance(found, Words) else None
    return EMPTY if isinstance(found, Words) else found


def _rows(rows: Rows) -> list[Any]:
    """Filled groups; blank ones only where fewer are filled than there must be, so that their fields say so."""
    filled = [row for row in rows.rows if not row.blank]
    short = max(0, rows.schema.get("minItems", 0) - len(filled))
    asked = [row for row in rows.rows if row.blank][:short]
    taken = [_group(row) for row in rows.rows if not row.blank or any(row is each for each in asked)]
    if rows.asked > rows.count:
        rows.fault = too_many(rows.most)
    elif filled or not asked:
        rows.fault = wrong_number({**rows.schema, "maxItems": rows.most}, taken)
    return taken
