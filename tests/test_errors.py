"""An error is a sentence with its facts filled in, in the language asked, and an exit code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.errors import Interrupted, InzageError, RefusedByMandate, UsageFault
from inzage.record import CannotWrite, CaseFault, CaseOfAnother
from inzage.sources import NoSuchCarrier

CODES = {InzageError: 1, UsageFault: 2, RefusedByMandate: 5, Interrupted: 6}


class Told(InzageError):
    """Two facts in two orders."""

    nl = "Verwacht: {expected}. Gevonden: {found}."
    en = "Found {found}, expected {expected}."


@pytest.mark.parametrize(("kind", "code"), CODES.items(), ids=lambda value: getattr(value, "__name__", value))
def test_the_four_roots_have_the_four_exit_codes(kind: type[InzageError], code: int) -> None:
    assert kind.exit_code == code
    assert issubclass(kind, InzageError)


def test_no_root_is_another_root() -> None:
    roots = [UsageFault, RefusedByMandate, Interrupted]
    assert all(not issubclass(one, two) for one in roots for two in roots if one is not two)


texts = st.text(st.characters(codec="utf-8"))


@given(texts, texts)
def test_facts_are_filled_in_as_they_are(expected: str, found: str) -> None:
    """Whatever they hold: braces, percent signs, line breaks are no templates."""
    error = Told(expected=expected, found=found)
    assert error.sentence("nl") == "Verwacht: " + expected + ". Gevonden: " + found + "."
    assert error.sentence("en") == "Found " + found + ", expected " + expected + "."
    assert str(error) == error.sentence("en")


@pytest.mark.parametrize(
    "hostile", ["{0.__class__}", "{facts}", "{", "}", "{}", "%s %d", "{found!r:>9999999}", "\x1b[2J"]
)
def test_a_fact_is_never_read_as_a_template(hostile: str) -> None:
    assert hostile in Told(expected=hostile, found="x").sentence("nl")


def test_a_sentence_that_lacks_a_fact_is_found_where_it_is_raised() -> None:
    with pytest.raises(KeyError):
        Told(expected="x")


def test_facts_stay_at_hand() -> None:
    assert Told(expected=1, found=None).facts == {"expected": 1, "found": None}


def test_an_error_without_words_of_its_own_still_says_something() -> None:
    assert InzageError().sentence("nl") == "Er ging iets mis."
    assert InzageError().sentence("en") == "Something went wrong."


def test_an_error_can_be_caught_by_its_stage_by_its_root_and_as_any_error() -> None:
    for kind in (CaseFault, RefusedByMandate, InzageError, Exception):
        with pytest.raises(kind):
            raise CaseOfAnother(case="x", what=("opdracht", "mandate"))


def test_a_fact_may_be_said_in_two_languages() -> None:
    error = CaseOfAnother(case="/een/dossier", what=("opdracht", "mandate"))
    assert "andere opdracht" in error.sentence("nl")
    assert "another mandate" in error.sentence("en")
    assert "opdracht" not in error.sentence("en")


@pytest.mark.parametrize("path", ["/een pad", "/pad\nmet regel", "/één", "-v", "{path}"])
def test_a_path_that_the_user_typed_is_said_back(path: str) -> None:
    for error in (NoSuchCarrier(path=path, found="niets"), CannotWrite(case=path, found="vol")):
        assert path in error.sentence("nl")
        assert path in error.sentence("en")


def test_an_interruption_says_how_to_go_on() -> None:
    for language in ("nl", "en"):
        assert "--resume" in Interrupted().sentence(language)  # type: ignore[arg-type]
