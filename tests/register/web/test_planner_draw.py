"""Datum trekken: once for a turn, inside the window, in the log, drawn again by anybody; and it fills the plan."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from unittest.mock import patch

import pytest

from inzage.evaluation.capacity.spread import holds
from inzage.register.models import Entry, Record
from inzage.register.rechecks import turns
from inzage.register.values import Role
from inzage.register.web.screens.planner_draw import draw_of
from inzage.register.web.screens.record import NO_FORM
from tests.register.ground import PLANNER, check, condition, finished, go, make, sign, train, trajectory
from tests.register.web.conftest import SignedIn

TODAY = date(2026, 2, 10)


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    def stands() -> datetime:
        return datetime(2026, 2, 10, 9, tzinfo=UTC)

    with ExitStack() as stack:
        for module in ("planning.pages", "screens.planner_due", "screens.planner_draw", "listing"):
            stack.enter_context(patch(f"inzage.register.web.{module}.now", stands))
        yield


def under(due: date | None = None, *, often: bool = True) -> Record:
    """A condition of a signed order, with four checks a year."""
    place = trajectory()
    order = make("opdracht", trajectory=place)
    of = make("voorwaarde-controle", trajectory=place, about=order, due=due)
    sign(order)
    if often:
        make("controlefrequentie", trajectory=place, about=of)
    return of


def draws() -> list[Record]:
    return list(Record.objects.filter(kind="trekking").order_by("recorded"))


def test_a_day_is_drawn_once_and_stands_in_the_log(signed_in: SignedIn) -> None:
    of, client = under(), signed_in(Role.PLANNER)
    address = f"/planner/trekken/{of.root}"
    before = client.get(address).content.decode()
    assert "15 maart 2026" in before and "20 april 2026" in before  # 1 January, 91 days, 18 to either side
    for _ in range(3):
        answer = client.post(address)
        assert (answer.status_code, answer["Location"]) == (302, address)
    [made] = draws()
    assert Entry.objects.filter(subject=made.id, action="record").count() == 1
    found = draw_of(made.data, of.root)
    assert holds(found) and date(2026, 3, 15) <= found.day <= date(2026, 4, 20)
    assert (made.about_id, made.data["number"], made.data["interval_days"]) == (of.root, 1, 91)
    shown = client.get(address).content.decode()
    assert "nagerekend: klopt<" in shown and made.data["seed"] in shown and "<form" not in shown.split("<main")[1]


def test_the_drawn_day_fills_the_plan_and_stands_in_the_list(signed_in: SignedIn) -> None:
    of, client = under(), signed_in(Role.PLANNER)
    client.post(f"/planner/trekken/{of.root}")
    day = draws()[0].data["drawn_on"]
    form = client.get(f"/planner/controle/{of.root}").content.decode()
    assert re.search(rf'name="happened_on" value="{day}"', form)
    listed = client.get("/planner/aan-de-beurt").content.decode()
    assert "getrokken:" in listed and "Datum trekken</a>" not in listed


def test_a_check_on_another_day_than_was_drawn_is_said(signed_in: SignedIn) -> None:
    train()
    of, client = under(), signed_in(Role.PLANNER)
    client.post(f"/planner/trekken/{of.root}")
    day = date.fromisoformat(draws()[0].data["drawn_on"])
    go(check(of, (day + timedelta(1)).isoformat()), "gepland", PLANNER, "2026-02-10")
    assert "een andere dag dan is getrokken" in client.get(f"/planner/trekken/{of.root}").content.decode()


def test_each_turn_has_a_draw_of_its_own(signed_in: SignedIn) -> None:
    train()
    of, client = under(), signed_in(Role.PLANNER)
    client.post(f"/planner/trekken/{of.root}")
    finished(of, "2026-02-09")
    client.post(f"/planner/trekken/{of.root}")
    assert [each.data["number"] for each in draws()] == [1, 2]
    shown = client.get(f"/planner/trekken/{of.root}").content.decode()
    assert shown.count("nagerekend: klopt<") == 2


def test_a_draw_that_was_changed_is_seen(signed_in: SignedIn) -> None:
    of = under()
    other = {"first": "2026-04-01", "last": "2026-04-30", "drawn_on": "2026-04-01", "interval_days": 91}
    make("trekking", trajectory=of.trajectory, about=of, data=other)
    shown = signed_in(Role.LEAD).get(f"/planner/trekken/{of.root}").content.decode()
    assert "nagerekend: klopt niet" in shown


def test_a_lead_sees_the_window_and_draws_nothing(signed_in: SignedIn) -> None:
    of, client = under(), signed_in(Role.LEAD)
    assert "Alleen een planner laat een dag trekken" in client.get(f"/planner/trekken/{of.root}").content.decode()
    assert client.post(f"/planner/trekken/{of.root}").status_code == 403
    assert draws() == []


def test_without_a_window_nothing_is_drawn(signed_in: SignedIn) -> None:
    of, client = under(often=False), signed_in(Role.PLANNER)
    assert "Er is geen dag die kan worden getrokken" in client.get(f"/planner/trekken/{of.root}").content.decode()
    assert client.post(f"/planner/trekken/{of.root}").status_code == 403
    assert draws() == []


def test_before_the_order_is_signed_nothing_is_drawn_nor_planned(signed_in: SignedIn) -> None:
    of, client = condition(), signed_in(Role.PLANNER)
    for address in (f"/planner/trekken/{of.root}", f"/planner/controle/{of.root}"):
        assert client.get(address).status_code == client.post(address).status_code == 403
        assert "nog niet door twee personen ondertekend" in client.get(address).content.decode()
    assert not Record.objects.filter(kind__in=("trekking", "controle")).exists()


def test_another_condition_or_another_house_s_is_none(signed_in: SignedIn) -> None:
    of = under()
    duty = condition(of.trajectory, "voorwaarde-meldplicht")
    assert signed_in(Role.PLANNER).get(f"/planner/trekken/{duty.root}").status_code == 404
    there = signed_in(Role.PLANNER, number=9, organisation="rn-2")
    assert there.get(f"/planner/trekken/{of.root}").status_code == 404


def test_nobody_writes_a_draw_by_hand(signed_in: SignedIn) -> None:
    of = under()
    answer = signed_in(Role.PLANNER).get(f"/nieuw/trekking?traject={of.trajectory_id}&over={of.root}")
    assert answer.status_code == 403 and NO_FORM.nl.split(";")[0] in answer.content.decode()


def test_the_key_of_the_turn_is_that_of_its_draw(signed_in: SignedIn) -> None:
    of = under(date(2026, 5, 1), often=False)
    [turn] = turns([of], TODAY)
    signed_in(Role.PLANNER).post(f"/planner/trekken/{of.root}")
    assert [each.id for each in draws()] == [turn.key]
