"""The closed vocabulary: what readers may say, each with a moment and an origin, and nothing that judges."""

import copy
import dataclasses
import typing
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import pytest

from inzage import observations
from inzage.check.job import KINDS
from inzage.indicators import all_indicators
from inzage.observations import (
    Alike,
    Columns,
    Covers,
    Degraded,
    Observation,
    OnThisDevice,
    Opened,
    Remark,
    Rest,
    Search,
    Visit,
)
from inzage.readers import all_readers

OBSERVED: tuple[type[Any], ...] = typing.get_args(Observation)
REMARKED: tuple[type[Any], ...] = typing.get_args(Remark)
AT = datetime(2026, 10, 3, tzinfo=UTC)
VALUES: dict[str, Any] = {
    "at": AT, "on_this_device": OnThisDevice.YES, "untrusted_urls": ("a", "b"), "missing": 1, "in_group": False,
    "seconds": 1, "times": 1, "declared_age": None, "shared": False, "rows": 1, "first": AT, "last": AT,
    "absent": (), "unknown": 0, "size": 1, "digests": (), "telling": 1, "near": (),
}  # fmt: skip


def made(kind: type[Any]) -> Any:
    """One of this kind, with something in each field."""
    given = {}
    for field in dataclasses.fields(kind):
        if isinstance(field.type, type) and issubclass(field.type, StrEnum):
            given[field.name] = next(iter(field.type))
        else:
            given[field.name] = VALUES.get(field.name, "x")
    return kind(**given)


MANY: tuple[type[Any], ...] = (Alike, Rest)
"""What tells many observations at once, so that a reader need not give each by itself."""


def test_every_class_of_the_module_is_an_observation_a_remark_or_a_closed_word_or_tells_many() -> None:
    classes = {
        value
        for value in vars(observations).values()
        if isinstance(value, type) and value.__module__ == observations.__name__
    }
    words = {kind for kind in classes if issubclass(kind, StrEnum)}
    assert classes == {*OBSERVED, *REMARKED, *words, *MANY}


@pytest.mark.parametrize("kind", [*OBSERVED, *REMARKED], ids=lambda kind: kind.__name__)
def test_what_was_seen_cannot_be_changed_and_is_equal_to_the_same(kind: type[Any]) -> None:
    one, two = made(kind), made(kind)
    assert one == two
    assert hash(one) == hash(two)
    assert not hasattr(one, "__dict__")
    for field in dataclasses.fields(kind):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(one, field.name, None)


@pytest.mark.parametrize("kind", MANY, ids=lambda kind: kind.__name__)
def test_what_tells_many_tells_of_observations_and_counts_them_and_is_no_kind_itself(kind: type[Any]) -> None:
    told, acts = dataclasses.fields(kind)[:2]
    assert set(typing.get_args(told.type) or (told.type,)) <= set(OBSERVED)
    assert (acts.name, acts.type) == ("acts", int)
    assert not [field.name for field in dataclasses.fields(kind) if field.name.startswith("untrusted")]
    assert kind not in {*OBSERVED, *REMARKED}
    assert kind.__name__ not in KINDS


@pytest.mark.parametrize("kind", OBSERVED, ids=lambda kind: kind.__name__)
def test_an_observation_takes_each_of_its_fields_once_by_place_or_by_name(kind: type[Any]) -> None:
    one = made(kind)
    given = {field.name: getattr(one, field.name) for field in dataclasses.fields(kind)}
    assert list(given.values()) == list(dataclasses.astuple(one))
    assert kind(*given.values()) == kind(**given) == dataclasses.replace(one) == copy.copy(one) == one
    for wrong in (lambda: kind(*list(given.values())[:-1]), lambda: kind(**given, more=1), lambda: kind(AT, **given)):
        with pytest.raises(TypeError):
            wrong()


@pytest.mark.parametrize("kind", OBSERVED, ids=lambda kind: kind.__name__)
def test_an_observation_begins_with_its_moment_and_ends_with_its_origin(kind: type[Any]) -> None:
    names = [field.name for field in dataclasses.fields(kind)]
    assert (names[0], names[-1]) == ("at", "on_this_device")
    assert kind.__doc__


@pytest.mark.parametrize("kind", REMARKED, ids=lambda kind: kind.__name__)
def test_a_remark_holds_nothing_that_a_carrier_says(kind: type[Any]) -> None:
    assert not [field.name for field in dataclasses.fields(kind) if field.name.startswith("untrusted")]
    assert kind.__doc__ is not None
    assert kind.__doc__.startswith("Remark: ")


def test_no_observation_judges() -> None:
    """A risk, a score, a likeness or a category of content is nothing that a reader may say."""
    names = {field.name for kind in OBSERVED for field in dataclasses.fields(kind)}
    judging = ("risk", "score", "likely", "suspicious", "similar", "category", "rating", "minor", "gender")
    assert not [name for name in names if any(word in name for word in judging)]


def test_two_acts_at_one_moment_are_two_values_or_one() -> None:
    one, two = Visit(AT, "a", OnThisDevice.YES), Visit(AT, "b", OnThisDevice.YES)
    assert one != two
    assert Visit(AT, "a", OnThisDevice.YES) == one
    assert Search(AT, "a", OnThisDevice.YES) != one


def test_the_origin_is_one_of_three() -> None:
    assert [origin.value for origin in OnThisDevice] == ["yes", "no", "unknown"]


WORDS = [value for value in vars(observations).values() if isinstance(value, type) and issubclass(value, StrEnum)
         and value is not StrEnum]  # fmt: skip


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words.__name__)
def test_closed_words_are_small_and_have_a_rest(words: type[StrEnum]) -> None:
    assert all(word.value == word.name.lower() for word in words)
    assert {"other", "unknown"} & {word.value for word in words}, "a carrier always has something that fits no word"


def test_what_crosses_the_lock_knows_these_kinds_and_no_other() -> None:
    assert {kind.__name__ for kind in OBSERVED} == KINDS


def test_every_indicator_observes_what_readers_may_say() -> None:
    for one in all_indicators():
        assert one.observes
        assert set(one.observes) <= set(OBSERVED)


def test_every_reader_says_beforehand_what_it_may_say() -> None:
    for one in all_readers():
        assert set(one.yields) <= set(OBSERVED), one.name


def test_remarks_can_be_told_apart() -> None:
    assert len({type(one) for one in (Opened(0), Covers(AT, AT), Degraded(), Columns((), 0))}) == 4
