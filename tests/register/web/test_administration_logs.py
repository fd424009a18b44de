"""The log and the sign-ins: lines of one's own organisation, filters, the head, both chains, a line for each look."""

import re

import pytest
from django.test import Client

from inzage.register import Refused
from inzage.register.faults import ChainBroken
from inzage.register.log import head, verify
from inzage.register.models import Entry
from inzage.register.overseeing import LOOK, WHOLE, looked
from inzage.register.values import Actor, Role
from inzage.register.web.accounts import access, services
from inzage.register.web.accounts.guarding import keyed
from inzage.register.web.accounts.models import Access
from inzage.register.web.administering import logs
from tests.register.ground import ADMIN, LEAD, OFFICER, PLANNER, go, make, trajectory
from tests.register.web.conftest import SignedIn, account


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def numbers(shown: str) -> list[int]:
    return [int(n) for n in re.findall(r'<tr><td class="iz-num">(\d+)</td>', shown)]


def test_every_look_is_entered_and_seen_at_the_next(signed_in: SignedIn) -> None:
    make("gesprek", trajectory=trajectory())
    client = signed_in(Role.ADMINISTRATOR)
    first = page(client, "/beheer/logboek")
    look = Entry.objects.order_by("-number")[0]
    assert (look.action, look.subject, look.actor, look.kind) == (LOOK, WHOLE, ADMIN.key, "log")
    assert look.number not in numbers(first)
    second = page(client, "/beheer/logboek")
    assert numbers(second)[0] == look.number and "Logboek ingezien" in second
    assert verify() == Entry.objects.count()


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR, Role.LEAD}))
def test_who_may_not_look_is_refused_and_leaves_no_line(role: Role, signed_in: SignedIn) -> None:
    before = Entry.objects.count()
    for address in ("logboek", "logboek/stand", "aanmeldingen"):
        assert signed_in(role).get(f"/beheer/{address}").status_code == 403
    with pytest.raises(Refused):
        looked(Actor(f"{role.value}-1", role, "rn-1"), "log", {})
    assert Entry.objects.count() == before


def test_filters_leave_the_lines_that_were_asked_for(signed_in: SignedIn) -> None:
    talk = make("gesprek", by=OFFICER, trajectory=trajectory())
    go(talk, "gepland", PLANNER)
    client = signed_in(Role.LEAD)
    whole = page(client, "/beheer/logboek")
    asked = {
        "handeling=move": {PLANNER.key},
        f"wie={PLANNER.key}": {PLANNER.key},
        "soort=gesprek": {OFFICER.key, PLANNER.key},
        "soort=gesprek@1&wie=toezichthouder-1": {OFFICER.key},
        "tot=2000-01-01": set(),
        "soort=gespr": set(),
    }
    assert len(numbers(whole)) == 4
    for query, expected in asked.items():
        shown = page(client, f"/beheer/logboek?{query}")
        found = re.findall(r'<tr><td class="iz-num">\d+</td><td>.*?</td><td>.*?</td><td>(.*?)</td>', shown)
        assert set(found) == expected, query
    assert f'href="/gegeven/{talk.id}"' in page(client, "/beheer/logboek?soort=gesprek")


@pytest.mark.parametrize("query", ["van=gisteren", "tot=2026-99-99", "handeling=niets", "pagina=x"])
def test_a_filter_that_is_none_is_none(query: str, signed_in: SignedIn) -> None:
    make("medewerker")
    assert len(numbers(page(signed_in(Role.LEAD), f"/beheer/logboek?{query}"))) == 1


def test_an_administrator_gets_no_way_to_a_record_on_a_person(signed_in: SignedIn) -> None:
    talk = make("gesprek", trajectory=trajectory())
    staff = make("medewerker")
    shown = page(signed_in(Role.ADMINISTRATOR), "/beheer/logboek")
    assert f"/gegeven/{talk.id}" not in shown and f"/gegeven/{staff.id}" in shown


