"""No record is a dead end: its page leads to the page that shows it best, and to what is mostly made next."""

import pytest

from inzage.register.values import Role
from tests.register.ground import OFFICER, go, hanging, make, trajectory
from tests.register.web.conftest import SignedIn


@pytest.mark.parametrize(
    ("code", "role", "leads"),
    [
        ("persoon", Role.OFFICER, "/nieuw/toezicht?over={root}"),
        ("toezicht", Role.OFFICER, "/toezicht/{root}"),
        ("toezicht", Role.PLANNER, "/planner/toewijzen/{root}"),
        ("opdracht", Role.LEAD, "/opdracht/{root}"),
        ("controle", Role.PLANNER, "/controle/{root}"),
        ("telefooncontrole", Role.OFFICER, "/telefoon/{root}"),
        ("voorwaarde-controle", Role.PLANNER, "/planner/controle/{root}"),
    ],
)
def test_a_record_leads_on(code: str, role: Role, leads: str, signed_in: SignedIn) -> None:
    record = hanging(code)
    shown = signed_in(role).get(f"/gegeven/{record.root}").content.decode()
    assert f'href="{leads.format(root=record.root)}"' in shown


@pytest.mark.parametrize(
    ("code", "role", "leads"),
    [
        ("toezicht", Role.OFFICER, "/planner/toewijzen/"),
        ("voorwaarde-controle", Role.OFFICER, "/planner/controle/"),
        ("persoon", Role.PLANNER, "/nieuw/reclasseringsadvies"),
    ],
)
def test_nobody_is_led_to_a_page_that_is_not_theirs(code: str, role: Role, leads: str, signed_in: SignedIn) -> None:
    record = hanging(code)
    assert leads not in signed_in(role).get(f"/gegeven/{record.root}").content.decode()


def test_no_check_is_planned_under_a_condition_that_is_not_executed(signed_in: SignedIn) -> None:
    condition = hanging("voorwaarde-controle")
    go(condition, "niet_uitgevoerd", OFFICER, reason="ziekte")
    assert "/planner/controle/" not in signed_in(Role.PLANNER).get(f"/gegeven/{condition.root}").content.decode()


def test_what_a_record_is_about_is_named_and_leads_home(signed_in: SignedIn) -> None:
    order = make("opdracht", trajectory=trajectory())
    condition = make("voorwaarde-controle", trajectory=order.trajectory, about=order)
    shown = signed_in().get(f"/gegeven/{condition.root}").content.decode()
    assert f'<a href="/opdracht/{order.root}">Opdracht van de rechter</a>' in shown
    assert f'<a href="/toezicht/{order.trajectory_id}">' in shown


def test_each_kind_is_offered_once(signed_in: SignedIn) -> None:
    shown = signed_in().get("/nieuw").content.decode()
    assert shown.count('href="/nieuw/opdracht"') == shown.count('href="/nieuw/voorwaarde-controle"') == 1


def test_why_a_step_is_not_open_does_not_speak_of_saving(signed_in: SignedIn) -> None:
    shown = signed_in().get(f"/gegeven/{hanging('persoon').root}").content.decode()
    assert "beëindigt een partij" in shown and "Er is niets opgeslagen" not in shown
