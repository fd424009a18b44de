"""A figure read aloud: one, none and all; few and many; open ends; what is too little; what compares."""

from dataclasses import replace

import pytest
from django.utils import translation

from inzage.evaluation import Estimate, Figure, Result, Rung, Zero
from inzage.register.web.evaluating.counting import counted, part, units
from inzage.register.web.evaluating.reading import sentences, shows_detection, why_not
from tests.register.web.evaluating.results import PROTOCOL, result, share, wilson, words

MANY = "Met de onzekerheid die bij dit aantal controles hoort, "
OVER = "12 dagen, geteld over 3 controles. "
NOT_ONE = "niet de enige controle die is geteld. Dat is 0 procent. "
FEW = "Met de onzekerheid die bij zo weinig controles hoort, "
LOW = replace(PROTOCOL, minimum=1)


def read(figure: Figure, counted: int = 27, minimum: int = 1) -> str:
    protocol = replace(PROTOCOL, minimum=minimum)
    return sentences(figure, protocol, result(protocol, counted))


@pytest.mark.parametrize(
    ("k", "n", "said"),
    [
        (5, 27, f"5 van de 27 controles. Dat is 19 procent. {FEW}ligt het tussen de 8 en 37 procent."),
        (0, 27, f"geen van de 27 controles. Dat is 0 procent. {FEW}kan het in werkelijkheid tot 12 procent zijn."),
        (27, 27, f"alle 27 controles. Dat is 100 procent. {FEW}is het ten minste 88 procent."),
        (1, 1, f"de enige controle die is geteld. Dat is 100 procent. {FEW}is het ten minste 21 procent."),
        (0, 1, NOT_ONE + f"{FEW}kan het in werkelijkheid tot 79 procent zijn."),
        (60, 240, f"60 van de 240 controles. Dat is 25 procent. {MANY}ligt het tussen de 20 en 31 procent."),
    ],
)  # fmt: skip
def test_a_share_as_it_is_read(k: int, n: int, said: str) -> None:
    assert read(share("x", "Met een aanwijzing", k, n), n) == f"Met een aanwijzing: {said}"


def test_the_same_in_english() -> None:
    with translation.override("en"):
        said = read(Figure("x", words("Wel", "Hit"), "share", wilson(5, 27), tuple(range(5)), tuple(range(27))))
    assert said == (
        "Hit: 5 of the 27 checks. That is 19 per cent. With the uncertainty that comes with so few checks, "
        "it lies between 8 and 37 per cent."
    )


@pytest.mark.parametrize("zero", Zero)
def test_every_unit_has_one_and_many(zero: Zero) -> None:
    protocol = replace(PROTOCOL, time_zero=zero)
    what = counted(protocol)
    assert units(1, protocol) == f"1 {what.one.nl}"
    assert units(0, protocol) == f"0 {what.many.nl}"
    assert part(3, 3, protocol) == f"alle 3 {what.many.nl}"
    assert part(1, 1, protocol).startswith("het enige" if zero is Zero.SUPERVISION else "de enige")


def test_a_question_that_counts_something_else_than_what_stands_at_its_zero_says_so() -> None:
    assert units(18, replace(PROTOCOL, code="E3")) == "18 aanwijzingen"
    assert units(10, replace(PROTOCOL, code="E4")) == "10 mensen"


def test_what_is_no_share_of_the_units_says_over_how_many_it_was_counted() -> None:
    figure = Figure("x", words("Dagen binnen de norm"), "share", Estimate(0.71, 0.6, 0.8, "m"), (0, 1), (0, 1, 2))
    assert read(figure).startswith("Dagen binnen de norm: 71 procent, geteld over 3 controles.")


def test_what_counts_something_in_the_units_says_how_many_of_how_many() -> None:
    extra = {"n": 80.0, "events": 60.0}
    figure = Figure("x", words("Vragen beantwoord"), "share", Estimate(0.75, 0.6, 0.8, "m"), (0, 1), (0, 1, 2), extra)
    assert read(figure).startswith("Vragen beantwoord: 60 van de 80. Dat is 75 procent.")


