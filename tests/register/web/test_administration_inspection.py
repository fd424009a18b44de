"""Inzage geven: one file for the person or for a third person, its line first, and nothing of anybody else."""

import io
import json
import zipfile

import pytest
from django.http import HttpResponse

from inzage.register.inspection import Capacity, Purpose, Recipient
from inzage.register.models import Entry, Record
from inzage.register.values import Role
from inzage.register.web.administering import giving
from tests.register.ground import OFFICER, condition, make, trajectory
from tests.register.privacy.cases import ask
from tests.register.web.conftest import SignedIn

FOR_SELF = {"purpose": "inzage", "recipient": "betrokkene", "lang": "nl"}


def person_of(place: Record) -> Record:
    assert place.about
    return place.about


def files(answer: HttpResponse) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(answer.content)) as whole:
        return {name: whole.read(name) for name in whole.namelist()}


def test_a_person_is_found_by_exactly_their_pseudonym(signed_in: SignedIn) -> None:
    person = person_of(trajectory(pseudonym="P-0007"))
    client = signed_in()
    for asked, found in (("P-0007", True), ("P-000", False), ("", False)):
        shown = client.get("/inzage-geven", {"zoek": asked}).content.decode()
        assert (f"/inzage-geven/{person.root}" in shown) is found


def test_requests_that_wait_stand_by_the_day_of_their_answer(signed_in: SignedIn) -> None:
    place = trajectory(pseudonym="P-0007")
    ask(place, "inzage")
    ask(trajectory(pseudonym="P-0008"), "rectificatie")
    shown = signed_in(Role.LEAD).get("/inzage-geven").content.decode()
    assert "P-0007" in shown and "P-0008" not in shown


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.OFFICER, Role.LEAD}))
def test_only_officer_and_lead_give_one(role: Role, signed_in: SignedIn) -> None:
    person = person_of(trajectory())
    client = signed_in(role)
    assert client.get("/inzage-geven").status_code == 403
    assert client.post(f"/inzage-geven/{person.root}", FOR_SELF).status_code == 403
    assert not Entry.objects.filter(action="export").exists()


def test_an_export_is_one_file_with_its_line_in_the_log(signed_in: SignedIn) -> None:
    place = trajectory(pseudonym="P-0007")
    make("gesprek", trajectory=place)
    answer = signed_in().post(f"/inzage-geven/{person_of(place).root}", FOR_SELF)
    assert answer.status_code == 200 and answer["Content-Type"] == "application/zip"
    assert "inzage-P-0007-" in answer["Content-Disposition"]
    held = files(answer)
    assert held.keys() == {"gegevens.json", "gegevens.pdf", "gegevens.html"}
    assert held["gegevens.pdf"].startswith(b"%PDF-")
    told = json.loads(held["gegevens.json"])
    assert (told["purpose"], told["recipient"], len(told["parts"])) == ("inzage", "betrokkene", 1)
    assert all(OFFICER.key.encode() not in content for content in held.values())
    line = Entry.objects.get(action="export")
    assert (line.actor, line.subject, line.kind) == (OFFICER.key, person_of(place).root, "inzage:betrokkene")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "waarvoor de uitdraai is"),
        (FOR_SELF | {"purpose": "nieuwsgierig"}, "waarvoor de uitdraai is"),
        (FOR_SELF | {"recipient": "krant"}, "voor wie de uitdraai is"),
        (FOR_SELF | {"recipient": "derde"}, "als wie diegene voorkomt"),
        (FOR_SELF | {"recipient": "derde", "capacity": "gedeeld"}, "ten minste één gegeven"),
        (FOR_SELF | {"recipient": "derde", "capacity": "gedeeld", "record": "x"}, "ten minste één gegeven"),
    ],
)
def test_what_was_not_chosen_is_said_and_nothing_is_given(sent: dict[str, str], said: str, signed_in: SignedIn) -> None:
    answer = signed_in().post(f"/inzage-geven/{person_of(trajectory()).root}", sent)
    assert answer.status_code == 400 and said in answer.content.decode()
    assert not Entry.objects.filter(action="export").exists()


def test_a_third_person_gets_only_what_is_on_them(signed_in: SignedIn) -> None:
    place = trajectory(pseudonym="P-0007")
    under = condition(place)
    shared = make("gegevensdrager", trajectory=place, about=under, data={"owner": "gedeeld"})
    own = make("gegevensdrager", trajectory=place, about=under)
    client = signed_in()
    address = f"/inzage-geven/{person_of(place).root}"
    shown = client.get(address, {"als": "gedeeld"}).content.decode()
    assert str(shared.root) in shown and str(own.root) not in shown
    assert "komt in deze gegevens niet voor" in client.get(address, {"als": "vrijwilliger"}).content.decode()
    sent = FOR_SELF | {"recipient": "derde", "capacity": "gedeeld", "record": str(shared.root), "lang": "en"}
    answer = client.post(address, sent)
    told = json.loads(files(answer)["gegevens.json"])
    assert (len(told["mentions"]), told["parts"], told["person"], told["lang"]) == (1, [], [], "en")
    assert "P-0007" not in answer["Content-Disposition"]
    assert all(b"P-0007" not in content for content in files(answer).values())
    assert Entry.objects.get(action="export").kind == "inzage:derde"


def test_another_organisation_gives_none(signed_in: SignedIn) -> None:
    person = person_of(trajectory(pseudonym="P-0007"))
    there = signed_in(Role.OFFICER, number=9, organisation="rn-2")
    assert there.get(f"/inzage-geven/{person.root}").status_code == 404
    assert there.post(f"/inzage-geven/{person.root}", FOR_SELF).status_code == 404
    assert "P-0007" not in there.get("/inzage-geven", {"zoek": "P-0007"}).content.decode().split("<ul>")[-1]


def test_an_organisation_in_the_chain_is_no_person(signed_in: SignedIn) -> None:
    other = make("organisatie")
    answer = signed_in().post(f"/inzage-geven/{other.root}", FOR_SELF)
    assert answer.status_code == 404
    assert signed_in().get(f"/inzage-geven/{other.root}").status_code == 404


def test_every_choice_has_words() -> None:
    assert giving.PURPOSES.keys() == set(Purpose)
    assert giving.RECIPIENTS.keys() == set(Recipient) - {Recipient.THIRD}
    assert giving.CAPACITIES.keys() == set(Capacity)
