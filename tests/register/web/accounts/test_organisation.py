"""Through the organisation's sign-on: what is right lets in, and everything else is refused with a sentence."""

from pathlib import Path
from time import time
from typing import Any

import pytest
from django.test import Client, override_settings

from inzage.register.values import Role
from inzage.register.web.accounts import organisation, provider
from inzage.register.web.accounts.faults import ProviderWrong
from inzage.register.web.accounts.models import Account
from tests.register.web.accounts.bench import KEY, account, lines
from tests.register.web.accounts.issuer import ISSUER, OURS, SETTINGS, STRANGER, Issuer, issuer, there

__all__ = ["issuer"]


def back(browser: Client, state: str, **more: str) -> Any:
    return browser.get("/aanmelden/terug", {"state": state, "code": "c-1"} | more)


def inside(browser: Client) -> bool:
    return browser.get("/wachtwoord").status_code == 200


def refused(answer: Any) -> str:
    """The sentence of a page that lets nobody in."""
    page = str(answer.content.decode())
    assert answer.status_code == 400 and 'role="alert"' in page
    return page


def test_who_showed_both_factors_there_is_in(issuer: Issuer) -> None:
    browser = Client()
    assert "Aanmelden bij de reclassering" in browser.get("/inloggen").content.decode()
    state = there(issuer, browser, "/wachtwoord%3Fa=b")
    asked = issuer.asked
    assert asked["code_challenge_method"] == "S256" and asked["response_type"] == "code" and asked["scope"] == "openid"
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 43
    assert asked["redirect_uri"] == "https://inzage.example/aanmelden/terug"
    assert back(browser, state, iss=ISSUER).headers["Location"] == "/wachtwoord?a=b"
    made = Account.objects.get(key=KEY)
    assert (made.subject, made.role, made.organisation) == (f"{ISSUER}|42", Role.OFFICER, "rn-1")
    assert inside(browser) and not made.has_usable_password()
    assert issuer.posted[0]["client_assertion_type"].endswith("jwt-bearer") and "client_secret" not in issuer.posted[0]
    assert lines() == [("gemaakt", KEY, ""), ("aangemeld-organisatie", KEY, "")]


def test_the_second_time_it_is_the_same_account(issuer: Issuer) -> None:
    for _ in range(2):
        browser = Client()
        back(browser, there(issuer, browser))
        assert inside(browser)
    assert Account.objects.count() == 1


@pytest.mark.parametrize("claims", [{"amr": ["pwd"]}, {"amr": None}, {"amr": None, "acr": "loa2"}])
def test_with_one_factor_there_ours_is_asked(issuer: Issuer, claims: dict[str, Any]) -> None:
    issuer.claims = claims
    browser = Client()
    assert back(browser, there(issuer, browser)).headers["Location"] == "/aanmelden/code"
    assert not inside(browser)


def test_an_assurance_class_counts_as_both(issuer: Issuer) -> None:
    issuer.claims = {"amr": None, "acr": "loa3"}
    browser = Client()
    back(browser, there(issuer, browser))
    assert inside(browser)


WRONG: dict[str, dict[str, Any]] = {
    "another nonce": {"claims": {"nonce": "x" * 43}},
    "no nonce": {"claims": {"nonce": None}},
    "another issuer": {"claims": {"iss": "https://elsewhere.example"}},
    "another audience": {"claims": {"aud": "other"}},
    "two audiences and no party": {"claims": {"aud": ["inzage", "other"]}},
    "another party": {"claims": {"azp": "other"}},
    "expired": {"claims": {"exp": int(time()) - 3600, "iat": int(time()) - 7200}},
    "no end": {"claims": {"exp": None}},
    "nobody": {"claims": {"sub": None}},
    "not signed": {"header": {"alg": "none"}},
    "signed by a stranger": {"key": STRANGER},
    "an unknown role": {"claims": {"roles": ["other"]}},
    "two roles": {"claims": {"roles": ["officer", "admin"]}},
    "no organisation": {"claims": {"organisation": None}},
    "a name for a key": {"claims": {"employee_key": "Jan Jansen"}},
    "an administrator that nobody made": {"claims": {"roles": "admin"}},
    "another issuer describes itself": {"described": {"issuer": "https://elsewhere.example"}},
    "no addresses": {"described": {"token_endpoint": None}},
}


