"""A detector that is asked of one act for all that are alike must not hang on the moment, nor remember."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from inzage.indicators import all_indicators
from inzage.mandate.named import token_of
from inzage.observations import Direction, OnThisDevice, Visit
from tests.indicators.acts import AT, YES, call, contact, message
from tests.indicators.lookups import Table

TIMELESS = {one.name: one for one in all_indicators() if one.timeless}
SALT = bytes(16)
PARAMETERS: Mapping[str, Any] = {"personen": {"salt": SALT.hex(), "tokens": [token_of(SALT, "jan")]}}
SEEN = [
    Visit(AT, "https://listed.example/", YES),
    Visit(AT, "https://other.example/", OnThisDevice.UNKNOWN),
    message(),
    message(direction=Direction.INCOMING, group="listed-group"),
    message("piet", group="listed-group"),
    call(),
    contact(),
]


def test_these_are_timeless() -> None:
    assert set(TIMELESS) == {"visits_listed_place", "banned_contact", "used_listed_group"}


@pytest.mark.parametrize("name", TIMELESS)
def test_it_says_the_same_of_an_act_at_any_moment_and_after_any_other(name: str) -> None:
    one = TIMELESS[name]
    lists: list[Any] = [Table({"listed.example/": "a", "listed-group": "b"})]
    made = one.make(lists, PARAMETERS, None)
    seen = [act for act in SEEN if isinstance(act, one.observes)]
    first = [[(label, origin) for label, _, origin in made.observe(act)] for act in seen]
    assert any(first)
    for shift in (timedelta(0), timedelta(hours=13), timedelta(days=-400)):
        for act, said in reversed(list(zip(seen, first, strict=True))):
            moved = replace(act, at=AT + shift)
            assert list(made.observe(moved)) == [(label, AT + shift, origin) for label, origin in said]
    assert list(made.conclude()) == []


HOURLY = {one.name: one for one in all_indicators() if one.hourly}


def test_who_looks_at_the_hour_alone_says_the_same_of_any_visit_in_it() -> None:
    assert set(HOURLY) == {"used_outside_hours"}
    for one in HOURLY.values():
        made = one.make([], {"van": 23, "tot": 2}, None)
        for hours in range(48):
            start = datetime(2026, 10, 24, 12, tzinfo=UTC) + timedelta(hours=hours)
            expected = [(label, origin) for label, _, origin in made.observe(Visit(start, "", YES))]
            for late in (timedelta(microseconds=1), timedelta(minutes=30), timedelta(hours=1, microseconds=-1)):
                act = Visit(start + late, "https://other.example/", YES)
                assert list(made.observe(act)) == [(label, act.at, origin) for label, origin in expected]
        assert list(made.conclude()) == []


def test_who_looks_at_the_hour_is_not_timeless() -> None:
    assert {one.name for one in all_indicators() if Visit in one.observes} - set(TIMELESS) == {"used_outside_hours"}
