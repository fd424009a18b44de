"""Rows are records as they stood at a moment: of the question's kinds, of one's own organisation, of nobody by name."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from inzage.evaluation import Rows
from inzage.register.evaluating import OldForm
from inzage.register.evaluating.keys import key_of, keyed
from inzage.register.evaluating.rows import Selection, counted, rows, selected
from inzage.register.histories import spans
from inzage.register.log import now
from inzage.register.models import Record
from inzage.register.values import Actor, Role
from inzage.register.writing import Times, correct
from inzage.register.zones import day_of
from tests.register.evaluating.asked import checked, question, three
from tests.register.ground import (
    EVALUATOR,
    EXAMPLES,
    KINDS,
    LEAD,
    OFFICER,
    ORG,
    PLANNER,
    at,
    go,
    make,
    train,
    trajectory,
)

ELSEWHERE = Actor("evaluator-21", Role.EVALUATOR, "rn-2")


def given(about: Record, moment: datetime | None = None, by: Actor = EVALUATOR) -> Rows:
    return rows(KINDS, about, by, moment or now())


def of_kinds(*codes: str, moment: datetime | None = None) -> Rows:
    """Rows of any kinds, without a question."""
    return selected(Selection(counted(KINDS, codes), ORG, moment or now(), b"k" * 32))


def test_rows_hold_the_kinds_of_the_question_and_lead_to_their_records() -> None:
    about, done = question(), three()
    make("schulden", trajectory=done[0].trajectory)
    seen = given(about)
    assert {event.code for event in seen.events} == {"controle", "gedraging", "toezicht"}
    assert {UUID(event.source) for event in seen.of("controle")} == {each.root for each in done}
    found = {event.about: event for event in seen.of("gedraging")}
    assert found.keys() == {str(each.root) for each in done}
    assert {event.trajectory for event in seen.of("controle")} == {str(each.trajectory_id) for each in done}
    assert {event.trajectory for event in seen.of("toezicht")} == {""}
    assert seen.extracted_on == day_of(now())


def test_nobody_is_in_rows_but_by_the_key_of_this_question() -> None:
    about, done = question(), three()
    seen = given(about)
    key = key_of(EVALUATOR, about.root)
    assert {event.person for event in seen.events} == {keyed(key, f"P-000{n}") for n in (1, 2, 3)}
    other = {event.person for event in given(question()).events}
    assert not other & {event.person for event in seen.events}
    told = repr(seen)
    for word in ("P-0001", "A7F3", "toezichthouder-1", "digitaal-deskundige-1", ORG):
        assert word not in told
    assert done


def test_the_spans_are_the_course_of_each_record() -> None:
    about, (first, *_) = question(), three()
    course = [span for span in given(about).spans if span.source == str(first.root)]
    assert [span.state for span in course] == ["voorgenomen", "gepland", "onderweg", "gedaan"]
    assert course[-1].until is None
    assert all(span.until is None or span.since <= span.until for span in course)


def test_the_course_is_that_of_the_histories_through_corrections() -> None:
    place = trajectory()
    talk = make("gesprek", "2026-02-01", trajectory=place)
    go(talk, "gepland", PLANNER, "2026-01-20")
    moved = correct(KINDS, talk, OFFICER, EXAMPLES["gesprek"] | {"place": "thuis"}, Times(at("2026-02-03")))
    go(moved, "onderweg", OFFICER, "2026-02-03")
    go(moved, "gedaan", OFFICER, "2026-02-03", minutes=45)
    seen = of_kinds("gesprek")
    told = [(span.state, day_of(span.until) if span.until else None) for span in spans(moved)]
    assert [(span.state, span.until) for span in seen.spans] == told
    assert [span.state for span in seen.spans] == ["voorgenomen", "gepland", "onderweg", "gedaan"]
    assert [dict(span.reasons) for span in seen.spans] == [{}, {}, {}, {"minutes": 45}]
    assert [(event.source, event.attributes["place"]) for event in seen.events] == [(str(talk.root), "thuis")]


def test_what_was_planned_for_later_begins_when_it_was_decided_and_is_no_event_yet() -> None:
    later = (day_of(now()) + timedelta(40)).isoformat()
    place = trajectory()
    made = make("gesprek", later, trajectory=place)
    go(made, "gepland", PLANNER, "2026-03-01")
    seen = of_kinds("gesprek")
    assert seen.events == ()
    assert [(span.state, span.since.isoformat()) for span in seen.spans] == [
        ("voorgenomen", "2026-03-01"),
        ("gepland", "2026-03-01"),
    ]


def test_what_is_written_moved_or_corrected_afterwards_changes_nothing_of_an_old_moment() -> None:
    about, done = question(), three()
    moment = now()
    before = given(about, moment)
    go(done[0], "beoordeeld", OFFICER, "2026-02-10")
    place = done[1].trajectory
    assert place is not None
    mended = EXAMPLES["toezicht"] | {"region": "oost"}
    correct(KINDS, place, OFFICER, mended, Times(place.happened))
    checked("P-0009")
    assert given(about, moment) == before
    after = given(about)
    assert len(after.events) == len(before.events) + 3
    assert "oost" in {event.attributes["region"] for event in after.of("toezicht")}
    assert {event.source for event in before.of("toezicht")} < {event.source for event in after.of("toezicht")}


def test_nothing_of_before_the_first_record() -> None:
    about = question()
    three()
    seen = given(about, datetime(2026, 1, 1, tzinfo=UTC))
    assert (seen.events, seen.spans) == ((), ())


def test_another_organisation_counts_nothing_of_this_one_but_commitments() -> None:
    three()
    make("toezegging", by=LEAD)
    codes = ("controle", "gedraging", "toezicht", "toezegging")
    chosen = Selection(counted(KINDS, codes), ELSEWHERE.organisation, now(), b"k" * 32)
    assert {event.code for event in selected(chosen).events} == {"toezegging"}


@pytest.mark.parametrize(
    ("code", "counts"),
    [
        ("eigen-oordeel", True),
        ("onderzoekskenmerken", True),
        ("persoon", True),
        ("medewerker", True),
        ("beeldbelasting", False),
    ],
)
def test_only_kinds_that_an_evaluator_counts(code: str, counts: bool) -> None:
    assert bool(counted(KINDS, (code,))) is counts


def test_a_training_is_of_a_keyed_member_of_staff_and_a_commitment_of_nobody() -> None:
    train("toezichthouder-1", "toezichthouder-2")
    make("medewerker", data={"key": "toezichthouder-2"})
    made = make("toezegging", due=at("2026-07-01").date())
    seen = of_kinds("opleiding", "toezegging", "medewerker")
    assert len({event.person for event in seen.of("opleiding")}) == 2
    assert {event.person for event in seen.of("medewerker")} < {event.person for event in seen.of("opleiding")}
    assert "toezichthouder-2" not in repr(seen)
    (promised,) = seen.of("toezegging")
    assert (promised.person, promised.source) == ("", str(made.root))
    assert promised.attributes["due"] == "2026-07-01"
    assert promised.attributes["row"] == "A12"


def test_the_office_of_a_summons_is_in_rows() -> None:
    trajectory("advies", data={"parket": "limburg"})
    assert [event.attributes["parket"] for event in of_kinds("advies").of("advies")] == ["limburg"]


def test_a_fact_that_was_withdrawn_counts_nowhere() -> None:
    place = trajectory()
    kept, gone = (make("sociale-context", trajectory=place) for _ in range(2))
    go(gone, "ingetrokken", OFFICER)
    seen = of_kinds("sociale-context")
    assert {event.source for event in seen.events} == {str(kept.root)} == {span.source for span in seen.spans}


def test_what_was_said_with_a_step_goes_along() -> None:
    made = make("toezegging")
    go(made, "voldaan", LEAD, "2026-03-01", evidence="brief-12", on="2026-03-01")
    course = of_kinds("toezegging").spans
    assert [(span.state, dict(span.reasons)) for span in course] == [
        ("openstaand", {}),
        ("voldaan", {"on": "2026-03-01"}),
    ]


def test_a_question_of_the_old_form_has_no_rows() -> None:
    about = question()
    about.version = 1
    with pytest.raises(OldForm) as fault:
        given(about)
    assert "Neem haar opnieuw op" in fault.value.sentence("nl")


def test_a_number_of_statements_that_does_not_grow_with_the_rows() -> None:
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    about = question()
    three()
    with CaptureQueriesContext(connection) as few:
        given(about)
    for number in range(4, 9):
        checked(f"P-000{number}")
    with CaptureQueriesContext(connection) as many:
        given(about)
    assert len(many) == len(few) == 4
