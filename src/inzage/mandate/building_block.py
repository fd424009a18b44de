"""One building block of conditions: its wording, what may be filled in, what it asks, why it may be imposed.

A block is data (a TOML file of the catalogue); this is its form. A block that is
not *vastgesteld* (settled) marks every document of a check that rests on it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Literal, get_args

from inzage.mandate import DataClass, FieldWrong, Question
from inzage.mandate.fields import Fields, Parse, day, integer, matching, one_of, several, text, wrong
from inzage.mandate.refusals import ParametersWrong

ParameterKind = Literal["int", "date", "choice", "text", "choices", "tokens"]
Value = str | int | tuple[str, ...]
"""What a parameter is filled in with; several choices or tokens are a tuple."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_IDENTIFIER = matching(r"[a-z][a-z0-9_]{0,59}", ("kleine letters, cijfers en _", "lower-case letters, digits and _"))
TOKEN = matching(r"[0-9a-f]{64}", ("een kenmerk van 64 hexadecimale tekens", "a token of 64 hexadecimal digits"))
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
    """What a mandate may fill in. ``low`` and ``high`` bound a number, a text's length or how many are given.

    ``choices``: one of them (kind ``choice``) or several (``choices``); ``words`` says in
    the wording what each means, where that is not the choice itself. ``tokens``: persons
    or devices, each by its token (``mandate.named``). ``default`` None: the mandate has to
    fill it in. Dates are text yyyy-mm-dd.
    """

    name: str
    kind: ParameterKind
    nl: str
    en: str
    low: int
    high: int
    choices: tuple[str, ...]
    words: tuple[str, ...]
    default: Value | None

    def parse(self, value: object, field: str) -> Value:
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
            case "choices":
                return self._enough(several(one_of(self.choices))(value, field), field)
            case "tokens":
                return self._enough(several(TOKEN)(value, field), field)

    def say(self, value: Value) -> str | int:
        """The value as the wording of the condition says it."""
        named = dict(zip(self.choices, self.words, strict=False))
        if self.kind == "tokens":
            return len(value) if isinstance(value, tuple) else 0
        if isinstance(value, tuple):
            return _listed([named.get(one, one) for one in value])
        return named.get(value, value) if isinstance(value, str) else value

    def _enough(self, found: tuple[str, ...], field: str) -> tuple[str, ...]:
        if not self.low <= len(found) <= self.high:
            raise wrong(
                field, (f"{self.low} tot {self.high} vermeldingen", f"{self.low} to {self.high} entries"), found
            )
        return found


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

    @property
    def complete(self) -> bool:
        """Can it be asked as it is, with nothing filled in?"""
        return all(parameter.default is not None for parameter in self.parameters)

    def filled(self, given: Mapping[str, object]) -> dict[str, Value]:
        """Every parameter with its value; ``ParametersWrong`` where the mandate may not fill it in so."""
        known = {parameter.name: parameter for parameter in self.parameters}
        for name, value in given.items():
            if name not in known:
                names = ", ".join(known)
                raise self._wrong(name, (f"een van: {names}", f"one of: {names}"), str(value))
        return {name: self._value(parameter, given) for name, parameter in known.items()}

    def wording(self, given: Mapping[str, object]) -> str:
        """The condition in Dutch, filled in."""
        values = self.filled(given)
        return self.nl.format(**{one.name: one.say(values[one.name]) for one in self.parameters})

    def _value(self, parameter: Parameter, given: Mapping[str, object]) -> Value:
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
_QUESTION = ("code", "indicator", "opens", "requires", "whole", "list_purpose", "nl", "en", "parameters")
_PARAMETER = ("name", "kind", "nl", "en", "low", "high", "choices", "words", "default")
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
        whole=fields.optional("whole", several(_IDENTIFIER), ()),
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
        words=fields.optional("words", several(text(100)), ()),
        default=None,
    )
    if made.words and len(made.words) != len(made.choices):
        raise wrong(fields.path("words"), ("voor elke keuze woorden", "words for every choice"), made.words)
    if not fields.has("default"):
        return made
    default = made.parse(fields.raw("default"), fields.path("default"))
    return replace(made, default=default)


_KIND: Parse[ParameterKind] = one_of(get_args(ParameterKind))


def _listed(words: Sequence[str]) -> str:
    return " en ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


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
