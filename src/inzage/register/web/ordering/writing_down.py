"""The mandate that an order's records come to: the same fields, in the words of the engine.

Pure. What a record does not hold is left out of the document, so that the engine reads it narrowly and
says so. A mandate for validation is never made here: there is always a person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from inzage.mandate import Mandate
from inzage.mandate.building_block import BuildingBlock, Parameter
from inzage.mandate.catalogue import block
from inzage.mandate.codec import with_digest
from inzage.mandate.document import SCHEMA, mandate_from
from inzage.register import words
from inzage.register.web.ordering.faults import SayMore, TermsDiffer

Data = Mapping[str, Any]
PER = {"maand": "month", "kwartaal": "quarter", "halfjaar": "half_year", "jaar": "year"}
NOTICE = {"aangekondigd": "announced", "onaangekondigd": "unannounced"}
GRANTS = {"instellingen": "settings", "inhoud": "content"}
NOTHING = "niets"
UNKNOWN = "—"
"""Stands for a reference or title that somebody has not filled in yet; only in what is looked at, never signed."""


@dataclass(frozen=True, slots=True)
class Written:
    """What an order's records say, or a form so far. ``conditions``: data of those that check carriers."""

    person: str
    order: Data
    conditions: Sequence[Data]


def mandate_of(written: Written) -> Mandate:
    """The mandate, with the digest it would be signed under.

    Raises:
        TermsDiffer, SayMore: the conditions do not come to one mandate.
        MandateFault: a field cannot be in a mandate.
    """
    return with_digest(mandate_from(document(written)))


def document(written: Written) -> dict[str, Any]:
    """The table of a mandate."""
    order, terms = written.order, _terms(written.conditions)
    table = {
        "schema": SCHEMA,
        "person": written.person,
        "reference": order.get("reference", UNKNOWN),
        "title": _title(order),
        "verdict_quote": order.get("verdict", ""),
        "period": _there({"first": order.get("from"), "last": order.get("to")}),
        "hit": _there({"contact": order.get("on_halt_call"), "instructions": order.get("on_halt")}),
        "exclusions": _exclusions(order),
        "frequency": _frequency(terms),
        "manner": _manner(terms),
        "officials": _there({"allowed": terms.get("officials"), "excluded": terms.get("excluded")}),
        "conditions": [_condition(each) for each in written.conditions],
    }
    return table | _there({"retention_days": order.get("retention_days")})


def _title(order: Data) -> str:
    said = order.get("legal_title")
    return words.value("legal_title", said).nl if said else UNKNOWN


def _there(fields: Data) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def _exclusions(order: Data) -> dict[str, Any]:
    lists = {"containers": order.get("shut_users", []), "contacts": order.get("shut_contacts", [])}
    return {"salt": order.get("token_salt", ""), **{name: sorted(found) for name, found in lists.items()}}


def _terms(conditions: Sequence[Data]) -> Data:
    """What the conditions lay down alike; a mandate has one frequency, one manner and one list of officials."""
    told: list[Data] = [each.get("parameters", {}) for each in conditions] or [{}]
    for field in sorted({name for each in told for name in each}):
        if any(each.get(field) != told[0].get(field) for each in told):
            label = words.label(field, "voorwaarde-controle")
            raise TermsDiffer(field=(label.nl.lower(), label.en.lower()))
    return told[0]


def _frequency(terms: Data) -> dict[str, Any]:
    said = terms.get("frequency", {})
    notice = [NOTICE[one] for one in terms.get("manner", {}).get("notice", [])]
    return _there(
        {
            "at_most": said.get("at_most"),
            "per": PER.get(said.get("per", "")),
            "notice": "either" if len(notice) > 1 else next(iter(notice), None),
        }
    )


def _manner(terms: Data) -> dict[str, Any]:
    said = terms.get("manner", {})
    return _there(
        {
            "carriers": said.get("carriers"),
            "presented": said.get("presented"),
            "owners": said.get("owner"),
            "data_classes": terms.get("data_class"),
            "window_days": terms.get("window_days"),
            "human": _granted(terms.get("human")),
            "human_items": terms.get("human_items"),
        }
    )


def _granted(said: Sequence[str] | None) -> list[str] | None:
    if said and NOTHING in said and len(said) > 1:
        raise SayMore()
    return None if said is None else [GRANTS[one] for one in said if one != NOTHING]


def _condition(condition: Data) -> dict[str, Any]:
    code, version = condition["block"].upper(), condition["block_version"]
    return {"block": code, "version": version, "parameters": given(block(code, version), condition)}


def given(of: BuildingBlock, condition: Data) -> dict[str, object]:
    """What a condition fills in of its building block, as the engine takes it."""
    filled = {each["parameter"]: each["values"] for each in condition.get("filled", [])}
    kinds = {one.name: one for one in of.parameters}
    return {name: _value(kinds.get(name), values) for name, values in filled.items()}


def _value(parameter: Parameter | None, values: list[str]) -> object:
    if parameter is None or parameter.kind in {"choices", "tokens"}:
        return values
    return int(values[0]) if parameter.kind == "int" else values[0]
