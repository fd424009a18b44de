"""The form of an order: the verdict, the building blocks, how often, how and by whom, and what stays closed."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from inzage.mandate import DataClass, FieldWrong
from inzage.register import Catalogue, Kind
from inzage.register.faults import DataWrong
from inzage.register.values import Noun, Words
from inzage.register.web.ordering import blocks
from inzage.register.web.ordering.faults import SayMore
from inzage.register.web.ordering.first import first_field, judge
from inzage.register.web.ordering.names import CONTACTS, USERS, Token, judged, names_field, salt_of, tokens, typed
from inzage.register.web.ordering.told import class_name
from inzage.register.web.ordering.writing_down import Written, mandate_of
from inzage.register.web.saying import say
from inzage.register.web.schema_forms import References, SchemaForm, form_of
from inzage.register.web.schema_forms.building import Posted
from inzage.register.web.schema_forms.nodes import Leaf, Node, Part

ORDER, CHECK = "opdracht", "voorwaarde-controle"
FROM = "from_advice"
VERDICT = ("verdict", "reference", "imposed_on", "legal_title", "category", "from", "to", FROM)
TERMS = ("frequency", "manner", "officials", "excluded", "data_class", "window_days", "human", "human_items")
HALT = ("on_halt_call", "on_halt", "retention_days")
ALSO = "also"
STANDING = "bijzonder"
NO_BLOCK = Words(
    "Kies ten minste één bouwsteen. Vraagt de uitspraak geen controle van gegevensdragers, leg haar dan vast vanuit "
    "Toezicht.",
    "Choose at least one building block. Where the verdict asks no check of carriers, record it from Supervision.",
)
END_FIRST = Words(
    "Dit einde ligt voor het begin. Verbeter een van beide.", "This end is before the beginning. Mend one."
)
LATER = Words("Deze dag moet nog komen. Vul de dag van de uitspraak in.", "This day is still to come. Fill in the day.")
HIDDEN = Words(
    "Hier staat een teken dat niet te zien is, zoals een zacht afbreekstreepje. Typ deze tekst over.",
    "There is a character that cannot be seen, such as a soft hyphen. Type this text over.",
)
CLOSED: Mapping[str, tuple[Token, Words, Words]] = {
    "shut_users": (
        USERS,
        Words("Andere gebruikers van het apparaat die dicht blijven", "Other users of the device who stay closed"),
        Words(
            "De gebruikersnaam op het apparaat, één per regel. Alleen een kenmerk wordt bewaard, niet de naam.",
            "The user name on the device, one a line. Only a token is kept, not the name.",
        ),
    ),
    "shut_contacts": (
        CONTACTS,
        Words("Geheimhouders en anderen die dicht blijven", "Privileged contacts and others who stay closed"),
        Words(
            "Nummer, e-mailadres of account van advocaat, arts of een ander, één per regel. "
            "Alleen een kenmerk wordt bewaard, niet wat u hier typt.",
            "Number, e-mail address or account of a lawyer, doctor or other, one a line. "
            "Only a token is kept, not what you type here.",
        ),
    ),
}


class Entry:
    """What was typed, what is wrong with it, and what it comes to. ``key``: the form's own."""

    def __init__(
        self, catalogue: Catalogue, key: UUID, day: date, posted: Posted | None, references: References
    ) -> None:
        self.key, self.day, self.posted = key, day, posted
        self.order_kind, self.check_kind = catalogue.on(ORDER, day), catalogue.on(CHECK, day)
        self.others = _others(catalogue, day)
        self.order = form_of(
            _asked(self.order_kind, advised=bool(references(FROM))), kind=ORDER, data=posted, references=references
        )
        parameters: Any = self.check_kind.data["properties"]
        self.terms = form_of(parameters["parameters"], kind=CHECK, prefix="terms", data=posted)
        _with_levels(self.terms)
        self.blocks = blocks.choices(posted)
        self.first = first_field(posted)
        self.closed = [names_field(name, label, told, posted) for name, (_, label, told) in CLOSED.items()]
        self.also = set(posted.getlist(ALSO)) & {kind.code for kind in self.others} if posted is not None else set()
        self._faults: list[Node] | None = None

    @property
    def verdict_parts(self) -> list[Part]:
        """Fields of the verdict."""
        return self._of(VERDICT)

    @property
    def halt_parts(self) -> list[Part]:
        """Fields of what follows on a halt, and how long a case is kept."""
        return self._of(HALT)

    @property
    def term_parts(self) -> list[Part]:
        """Fields of how often, how and by whom, in the order in which a verdict names them."""
        order = {name: place for place, name in enumerate(TERMS)}
        return sorted(self.terms.parts, key=lambda part: order.get(part.place.field, len(order)))

    def _of(self, names: tuple[str, ...]) -> list[Part]:
        found = {part.place.field: part for part in self.order.parts}
        return [found[name] for name in names if name in found]

    @property
    def groups(self) -> list[tuple[str, list[blocks.BlockChoice]]]:
        """The building blocks by kind of case."""
        return blocks.by_category(self.blocks)

    @property
    def other_conditions(self) -> list[tuple[str, str, bool]]:
        """(code, what it is called, chosen) of conditions that no carrier is checked for."""
        return [(kind.code, say(kind.words), kind.code in self.also) for kind in self.others]

    @property
    def chosen(self) -> list[blocks.BlockChoice]:
        """Building blocks that were chosen."""
        return [one for one in self.blocks if one.chosen]

    @property
    def no_block(self) -> str:
        """What is said where no block was chosen."""
        return say(NO_BLOCK) if self.posted is not None and not self.chosen else ""

    @property
    def faults(self) -> list[Node]:
        """Fields with something wrong, in the order of the page; nothing before it was sent."""
        if self.posted is None:
            return []
        if self._faults is None:
            self._faults = list(self._look())
        return self._faults

    @property
    def valid(self) -> bool:
        """Whether it may be saved."""
        return self.posted is not None and not self.faults and bool(self.chosen)

    def _look(self) -> Iterator[Node]:
        self.order.is_valid()
        self.terms.is_valid()
        self._in_order()
        self._as_a_mandate()
        yield from self.order.faults
        for one in self.blocks:
            yield from one.faults
        yield from self.terms.faults
        period = blocks.partly(self.order.root)
        self.first.fault = judge(self.first, period.get("from", ""), period.get("to", ""))
        yield from [self.first] if self.first.fault else []
        for leaf in self.closed:
            leaf.fault = judged(leaf)
        yield from (leaf for leaf in self.closed if leaf.fault)

    def _in_order(self) -> None:
        told = blocks.partly(self.order.root)
        if told.get("from", "") > told.get("to", "9999"):
            self._blame("to", END_FIRST)
        if told.get("imposed_on", "") > self.day.isoformat():
            self._blame("imposed_on", LATER)

    def _as_a_mandate(self) -> None:
        """Texts that two people compare by eye hold nothing that cannot be seen; grants do not contradict."""
        try:
            mandate_of(self.so_far(UNNAMED))
        except SayMore as fault:
            self._blame_term("human", Words(fault.sentence("nl"), fault.sentence("en")))
        except FieldWrong as fault:
            fields = {"verdict_quote": "verdict", "hit.contact": "on_halt_call", "hit.instructions": "on_halt"}
            if (field := fields.get(str(fault.facts["field"]))) is not None:
                self._blame(field, HIDDEN)

    def _blame(self, field: str, said: Words) -> None:
        part = next(part for part in self.order.parts if part.place.field == field)
        part.fault = part.fault or said

    def _blame_term(self, field: str, said: Words) -> None:
        part = next(part for part in self.terms.parts if part.place.field == field)
        part.fault = part.fault or said

    def so_far(self, person: str) -> Written:
        """What the order says with all that is in order by now."""
        return Written(person, self.order_data(), [self._condition(one) for one in self.chosen])

    def order_data(self) -> dict[str, Any]:
        """The data of the order's record."""
        salt, names = salt_of(self.key), {leaf.place.field: typed(leaf) for leaf in self.closed}
        shut = {field: tokens(found, salt, CLOSED[field][0]) for field, found in names.items() if found}
        needed = shut or any(one.named for one in self.chosen)
        salted = {"token_salt": salt.hex()} if needed else {}
        return {**blocks.partly(self.order.root), **shut, **salted}

    def conditions(self) -> list[tuple[str, UUID, dict[str, Any]]]:
        """(kind, key, data) of each condition's record; keys follow from the form's own."""
        checks = [(CHECK, one.value, self._condition(one)) for one in self.chosen]
        others = [(code, code, self._common(code.removeprefix("voorwaarde-"), 1)) for code in sorted(self.also)]
        return [(kind, uuid5(self.key, name), data) for kind, name, data in (*checks, *others)]

    def _condition(self, one: blocks.BlockChoice) -> dict[str, Any]:
        data = self._common(one.value, one.block.version) | {"parameters": blocks.partly(self.terms.root)}
        filled = one.filled(salt_of(self.key))
        return data | ({"filled": filled} if filled else {})

    def _common(self, block: str, version: int) -> dict[str, Any]:
        order = blocks.partly(self.order.root)
        term: dict[str, Any] = {name: order[name] for name in ("from", "to") if name in order}
        return {"standing": STANDING, "block": block, "block_version": version} | term

    def value(self) -> dict[str, Any]:
        """The order's data, where the form is in order."""
        if not self.valid:
            said = self.faults[0].error if self.faults else say(NO_BLOCK)
            raise DataWrong(kind=ORDER, field=self.faults[0].name if self.faults else "block", rule=said)
        return self.order_data()


