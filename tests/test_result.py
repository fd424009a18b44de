"""Tallies add up whichever way they are merged; a day is an Amsterdam day; the words of a result are closed."""

import dataclasses
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from functools import reduce
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.artefact import AMSTERDAM
from inzage.mandate import DataClass
from inzage.observations import OnThisDevice
from inzage.report.words_codes import ANSWERS, MARKS, STATUSES
from inzage.report.words_reasons import REASONS
from inzage.result import (
    AnswerKind,
    CarrierFacts,
    CheckResult,
    CheckStatus,
    Count,
    Coverage,
    Intrusion,
    Mark,
    Reason,
    Status,
    Tally,
    Unreadable,
)

YES, NO, UNKNOWN = OnThisDevice.YES, OnThisDevice.NO, OnThisDevice.UNKNOWN

moments = st.datetimes(datetime(1995, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))
acts = st.tuples(st.sampled_from(["a", "b", "c"]), moments, st.sampled_from(OnThisDevice))
many = st.lists(acts, max_size=30)
tallies = many.map(Tally.of)


# --- merging -------------------------------------------------------------------------


@given(tallies, tallies, tallies)
def test_merging_is_associative(one: Tally, two: Tally, three: Tally) -> None:
    assert (one + two) + three == one + (two + three)


@given(tallies, tallies)
def test_merging_is_commutative(one: Tally, two: Tally) -> None:
    assert one + two == two + one


@given(tallies)
def test_nothing_added_changes_nothing(tally: Tally) -> None:
    assert tally + Tally() == tally == Tally() + tally


@given(many, st.integers(0, 30))
def test_it_does_not_matter_which_worker_counted_what(acts: list[Any], cut: int) -> None:
    assert Tally.of(acts[:cut]) + Tally.of(acts[cut:]) == Tally.of(acts)


@given(st.permutations(range(12)), st.lists(acts, min_size=12, max_size=12))
def test_the_order_of_acts_does_not_matter(order: Sequence[int], acts: list[Any]) -> None:
    assert Tally.of(acts[n] for n in order) == Tally.of(acts)


@given(st.lists(tallies, max_size=6))
def test_counts_of_a_merge_are_the_sums_of_the_counts(parts: list[Tally]) -> None:
    whole = reduce(Tally.__add__, parts, Tally())
    assert Tally.total(parts) == whole
    assert whole.count == sum(part.count for part in parts)
    assert set(whole.days) == {day for part in parts for day in part.days}


@given(tallies, tallies)
def test_merging_leaves_its_parts_as_they_were(one: Tally, two: Tally) -> None:
    before = (dict(one.cells), dict(two.cells))
    assert one + two is not one
    assert (dict(one.cells), dict(two.cells)) == before


# --- views ---------------------------------------------------------------------------


@given(tallies)
def test_days_and_classes_both_add_up_to_the_count(tally: Tally) -> None:
    assert sum(n for _, n in tally.per_day()) == tally.count
    assert sum(n for _, n, _ in tally.per_label()) == tally.count
    assert tuple(day for day, _ in tally.per_day()) == tally.days


@given(tallies)
def test_days_come_in_order_and_once(tally: Tally) -> None:
    assert all(before < after for before, after in pairwise(tally.days))
    assert all(n > 0 for _, n in tally.per_day())


@given(tallies)
def test_classes_come_in_order_and_once_with_the_days_of_their_own(tally: Tally) -> None:
    told = list(tally.per_label())
    assert [label for label, _, _ in told] == sorted({cell.label for cell in tally.cells})
    for label, n, days in told:
        mine = [cell.day for cell in tally.cells if cell.label == label]
        assert days == len(set(mine))
        assert 0 < days <= n <= tally.count
        assert days <= len(tally.days)


