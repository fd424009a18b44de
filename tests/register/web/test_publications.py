"""Publicaties: propose from the last look, see what readers get, establish with two, download."""

import json
import re
from html import unescape

import pytest
from django.test import Client

from inzage.evaluation.told import result_told
from inzage.register.log import now
from inzage.register.models import Record
from inzage.register.values import Role
from inzage.register.zones import day_of
from tests.register.ground import make
from tests.register.publishing.stock import concept, established, question, result
from tests.register.web.conftest import SignedIn


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return unescape(" ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split()))


@pytest.fixture
def one(signed_in: SignedIn) -> Client:
    """The first evaluator."""
    return signed_in(Role.EVALUATOR)


@pytest.fixture
def two(signed_in: SignedIn) -> Client:
    """The second."""
    return signed_in(Role.EVALUATOR, number=2)


def looked() -> Record:
    """A locked question with a look."""
    about = question()
    make("blik", about=about, data={"counted": 165, "result": json.dumps(result_told(result())), "units": []})
    return about


def test_from_a_look_to_a_file_in_two_pairs_of_hands(one: Client, two: Client) -> None:
    about = looked()
    listed = text(one, "/publicaties")
    assert "Er is nog niets gepubliceerd" in listed
    assert f"/publicaties/nieuw/{about.root}" in one.get("/publicaties").content.decode()
    assert f"/publicaties/nieuw/{about.root}" in one.get(f"/evaluatie/{about.root}").content.decode()
    assert "U publiceert blik 1" in text(one, f"/publicaties/nieuw/{about.root}")
    sent = one.post(f"/publicaties/nieuw/{about.root}", {"level": "openbaar"})
    assert sent.status_code == 302
    where = sent["Location"]
    page = text(one, where)
    assert "2 van de 14 aantallen" in page
    assert "1 om wat zij zelf zeggen" in page
    assert "Deze stap vraagt een tweede persoon" in page
    assert "/bestand/" not in one.get(where).content.decode()
    key = where.rstrip("/").rpartition("/")[2]
    said = {"_seen": "concept", "happened_on": day_of(now()).isoformat(), "happened_at": "00:00"}
    assert two.post(f"/gegeven/{key}/stap/vastgesteld", said).status_code == 302
    for form in ("pdf", "html", "csv", "jsonld"):
        answer = two.get(f"{where}/bestand/{form}")
        assert answer.status_code == 200
        assert answer["Content-Disposition"] == f'attachment; filename="e6-2026-06-30.{form}"'


def test_the_preview_holds_no_withheld_value(one: Client) -> None:
    page = one.get(f"/publicaties/{concept().root}").content.decode()
    row = re.search(r'<th scope="row">zuid</th>(.*?)</tr>', page, re.DOTALL)
    assert row is not None
    assert re.findall(r">(\d+)%?<", row[1]) == ["55"]
    assert row[1].count("weggelaten") == 2


def test_the_record_s_own_page_shows_no_file_for_the_program(one: Client) -> None:
    made = established()
    page = one.get(f"/gegeven/{made.root}").content.decode()
    assert f"{len(made.data['published'])} tekens, voor het programma" in page
    assert "bonds" not in page
    assert f"/publicaties/{made.root}" in page


def test_what_cannot_be_published_is_said_on_the_form(one: Client) -> None:
    about = looked()
    sent = one.post(f"/publicaties/nieuw/{about.root}", {"level": "werkvloer"})
    assert "worden niet gepubliceerd" in unescape(sent.content.decode())
    assert not Record.objects.filter(kind="publicatie").exists()


def test_without_a_look_there_is_nothing_to_propose(one: Client) -> None:
    about = question()
    assert "Zonder blik is er niets te publiceren" in text(one, f"/publicaties/nieuw/{about.root}")
    assert one.post(f"/publicaties/nieuw/{about.root}", {"level": "openbaar"}).status_code == 200
    assert not Record.objects.filter(kind="publicatie").exists()


def test_a_team_leader_reads_and_does_not_propose(signed_in: SignedIn) -> None:
    lead = signed_in(Role.LEAD)
    made = established()
    assert "Een publicatie voorstellen" not in text(lead, "/publicaties")
    assert "Wat lezers krijgen" in text(lead, f"/publicaties/{made.root}")
    assert lead.get(f"/publicaties/nieuw/{made.about_id}").status_code == 403
    assert lead.get(f"/publicaties/{made.root}/bestand/csv").status_code == 200


@pytest.mark.parametrize("role", [Role.OFFICER, Role.PLANNER, Role.ADMINISTRATOR, Role.POLICE])
def test_others_do_not_open_it(role: Role, signed_in: SignedIn) -> None:
    """What it keeps is not rounded; that is for the next publication's sake, and for who evaluates."""
    made = established()
    assert signed_in(role).get("/publicaties").status_code == 403
    assert signed_in(role).get(f"/gegeven/{made.root}").status_code == 404


def test_another_organisation_sees_nothing_of_it(signed_in: SignedIn) -> None:
    made = established()
    other = signed_in(Role.EVALUATOR, organisation="svg-1")
    assert other.get(f"/publicaties/{made.root}").status_code == 404
    assert other.get(f"/publicaties/{made.root}/bestand/csv").status_code == 404
    assert "Er is nog niets gepubliceerd" in text(other, "/publicaties")


@pytest.mark.parametrize("address", ["bestand/exe", "bestand/docx"])
def test_another_file_is_not_there(address: str, one: Client) -> None:
    assert one.get(f"/publicaties/{established().root}/{address}").status_code == 404


def test_a_record_of_another_kind_has_no_such_page(one: Client) -> None:
    assert one.get(f"/publicaties/{question().root}").status_code == 404


def test_the_page_is_there_in_english(signed_in: SignedIn) -> None:
    page = text(signed_in(Role.EVALUATOR, language="en"), f"/publicaties/{established().root}")
    assert "What readers get" in page
    assert "Counts are rounded to fives" in page
