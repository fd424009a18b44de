"""Each warning sounds just above its threshold and is silent just below: pure tests over cohort tables made by hand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.evaluation import Caution, Cohort, Estimator, Exposure, Protocol, Unit
from inzage.evaluation.catalogue import protocol
from inzage.evaluation.cautions import TESTS, cautions

ZERO = date(2025, 1, 1)
EXTRACTED = date(2026, 6, 30)
FOLLOWED = replace(
    protocol("pilot-50"), minimum=1, follow_up_days=730, competing=("detentie",), estimators=(Estimator.AALEN_JOHANSEN,)
)
NOBODY_FOLLOWED = replace(FOLLOWED, follow_up_days=None, competing=())


def units(many: int, days: int = 100, **more: Any) -> list[Unit]:
    return [Unit("p", ("s",), ZERO, ZERO + timedelta(days), **more) for _ in range(many)]


def sound(
    table: Sequence[Unit], code: str, asked: Protocol = FOLLOWED, looks: int = 1, extracted: date = EXTRACTED
) -> Caution | None:
    found = cautions(Cohort(tuple(table), extracted), asked, looks)
    return next((each for each in found if each.code == code), None)


@pytest.mark.parametrize(("many", "sounds"), [(0, True), (9, True), (10, False), (11, False)])
def test_below_the_minimum(many: int, sounds: bool) -> None:
    found = sound(units(many), "below_minimum", replace(FOLLOWED, minimum=10))
    assert bool(found) is sounds
    if found:
        assert found.facts == {"units": many, "minimum": 10}
        assert f"te weinig geteld: {many}" in found.said.nl


@pytest.mark.parametrize(
    ("planned", "looks", "sounds"), [(4, 4, False), (4, 5, True), (1, 1, False), (1, 2, True), (None, 999, False)]
)
def test_more_looks_than_planned(planned: int | None, looks: int, sounds: bool) -> None:
    found = sound(units(3), "more_looks", replace(FOLLOWED, looks=planned), looks)
    assert bool(found) is sounds
    if found:
        assert found.facts == {"looks": looks, "planned": planned}


def exposed(group: str, since: int, **marks: Any) -> list[Unit]:
    exposure = Exposure("schuldhulp", ZERO + timedelta(since))
    return units(1, group=group, exposures=(exposure,), marks=marks)


@pytest.mark.parametrize(
    ("table", "sounds"),
    [
        (exposed("schuldhulp", 1), True),
        (exposed("schuldhulp", 0), False),
        (exposed("schuldhulp", -30), False),
        (exposed("noord", 1), False),
        (exposed("", 1), False),
        (exposed("noord", 1, grouped_on="2025-01-02"), True),
        (exposed("noord", 1, grouped_on="2025-01-01"), False),
        (exposed("noord", 1, grouped_on="onbekend"), False),
    ],
)
def test_groups_by_what_came_after_the_first_day(table: list[Unit], sounds: bool) -> None:
    found = sound(table + units(4), "exposure_after_zero")
    assert bool(found) is sounds
    if found:
        assert found.facts == {"units": 1, "of": 5}


@pytest.mark.parametrize(
    ("one", "other", "sounds"), [(100, 80, False), (100, 79, True), (79, 100, True), (100, 100, False), (0, 0, False)]
)
def test_groups_that_were_not_followed_for_equally_long(one: int, other: int, sounds: bool) -> None:
    table = units(3, one, group="a") + units(2, other, group="b")
    assert bool(sound(table, "unequal_follow_up")) is sounds
    assert sound(table, "unequal_follow_up", NOBODY_FOLLOWED) is None
    assert sound(units(3, one) + units(2, other), "unequal_follow_up") is None  # one group


def test_the_published_example_of_unequal_follow_up_sounds() -> None:
    """69, 56 and 29 people, followed for 418, 408 and 244 days on average: the effect was gone once corrected."""
    table = units(69, 418, group="a") + units(56, 408, group="b") + units(29, 244, group="c")
    found = sound(table, "unequal_follow_up")
    assert found and found.facts == {"days a": 418.0, "days b": 408.0, "days c": 244.0}


@pytest.mark.parametrize(("gone", "sounds"), [(0, False), (5, False), (6, True)])
def test_who_left_by_a_competing_event(gone: int, sounds: bool) -> None:
    table = units(100 - gone, event="recidive") + units(gone, event="detentie")
    assert bool(sound(table, "competing_exits")) is sounds
    assert sound(table, "competing_exits", NOBODY_FOLLOWED) is None


MONTH = 30.4375
"""Ten units of 487 days are 160 months together."""


@pytest.mark.parametrize(("one", "other", "sounds"), [(10, 8, False), (10, 7, True), (7, 10, True), (0, 1, True)])
def test_groups_that_were_not_checked_equally_often(one: int, other: int, sounds: bool) -> None:
    table = units(1, 487, group="a", checks=one) + units(1, 487, group="b", checks=other)
    found = sound(table, "unequal_detection")
    assert bool(found) is sounds
    if found:
        assert found.facts == {
            "checks/month a": round(one / (487 / MONTH), 3),
            "checks/month b": round(other / (487 / MONTH), 3),
        }
        assert "handhavingsparadox" in found.said.nl
    assert sound(table, "unequal_detection", NOBODY_FOLLOWED) is None


def test_checks_are_held_against_the_time_and_not_against_heads() -> None:
    """Twice the checks in twice the time is the same intensity."""
    table = units(1, 400, group="a", checks=8) + units(1, 200, group="b", checks=4)
    assert sound(table, "unequal_detection") is None
    assert sound(units(1, 0, group="a", checks=1) + units(1, 200, group="b", checks=4), "unequal_detection") is None


@pytest.mark.parametrize(("within", "sounds"), [(9, False), (8, False), (10, False), (7, True), (11, True), (0, True)])
def test_exposed_time_that_was_not_checked_equally_often(within: int, sounds: bool) -> None:
    """Half the time exposed, eighteen checks in all: 8 to 10 differ by a fifth of the highest, 7 to 11 by more."""
    exposure = (Exposure("schuldhulp", ZERO + timedelta(50)),)
    table = units(1, 100, exposures=exposure, checks=18, marks={"checks_exposed": within})
    found = sound(table, "unequal_detection")
    assert bool(found) is sounds
    if found:
        assert set(found.facts) == {"checks/month exposed", "checks/month not exposed"}


def test_units_that_do_not_tell_which_checks_were_when_are_not_held_against_others() -> None:
    exposure = (Exposure("schuldhulp", ZERO + timedelta(50)),)
    assert sound(units(5, 100, exposures=exposure, checks=10), "unequal_detection") is None


@pytest.mark.parametrize(("missing", "sounds"), [(0, False), (10, False), (11, True)])
def test_outcomes_that_are_missing(missing: int, sounds: bool) -> None:
    table = units(100 - missing) + units(missing, missing=True)
    found = sound(table, "missing_outcome")
    assert bool(found) is sounds
    if found:
        assert found.facts == {"units": 11, "of": 100}


@pytest.mark.parametrize(
    ("lag", "until", "sounds"), [(100, 100, False), (100, 99, True), (0, 0, False), (100, 0, True)]
)
def test_time_that_the_source_has_not_registered_wholly(lag: int, until: int, sounds: bool) -> None:
    """``until``: days before the extraction on which the follow-up ended."""
    ended = [Unit("p", ("s",), ZERO, EXTRACTED - timedelta(until))]
    found = sound(ended + units(3), "registration_lag", replace(FOLLOWED, lag_days=lag))
    assert bool(found) is sounds
    if found:
        assert found.facts == {"units": 1, "since": (EXTRACTED - timedelta(lag)).isoformat()}


@pytest.mark.parametrize(
    ("lists", "sounds"),
    [
        ([(), ()], False),
        ([("SCM2010",), ("SCM2010",)], False),
        ([("SCM1993",), ("SCM2010",)], True),
        ([("SCM1993", "SCM2010"), ()], True),
    ],
)
def test_a_code_list_that_changed(lists: list[tuple[str, ...]], sounds: bool) -> None:
    table = [unit for each in lists for unit in units(1, lists=each)]
    found = sound(table, "code_list_changed")
    assert bool(found) is sounds
    if found:
        assert found.facts == {"lists": "SCM1993, SCM2010"}


def test_of_nobody_only_that_there_is_nobody_is_said() -> None:
    found = cautions(Cohort((), EXTRACTED), FOLLOWED, 1)
    assert [each.code for each in found] == ["below_minimum"]


UNITS = st.builds(
    Unit,
    person=st.just("p"),
    sources=st.just(("s",)),
    zero=st.just(ZERO),
    until=st.integers(0, 500).map(lambda n: ZERO + timedelta(n)),
    event=st.sampled_from(("", "recidive", "detentie")),
    group=st.sampled_from(("", "a", "schuldhulp")),
    exposures=st.lists(
        st.builds(Exposure, st.just("schuldhulp"), st.integers(-50, 500).map(lambda n: ZERO + timedelta(n))), max_size=2
    ).map(tuple),
    checks=st.integers(0, 9),
    missing=st.booleans(),
    lists=st.sampled_from(((), ("SCM1993",), ("SCM2010",))),
)


@given(st.lists(UNITS, max_size=12), st.integers(1, 9))
def test_whatever_the_table_each_warning_is_whole_and_once(table: list[Unit], looks: int) -> None:
    asked = replace(FOLLOWED, lag_days=180, looks=4)
    found = cautions(Cohort(tuple(table), EXTRACTED), asked, looks)
    codes = [each.code for each in found]
    assert codes == sorted(set(codes), key=codes.index) and len(codes) <= len(TESTS)
    turned = cautions(Cohort(tuple(reversed(table)), EXTRACTED), asked, looks)
    assert [each.code for each in turned] == codes
    for each in found:
        assert each.said.nl.endswith(".") and each.said.en.endswith(".") and each.facts
