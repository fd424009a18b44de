"""When the next check is due: twelve conditions counted by hand, and each rule with its near misses."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inzage.evaluation.capacity.frequencies import Frequency
from inzage.evaluation.capacity.spread import Window
from inzage.register.checks_done import Past, pasts
from inzage.register.conditions import Share, coverage
from inzage.register.guards import used
from inzage.register.models import Record
from inzage.register.rechecks import Turn, turns
from inzage.register.values import Actor, Role
from inzage.register.web.planning import checks
from tests.register.ground import (
    OFFICER,
    PARAMETERS,
    PLANNER,
    WHY,
    check,
    condition,
    finished,
    go,
    make,
    sign,
    train,
    trajectory,
)

TODAY = date(2026, 6, 15)
NO_FREQUENCY = {name: value for name, value in PARAMETERS.items() if name != "frequency"}


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """What is written down is written on 5 January, each line a second after the one before."""
    seconds = count()

    def ticks() -> datetime:
        return datetime(2026, 1, 5, 9, tzinfo=UTC) + timedelta(seconds=next(seconds))

    with patch("inzage.register.log.now", ticks):
        yield


def under(due: date | None = None, *, signed: bool = True, **data: Any) -> Record:
    """A condition of an order in a trajectory of its own."""
    place = trajectory()
    order = make("opdracht", trajectory=place)
    of = make("voorwaarde-controle", trajectory=place, about=order, due=due, data=data)
    if signed:
        sign(order)
    return of


def often(of: Record, times: int, per: str, day: str = "2026-01-06") -> Record:
    return make(
        "controlefrequentie", day, trajectory=of.trajectory, about=of, data={"times": times, "per": per, "reasons": WHY}
    )


def decided(about: Record, due: date | None, day: str, outcome: str = "hercontrole") -> Record:
    return make("vervolg", day, trajectory=about.trajectory, about=about, due=due, data={"outcome": outcome})


def turn(of: Record, today: date = TODAY) -> Turn:
    [found] = turns([Record.objects.get(root=of.root, corrected_by__isnull=True)], today)
    return found


def missed(of: Record, day: str, reason: str = "niet-aanvaardbaar") -> Record:
    one = check(of, day)
    go(one, "gepland", PLANNER, day)
    go(one, "niet_verschenen", OFFICER, day, reason=reason)
    return one


@dataclass(frozen=True)
class Twelve:
    due: list[Record]
    dayless: list[Record]
    out: list[Record]


@pytest.fixture
def twelve() -> Twelve:
    """By hand: eight have a day (in this order), two have none, two are not in execution or not in force."""
    train()
    first = under(date(2026, 7, 1))
    had_its_turn = under(date(2026, 3, 1))
    finished(had_its_turn, "2026-02-20")
    yearly = under(date(2026, 3, 1))
    often(yearly, 4, "jaar")
    finished(yearly, "2026-02-20")
    never = under()
    often(never, 1, "kwartaal")
    capped = under()
    often(capped, 1, "maand")
    finished(capped, "2026-05-20")
    again = under()
    decided(finished(again, "2026-05-20"), date(2026, 6, 20), "2026-05-21")
    half = under()
    decided(finished(half, "2026-02-20"), date(2026, 4, 1), "2026-02-21")
    finished(half, "2026-05-20")
    often(half, 2, "jaar")
    gap = under(date(2026, 6, 30))
    go(gap, "niet_uitgevoerd", OFFICER, "2026-06-01", reason="ziekte")
    over = under(date(2026, 6, 30), to="2026-05-31")
    unsigned = under(date(2026, 6, 30), signed=False)
    silent = under(date(2026, 7, 10), parameters=NO_FREQUENCY)
    nothing = under()
    return Twelve([never, yearly, again, unsigned, first, silent, capped, half], [had_its_turn, nothing], [gap, over])


DAYS = [
    date(2026, 4, 20),  # 1 January and 91 days, and 18 of the window
    date(2026, 6, 9),  # 20 February, likewise
    date(2026, 6, 20),
    date(2026, 6, 30),
    date(2026, 7, 1),
    date(2026, 7, 10),
    date(2026, 7, 14),  # 20 May and 46 days (two a quarter, not one a month), and 9
    date(2026, 12, 26),  # 20 May and 183 days, and 37
]


def test_the_due_list_is_the_count_by_hand(twelve: Twelve) -> None:
    found = checks.all_turns(PLANNER, TODAY)
    falling = checks.falling_due(found)
    assert [each.condition.root for each in falling] == [each.root for each in twelve.due]
    assert [each.due for each in falling] == DAYS
    assert [each.why for each in falling] == [
        *("frequency", "frequency", "officer", "first", "first", "first", "frequency", "frequency")
    ]
    assert [each.plannable for each in falling] == [True, True, True, False, True, False, True, True]
    assert [each.capped for each in falling] == [False] * 6 + [True, False]
    assert {each.condition.root for each in checks.without_day(found)} == {each.root for each in twelve.dayless}


def test_coverage_on_the_same_twelve_is_the_count_by_hand(twelve: Twelve) -> None:
    assert coverage(TODAY, 180) == Share(5, 11)
    assert coverage(TODAY, 30) == Share(3, 11)


def test_a_page_of_many_takes_no_more_statements_than_one(twelve: Twelve) -> None:
    def taken(some: list[Record]) -> int:
        with CaptureQueriesContext(connection) as told:
            turns(some, TODAY)
        return len(told)

    assert taken(twelve.due) == taken(twelve.due[2:3])


def test_many_are_the_same_as_one_by_one(twelve: Twelve) -> None:
    some = [*twelve.due, *twelve.dayless, *twelve.out]
    assert turns(some, TODAY) == [each for one in some for each in turns([one], TODAY)]


def test_a_check_meets_the_day_beside_the_condition() -> None:
    train()
    of = under(date(2026, 9, 1))
    assert (turn(of).due, turn(of).why) == (date(2026, 9, 1), "first")
    finished(of, "2026-05-20")
    assert turn(of).due is None


@pytest.mark.parametrize(("due", "why"), [(date(2026, 9, 1), "officer"), (date(2026, 5, 20), ""), (None, "")])
def test_a_day_that_was_written_down_after_the_check_still_counts(due: date | None, why: str) -> None:
    train()
    with patch("inzage.register.log.now", lambda: datetime(2026, 6, 1, 9, tzinfo=UTC)):
        of = under(due)
        finished(of, "2026-05-20")
    assert (turn(of).due, turn(of).why) == (due if why else None, why)


def test_the_newest_of_two_days_counts() -> None:
    train()
    of = under()
    done = finished(of, "2026-05-20")
    decided(done, date(2026, 7, 1), "2026-05-21")
    assert turn(of).due == date(2026, 7, 1)
    decided(done, date(2026, 8, 1), "2026-05-22")
    assert turn(of).due == date(2026, 8, 1)


def test_a_decision_leads_back_to_its_condition_through_what_it_is_about() -> None:
    train()
    of, other = under(), under()
    done = finished(of, "2026-05-20")
    seen = make("gedraging", "2026-05-20", trajectory=of.trajectory, about=done)
    first = decided(seen, None, "2026-05-21", "gesprek")
    decided(first, date(2026, 7, 3), "2026-05-22")
    assert (turn(of).due, turn(other).due) == (date(2026, 7, 3), None)


@pytest.mark.parametrize(("outcome", "due"), [("gesprek", date(2026, 7, 1)), ("hercontrole", None)])
def test_another_decision_or_one_without_a_day_sets_none(outcome: str, due: date | None) -> None:
    train()
    of = under()
    decided(finished(of, "2026-05-20"), due, "2026-05-21", outcome)
    assert (turn(of).due, turn(of).why, turn(of).window) == (None, "", None)


def test_a_decision_that_is_to_be_reviewed_does_not_hold() -> None:
    train()
    of = under()
    go(
        decided(finished(of, "2026-05-20"), date(2026, 7, 1), "2026-05-21"),
        "te_herzien",
        OFFICER,
        "2026-05-22",
        reason="nieuwe-feiten",
    )
    assert turn(of).due is None


def test_the_newest_frequency_holds_and_is_never_more_than_the_court_s() -> None:
    of = under()
    often(of, 1, "jaar", "2026-01-06")
    often(of, 1, "halfjaar", "2026-02-06")
    assert turn(of).frequency == Frequency(1, "halfjaar") and not turn(of).capped
    often(of, 3, "kwartaal", "2026-03-06")
    assert turn(of).frequency == Frequency(2, "kwartaal") and turn(of).capped


def test_the_last_day_is_not_after_the_condition() -> None:
    of = under(to="2026-07-31")
    often(of, 1, "jaar")
    assert turn(of).due == date(2026, 7, 31)
    assert turn(of).window is None  # a year on, less a fifth, is after its end


def test_the_window_is_lawful_and_from_tomorrow_on() -> None:
    train()
    of = under()
    often(of, 4, "jaar")
    finished(of, "2026-03-20")
    assert turn(of).window == Window(date(2026, 6, 16), date(2026, 7, 7))
    assert turn(of, date(2026, 3, 21)).window == Window(date(2026, 6, 1), date(2026, 7, 7))


def test_the_court_s_number_moves_the_window() -> None:
    train()
    of = under(parameters=PARAMETERS | {"frequency": {"at_most": 1, "per": "kwartaal"}})
    often(of, 1, "kwartaal")
    finished(of, "2026-04-20")
    assert turn(of).left == 0 and not turn(of).plannable
    assert turn(of).window == Window(date(2026, 7, 20), date(2026, 8, 7))


def test_behind_the_window_any_day_of_the_first_stretch_can_be_drawn() -> None:
    of = under()
    often(of, 4, "jaar")
    found = turn(of)
    assert found.due == date(2026, 4, 20)
    assert found.window == Window(date(2026, 6, 16), date(2026, 7, 4))


def test_before_a_day_of_the_officer_s_the_window_is_a_third_of_the_way_there() -> None:
    of = under(date(2026, 7, 4))  # made on 5 January, so 180 days on: an interval of 150, and 30 to either side
    assert turn(of, date(2026, 2, 1)).window == Window(date(2026, 5, 5), date(2026, 7, 4))
    assert round(turn(of).interval) == 150


@pytest.mark.parametrize("ahead", range(20, 60))
def test_the_window_of_a_chosen_day_ends_with_that_day_and_never_after(ahead: int) -> None:
    train()
    of, due = under(), date(2026, 6, 15) + timedelta(ahead)
    decided(finished(of, "2026-05-20"), due, "2026-05-21")
    found = turn(of)
    assert found.window and due - timedelta(1) <= found.window.last <= due  # an interval is rounded to whole days


def test_a_frequency_that_is_newer_than_a_chosen_day_counts_and_the_other_way_round() -> None:
    train()
    of = under()
    done = finished(of, "2026-05-20")
    decided(done, date(2026, 7, 1), "2026-05-21")
    often(of, 4, "jaar", "2026-05-22")
    assert (turn(of).why, turn(of).due) == ("frequency", date(2026, 9, 6))
    decided(done, date(2026, 8, 1), "2026-05-23")
    assert (turn(of).why, turn(of).due) == ("officer", date(2026, 8, 1))


def test_the_first_check_is_on_the_day_that_was_chosen_for_it_whatever_the_frequency() -> None:
    of = under(date(2026, 7, 1))
    often(of, 4, "jaar", "2026-05-22")
    assert (turn(of).why, turn(of).due) == ("first", date(2026, 7, 1))


def test_a_no_show_stands_with_its_reason_until_a_check_is_done() -> None:
    train()
    of = under(date(2026, 7, 1))
    missed(of, "2026-05-01", "organisatie")
    missed(of, "2026-05-10")
    before = turn(of)
    assert before.missed == (date(2026, 5, 10), "niet-aanvaardbaar")
    assert checks.missed(before) == "niet verschenen op 10-5-2026 (Zonder aanvaardbare reden)"
    finished(of, "2026-05-20")
    assert turn(of).missed is None and checks.missed(turn(of)) == ""


def test_the_reason_of_a_day_is_in_words() -> None:
    train()
    of = under()
    often(of, 4, "jaar")
    finished(of, "2026-03-12")
    assert checks.reason(turn(of)) == "4x per jaar, vorige 12-3-2026, venster tot 29-6-2026"
    assert checks.reason(turn(under(date(2026, 7, 1)))) == "eerste controle, dag van de toezichthouder"
    assert checks.reason(turn(under())) == "niemand koos een dag of frequentie"
    assert (
        checks.leaves(turn(of)) == "nog 1 van 2 per kwartaal" or checks.leaves(turn(of)) == "nog 2 van 2 per kwartaal"
    )
    assert checks.leaves(turn(under(parameters=NO_FREQUENCY))) == "noemt geen frequentie"


def test_what_is_used_is_as_the_guard_counts() -> None:
    train()
    of = under()
    finished(of, "2026-03-16")
    finished(of, "2026-05-20")
    ahead = check(of, "2026-07-01")
    go(ahead, "gepland", PLANNER, "2026-06-01")
    other = check(of, "2026-06-20")
    for day in (date(2026, 6, 15), date(2026, 6, 16), date(2026, 7, 1), date(2026, 9, 1)):
        assert turn(of, day).used == used(other, day, "kwartaal"), day
    assert turn(of).planned == date(2026, 7, 1)
    go(ahead, "afgezegd", PLANNER, "2026-06-02")
    assert turn(of).planned is None


def test_the_key_of_a_draw_is_of_one_turn() -> None:
    train()
    of = under(date(2026, 7, 1))
    first = turn(of).key
    assert turn(of, TODAY + timedelta(3)).key == first != turn(under(date(2026, 7, 1))).key
    missed(of, "2026-05-01")
    second = turn(of).key
    finished(of, "2026-05-20")
    assert len({first, second, turn(of).key}) == 3


def test_nothing_is_known_of_a_condition_without_a_check() -> None:
    of = under()
    assert pasts([of.root]) == {}
    assert Past().last(TODAY) is None and Past().missed_since(None) == ()


def test_another_organisation_s_conditions_are_not_in_the_list(twelve: Twelve) -> None:
    assert checks.all_turns(Actor("planner-9", Role.PLANNER, "rn-2"), TODAY) == []


def test_one_day_is_enough_for_all_conditions_of_an_order() -> None:
    place = trajectory()
    order = make("opdracht", trajectory=place)
    conditions = [make("voorwaarde-controle", trajectory=place, about=order) for _ in range(3)]
    sign(order)
    found = turns(conditions, TODAY)
    assert [each.condition for each in checks.without_day(found)] == conditions[:1]
    often(conditions[2], 1, "jaar")
    assert checks.without_day(turns(conditions, TODAY)) == []


def test_a_condition_without_an_order_is_not_signed() -> None:
    of = condition()
    assert not turn(of).signed and turn(of).window is None
