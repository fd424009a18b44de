"""Accounts: made, disabled, given a new password; a second factor or an administrator takes two people."""

import re

import pytest
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from inzage.register.values import Role
from inzage.register.web.accounts import services
from inzage.register.web.accounts.models import Access, Account, Proposal
from tests.register.ground import ADMIN, OFFICER
from tests.register.web.conftest import SignedIn, account

FORMS = ("nieuw", "toezichthouder-1/uitzetten", "toezichthouder-1/wachtwoord", "toezichthouder-1/tweede-stap")


def post(client: Client, address: str, **sent: str) -> tuple[int, str]:
    answer = client.post(f"/beheer/gebruikers/{address}", sent)
    return answer.status_code, answer.content.decode()


def password_of(shown: str) -> str:
    found = re.search(r"<code>([a-z0-9-]{24})</code>", shown)
    assert found
    return found[1]


def test_a_new_account_shows_its_password_once(signed_in: SignedIn) -> None:
    client = signed_in(Role.ADMINISTRATOR)
    status, shown = post(client, "nieuw", key="planner-7", role="planner")
    assert status == 200
    made = Account.objects.get(key="planner-7")
    assert made.check_password(password_of(shown))
    assert (made.role, made.organisation, made.fresh) == ("planner", "rn-1", True)
    listed = client.get("/beheer/gebruikers").content.decode()
    assert "planner-7" in listed and password_of(shown) not in listed
    assert client.get("/beheer/gebruikers/nieuw").status_code == 405


@pytest.mark.parametrize(
    ("key", "role", "said"),
    [
        ("Jan de Vries", "planner", "kleine letters"),
        ("toezichthouder-1", "planner", "al een account"),
        ("planner-7", "baas", "kies een rol"),
        ("planner-7", "", "kies een rol"),
        ("", "planner", "kleine letters"),
    ],
)
def test_an_account_that_cannot_be_is_refused_and_what_was_typed_stays(
    key: str, role: str, said: str, signed_in: SignedIn
) -> None:
    account(Role.OFFICER)
    client = signed_in(Role.ADMINISTRATOR)
    before = Account.objects.count()
    status, shown = post(client, "nieuw", key=key, role=role)
    assert status == 400 and said in shown
    assert f'value="{key}"' in shown
    assert Account.objects.count() == before


def test_an_account_is_disabled_and_enabled_with_a_line_each(signed_in: SignedIn) -> None:
    officer, client = signed_in(), signed_in(Role.ADMINISTRATOR)
    assert officer.get("/").status_code == 200
    assert post(client, "toezichthouder-1/uitzetten")[0] == 302
    assert officer.get("/").status_code == 302
    assert "weer aanzetten" in client.get("/beheer/gebruikers/toezichthouder-1").content.decode()
    assert post(client, "toezichthouder-1/aanzetten")[0] == 302
    assert Account.objects.get(key=OFFICER.key).is_active
    assert list(Access.objects.values_list("action", "subject", "by")) == [
        ("uitgezet", OFFICER.key, ADMIN.key),
        ("aangezet", OFFICER.key, ADMIN.key),
    ]


def test_a_new_password_is_shown_once_and_the_second_factor_stays(signed_in: SignedIn) -> None:
    signed_in()
    status, shown = post(signed_in(Role.ADMINISTRATOR), "toezichthouder-1/wachtwoord")
    assert status == 200
    assert Account.objects.get(key=OFFICER.key).check_password(password_of(shown))
    assert TOTPDevice.objects.filter(user__key=OFFICER.key).exists()


def test_clearing_a_second_factor_takes_another_person(signed_in: SignedIn) -> None:
    signed_in()
    client = signed_in(Role.ADMINISTRATOR)
    assert post(client, "toezichthouder-1/tweede-stap")[0] == 302
    asked = Proposal.objects.get()
    assert "Hierover beslist een ander" in client.get("/beheer/gebruikers").content.decode()
    status, shown = post(client, f"besluit/{asked.pk}/ja")
    assert status == 403 and "tweede persoon" in shown
    assert TOTPDevice.objects.filter(user__key=OFFICER.key).exists()
    lead = signed_in(Role.LEAD)
    assert f"besluit/{asked.pk}/ja" in lead.get("/beheer/gebruikers").content.decode()
    assert post(lead, f"besluit/{asked.pk}/ja")[0] == 302
    assert not TOTPDevice.objects.filter(user__key=OFFICER.key).exists()
    assert post(lead, f"besluit/{asked.pk}/ja")[0] == 404


