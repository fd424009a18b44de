"""No record is a dead end: its page leads to the page that shows it best, and to what is mostly made next."""

import pytest

from inzage import __version__
from inzage.register.models import Record
from inzage.register.values import Role
from tests.register.ground import OFFICER, WHY, condition, go, hanging, make, sign, trajectory
from tests.register.test_phone import begun
from tests.register.web.conftest import SignedIn
from tests.register.web.test_records import fields


@pytest.mark.parametrize(
    ("code", "role", "leads"),
    [
        ("persoon", Role.OFFICER, "/nieuw/toezicht?over={root}"),
        ("toezicht", Role.OFFICER, "/toezicht/{root}"),
        ("toezicht", Role.PLANNER, "/planner/toewijzen/{root}"),
        ("opdracht", Role.LEAD, "/opdracht/{root}"),
        ("controle", Role.PLANNER, "/controle/{root}"),
        ("publicatie", Role.EVALUATOR, "/publicaties/{root}"),
        ("telefooncontrole", Role.OFFICER, "/telefoon/{root}"),
        ("voorwaarde-controle", Role.OFFICER, "/nieuw/controlefrequentie?traject={place}&amp;over={root}"),
    ],
)
def test_a_record_leads_on(code: str, role: Role, leads: str, signed_in: SignedIn) -> None:
    record = hanging(code)
    shown = signed_in(role).get(f"/gegeven/{record.root}").content.decode()
    assert f'href="{leads.format(root=record.root, place=record.trajectory_id)}"' in shown


def test_a_check_is_planned_under_a_condition_of_a_signed_order_and_not_before(signed_in: SignedIn) -> None:
    of = condition()
    order = Record.objects.get(id=of.about_id)
    page, leads = f"/gegeven/{of.root}", f'href="/planner/controle/{of.root}"'
    assert leads not in signed_in(Role.PLANNER).get(page).content.decode()
    sign(order)
    assert leads in signed_in(Role.PLANNER).get(page).content.decode()
    go(of, "niet_uitgevoerd", OFFICER, reason="ziekte")
    assert leads not in signed_in(Role.PLANNER).get(page).content.decode()


@pytest.mark.parametrize(
    ("code", "role", "leads"),
    [
        ("toezicht", Role.OFFICER, "/planner/toewijzen/"),
        ("voorwaarde-controle", Role.OFFICER, "/planner/controle/"),
        ("voorwaarde-controle", Role.PLANNER, "/nieuw/controlefrequentie"),
        ("persoon", Role.PLANNER, "/nieuw/reclasseringsadvies"),
    ],
)
def test_nobody_is_led_to_a_page_that_is_not_theirs(code: str, role: Role, leads: str, signed_in: SignedIn) -> None:
    record = hanging(code)
    assert leads not in signed_in(role).get(f"/gegeven/{record.root}").content.decode()


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


def test_a_check_is_made_under_a_condition_of_checking_alone_and_with_its_method_filled_in(signed_in: SignedIn) -> None:
    order = make("opdracht", trajectory=trajectory())
    condition = make("voorwaarde-controle", trajectory=order.trajectory, about=order)
    duty = make("voorwaarde-meldplicht", trajectory=order.trajectory, about=order)
    asked = signed_in().get(f"/nieuw/telefooncontrole?traject={order.trajectory_id}").content.decode()
    assert f"over={condition.root}" in asked and condition.data["block"].upper() in asked
    assert f"over={duty.root}" not in asked and f"over={order.root}" not in asked
    form = signed_in().get(f"/nieuw/telefooncontrole?traject={order.trajectory_id}&over={condition.root}")
    assert f'value="inzage-{__version__}"' in form.content.decode()


def test_a_telephone_check_leads_to_a_refusal_before_it_and_to_a_decision_after_it(signed_in: SignedIn) -> None:
    check, client = begun(), signed_in()
    before = client.get(f"/telefoon/{check.root}").content.decode()
    assert f"/controle/{check.root}/weigering" in before and "/nieuw/vervolg" not in before
    assert f'<a href="/telefoon/{check.root}">' in client.get(f"/controle/{check.root}/weigering").content.decode()
    go(check, "gestopt", OFFICER, reason="medewerking-gestopt")
    after = client.get(f"/telefoon/{check.root}").content.decode()
    assert f"/controle/{check.root}/weigering" not in after
    decision = f"/nieuw/vervolg?traject={check.trajectory_id}&over={check.root}"
    assert decision.replace("&", "&amp;") in after
    assert client.post(decision, fields(client, decision) | {"outcome": ["gesprek"], "reasons": [WHY]})["Location"] == (
        f"/telefoon/{check.root}"
    )
    assert WHY in client.get(f"/telefoon/{check.root}").content.decode()
    assert "/nieuw/vervolg" not in signed_in(Role.PLANNER).get(f"/telefoon/{check.root}").content.decode()


def test_an_order_is_entered_from_the_timeline_by_who_enters_orders(signed_in: SignedIn) -> None:
    place = trajectory()
    leads = f"/opdracht/nieuw?traject={place.root}"
    assert leads in signed_in().get(f"/toezicht/{place.root}").content.decode()
    assert leads not in signed_in(Role.PLANNER).get(f"/toezicht/{place.root}").content.decode()


def test_a_refusal_asks_only_when_it_was(signed_in: SignedIn) -> None:
    form = fields(signed_in(), f"/controle/{begun().root}/weigering")
    shown = signed_in().get(f"/controle/{begun().root}/weigering").content.decode()
    assert "happened_on" in form and "Uiterlijk te doen op" not in shown
