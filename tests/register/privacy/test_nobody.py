"""A person is a pseudonym and a key in the source system: nowhere can the register hold who that is."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.apps import apps
from django.db.models import CharField, Field, JSONField, TextField
from hypothesis import given
from hypothesis import strategies as st

from inzage.register import Kind
from inzage.register.absence import NAMES, forbidden, telling, tells
from inzage.register.faults import DataWrong
from inzage.register.schemas import hold
from tests.register.ground import KINDS, LEAD, OFFICER, WHY, go, make, trajectory

ALL = sorted(KINDS.kinds.values(), key=lambda kind: kind.name)
OF_A_PERSON = {"pseudonym", "source", "source_key"}
OWN_WORDS = {
    *("reason", "reasons", "why", "words", "necessity", "said", "instrument", "version"),
    *("population", "compared", "outcome", "estimator", "decision_served", "decision_rule"),
    *("verdict", "on_halt", "on_halt_call"),
    *("nl", "en"),
}
"""Fields in which somebody writes what they like; what they write is looked at when it is written."""
OF_A_FILE = {"inname"}
"""What the register copies from a case file that was verified; nobody types it, and its fields are looked at too."""
COMPUTED = {"result", "published"}
"""What the program counted, as JSON; nobody types it, and it is looked at when it is written too."""
DAYS = {
    *("from", "to", "on", "imposed_on", "summons_on", "requested_on", "release_on", "plan_agreed_on", "agreed_on"),
    *("extracted_on", "occurred_on", "published_on", "given_on", "valid_from", "valid_until"),
    *("first", "last", "drawn_on", "use_until"),
}
"""Days of what was done or decided; none of them is somebody's birth."""
TOLD = [
    "Jan de Vries",
    "de Vries, J.",
    "Kerkstraat 1",
    "1234 AB Utrecht",
    "j.devries@listed.example",
    "J. van den Berg",
]


def schemas(kind: Kind) -> Iterator[Mapping[str, Any]]:
    yield kind.data
    yield from (arrow.details for arrow in kind.table.arrows.values())


def fields(schema: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every field with its schema; that of a list is its items'."""
    for name, inner in schema.get("properties", {}).items():
        items = inner.get("items", {})
        yield name, inner
        if "properties" not in items and items:
            yield name, items
        yield from fields(inner)
        yield from fields(items)


def texts(kind: Kind) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for schema in schemas(kind):
        for name, inner in fields(schema):
            if inner.get("type") == "string" and not {"enum", "const"} & inner.keys():
                yield name, inner


def test_a_person_is_a_pseudonym_and_a_key_in_the_source_system_and_no_more() -> None:
    for (code, _), kind in KINDS.kinds.items():
        if code == "persoon":
            assert set(kind.data["properties"]) == OF_A_PERSON  # type: ignore[call-overload]


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_no_field_of_a_kind_or_step_is_for_who_somebody_is(kind: Kind) -> None:
    assert [word for schema in schemas(kind) for word in forbidden(schema)] == []


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_a_text_has_a_form_that_no_name_or_address_fits_or_is_somebody_s_own_words(kind: Kind) -> None:
    for name, schema in () if kind.code in OF_A_FILE else texts(kind):
        if "pattern" in schema:
            assert [told for told in TOLD if re.search(schema["pattern"], told)] == [], name
        elif schema.get("format") == "date":
            assert name in DAYS
        else:
            assert name in OWN_WORDS | COMPUTED


FRAME = {"auth.Permission", "auth.Group", "otp_static.StaticDevice", "otp_totp.TOTPDevice"}
"""Tables of the frame whose ``name`` is that of a right or a device."""


def columns() -> Iterator[tuple[str, "Field[Any, Any]"]]:
    for model in apps.get_models():
        yield from ((model._meta.label, field) for field in model._meta.concrete_fields)


def test_no_column_of_any_table_is_for_who_somebody_is() -> None:
    found = {(label, field.name) for label, field in columns() if NAMES.search(field.name)}
    strange = {(label, name) for label, name in found if not label.startswith("axes.") and label not in FRAME}
    assert strange == set()
    assert {name for label, name in found if label.startswith("axes.")} <= {"ip_address"}


def test_texts_of_our_own_tables_are_words_keys_digests_and_checked_data() -> None:
    ours = [(label, field) for label, field in columns() if field.model.__module__.startswith("inzage.register.models")]
    assert len(ours) > 40
    wide = {(label, field.name) for label, field in ours if isinstance(field, TextField | JSONField)}
    assert wide == {("register.Record", "data"), ("register.Step", "details"), ("register.Erasure", "counts")}
    assert {field.max_length for _, field in ours if isinstance(field, CharField)} == {64}


REACHED = [
    "Bel 06-12345678 als het lukt.",
    "bel 0612345678",
    "+31 6 12345678 is zijn nummer",
    "010-1234567",
    "0342-123456",
    "mail j@listed.example vandaag",
    "rekening NL91ABNA0417164300",
    "NL91 ABNA 0417 1643 00",
    "bsn 123456782",
    "111222333.",
    "1234.56.782",
]
OTHERWISE = [
    "Op 5 januari 2026 om 12:30 gesproken; 3 van de 12 afspraken gemist.",
    "05-123456-22",
    "05/123456-22",
    "ECLI:NL:HR:2022:1763",
    "123456789",
    "kst-29270-156",
    "ab" * 32,
    "8d3f0000-1234-4abc-9def-123456782000",
    "van 5000-25000 euro",
    "PL-123456782",
    "000000000",
]


@pytest.mark.parametrize("text", REACHED)
def test_what_tells_how_to_reach_somebody_is_seen(text: str) -> None:
    assert telling(text)
    assert list(tells({"a": [{"b": text}]})) == [("a", "0", "b")]


@pytest.mark.parametrize("text", OTHERWISE)
def test_other_numbers_and_words_are_let_through(text: str) -> None:
    assert not telling(text)


@pytest.mark.parametrize("text", REACHED)
def test_it_is_refused_in_a_record_and_in_a_step_and_not_repeated(text: str) -> None:
    place = trajectory()
    said = f"{WHY} {text}"
    with pytest.raises(DataWrong) as fault:
        make("oordeel", trajectory=place, data={"judgement": {"conclusion": "laag", "reasons": said}})
    assert "judgement/reasons" in fault.value.sentence("nl")
    assert "bronsysteem" in fault.value.sentence("nl")
    assert text not in fault.value.sentence("nl")
    asked = make("verzoek-betrokkene", by=OFFICER, trajectory=place)
    go(asked, "in_behandeling", LEAD, established="in-persoon")
    with pytest.raises(DataWrong):
        go(asked, "afgewezen", LEAD, ground="ongegrond", reasons=said)


def test_a_citizen_service_number_is_no_source_key() -> None:
    with pytest.raises(DataWrong, match="source_key"):
        make("persoon", data={"source_key": "123456782"})


@given(st.integers(10**8, 10**9 - 1))
def test_one_in_eleven_numbers_of_nine_digits_is_taken_for_one(number: int) -> None:
    sums = sum(w * int(d) for w, d in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), str(number), strict=True))
    assert telling(f"nr {number} ") is (sums % 11 == 0)


@given(st.text(max_size=60).filter(lambda text: not telling(text)))
def test_any_other_text_of_a_person_is_kept_as_it_was_said(text: str) -> None:
    schema = KINDS.kinds["verzoek-betrokkene", 1].data
    if text:
        hold("verzoek", schema, {"right": "bezwaar", "asked_by": "betrokkene", "words": text})
