"""Accounts: one administrator for most, two people for what would open anything."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from inzage.register.log import now
from inzage.register.values import Actor, Role
from inzage.register.web.accounts import recovery, services
from inzage.register.web.accounts.faults import AccountFault, AccountWrong, NoSuchAccount, NotAllowed
from inzage.register.web.accounts.models import Account, Proposal
from tests.register.web.accounts.bench import KEY, account, code, first, lines, telephone

ADMIN = Actor("systeembeheerder-1", Role.ADMINISTRATOR, "rn-1")
OTHER = Actor("systeembeheerder-2", Role.ADMINISTRATOR, "rn-1")
LEAD = Actor("teamleider-1", Role.LEAD, "rn-1")
OFFICER = Actor("toezichthouder-2", Role.OFFICER, "rn-1")
ELSEWHERE = Actor("systeembeheerder-9", Role.ADMINISTRATOR, "rn-9")


def test_an_account_comes_with_a_password_that_its_owner_changes_first() -> None:
    password = services.make(ADMIN, "planner-3", Role.PLANNER)
    made = Account.objects.get(key="planner-3")
    assert (made.role, made.organisation, made.fresh) == ("planner", "rn-1", True)
    assert made.check_password(password) and len(password) == 24
    device, browser = telephone(made), Client()
    first(browser, "planner-3", password)
    assert browser.post("/aanmelden/code", {"code": code(device)}).headers["Location"] == "/wachtwoord"
    assert browser.get("/").headers["Location"] == "/wachtwoord"
    own = {"present": password, "new": "een heel eigen zin 7", "again": "een heel eigen zin 7"}
    assert browser.post("/wachtwoord", own).status_code == 200
    assert browser.get("/").headers.get("Location") != "/wachtwoord"
    assert lines()[0] == ("gemaakt", "planner-3", ADMIN.key)


@pytest.mark.parametrize("key", ["Planner", "planner", "planner_1", "", "x" * 70 + "-1"])
def test_a_key_is_one_of_the_staff_administration(key: str) -> None:
    with pytest.raises(AccountWrong):
        services.make(ADMIN, key, Role.PLANNER)
    assert not Account.objects.exists() and lines() == []


def test_a_key_has_one_account() -> None:
    account()
    with pytest.raises(AccountWrong, match="has an account"):
        services.make(ADMIN, KEY, Role.PLANNER)


ACTS: dict[str, Callable[[Actor], object]] = {
    "make": lambda by: services.make(by, "planner-3", Role.PLANNER),
    "disable": lambda by: services.disable(by, KEY),
    "enable": lambda by: services.enable(by, KEY),
    "link": lambda by: services.link(by, KEY, "issuer|1"),
    "new password": lambda by: services.new_password(by, KEY),
    "clearing": lambda by: services.propose_clearing(by, KEY),
    "administrator": lambda by: services.propose_administrator(by, "systeembeheerder-3"),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("by", [OFFICER, LEAD])
def test_only_an_administrator_asks(act: str, by: Actor) -> None:
    account()
    with pytest.raises(NotAllowed):
        ACTS[act](by)
    assert lines() == []


@pytest.mark.parametrize("act", ["disable", "enable", "link", "new password", "clearing"])
def test_accounts_of_another_organisation_are_not_there(act: str) -> None:
    account()
    with pytest.raises(NoSuchAccount):
        ACTS[act](ELSEWHERE)
    assert list(services.accounts(ELSEWHERE)) == [] and [each.key for each in services.accounts(ADMIN)] == [KEY]


@pytest.mark.parametrize("act", [services.disable, services.enable, services.new_password, services.propose_clearing])
def test_nobody_does_it_to_themselves(act: Callable[[Actor, str], object]) -> None:
    account(ADMIN.key, Role.ADMINISTRATOR)
    with pytest.raises(NotAllowed):
        act(ADMIN, ADMIN.key)


def test_off_and_on_again() -> None:
    account()
    services.disable(ADMIN, KEY)
    assert first(Client()).status_code == 422
    services.enable(ADMIN, KEY)
    assert first(Client()).status_code == 302
    assert [line for line in lines() if line[2]] == [("uitgezet", KEY, ADMIN.key), ("aangezet", KEY, ADMIN.key)]


def test_a_new_password_leaves_the_second_factor_as_it_was() -> None:
    device = telephone(account())
    password = services.new_password(ADMIN, KEY)
    assert first(Client()).status_code == 422
    assert first(Client(), KEY, password).status_code == 302
    assert TOTPDevice.objects.get() == device


def test_one_sign_on_has_one_account() -> None:
    account()
    account("planner-1", Role.PLANNER)
    services.link(ADMIN, KEY, "issuer|1")
    with pytest.raises(AccountWrong, match="another account"):
        services.link(ADMIN, "planner-1", "issuer|1")


def test_an_administrator_s_account_takes_two_people() -> None:
    with pytest.raises(NotAllowed, match="second person"):
        services.make(ADMIN, "systeembeheerder-3", Role.ADMINISTRATOR)
    asked = services.propose_administrator(ADMIN, "systeembeheerder-3")
    assert list(services.proposals(LEAD)) == [asked] and not Account.objects.exists()
    password = services.agree(LEAD, asked)
    made = Account.objects.get(key="systeembeheerder-3")
    assert made.role == "systeembeheerder" and made.check_password(password) and made.fresh
    assert not services.proposals(LEAD)
    assert [line[0] for line in lines()] == ["gevraagd", "beheerder-gemaakt", "gemaakt"]


def test_clearing_a_second_factor_takes_two_people() -> None:
    who = account()
    telephone(who)
    recovery.fresh(who)
    asked = services.propose_clearing(ADMIN, KEY)
    assert TOTPDevice.objects.exists()
    assert services.agree(OTHER, asked) == ""
    assert not TOTPDevice.objects.exists() and not recovery.StaticDevice.objects.exists()
    assert lines()[-1] == ("tweede-stap-hersteld", KEY, OTHER.key)


@pytest.mark.parametrize("by", [ADMIN, OFFICER, ELSEWHERE, Actor(KEY, Role.LEAD, "rn-1")])
@pytest.mark.parametrize("decide", [services.agree, services.decline])
def test_the_second_person_is_another_one_with_the_right_role(
    by: Actor, decide: Callable[[Actor, Proposal], object]
) -> None:
    telephone(account())
    asked = services.propose_clearing(ADMIN, KEY)
    with pytest.raises(AccountFault):
        decide(by, asked)
    assert TOTPDevice.objects.exists() and list(services.proposals(ADMIN)) == [asked]


def test_a_no_is_a_no_and_a_decision_is_made_once() -> None:
    telephone(account())
    asked = services.propose_clearing(ADMIN, KEY)
    with pytest.raises(NotAllowed, match="already"):
        services.propose_clearing(OTHER, KEY)
    services.decline(OTHER, asked)
    with pytest.raises(NotAllowed, match="already"):
        services.agree(LEAD, asked)
    assert TOTPDevice.objects.exists() and lines()[-1][0] == "niet-ingestemd"
    services.propose_clearing(ADMIN, KEY)


@pytest.mark.parametrize(
    "wrong",
    [
        {"decided_by": ADMIN.key, "decided": now(), "agreed": True},
        {"decided_by": KEY, "decided": now(), "agreed": True},
        {"decided_by": LEAD.key},
        {"requested_by": KEY},
    ],
)
def test_the_database_itself_asks_for_two_people(wrong: dict[str, object]) -> None:
    asked = {"action": services.CLEAR_SECOND, "subject": KEY, "organisation": "rn-1", "requested_by": ADMIN.key}
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.create(**asked | {"requested": now()} | wrong)


def test_the_first_account_is_the_first_one_only() -> None:
    password = services.first(ADMIN.key, Role.ADMINISTRATOR, "rn-1")
    assert Account.objects.get().check_password(password)
    with pytest.raises(NotAllowed):
        services.first(OTHER.key, Role.ADMINISTRATOR, "rn-1")
