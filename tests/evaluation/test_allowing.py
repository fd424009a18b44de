"""Inside the condition or not: term, frequency and manner to the day, and None where the rows do not tell."""

from datetime import date
from typing import Any

import pytest

from inzage.evaluation import Event, Span
from inzage.evaluation.allowing import court, in_frequency, in_manner, in_term, term
from inzage.evaluation.capacity.frequencies import Frequency
from inzage.evaluation.selecting import Check, checks
from tests.evaluation.made import Made, on

ALL_YEAR = {"from": "2026-01-01", "to": "2026-12-31"}


def condition(**told: Any) -> Event:
    return Event("p", on("2026-01-01"), "voorwaarde-controle@2", told, "c")


def ended(day: str) -> list[Span]:
    return [Span("p", on(day), None, "voorwaarde-controle@2", "beeindigd", {}, "c")]


@pytest.mark.parametrize(
    ("day", "end", "inside"),
    [
        ("2025-12-31", "", False),
        ("2026-01-01", "", True),
        ("2026-12-31", "", True),
        ("2027-01-01", "", False),
        ("2026-05-31", "2026-06-01", True),
        ("2026-06-01", "2026-06-01", False),
        ("2026-01-01", "2026-01-01", False),
        ("2026-12-31", "2027-06-01", True),
        ("2027-01-01", "2027-06-01", False),
    ],
)
def test_a_term_has_both_its_ends_and_not_the_day_on_which_it_was_ended(day: str, end: str, inside: bool) -> None:
    spans = ended(end) if end else []
    assert in_term(condition(**ALL_YEAR), spans, on(day)) is inside


@pytest.mark.parametrize("told", [{}, {"from": "2026-01-01"}, {"to": "2026-12-31"}, {"from": "?", "to": "2026-12-31"}])
def test_a_term_that_is_not_told_is_not_guessed(told: dict[str, str]) -> None:
    assert in_term(condition(**told), [], on("2026-06-01")) is None
    assert term(condition(**told), []) is None


def test_a_term_ends_at_the_first_of_its_two_ends() -> None:
    assert term(condition(**ALL_YEAR), ended("2026-06-01")) == (date(2026, 1, 1), date(2026, 5, 31))
    assert term(condition(**ALL_YEAR), ended("2027-06-01")) == (date(2026, 1, 1), date(2026, 12, 31))
    assert term(condition(**ALL_YEAR), ended("2026-01-02")) == (date(2026, 1, 1), date(2026, 1, 1))
    assert term(condition(**ALL_YEAR), ended("2026-01-01")) is None


def made(
    at_most: int, per: str, *days: str, states: str = "gedaan"
) -> tuple[Event, list[tuple[date, str]], list[Check]]:
    rows = Made("2026-12-31")
    under = rows.condition("p", "2026-01-01", "2026-12-31", at_most, per)
    for each in days:
        rows.check(under, each)
    found = list(checks(rows.rows()))
    (event,) = [each for each in rows.events if each.source == under]
    return event, [(check.begun, check.event.source) for check in found], found


@pytest.mark.parametrize(
    ("at_most", "per", "days", "inside"),
    [
        (1, "maand", ["2026-01-15", "2026-02-15"], True),
        (1, "maand", ["2026-01-15", "2026-02-14"], False),
        (1, "maand", ["2026-01-31", "2026-02-28"], False),
        (1, "maand", ["2026-02-28", "2026-03-31"], True),
        (1, "maand", ["2026-02-28", "2026-03-27"], False),
        (1, "maand", ["2026-02-01", "2026-02-01"], False),
        (2, "maand", ["2026-02-01", "2026-02-01"], True),
        (1, "kwartaal", ["2026-01-15", "2026-04-15"], True),
        (1, "kwartaal", ["2026-01-15", "2026-04-14"], False),
        (1, "halfjaar", ["2026-01-15", "2026-07-15"], True),
        (1, "halfjaar", ["2026-01-15", "2026-07-14"], False),
        (1, "jaar", ["2026-01-15", "2026-12-31"], False),
        (2, "jaar", ["2026-01-15", "2026-12-31"], True),
        (2, "kwartaal", ["2026-01-15", "2026-02-15", "2026-03-15"], False),
    ],
)
def test_the_last_check_is_inside_the_frequency_or_not(at_most: int, per: str, days: list[str], inside: bool) -> None:
    event, begun, found = made(at_most, per, *days)
    assert in_frequency(event, begun, found[-1]) is inside
    assert in_frequency(event, begun, found[0]) is True  # a later check takes nothing from an earlier one


def test_a_check_of_which_the_begin_was_not_recorded_is_held_against_all_others() -> None:
    event, _, found = made(1, "maand", "2026-02-01")
    unknown = Check(found[0].event, on("2026-02-10"), on("2026-02-10"), "gedaan", found[0].ending)
    assert in_frequency(event, [(on("2026-02-01"), "another")], unknown) is False
    assert in_frequency(event, [(on("2026-01-01"), "another")], unknown) is True


def test_a_frequency_that_is_not_told_is_not_guessed() -> None:
    _, begun, found = made(1, "maand", "2026-02-01")
    assert in_frequency(condition(**ALL_YEAR), begun, found[0]) is None
    assert court(condition(parameters={})) is None
    assert court(condition(parameters={"frequency": {"at_most": 2, "per": "jaar"}})) == Frequency(2, "jaar")


MANNER = {"notice": ["aangekondigd"], "carriers": ["computer", "phone"]}


@pytest.mark.parametrize(
    ("manner", "asked", "inside"),
    [
        (MANNER, {"notice": "aangekondigd", "carriers": ["phone"]}, True),
        (MANNER, {"notice": "aangekondigd", "carriers": ["phone", "computer"]}, True),
        (MANNER, {"notice": "aangekondigd", "carriers": ["phone", "disk"]}, False),
        (MANNER, {"notice": "onaangekondigd", "carriers": ["phone"]}, False),
        (MANNER, {"notice": "aangekondigd"}, None),
        (MANNER, {"carriers": ["phone"]}, None),
        ({"notice": ["aangekondigd"]}, {"notice": "aangekondigd", "carriers": ["phone"]}, None),
        ({"carriers": ["phone"]}, {"notice": "aangekondigd", "carriers": ["phone"]}, None),
        ({}, {"notice": "aangekondigd", "carriers": ["phone"]}, None),
    ],
)
def test_a_manner_is_what_the_condition_names(
    manner: dict[str, list[str]], asked: dict[str, Any], inside: bool | None
) -> None:
    check = Event("p", on("2026-02-01"), "controle@1", asked, "k")
    assert in_manner(condition(parameters={"manner": manner}), check) is inside
    assert in_manner(condition(), check) is None