@given(tallies)
def test_every_act_has_one_origin(tally: Tally) -> None:
    parts = [tally.only(origin) for origin in OnThisDevice]
    assert reduce(Tally.__add__, parts, Tally()) == tally
    for origin, part in zip(OnThisDevice, parts, strict=True):
        assert {cell.on_this_device for cell in part.cells} <= {origin}
        assert part.only(origin) == part
        assert all(part.only(other).count == 0 for other in OnThisDevice if other is not origin)


@given(tallies, tallies, st.sampled_from(OnThisDevice))
def test_choosing_an_origin_and_merging_can_change_places(one: Tally, two: Tally, origin: OnThisDevice) -> None:
    assert (one + two).only(origin) == one.only(origin) + two.only(origin)


def test_an_empty_tally_is_nothing_on_no_day() -> None:
    empty = Tally()
    assert (empty.count, empty.days, list(empty.per_day()), list(empty.per_label())) == (0, (), [], [])


def test_one_view_in_figures() -> None:
    first, second = datetime(2026, 10, 3, 12, tzinfo=UTC), datetime(2026, 10, 4, 12, tzinfo=UTC)
    tally = Tally.of([("b", first, YES), ("a", first, YES), ("a", first, NO), ("a", second, UNKNOWN)])
    assert tally.count == 4
    assert list(tally.per_day()) == [(date(2026, 10, 3), 3), (date(2026, 10, 4), 1)]
    assert list(tally.per_label()) == [("a", 3, 2), ("b", 1, 1)]
    assert tally.only(YES).count == 2


# --- days ----------------------------------------------------------------------------

DAYS: dict[str, tuple[datetime, date]] = {
    "noon": (datetime(2026, 7, 1, 12, tzinfo=UTC), date(2026, 7, 1)),
    "a summer midnight": (datetime(2026, 6, 30, 22, tzinfo=UTC), date(2026, 7, 1)),
    "a moment before it": (datetime(2026, 6, 30, 21, 59, 59, 999999, tzinfo=UTC), date(2026, 6, 30)),
    "a winter midnight": (datetime(2026, 12, 31, 23, tzinfo=UTC), date(2027, 1, 1)),
    "a moment before that": (datetime(2026, 12, 31, 22, 59, 59, 999999, tzinfo=UTC), date(2026, 12, 31)),
    "an hour that a summer day would have": (datetime(2026, 12, 31, 22, 30, tzinfo=UTC), date(2026, 12, 31)),
    "the hour that spring skips, before": (datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC), date(2026, 3, 29)),
    "the hour that spring skips, after": (datetime(2026, 3, 29, 1, tzinfo=UTC), date(2026, 3, 29)),
    "the first moment of the day of 23 hours": (datetime(2026, 3, 28, 23, tzinfo=UTC), date(2026, 3, 29)),
    "the first moment after it": (datetime(2026, 3, 29, 22, tzinfo=UTC), date(2026, 3, 30)),
    "the first moment of the day of 25 hours": (datetime(2026, 10, 24, 22, tzinfo=UTC), date(2026, 10, 25)),
    "half past two, once": (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), date(2026, 10, 25)),
    "half past two, again": (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), date(2026, 10, 25)),
    "the last moment of it": (datetime(2026, 10, 25, 22, 59, 59, tzinfo=UTC), date(2026, 10, 25)),
    "a leap day": (datetime(2028, 2, 28, 23, 30, tzinfo=UTC), date(2028, 2, 29)),
    "far in the east": (datetime(2026, 7, 2, 3, tzinfo=timezone(timedelta(hours=14))), date(2026, 7, 1)),
    "far in the west": (datetime(2026, 6, 30, 12, tzinfo=timezone(-timedelta(hours=12))), date(2026, 7, 1)),
}


@pytest.mark.parametrize(("at", "day"), DAYS.values(), ids=DAYS.keys())
def test_an_act_falls_on_its_amsterdam_day(at: datetime, day: date) -> None:
    assert Tally.of([("a", at, YES)]).days == (day,)


