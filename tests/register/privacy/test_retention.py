"""What is due on a day, and what keeps it longer."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.register import Catalogue
from inzage.register.adopting import adopt
from inzage.register.histories import current
from inzage.register.models import KindVersion, Record
from inzage.register.moving import Asked, move
from inzage.register.retention import NoTerm, due, due_of, holding, kept_until, ready
from tests.register.ground import (
    ADMIN,
    COLLEAGUE,
    KINDS,
    LEAD,
    OFFICER,
    PLANNER,
    go,
    make,
    trajectory,
)
from tests.register.privacy.cases import ENDED, LONG_AFTER, ask, closed, full, grant

END = date.fromisoformat(ENDED)


def test_the_register_is_ready_when_every_kind_has_a_term() -> None:
    ready(KINDS)
    assert KindVersion.objects.count() == len(KINDS.kinds)


def unchecked(days: int) -> None:
    """Change a term in the database, as whoever takes its rules off can."""
    with connection.cursor() as cursor:
        on = " ON register_kindversion" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER kind_stands{on}")
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE register_kindversion DROP CONSTRAINT kind_kept_for_a_term")
            cursor.execute("UPDATE register_kindversion SET retention_days = %s WHERE code = 'controle'", [days])
        else:
            cursor.execute("PRAGMA ignore_check_constraints=ON")
            cursor.execute("UPDATE register_kindversion SET retention_days = %s WHERE code = 'controle'", [days])
            cursor.execute("PRAGMA ignore_check_constraints=OFF")


@pytest.mark.parametrize(("days", "said"), [(0, "geen in de database"), (9, "een andere")])
def test_a_kind_without_its_term_in_the_database_stops_the_register(days: int, said: str) -> None:
    unchecked(days)
    with pytest.raises(NoTerm, match=r"controle@1") as fault:
        ready(KINDS)
    assert said in fault.value.sentence("nl")
    assert "Het register begint niet" in fault.value.sentence("nl")


def test_a_kind_in_the_database_without_a_file_stops_the_register() -> None:
    fewer = Catalogue({key: kind for key, kind in KINDS.kinds.items() if key[0] != "vraag"})
    with pytest.raises(NoTerm, match=r"vraag@1"):
        ready(fewer)
    assert adopt(fewer) == 0


def test_an_open_trajectory_is_kept_whatever_the_day() -> None:
    place = full()
    assert due_of(KINDS, place.root, date(2999, 1, 1)) is None
    assert set(kept_until(KINDS, place.root).values()) == {None}


def test_a_term_runs_from_the_end_of_the_trajectory() -> None:
    place = closed(trajectory())
    carrier = make("gegevensdrager", trajectory=place, about=make("opdracht", trajectory=place))
    days = KINDS.kinds["gegevensdrager", 1].retention_days
    assert kept_until(KINDS, place.root)[carrier.root] == END + timedelta(days)
    assert due_of(KINDS, place.root, END + timedelta(days)) is None
    found = due_of(KINDS, place.root, END + timedelta(days + 1))
    assert found is not None
    assert (found.roots, found.counts, found.whole) == ((carrier.root,), {"gegevensdrager@1": 1}, False)


def test_nothing_goes_before_what_points_to_it() -> None:
    place = closed(full())
    until = kept_until(KINDS, place.root)
    for record in current().filter(trajectory_id=place.root):
        for to in (record.about_id, record.trajectory_id):
            if to in until and until[to] is not None:
                assert (until[record.root] or date.max) <= (until[to] or date.max)
    check = Record.objects.get(kind="controle")
    assert until[check.root] == END + timedelta(3650)  # a notice about it is kept for ten years


def test_a_whole_trajectory_goes_with_its_person_when_it_was_the_last() -> None:
    place = closed(full())
    person = Record.objects.get(kind="persoon")
    found = due_of(KINDS, place.root, LONG_AFTER)
    assert found is not None
    assert found.whole
    assert person.root in found.roots
    assert sum(found.counts.values()) == len(found.roots) == current(place.root).count() + 2


def test_a_person_with_another_trajectory_stays() -> None:
    person = make("persoon")
    first, second = (make("toezicht", about=person) for _ in range(2))
    closed(first)
    found = due_of(KINDS, first.root, LONG_AFTER)
    assert found is not None
    assert found.roots == (first.root,)
    closed(second)
    assert [each.subject for each in due(KINDS, LONG_AFTER) if person.root in each.roots] == []


def test_a_disputed_finding_keeps_what_it_rests_on() -> None:
    place = closed(full())
    finding = Record.objects.get(kind="gedraging")
    go(finding, "betwist", OFFICER, ENDED)
    until = kept_until(KINDS, place.root)
    check = Record.objects.get(kind="controle")
    assert [until[root] for root in (finding.root, check.root, check.about_id, place.root)] == [None] * 4
    found = due_of(KINDS, place.root, LONG_AFTER)
    assert found is not None
    assert not found.whole
    assert finding.root not in found.roots
    go(finding, "bevestigd", COLLEAGUE, ENDED)
    assert kept_until(KINDS, place.root)[place.root] is not None


def test_a_decision_to_be_looked_at_again_is_kept() -> None:
    place = closed(full())
    judged = Record.objects.get(kind="oordeel")
    go(judged, "te_herzien", LEAD, ENDED, reason="betwist")
    assert kept_until(KINDS, place.root)[judged.root] is None


def test_a_duty_to_keep_holds_all_of_a_trajectory_until_somebody_else_lifts_it() -> None:
    place = closed(full())
    duty = make("bewaarplicht", ENDED, by=LEAD, trajectory=place)
    assert due_of(KINDS, place.root, LONG_AFTER) is None
    assert [each.root for each in holding(KINDS, place)] == [duty.root]
    go(duty, "opgeheven", ADMIN, ENDED)
    found = due_of(KINDS, place.root, LONG_AFTER)
    assert found is not None
    assert found.whole


def test_a_request_that_is_not_answered_yet_holds_all_of_a_trajectory() -> None:
    place = closed(full())
    request = ask(place, "inzage")
    assert due_of(KINDS, place.root, LONG_AFTER) is None
    grant(request)
    assert due_of(KINDS, place.root, LONG_AFTER) is None
    go(request, "uitgevoerd", LEAD, "2026-03-05")
    assert due_of(KINDS, place.root, LONG_AFTER) is not None


LOOSE = [
    ("medewerker", "2026-01-05", False),
    ("organisatie", "2026-01-05", False),
    ("toezegging", "2026-01-05", False),
    ("vraag", "2026-01-05", False),
    ("opleiding", "2026-01-05", False),
    ("persoon", "2026-01-05", True),
    ("beeldbelasting", "2026-01-05", True),
    ("externe-evaluatie", "2026-01-05", True),
]


@pytest.mark.parametrize(("code", "day", "settled"), LOOSE, ids=[code for code, *_ in LOOSE])
def test_outside_a_trajectory_a_term_runs_from_a_record_s_own_last_step(code: str, day: str, settled: bool) -> None:
    thing = make(code, day)
    last = date.fromisoformat(day) + timedelta(KINDS.kinds[code, 1].retention_days)
    assert due_of(KINDS, thing.root, last) is None
    assert (due_of(KINDS, thing.root, last + timedelta(1)) is not None) is settled


def test_staff_who_left_are_due_after_their_term() -> None:
    thing = make("medewerker")
    go(thing, "beeindigd", PLANNER, "2026-04-01")
    last = date(2026, 4, 1) + timedelta(KINDS.kinds["medewerker", 1].retention_days)
    assert due_of(KINDS, thing.root, last) is None
    found = due_of(KINDS, thing.root, last + timedelta(1))
    assert found is not None
    assert (found.last, found.roots, found.whole) == (last, (thing.root,), True)


def test_the_list_shows_keys_and_counts_and_nothing_else() -> None:
    closed(full())
    make("beeldbelasting")
    found = due(KINDS, LONG_AFTER)
    assert [each.last for each in found] == sorted(each.last for each in found)
    assert len(found) >= 2
    said = repr(found)
    for told in ("P-0001", "A7F3", "zeden", "toezichthouder", "noord", "gesprek naar voren"):
        assert told not in said


@given(days=st.integers(0, 6000), dispute=st.booleans(), duty=st.booleans(), open_still=st.booleans())
@settings(max_examples=25, deadline=None)
def test_whatever_the_day_what_goes_leaves_nothing_pointing_at_it(
    days: int, dispute: bool, duty: bool, open_still: bool
) -> None:
    with transaction.atomic():
        place = full()
        if not open_still:
            closed(place)
        if dispute:
            go(Record.objects.get(kind="gedraging"), "betwist", OFFICER, ENDED)
        if duty:
            make("bewaarplicht", ENDED, by=LEAD, trajectory=place)
        found = due_of(KINDS, place.root, END + timedelta(days))
        gone = set(found.roots) if found else set()
        assert not gone or not (duty or open_still)
        left = Record.objects.exclude(root__in=gone)
        assert not left.filter(about_id__in=gone).exists()
        assert not left.filter(trajectory_id__in=gone).exists()
        for record in current().filter(root__in=gone):
            assert END + timedelta(KINDS.kinds[record.kind, record.version].retention_days) < END + timedelta(days)
        transaction.set_rollback(True)


def test_a_day_is_that_of_amsterdam() -> None:
    person = make("persoon")
    place = make("toezicht", about=person)
    late = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)  # half past midnight in Amsterdam, the day after
    move(KINDS, Asked(place.id, "gesloten", OFFICER, late, {"reason": "termijn-om"}))
    assert kept_until(KINDS, place.root)[place.root] == date(2026, 3, 2) + timedelta(3650)
