"""What is known of one check: its days, its answers, its carriers; and None where nothing was recorded."""

from datetime import date
from typing import Any

import pytest

from inzage.evaluation import Unit
from inzage.evaluation.checks import units
from tests.evaluation.made import Made
from tests.evaluation.questions.twelve import CLOSED, NO, PAIR, YES

DAY = "2026-02-01"


def one(made: Made) -> Unit:
    (found,) = units(made.rows())
    return found


def under(made: Made) -> str:
    return made.condition("p1", "2026-01-01", "2026-12-31", 12, "jaar")


def test_a_check_of_two_days_is_followed_to_the_second() -> None:
    made = Made()
    course = [("gepland", "2026-01-20"), ("onderweg", DAY), ("gedaan", "2026-02-02", {"minutes": 600})]
    made.record("controle", "p1", "2026-01-20", course, method_version="v")
    unit = one(made)
    assert (unit.zero, unit.until, unit.days) == (date(2026, 2, 1), date(2026, 2, 2), 1)


def test_of_a_bare_check_nothing_is_made_up() -> None:
    made = Made()
    made.check(under(made), DAY, minutes=None, method_version=None)
    unit = one(made)
    unknown = (
        "minutes",
        "performers",
        "staff_minutes",
        "machine_rows",
        "human_looks",
        "presented",
        "declared",
        "undeclared",
    )
    assert [unit.marks[name] for name in unknown] == [None] * len(unknown)
    assert (unit.group, unit.event, unit.missing) == ("", "", True)
    assert (unit.marks["asked"], unit.marks["answers"], unit.marks["refused"]) == (0, {}, False)


@pytest.mark.parametrize(
    ("ended", "closed", "minutes", "staff"),
    [
        (None, {}, None, None),
        (90, None, 90, 180),
        (None, {"minutes": 90}, 90, 180),
        (None, {"staff_minutes": 150}, None, 150),
        (
            90,
            {"staff_minutes": 150},
            90,
            150,
        ),  # one of the two came later: what was said goes before what is worked out
        (90, {"minutes": 80}, 90, 180),
    ],
)
def test_time_is_what_was_said_when_it_ended_or_was_closed_and_never_nought_by_silence(
    ended: int | None, closed: dict[str, int] | None, minutes: int | None, staff: int | None
) -> None:
    made = Made()
    made.check(under(made), DAY, minutes=ended, closed=closed, performers=PAIR)
    unit = one(made)
    assert (unit.marks["minutes"], unit.marks["staff_minutes"], unit.until) == (minutes, staff, unit.zero)


def test_a_stopped_check_has_the_time_that_was_said_when_it_was_closed() -> None:
    made = Made()
    made.check(under(made), DAY, "gestopt", reason="techniek", closed={"minutes": 30})
    unit = one(made)
    assert (unit.marks["minutes"], unit.marks["performers"], unit.marks["staff_minutes"]) == (30, None, None)
    assert unit.marks["stop_reason"] == "techniek"


@pytest.mark.parametrize(
    ("how", "more", "missing"),
    [
        ("gedaan", {}, True),
        ("gestopt", {"reason": "bekend-materiaal"}, False),
        ("gedaan", {"answers": {"q1": CLOSED}}, False),
    ],
)
def test_an_outcome_is_missing_where_nothing_says_what_came_of_it(
    how: str, more: dict[str, Any], missing: bool
) -> None:
    made = Made()
    made.check(under(made), DAY, how, **more)
    assert one(made).missing is missing


def test_a_refusal_is_an_outcome() -> None:
    made = Made()
    made.refusal(made.check(under(made), DAY), DAY)
    assert (one(made).missing, one(made).marks["refused"]) == (False, True)


def test_a_stop_without_a_reason_word_has_none_and_a_finished_check_never_has() -> None:
    made = Made()
    made.check(under(made), DAY, "gestopt")
    assert one(made).marks["stop_reason"] == ""
    made = Made()
    made.check(under(made), DAY, "gedaan", reason="techniek")
    assert one(made).marks["stop_reason"] == ""


@pytest.mark.parametrize(
    ("given", "asked", "answered", "indications"),
    [
        ([("q1", YES), ("q2", NO)], 2, 2, ["q1"]),
        ([("q1", YES), ("q1", NO)], 1, 1, ["q1"]),
        ([("q1", CLOSED), ("q1", NO)], 1, 1, []),
        ([("q2", YES), ("q1", YES)], 2, 2, ["q1", "q2"]),
        ([("q1", CLOSED)], 1, 0, []),
        ([("q1", "iets-anders"), ("q1", NO)], 1, 1, []),
    ],
)
def test_answers_are_by_question(
    given: list[tuple[str, str]], asked: int, answered: int, indications: list[str]
) -> None:
    made = Made()
    check = made.check(under(made), DAY)
    for question, answer in given:
        made.finding(check, DAY, question, answer)
    marks = one(made).marks
    assert (marks["asked"], marks["answered"], marks["indications"]) == (asked, answered, indications)
    assert marks["not_assessable"] == asked - answered


@pytest.mark.parametrize(
    ("steps", "counts"),
    [
        ((), (0, 0, 0, 1)),
        ((("betwist", "2026-02-02"),), (1, 0, 0, 1)),
        ((("betwist", "2026-02-02"), ("bevestigd", "2026-02-09")), (1, 1, 0, 1)),
        ((("betwist", "2026-02-02"), ("vervallen", "2026-02-09")), (1, 0, 1, 0)),
    ],
)
def test_what_lapsed_counts_nowhere_but_among_disputes(
    steps: tuple[tuple[str, str], ...], counts: tuple[int, ...]
) -> None:
    made = Made()
    made.finding(made.check(under(made), DAY), DAY, "q1", YES, *steps)
    marks = one(made).marks
    assert (marks["disputed"], marks["upheld"], marks["lapsed"], marks["asked"]) == counts


def test_what_was_opened_is_added_up() -> None:
    made = Made()
    check = made.check(under(made), DAY, performers=PAIR)
    made.opened(check, DAY, 100, 2)
    made.opened(check, DAY, 50, 0, "software")
    marks = one(made).marks
    assert (marks["machine_rows"], marks["human_looks"], marks["performers"]) == (150, 2, 2)


@pytest.mark.parametrize(
    ("day", "counts"), [("2026-01-31", 1), (DAY, 1), ("2026-02-02", None), ("2026-01-01", None), ("2026-01-02", 1)]
)
def test_carriers_are_of_the_check_that_they_were_written_down_for(day: str, counts: int | None) -> None:
    """After the person's check of 1 January, up to the day of this one; another person's never."""
    made = Made()
    place = under(made)
    made.check(place, "2026-01-01")
    made.carrier(place, day, presented=day)
    made.carrier(made.condition("p2", "2026-01-01", "2026-12-31"), DAY, presented=DAY)
    made.check(place, DAY)
    assert units(made.rows())[1].marks["presented"] == counts


def test_the_records_behind_a_check_are_all_named() -> None:
    made = Made()
    place = under(made)
    keys = {made.carrier(place, DAY)}
    check = made.check(place, DAY)
    keys |= {check, made.finding(check, DAY, "q1", YES), made.refusal(check, DAY), made.opened(check, DAY, 1, 0)}
    assert set(one(made).sources) == keys and one(made).sources[0] == check
