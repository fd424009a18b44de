"""Long lists: no page reads the whole table, and what is found in parts is what one question would find."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from inzage.register.allowance import allowances
from inzage.register.guards import condition_of, used
from inzage.register.models import Record
from inzage.register.values import Actor, Noun, Role
from inzage.register.web import finding, workload
from inzage.register.web.reading import counted, visible
from inzage.register.web.trajectories import page, trajectories
from inzage.register.writing import Times, correct
from inzage.register.zones import day_of
from tests.register.ground import (
    EXAMPLES,
    KINDS,
    LEAD,
    OFFICER,
    PLANNER,
    at,
    check,
    condition,
    finished,
    go,
    make,
    train,
    trajectory,
)
from tests.register.web.conftest import SignedIn

THERE = Actor("toezichthouder-9", Role.OFFICER, "svg-1")
TODAY = date(2026, 2, 10)
PAGES = [
    (Role.OFFICER, "/"),
    (Role.OFFICER, "/?van=allen"),
    (Role.OFFICER, "/?van=allen&lijst=laat&pagina=2"),
    (Role.OFFICER, "/toezicht"),
    (Role.OFFICER, "/toezicht?van=allen"),
    (Role.OFFICER, "/toezicht?zoek=P-0001"),
    (Role.OFFICER, "/toezicht/{}"),
    (Role.OFFICER, "/schulden"),
    (Role.OFFICER, "/schulden?toestand=bekend"),
    (Role.LEAD, "/toezeggingen"),
    (Role.POLICE, "/"),
    (Role.POLICE, "/overdrachten"),
    (Role.PLANNER, "/planner"),
    (Role.PLANNER, "/planner/toewijzen"),
    (Role.PLANNER, "/planner/aan-de-beurt"),
    (Role.PLANNER, "/planner/zonder-dag"),
    (Role.PLANNER, "/planner/medewerkers"),
]


def handed(place: Record, by: Actor = THERE, to: str = "rn-1", **more: Any) -> Record:
    """A transfer."""
    owed = make("schulden", trajectory=place, by=by)
    return make("overdracht-schuldhulp", trajectory=place, about=owed, by=by, data={"to": to}, **more)


@pytest.fixture
def place() -> Record:
    """Ours, with something in it; another organisation's, with what reaches us and what does not."""
    ours = trajectory()
    make("toewijzing", trajectory=ours, about=ours)
    theirs = make("toezicht", about=make("persoon", by=THERE, data={"pseudonym": "P-0009"}), by=THERE)
    for days in (-3, -1, -1, 2):
        due = TODAY + timedelta(days)
        make("gesprek", trajectory=ours, due=due)
        make("gesprek", trajectory=theirs, by=THERE, due=due)
        make("toezegging", by=Actor("teamleider-9", Role.LEAD, "svg-1"), due=due)
        make("toezegging", by=LEAD, due=due)
        handed(theirs, due=due)
        handed(theirs, to="svg-2", due=due)
        handed(ours, OFFICER, "svg-1", due=due)
    return ours


def asked(view: Callable[[], object]) -> list[tuple[str, Any]]:
    """The statements on records that something takes."""
    found: list[tuple[str, Any]] = []

    def noted(execute: Callable[..., object], sql: str, params: object, many: bool, context: object) -> object:
        if sql.startswith("SELECT") and "register_record" in sql:
            found.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(noted):
        view()
    return found


def scanned(sql: str, params: object) -> list[str]:
    """Tables that SQLite would read from end to end for a statement."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)  # type: ignore[arg-type]  # as Django gave them
        steps = [str(step[-1]) for step in cursor.fetchall()]
    return [step for step in steps if step.startswith("SCAN") and "subquery" not in step]


@pytest.mark.parametrize(("role", "address"), PAGES, ids=[f"{role} {address}" for role, address in PAGES])
def test_no_list_reads_the_whole_table(role: Role, address: str, place: Record, signed_in: SignedIn) -> None:
    client = signed_in(role)
    statements = asked(lambda: client.get(address.format(place.root)))
    assert statements
    assert [step for sql, params in statements for step in scanned(sql, params)] == []


def test_reading_the_whole_table_is_seen() -> None:
    [(sql, params)] = asked(lambda: list(Record.objects.filter(salt="x")))
    assert scanned(sql, params) == ["SCAN register_record"]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of three lines."""
    monkeypatch.setattr(finding, "SIZE", 3)


