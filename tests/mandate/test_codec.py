"""Documents to values and back: nothing is lost, nothing is guessed, every fault is named."""

import hashlib
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.mandate import (
    CheckOrder,
    Condition,
    DataClass,
    FieldMissing,
    FieldUnknown,
    FieldWrong,
    Frequency,
    Mandate,
    MandateFault,
    NotADocument,
    Period,
)
from inzage.mandate.codec import (
    mandate_of,
    mandate_payload,
    order_of,
    order_payload,
    read_draft,
    with_digest,
)
from inzage.mandate.document import mandate_from, table_of
from inzage.mandate.order_document import order_from, table_of_order
from inzage.signing.canonical import canonical
from tests.mandate.made import FULL_DRAFT, SILENT_DRAFT, a_mandate, a_validation, an_order, mandates, orders


def draft(text: str) -> Mandate:
    return read_draft(text.encode())


@given(mandates())
def test_a_mandate_comes_back_as_it_went(mandate: Mandate) -> None:
    payload = mandate_payload(mandate)
    assert mandate_of(payload) == mandate
    assert mandate_payload(mandate_of(payload)) == payload


@given(mandates())
def test_the_payload_is_canonical_json_with_its_version(mandate: Mandate) -> None:
    payload = mandate_payload(mandate)
    table = json.loads(payload)
    assert table["schema"] == 1
    assert canonical(table) == payload
    assert mandate.sha256 == hashlib.sha256(payload).hexdigest()


@given(orders)
def test_an_order_comes_back_as_it_went(order: CheckOrder) -> None:
    payload = order_payload(order)
    assert order_of(payload) == replace(order, sha256=hashlib.sha256(payload).hexdigest())
    assert canonical(json.loads(payload)) == payload


@given(mandates(), mandates())
def test_two_mandates_share_a_digest_only_if_they_are_the_same(one: Mandate, other: Mandate) -> None:
    assert (one.sha256 == other.sha256) == (one == other)


def test_a_whole_draft_is_read_as_it_stands() -> None:
    mandate = draft(FULL_DRAFT)
    assert mandate.period == Period(date(2026, 1, 1), date(2027, 12, 31))
    assert mandate.frequency == Frequency(2, "year", "either")
    assert mandate.manner.data_classes == (DataClass.SOFTWARE, DataClass.HISTORY_EXTENT, DataClass.BROWSING)
    assert mandate.conditions == (Condition("ZO-1", 1), Condition("ALG-1", 2, {"dagen": 45}))
    assert mandate.exclusions.salt == bytes.fromhex("00112233445566778899aabbccddeeff")
    assert mandate.exclusions.containers == {"a" * 64}
    assert mandate.officials.excluded == ("politie",)
    assert mandate.narrowed == ()


def test_draft_and_signed_payload_say_the_same() -> None:
    mandate = draft(FULL_DRAFT)
    assert mandate_of(mandate_payload(mandate)) == mandate


def test_what_was_narrowed_in_the_draft_stays_named_in_the_payload() -> None:
    mandate = draft(SILENT_DRAFT)
    assert "frequency.at_most" in mandate.narrowed
    assert mandate_of(mandate_payload(mandate)).narrowed == mandate.narrowed


def test_dates_may_be_written_as_toml_or_as_text() -> None:
    assert draft(FULL_DRAFT.replace("first = 2026-01-01", 'first = "2026-01-01"')) == draft(FULL_DRAFT)


def test_a_date_among_parameters_becomes_text() -> None:
    text = SILENT_DRAFT + '[[conditions]]\nblock = "ZO-1"\nversion = 1\nparameters = {vanaf = 2026-01-02}\n'
    assert draft(text).conditions[0].parameters == {"vanaf": "2026-01-02"}


def without(name: str) -> str:
    return re.sub(rf"^{name} = .*\n", "", FULL_DRAFT, flags=re.MULTILINE)


