"""A plan is pure: the same mandate opens the same doors, and nothing else."""

import inspect
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.check import VALIDATION, Budget, Plan
from inzage.check import plan as plan_module
from inzage.check.plan import MOST_MEDIA, ListsAtHand, make_plan, window_of
from inzage.check.plan_json import plan_to_json
from inzage.indicators import all_indicators
from inzage.mandate import (
    DataClass,
    Exclusions,
    Frequency,
    HitProcedure,
    Mandate,
    Manner,
    Officials,
    Period,
    Question,
    RefusalReason,
)
from inzage.observations import Download, MediaLook, Saved, Visit
from inzage.readers import Reader, all_readers
from inzage.result import Reason

TODAY = date(2026, 11, 21)
LISTS = ListsAtHand({"places": (("list", "3"),)}, {})
NO_LIST = ListsAtHand({}, {"places": Reason.NO_LIST})


def test_a_permitted_class_opens_a_door_for_each_of_its_readers(
    a_mandate: Mandate, a_question: Question, a_reader: Callable[..., Reader]
) -> None:
    readers = [a_reader("one"), a_reader("two"), a_reader("other", DataClass.SEARCHES)]
    plan = make_plan(a_mandate, None, [a_question], readers, LISTS, on=TODAY)
    assert [(door.question, door.reader) for door in plan.doors] == [("places", "one"), ("places", "two")]
    assert plan.lists == {"list": "3"}
    assert plan.refusals == ()


def test_an_empty_mandate_opens_nothing(
    a_mandate: Mandate, a_question: Question, a_reader: Callable[..., Reader]
) -> None:
    plan = make_plan(replace(a_mandate, conditions=()), None, [a_question], [a_reader("one")], LISTS, on=TODAY)
    assert (plan.doors, plan.window) == ((), None)
    assert [refusal.reason for refusal in plan.refusals] == [RefusalReason.NO_CONDITION]


@pytest.mark.parametrize(
    ("on", "doors"),
    [(date(2025, 12, 31), 0), (date(2026, 1, 1), 1), (date(2026, 12, 31), 1), (date(2027, 1, 1), 0)],
)
def test_doors_open_on_the_days_of_the_period_alone(
    a_mandate: Mandate, a_question: Question, a_reader: Callable[..., Reader], on: date, doors: int
) -> None:
    plan = make_plan(a_mandate, None, [a_question], [a_reader("one")], LISTS, on=on)
    assert len(plan.doors) == doors


def test_nothing_is_opened_for_a_question_that_no_list_can_give_meaning(
    a_mandate: Mandate, a_question: Question, a_reader: Callable[..., Reader]
) -> None:
    plan = make_plan(a_mandate, None, [a_question], [a_reader("one")], NO_LIST, on=TODAY)
    assert plan.doors == ()
    assert plan.moot == {"places": Reason.NO_LIST}


def test_a_validation_mandate_opens_every_reader_it_names_whatever_the_lists(
    opening: Callable[..., Mandate], a_question: Question, a_reader: Callable[..., Reader]
) -> None:
    mandate = replace(opening(DataClass.BROWSING, DataClass.SEARCHES), validation=True)
    readers = [a_reader("one"), a_reader("two", DataClass.SEARCHES), a_reader("three", DataClass.DOWNLOADS)]
    plan = make_plan(mandate, None, [a_question], readers, NO_LIST, on=TODAY)
    assert {(door.question, door.reader) for door in plan.doors} == {(VALIDATION, "one"), (VALIDATION, "two")}


def test_a_reader_that_gives_nothing_the_question_counts_is_not_opened(
    a_mandate: Mandate, a_question: Question, a_reader: Callable[..., Reader]
) -> None:
    readers = [
        replace(a_reader("visits"), yields=frozenset({Visit})),
        replace(a_reader("marks"), yields=frozenset({Saved})),
    ]
    observes = {a_question.indicator: (Visit, Download)}
    plan = make_plan(a_mandate, None, [a_question], readers, LISTS, on=TODAY, observes=observes)
    assert [door.reader for door in plan.doors] == ["visits"]


