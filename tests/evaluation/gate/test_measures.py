"""Days, hours and ratios: to two digits, and only where ten people and ten events stand behind them."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from inzage.evaluation import Level
from inzage.evaluation.gate.drafts import Measured, key
from inzage.evaluation.gate.measures import neat, tell
from inzage.evaluation.gate.passing import gate
from inzage.evaluation.gate.rules import ORGANISATION, PUBLIC, Rule
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


def test_how_many_it_rests_on_is_rounded_as_every_count_is() -> None:
    told = tell(measured(43, beside={"n": 43, "events": 12}), PUBLIC, people=True)
    assert [(each.code, each.value) for each in told.beside] == [("events", 10.0), ("n", 45.0)]


@pytest.mark.parametrize(
    ("beside", "seen"),
    [({"n": 9}, False), ({"n": 34}, False), ({"n": 33}, True), ({"n": 43}, True), ({"n": 1200}, True)],
)
def test_a_part_of_its_people_and_the_rest_of_them_are_each_enough(beside: Mapping[str, float], *, seen: bool) -> None:
    assert (tell(measured(43, beside=beside), PUBLIC, people=True).value is not None) is seen


@pytest.mark.parametrize(
    ("events", "rule", "seen"),
    [
        (33, PUBLIC, True),
        (34, PUBLIC, False),
        (43, PUBLIC, False),
        (38, ORGANISATION, True),
        (39, ORGANISATION, False),
        (43, ORGANISATION, True),
    ],
)
def test_a_share_is_not_told_where_it_did_not_happen_to_few_or_to_nobody(
    events: int, rule: Rule, *, seen: bool
) -> None:
    """That it happened to everybody is told where that may be told of a table."""
    share = replace(measured(43, events / 43, {"events": events}), measure="share")
    assert (tell(share, rule, people=True).value is not None) is seen
    assert tell(replace(share, measure="rate"), rule, people=True).value is not None, "a number per time is no share"


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
