"""Every code of the catalogue has words in two languages, no words are left over, and no two say the same."""

from collections.abc import Iterator
from typing import Any

import pytest

from inzage.mandate import DataClass
from inzage.register import words
from inzage.register.values import Noun, Role, Words
from inzage.register.web.schema_forms.building import codes
from tests.register.ground import KINDS

TABLES = {kind.table.code: kind.table for kind in KINDS.kinds.values()}
SCHEMAS: list[tuple[str, Any]] = [
    *((kind.code, kind.data) for kind in KINDS.kinds.values()),
    *((table.code, arrow.details) for table in TABLES.values() for arrow in table.arrows.values()),
]


def objects(schema: Any) -> Iterator[Any]:
    """Every object in a schema, itself first."""
    yield schema
    for inner in schema.get("properties", {}).values():
        for each in (inner, inner.get("items", {})):
            if "properties" in each:
                yield from objects(each)


FIELDS = {
    (where, field) for where, schema in SCHEMAS for each in objects(schema) for field in each.get("properties", {})
}
LEAVES = [(f, i) for _, schema in SCHEMAS for each in objects(schema) for f, i in each.get("properties", {}).items()]
VALUES = {(field, str(code)) for field, inner in LEAVES for code in codes(inner)}
PATTERNS = {each["pattern"] for _, inner in LEAVES for each in (inner, inner.get("items", {})) if "pattern" in each}
STATES = {(table.code, state) for table in TABLES.values() for state in table.states}


def own(name: str, heading: str) -> Iterator[tuple[str, str]]:
    """(place, code) of each word that holds for one place."""
    for table, told in words.tables(name).items():
        yield from ((table.removeprefix(f"{heading}."), code) for code in told if table.startswith(f"{heading}."))


def test_every_field_has_a_label_and_no_label_is_left_over() -> None:
    general = words.tables("fields")["fields"]
    assert {field for _, field in FIELDS} == general.keys()
    assert set(own("fields", "of")) <= FIELDS


def test_one_of_each_group_that_repeats_has_a_name() -> None:
    repeated = {field for field, inner in LEAVES if "properties" in inner.get("items", {})}
    assert words.tables("fields")["rows"].keys() == repeated
    assert words.one_of("performers") == Words("Uitvoerder", "Performer")
    assert words.one_of("kleuren_lijst") == Words("kleuren lijst", "kleuren lijst")


def test_every_value_has_words_and_no_words_are_left_over() -> None:
    assert {(field, code) for field, code in VALUES if not words.known(field, code)} == set()
    assert set(own("values", "in")) <= VALUES
    special = set(own("values", "in"))
    assert words.tables("values")["values"].keys() == {
        code for field, code in VALUES if (field, code) not in special and code in words.tables("values")["values"]
    }


def test_every_state_role_noun_and_pattern_has_words_and_none_is_left_over() -> None:
    assert words.tables("states")["states"].keys() == {state for _, state in STATES}
    assert set(own("states", "of")) <= STATES
    assert words.tables("people")["roles"].keys() == {role.value for role in Role}
    assert words.tables("people")["nouns"].keys() == {noun.value for noun in Noun}
    assert words.tables("help")["patterns"].keys() == PATTERNS


def test_help_is_for_fields_that_are_there() -> None:
    assert words.tables("help")["help"].keys() <= {field for _, field in FIELDS}
    assert set(own("help", "of")) <= FIELDS


@pytest.mark.parametrize("name", ["fields", "values", "states", "people", "help"])
def test_words_are_there_in_both_languages_and_help_is_in_sentences(name: str) -> None:
    said = [each for table in words.tables(name).values() for each in table.values()]
    assert said
    for each in said:
        assert each.nl == each.nl.strip() != ""
        assert each.en == each.en.strip() != ""
        for text in (each.nl, each.en):
            assert text.endswith((".", "?")) == (name == "help"), text


def test_what_stands_beside_each_other_is_told_apart() -> None:
    for where, schema in SCHEMAS:
        for each in objects(schema):
            fields = list(each.get("properties", {}))
            for language in ("nl", "en"):
                labels = [getattr(words.label(field, where), language) for field in fields]
                assert len(set(labels)) == len(labels), (where, labels)


def test_the_choices_of_a_field_are_told_apart() -> None:
    for field, inner in LEAVES:
        for language in ("nl", "en"):
            told = [getattr(words.value(field, code), language) for code in codes(inner)]
            assert len(set(told)) == len(told), (field, told)


def test_a_word_of_one_place_says_something_else_than_the_general_one() -> None:
    general = words.tables("fields")["fields"]
    assert all(words.label(field, place) != general[field] for place, field in own("fields", "of"))
    states = words.tables("states")["states"]
    assert all(words.state(state, place) != states[state] for place, state in own("states", "of"))


def test_a_kind_and_a_table_of_one_code_share_no_field() -> None:
    kinds = {(k.code, field) for k in KINDS.kinds.values() for each in objects(k.data) for field in each["properties"]}
    steps = {
        (table.code, field)
        for table in TABLES.values()
        for arrow in table.arrows.values()
        for field in arrow.details.get("properties", {})  # type: ignore[attr-defined]  # a schema of any shape
    }
    assert kinds & steps == set()


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (words.label("to"), Words("Ontvanger", "Recipient")),
        (words.label("to", "opdracht"), Words("Geldt tot en met", "Holds until")),
        (words.label("to", "mijn-eigen-soort"), Words("Ontvanger", "Recipient")),
        (words.label("wind_richting", "weer"), Words("wind richting", "wind richting")),
        (words.value("outcome", "melding-om").nl, "Melding aan het Openbaar Ministerie"),
        (words.value("reason", "organisatie").nl, "Door de organisatie zelf"),
        (words.value("publication", "organisatie").nl, "Binnen de organisatie"),
        (words.value("kleur", "licht-blauw"), Words("licht blauw", "licht blauw")),
        (words.value("looks", 3), Words("3", "3")),
        (words.state("vervallen"), Words("Vervallen", "Lapsed")),
        (words.state("geweigerd", "advies"), Words("Medewerking geweigerd", "Cooperation refused")),
        (words.state("half_klaar"), Words("half klaar", "half klaar")),
        (words.role(Role.EXPERT), Words("Digitaal deskundige", "Digital expert")),
        (words.role("nachtwaker"), Words("nachtwaker", "nachtwaker")),
        (words.noun(Noun.ITEM), Words("Gegevensdrager", "Data carrier")),
        (words.help_of("category"), None),
        (words.pattern("^x$"), None),
    ],
)
def test_the_nearest_word_is_taken_and_an_unknown_code_stands_as_itself(found: object, expected: object) -> None:
    assert found == expected


def test_codes_of_the_tool_have_the_words_of_its_reports() -> None:
    for each in DataClass:
        assert words.known("data_class", each.value)
        assert words.value("data_class", each.value.replace("_", "-")) == words.value("data_class", each.value)
    assert words.value("answer", "indication") == Words("Aanwijzing", "Indication")
    assert words.value("reason", "empty_file") == Words("Het bestand is leeg.", "The file is empty.")
