"""Days, hours and ratios: to two digits, and only where ten people and ten events stand behind them."""

from collections.abc import Mapping

import pytest

from inzage.evaluation import Level
from inzage.evaluation.gate.drafts import Measured, key
from inzage.evaluation.gate.measures import neat, tell
from inzage.evaluation.gate.passing import gate
from inzage.evaluation.gate.rules import ORGANISATION, PUBLIC
from tests.evaluation.gate.bench import draft, said, table


def measured(people: int = 43, value: float = 37.4, beside: Mapping[str, float] | None = None) -> Measured:
    shown = (value, 30.2, None, "mediaan")
    return Measured("duur", said("Duur"), "days", key("wie duur"), people, *shown, beside or {})


def test_it_is_told_to_two_digits_and_of_how_many() -> None:
    told = tell(measured(), PUBLIC, people=True)
    assert (told.value, told.low, told.high, told.people) == (37.0, 30.0, None, 45)


@pytest.mark.parametrize(("people", "events", "seen"), [(9, 30, False), (43, 9, False), (43, 12, True)])
def test_too_few_people_or_events_withhold_it(people: int, events: int, *, seen: bool) -> None:
    told = tell(measured(people, beside={"events": events, "checks_per_person_month": 0.123}), PUBLIC, people=True)
    assert (told.value is not None) is seen
    assert [(each.code, each.value) for each in told.beside] == (
        [("checks_per_person_month", 0.12), ("events", 10.0)] if seen else []
    )


def test_an_effect_keeps_its_detection_intensity_beside_it() -> None:
    told = tell(measured(beside={"checks_per_person_month": 0.31}), ORGANISATION, people=True)
    assert told.beside[0].code == "checks_per_person_month"


def test_a_mean_of_one_person_more_is_not_told() -> None:
    """44 times the new mean less 43 times the old one is that person."""
    before = gate(draft(table([[40, 30], [20, 30]]), measures=(measured(43),)), Level.PUBLIC)
    later = draft(table([[80, 70], [60, 70]]), measures=(measured(44, 39.0),), cohort="twee")
    assert gate(later, Level.PUBLIC).measures[0].value == 39.0, "the control"
    assert gate(later, Level.PUBLIC, [before]).measures[0].value is None


@pytest.mark.parametrize(("value", "said_as"), [(0.01234, 0.012), (1234.0, 1200.0), (-3.46, -3.5), (0.0, 0.0)])
def test_neat(value: float, said_as: float) -> None:
    assert neat(value) == said_as