def test_low_intrusion_comes_first(
    opening: Callable[..., Mandate], a_question: Question, a_reader: Callable[..., Reader]
) -> None:
    wanted = (DataClass.MESSAGE_METADATA, DataClass.BROWSING, DataClass.SOFTWARE)
    readers = [a_reader(data_class.value, data_class) for data_class in wanted]
    plan = make_plan(opening(*wanted), None, [replace(a_question, opens=wanted)], readers, LISTS, on=TODAY)
    assert [door.data_class for door in plan.doors] == list(reversed(wanted))


WINDOWS: dict[str, tuple[int, date | None, date]] = {
    "ninety days, today among them": (90, None, date(2026, 8, 24)),
    "one day is today": (1, None, TODAY),
    "no days is still today alone": (0, None, TODAY),
    "never before the period": (3650, None, date(2026, 1, 1)),
    "a window as long as time": (10**9, None, date(2026, 1, 1)),
    "from the previous check on": (90, date(2026, 10, 1), date(2026, 10, 1)),
    "a previous check long ago does not widen": (90, date(2026, 2, 1), date(2026, 8, 24)),
    "a previous check in the future does not shut": (90, date(2027, 1, 1), TODAY),
}


@pytest.mark.parametrize(("days", "previous", "first"), WINDOWS.values(), ids=WINDOWS.keys())
def test_the_window(a_mandate: Mandate, days: int, previous: date | None, first: date) -> None:
    mandate = replace(a_mandate, manner=replace(a_mandate.manner, window_days=days))
    assert window_of(mandate, TODAY, previous) == (first, TODAY)


@given(st.integers(0, 40_000), st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.none() | st.dates())
def test_the_window_never_leaves_the_mandate(days: int, on: date, previous: date | None) -> None:
    period = Period(date(2026, 1, 1), date(2026, 12, 31))
    mandate = _mandate_with(period, days)
    first, last = window_of(mandate, on, previous)
    assert period.first <= first <= last == on
    assert (last - first) < timedelta(days=max(days, 1))


def _mandate_with(period: Period, days: int) -> Mandate:
    manner = Manner(("computer",), ("aangereikt",), ("betrokkene",), (), days)
    rest = (Frequency(1, "period"), manner, Officials(()), Exclusions(), HitProcedure())
    return Mandate("", "", "", False, (), period, *rest, retention_days=1, verdict_quote="")


def test_a_plan_can_be_printed_and_says_what_stays_closed(
    a_mandate: Mandate, a_question: Question, a_reader: Callable[..., Reader]
) -> None:
    question = replace(a_question, opens=(DataClass.BROWSING, DataClass.MESSAGE_CONTENT))
    told = plan_to_json(make_plan(a_mandate, None, [question], [a_reader("one")], LISTS, on=TODAY))
    assert json.loads(json.dumps(told)) == told
    assert told["refusals"] == [{"question": "places", "data_class": "message_content", "reason": "not_in_mandate"}]
    assert "message_content" in told["not_opened"]  # type: ignore[operator]
    assert "browsing" not in told["not_opened"]  # type: ignore[operator]


def test_the_order_of_readers_and_questions_does_not_matter(
    a_mandate: Mandate, a_question: Question, a_reader: Callable[..., Reader]
) -> None:
    def plan(names: list[str]) -> Plan:
        return make_plan(a_mandate, None, [a_question], [a_reader(n) for n in names], LISTS, on=TODAY)

    assert plan_to_json(plan(["a", "b", "c"])) == plan_to_json(plan(["c", "a", "b"]))


def test_planning_touches_no_disk() -> None:
    source = inspect.getsource(plan_module)
    assert not any(word in source for word in ("open(", "Path", "os.", "sources"))