def in_pages(by: Actor, found: QuerySet[Record], order: str) -> Iterator[Record]:
    number, more = 1, True
    while more:
        lines, more = finding.page(finding.apart(by, found), order, number)
        assert len(lines) == 3 or not more
        number += 1
        yield from lines


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("order", ["due", "happened", "-happened", "recorded"])
@pytest.mark.parametrize("by", [OFFICER, PLANNER, THERE, Actor("toezichthouder-8", Role.OFFICER, "svg-2")])
def test_pages_of_parts_are_the_whole_in_order(by: Actor, order: str, place: Record) -> None:
    found = visible(by).filter(due__isnull=False)
    assert list(in_pages(by, found, order)) == list(found.order_by(order, "id"))
    assert found.count() >= 4


def test_parts_share_nothing_and_leave_nothing_out(place: Record) -> None:
    found = visible(OFFICER)
    parts = [set(part) for part in finding.apart(OFFICER, found)]
    assert [len(part) for part in parts[1:]] == [4, 4]
    assert set.union(*parts) == set(found)
    assert sum(map(len, parts)) == found.count()
    assert len(finding.apart(OFFICER, found, {Noun.OUTCOME})) == 1


def test_states_are_counted_without_what_was_corrected(place: Record) -> None:
    wrong = make("schulden", trajectory=place)
    correct(KINDS, wrong, OFFICER, EXAMPLES["schulden"] | {"debt_band": "tot-5000"}, Times(at("2026-01-06")))
    moved = make("schulden", trajectory=place)
    go(moved, "geregeld", OFFICER)
    for by in (OFFICER, THERE, PLANNER):
        for codes in (("schulden", "overdracht-schuldhulp"), ("toezegging",)):
            seen = Counter(visible(by).filter(kind__in=codes).values_list("state", flat=True))
            assert counted(by, codes) == seen
    assert counted(OFFICER, ("schulden",)) == {"bekend": 5, "geregeld": 1}


@pytest.mark.parametrize("of", ["mij", "allen"])
@pytest.mark.parametrize("asked_for", ["", "P-0001", "P-0009", "A7F3"])
def test_a_page_of_trajectories_is_the_beginning_of_all(of: str, asked_for: str, place: Record) -> None:
    trajectory("advies", pseudonym="P-0002")
    assert page(OFFICER, asked_for, of, 1)[0] == list(trajectories(OFFICER, asked_for, of))


def test_what_conditions_leave_is_the_same_for_many_as_for_one() -> None:
    train()
    first, second = condition(), condition()
    finished(first, "2026-01-20")
    planned = check(first, "2026-02-12")
    go(planned, "gepland", PLANNER, "2026-02-12")
    checks = [planned, check(first, "2026-02-20"), check(second, "2026-02-20"), check(first, "2026-09-01")]
    allowed = allowances(checks)
    for each in checks:
        one = allowed[each.about_id]  # type: ignore[index]  # a check is about something
        assert one.condition == condition_of(each)
        for per in ("maand", "kwartaal", "jaar"):
            day = day_of(each.happened)
            assert one.used(each, day, per) == used(each, day, per)
    left = [allowed[each.about_id].used(each, day_of(each.happened), "kwartaal") for each in checks]  # type: ignore[index]
    assert left == [1, 2, 0, 0]
    assert allowances([]) == {}


def test_one_list_takes_as_many_statements_however_long_it_is(place: Record) -> None:
    of = condition(place)
    train()
    ours = workload.scope(OFFICER, "mij")
    taken = []
    for day in ("2026-03-02", "2026-07-02", "2026-11-02"):
        go(check(of, day), "gepland", PLANNER, "2026-02-01")
        taken.append(len(asked(lambda: workload.planned(ours))))
    assert len(workload.planned(ours).tasks) == 3
    assert len(set(taken)) == 1
