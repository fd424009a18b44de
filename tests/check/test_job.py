"""What comes back from a worker is taken on nothing but its schema."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.artefact import Artefact, Window
from inzage.check.job import MOST, Asked, OpenList, Tallied, parse_reply, request, tallied_to_json
from inzage.mandate import DataClass, Question
from inzage.observations import OnThisDevice
from inzage.result import Count, Reason, Status, Tally
from inzage.worker import Garbage

WINDOW = Window(date(2026, 10, 1), date(2026, 10, 31))
QUESTION = Question("q", "ZO-1", "visits_listed_place", (DataClass.BROWSING,), ("browser_history",), "places", "v", "q")
LISTED = OpenList("list", "1", benign=False, classes=("A", "B"), descriptor=40)
ORDINARY = OpenList("white", "2", benign=True, classes=(), descriptor=41)
ASKED = (Asked(QUESTION, (LISTED, ORDINARY), frozenset({"A", "B"})),)

counts = st.integers(0, MOST - 1)
days = st.dates(WINDOW.first, WINDOW.last)
cells = st.builds(Count, st.sampled_from(["A", "B"]), days, st.sampled_from(OnThisDevice))
counted: dict[str, Any] = {
    "rows": counts,
    "covers": st.none() | st.tuples(st.dates(), st.dates()).map(lambda pair: (min(pair), max(pair))),
    "columns_missing": counts,
    "records": st.dictionaries(st.sampled_from(["Visit", "Search", "HistoryGap"]), counts),
    "tallies": st.dictionaries(st.just("q"), st.dictionaries(cells, st.integers(1, 10**6)).map(Tally)),
}
read = st.builds(Tallied, status=st.just(Status.READ), **counted)
degraded = st.builds(Tallied, status=st.just(Status.DEGRADED), reason=st.just(Reason.DAMAGED), **counted)
failed = st.builds(
    Tallied,
    status=st.sampled_from([Status.UNREADABLE, Status.ABSENT, Status.ENCRYPTED]),
    reason=st.sampled_from([Reason.DAMAGED, Reason.CHANGED_WHILE_READ, Reason.OTHER_KIND, Reason.ENCRYPTED]),
    rows=counts,
)
outcomes = read | degraded | failed


@given(outcomes)
def test_every_outcome_crosses_unchanged(outcome: Tallied) -> None:
    assert parse_reply(tallied_to_json(outcome), WINDOW, ASKED) == outcome


def good() -> dict[str, Any]:
    return {
        "status": "read",
        "reason": None,
        "rows": 5,
        "records": {"Visit": 3},
        "covers": ["2026-09-01", "2026-10-05"],
        "columns_missing": 0,
        "tallies": {"q": [["A", "2026-10-03", "yes", 2]]},
    }


def test_the_reply_that_the_mutations_start_from_is_good() -> None:
    assert parse_reply(good(), WINDOW, ASKED).tallies["q"].count == 2


LIES: dict[str, dict[str, Any]] = {
    "a field too many": {"note": "text from the carrier"},
    "a status that only the broker gives": {"status": "closed"},
    "a status that does not exist": {"status": "clean"},
    "a reason that is a sentence": {"reason": "found https://listed.example"},
    "read, with a reason why not": {"reason": "damaged"},
    "degraded, and not why": {"status": "degraded"},
    "unreadable, and not why": {"status": "unreadable", "records": {}, "tallies": {}},
    "shut by a mandate it never saw": {
        "status": "unreadable",
        "reason": "not_in_mandate",
        "records": {},
        "tallies": {},
    },
    "excluded by itself": {"status": "absent", "reason": "excluded_container", "records": {}, "tallies": {}},
    "an older copy": {"status": "absent", "reason": "older_copy", "records": {}, "tallies": {}},
    "acts in a file that it could not read": {"status": "unreadable", "reason": "damaged", "records": {}},
    "records of a file that is not there": {"status": "absent", "reason": "other_kind", "tallies": {}},
    "a negative count": {"rows": -1},
    "a count that is a text": {"rows": "5"},
    "a count that is true": {"rows": True},
    "a count with a fraction": {"rows": 1.5},
    "a count past what can be summed exactly": {"rows": MOST},
    "a cell of no acts": {"tallies": {"q": [["A", "2026-10-03", "yes", 0]]}},
    "cells that add up to too much": {
        "tallies": {"q": [["A", "2026-10-03", "yes", MOST - 1], ["A", "2026-10-04", "yes", 1]]}
    },
    "a kind of record that does not exist": {"records": {"https://listed.example": 1}},
    "records that are a list": {"records": [["Visit", 3]]},
    "a cover that ends before it starts": {"covers": ["2026-10-05", "2026-09-01"]},
    "a cover of three days": {"covers": ["2026-10-05", "2026-10-06", "2026-10-07"]},
    "a cover that is no date": {"covers": ["gisteren", "vandaag"]},
    "an answer to a question nobody asked": {"tallies": {"other": []}},
    "a class that no list declares": {"tallies": {"q": [["TERM-A", "2026-10-03", "yes", 2]]}},
    "a day before the window": {"tallies": {"q": [["A", "2026-09-30", "yes", 2]]}},
    "a day after the window": {"tallies": {"q": [["A", "2026-11-01", "yes", 2]]}},
    "an origin that does not exist": {"tallies": {"q": [["A", "2026-10-03", "perhaps", 2]]}},
    "the same cell twice": {"tallies": {"q": [["A", "2026-10-03", "yes", 2], ["A", "2026-10-03", "yes", 2]]}},
    "a cell of three": {"tallies": {"q": [["A", "2026-10-03", "yes"]]}},
    "a tally that is a number": {"tallies": {"q": 7}},
    "no tallies at all": {"tallies": None},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
def test_a_lie_of_a_worker_is_garbage(lie: dict[str, Any]) -> None:
    with pytest.raises(Garbage):
        parse_reply(good() | lie, WINDOW, ASKED)


@pytest.mark.parametrize("name", good())
def test_a_reply_that_lacks_a_field_is_garbage(name: str) -> None:
    with pytest.raises(Garbage):
        parse_reply({key: value for key, value in good().items() if key != name}, WINDOW, ASKED)


def test_the_garbage_error_names_no_content() -> None:
    with pytest.raises(Garbage) as caught:
        parse_reply(good() | {"reason": "https://listed.example/secret"}, WINDOW, ASKED)
    assert "secret" not in caught.value.sentence("nl") + caught.value.sentence("en") + str(caught.value.facts)


def artefact(**changes: Any) -> Artefact:
    base: dict[str, Any] = {
        "untrusted_path": "Users/x/History",
        "file": 10,
        "size": 99,
        "modified": datetime(2026, 10, 1, tzinfo=UTC),
        "sidecars": {"-wal": 11, "-journal": 12},
        "siblings": {"Preferences": datetime(2026, 9, 1, tzinfo=UTC)},
    }
    return Artefact(**(base | changes))


def test_descriptors_go_in_the_order_file_sidecars_lists() -> None:
    message, descriptors = request("chromium_history", WINDOW, [artefact()], ASKED, b"k" * 32)
    assert message["artefacts"][0]["sidecars"] == ["-journal", "-wal"]
    assert descriptors == [10, 12, 11, 40, 41]
    assert message["questions"][0]["lists"] == [0, 1]  # type: ignore[index,call-overload]


def test_a_list_that_two_questions_use_travels_once() -> None:
    other = Asked(QUESTION, (LISTED,), frozenset({"A"}))
    _, descriptors = request("chromium_history", WINDOW, [artefact(sidecars={})], (*ASKED, other), b"k" * 32)
    assert descriptors == [10, 40, 41]


def test_without_a_list_no_key_travels() -> None:
    message, _ = request("chromium_history", WINDOW, [artefact()], (Asked(QUESTION, (), frozenset()),), b"k" * 32)
    assert message["list_key"] == ""


def test_a_path_that_is_no_utf8_travels() -> None:
    message, _ = request("chromium_history", WINDOW, [artefact(untrusted_path="a\udcff/History")], ASKED, b"k" * 32)
    (told,) = message["artefacts"]  # type: ignore[misc]
    assert told["path"].isascii()  # type: ignore[index,call-overload,union-attr]


@pytest.mark.parametrize(
    ("at", "inside"),
    [
        (WINDOW.start, True),
        (WINDOW.start - timedelta(microseconds=1), False),
        (WINDOW.end - timedelta(microseconds=1), True),
        (WINDOW.end, False),
    ],
)
def test_the_window_is_whole_amsterdam_days_also_where_summer_time_ends(at: datetime, inside: bool) -> None:
    assert (WINDOW.start <= at < WINDOW.end) is inside
    assert (WINDOW.end - WINDOW.start) == timedelta(days=31)  # wall clock; 25 October 2026 has 25 hours
    assert WINDOW.end.astimezone(UTC) - WINDOW.start.astimezone(UTC) == timedelta(days=31, hours=1)
