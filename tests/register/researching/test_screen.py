"""A delivery from the screen: proposed by one, agreed to by another, and given once as a file."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from django.test import Client

from inzage.register.models import Entry, Record
from inzage.register.researching.bundle import NAMES
from inzage.register.values import Role
from inzage.register.writing import Times, correct
from tests.register.ground import EVALUATOR, KINDS, WHY, trajectory
from tests.register.web.conftest import SignedIn, signed_in

__all__ = ["signed_in"]
HIDDEN = re.compile(r'name="(happened[^"]*|_seen|_version)" value="([^"]*)"')
ASKED = {
    "purpose": "criminogene-factoren",
    "reasons": WHY,
    "recipient": "WODC",
    "use_until": "2099-12-31",
    "research_kinds": ["toezicht", "oordeel"],
}


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def proposed(client: Client, **more: object) -> str:
    """The address of the delivery's page."""
    answer = client.post("/onderzoek/nieuw", ASKED | more)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_nobody_agrees_to_more_than_what_they_read(signed_in: SignedIn) -> None:
    """Corrected between the reading and the yes, it would give kinds that the second person never saw."""
    evaluator, lead = signed_in(Role.EVALUATOR), signed_in(Role.LEAD)
    proposed(evaluator)
    made = Record.objects.get(kind="onderzoekslevering")
    step = f"/gegeven/{made.root}/stap/ingestemd"
    read = dict(HIDDEN.findall(page(lead, step)))
    more = made.data | {"research_kinds": [*made.data["research_kinds"], "recidive"]}
    wider = correct(KINDS, made, EVALUATOR, more, Times(made.happened))
    answer = lead.post(step, read)
    assert answer.status_code == 409 and "intussen gewijzigd" in answer.content.decode()
    wider.refresh_from_db()
    assert wider.state == "voorgesteld"
    assert lead.post(step, dict(HIDDEN.findall(page(lead, step)))).status_code == 302, "the control"


def test_from_a_proposal_to_a_file_by_way_of_two_people(signed_in: SignedIn) -> None:
    trajectory()
    evaluator, lead = signed_in(Role.EVALUATOR), signed_in(Role.LEAD)
    address = proposed(evaluator)
    made = Record.objects.get(kind="onderzoekslevering")
    shown = page(evaluator, address)
    assert "Onderzoek naar criminogene factoren" in shown and "WODC" in shown
    assert "Professioneel oordeel; Toezicht" in shown
    assert "Eén keer leveren" not in shown
    assert evaluator.post(f"{address}/leveren").status_code == 403
    assert "stap/ingestemd" not in shown and f"/gegeven/{made.root}/stap/ingestemd" in page(lead, address)
    assert "Eén keer leveren" not in page(lead, address)
    step = f"/gegeven/{made.root}/stap/ingestemd"
    hidden = dict(re.findall(r'name="(happened[^"]*)" value="([^"]*)"', page(lead, step)))
    assert lead.post(step, hidden).status_code == 302
    assert lead.post(f"{address}/leveren").status_code == 403
    assert "Eén keer leveren" in page(evaluator, address)
    answer = evaluator.post(f"{address}/leveren")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert tuple(packed.namelist()) == NAMES
    done = page(evaluator, address)
    assert "Wat is geleverd" in done and "Eén keer leveren" not in done
    assert evaluator.post(f"{address}/leveren").status_code == 403
    assert Entry.objects.filter(action="export", kind="criminogene-factoren:WODC").count() == 1


def test_nothing_is_chosen_beforehand_and_nothing_is_no_choice(signed_in: SignedIn) -> None:
    client = signed_in(Role.EVALUATOR)
    shown = page(client, "/onderzoek/nieuw")
    assert " checked" not in shown.split("research_kinds", 1)[1]
    answer = client.post("/onderzoek/nieuw", {**ASKED, "research_kinds": []})
    assert answer.status_code == 400 and "Kies ten minste één soort" in answer.content.decode()
    assert WHY in answer.content.decode()
    assert not Record.objects.filter(kind="onderzoekslevering").exists()


@pytest.mark.parametrize("missing", ["purpose", "reasons", "recipient", "use_until"])
def test_purpose_recipient_reasons_and_term_are_asked(signed_in: SignedIn, missing: str) -> None:
    answer = signed_in(Role.EVALUATOR).post("/onderzoek/nieuw", {**ASKED, missing: ""})
    assert answer.status_code == 400
    assert answer.content.decode().count(" checked") >= len(ASKED["research_kinds"])
    assert not Record.objects.filter(kind="onderzoekslevering").exists()


def test_kinds_that_cannot_be_chosen_are_left_out(signed_in: SignedIn) -> None:
    client = signed_in(Role.EVALUATOR)
    proposed(client, research_kinds=["toezicht", "overdracht-politie", "opleiding", "x"])
    assert Record.objects.get(kind="onderzoekslevering").data["research_kinds"] == ["toezicht"]


def test_posting_twice_is_once(signed_in: SignedIn) -> None:
    client = signed_in(Role.EVALUATOR)
    key = re.search(r'name="_key" value="(.*?)"', page(client, "/onderzoek/nieuw"))
    assert key
    assert proposed(client, _key=key[1]) == proposed(client, _key=key[1])
    assert Record.objects.filter(kind="onderzoekslevering").count() == 1


def test_a_delivery_cannot_be_said_to_have_left_by_a_step_alone(signed_in: SignedIn) -> None:
    evaluator = signed_in(Role.EVALUATOR)
    proposed(evaluator)
    made = Record.objects.get(kind="onderzoekslevering")
    lead = signed_in(Role.LEAD)
    address = f"/gegeven/{made.root}/stap/ingestemd"
    lead.post(address, dict(re.findall(r'name="(happened[^"]*)" value="([^"]*)"', page(lead, address))))
    said = {"zip_sha256": "ab" * 32, "zip_bytes": "1", "event_rows": "0", "span_rows": "0"}
    assert evaluator.post(f"/gegeven/{made.root}/stap/geleverd", said).status_code == 403
    assert Record.objects.get(id=made.id).state == "ingestemd"


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.EVALUATOR, Role.LEAD}))
def test_others_do_not_come_here(signed_in: SignedIn, role: Role) -> None:
    assert signed_in(role).get("/onderzoek").status_code == 403


def test_a_team_leader_reads_and_proposes_nothing(signed_in: SignedIn) -> None:
    lead = signed_in(Role.LEAD)
    assert "Levering voorstellen" not in page(lead, "/onderzoek")
    assert lead.get("/onderzoek/nieuw").status_code == 403


def test_another_organisation_sees_none_of_it(signed_in: SignedIn) -> None:
    address = proposed(signed_in(Role.EVALUATOR), recipient="rn-2")
    other = signed_in(Role.EVALUATOR, number=21, organisation="rn-2")
    assert other.get(address).status_code == 404
    assert "criminogene" not in page(other, "/onderzoek")


def test_the_pages_speak_english_too(signed_in: SignedIn, tmp_path: Path) -> None:
    client = signed_in(Role.EVALUATOR, language="en")
    assert "there are small numbers in a delivery" in page(client, "/onderzoek")
    assert "Kinds of record" in page(client, "/onderzoek/nieuw")
    assert not list(tmp_path.iterdir())
