"""Tokens: one per name, whatever its spelling; another under another salt; no name in sight."""

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.mandate.exclusions import SALT_BYTES, fold, token

SALT = bytes(range(SALT_BYTES))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bram", "bram"),
        ("BRAM", "bram"),
        ("  bram ", "bram"),
        ("Zoë", "zoe\u0308"),  # composed and decomposed
        ("ＢＲＡＭ", "bram"),  # full-width
        ("ﬁep", "fiep"),  # ligature
        ("STRASSE", "straße"),
        ("Οδυσσευς", "ΟΔΥΣΣΕΥΣ"),  # final sigma
    ],
)
def test_spellings_of_one_name_have_one_token(one: str, other: str) -> None:
    assert token(SALT, one) == token(SALT, other)


@pytest.mark.parametrize(
    ("one", "other"), [("bram", "bram2"), ("bram", "br am"), ("zoë", "zoe"), ("o", "0"), ("", "x")]
)
def test_names_that_only_look_alike_stay_apart(one: str, other: str) -> None:
    assert token(SALT, one) != token(SALT, other)


def test_a_token_is_hmac_sha256_in_hex() -> None:
    assert token(SALT, "Bram") == hmac.new(SALT, b"bram", hashlib.sha256).hexdigest()
    assert token(b"x" * 16, "Bram") != token(SALT, "Bram")


@given(st.text())
def test_folding_is_done_after_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(min_size=4))
def test_any_name_has_a_token_that_shows_nothing_of_it(name: str) -> None:
    made = token(SALT, name)
    assert len(made) == 64
    assert set(made) <= set("0123456789abcdef")


def test_a_hostile_name_has_a_token_too() -> None:
    assert len(token(SALT, "\udcff\x00/../x")) == 64
