"""Who may sign in is one row: a key, a role, an organisation; the database holds to the rest."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from inzage.register.values import Actor, Role
from inzage.register.web.accounts.models import Account


def test_an_account_is_an_actor() -> None:
    made = Account.objects.create_user("planner-9", Role.PLANNER, "rn-1", "een-lang-wachtwoord-1")
    assert made.actor == Actor("planner-9", Role.PLANNER, "rn-1")
    assert made.check_password("een-lang-wachtwoord-1") and not made.is_verified() and not made.has_perms(["anything"])


@pytest.mark.parametrize(("key", "role", "organisation"), [("a-1", "baas", "rn-1"), ("a-1", "planner", "")])
def test_the_database_refuses_what_is_no_account(key: str, role: str, organisation: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.create(key=key, role=role, organisation=organisation)


@pytest.mark.parametrize("key", ["Jan Jansen", "", "x" * 65])
def test_a_key_is_a_short_word(key: str) -> None:
    with pytest.raises(ValidationError):
        Account.objects.create_user(key, Role.PLANNER, "rn-1")


def test_a_key_is_there_once() -> None:
    Account.objects.create_user("planner-9", Role.PLANNER, "rn-1")
    with pytest.raises(ValidationError):
        Account.objects.create_user("planner-9", Role.OFFICER, "rn-2")