def test_lines_of_another_organisation_are_not_shown_and_the_head_is_of_all(signed_in: SignedIn) -> None:
    make("medewerker")
    there = signed_in(Role.ADMINISTRATOR, number=9, organisation="rn-2")
    shown = page(there, "/beheer/logboek")
    assert numbers(shown) == [] and f"Laatste regel</dt><dd>{1}<" in shown


def test_the_head_for_a_witness_is_the_last_line_before_the_look(signed_in: SignedIn) -> None:
    make("medewerker")
    number, digest = head()
    answer = signed_in(Role.LEAD).get("/beheer/logboek/stand")
    assert answer.content.decode() == f"{number} {digest}\n"
    assert f"logboek-{number}.txt" in answer["Content-Disposition"]
    assert Entry.objects.get(number=number + 1).kind == "log-head"


def test_two_hundred_lines_stand_on_a_page(signed_in: SignedIn) -> None:
    for _ in range(201):
        looked(LEAD, "log", {})
    client = signed_in(Role.LEAD)
    assert numbers(page(client, "/beheer/logboek")) == list(range(201, 1, -1))
    assert numbers(page(client, "/beheer/logboek?pagina=2")) == [2, 1]


def test_a_chain_that_holds_is_said_to_and_a_broken_one_names_its_line(
    signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    make("medewerker")
    client = signed_in(Role.ADMINISTRATOR)
    answer = client.post("/beheer/logboek/nagaan")
    assert answer.status_code == 200 and "De keten klopt: 1 regels" in answer.content.decode()
    assert client.get("/beheer/logboek/nagaan").status_code == 405

    def broken() -> int:
        raise ChainBroken(entry=7, found=("de keten is hier verbroken", "the chain is broken here"))

    monkeypatch.setattr("inzage.register.web.screens.administration_logs.verify", broken)
    answer = client.post("/beheer/logboek/nagaan")
    assert answer.status_code == 500 and "regel 7" in answer.content.decode()
    assert "iz-message--error" in answer.content.decode()


def test_a_line_that_was_put_in_beside_the_register_is_found(signed_in: SignedIn) -> None:
    make("medewerker")
    line = access.note("gemaakt", ADMIN.key)
    strange = {"action": "aangemeld", "subject": "iemand-9", "recorded": line.recorded, "previous": line.hash}
    Access.objects.create(number=2, hash="f" * 64, **strange)
    answer = signed_in(Role.ADMINISTRATOR).post("/beheer/logboek/nagaan")
    assert answer.status_code == 500 and "keten van aanmelden" in answer.content.decode()


def test_sign_ins_are_of_ones_own_accounts_and_guesses_at_their_keys(signed_in: SignedIn) -> None:
    client = signed_in(Role.ADMINISTRATOR)
    account(Role.OFFICER)
    other = account(Role.OFFICER, 9, "rn-2")
    for action, subject in (
        ("aangemeld", OFFICER.key),
        ("mislukt", keyed(OFFICER.key)),
        ("aangemeld", other.key),
        ("mislukt", keyed(other.key)),
        ("mislukt", keyed("een wachtwoord op de verkeerde plaats")),
    ):
        access.note(action, subject)
    shown = page(client, "/beheer/aanmeldingen")
    assert sorted(numbers(shown)) == [1, 2]
    assert shown.count("door wie is onbekend") == 1 and other.key not in shown
    assert "geen account heeft: 1." in shown
    assert keyed(OFFICER.key) not in shown
    assert Entry.objects.get().kind == "access"


def test_what_an_administrator_did_to_an_account_stands_among_the_sign_ins(signed_in: SignedIn) -> None:
    client = signed_in(Role.LEAD)
    account(Role.ADMINISTRATOR)
    account(Role.OFFICER)
    services.disable(ADMIN, OFFICER.key)
    shown = page(client, "/beheer/aanmeldingen")
    assert "Account uitgezet" in shown and ADMIN.key in shown
    assert Access.objects.count() == 1


def test_every_look_and_every_act_of_the_log_has_words() -> None:
    assert logs.DID.keys() >= {"record", "correct", "move", "erase", "export", LOOK}
    kinds = {"log", "log-head", "log-verify", "access"}
    assert logs.LOOKS.keys() == kinds