def test_a_second_person_may_say_no(signed_in: SignedIn) -> None:
    signed_in()
    post(signed_in(Role.ADMINISTRATOR), "toezichthouder-1/tweede-stap")
    asked = Proposal.objects.get()
    assert post(signed_in(Role.LEAD), f"besluit/{asked.pk}/nee")[0] == 302
    asked.refresh_from_db()
    assert asked.agreed is False
    assert TOTPDevice.objects.filter(user__key=OFFICER.key).exists()


def test_another_administrator_takes_two_people_and_shows_the_password_to_the_second(signed_in: SignedIn) -> None:
    client = signed_in(Role.ADMINISTRATOR)
    assert post(client, "nieuw", key="systeembeheerder-7", role="systeembeheerder")[0] == 302
    assert not Account.objects.filter(key="systeembeheerder-7").exists()
    status, shown = post(signed_in(Role.LEAD), f"besluit/{Proposal.objects.get().pk}/ja")
    assert status == 200
    assert Account.objects.get(key="systeembeheerder-7").check_password(password_of(shown))


def test_nobody_changes_their_own_account(signed_in: SignedIn) -> None:
    client = signed_in(Role.ADMINISTRATOR)
    shown = client.get(f"/beheer/gebruikers/{ADMIN.key}").content.decode()
    assert "uw eigen account" in shown and "uitzetten" not in shown
    for what in ("uitzetten", "wachtwoord", "tweede-stap", "koppelen"):
        assert post(client, f"{ADMIN.key}/{what}")[0] == 403
    assert Account.objects.get(key=ADMIN.key).is_active


def test_an_account_is_linked_to_one_sign_on(signed_in: SignedIn) -> None:
    account(Role.OFFICER)
    account(Role.PLANNER)
    client = signed_in(Role.ADMINISTRATOR)
    told = "https://aanmelden.listed.example|7"
    assert post(client, "toezichthouder-1/koppelen", subject=told)[0] == 302
    status, shown = post(client, "planner-1/koppelen", subject=told)
    assert status == 400 and "ander account" in shown
    assert "Dit account is gekoppeld." in client.get("/beheer/gebruikers/toezichthouder-1").content.decode()
    assert post(client, "toezichthouder-1/koppelen", subject="")[0] == 302
    assert Account.objects.get(key=OFFICER.key).subject is None


@pytest.mark.parametrize("address", FORMS)
def test_a_lead_decides_and_does_nothing_else(address: str, signed_in: SignedIn) -> None:
    account(Role.OFFICER)
    status, _ = post(signed_in(Role.LEAD), address, key="planner-7", role="planner")
    assert status == 403
    assert not Account.objects.filter(key="planner-7").exists() and not Proposal.objects.exists()
    assert "Nieuw account" not in signed_in(Role.LEAD).get("/beheer/gebruikers").content.decode()


def test_accounts_of_another_organisation_are_out_of_reach(signed_in: SignedIn) -> None:
    account(Role.OFFICER)
    there = signed_in(Role.ADMINISTRATOR, number=9, organisation="rn-2")
    assert OFFICER.key not in there.get("/beheer/gebruikers").content.decode()
    assert there.get(f"/beheer/gebruikers/{OFFICER.key}").status_code == 400
    with pytest.raises(services.NoSuchAccount):
        services.disable(account(Role.ADMINISTRATOR, 9, "rn-2").actor, OFFICER.key)
    assert Account.objects.get(key=OFFICER.key).is_active


def test_an_act_that_is_none_does_nothing(signed_in: SignedIn) -> None:
    account(Role.OFFICER)
    assert post(signed_in(Role.ADMINISTRATOR), "toezichthouder-1/weggooien")[0] == 404
    assert Account.objects.get(key=OFFICER.key).is_active
