"""Every number has a key of its own, which leads to the units that it counts."""

import pytest

from inzage.evaluation import Protocol, Result
from inzage.register.web.evaluating.showing import shown
from inzage.register.web.evaluating.tracing import key, places
from tests.register.web.evaluating.results import ALL, advice, debts


@pytest.mark.parametrize(
    ("of", "said"),
    [
        (("dekking",), "dekking"),
        (("dekking", "noord"), "dekking@noord"),
        (("t", "noord", "geweigerd"), "t@noord.geweigerd"),
    ],
)
def test_a_key_names_code_group_and_part(of: tuple[str, ...], said: str) -> None:
    assert key(*of) == said


def test_a_figure_and_a_curve_lead_to_their_units() -> None:
    found = places(debts())
    assert found["schuldhulp"] == {"units": tuple(range(58)), "of": tuple(range(165))}
    assert found["nieuwe-zaak@vroeg"]["of"] == tuple(range(68))


def test_a_step_is_counted_among_the_step_it_lies_in() -> None:
    found = places(advice())
    assert found["trechter.geweigerd"] == {"units": tuple(range(8)), "of": tuple(range(45))}
    assert found["trechter@midden-nederland.aangevraagd"] == {"units": tuple(range(4)), "of": tuple(range(6))}


def test_a_period_is_named_by_its_first_day() -> None:
    assert places(advice())["dekking.2025-10-01"] == {"units": (0,), "of": tuple(range(9))}


@pytest.mark.parametrize("name", ALL)
def test_every_number_that_the_page_asks_for_is_there_to_be_traced(name: str) -> None:
    seen, protocol = ALL[name]
    asked = traced(seen, protocol)
    assert {code for code, _ in asked} <= set(places(seen))
    assert {which for _, which in asked} <= {"units", "of"}
    assert bool(asked) == bool(seen.counted)


def traced(seen: Result, protocol: Protocol) -> list[tuple[str, str]]:
    asked: list[tuple[str, str]] = []

    def trace(code: str, which: str) -> str:
        asked.append((code, which))
        return ""

    shown(seen, protocol, trace)
    return asked