@pytest.mark.parametrize("name", ["schema", "reference", "person", "title"])
def test_what_identifies_a_mandate_cannot_be_missing(name: str) -> None:
    with pytest.raises(FieldMissing) as caught:
        draft(without(name))
    assert caught.value.facts["field"] == name
    assert caught.value.exit_code == 1


FAULTS: list[tuple[str, str, str]] = [
    ("schema = 1", "schema = 2", "schema"),
    ("schema = 1", "schema = true", "schema"),
    ('person = "P-7f3a"', 'person = ""', "person"),
    ('person = "P-7f3a"', "person = 7", "person"),
    ('reference = "ECLI:NL:RBTEST:2026:1"', 'reference = "\\u202E1"', "reference"),
    ("retention_days = 180", "retention_days = 0", "retention_days"),
    ("retention_days = 180", 'retention_days = "180"', "retention_days"),
    ("last = 2027-12-31", "last = 2025-12-31", "period"),
    ("first = 2026-01-01", "first = 2026-01-01T00:00:00", "period.first"),
    ("at_most = 2", "at_most = 0", "frequency.at_most"),
    ("at_most = 2", "at_most = 2.0", "frequency.at_most"),
    ('per = "year"', 'per = "week"', "frequency.per"),
    ('per = "year"', 'per = "Year"', "frequency.per"),
    ('notice = "either"', 'notice = "never"', "frequency.notice"),
    ('carriers = ["computer", "disk"]', 'carriers = ["laptop"]', "manner.carriers[1]"),
    ('carriers = ["computer", "disk"]', 'carriers = ["disk", "disk"]', "manner.carriers"),
    ('carriers = ["computer", "disk"]', 'carriers = "computer"', "manner.carriers"),
    ('presented = ["aangereikt", "in-zicht"]', 'presented = ["in zicht"]', "manner.presented[1]"),
    ('owners = ["betrokkene"]', 'owners = ["iedereen"]', "manner.owners[1]"),
    ('data_classes = ["software"', 'data_classes = ["everything"', "manner.data_classes[1]"),
    ("window_days = 30", "window_days = -1", "manner.window_days"),
    ("window_days = 30", "window_days = 36501", "manner.window_days"),
    ("human = []", 'human = ["all"]', "manner.human[1]"),
    ('excluded = ["politie"]', 'excluded = ["De Politie"]', "officials.excluded[1]"),
    ("salt = ", "zout = ", "exclusions.zout"),
    ('salt = "00112233445566778899aabbccddeeff"', "", "exclusions.salt"),
    ('salt = "00', 'salt = "0', "exclusions.salt"),
    ('containers = ["aa', 'containers = ["bob", "aa', "exclusions.containers[1]"),
    ("[hit]", "[hits]", "hits"),
    ('block = "ZO-1"', 'block = "zo-1"', "conditions[1].block"),
    ('block = "ZO-1"', 'block = "ALG-1"', "conditions"),
    ('block = "ZO-1"\nversion = 1', 'block = "ZO-1"', "conditions[1].version"),
    ('block = "ZO-1"\nversion = 1', 'block = "ZO-1"\nversion = 0', "conditions[1].version"),
    ("dagen = 45", "dagen = 4.5", "conditions[2].parameters.dagen"),
    ("dagen = 45", "dagen = [45]", "conditions[2].parameters.dagen[1]"),
    ("dagen = 45", "dagen = [[]]", "conditions[2].parameters.dagen[1]"),
    ("dagen = 45", "dagen = ['a', 'a']", "conditions[2].parameters.dagen"),
    ("dagen = 45", "Dagen = 45", 'conditions[2].parameters."Dagen"'),
    ("window_days = 30", "window_days = 30\nwindow = 30", "manner.window"),
    ("[period]", 'narrowed = ["period"]\n[period]', "narrowed[1]"),
]


