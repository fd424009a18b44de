"""One building block of conditions: its wording, what may be filled in, what it asks, why it may be imposed.

A block is data (a TOML file of the catalogue); this is its form. A block that is
not *vastgesteld* (settled) marks every document of a check that rests on it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal, get_args

from inzage.mandate import DataClass, FieldWrong, Question
from inzage.mandate.fields import Fields, Parse, day, integer, matching, one_of, several, text, wrong
from inzage.mandate.refusals import ParametersWrong

ParameterKind = Literal["int", "date", "choice", "text"]

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_IDENTIFIER = matching(r"[a-z][a-z0-9_]{0,59}", ("kleine letters, cijfers en _", "lower-case letters, digits and _"))
CODE = matching(r"[A-Z]{2,8}-[0-9]{1,4}", ("een code zoals ZO-1", "a code such as ZO-1"))
VERSION = integer(1, 9999)


class BlockStatus(StrEnum):
    """How far the organisations are with a block."""

    CONCEPT = "concept"
    DISCUSSED = "besproken met OM"
    SETTLED = "vastgesteld"


class Criterion(StrEnum):
    """The four tests that every block has to argue."""

    PROPORTIONALITY = "proportionaliteit"
    SUBSIDIARITY = "subsidiariteit"
    DEFINITENESS = "bepaaldheid"
    FEASIBILITY = "uitvoerbaarheid"


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a mandate may fill in. ``low`` and ``high`` bound a number, or a text's length.

    ``default`` None: the mandate has to fill it in. Dates are text yyyy-mm-dd.
    """

    name: str
    kind: ParameterKind
    nl: str
    en: str
    low: int
    high: int
    choices: tuple[str, ...]
    default: str | int | None

    def parse(self, value: object, field: str) -> str | int:
        """The value, if this parameter may have it; ``FieldWrong`` otherwise."""
        match self.kind:
            case "int":
                return integer(self.low, self.high)(value, field)
            case "date":
                return day(value, field).isoformat()
            case "choice":
                return one_of(self.choices)(value, field)
            case "text":
                return text(self.high, self.low)(value, field)


@dataclass(frozen=True, slots=True)
class BuildingBlock:
    """One version of one block. ``questions`` carry no filled-in parameters yet.

    ``passed``: question code → names of the parameters that its detector gets.
    ``rulings``: ECLI numbers that bear on it. ``by``, ``on``: who settled or
    discussed it, and when; empty for a concept.
    """

    code: str
    version: int
    category: str
    nl: str
    en: str
    parameters: tuple[Parameter, ...]
    questions: tuple[Question, ...]
    passed: Mapping[str, tuple[str, ...]]
    data_classes: tuple[DataClass, ...]
    tests: Mapping[Criterion, str]
    rulings: tuple[str, ...]
    status: BlockStatus
    by: str
    on: date | None

    def filled(self, given: Mapping[str, object]) -> dict[str, str | int]:
        """Every parameter with its value; ``ParametersWrong`` where the mandate may not fill it in so."""
        known = {parameter.name: parameter for parameter in self.parameters}
        for name, value in given.items():
            if name not in known:
                names = ", ".join(known)
                raise self._wrong(name, (f"een van: {names}", f"one of: {names}"), str(value))
        return {name: self._value(parameter, given) for name, parameter in known.items()}

    def wording(self, given: Mapping[str, object]) -> str:
        """The condition in Dutch, filled in."""
        return self.nl.format(**self.filled(given))

    def _value(self, parameter: Parameter, given: Mapping[str, object]) -> str | int:
        value = given.get(parameter.name, parameter.default)
        if value is None:
            raise self._wrong(parameter.name, (parameter.nl, parameter.en), "—")
        try:
            return parameter.parse(value, parameter.name)
        except FieldWrong as error:
            raise self._wrong(parameter.name, error.facts["expected"], error.facts["found"]) from None

    def _wrong(self, name: str, expected: object, found: object) -> ParametersWrong:
        return ParametersWrong(block=self.code, name=name, expected=expected, found=found)


_BLOCK = (
    "code", "version", "category", "nl", "en", "status", "by", "on",
    "rulings", "data_classes", "parameters", "questions", "tests",
)  # fmt: skip
_QUESTION = ("code", "indicator", "opens", "requires", "list_purpose", "nl", "en", "parameters")
_PARAMETER = ("name", "kind", "nl", "en", "low", "high", "choices", "default")
_ECLI = matching(r"ECLI:[A-Z]{2}:[A-Z]{1,7}:[0-9]{4}:[A-Z0-9.]{1,25}", ("een ECLI-nummer", "an ECLI number"))
_NEEDED = ("dit veld, want geen bouwsteen kan zonder", "this field, for no block can do without")


