"""Mijn werk and Toezicht: what waits for whom, and one person's timeline in both histories."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from unittest.mock import patch

import pytest

from inzage.register.allowance import allowances
from inzage.register.models import Record
from inzage.register.values import Role
from inzage.register.web import workload
from inzage.register.writing import Times, correct
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

TODAY = date(2026, 2, 10)


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    def stands() -> datetime:
        return datetime(2026, 2, 10, 9, tzinfo=UTC)

    with patch("inzage.register.web.screens.work.now", stands), patch("inzage.register.web.listing.now", stands):
        yield


def assign(place: Record, officer: str = OFFICER.key) -> Record:
    return make("toewijzing", trajectory=place, about=place, data={"officer": officer})


def due(days: int, place: Record) -> Record:
    return make("gesprek", trajectory=place, due=TODAY + timedelta(days))


def sections(page: str) -> dict[str, str]:
    return dict(re.findall(r"<section><h2>(.*?)</h2>(.*?)</section>", page, re.DOTALL))


def test_work_is_late_the_day_after_it_was_due_and_soon_within_fourteen_days(signed_in: SignedIn) -> None:
    place = trajectory()
    assign(place)
    made = {days: due(days, place) for days in (-1, 0, 14, 15)}
    shown = sections(signed_in().get("/").content.decode())
    late, soon = shown["Te laat"], shown["Komende veertien dagen"]
    assert {days for days, record in made.items() if str(record.root) in late} == {-1}
    assert {days for days, record in made.items() if str(record.root) in soon} == {0, 14}


def test_what_is_concluded_is_no_work(signed_in: SignedIn) -> None:
    place = trajectory()
    assign(place)
    record = due(-3, place)
    go(record, "afgezegd", PLANNER)
    assert str(record.root) not in signed_in().get("/").content.decode()


def test_an_officer_sees_own_trajectories_first_and_others_when_asked(signed_in: SignedIn) -> None:
    mine, theirs = trajectory(), trajectory()
    assign(mine)
    assign(theirs, "toezichthouder-2")
    records = due(-1, mine), due(-1, theirs)
    own, whole = (signed_in().get(address).content.decode() for address in ("/", "/?van=allen"))
    assert [str(each.root) in own for each in records] == [True, False]
    assert [str(each.root) in whole for each in records] == [True, True]


def test_a_deputy_sees_it_too_and_nobody_after_the_assignment_ended(signed_in: SignedIn) -> None:
    place = trajectory()
    given = make(
        "toewijzing", trajectory=place, about=place, data={"officer": "toezichthouder-2", "deputy": OFFICER.key}
    )
    record = due(-1, place)
    assert str(record.root) in signed_in().get("/").content.decode()
    go(given, "beeindigd", LEAD)
    assert str(record.root) not in signed_in().get("/").content.decode()


def test_a_planned_check_says_what_the_condition_leaves(signed_in: SignedIn) -> None:
    of = condition()
    assign(of.trajectory)
    train()
    finished(of, "2026-01-20")
    planned = check(of, "2026-02-12")
    go(planned, "gepland", PLANNER, "2026-02-12")
    shown = sections(signed_in().get("/").content.decode())["Gepland en bezig"]
    assert str(planned.root) in shown
    assert "Deze en hierna nog 0 van 2 controles per kwartaal" in shown


@pytest.mark.parametrize(
    ("day", "left"),
    [("2026-03-31", "Alle controles van deze periode zijn gebruikt."), ("2026-04-01", "Deze en hierna nog 0 van 2")],
)
def test_what_the_condition_leaves_goes_by_the_day_here_and_not_in_greenwich(day: str, left: str) -> None:
    of = condition()
    train()
    finished(of, "2026-01-01")
    finished(of, "2026-01-20")
    planned = check(of, "2026-02-12")
    planned.happened = at(day, hour=0).astimezone(UTC)  # as the database gives it: the evening before
    assert workload.leaves(planned, allowances([planned])).startswith(left)


def test_a_proposal_waits_for_another_and_not_for_who_made_it(signed_in: SignedIn) -> None:
    proposed = make("opdracht", trajectory=trajectory())
    title = "Wacht op u als tweede persoon"
    assert str(proposed.root) not in sections(signed_in().get("/").content.decode())[title]
    assert str(proposed.root) in sections(signed_in(number=2).get("/").content.decode())[title]
    assert str(proposed.root) not in sections(signed_in(Role.PLANNER).get("/").content.decode())[title]


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 20, "²"])
def test_a_page_that_is_none_is_the_first(page: str, signed_in: SignedIn) -> None:
    assert signed_in().get("/", {"lijst": "laat", "pagina": page}).status_code == 200


def test_a_person_is_found_by_exactly_their_pseudonym_or_source_key(signed_in: SignedIn) -> None:
    place = trajectory(pseudonym="P-0007")
    client = signed_in()
    for asked, found in (("P-0007", True), ("A7F3", True), ("P-000", False), ("%", False), ("", False)):
        page = client.get("/toezicht", {"zoek": asked} if asked else {}).content.decode()
        assert (f"/toezicht/{place.root}" in page) is found, asked


def test_a_timeline_holds_every_kind_and_narrows_by_noun(signed_in: SignedIn) -> None:
    place = trajectory()
    talk, debts = make("gesprek", trajectory=place), make("schulden", trajectory=place)
    client = signed_in()
    whole = client.get(f"/toezicht/{place.root}").content.decode()
    some = client.get(f"/toezicht/{place.root}?soort=outcome").content.decode()
    assert str(talk.root) in whole and str(debts.root) in whole
    table = some[some.index("Alle gegevens van dit traject") :]
    assert str(debts.root) in table and str(talk.root) not in table


def test_what_stood_there_on_a_day_leaves_out_what_was_corrected_since(signed_in: SignedIn) -> None:
    place = trajectory()
    wrong = make("schulden", trajectory=place, data={"debt_band": "tot-5000"})
    right = correct(
        KINDS, wrong, OFFICER, EXAMPLES["schulden"] | {"debt_band": "boven-100000"}, Times(at("2026-01-06"))
    )
    client = signed_in()
    assert str(right.root) == str(wrong.root)
    tomorrow = (datetime.now(UTC) + timedelta(1)).date()
    yesterday = (datetime.now(UTC) - timedelta(1)).date()
    assert "wat op" in (then := client.get(f"/toezicht/{place.root}?zoals={tomorrow}").content.decode()).replace(
        "Wat op", "wat op"
    )
    assert str(right.root) in then
    assert str(wrong.root) not in client.get(f"/toezicht/{place.root}?zoals={yesterday}").content.decode()


@pytest.mark.parametrize("day", ["", "gisteren", "2026-13-01"])
def test_a_day_that_is_none_shows_the_present(day: str, signed_in: SignedIn) -> None:
    place = trajectory()
    page = signed_in().get(f"/toezicht/{place.root}", {"zoals": day})
    assert page.status_code == 200
    assert "Iets vastleggen" in page.content.decode()
