"""Drafts: what is written opens no more than somebody filled in; a validation mandate opens every door."""

import re
import tomllib
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.mandate import NEVER, CarrierKind, DataClass, FieldWrong, Owner, Period, Presented
from inzage.mandate.catalogue import blocks, current, questions_of
from inzage.mandate.codec import read_draft
from inzage.mandate.draft import Wanted, draft, validation_draft
from inzage.mandate.exclusions import token
from inzage.mandate.narrow import NARROWABLE
from tests.mandate.made import TODAY

SALT = bytes(16)
COMPLETE = [made for made in current().newest() if made.complete]
WANTED = Wanted("ECLI:NL:RBTEST:2026:1", "P-7f3a", "art. 14c Sr", date(2026, 1, 1), date(2027, 1, 1))


def test_an_empty_draft_opens_nothing_and_says_so_where_it_is_asked() -> None:
    mandate = read_draft(draft((), Wanted("R", "P", "T"), salt=SALT).encode())
    assert mandate.conditions == ()
    assert mandate.period == NEVER
    assert mandate.narrowed == NARROWABLE


def test_a_draft_that_nobody_completed_cannot_be_signed() -> None:
    with pytest.raises(FieldWrong) as caught:
        read_draft(draft((), Wanted(), salt=SALT).encode())
    assert caught.value.facts["field"] == "reference"


def test_a_draft_holds_what_was_asked_for() -> None:
    mandate = read_draft(draft(current().newest()[:2], WANTED, salt=SALT).encode())
    assert (mandate.reference, mandate.person, mandate.title) == ("ECLI:NL:RBTEST:2026:1", "P-7f3a", "art. 14c Sr")
    assert mandate.period == Period(date(2026, 1, 1), date(2027, 1, 1))
    assert [condition.block for condition in mandate.conditions] == [made.code for made in current().newest()[:2]]
    assert set(mandate.narrowed) == set(NARROWABLE) - {"period.first", "period.last"}
    assert mandate.verdict_quote == ""


def test_every_open_field_stands_in_the_draft_as_an_example_that_can_be_taken_up() -> None:
    text = draft(blocks()[:1], WANTED, salt=SALT)
    taken_up = re.sub(r"^# (\w+ = )", r"\1", text, flags=re.MULTILINE)
    assert read_draft(taken_up.encode()).narrowed == ()


def test_the_example_of_a_condition_can_be_taken_up_too() -> None:
    text = draft((), WANTED, salt=SALT)
    taken_up = re.sub(r"^# ((?:block|version) = |\[\[conditions\]\])", r"\1", text, flags=re.MULTILINE)
    assert questions_of(read_draft(taken_up.encode()))


def test_names_become_tokens_and_stand_nowhere() -> None:
    text = draft((), WANTED, salt=SALT, users=["Anna-Sophie"], contacts=["Mr. De Vries"])
    mandate = read_draft(text.encode())
    assert mandate.exclusions.containers == {token(SALT, "anna-sophie")}
    assert mandate.exclusions.contacts == {token(SALT, "mr. de vries")}
    assert "Anna" not in text
    assert "Vries" not in text


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=40))
def test_any_text_survives_the_draft(text: str) -> None:
    assert read_draft(draft((), Wanted(text, text, text), salt=SALT).encode()).reference == text


def test_each_block_goes_into_a_draft_with_its_wording_beside_it() -> None:
    for made in blocks():
        text = draft((made,), WANTED, salt=SALT)
        assert made.nl in text
        assert "concept" in text
        taken_up = re.sub(r"^# ((?:apparaten|personen) = )null", rf'\1["{"a" * 64}"]', text, flags=re.MULTILINE)
        assert made.filled(read_draft(taken_up.encode()).conditions[0].parameters)


def test_a_validation_mandate_opens_every_door_wide() -> None:
    mandate = read_draft(validation_draft(COMPLETE, "VALIDATIE-1", salt=SALT, users=["gast"]).encode())
    assert mandate.validation
    assert mandate.person == ""
    assert mandate.narrowed == ()
    assert mandate.manner.data_classes == tuple(DataClass)
    assert mandate.manner.carriers == get_args(CarrierKind)
    assert mandate.manner.presented == get_args(Presented)
    assert mandate.manner.owners == get_args(Owner)
    assert mandate.manner.window_days == 36_500
    assert mandate.manner.human == ()
    assert TODAY in mandate.period
    assert mandate.period.first == date(1970, 1, 1)
    assert mandate.exclusions.containers == {token(SALT, "gast")}
    assert {condition.block for condition in mandate.conditions} == {made.code for made in COMPLETE}


def test_a_draft_is_toml_with_dutch_comments() -> None:
    text = draft(blocks(), WANTED, salt=SALT)
    assert tomllib.loads(text)["schema"] == 1
    assert text.count("# Ontbreekt") + text.count("Ontbreekt:") > 8
