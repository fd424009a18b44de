"""Lists on the screen: hygiene as it stands, and a list from a browser to the store by way of two people."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from inzage.register.models import Entry, Record
from inzage.register.values import Role
from inzage.register.watching import importing
from inzage.register.web.administering import watch
from inzage.watchlists import ListKind, Meaning
from inzage.watchlists.formats import Left
from inzage.watchlists.store import Lists
from tests.register.ground import KINDS, LEAD, LISTS, WHY, go, state
from tests.register.watching.desk import ENTRIES, Desk, agreed, make_desk
from tests.register.web.conftest import SignedIn

NOW = datetime(2026, 2, 10, 9, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = make_desk(tmp_path)
    told = {"REGISTER_KIT": "kit", "REGISTER_FILES": "files", "CHECK_KIT": "tool", "LISTS": "lists"}
    for name, place in told.items():
        monkeypatch.setenv(f"INZAGE_{name}", str(tmp_path / place))
    return made


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    with (
        patch("inzage.register.web.screens.administration_lists.now", lambda: NOW),
        patch("inzage.register.web.administering.proposing.now", lambda: NOW),
    ):
        yield


def page(client: Client, address: str = "/beheer/lijsten") -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def sent(desk: Desk, data: bytes = ENTRIES, name: str = "lijst.txt", **more: object) -> dict[str, object]:
    files = {"listed": SimpleUploadedFile(name, data), "manifest": SimpleUploadedFile("m.json", desk.signed(data))}
    return {"reasons": WHY} | files | more


def imported(desk: Desk, **said: object) -> None:
    importing.bring_in(KINDS, agreed(desk.bring(**said).object), LISTS, desk.places, NOW)  # type: ignore[arg-type]


def row(shown: str, name: str) -> str:
    found = re.search(rf'<tr><th scope="row">{name} .*?</tr>', shown, re.DOTALL)
    assert found
    return found[0]


def test_from_a_browser_to_the_store_by_way_of_two_people(signed_in: SignedIn, desk: Desk) -> None:
    manager, lead = signed_in(Role.LISTS), signed_in(Role.LEAD)
    key = re.search(r'name="_key" value="(.*?)"', page(manager, "/beheer/lijsten/aanbieden"))
    assert key
    answer = manager.post("/beheer/lijsten/aanbieden", sent(desk, _key=key[1]))
    assert (answer.status_code, answer["Location"]) == (302, f"/beheer/lijsten/{key[1]}")
    decision = Record.objects.get(kind="tweepersoonsbesluit")
    shown = page(lead, f"/beheer/lijsten/{decision.root}")
    for said in (
        "plaatsen 1",
        "uitgever",
        "Webadressen (text)",
        "telt mee",
        "klasse-a",
        f"{decision.data['object'][:32]}",
    ):
        assert said in shown, said
    assert "listed.example" not in shown
    assert f"/gegeven/{decision.root}/stap/vastgesteld" in shown and "Nu invoeren" not in shown
    assert "stap/vastgesteld" not in page(manager, f"/beheer/lijsten/{decision.root}")
    assert manager.post(f"/beheer/lijsten/{decision.root}/invoeren").status_code == 403
    go(decision, "vastgesteld", LEAD, "2026-02-10")
    assert "Nu invoeren" in page(manager, f"/beheer/lijsten/{decision.root}")
    assert lead.post(f"/beheer/lijsten/{decision.root}/invoeren").status_code == 403
    assert manager.post(f"/beheer/lijsten/{decision.root}/invoeren").status_code == 302
    assert state(decision) == "uitgevoerd"
    assert [each.entries for each in Lists.open(desk.lists, desk.kit).stored] == [2]
    assert "wacht hier niet meer" in page(manager, f"/beheer/lijsten/{decision.root}")
    assert manager.post(f"/beheer/lijsten/{decision.root}/invoeren").status_code == 403


def test_a_list_shows_whose_it_is_how_many_and_how_old(signed_in: SignedIn, desk: Desk) -> None:
    imported(desk)
    imported(desk, name="oud", fresh_until=date(2026, 2, 9))
    shown = page(signed_in(Role.LISTS))
    assert 'iz-num">2</td><td class="iz-num">40</td><td>31 december 2099' in row(shown, "plaatsen")
    assert "uitgever" in row(shown, "plaatsen") and "telt mee" in row(shown, "plaatsen")
    assert "verouderd" in row(shown, "oud")
    assert "listed.example" not in shown


def test_what_names_the_ordinary_stands_in_quarantine(signed_in: SignedIn, desk: Desk) -> None:
    imported(desk, name="gewoon", meaning=Meaning.BENIGN)
    decision = agreed(desk.bring().object)
    manager = signed_in(Role.LISTS)
    answer = manager.post(f"/beheer/lijsten/{decision.root}/invoeren")
    assert answer.status_code == 400 and "quarantaine" in answer.content.decode()
    shown = page(manager)
    assert "in quarantaine" in row(shown, "plaatsen") and "gewoon" in row(shown, "plaatsen")
    assert "nooit mee" in row(shown, "gewoon")


def test_a_manager_withdraws_after_being_asked_and_a_lead_cannot(signed_in: SignedIn, desk: Desk) -> None:
    imported(desk)
    manager, lead = signed_in(Role.LISTS), signed_in(Role.LEAD)
    assert lead.post("/beheer/lijsten/intrekken/plaatsen").status_code == 403
    assert "Intrekken" not in page(lead)
    assert "twee personen" in page(manager, "/beheer/lijsten/intrekken/plaatsen")
    assert "telt mee" in page(manager)
    assert manager.post("/beheer/lijsten/intrekken/plaatsen").status_code == 302
    assert "ingetrokken" in row(page(manager), "plaatsen")
    assert Entry.objects.filter(action="list", kind="plaatsen", actor=LISTS.key).count() == 1
    assert manager.post("/beheer/lijsten/intrekken/plaatsen").status_code == 404


@pytest.mark.parametrize("missing", ["listed", "manifest", "reasons"])
def test_what_is_missing_is_asked_and_nothing_is_proposed(missing: str, signed_in: SignedIn, desk: Desk) -> None:
    whole = sent(desk)
    del whole[missing]
    assert signed_in(Role.LISTS).post("/beheer/lijsten/aanbieden", whole).status_code == 400
    assert not Record.objects.exists() and desk.kept() == []


def test_a_list_that_is_refused_says_so_and_keeps_the_reasons(signed_in: SignedIn, desk: Desk) -> None:
    bad = sent(desk, b"niet een adres\n")
    answer = signed_in(Role.LISTS).post("/beheer/lijsten/aanbieden", bad)
    said = answer.content.decode()
    assert answer.status_code == 400 and "plaats 1 is geen vermelding" in said and WHY in said
    assert not Record.objects.exists() and desk.kept() == []


def test_a_csv_list_is_known_by_its_name(signed_in: SignedIn, desk: Desk) -> None:
    data = b"listed.example,klasse-a\n"
    answer = signed_in(Role.LISTS).post("/beheer/lijsten/aanbieden", sent(desk, data, "Lijst.CSV"))
    assert answer.status_code == 302
    assert "list.csv" in desk.kept()


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.LISTS, Role.LEAD}))
def test_other_roles_see_no_list(role: Role, signed_in: SignedIn, desk: Desk) -> None:
    decision = agreed(desk.bring().object)
    client = signed_in(role)
    for address in ("", "/aanbieden", f"/{decision.root}", "/intrekken/plaatsen"):
        assert client.get(f"/beheer/lijsten{address}").status_code == 403
    assert client.post(f"/beheer/lijsten/{decision.root}/invoeren").status_code == 403


def test_a_decision_of_another_organisation_is_not_there(signed_in: SignedIn, desk: Desk) -> None:
    decision = agreed(desk.bring().object)
    there = signed_in(Role.LISTS, number=9, organisation="rn-2")
    assert there.get(f"/beheer/lijsten/{decision.root}").status_code == 404
    assert there.post(f"/beheer/lijsten/{decision.root}/invoeren").status_code == 404
    assert str(decision.root) not in page(there)


def test_a_damaged_store_is_said_in_its_place(signed_in: SignedIn, desk: Desk) -> None:
    imported(desk)
    (desk.lists / "plaatsen.keyed").write_bytes(b"stuk")
    shown = page(signed_in(Role.LISTS))
    assert "iz-message--error" in shown and "Lijst aanbieden" in shown


def test_without_lists_here_the_page_says_what_to_set(
    signed_in: SignedIn, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("INZAGE_LISTS")
    assert "INZAGE_LISTS" in page(signed_in(Role.LISTS))
    answer = signed_in(Role.LISTS).post("/beheer/lijsten/aanbieden", sent(desk))
    assert answer.status_code == 400 and "INZAGE_LISTS" in answer.content.decode()


def test_every_word_of_the_store_has_ours() -> None:
    assert watch.KINDS.keys() == set(ListKind)
    assert watch.MEANINGS.keys() == set(Meaning)
    assert watch.LEFT.keys() == set(Left)