@pytest.mark.parametrize(("old", "new", "field"), FAULTS, ids=[f"{new or '(weg)'}" for _, new, _ in FAULTS])
def test_a_fault_names_its_field(old: str, new: str, field: str) -> None:
    assert FULL_DRAFT.count(old) == 1 or old in ("window_days = 30", "version = 1")
    with pytest.raises(MandateFault) as caught:
        draft(FULL_DRAFT.replace(old, new, 1))
    assert caught.value.facts["field"] == field
    assert field in caught.value.sentence("nl")
    assert field in caught.value.sentence("en")


@pytest.mark.parametrize(
    "data",
    [b"", b"schema = ", b"\xff\xfe", b"= 1", b"a = 1\na = 2", b"x" * (1024 * 1024 + 1), b"[" * 5000],
    ids=["empty", "half", "no text", "no name", "twice", "too large", "too deep"],
)
def test_what_is_no_draft_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(MandateFault) as caught:
        read_draft(data)
    assert "erwacht" in caught.value.sentence("nl")


@pytest.mark.parametrize("payload", [b"", b"{", b"[]", b"null", b'{"schema":1,"schema":1}', b"\xff", b'"tekst"'])
def test_what_is_no_payload_is_refused_with_a_sentence(payload: bytes) -> None:
    for read in (mandate_of, order_of):
        with pytest.raises((NotADocument, FieldWrong)):
            read(payload)


def test_a_validation_mandate_has_no_person() -> None:
    assert mandate_from(table_of(a_validation())).person == ""
    with pytest.raises(FieldWrong):
        mandate_from({**table_of(a_validation()), "person": "P-1"})


def test_a_validation_mandate_may_leave_the_person_out() -> None:
    table = table_of(a_validation())
    del table["person"]
    assert with_digest(mandate_from(table)) == a_validation()


@given(mandates(), st.sampled_from(list(table_of(a_mandate()))), st.sampled_from([None, [], {}, 1.5, "\u202e", -1]))
def test_any_field_of_another_kind_is_read_strictly_or_refused(mandate: Mandate, name: str, value: Any) -> None:
    table = {**table_of(mandate), name: value}
    try:
        again = table_of(mandate_from(table))
    except MandateFault as error:
        assert error.sentence("nl") != error.sentence("en")
    else:
        assert again.get(name) == value or value in ([], {})


@given(mandates(), st.text(min_size=1, max_size=12))
def test_an_unknown_field_is_never_passed_over(mandate: Mandate, name: str) -> None:
    table = table_of(mandate)
    if name not in table and name != "period":
        with pytest.raises(FieldUnknown):
            mandate_from({**table, name: 1})


ORDER = table_of_order(an_order(a_mandate(), previous="ABCD-EFGH"))


@pytest.mark.parametrize("name", sorted(set(ORDER) - {"previous"}))
def test_an_order_is_always_complete(name: str) -> None:
    with pytest.raises(FieldMissing) as caught:
        order_from({field: value for field, value in ORDER.items() if field != name})
    assert caught.value.facts["field"] == name


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("schema", 2),
        ("mandate_sha256", "A" * 64),
        ("mandate_sha256", "a" * 63),
        ("person", ""),
        ("number", 0),
        ("number", True),
        ("on", "2026-13-01"),
        ("valid_days", 0),
        ("valid_days", 32),
        ("officials", "toezichthouder"),
        ("officials", ["Toezichthouder"]),
        ("previous", None),
        ("previous", ""),
        ("nonce", "00"),
        ("nonce", "z" * 32),
        ("extra", 1),
    ],
)
def test_an_order_with_a_wrong_field_is_refused(name: str, value: object) -> None:
    with pytest.raises(MandateFault) as caught:
        order_from({**ORDER, name: value})
    assert str(caught.value.facts["field"]).startswith(name)


def test_an_order_without_a_previous_check_has_none() -> None:
    assert order_from({k: v for k, v in ORDER.items() if k != "previous"}).previous is None


def test_reading_touches_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    draft(FULL_DRAFT)  # the catalogue is read once, with the package
    monkeypatch.setattr(Path, "read_text", lambda *_: pytest.fail("a file was read"))
    draft(FULL_DRAFT)
