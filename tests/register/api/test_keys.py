"""Keys of machines: made by two people, shown once, kept as a digest, ended by one."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from inzage.register.api import keys
from inzage.register.api.faults import TokenWrong
from inzage.register.api.keys import Wanted
from inzage.register.api.models import LONGEST, Token, Use
from inzage.register.log import now
from inzage.register.values import Actor, Role
from inzage.register.web.accounts.access import verify
from inzage.register.web.accounts.faults import NoSuchAccount, NotAllowed
from inzage.register.web.accounts.models import Access, Account
from tests.register.api.callers import OTHER_ADMIN, Machine, account, given, kit, problem, told
from tests.register.ground import ADMIN, LEAD, OFFICER, ORG, PLANNER

KEY = "toezichthouder-3"
ELSEWHERE = Actor("systeembeheerder-9", Role.ADMINISTRATOR, "rn-9")
LEAD_ELSEWHERE = Actor("teamleider-9", Role.LEAD, "rn-9")


def wanted(**changed: object) -> Wanted:
    account(Role.OFFICER, 3)
    return Wanted(**({"account": KEY, "name": "uitrusting-1", "use": Use.KIT, "days": 30} | changed))  # type: ignore[arg-type]


def asked() -> Token:
    return keys.propose(ADMIN, wanted())


def lines() -> list[tuple[str, str, str]]:
    return list(Access.objects.order_by("number").values_list("action", "subject", "by"))


def test_a_key_takes_two_people_and_is_shown_once() -> None:
    token = asked()
    assert (token.digest, token.until, keys.opens(token)) == (None, None, False)
    secret = keys.agree(LEAD, token)
    made = Token.objects.get(pk=token.pk)
    assert re.fullmatch(r"inzage_[A-Za-z0-9_-]{43}", secret)
    assert made.digest == keys.digest(secret) and len(made.digest) == 64
    assert secret not in str(Token.objects.filter(pk=token.pk).values().get())
    assert keys.known(secret) == made and keys.opens(made)
    assert lines() == [("sleutel-gevraagd", KEY, ADMIN.key), ("sleutel-gegeven", KEY, LEAD.key)]
    assert verify() == 2


def test_no_two_keys_are_the_same() -> None:
    assert given(Use.KIT, Role.OFFICER, name="a-1")[1] != given(Use.KIT, Role.OFFICER, name="a-2")[1]


@pytest.mark.parametrize("by", [OFFICER, LEAD, PLANNER], ids=lambda by: by.role)
def test_only_an_administrator_asks(by: Actor) -> None:
    with pytest.raises(NotAllowed):
        keys.propose(by, wanted())
    assert lines() == [] and not Token.objects.exists()


@pytest.mark.parametrize("by", [ADMIN, OFFICER, ELSEWHERE, LEAD_ELSEWHERE], ids=lambda by: by.key)
@pytest.mark.parametrize("act", [keys.agree, keys.decline])
def test_who_is_no_second_person_decides_nothing(by: Actor, act: object) -> None:
    token = asked()
    with pytest.raises(NotAllowed):
        act(by, token)  # type: ignore[operator]
    assert Token.objects.get(pk=token.pk).decided_by is None


def test_who_it_acts_for_neither_asks_nor_agrees() -> None:
    account(Role.ADMINISTRATOR, 1)
    account(Role.LEAD, 1)
    with pytest.raises(NotAllowed):
        keys.propose(ADMIN, Wanted(ADMIN.key, "systeem-1", Use.READING, 30))
    token = keys.propose(ADMIN, Wanted(LEAD.key, "systeem-1", Use.READING, 30))
    with pytest.raises(NotAllowed):
        keys.agree(LEAD, token)
    assert keys.agree(OTHER_ADMIN, token)


def test_a_second_decision_is_none() -> None:
    token = asked()
    keys.decline(LEAD, token)
    with pytest.raises(NotAllowed):
        keys.agree(OTHER_ADMIN, token)
    assert Token.objects.get(pk=token.pk).digest is None
    assert lines()[-1] == ("sleutel-niet-gegeven", KEY, LEAD.key)


def test_one_question_at_a_time() -> None:
    asked()
    with pytest.raises(NotAllowed, match="asked already"):
        asked()
    with pytest.raises(IntegrityError, match=r"token_asked_once|UNIQUE"), transaction.atomic():
        row(machine="uitrusting-1")


@pytest.mark.parametrize("name", ["Uitrusting-1", "uitrusting", "jan", "a_1", "", "x" * 60 + "-1", "a-1\n"])
def test_a_name_is_of_a_machine(name: str) -> None:
    with pytest.raises(TokenWrong):
        keys.propose(ADMIN, wanted(name=name))


@pytest.mark.parametrize(("days", "good"), [(0, False), (1, True), (LONGEST, True), (LONGEST + 1, False), (-1, False)])
def test_a_key_holds_no_longer_than_half_a_year(days: int, good: bool) -> None:
    if good:
        keys.propose(ADMIN, wanted(days=days))
    else:
        with pytest.raises(TokenWrong):
            keys.propose(ADMIN, wanted(days=days))
    assert Token.objects.exists() is good


USES = {
    Use.KIT: {Role.OFFICER, Role.EXPERT},
    Use.EVALUATION: {Role.EVALUATOR},
    Use.READING: set(Role),
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("use", Use)
def test_a_use_is_given_to_roles_that_have_it(use: Use, role: Role) -> None:
    who = account(role, 3)
    if role in USES[use]:
        assert keys.propose(ADMIN, Wanted(who.key, "systeem-1", use, 30)).use == use
    else:
        with pytest.raises(TokenWrong):
            keys.propose(ADMIN, Wanted(who.key, "systeem-1", use, 30))


def test_accounts_and_keys_of_another_organisation_are_not_there() -> None:
    account(Role.OFFICER, 3)
    account(Role.OFFICER, 9, "rn-9")
    with pytest.raises(NoSuchAccount):
        keys.propose(ADMIN, Wanted("toezichthouder-9", "uitrusting-1", Use.KIT, 30))
    token = asked()
    assert list(keys.tokens(ADMIN)) == list(keys.tokens(LEAD)) == [token]
    assert not keys.tokens(ELSEWHERE) and not keys.tokens(OFFICER)


@pytest.mark.parametrize("by", [ADMIN, LEAD], ids=lambda by: by.role)
def test_one_person_ends_a_key(by: Actor) -> None:
    device = kit()
    assert device.token is not None
    told(device("checks"))
    keys.revoke(by, device.token)
    problem(device("checks"), 401)
    assert lines()[-2:] == [
        ("sleutel-ingetrokken", KEY, by.key),
        ("sleutel-geweigerd", KEY, f"{device.token.machine}:{device.token.id.hex[:8]}"),
    ]
    with pytest.raises(NotAllowed):
        keys.revoke(by, device.token)


@pytest.mark.parametrize("by", [OFFICER, ELSEWHERE], ids=lambda by: by.key)
def test_others_end_none(by: Actor) -> None:
    device = kit()
    assert device.token is not None
    with pytest.raises(NotAllowed):
        keys.revoke(by, device.token)
    told(device("checks"))


def test_what_was_never_given_is_not_revoked() -> None:
    with pytest.raises(NotAllowed):
        keys.revoke(LEAD, asked())


def test_after_its_last_day_a_key_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    device = kit()
    for days, status in ((29, 200), (30, 401)):
        moment = now() + timedelta(days=days)
        monkeypatch.setattr(keys, "now", lambda moment=moment: moment)
        assert device("checks").status_code == status


def test_with_its_account_a_key_goes_too() -> None:
    device = kit()
    Account.objects.filter(key=KEY).update(is_active=False)
    problem(device("checks"), 401)
    Account.objects.filter(key=KEY).update(is_active=True)
    told(device("checks"))


@pytest.mark.parametrize("said", ["", "inzage_", "inzage_" + "A" * 43, "Basic abc", "x" * 5000, "inzage_é"])
def test_a_key_that_was_never_given_leaves_nothing_behind(said: str) -> None:
    problem(Machine(said)("checks"), 401)
    assert lines() == []


def row(**changed: object) -> Token:
    """A row as somebody writes it past the functions."""
    fresh = keys.uuid4()
    whole: dict[str, object] = {
        "id": fresh, "account": account(Role.OFFICER, 3), "machine": f"n-{fresh.hex[:8]}", "use": "uitrusting",
        "days": 30, "organisation": ORG, "requested_by": ADMIN.key, "requested": now(),
    }  # fmt: skip
    return Token.objects.create(**(whole | changed))


DECIDED = {"decided_by": LEAD.key, "decided": now(), "agreed": True, "digest": "ab" * 32, "until": now()}
WRONG: dict[str, dict[str, object]] = {
    "token_use": {"use": "alles"},
    "token_ends": {"days": LONGEST + 1},
    "token_two_people": DECIDED | {"decided_by": ADMIN.key},
    "token_not_of_oneself": DECIDED | {"decided_by": KEY},
    "token_decided_whole": {"decided_by": LEAD.key},
    "token_after_a_yes": {"digest": "ab" * 32, "until": now()},
    "token_revoked_whole": {"revoked": now()},
}


@pytest.mark.parametrize("name", WRONG)
def test_the_database_holds_to(name: str) -> None:
    assert row() and row(**DECIDED)
    wrong = WRONG[name] | ({"digest": "cd" * 32} if "digest" in WRONG[name] else {})
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row(**wrong)


def test_who_asked_cannot_be_who_it_acts_for_either() -> None:
    with pytest.raises(IntegrityError, match="token_not_of_oneself"), transaction.atomic():
        row(requested_by=KEY)