@given(moments, st.integers(-14 * 60, 14 * 60))
def test_the_zone_in_which_a_moment_is_told_does_not_matter(at: datetime, minutes: int) -> None:
    elsewhere = at.astimezone(timezone(timedelta(minutes=minutes)))
    assert Tally.of([("a", elsewhere, YES)]) == Tally.of([("a", at, YES)])


@given(moments)
def test_a_day_is_the_one_on_the_wall_in_amsterdam(at: datetime) -> None:
    (day,) = Tally.of([("a", at, YES)]).days
    midnight = datetime(day.year, day.month, day.day, tzinfo=AMSTERDAM)
    after = day + timedelta(days=1)
    assert (
        midnight.astimezone(UTC) <= at < datetime(after.year, after.month, after.day, tzinfo=AMSTERDAM).astimezone(UTC)
    )


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 7, 1), 24)], ids=str
)
def test_every_hour_of_a_day_is_counted_once_however_many_it_has(day: date, hours: int) -> None:
    start = datetime(day.year, day.month, day.day, tzinfo=AMSTERDAM).astimezone(UTC)
    tally = Tally.of(("a", start + timedelta(hours=n), YES) for n in range(-1, 26))
    assert dict(tally.per_day())[day] == hours


# --- values --------------------------------------------------------------------------


@given(st.lists(st.builds(Count, st.sampled_from("ab"), st.dates(), st.sampled_from(OnThisDevice)), max_size=20))
def test_cells_are_ordered_by_class_day_and_origin(cells: list[Count]) -> None:
    assert sorted(cells) == sorted(cells, key=lambda c: (c.label, c.day, c.on_this_device))


@pytest.mark.parametrize(
    "value",
    [
        Count("a", date(2026, 1, 1), YES),
        Tally(),
        Coverage("r", 1, 1, 0, DataClass.BROWSING, Status.READ),
        CarrierFacts(1, "k", "computer", "aangereikt", "betrokkene", 0, ()),
        Intrusion(DataClass.BROWSING, 1, 2, 3),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_cannot_be_changed(value: Any) -> None:
    name = dataclasses.fields(value)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, name, None)


def test_two_coverages_do_not_share_their_records() -> None:
    one, two = (Coverage("r", n, 1, 0, DataClass.BROWSING, Status.READ) for n in (1, 2))
    assert one.records is not two.records


@pytest.mark.parametrize("data_class", DataClass)
def test_intrusion_has_the_level_of_its_class(data_class: DataClass) -> None:
    assert Intrusion(data_class, 1, 0, 0).level is data_class.level
    assert Intrusion(data_class, 1, 0, 0).human == 0


def test_unreadable_carries_its_reason_and_no_text_of_a_carrier() -> None:
    fault = Unreadable(Reason.DAMAGED)
    assert (fault.reason, str(fault)) == (Reason.DAMAGED, "damaged")


CLOSED: dict[str, tuple[Any, Any]] = {
    "answers": (AnswerKind, ANSWERS),
    "statuses": (Status, STATUSES),
    "reasons": (Reason, REASONS),
    "marks": (Mark, MARKS),
}


@pytest.mark.parametrize(("words", "said"), CLOSED.values(), ids=CLOSED.keys())
def test_every_closed_word_can_be_said_to_a_person(words: Any, said: Any) -> None:
    assert {word.value for word in words} <= set(said)


@pytest.mark.parametrize("words", [AnswerKind, CheckStatus, Mark, Status, Reason])
def test_closed_words_are_small_and_each_means_one_thing(words: Any) -> None:
    values = [word.value for word in words]
    assert Counter(values).most_common(1)[0][1] == 1
    assert all(value == value.lower() and value.replace("_", "").isalnum() for value in values)
    assert all(word.name.lower() == word.value for word in words)


def test_a_result_has_no_field_for_a_name_a_path_or_a_person() -> None:
    names = {field.name for kind in (CheckResult, CarrierFacts, Coverage) for field in dataclasses.fields(kind)}
    assert not {name for name in names if any(word in name for word in ("path", "name", "person", "user", "title"))}
