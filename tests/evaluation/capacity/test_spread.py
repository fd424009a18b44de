"""A drawn day: always inside its window, each day as likely, and drawn again from what was logged."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import chi2

from inzage.evaluation.capacity.frequencies import MONTHS, Frequency, back, inside, lawful_from
from inzage.evaluation.capacity.spread import Draw, Window, commitment, draw, drawn, holds, window

DAY = date(2026, 3, 12)
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
windows = st.builds(lambda first, more: Window(first, first + timedelta(more)), days, st.integers(0, 400))
seeds = st.binary(min_size=32, max_size=32)
frequencies = st.builds(Frequency, st.integers(1, 12), st.sampled_from(sorted(MONTHS)))


@given(windows, seeds, st.text(max_size=40))
def test_a_draw_lies_in_its_window_and_is_drawn_again_from_the_log(inside_: Window, seed: bytes, about: str) -> None:
    found = draw(about, inside_, seed)
    assert inside_.first <= found.day <= inside_.last
    assert holds(found)
    assert found.commitment == commitment(seed) and found.seed == seed.hex()


@given(windows, seeds, st.integers(1, 399))
def test_another_day_does_not_hold(inside_: Window, seed: bytes, more: int) -> None:
    found = draw("x", inside_, seed)
    other = inside_.first + timedelta(((found.day - inside_.first).days + more) % inside_.days)
    assume(other != found.day)
    assert not holds(replace(found, day=other))


def test_another_seed_window_subject_or_digest_does_not_hold() -> None:
    wide = Window(DAY, DAY + timedelta(10_000))
    found = draw("voorwaarde-1", wide, b"s" * 32)
    assert not holds(replace(found, seed=(b"t" * 32).hex()))
    assert not holds(replace(found, window=Window(DAY, DAY + timedelta(9_999))))
    assert not holds(replace(found, about="voorwaarde-2"))
    assert not holds(replace(found, commitment="0" * 64))
    assert holds(found)


def test_a_seed_is_fresh_each_time() -> None:
    wide = Window(DAY, DAY + timedelta(30))
    assert len({draw("x", wide).seed for _ in range(50)}) == 50


@pytest.mark.parametrize("many", [2, 7, 37, 73])
def test_each_day_of_a_window_is_as_likely(many: int) -> None:
    """Chi-square on fixed seeds: below the 99.9th percentile, as it is for any fair draw but one in a thousand."""
    wide, turns = Window(DAY, DAY + timedelta(many - 1)), 400 * many
    counts = Counter(drawn("x", wide, n.to_bytes(32, "big")) for n in range(turns))
    squares = sum((counts[DAY + timedelta(n)] - 400) ** 2 / 400 for n in range(many))
    assert len(counts) == many and squares < chi2.ppf(0.999, many - 1)


def test_the_seed_and_its_rule_are_as_they_were_published() -> None:
    """A draw logged once is checked for years: the rule may not change unseen."""
    assert draw("voorwaarde-1", Window(DAY, DAY + timedelta(36)), bytes(range(32))) == Draw(
        "voorwaarde-1",
        Window(DAY, DAY + timedelta(36)),
        bytes(range(32)).hex(),
        "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd",
        date(2026, 4, 4),
    )


FAR = date(2030, 1, 1)


@pytest.mark.parametrize(
    ("lawful", "last", "first", "end"),
    [
        (DAY, FAR, date(2026, 5, 24), date(2026, 6, 29)),
        (date(2026, 6, 1), FAR, date(2026, 6, 1), date(2026, 6, 29)),
        (date(2026, 6, 29), FAR, date(2026, 6, 29), date(2026, 6, 29)),
        (date(2026, 6, 30), FAR, date(2026, 6, 30), date(2026, 7, 18)),
        (DAY, date(2026, 6, 1), date(2026, 5, 24), date(2026, 6, 1)),
    ],
)
def test_the_window_is_a_fifth_of_the_interval_to_either_side(lawful: date, last: date, first: date, end: date) -> None:
    assert window(DAY, Frequency(4, "jaar").interval, lawful, last) == Window(first, end)


def test_after_the_order_and_before_it_is_lawful_there_is_no_window() -> None:
    assert window(DAY, 91, DAY, date(2026, 5, 23)) is None
    assert window(DAY, 91, date(2026, 7, 1), date(2026, 6, 30)) is None
    with pytest.raises(ValueError, match="a day at least"):
        Window(DAY, DAY - timedelta(1))


@given(days, st.floats(7, 400), days, days)
def test_a_window_is_never_unlawful_nor_after_the_order(
    previous: date, interval: float, lawful: date, last: date
) -> None:
    found = window(previous, interval, lawful, last)
    if found:
        assert lawful <= found.first <= found.last <= last
        assert found.days <= 2 * round(interval * 0.2) + 1
    else:
        assert last < max(lawful, previous + timedelta(round(interval)) - timedelta(round(interval * 0.2)))


@pytest.mark.parametrize(
    ("officer", "court", "expected"),
    [
        (Frequency(2, "jaar"), Frequency(4, "jaar"), Frequency(2, "jaar")),
        (Frequency(4, "jaar"), Frequency(1, "kwartaal"), Frequency(4, "jaar")),
        (Frequency(5, "jaar"), Frequency(1, "kwartaal"), Frequency(1, "kwartaal")),
        (Frequency(1, "maand"), Frequency(12, "jaar"), Frequency(1, "maand")),
        (Frequency(1, "maand"), Frequency(11, "jaar"), Frequency(11, "jaar")),
    ],
)
def test_the_officer_stays_inside_what_the_court_allows(
    officer: Frequency, court: Frequency, expected: Frequency
) -> None:
    assert inside(officer, court) == expected


def test_an_interval_is_the_period_shared_out() -> None:
    assert [round(Frequency(*each).interval) for each in ((4, "jaar"), (1, "maand"), (2, "halfjaar"))] == [91, 30, 91]
    assert Frequency(2, "kwartaal").a_year == 8


@pytest.mark.parametrize(
    ("checks", "first"),
    [
        ([], DAY),
        ([date(2026, 3, 1)], DAY),
        ([date(2026, 3, 1), date(2026, 3, 5)], date(2026, 6, 1)),
        ([date(2026, 3, 1), date(2026, 3, 5), date(2026, 3, 6)], date(2026, 6, 5)),
        ([date(2025, 12, 11), date(2026, 3, 1)], DAY),
        ([date(2025, 12, 13), date(2026, 3, 1)], date(2026, 3, 13)),
    ],
)
def test_lawful_is_the_first_day_with_room_in_the_period_before_it(checks: list[date], first: date) -> None:
    assert lawful_from(checks, Frequency(2, "kwartaal"), DAY) == first


@given(st.lists(st.dates(date(2025, 1, 1), date(2026, 3, 12)), max_size=8), frequencies)
def test_never_is_there_one_check_too_many_in_a_period(checks: list[date], court: Frequency) -> None:
    day = lawful_from(checks, court, DAY)
    assert day >= DAY
    assert sum(back(day, MONTHS[court.per]) < each <= day for each in checks) < court.times


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 5, 31), 3, date(2026, 2, 28)),
        (date(2024, 5, 31), 3, date(2024, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 12, 31), 12, date(2025, 12, 31)),
        (date(2026, 3, 30), 1, date(2026, 2, 28)),
    ],
)
def test_months_back_end_on_the_last_of_a_shorter_month(day: date, months: int, expected: date) -> None:
    assert back(day, months) == expected
