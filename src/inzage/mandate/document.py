"""A mandate as a document's table, and back. The same table serves TOML drafts and signed JSON.

A signed document spells every field out, also those that were missing from the
draft, and lists these in ``narrowed``: who signs sees what silence came to mean.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import get_args

from inzage.mandate import (
    NEVER,
    CarrierKind,
    Condition,
    DataClass,
    Exclusions,
    Frequency,
    HitProcedure,
    HumanGrant,
    Mandate,
    Manner,
    Notice,
    Officials,
    Owner,
    Per,
    Period,
    Presented,
    narrow,
)
from inzage.mandate.building_block import CODE, TOKEN, VERSION
from inzage.mandate.fields import Fields, Said, day, flag, integer, matching, one_of, several, shown, text, wrong

SCHEMA = 1
"""Version of this form of document."""

MOST_DAYS = 36_500

_DOCUMENT = (
    "schema", "reference", "person", "title", "validation", "verdict_quote", "retention_days", "period", "frequency",
    "manner", "officials", "exclusions", "hit", "conditions", "narrowed",
)  # fmt: skip
_ROLE = matching(r"[a-z][a-z_-]{1,39}", ("een functie in kleine letters", "a role in lower-case letters"))
_SALT = matching(r"(?:[0-9a-f]{2}){0,64}", ("hexadecimale tekens, hooguit 128", "hexadecimal digits, 128 at most"))
_NAME = matching(r"[a-z][a-z0-9_]{0,59}", ("een naam in kleine letters", "a name in lower-case letters"))
_REFERENCE: Said = ("het ECLI- of parketnummer", "the ECLI or prosecutor's number")
_PERSON: Said = ("het pseudoniem van de betrokkene", "the person's pseudonym")
_TITLE: Said = ("de wettelijke grondslag", "the legal title")
_SCHEMA: Said = (f"schema = {SCHEMA}", f"schema = {SCHEMA}")


def mandate_from(raw: object) -> Mandate:
    """A mandate out of its table, every gap read narrowly; ``MandateFault`` names what is not in order."""
    absent: list[str] = []
    fields = Fields(raw, "", _DOCUMENT, absent)
    fields.required("schema", integer(SCHEMA, SCHEMA), _SCHEMA)
    conditions = tuple(_condition(table) for table in fields.tables("conditions", ("block", "version", "parameters")))
    _each_once(conditions)
    validation = fields.optional("validation", flag, False)
    made = Mandate(
        reference=fields.required("reference", text(100), _REFERENCE),
        person=_person(fields, validation),
        title=fields.required("title", text(300), _TITLE),
        validation=validation,
        conditions=conditions,
        period=_period(fields),
        frequency=_frequency(fields),
        manner=_manner(fields, conditions),
        officials=_officials(fields),
        exclusions=_exclusions(fields),
        hit=_hit(fields),
        retention_days=fields.narrow("retention_days", integer(1, MOST_DAYS), narrow.RETENTION_DAYS),
        verdict_quote=fields.optional("verdict_quote", text(20_000, 0), ""),
        narrowed=(),
    )
    declared = fields.optional("narrowed", several(one_of(narrow.NARROWABLE)), ())
    return replace(made, narrowed=tuple(name for name in narrow.NARROWABLE if name in {*absent, *declared}))


def table_of(mandate: Mandate) -> dict[str, object]:
    """The mandate as its table of JSON values, every field spelled out but a period that never was."""
    return {
        "schema": SCHEMA,
        "reference": mandate.reference,
        "person": mandate.person,
        "title": mandate.title,
        "validation": mandate.validation,
        "verdict_quote": mandate.verdict_quote,
        "retention_days": mandate.retention_days,
        **_period_table(mandate.period),
        "frequency": {
            "at_most": mandate.frequency.at_most,
            "per": mandate.frequency.per,
            "notice": mandate.frequency.notice,
        },
        "manner": _manner_table(mandate.manner),
        "officials": {"allowed": list(mandate.officials.allowed), "excluded": list(mandate.officials.excluded)},
        "exclusions": {
            "salt": mandate.exclusions.salt.hex(),
            "containers": sorted(mandate.exclusions.containers),
            "contacts": sorted(mandate.exclusions.contacts),
        },
        "hit": {"contact": mandate.hit.contact, "instructions": mandate.hit.instructions},
        "conditions": [
            {"block": one.block, "version": one.version, "parameters": _plain(one.parameters)}
            for one in mandate.conditions
        ],
        "narrowed": list(mandate.narrowed),
    }


def _person(fields: Fields, validation: bool) -> str:
    if not validation:
        return fields.required("person", text(100), _PERSON)
    person = fields.optional("person", text(100, 0), "")
    if person:
        raise wrong("person", ("niets, want een validatieopdracht heeft geen persoon", "nothing: no person"), person)
    return person


def _condition(fields: Fields) -> Condition:
    expected = ("een bouwsteen met zijn versie", "a building block with its version")
    return Condition(
        block=fields.required("block", CODE, expected),
        version=fields.required("version", VERSION, expected),
        parameters=fields.optional("parameters", _parameters, {}),
    )


def _parameters(value: object, field: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise wrong(field, ("een tabel", "a table"), value)
    return {_NAME(name, f"{field}.{shown(name)}"): _parameter(one, f"{field}.{name}") for name, one in value.items()}


def _parameter(value: object, field: str) -> object:
    if isinstance(value, date):
        return day(value, field).isoformat()
    if isinstance(value, str):
        return text(1000)(value, field)
    if isinstance(value, list | tuple):
        return several(text(100))(value, field)
    return integer(-(10**9), 10**9)(value, field)


def _plain(parameters: Mapping[str, object]) -> dict[str, object]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in parameters.items()}


def _each_once(conditions: tuple[Condition, ...]) -> None:
    codes = [condition.block for condition in conditions]
    if len(set(codes)) != len(codes):
        raise wrong("conditions", ("elke bouwsteen hooguit een keer", "every building block once at most"), codes)


def _period(fields: Fields) -> Period:
    table = fields.table("period", ("first", "last"))
    made = narrow.period(table.narrow("first", day, None), table.narrow("last", day, None))
    if made != NEVER and made.last < made.first:
        expected = ("een laatste dag die niet voor de eerste ligt", "a last day not before the first")
        raise wrong("period", expected, [made.first.isoformat(), made.last.isoformat()])
    return made


def _frequency(fields: Fields) -> Frequency:
    table = fields.table("frequency", ("at_most", "per", "notice"))
    return Frequency(
        at_most=table.narrow("at_most", integer(1, 366), narrow.FREQUENCY.at_most),
        per=table.narrow("per", one_of(get_args(Per)), narrow.FREQUENCY.per),
        notice=table.narrow("notice", one_of(get_args(Notice)), narrow.FREQUENCY.notice),
    )


def _manner(fields: Fields, conditions: tuple[Condition, ...]) -> Manner:
    names = ("carriers", "presented", "owners", "data_classes", "window_days", "human", "human_items")
    table = fields.table("manner", names)
    return Manner(
        carriers=table.narrow("carriers", several(one_of(get_args(CarrierKind))), narrow.CARRIERS),
        presented=table.narrow("presented", several(one_of(get_args(Presented))), narrow.PRESENTED),
        owners=table.narrow("owners", several(one_of(get_args(Owner))), narrow.OWNERS),
        data_classes=table.narrow("data_classes", several(one_of(DataClass)), narrow.data_classes(conditions)),
        window_days=table.narrow("window_days", integer(1, MOST_DAYS), narrow.WINDOW_DAYS),
        human=table.narrow("human", several(one_of(get_args(HumanGrant))), ()),
        human_items=table.optional("human_items", integer(0, 100), 0),
    )


def _officials(fields: Fields) -> Officials:
    table = fields.table("officials", ("allowed", "excluded"))
    return Officials(
        allowed=table.narrow("allowed", several(_ROLE), narrow.OFFICIALS),
        excluded=table.optional("excluded", several(_ROLE), ()),
    )


def _exclusions(fields: Fields) -> Exclusions:
    table = fields.table("exclusions", ("salt", "containers", "contacts"))
    made = Exclusions(
        salt=bytes.fromhex(table.optional("salt", _SALT, "")),
        containers=frozenset(table.optional("containers", several(TOKEN), ())),
        contacts=frozenset(table.optional("contacts", several(TOKEN), ())),
    )
    if (made.containers or made.contacts) and not made.salt:
        raise wrong("exclusions.salt", ("de sleutel waarmee de kenmerken zijn gemaakt", "the tokens' salt"), "")
    return made


def _hit(fields: Fields) -> HitProcedure:
    table = fields.table("hit", ("contact", "instructions"))
    return HitProcedure(
        contact=table.narrow("contact", text(300, 0), ""),
        instructions=table.narrow("instructions", text(2000, 0), ""),
    )


def _period_table(period: Period) -> dict[str, object]:
    if period == NEVER:
        return {}
    return {"period": {"first": period.first.isoformat(), "last": period.last.isoformat()}}


def _manner_table(manner: Manner) -> dict[str, object]:
    return {
        "carriers": list(manner.carriers),
        "presented": list(manner.presented),
        "owners": list(manner.owners),
        "data_classes": list(manner.data_classes),
        "window_days": manner.window_days,
        "human": list(manner.human),
        "human_items": manner.human_items,
    }
