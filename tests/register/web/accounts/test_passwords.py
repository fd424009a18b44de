"""Another password: with the present one, by the rules, and other sessions end."""

import pytest
from django.test import Client

from inzage.register.values import Role
from inzage.register.web.accounts.models import Account
from inzage.register.web.accounts.passwords import REFUSED, faults
from tests.register.web.accounts.bench import KEY, lines
from tests.register.web.conftest import SignedIn

OWN, NEW = "een-lang-wachtwoord-1", "vier losse woorden samen"


def changed(browser: Client, present: str = OWN, new: str = NEW, again: str = "") -> str:
    answer = browser.post("/wachtwoord", {"present": present, "new": new, "again": again or new})
    page = str(answer.content.decode())
    assert (answer.status_code == 200) == ("is gewijzigd" in page)
    return page


def test_with_the_present_one_it_changes_and_other_sessions_end(signed_in: SignedIn) -> None:
    here, there = signed_in(Role.OFFICER), signed_in(Role.OFFICER)
    changed(here)
    assert Account.objects.get(key=KEY).check_password(NEW)
    assert here.get("/wachtwoord").status_code == 200
    assert there.get("/wachtwoord").status_code == 302
    assert lines()[-1] == ("wachtwoord-gewijzigd", KEY, "")


@pytest.mark.parametrize(
    ("present", "new", "again", "said"),
    [
        ("een-ander-wachtwoord", NEW, "", "huidige wachtwoord klopt niet"),
        (OWN, NEW, NEW + "x", "niet gelijk"),
        (OWN, OWN, "", "gelijk aan het huidige"),
        (OWN, "kort", "", "14 tot 1024 tekens"),
        (OWN, "toezichthouder-12", "", "lijkt te veel op uw sleutel"),
        ("", "", "", "klopt niet"),
        (OWN, "lang " * 250, "", "14 tot 1024 tekens"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(
    signed_in: SignedIn, present: str, new: str, again: str, said: str
) -> None:
    page = changed(signed_in(Role.OFFICER), present, new, again)
    assert said in page and "Er is niets gewijzigd" in page
    assert Account.objects.get(key=KEY).check_password(OWN)


def test_a_password_of_everybody_is_refused() -> None:
    who = Account.objects.create_user("planner-1", Role.PLANNER, "rn-1")
    assert faults(who, "password") == [REFUSED[why].nl for why in ("password_too_short", "password_too_common")]
    assert faults(who, NEW) == []


def test_guessing_the_present_one_ends_as_at_the_door(signed_in: SignedIn) -> None:
    browser = signed_in(Role.OFFICER)
    statuses = [browser.post("/wachtwoord", {"present": "x", "new": NEW, "again": NEW}).status_code for _ in range(6)]
    assert statuses == [422] * 4 + [429] * 2


def test_who_is_not_signed_in_changes_nothing() -> None:
    assert Client().post("/wachtwoord", {"present": OWN}).headers["Location"].startswith("/inloggen")