def test_every_reader_there_is_has_a_door_under_a_mandate_that_opens_everything(
    opening: Callable[..., Mandate], a_question: Question
) -> None:
    plan = make_plan(
        replace(opening(*DataClass), validation=True), None, [a_question], all_readers(), NO_LIST, on=TODAY
    )
    decoding = {reader.name for reader in all_readers() if MediaLook in reader.yields}
    assert decoding == {"media_similar"}  # without a list it could say nothing
    assert {door.reader for door in plan.doors} == {reader.name for reader in all_readers()} - decoding


LOOK = Question("likeness", "ZO-1", "similar_material", (DataClass.MEDIA_DIGESTS,), (), "s", "Vraag?", "Q?")
KNOWN = Question("known", "ZO-1", "known_material", (DataClass.MEDIA_DIGESTS,), (), "k", "Vraag?", "Q?")
OBSERVES = {made.name: made.observes for made in all_indicators()}


def with_pictures(mandate: Mandate, *questions: Question, entries: int) -> Plan:
    lists = ListsAtHand({}, {}, {LOOK.code: entries})
    return make_plan(mandate, None, questions, all_readers(), lists, on=TODAY, observes=OBSERVES)


@pytest.mark.parametrize(("entries", "most"), [(100, 210), (21_076, 1), (21_077, 0), (1_000_000, 0)])
def test_the_plan_says_how_many_pictures_the_bound_allows_and_opens_nothing_beyond(
    opening: Callable[..., Mandate], entries: int, most: int
) -> None:
    plan = with_pictures(opening(DataClass.MEDIA_DIGESTS), LOOK, entries=entries)
    assert plan.similar is not None
    assert (plan.similar.questions, plan.similar.pictures, plan.similar.entries) == (("likeness",), most, entries)
    assert plan.moot == ({} if most else {"likeness": Reason.FALSE_ALARMS})
    assert [door.reader for door in plan.doors] == ["media_similar"] * bool(most)
    told = plan_to_json(plan)["similar"]
    assert told["most_pictures"] == most  # type: ignore[index]
    assert f"{most} beelden" in plan.similar.nl
    assert f"{most} pictures" in plan.similar.en


def test_files_are_compared_and_pictures_decoded_by_readers_of_their_own(opening: Callable[..., Mandate]) -> None:
    plan = with_pictures(opening(DataClass.MEDIA_DIGESTS), KNOWN, LOOK, entries=5)
    assert {(door.question, door.reader) for door in plan.doors} == {
        ("known", "media_files"),
        ("likeness", "media_similar"),
    }


def test_where_no_question_asks_what_pictures_look_like_the_plan_says_nothing_of_it(
    opening: Callable[..., Mandate],
) -> None:
    plan = make_plan(
        opening(DataClass.MEDIA_DIGESTS), None, [KNOWN], all_readers(), NO_LIST, on=TODAY, observes=OBSERVES
    )
    assert plan.similar is None
    assert "similar" not in plan_to_json(plan)


def test_a_question_without_a_list_is_moot_for_that_alone(opening: Callable[..., Mandate]) -> None:
    lists = ListsAtHand({}, {LOOK.code: Reason.NO_LIST}, {LOOK.code: 0})
    plan = make_plan(opening(DataClass.MEDIA_DIGESTS), None, [LOOK], all_readers(), lists, on=TODAY, observes=OBSERVES)
    assert (plan.similar, plan.moot, plan.doors) == (None, {LOOK.code: Reason.NO_LIST}, ())


@pytest.mark.parametrize(
    ("opens", "most"), [(DataClass.BROWSING, Budget().artefacts), (DataClass.MEDIA_DIGESTS, MOST_MEDIA)]
)
def test_a_mandate_that_names_media_digests_lets_every_picture_be_looked_at(
    opens: DataClass, most: int, opening: Callable[..., Mandate], a_question: Question
) -> None:
    question = replace(a_question, opens=(opens,))
    plan = make_plan(opening(opens), None, [question], all_readers(), LISTS, on=TODAY)
    assert plan.doors
    assert plan.budget.artefacts == most
