"""By which day the first check is to be done: chosen at the order, seen by the planner, no part of what is signed."""

from html import unescape

import pytest

from inzage.register.models import Record
from inzage.register.values import Role
from tests.register.ground import sign, trajectory
from tests.register.web.conftest import SignedIn
from tests.register.web.test_order import day, enter, form_at, typed


def conditions(order: Record) -> list[Record]:
    return list(Record.objects.filter(about__root=order.root, kind="voorwaarde-controle").order_by("data__block"))


def test_the_planner_sees_the_day_once_however_many_conditions_there_are(signed_in: SignedIn) -> None:
    order = enter(signed_in(), block=["zo-1", "alg-1"], first_check=day(14))
    dues = [each.due.isoformat() if each.due else None for each in conditions(order)]
    assert dues == [day(14), None]
    assert "first_check" not in str([order.data, *(each.data for each in conditions(order))])
    planner, leads = signed_in(Role.PLANNER), f"/planner/controle/{conditions(order)[0].root}"
    before = planner.get("/planner/aan-de-beurt").content.decode()
    assert "opdracht nog niet ondertekend" in before and leads not in before
    sign(order)
    shown = planner.get("/planner/aan-de-beurt").content.decode()
    assert shown.count(f'href="{leads}"') == 1


def test_without_a_day_nothing_is_due_by_itself(signed_in: SignedIn) -> None:
    assert [each.due for each in conditions(enter(signed_in()))] == [None]


@pytest.mark.parametrize("within", [-30, 300])
def test_both_ends_of_the_period_are_days_of_it(within: int, signed_in: SignedIn) -> None:
    assert conditions(enter(signed_in(), first_check=day(within)))[0].due is not None


@pytest.mark.parametrize(
    ("told", "said"),
    [(day(-31), "buiten de periode"), (day(301), "buiten de periode"), ("2026-02-30", "dag"), ("morgen", "dag")],
)
def test_another_day_is_refused_beside_its_field(told: str, said: str, signed_in: SignedIn) -> None:
    client, place = signed_in(), trajectory()
    address, form = form_at(client, place)
    answer = client.post(address, form | typed(first_check=told))
    assert answer.status_code == 400
    page = unescape(answer.content.decode())
    assert said in page.split('role="alert"')[1].split("</ul>")[0] and f'value="{told}"' in page
    assert not Record.objects.filter(kind="opdracht").exists()
