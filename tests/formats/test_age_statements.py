"""Who states an age for himself, and the many numbers that are none."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.age_statements import LONGEST, OLDEST, YOUNGEST, stated_age
from tests.formats.age_near_misses import NEAR_MISSES
from tests.formats.age_sayings import DUTCH, ENGLISH, FOUND, Saying


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("ik ben   12\njij?", 12),
        ("i’m 14 btw.", 14),
        ("ik ben 34", 34),
        ("i'm 41 years old", 41),
        ("Crap, now I'm 50 years old.", 50),
        ("i am sure you are. I am 13.", 13),
        ("hoe is het? ik ben 14. het regent", 14),
        ("ik ben niet thuis, ik ben 14", 14),
        ("ik was ziek maar ik ben 14 hoor", 14),
        ("ik ben 14 dagen weg, en ik ben 15", 15),
        ("ik ben twaalf, bijna dertien", 12),
        ("IK BEN 14", 14),
    ],
)
def test_a_statement_is_found_wherever_it_stands(text: str, age: int) -> None:
    assert stated_age(text) == age


@pytest.mark.parametrize(("language", "sayings"), [("Dutch", DUTCH), ("English", ENGLISH)])
def test_so_many_natural_statements_are_found(language: str, sayings: tuple[Saying, ...]) -> None:
    assert len(sayings) == len(set(sayings)) >= 60
    found = {text: stated_age(text) for text, _ in sayings}
    assert sum(age is not None for age in found.values()) == FOUND[language]
    assert all(found[text] in {age, None} for text, age in sayings)


def test_the_report_says_how_many_are_found() -> None:
    report = (Path(__file__).resolve().parents[2] / "docs" / "validation.md").read_text("utf-8")
    dutch, english = f"{FOUND['Dutch']} van {len(DUTCH)}", f"{FOUND['English']} van {len(ENGLISH)}"
    assert f"vinden de regels er {dutch} in het Nederlands en {english} in het Engels" in report
    assert f"Van {sum(map(len, NEAR_MISSES.values()))} bijna-treffers" in report


@pytest.mark.parametrize("kind", NEAR_MISSES)
def test_near_misses_state_no_age(kind: str) -> None:
    assert {text: stated_age(text) for text in NEAR_MISSES[kind]} == dict.fromkeys(NEAR_MISSES[kind])


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("ik ben bijna 14", 13),
        ("bijna 14 jaar", 13),
        ("ik word 14", 13),
        ("volgend jaar ben ik 14", 13),
        ("ik word volgend jaar 19", 18),
        ("i turn 18 next week", 17),
        ("I'm almost 18", 17),
        ("ik ben net 18 geworden", 18),
        ("i just turned 18", 18),
    ],
)
def test_an_age_to_come_is_the_highest_that_it_leaves(text: str, age: int) -> None:
    assert stated_age(text) == age


PIECES = st.sampled_from(
    ["ik", "ben", "i'm", "i am", "word", "14", "15", "veertien", "jaar", "oud", "years old", "en", ",", ".", "?",
     "bijna", "niet", "als", "volgend jaar", "over 2 weken", "in mei", "\n",
     "½", "yo", "/", "m", "een", "van", "٣", "²"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_any_order_of_the_words_is_an_age_or_none(text: str) -> None:
    found = stated_age(text)
    assert found is None or YOUNGEST <= found <= OLDEST


@given(st.text(max_size=300))
def test_any_text_is_an_age_or_none(text: str) -> None:
    found = stated_age(text)
    assert found is None or YOUNGEST <= found <= OLDEST


def test_a_pasted_text_is_not_looked_at() -> None:
    assert stated_age("ik ben 14. " + "a " * LONGEST) is None


@pytest.mark.parametrize(
    "text",
    [
        "ik ben " * 280,
        "i'm nu net pas zelf al " * 80 + "14%",
        "14 " * 600,
        "'m 14" * 400,
        "bijna " * 300 + "14",
        "ik ben 14 en 15 " * 120,
        "14 jaar" + " " * 1_900 + "x",
        "leeftijd" + "\n" * 1_900 + ": x 14",
        "14 jaar" + "." * 1_900 + "x",
    ],
)
def test_no_text_makes_the_rules_slow(text: str) -> None:
    assert stated_age(text[:LONGEST]) is None