@pytest.mark.parametrize(
    ("estimate", "measure", "said"),
    [
        (Estimate(12, 9, 16, "m"), "days", f"{OVER}{FEW}ligt het tussen de 9 en 16 dagen."),
        (Estimate(12, 9, None, "m"), "days", f"{OVER}{FEW}is het ten minste 9 dagen."),
        (Estimate(12, None, 16, "m"), "days", f"{OVER}{FEW}kan het in werkelijkheid tot 16 dagen zijn."),
        (Estimate(12, 12, 12, "m"), "days", f"{OVER}{FEW}is het vrijwel precies 12 dagen."),
        (Estimate(12, None, None, "m"), "days", OVER + "Bij dit cijfer staat geen onzekerheid."),
        (Estimate(12, None, None, "telling"), "count", "12."),
    ],
)  # fmt: skip
def test_other_measures_and_open_ends(estimate: Estimate, measure: str, said: str) -> None:
    figure = Figure("x", words("Duur"), measure, estimate, (0, 1, 2), (0, 1, 2))  # type: ignore[arg-type]
    assert read(figure) == f"Duur: {said}"


def test_below_the_minimum_it_says_how_many_there_are_and_how_many_are_needed_and_no_figure() -> None:
    said = read(share("x", "Met een aanwijzing", 2, 3), minimum=10)
    assert said == "Met een aanwijzing: nog geen cijfer. Geteld zijn 3 controles; nodig zijn er 10, dus nog 7."
    one = read(share("x", "Met een aanwijzing", 1, 1), minimum=2)
    assert one == "Met een aanwijzing: nog geen cijfer. Geteld is 1 controle; nodig zijn er 2, dus nog 1."


def test_at_the_minimum_there_is_a_figure() -> None:
    assert "procent" in read(share("x", "Wel", 2, 10), 10, minimum=10)
    assert "procent" not in read(share("x", "Wel", 2, 9), 9, minimum=10)
    assert "procent" not in read(share("x", "Wel", 2, 12), 9, minimum=10), "of fewer units than were counted"


def test_a_number_of_units_is_always_given() -> None:
    figure = Figure("x", words("Aantal"), "count", Estimate(3, None, None, "telling"), (0, 1, 2))
    assert read(figure, 3, minimum=10) == "Aantal: 3."


def test_what_cannot_be_worked_out_is_said_so() -> None:
    figure = Figure("x", words("Duur"), "days", None, (), tuple(range(20)))
    assert read(figure) == "Duur: dit is niet te berekenen uit wat is geteld."
    assert "niet te berekenen" in read(replace(figure, estimate=Estimate(float("nan"), 0, 1, "m")))


def effect(low: float, high: float, **extra: float) -> Figure:
    of = tuple(range(40))
    return Figure("x", words("Verschil"), "ratio", Estimate(0.8, low, high, "Cox"), of, of, extra, effect=True)


def test_an_effect_without_its_detection_is_not_shown() -> None:
    said = read(effect(0.5, 1.3))
    assert "niet bekend is hoe vaak er is gecontroleerd" in said
    assert "0,8" not in said
    assert "0,80" in read(effect(0.5, 1.3, checks_per_person_month=0.2))
    assert "0,80" in read(effect(0.5, 1.3, checks_per_person_month_exposed=0.2))


def test_a_comparison_says_whether_no_difference_lies_within() -> None:
    within = read(effect(0.5, 1.3, checks_per_person_month=0.2))
    assert within.endswith(
        "Bij 1 is er geen verschil. Dat ligt binnen deze grenzen, dus een verschil is niet aangetoond."
    )
    outside = read(effect(0.5, 0.9, checks_per_person_month=0.2))
    assert outside.endswith("Dat ligt buiten deze grenzen. Waardoor het verschil komt, zegt dit cijfer niet.")


def test_a_difference_of_shares_is_in_points_around_nought() -> None:
    of, extra = tuple(range(40)), {"checks_per_person_month": 0.2}
    figure = Figure("x", words("Verschil"), "share", Estimate(-0.1, -0.3, 0.1, "Newcombe"), of, of, extra, effect=True)
    said = read(figure)
    assert "−10 procentpunt" in said
    assert "ligt het tussen de −30 en 10 procentpunt" in said
    assert "Bij 0 is er geen verschil." in said


def test_a_ratio_that_compares_nothing_says_nothing_of_a_difference() -> None:
    figure = Figure("x", words("Mens per machine"), "ratio", Estimate(0.2, 0.1, 0.3, "m"), (0,), (0,))
    assert "verschil" not in read(figure)


def test_detection_stands_beside_every_figure_of_recidivism() -> None:
    figure = share("x", "x", 1, 30)
    assert not shows_detection(figure, PROTOCOL)
    assert shows_detection(figure, replace(PROTOCOL, rung=Rung.RECIDIVISM))
    assert shows_detection(replace(figure, effect=True), PROTOCOL)


def test_why_not_is_empty_where_there_is_a_figure() -> None:
    seen: Result = result(LOW, 27)
    assert why_not(share("x", "x", 5, 27), LOW, seen) == ""
