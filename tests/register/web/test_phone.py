"""The manual check in the browser: a button records the look, then the answer is asked."""

from inzage.register.models import Record
from inzage.register.values import Role
from tests.register.ground import condition, make
from tests.register.test_phone import SOFTWARE, begun
from tests.register.web.conftest import SignedIn
from tests.register.web.test_records import fields


def test_from_the_first_look_to_the_end(signed_in: SignedIn) -> None:
    check, client = begun(), signed_in()
    page = client.get(f"/telefoon/{check.root}").content.decode()
    address = f"/telefoon/{check.root}/vraag/{SOFTWARE}"
    assert address in page
    shown = client.get(address).content.decode()
    assert "iPhone-opslag" in shown and "Open geen enkele app." in shown
    assert 'value="no_indication"' not in shown
    assert client.post(address, {"look": "1"}).status_code == 302
    assert 'value="no_indication"' in client.get(address).content.decode()
    answer = client.post(address, {"answer": "indication", "count_band": "1-4"})
    assert answer.status_code == 302, answer.content.decode()
    assert client.post(f"/telefoon/{check.root}/afronden", {"minutes": "25"}).status_code == 302
    assert Record.objects.get(id=check.id).state == "gedaan"
    assert Record.objects.get(about=check, kind="inbreuktelling").data["human_looks"] == 1


def test_an_end_too_early_says_what_is_missing(signed_in: SignedIn) -> None:
    check = begun()
    answer = signed_in().post(f"/telefoon/{check.root}/afronden", {"minutes": "²"})
    assert answer.status_code == 403
    assert "Nog niet elke vraag heeft een antwoord" in answer.content.decode()


def test_what_is_not_granted_has_no_button(signed_in: SignedIn) -> None:
    check = begun("zo-1")
    shown = signed_in().get(f"/telefoon/{check.root}/vraag/listed_places_visited").content.decode()
    assert 'name="look"' not in shown
    assert "staat niet toe dat een mens dit bekijkt" in shown


def test_only_who_may_carry_it_out_looks(signed_in: SignedIn) -> None:
    check = begun()
    address = f"/telefoon/{check.root}/vraag/{SOFTWARE}"
    assert signed_in(Role.EXPERT).get(address).status_code == 200
    assert signed_in(Role.PLANNER).post(address, {"look": "1"}).status_code == 403
    assert signed_in(Role.OFFICER, number=9, organisation="svg-1").post(address, {"look": "1"}).status_code == 404


def test_another_kind_of_check_or_question_is_no_page(signed_in: SignedIn) -> None:
    check, of = begun(), condition()
    other = make("controle", trajectory=of.trajectory, about=of)
    client = signed_in()
    assert client.get(f"/telefoon/{other.root}").status_code == 404
    assert client.get(f"/telefoon/{check.root}/vraag/hours_kept").status_code == 404


def test_the_door_to_content_is_proposed_from_the_check_and_opened_by_two(signed_in: SignedIn) -> None:
    client = signed_in()
    check = begun("zo-1")
    address = f"/nieuw/tweepersoonsbesluit?onderwerp={check.root}&handeling=inhoud-openen"
    sent = fields(client, address) | {"reasons": ["De voorwaarde vraagt naar bezochte plaatsen."]}
    assert sent["act"] == ["inhoud-openen"]
    answer = client.post(address, sent)
    assert answer.status_code == 302, answer.content.decode()
    made = Record.objects.get(kind="tweepersoonsbesluit")
    assert made.data["subject"] == str(check.root)
    step = f"/gegeven/{made.root}/stap/vastgesteld"
    assert client.post(step, fields(signed_in(Role.LEAD), step)).status_code == 403
    lead = signed_in(Role.LEAD)
    assert lead.post(step, fields(lead, step)).status_code == 302
