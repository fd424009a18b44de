"""Time and intrusion: hours, staff hours, what machine and human opened, and the learning curve in order of entry."""

from dataclasses import replace
from datetime import date
from statistics import median

import pytest

from inzage.evaluation import Figure, Result
from inzage.evaluation.asking import answer, cohort_of
from inzage.evaluation.catalogue import protocol
from inzage.evaluation.questions import question
from tests.evaluation.made import Made, later
from tests.evaluation.questions.twelve import PAIR

PROTOCOL = protocol("E2")
QUESTION = question("E2")
TRIO = [*PAIR, {"function": "toezichthouder"}]
MINUTES = [200, 190, 180, 170, 160, 150, 140, 130, 120, 110, 100, 90, 80, 70, 60]


def fifteen() -> Made:
    """Fifteen checks of which each is ten minutes shorter; every third opens a thousand rows and has one look."""
    made = Made()
    under = made.condition("p1", "2026-01-01", "2026-12-31", 52, "maand")
    for number, minutes in enumerate(MINUTES):
        day = later("2026-02-01", number)
        check = made.check(under, day, minutes=minutes, version="v", performers=TRIO if number == 0 else PAIR)
        made.opened(check, day, 1000 if number % 3 == 0 else 100, 1 if number % 3 == 0 else 0)
        made.opened(check, day, 100, 0, "software")
    return made


def told(made: Made) -> Result:
    return answer(QUESTION, PROTOCOL, made.rows(), looks=1)


def figure(result: Result, code: str) -> Figure:
    (found,) = [each for each in result.figures if each.code == code]
    return found


STAFF = [600, *(2 * minutes for minutes in MINUTES[1:])]


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("hours", 130 / 60),
        ("staff-hours", median(STAFF) / 60),
        ("machine-rows", 200),
        ("human-looks", 0),
        ("seen-by-human", 5 / 15),
        ("human-per-machine", 5 / (5 * 1.1 + 10 * 0.2)),
    ],
)
def test_figures_are_those_counted_by_hand(code: str, value: float) -> None:
    found = figure(told(fifteen()), code)
    assert found.estimate and found.estimate.value == pytest.approx(value)
    assert len(found.of) == 15


def test_nine_in_ten_stay_below_a_longer_time() -> None:
    result = told(fifteen())
    middle, slow = figure(result, "hours").estimate, figure(result, "hours-p90").estimate
    assert middle and slow and middle.value < slow.value == pytest.approx(186 / 60)


def test_looks_count_as_many_as_there_were() -> None:
    found = figure(told(fifteen()), "human-per-machine")
    assert found.extra == {"n": 15, "events": 5}


def test_the_learning_curve_is_in_order_of_entry_by_tens() -> None:
    (curve,) = told(fifteen()).trends
    assert [(each.label, each.begins) for each in curve.periods] == [
        ("1–10", date(2026, 2, 1)),
        ("11–15", date(2026, 2, 11)),
    ]
    assert [each.value for each in curve.periods] == [pytest.approx(155 / 60), pytest.approx(80 / 60)]
    assert curve.centre == pytest.approx(130 / 60)
    assert [each.of for each in curve.periods] == [tuple(range(10)), tuple(range(10, 15))]
    assert (curve.periods[0].low, curve.periods[0].high) == (None, None)


def test_versions_have_each_their_own_curve_and_figures() -> None:
    made = fifteen()
    under = made.condition("p2", "2026-01-01", "2026-12-31", 52, "maand")
    for number in range(9):
        made.check(under, later("2026-03-01", number), minutes=10, version="w", performers=PAIR)
    result = told(made)
    assert [trend.group for trend in result.trends] == ["v"]  # nine are too few for a curve
    found = {each.group: each for each in result.figures if each.code == "hours"}
    assert found["v"].estimate and found["w"].estimate is None and len(found["w"].of) == 9


def test_a_check_of_which_the_length_is_not_known_is_missing_and_said() -> None:
    made = Made()
    under = made.condition("p1", "2026-01-01", "2026-12-31", 52, "maand")
    for number in range(20):
        minutes = None if number < 3 else 60
        made.check(under, later("2026-02-01", number), minutes=minutes, version="v")
    result = told(made)
    assert "Bij 3 van de 20 controles is niet vastgelegd hoelang" in " ".join(words.nl for words in result.gaps)
    assert "Bij 20 van de 20 controles is niet vastgelegd hoeveel werktijd" in " ".join(w.nl for w in result.gaps)
    assert "Bij 20 van de 20 controles is niet geteld wat is geopend" in " ".join(w.nl for w in result.gaps)
    assert "missing_outcome" in [each.code for each in result.cautions]
    assert figure(result, "staff-hours").estimate is None and figure(result, "human-per-machine").of == ()
    assert figure(result, "hours").of == tuple(range(3, 20))


def test_staff_time_that_was_said_at_the_closing_is_told_where_nobody_knows_the_length() -> None:
    made = Made()
    under = made.condition("p1", "2026-01-01", "2026-12-31", 52, "maand")
    for number in range(15):
        closed = {"staff_minutes": 100 + number} if number < 12 else {}
        made.check(under, later("2026-02-01", number), minutes=None, version="v", performers=PAIR, closed=closed)
    result = told(made)
    found = figure(result, "staff-hours")
    assert found.of == tuple(range(12))
    assert found.estimate and found.estimate.value == pytest.approx(105.5 / 60)
    assert figure(result, "hours").of == () and figure(result, "hours").estimate is None
    gaps = " ".join(words.nl for words in result.gaps)
    assert "Bij 3 van de 15 controles is niet vastgelegd hoeveel werktijd" in gaps
    assert "Bij 15 van de 15 controles is niet vastgelegd hoelang" in gaps
    assert [unit.missing for unit in cohort_of(QUESTION, PROTOCOL, made.rows()).units] == 12 * [False] + 3 * [True]


def test_a_check_by_hand_opens_nothing_by_machine_and_counts_its_looks() -> None:
    made = Made()
    under = made.condition("p1", "2026-01-01", "2026-12-31", 52, "maand")
    check = made.check(under, "2026-02-01", version="v")
    made.opened(check, "2026-02-01", 0, 4)
    result = answer(QUESTION, replace(PROTOCOL, minimum=1), made.rows(), looks=1)
    assert figure(result, "human-per-machine").of == ()
    assert figure(result, "seen-by-human").units == (0,)


def test_a_look_past_those_planned_is_warned_of_and_not_refused() -> None:
    result = answer(QUESTION, PROTOCOL, fifteen().rows(), looks=13)
    assert [each.code for each in result.cautions] == ["more_looks"]


def test_a_stopped_check_stands_in_the_order_of_entry() -> None:
    made = Made()
    under = made.condition("p1", "2026-01-01", "2026-12-31")
    made.check(under, "2026-02-02", minutes=50)
    made.check(under, "2026-02-01", "gestopt", reason="techniek")
    units = cohort_of(QUESTION, PROTOCOL, made.rows()).units
    assert [(unit.marks["how"], unit.marks["stop_reason"], unit.missing) for unit in units] == [
        ("gestopt", "techniek", True),
        ("gedaan", "", False),
    ]
