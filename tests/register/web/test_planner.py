"""Planner: the week, checks that fall due, gaps, who has which case, and checks planned with the trained alone."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from unittest.mock import patch

import pytest
from django.test import Client

from inzage.register.models import Record
from inzage.register.values import Role
from inzage.register.web.planning import weeks
from inzage.register.web.planning.pages import PLANNERS
from inzage.register.web.screens import planner, planner_ahead, planner_draw, planner_due
from inzage.register.web.screens import screens as all_screens
from tests.register.ground import (
    LEAD,
    OFFICER,
    PARAMETERS,
    PLANNER,
    SECOND,
    check,
    condition,
    finished,
    go,
    make,
    sign,
    state,
    train,
    trajectory,
)
from tests.register.web.conftest import SignedIn

TODAY = date(2026, 2, 10)
SCREENS = (*planner.SCREENS, *planner_due.SCREENS, *planner_draw.SCREENS, *planner_ahead.SCREENS)


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    def stands() -> datetime:
        return datetime(2026, 2, 10, 9, tzinfo=UTC)

    with ExitStack() as stack:
        for module in ("planning.pages", "screens.planner_due", "screens.planner_draw", "listing"):
            stack.enter_context(patch(f"inzage.register.web.{module}.now", stands))
        yield


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def tallies(shown: str, caption: str) -> dict[str, list[int]]:
    """Rows of one of the two tables of the week: by name the counts of its days, then their sum."""
    table = re.search(rf"<caption>{caption}</caption>(.*?)</table>", shown, re.DOTALL)
    assert table
    found = re.findall(r'<th scope="row">(?:<a [^>]*>)?(.*?)<.*?>(<td.*?)</tr>', table[1])
    return {name: [int(n) for n in re.findall(r">(\d+)<", cells)] for name, cells in found}


@pytest.mark.parametrize("route", [each.route for each in SCREENS])
def test_only_planner_and_lead_open_the_planner(route: str, signed_in: SignedIn) -> None:
    of = due_on(TODAY)
    root = of.root if "toewijzen" not in route else of.trajectory.root if of.trajectory else ""
    address = "/" + route.replace("<uuid:key>", str(root))
    assert {role for role in Role if signed_in(role).get(address).status_code == 200} == {Role.PLANNER, Role.LEAD}
    assert {role for role in Role if signed_in(role).get(address).status_code == 403} == set(Role) - PLANNERS


def test_it_has_its_place_in_the_menu() -> None:
    assert [each.menu for each in all_screens() if each.name == "planner"] == [110]


@pytest.mark.parametrize(
    ("asked", "first", "code"),
    [
        ("2026-W07", date(2026, 2, 9), "2026-W07"),
        ("2026-W53", date(2026, 12, 28), "2026-W53"),
        ("2027-W53", date(2026, 2, 9), "2026-W07"),
        ("", date(2026, 2, 9), "2026-W07"),
        ("x" * 99, date(2026, 2, 9), "2026-W07"),
        ("2026-W7", date(2026, 2, 9), "2026-W07"),
        ("0001-W01", date(2026, 2, 9), "2026-W07"),
        ("9999-W52", date(2026, 2, 9), "2026-W07"),
    ],
)
def test_a_week_is_that_of_iso_8601_and_one_that_is_none_is_the_present_one(asked: str, first: date, code: str) -> None:
    found = weeks.week_of(asked, TODAY)
    assert (found.first, found.code, found.days[-1] - found.first) == (first, code, timedelta(6))


def test_weeks_turn_the_year() -> None:
    assert weeks.week_of("2026-W53", TODAY).moved(1).code == "2027-W01"
    assert weeks.week_of("2026-W01", TODAY).moved(-1).code == "2025-W52"


def test_the_week_counts_what_is_to_be_done_per_region_and_worker(signed_in: SignedIn) -> None:
    north, south = trajectory(), trajectory(pseudonym="P-0002", data={"region": "zuid"})
    for place, day in ((north, "2026-02-09"), (north, "2026-02-15"), (south, "2026-02-11")):
        make("gesprek", day, trajectory=place)
    called_off = make("gesprek", "2026-02-11", trajectory=south)
    go(called_off, "afgezegd", PLANNER)
    outside = [make("gesprek", day, trajectory=north) for day in ("2026-02-08", "2026-02-16")]
    shown = page(signed_in(Role.PLANNER), "/planner")
    assert tallies(shown, "Nog te doen, per regio") == {
        "noord": [1, 0, 0, 0, 0, 0, 1, 2],
        "zuid": [0, 0, 1, 0, 0, 0, 0, 1],
    }
    assert tallies(shown, "Nog te doen, per medewerker") == {
        "digitaal-deskundige-1": [1, 0, 1, 0, 0, 0, 1, 3],
        "toezichthouder-1": [1, 0, 1, 0, 0, 0, 1, 3],
    }
    for record in (called_off, *outside):
        assert str(record.root) not in shown


def test_a_region_or_worker_narrows_the_list_and_not_the_counts(signed_in: SignedIn) -> None:
    north, south = trajectory(), trajectory(pseudonym="P-0002", data={"region": "zuid"})
    talks = [make("gesprek", "2026-02-11", trajectory=place) for place in (north, south)]
    client = signed_in(Role.LEAD)
    for query, expected in (
        ("regio=zuid", [False, True]),
        ("wie=toezichthouder-1", [True, True]),
        ("wie=x-1", [False] * 2),
    ):
        shown = page(client, f"/planner?week=2026-W07&{query}")
        assert [str(talk.root) in shown for talk in talks] == expected, query
        assert tallies(shown, "Nog te doen, per regio").keys() == {"noord", "zuid"}


def test_a_week_holds_fifty_lines_a_page(signed_in: SignedIn) -> None:
    place = trajectory()
    for _ in range(51):
        make("gesprek", "2026-02-11", trajectory=place)
    client = signed_in(Role.PLANNER)
    first, second = page(client, "/planner"), page(client, "/planner?week=2026-W07&pagina=2")
    assert [len(re.findall(r'href="/gegeven/', each)) for each in (first, second)] == [50, 1]
    assert 'href="?week=2026-W07&amp;pagina=1"' in second


def test_of_another_organisation_nothing_is_planned_here(signed_in: SignedIn) -> None:
    talk = make("gesprek", "2026-02-11", trajectory=trajectory())
    there = signed_in(Role.PLANNER, number=9, organisation="rn-2")
    assert str(talk.root) not in page(there, "/planner")
    assert there.get(f"/planner/toewijzen/{talk.trajectory.root}").status_code == 404


def test_activities_are_counted_per_week(signed_in: SignedIn) -> None:
    place = trajectory()
    for day in ("2026-02-10", "2026-02-12", "2026-02-17", "2026-01-13", "2026-01-04", "2026-04-06"):
        make("gesprek", day, trajectory=place)
    shown = page(signed_in(Role.PLANNER), "/planner")
    found = dict(
        re.findall(r'<th[^>]*scope="row"[^>]*>(?:<span[^>]*></span>)?(week \d+)</th><td[^>]*>(\d+)</td>', shown)
    )
    assert {name: many for name, many in found.items() if many != "0"} == {"week 7": "2", "week 8": "1", "week 3": "1"}
    assert len(found) == weeks.BEFORE + weeks.AFTER + 1


def due_on(day: date | None, **data: object) -> Record:
    place = trajectory()
    order = make("opdracht", trajectory=place)
    of = make("voorwaarde-controle", trajectory=place, about=order, due=day, data=data)
    sign(order)
    return of


def listed(shown: str) -> list[str]:
    """Conditions in the order of the list."""
    return re.findall(r'data-label="Wie"><a href="/gegeven/([0-9a-f-]+)"', shown)


def test_checks_fall_due_the_earliest_first_and_only_under_conditions_in_force(signed_in: SignedIn) -> None:
    later, late, soon = (due_on(TODAY + timedelta(days)) for days in (9, -1, 2))
    over = due_on(TODAY, to="2026-01-31")
    not_done = due_on(TODAY)
    go(not_done, "niet_uitgevoerd", OFFICER, reason="ziekte")
    due_on(None)
    shown = page(signed_in(Role.PLANNER), "/planner/aan-de-beurt")
    assert listed(shown) == [str(each.root) for each in (late, soon, later)]
    assert shown.count("te laat</span>") == 1
    assert str(over.root) not in shown
    assert "volgende controle: 1</a>" in shown


def test_a_condition_says_when_the_last_check_was_and_what_its_frequency_leaves(signed_in: SignedIn) -> None:
    of = due_on(TODAY)
    train()
    finished(of, "2026-01-20")
    client = signed_in(Role.PLANNER)
    shown = page(client, "/planner/aan-de-beurt")
    assert "vorige 20-1-2026" in shown and "nog 1 van 2 per kwartaal" in shown
    assert f"/planner/controle/{of.root}" in shown
    planned = check(of, "2026-02-20")
    go(planned, "gepland", PLANNER, "2026-02-09")
    shown = page(client, "/planner/aan-de-beurt")
    assert "20 februari 2026" in shown
    assert f"/planner/controle/{of.root}" not in shown


def test_who_may_make_no_check_sees_no_way_to_plan_one(signed_in: SignedIn) -> None:
    of = due_on(TODAY)
    assert f"/planner/controle/{of.root}" not in page(signed_in(Role.LEAD), "/planner/aan-de-beurt")


def test_a_gap_stands_with_its_reason_and_days_the_longest_first(signed_in: SignedIn) -> None:
    short, long, over = (condition(trajectory()) for _ in range(3))
    go(short, "niet_uitgevoerd", OFFICER, "2026-02-01", reason="detentie")
    go(long, "niet_uitgevoerd", OFFICER, "2026-01-10", reason="ziekte")
    go(long, "lopend", OFFICER, "2026-01-12")
    go(long, "niet_uitgevoerd", OFFICER, "2026-01-20", reason="geen-capaciteit")
    go(over, "niet_uitgevoerd", OFFICER, "2026-01-10", reason="ziekte")
    go(over, "lopend", OFFICER, "2026-01-12")
    shown = page(signed_in(Role.LEAD), "/planner/niet-uitgevoerd")
    assert re.findall(r'<td><a href="/gegeven/([0-9a-f-]+)"', shown) == [str(long.root), str(short.root)]
    assert re.findall(r'iz-num">(\d+)</td><td class="iz-num">(\d+)<', shown) == [("22", "24"), ("10", "10")]


def test_an_open_trajectory_is_to_be_assigned_until_somebody_has_it(signed_in: SignedIn) -> None:
    place, closed = trajectory(), trajectory(pseudonym="P-0002")
    go(closed, "gesloten", OFFICER, reason="termijn-om")
    client = signed_in(Role.PLANNER)
    shown = page(client, "/planner/toewijzen")
    assert str(place.root) in shown and str(closed.root) not in shown
    sent = {"officer": OFFICER.key, "happened_on": "2026-02-10", "happened_at": "09:00"}
    answer = client.post(f"/planner/toewijzen/{place.root}", sent)
    assert (answer.status_code, answer["Location"]) == (302, "/planner/toewijzen")
    given = Record.objects.get(kind="toewijzing")
    assert (given.data, given.trajectory_id, given.state) == ({"officer": OFFICER.key}, place.root, "geldig")
    assert str(place.root) not in page(client, "/planner/toewijzen")
    assert OFFICER.key in page(client, f"/planner/toewijzen/{place.root}")
    go(given, "beeindigd", LEAD)
    assert str(place.root) in page(client, "/planner/toewijzen")


def test_training_and_exposure_of_who_can_be_planned(signed_in: SignedIn) -> None:
    for key in ("toezichthouder-1", "toezichthouder-2", "digitaal-deskundige-1"):
        make("medewerker", data={"key": key, "functions": [key.rpartition("-")[0]]})
    make("medewerker", data={"key": "ervaringswerker-1", "functions": ["ervaringswerker"]})
    train("toezichthouder-1")
    train("toezichthouder-2", valid_until="2026-02-09")
    train("digitaal-deskundige-1", valid_until="2026-02-20")
    for on, minutes in (("2026-02-01", 20), ("2025-12-20", 15), ("2025-09-01", 99)):
        make("beeldbelasting", by=LEAD, data={"person": "digitaal-deskundige-1", "minutes": minutes, "on": on})
    shown = page(signed_in(Role.PLANNER), "/planner/medewerkers")
    rows = dict(re.findall(r'<th scope="row"[^>]*>(.*?)</th>(.*?)</tr>', shown))
    assert rows.keys() == {"digitaal-deskundige-1", "toezichthouder-1", "toezichthouder-2"}
    assert "nee: geen geldige opleiding" in rows["toezichthouder-2"]
    assert "31 december 2026" in rows["toezichthouder-1"]
    assert "loopt af" in rows["digitaal-deskundige-1"] and ">35 van 600<" in rows["digitaal-deskundige-1"]
    earlier = page(signed_in(Role.PLANNER), "/planner/medewerkers?dag=2026-02-09")
    assert "nee:" not in earlier
    assert page(signed_in(Role.PLANNER), "/planner/medewerkers?dag=9999-99-99")


def asked(day: str, *keys: str, **more: str) -> dict[str, str]:
    sent = {"happened_on": day, "happened_at": "10:00", "notice": "aangekondigd", "carriers": "computer"}
    sent |= {"method_version": "inzage-0.1.0"} | more
    for n, key in enumerate(keys):
        sent |= {f"performers.{n}.key": key, f"performers.{n}.function": key.rpartition("-")[0]}
    return sent


def test_a_check_is_made_and_planned_at_once(signed_in: SignedIn) -> None:
    of = due_on(TODAY)
    train()
    client = signed_in(Role.PLANNER)
    form = page(client, f"/planner/controle/{of.root}")
    key = re.search(r'name="_key" value="(.*?)"', form)
    assert key and "inzage-" in form
    sent = asked("2026-02-20", "toezichthouder-1", "digitaal-deskundige-1", _key=key[1])
    for _ in range(2):
        answer = client.post(f"/planner/controle/{of.root}", sent)
        assert (answer.status_code, answer["Location"]) == (302, f"/gegeven/{key[1]}")
    made = Record.objects.get(kind="controle")
    assert (state(made), made.about_id, made.steps.count()) == ("gepland", of.root, 2)


@pytest.mark.parametrize(
    ("day", "worker", "carriers", "said"),
    [
        ("2026-02-20", "toezichthouder-2", "computer", "geldige opleiding"),
        ("2028-02-20", "toezichthouder-1", "computer", "geldt op deze dag niet"),
        ("2026-02-20", "toezichthouder-1", "stick", "laat deze manier niet toe"),
        ("2026-02-20", "ervaringswerker-1", "computer", "geldige opleiding"),
    ],
)
def test_a_check_that_its_guards_refuse_is_not_made_at_all(
    day: str, worker: str, carriers: str, said: str, signed_in: SignedIn
) -> None:
    of = due_on(TODAY)
    train("toezichthouder-1", valid_until="2029-12-31")
    answer = signed_in(Role.PLANNER).post(f"/planner/controle/{of.root}", asked(day, worker, carriers=carriers))
    assert answer.status_code == 403
    assert said in answer.content.decode()
    assert worker in answer.content.decode()
    assert not Record.objects.filter(kind="controle").exists()


def test_a_check_past_its_frequency_is_not_made(signed_in: SignedIn) -> None:
    of = due_on(TODAY, parameters=PARAMETERS | {"frequency": {"at_most": 1, "per": "kwartaal"}})
    train()
    finished(of, "2026-01-20")
    client = signed_in(Role.PLANNER)
    answer = client.post(f"/planner/controle/{of.root}", asked("2026-02-20", "toezichthouder-1"))
    assert answer.status_code == 403 and "alle 1 controles gebruikt" in answer.content.decode()
    assert f"/planner/controle/{of.root}" not in page(client, "/planner/aan-de-beurt")


def test_a_lead_plans_no_check_and_another_condition_is_none(signed_in: SignedIn) -> None:
    of = due_on(TODAY)
    train()
    refused = signed_in(Role.LEAD).post(f"/planner/controle/{of.root}", asked("2026-02-20", "toezichthouder-1"))
    assert refused.status_code == 403 and not Record.objects.filter(kind="controle").exists()
    other = condition(of.trajectory, "voorwaarde-meldplicht")
    assert signed_in(Role.PLANNER).get(f"/planner/controle/{other.root}").status_code == 404


def test_what_is_typed_on_a_refused_plan_stays(signed_in: SignedIn) -> None:
    of = due_on(TODAY)
    answer = signed_in(Role.PLANNER).post(f"/planner/controle/{of.root}", asked("", SECOND[Role.OFFICER].key))
    assert answer.status_code == 400
    assert SECOND[Role.OFFICER].key in answer.content.decode()


def test_orders_without_a_day_are_a_list(signed_in: SignedIn) -> None:
    silent, known = due_on(None), due_on(TODAY)
    client = signed_in(Role.PLANNER)
    assert 'href="/planner/zonder-dag"' in page(client, "/planner/aan-de-beurt")
    shown = page(client, "/planner/zonder-dag")
    assert listed(shown) == [str(silent.root)] and str(known.root) not in shown
    make("controlefrequentie", trajectory=silent.trajectory, about=silent)
    assert "Elke opdracht heeft een dag" in page(client, "/planner/zonder-dag")


def test_a_region_narrows_what_falls_due(signed_in: SignedIn) -> None:
    north = due_on(TODAY)
    place = trajectory(pseudonym="P-0002", data={"region": "zuid"})
    order = make("opdracht", trajectory=place)
    south = make("voorwaarde-controle", trajectory=place, about=order, due=TODAY)
    client = signed_in(Role.LEAD)
    assert listed(page(client, "/planner/aan-de-beurt")) == [
        str(each.root) for each in sorted((north, south), key=lambda each: each.id)
    ]
    assert listed(page(client, "/planner/aan-de-beurt?regio=zuid")) == [str(south.root)]
    assert listed(page(client, "/planner/aan-de-beurt?regio=west")) == []


def test_what_is_not_planned_yet_stands_beside_the_week_the_earliest_first_per_region(signed_in: SignedIn) -> None:
    later, sooner = due_on(TODAY + timedelta(9)), due_on(TODAY + timedelta(2))
    far, planned = due_on(date(2026, 3, 16)), due_on(TODAY)
    train()
    go(check(planned, "2026-02-12"), "gepland", PLANNER, "2026-02-09")
    shown = page(signed_in(Role.PLANNER), "/planner")
    assert listed(shown) == [str(sooner.root), str(later.root)]
    assert "<h3>noord</h3>" in shown and 'aria-label="Eerst in te plannen: noord"' in shown
    assert str(far.root) in page(signed_in(Role.PLANNER), "/planner?week=2026-W08")


def week_rows(shown: str) -> dict[str, list[str]]:
    table = re.search(r"<caption>Koppels en ruimte voor controles</caption>(.*?)</table>", shown, re.DOTALL)
    assert table
    found = re.findall(r'<th scope="row">(.*?)</th>(<td.*?)</tr>', table[1])
    return {name: [re.sub(r"<[^>]*>|\s", "", cell) for cell in cells.split("</td>")[:-1]] for name, cells in found}


def test_the_week_says_how_full_each_day_is_now_and_after_one_more(signed_in: SignedIn) -> None:
    staff_ = ("toezichthouder-1", "toezichthouder-2", "digitaal-deskundige-1", "digitaal-deskundige-2")
    for key in staff_:
        make("medewerker", data={"key": key, "functions": [key.rpartition("-")[0]]})
    train(*staff_[:3])
    train(staff_[3], valid_until="2026-02-10")
    of = due_on(TODAY)
    for day in ("2026-02-12", "2026-02-09"):
        go(check(of, day), "gepland", PLANNER, "2026-02-09")
    called_off = check(of, "2026-02-11")
    go(called_off, "afgezegd", PLANNER)
    rows = week_rows(page(signed_in(Role.PLANNER), "/planner"))
    assert rows == {
        "digitaal-deskundige-1 + toezichthouder-1": ["1", "0", "0", "1", "0", "0", "0"],
        "Koppels die kunnen": ["2", "2", "1", "1", "1", "0", "0"],
        "Controles": ["1", "0", "0", "1", "0", "0", "0"],
        "Bezet nu": ["50%", "0%", "0%", "100%", "0%", "–", "–"],
        "Bezet na nog één": ["100%", "50%", "100%", "200%", "100%", "–", "–"],
    }


def test_more_than_the_pairs_can_do_is_said(signed_in: SignedIn) -> None:
    train()
    for key in ("toezichthouder-1", "digitaal-deskundige-1"):
        make("medewerker", data={"key": key, "functions": [key.rpartition("-")[0]]})
    of = due_on(TODAY)
    for hour in ("2026-02-12", "2026-02-12"):
        go(check(of, hour), "gepland", PLANNER, "2026-02-09")
    go(check(due_on(TODAY), "2026-02-15"), "gepland", PLANNER, "2026-02-09")
    rows = week_rows(page(signed_in(Role.PLANNER), "/planner"))
    assert rows["Bezet nu"][3:] == ["200%tevol", "0%", "–", "geenkoppel"]


@pytest.mark.parametrize(("minutes", "on", "offered"), [(600, "2026-02-01", False), (599, "2026-02-01", True)])
def test_who_looked_at_images_up_to_the_limit_is_not_offered_and_not_planned(
    minutes: int, on: str, offered: bool, signed_in: SignedIn
) -> None:
    of = due_on(TODAY)
    train()
    make("medewerker", data={"key": OFFICER.key, "functions": ["toezichthouder"]})
    make("toewijzing", trajectory=of.trajectory, about=of.trajectory)
    make("beeldbelasting", by=LEAD, data={"person": OFFICER.key, "minutes": minutes, "on": on})
    client = signed_in(Role.PLANNER)
    form = page(client, f"/planner/controle/{of.root}")
    filled = re.search(rf'<input[^>]*value="{OFFICER.key}"[^>]*name="performers.0.key"', form)
    choice = f'<option value="{OFFICER.key}">' in form
    assert ("nee: " in form, bool(filled), choice) == (not offered, offered, offered)
    answer = client.post(f"/planner/controle/{of.root}", asked("2026-02-20", OFFICER.key))
    assert answer.status_code == (302 if offered else 403)
    assert ("te lang naar beelden" in answer.content.decode()) == (not offered)
    assert Record.objects.filter(kind="controle").exists() == offered


def test_exposure_that_was_withdrawn_or_is_long_ago_does_not_count(signed_in: SignedIn) -> None:
    make("medewerker", data={"key": OFFICER.key, "functions": ["toezichthouder"]})
    train()
    wrong = make("beeldbelasting", by=LEAD, data={"person": OFFICER.key, "minutes": 700, "on": "2026-02-01"})
    make("beeldbelasting", by=LEAD, data={"person": OFFICER.key, "minutes": 700, "on": "2025-11-11"})
    assert "nee: 700 minuten beelden, grens 600" in page(signed_in(Role.PLANNER), "/planner/medewerkers")
    go(wrong, "ingetrokken", LEAD)
    assert "nee:" not in page(signed_in(Role.PLANNER), "/planner/medewerkers")
