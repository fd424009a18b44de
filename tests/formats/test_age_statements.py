"""Who states an age for himself, and the many numbers that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.age_statements import LONGEST, stated_age


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("ik ben 14", 14),
        ("Ik ben 14.", 14),
        ("hoi! ik ben 14 jaar", 14),
        ("ik ben net 14 geworden", 14),
        ("ik ben al 15 jaar oud, jij?", 15),
        ("ben ik 13 en jij", 13),
        ("ik ben bijna 14", 13),
        ("ik word 14", 13),
        ("ik word morgen 16!", 15),
        ("ik ben veertien", 14),
        ("ik ben   12\njij?", 12),
        ("14 jaar", 14),
        ("15 jr", 15),
        ("bijna 13 jaar", 12),
        ("I'm 14", 14),
        ("i’m 14 btw.", None),
        ("im 13", 13),
        ("I am 15 years old", 15),
        ("I am only 12, you?", 12),
        ("I'm turning 16", 15),
        ("14 yo", 14),
        ("14yo", 14),
        ("13 y/o", 13),
        ("i am fifteen and you", 15),
        ("ik ben 34", 34),
        ("i'm 41 years old", 41),
    ],
)
def test_a_whole_statement_is_an_age(text: str, age: int | None) -> None:
    assert stated_age(text) == age


@pytest.mark.parametrize(
    "text",
    [
        # a bare number
        "14", "14!", "om 14", "nummer 14", "12:30",
        # a number of something else
        "ik ben 14 dagen weg", "ik ben 10 minuten later", "ik ben 12 keer gegaan", "ik ben 15 kilo kwijt",
        "i'm 15 minutes away", "I am 12 hours behind", "i'm 100% sure", "ik ben 14 km verderop", "ik ben 14e geworden",
        "ik ben 14-1 achter", "I'm 14/20 done", "ik ben 16.5 kilometer weg",
        # years of something
        "14 jaar geleden", "ik ben 14 jaar getrouwd", "ik ben 15 jaar lid", "I am 12 years in the business",
        "dat duurt 12 jaar", "na 14 jaar",
        # somebody else
        "mijn zus is 12", "hij is 14 jaar", "ben je 14", "are you 15", "jij bent 13", "she is 14 yo",
        # then, if, not
        "toen ik 14 was", "als ik 14 was", "alsof ik ben 14", "ik ben geen 14", "ik ben niet 14", "I'm not 14",
        "when i am 15", "ik zou willen dat ik 12 was", "ik was 14",
        # out of range
        "ik ben 2", "ik ben 5", "ik ben 0", "i'm 100",
        "", " ", "ik ben", "jaar",
    ],
)  # fmt: skip
def test_near_misses_state_no_age(text: str) -> None:
    assert stated_age(text) is None


@given(st.text(max_size=300))
def test_any_text_is_an_age_or_none(text: str) -> None:
    found = stated_age(text)
    assert found is None or 5 <= found <= 99


def test_a_pasted_text_is_not_looked_at() -> None:
    assert stated_age("ik ben 14. " + "a " * LONGEST) is None


@pytest.mark.parametrize("text", ["ik ben " * 280, "i'm nu net pas zelf al " * 80, "14 " * 600, "'m " * 600])
def test_no_text_makes_the_rules_slow(text: str) -> None:
    assert stated_age(text[:LONGEST]) is None