UNNAMED = "P-0000"
"""Stands for the person where only the fields themselves are looked at."""


def _asked(kind: Kind, *, advised: bool) -> dict[str, Any]:
    """An order's schema as this screen asks it: with the verdict's own words, and without what becomes a token."""
    schema: Any = kind.data
    asked = {name: schema["properties"][name] for name in (*VERDICT, *HALT) if name != FROM or advised}
    required = [name for name in VERDICT if name != FROM]
    return {**schema, "properties": asked, "required": required}


def _with_levels(terms: SchemaForm) -> None:
    """Who chooses a class of data sees how deep it intrudes."""
    for part in terms.parts:
        if isinstance(part, Leaf) and part.place.field == "data_class":
            part.choices = tuple((posted, code, class_name(DataClass(code))) for posted, code, _ in part.choices)


def _others(catalogue: Catalogue, day: date) -> list[Kind]:
    """Conditions beside those that check carriers, each in its version of that day."""
    codes = {k.code for k in catalogue.kinds.values() if k.noun is Noun.MANDATE and Noun.MANDATE in k.about}
    return [catalogue.on(code, day) for code in sorted(codes - {CHECK})]


def opened_at(posted: Posted | None, now: datetime) -> datetime:
    """When the form was opened, so that posting it twice says the same moment twice."""
    try:
        told = datetime.fromisoformat(str(posted["opened"])) if posted is not None else now
    except (KeyError, ValueError):
        return now
    fits = told.tzinfo is not None and 0 <= (now - told).total_seconds() < DAY_SECONDS
    return told if fits else now


DAY_SECONDS = 24 * 3600
