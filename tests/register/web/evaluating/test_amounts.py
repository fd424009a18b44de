"""Numbers are told without false precision, and little is never told as none."""

import math

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from inzage.evaluation import Estimate, Figure
from inzage.register.web.evaluating.amounts import amount, is_difference, known, percent, plain, reach, span, spelled
from tests.register.web.evaluating.results import words


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0, "0"),
        (1, "100"),
        (5 / 27, "19"),
        (0.367, "37"),
        (0.004, "0,4"),
        (0.00001, "0,1"),
        (0.0099, "1,0"),
        (0.996, "99,6"),
        (0.99999, "99,9"),
        (1 - 1e-12, "100"),
        (-0.12, "−12"),
        (2.5, "250"),
    ],
)
def test_percents_as_a_careful_person_says_them(share: float, said: str) -> None:
    assert percent(share) == said


@given(st.floats(0, 1))
def test_what_is_not_none_is_not_told_as_none_nor_what_is_not_all_as_all(share: float) -> None:
    said = percent(share)
    if 1e-10 < share < 1 - 1e-10:
        assert said not in {"0", "100", "0,0", "100,0"}
    assert abs(float(said.replace(",", ".")) - 100 * share) <= 0.5 + 1e-9


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0"),
        (12, "12"),
        (3.456, "3,46"),
        (38.24, "38,2"),
        (402.3, "402"),
        (12_500, "12.500"),
        (0.004, "0,004"),
        (0.0004, "bijna 0"),
        (-3.456, "−3,46"),
        (1e12, "1.000.000.000.000"),
    ],
)
def test_numbers_as_precise_as_they_bear(value: float, said: str) -> None:
    assert plain(value) == said


@pytest.mark.parametrize(
    ("value", "measure", "said"),
    [
        (0.19, "share", "19%"),
        (1, "days", "1 dag"),
        (12, "days", "12 dagen"),
        (3.5, "hours", "3,50 uur"),
        (1, "money", "1 euro"),
        (12_500, "money", "12.500 euro"),
        (0.82, "ratio", "0,82"),
        (7, "count", "7"),
    ],
)
def test_amounts_carry_their_unit(value: float, measure: str, said: str) -> None:
    assert amount(value, measure) == said  # type: ignore[arg-type]


def test_a_sentence_spells_the_unit_once() -> None:
    assert spelled(0.19, "share") == "19 procent"
    assert span(0.08, 0.37, "share") == "8 en 37 procent"
    assert span(9, 16, "days") == "9 en 16 dagen"
    assert span(-0.12, 0.04, "share", points=True) == "−12 en 4 procentpunt"


def test_the_same_in_english() -> None:
    with translation.override("en"):
        assert spelled(0.004, "share") == "0.4 per cent"
        assert amount(12_500, "money") == "12,500 euros"
        assert amount(1, "hours") == "1 hour"


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(0.08, 0.37, "8 – 37%"), (None, 0.37, "tot 37%"), (0.08, None, "vanaf 8%"), (None, None, "")],
)
def test_an_interval_says_which_of_its_ends_are_open(low: float | None, high: float | None, said: str) -> None:
    found = known(Estimate(0.19, low, high, "Wilson"))
    assert found is not None
    assert reach(found, "share") == said


ANY = st.floats(allow_nan=True, allow_infinity=True)


@given(ANY, st.none() | ANY, st.none() | ANY, ANY)
def test_what_is_shown_is_finite_and_holds_its_value(
    value: float, low: float | None, high: float | None, level: float
) -> None:
    found = known(Estimate(value, low, high, "m", level))
    if found is None:
        assert not (math.isfinite(value) and abs(value) <= 1e12)
        return
    assert all(math.isfinite(each) for each in (found.value, found.low or 0, found.high or 0, found.level))
    assert found.low is None or found.low <= found.value
    assert found.high is None or found.high >= found.value


def test_no_estimate_is_none() -> None:
    assert known(None) is None


@pytest.mark.parametrize(
    ("measure", "estimate", "difference"),
    [
        ("share", Estimate(0.1, 0.0, 0.2, "Wilson"), False),
        ("share", Estimate(0.1, -0.1, 0.2, "m"), True),
        ("share", Estimate(0.1, 0.05, 0.2, "Newcombe"), True),
        ("days", Estimate(-3, -5, 1, "m"), False),
    ],
)
def test_a_share_less_a_share_is_known_by_its_sign_or_method(
    measure: str, estimate: Estimate, difference: bool
) -> None:
    found = known(estimate)
    assert found is not None
    assert is_difference(Figure("x", words("x"), measure, estimate), found) is difference  # type: ignore[arg-type]