def block_from(raw: Mapping[str, object]) -> BuildingBlock:
    """A block out of its table; ``MandateFault`` names the field that is not in order."""
    fields = Fields(raw, "", _BLOCK, [])
    code = fields.required("code", CODE, _NEEDED)
    tables = fields.tables("questions", _QUESTION)
    status = fields.required("status", one_of(BlockStatus), _NEEDED)
    tests = fields.table("tests", list(Criterion))
    made = BuildingBlock(
        code=code,
        version=fields.required("version", VERSION, _NEEDED),
        category=fields.required("category", _IDENTIFIER, _NEEDED),
        nl=fields.required("nl", text(1000), _NEEDED),
        en=fields.required("en", text(1000), _NEEDED),
        parameters=tuple(_parameter(table) for table in fields.tables("parameters", _PARAMETER)),
        questions=tuple(_question(table, code) for table in tables),
        passed={_code(table): table.optional("parameters", several(_IDENTIFIER), ()) for table in tables},
        data_classes=fields.required("data_classes", _least_first, _NEEDED),
        tests={test: tests.required(test, text(4000, 100), _NEEDED) for test in Criterion},
        rulings=fields.required("rulings", several(_ECLI), _NEEDED),
        status=status,
        by=fields.optional("by", text(200, 0), ""),
        on=_optional_day(fields),
    )
    return _sound(made)


def _question(fields: Fields, block: str) -> Question:
    return Question(
        code=_code(fields),
        block=block,
        indicator=fields.required("indicator", _IDENTIFIER, _NEEDED),
        opens=fields.required("opens", _least_first, _NEEDED),
        requires=fields.required("requires", several(_IDENTIFIER), _NEEDED),
        list_purpose=fields.required("list_purpose", _IDENTIFIER, _NEEDED) if fields.has("list_purpose") else None,
        nl=fields.required("nl", text(300), _NEEDED),
        en=fields.required("en", text(300), _NEEDED),
    )


def _code(fields: Fields) -> str:
    return fields.required("code", _IDENTIFIER, _NEEDED)


def _optional_day(fields: Fields) -> date | None:
    return fields.required("on", day, _NEEDED) if fields.has("on") else None


def _parameter(fields: Fields) -> Parameter:
    made = Parameter(
        name=fields.required("name", _IDENTIFIER, _NEEDED),
        kind=fields.required("kind", _KIND, _NEEDED),
        nl=fields.required("nl", text(300), _NEEDED),
        en=fields.required("en", text(300), _NEEDED),
        low=fields.optional("low", integer(0, 10**9), 1),
        high=fields.optional("high", integer(0, 10**9), 200),
        choices=fields.optional("choices", several(text(100)), ()),
        default=None,
    )
    if not fields.has("default"):
        return made
    default = made.parse(fields.raw("default"), fields.path("default"))
    return Parameter(made.name, made.kind, made.nl, made.en, made.low, made.high, made.choices, default)


_KIND: Parse[ParameterKind] = one_of(get_args(ParameterKind))


def _least_first(value: object, field: str) -> tuple[DataClass, ...]:
    classes = several(one_of(DataClass))(value, field)
    if list(classes) != sorted(classes, key=lambda one: one.level):
        raise wrong(field, ("minst ingrijpende soort eerst", "the least intrusive class first"), value)
    return classes


def _sound(block: BuildingBlock) -> BuildingBlock:
    """What no single field can tell: parts that refer to each other do so rightly."""
    names = {parameter.name for parameter in block.parameters}
    placeholders = set(_PLACEHOLDER.findall(block.nl))
    needed = {data_class for question in block.questions for data_class in question.opens}
    settled = bool(block.by) and block.on is not None
    passed = {name for given in block.passed.values() for name in given}
    for field, sound, expected in (
        ("nl", placeholders == names, ("elke invulling een keer genoemd", "every parameter named")),
        ("en", set(_PLACEHOLDER.findall(block.en)) <= names, ("alleen bekende invullingen", "known parameters only")),
        ("questions.parameters", passed <= names, ("alleen bekende invullingen", "known parameters only")),
        ("data_classes", needed == set(block.data_classes), ("wat de vragen openen", "what the questions open")),
        ("questions", len(block.passed) == len(block.questions) > 0, ("een of meer vragen", "questions, each once")),
        ("by", settled or block.status == BlockStatus.CONCEPT, ("door wie en wanneer", "by whom and when")),
    ):
        if not sound:
            raise wrong(field, expected, "—")
    return block
