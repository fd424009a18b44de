"""The published schemas say what the codec says: they take what it writes and refuse what it refuses."""

import copy
import json
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
from hypothesis import given

from inzage.mandate import (
    CarrierKind,
    CheckOrder,
    DataClass,
    HumanGrant,
    Mandate,
    MandateFault,
    Notice,
    Owner,
    Per,
    Presented,
)
from inzage.mandate.codec import read_draft
from inzage.mandate.document import mandate_from, table_of
from inzage.mandate.narrow import NARROWABLE
from inzage.mandate.order_document import order_from, table_of_order
from tests.mandate.made import FULL_DRAFT, SILENT_DRAFT, a_mandate, a_validation, an_order, mandates, orders

FOLDER = Path(__file__).parents[2] / "docs" / "schema"


def schema(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((FOLDER / f"{name}.schema.json").read_text("utf-8"))
    return loaded


MANDATE, ORDER = schema("mandate"), schema("order")
of_mandate = jsonschema.Draft202012Validator(MANDATE)
of_order = jsonschema.Draft202012Validator(ORDER)


@pytest.mark.parametrize("one", [MANDATE, ORDER], ids=["mandate", "order"])
def test_each_schema_is_one(one: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(one)
    assert one["$schema"].endswith("2020-12/schema")


def objects(node: Any, path: str = "") -> list[tuple[str, dict[str, Any]]]:
    """Every part of a schema that describes an object with named fields."""
    found = [(path, node)] if isinstance(node, dict) and node.get("type") == "object" else []
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return found + [one for name, child in children for one in objects(child, f"{path}/{name}")]


@pytest.mark.parametrize(("path", "part"), [*objects(MANDATE), *objects(ORDER)], ids=lambda one: str(one)[:60])
def test_no_object_takes_a_field_that_is_not_named(path: str, part: dict[str, Any]) -> None:
    if path.endswith("/parameters"):  # named by the building block, not by the mandate
        assert part["propertyNames"]
    else:
        assert part["additionalProperties"] is False


@given(mandates())
def test_the_schema_takes_every_mandate_that_the_codec_writes(mandate: Mandate) -> None:
    of_mandate.validate(table_of(mandate))


@given(orders)
def test_the_schema_takes_every_order_that_the_codec_writes(order: CheckOrder) -> None:
    of_order.validate(table_of_order(order))


@pytest.mark.parametrize("text", [FULL_DRAFT, SILENT_DRAFT])
def test_the_schema_takes_what_a_draft_becomes(text: str) -> None:
    of_mandate.validate(table_of(read_draft(text.encode())))


@pytest.mark.parametrize(
    ("words", "at"),
    [
        (get_args(Per), ("frequency", "per")),
        (get_args(Notice), ("frequency", "notice")),
        (get_args(CarrierKind), ("manner", "carriers")),
        (get_args(Presented), ("manner", "presented")),
        (get_args(Owner), ("manner", "owners")),
        (get_args(HumanGrant), ("manner", "human")),
        (tuple(map(str, DataClass)), ("manner", "data_classes")),
        (NARROWABLE, ("narrowed",)),
    ],
    ids=lambda one: str(one)[:40],
)
def test_closed_words_are_the_same_in_schema_and_code(words: tuple[str, ...], at: tuple[str, ...]) -> None:
    node = MANDATE
    for name in at:
        node = node["properties"][name]
    assert tuple(node.get("enum") or node["items"]["enum"]) == words


def test_the_fields_are_the_same_in_schema_and_code() -> None:
    assert set(MANDATE["properties"]) == set(table_of(a_mandate()))
    assert set(ORDER["properties"]) == set(table_of_order(an_order(a_mandate(), previous="x")))
    for name, value in table_of(a_mandate()).items():
        if isinstance(value, dict):
            assert set(MANDATE["properties"][name]["properties"]) == set(value)


BASE = table_of(a_mandate(conditions=read_draft(FULL_DRAFT.encode()).conditions))
MUTATIONS: list[tuple[str, Any]] = [
    ("schema", 2),
    ("reference", ""),
    ("reference", "x" * 101),
    ("person", ""),
    ("person", 3),
    ("title", ""),
    ("validation", True),
    ("validation", "false"),
    ("retention_days", 0),
    ("retention_days", "180"),
    ("verdict_quote", None),
    ("period/first", "2026-1-1"),
    ("period/first", 20260101),
    ("period/end", "2026-01-01"),
    ("frequency/at_most", 0),
    ("frequency/at_most", 367),
    ("frequency/per", "week"),
    ("frequency/notice", ""),
    ("manner/carriers", ["laptop"]),
    ("manner/carriers", ["disk", "disk"]),
    ("manner/carriers", "disk"),
    ("manner/presented", ["in zicht"]),
    ("manner/owners", ["iedereen"]),
    ("manner/data_classes", ["everything"]),
    ("manner/window_days", 0),
    ("manner/window_days", 36_501),
    ("manner/human", ["all"]),
    ("manner/budget", 3),
    ("officials/allowed", ["De Rechter"]),
    ("officials/excluded", None),
    ("exclusions/salt", "0"),
    ("exclusions/salt", "00" * 65),
    ("exclusions/containers", ["bob"]),
    ("exclusions/contacts", ["A" * 64]),
    ("hit/contact", 112),
    ("hit/phone", "112"),
    ("conditions/0/block", "zo-1"),
    ("conditions/0/version", 0),
    ("conditions/0/version", "1"),
    ("conditions/0/weight", 1),
    ("conditions/1/parameters", {"dagen": 4.5}),
    ("conditions/1/parameters", {"Dagen": 4}),
    ("conditions/1/parameters", {"dagen": None}),
    ("conditions", {}),
    ("narrowed", ["conditions"]),
    ("narrowed", ["manner.human", "manner.human"]),
    ("risk_score", 7),
]


def mutated(path: str, value: Any) -> dict[str, Any]:
    table = copy.deepcopy(BASE)
    *way, last = path.split("/")
    node: Any = table
    for step in way:
        node = node[int(step)] if step.isdigit() else node[step]
    node[last] = value
    return table


@pytest.mark.parametrize(("path", "value"), MUTATIONS, ids=[f"{path}={value!r:.30}" for path, value in MUTATIONS])
def test_schema_and_codec_refuse_the_same(path: str, value: Any) -> None:
    table = mutated(path, value)
    assert not of_mandate.is_valid(table)
    with pytest.raises(MandateFault):
        mandate_from(table)


@pytest.mark.parametrize("name", list(BASE))
def test_schema_and_codec_miss_the_same_fields(name: str) -> None:
    table = {field: value for field, value in BASE.items() if field != name}
    try:
        mandate_from(table)
    except MandateFault:
        assert not of_mandate.is_valid(table)
    else:
        assert of_mandate.is_valid(table)


def test_a_validation_mandate_without_a_person_fits() -> None:
    table = table_of(a_validation())
    of_mandate.validate(table)
    assert not of_mandate.is_valid({**table, "person": "P-1"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("schema", 0), ("mandate_sha256", "x"), ("person", ""), ("number", 0), ("on", "3 oktober"),
        ("valid_days", 32), ("officials", ["X"]), ("previous", None), ("nonce", "12"), ("extra", 1),
    ],
)  # fmt: skip
def test_schema_and_codec_refuse_the_same_orders(name: str, value: Any) -> None:
    table = {**table_of_order(an_order(a_mandate())), name: value}
    assert not of_order.is_valid(table)
    with pytest.raises(MandateFault):
        order_from(table)


@pytest.mark.parametrize("name", sorted(ORDER["required"]))
def test_an_order_without_a_field_fits_neither(name: str) -> None:
    table = table_of_order(an_order(a_mandate()))
    del table[name]
    assert not of_order.is_valid(table)
    with pytest.raises(MandateFault):
        order_from(table)
