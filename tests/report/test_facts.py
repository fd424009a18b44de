"""The view: every number of the result, none invented; a result that lacks a field says which."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.report import ResultIncomplete
from inzage.report.coverage import Shares, coverage, of_question
from inzage.report.doors import closed, depths, unopened
from inzage.report.facts import Papers, view
from inzage.result import Status
from tests.report import invented

STATUSES = list(map(str, Status))


def test_an_answer_is_passed_on_as_it_is() -> None:
    outcome = invented.seen().outcomes[0]
    assert (outcome.kind, outcome.count, outcome.days) == ("indication", 23, 4)
    assert (outcome.first, outcome.last) == (date(2026, 9, 3), date(2026, 11, 2))
    assert outcome.origins == (("yes", 23), ("no", 2), ("unknown", 0))
    assert outcome.lists == (("plaatsen-voorbeeld", "2026.10"),)
    assert sum(week.count for week in outcome.weeks) == outcome.count


def test_weeks_span_the_whole_window() -> None:
    weeks = invented.seen().outcomes[0].weeks
    assert (weeks[0].first, weeks[-1].first) == (date(2026, 8, 17), date(2026, 11, 16))


def test_what_sources_reach_is_told_apart_from_the_window() -> None:
    seen = invented.seen()
    assert seen.window == (date(2026, 8, 22), date(2026, 11, 19))
    assert seen.outcomes[0].covers == (date(2026, 6, 2), date(2026, 11, 19))
    assert seen.outcomes[2].covers is None


def test_the_day_is_that_of_the_last_entry_in_amsterdam() -> None:
    late = [{"at": "2026-11-20T23:30:00Z"}, {"at": "2026-11-20T09:00:00Z"}]
    seen = view(invented.result(), Papers({}, {}, {}), late, "nl")
    assert seen.made == datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    assert seen.on == date(2026, 11, 21)


def test_without_entries_the_day_is_the_last_of_the_window() -> None:
    assert view(invented.result(), Papers({}, {}, {}), [], "nl").on == date(2026, 11, 19)


def test_papers_may_be_missing() -> None:
    seen = view(invented.result(), Papers({}, {}, {}), [], "en")
    assert (seen.basis.reference, seen.basis.number, seen.basis.period) == ("", None, None)
    assert seen.outcomes[0].worded == ""


def test_the_question_is_worded_by_the_plan_in_the_language_asked() -> None:
    assert invented.seen("nl").outcomes[0].worded.startswith("Zijn plaatsen")
    assert invented.seen("en").outcomes[0].worded.startswith("Were places")


@pytest.mark.parametrize("field", ["check_id", "status", "method_version"])
def test_a_result_without_a_field_says_which(field: str) -> None:
    broken = {key: value for key, value in invented.result().items() if key != field}
    with pytest.raises(ResultIncomplete) as fault:
        view(broken, Papers({}, {}, {}), [], "nl")
    assert f"'{field}'" in fault.value.sentence("nl")


@pytest.mark.parametrize(
    ("field", "value"), [("count", "3"), ("count", True), ("seen", None), ("question", 4), ("days", 1.5)]
)
def test_an_answer_with_a_field_of_another_kind_is_refused(field: str, value: object) -> None:
    answers = [invented.answer("q", "indication", []) | {field: value}]
    with pytest.raises(ResultIncomplete):
        invented.seen(answers=answers)


@given(st.lists(st.sampled_from(STATUSES), max_size=30))
def test_folding_coverage_loses_no_source(statuses: list[str]) -> None:
    reported = [invented.source("r", n, status, rows=0) for n, status in enumerate(statuses)]
    covered = coverage(reported)
    assert sum(one.many for one in covered) == len(statuses)
    assert Shares.of(covered).total == sum(status != "absent" for status in statuses)


def test_sources_that_were_read_keep_their_own_row() -> None:
    covered = coverage([invented.source("r", n) for n in range(5)])
    assert [one.ordinals for one in covered] == [(0,), (1,), (2,), (3,), (4,)]


def test_sources_alike_of_which_nothing_was_read_share_a_row() -> None:
    (one,) = coverage([invented.source("r", n, "closed", reason="not_in_mandate") for n in (3, 1, 2)])
    assert (sorted(one.ordinals), one.many, one.rows) == ([1, 2, 3], 3, 0)


def test_another_reason_is_another_row() -> None:
    rows = [
        invented.source("r", 1, "unreadable", reason="damaged"),
        invented.source("r", 2, "unreadable", reason="link"),
    ]
    assert len(coverage(rows)) == 2


def test_a_question_shows_its_own_sources_and_what_stayed_closed_for_it() -> None:
    covered = coverage(invented.result()["coverage"])
    readers = {one.reader for one in of_question("listed_places_visited", covered, invented.plan())}
    assert readers == {"chromium_history", "chromium_downloads", "firefox_history", "whatsapp_ios"}


def test_without_a_plan_a_question_shows_every_source() -> None:
    covered = coverage(invented.result()["coverage"])
    assert of_question("listed_places_visited", covered, {}) == covered


def test_depths_go_from_shallow_to_deep() -> None:
    assert [d.data_class for d in depths(invented.result()["intrusion"])] == [
        "software",
        "browsing",
        "searches",
        "downloads",
    ]


def test_refusals_of_one_class_name_every_question_they_hold_for() -> None:
    contacts, content = closed(invented.plan()["refusals"])
    assert (contacts.data_class, contacts.questions) == ("contacts", ("listed_places_visited",))
    assert content.questions == ("listed_places_visited", "listed_terms_searched")


def reasons(result: dict[str, Any], plan: dict[str, Any]) -> dict[str, str]:
    return {data: reason for reason, classes in unopened(result, plan) for data in classes}


def test_every_class_that_was_not_opened_has_a_reason() -> None:
    why = reasons(invented.result(), invented.plan())
    assert why["message_content"] == "not_in_mandate"
    assert why["contacts"] == "not_for_question"
    assert why["history_extent"] == "absent"
    assert why["recovered"] == "not_needed"
    assert not {"browsing", "searches", "downloads", "software"} & set(why)


def test_an_empty_mandate_leaves_every_class_unasked() -> None:
    why = reasons(invented.result(**invented.nothing()), {"questions": [], "doors": [], "refusals": []})
    assert set(why.values()) == {"no_condition"}
    assert len(why) == 15


def test_nothing_opened_is_told() -> None:
    assert invented.seen().opened
    assert not invented.seen(**invented.nothing()).opened