@pytest.mark.parametrize("named", WRONG)
def test_what_is_not_right_lets_nobody_in(issuer: Issuer, named: str) -> None:
    browser = Client()
    state = there(issuer, browser)
    for name, value in WRONG[named].items():
        setattr(issuer, name, value)
    refused(back(browser, state))
    assert not inside(browser) and not Account.objects.exists()
    assert [action for action, _, _ in lines()] == ["organisatie-geweigerd"]


def test_an_answer_is_used_once(issuer: Issuer) -> None:
    browser = Client()
    state = there(issuer, browser)
    back(browser, state)
    browser.post("/uitloggen")
    assert "hoort niet bij een vraag" in refused(back(browser, state))
    assert not inside(browser)


def test_an_answer_to_somebody_else_s_question_is_refused(issuer: Issuer) -> None:
    state = there(issuer, Client())
    other = Client()
    assert "hoort niet bij een vraag" in refused(back(other, state))
    there(issuer, other)
    assert "hoort niet bij een vraag" in refused(back(other, state))
    assert issuer.posted == [] and [action for action, _, _ in lines()] == ["organisatie-geweigerd"]


@pytest.mark.parametrize(
    ("more", "said"), [({"iss": "https://elsewhere.example"}, "van een ander"), ({"error": "denied"}, "niet aangemeld")]
)
def test_an_answer_that_says_no_or_comes_from_elsewhere(issuer: Issuer, more: dict[str, str], said: str) -> None:
    browser = Client()
    assert said in refused(back(browser, there(issuer, browser), **more))
    assert issuer.posted == []


def test_an_answer_may_not_wait(issuer: Issuer, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Client()
    state = there(issuer, browser)
    monkeypatch.setattr(organisation, "time", lambda: time() + 601)
    assert "te lang" in refused(back(browser, state))


def test_an_account_that_is_there_is_opened_after_an_administrator_linked_it(issuer: Issuer) -> None:
    account()
    browser = Client()
    assert "koppelen" in refused(back(browser, there(issuer, browser)))
    Account.objects.update(subject=f"{ISSUER}|42")
    back(browser, there(issuer, browser))
    assert inside(browser)


@pytest.mark.parametrize("changed", [{"role": "planner"}, {"organisation": "rn-2"}, {"is_active": False}])
def test_an_account_that_differs_or_is_off_is_not_opened(issuer: Issuer, changed: dict[str, Any]) -> None:
    account()
    Account.objects.update(subject=f"{ISSUER}|42", **changed)
    browser = Client()
    refused(back(browser, there(issuer, browser)))
    assert not inside(browser)


def test_a_sign_on_that_does_not_answer_is_said(issuer: Issuer) -> None:
    issuer.silent = True
    assert "antwoordt niet" in refused(Client().get("/aanmelden/organisatie"))


def test_without_a_sign_on_there_is_none() -> None:
    assert Client().get("/aanmelden/organisatie").status_code == 404
    assert Client().get("/aanmelden/terug").status_code == 404


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"ES256"\n', '"HS256"\n'),
        ('["ES256"]', '["none"]'),
        ('"https://login.example"', '"http://login.example"'),
        ("[roles]", "[other]"),
        ('"toezichthouder"', '"baas"'),
        ("key.pem", "gone.pem"),
        ("name =", "name"),
    ],
)
def test_settings_that_are_not_in_order_are_said(tmp_path: Path, old: str, new: str) -> None:
    assert old in SETTINGS
    (tmp_path / "oidc.toml").write_text(SETTINGS.replace(old, new, 1), encoding="utf-8")
    (tmp_path / "key.pem").write_bytes(OURS.as_pem(private=True))
    with override_settings(HOME=tmp_path), pytest.raises(ProviderWrong) as raised:
        provider.configured()
    assert "oidc.toml" in raised.value.sentence("nl")
