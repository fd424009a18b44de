"""No score, no ranking, no name: not as a kind, a field, a value of a step, or a column."""

import pytest
from django.apps import apps

from inzage.register import Kind
from inzage.register.absence import NAMES, SCORES, forbidden, words
from inzage.register.schemas import closed, free_texts
from tests.register.ground import KINDS

ALL = sorted(KINDS.kinds.values(), key=lambda kind: kind.name)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_no_kind_scores_ranks_or_names_a_person(kind: Kind) -> None:
    assert not SCORES.search(kind.code)
    assert forbidden(kind.data) == []
    assert [state for state in kind.table.states if SCORES.search(state)] == []
    assert [arrow.target for arrow in kind.table.arrows.values() if forbidden(arrow.details)] == []


def test_no_column_scores_ranks_or_names_a_person() -> None:
    ours = [model for model in apps.get_models() if model.__module__.startswith("inzage.")]
    columns = [field.name for model in ours for field in model._meta.get_fields()]
    assert len(columns) > 40
    assert [name for name in columns if SCORES.search(name) or NAMES.search(name)] == []


def test_an_assessment_is_a_category_somebody_chose_and_holds_no_number() -> None:
    schema = KINDS.kinds["oordeel", 1].data
    assert not {"integer", "number"} & {str(value) for value in types(schema)}


def types(schema: object) -> list[object]:
    if isinstance(schema, dict):
        return [schema.get("type"), *(t for inner in schema.values() for t in types(inner))]
    return [t for inner in schema for t in types(inner)] if isinstance(schema, list) else []


FOUND = ["risk_score", "riskScore", "ranking", "recidivekans", "risicoklasse", "risk_level", "predicted", "probability"]
NAMED = ["name", "first_name", "last_name", "achternaam", "birth_date", "geboortedatum", "home_address", "bsn", "email"]
NAMED += ["firstName", "initials", "straat", "postcode", "telefoonnummer", "mobile", "dob", "iban", "paspoort", "skn"]
PLAIN = ["owner", "reasons", "count_band", "parket", "organisation", "source_key", "moment", "frequency", "data_class"]


@pytest.mark.parametrize("word", FOUND + NAMED)
def test_a_forbidden_field_would_be_found_at_any_depth(word: str) -> None:
    deep = {"properties": {"a": {"type": "array", "items": {"properties": {word: {}}}}}}
    assert forbidden(deep) == [word]


@pytest.mark.parametrize("word", FOUND)
def test_a_forbidden_value_would_be_found(word: str) -> None:
    assert forbidden({"properties": {"a": {"enum": ["x", word]}}}) == [word]
    assert forbidden({"properties": {"a": {"const": word}}}) == [word]


@pytest.mark.parametrize("word", PLAIN)
def test_an_ordinary_field_is_let_through(word: str) -> None:
    assert forbidden({"properties": {word: {}}}) == []


def test_every_object_of_a_schema_is_shut() -> None:
    inner = closed({"properties": {"a": {"type": "array", "items": {"properties": {"b": {}}}}}})
    assert inner["additionalProperties"] is False
    assert inner["properties"]["a"]["items"]["additionalProperties"] is False
    assert "additionalProperties" not in inner["properties"]


def test_free_text_is_a_string_without_bounds_of_form() -> None:
    schema = {"properties": {"a": {"type": "string"}, "b": {"type": "string", "pattern": "x"}, "c": {"enum": ["y"]}}}
    assert list(free_texts(schema)) == ["a"]
    assert list(free_texts({"properties": {"list": {"items": schema}}})) == ["a"]
    assert list(words({"enum": [1, "two"]})) == ["1", "two"]
