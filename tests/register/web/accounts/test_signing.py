"""In with two factors, out with one press; what was wrong is never said."""

import pytest
from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from inzage.register.web.accounts.guarding import keyed
from inzage.register.web.accounts.models import Account
from inzage.register.web.accounts.signing import LOGIN, safe
from tests.register.web.accounts.bench import KEY, PASSWORD, Clock, account, clock, code, first, lines, telephone

__all__ = ["clock"]

SENTENCE = "horen niet bij elkaar"


def inside(browser: Client) -> bool:
    return browser.get("/wachtwoord").status_code == 200


def signed(browser: Client) -> Client:
    """With both factors, by the forms."""
    device = telephone(account())
    first(browser)
    browser.post("/aanmelden/code", {"code": code(device)})
    return browser


def test_two_factors_lead_to_where_somebody_was_going() -> None:
    browser, device = Client(), telephone(account())
    assert browser.get("/wachtwoord?van=werk").headers["Location"] == "/inloggen?next=%2Fwachtwoord%3Fvan%3Dwerk"
    shown = browser.get("/inloggen?next=/wachtwoord%3Fvan%3Dwerk")
    assert 'name="next" value="/wachtwoord?van=werk"' in shown.content.decode()
    assert first(browser, next="/wachtwoord?van=werk").headers["Location"] == "/aanmelden/code"
    done = browser.post("/aanmelden/code", {"code": code(device)})
    assert (done.status_code, done.headers["Location"]) == (302, "/wachtwoord?van=werk")
    assert inside(browser)
    assert lines() == [("wachtwoord", KEY, ""), ("aangemeld", KEY, "")]


def test_the_session_gets_another_number_at_each_factor() -> None:
    browser, device = Client(), telephone(account())
    browser.post("/taal", {"language": "en"})
    numbers = [browser.cookies[settings.SESSION_COOKIE_NAME].value]
    first(browser)
    numbers.append(browser.cookies[settings.SESSION_COOKIE_NAME].value)
    browser.post("/aanmelden/code", {"code": code(device)})
    numbers.append(browser.cookies[settings.SESSION_COOKIE_NAME].value)
    assert len(set(numbers)) == 3
    assert "Change password" in browser.get("/wachtwoord").content.decode()  # the language came along


@pytest.mark.parametrize(
    ("key", "password"),
    [(KEY, "een-ander-wachtwoord"), ("nobody-9", PASSWORD), ("", ""), (KEY + "\0", "x"), ("a" * 5000, "b" * 5000)],
)
def test_who_does_not_get_in_reads_one_sentence(key: str, password: str) -> None:
    account()
    browser = Client()
    answer = first(browser, key, password)
    assert answer.status_code == 422 and SENTENCE in answer.content.decode()
    assert PASSWORD not in answer.content.decode() and not inside(browser)
    assert [action for action, _, _ in lines()] == ["mislukt"]


def test_a_disabled_account_reads_the_same() -> None:
    account()
    Account.objects.update(is_active=False)
    assert SENTENCE in first(Client()).content.decode()


def test_an_unknown_key_costs_as_many_hashes_as_a_known_one(monkeypatch: pytest.MonkeyPatch) -> None:
    account()
    counted: list[str] = []
    encode = MD5PasswordHasher.encode

    def counting(self: MD5PasswordHasher, password: str, salt: str) -> str:
        counted.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)
    first(Client(), KEY, "wrong-one")
    known = len(counted)
    first(Client(), "nobody-9", "wrong-one")
    assert known == len(counted) - known == 1


def test_what_was_typed_is_only_kept_as_a_keyed_digest() -> None:
    first(Client(), "mijn-wachtwoord-per-ongeluk", "x")
    assert lines() == [("mislukt", keyed("mijn-wachtwoord-per-ongeluk"), "")]
    assert keyed("a") != keyed("b") and "mijn" not in keyed("mijn")


def test_with_one_factor_nothing_opens() -> None:
    browser = Client()
    telephone(account())
    first(browser)
    for address in ("/", "/wachtwoord"):
        assert browser.get(address).headers["Location"].startswith(LOGIN)
    assert browser.get("/inloggen").headers["Location"] == "/aanmelden/code"


def test_signing_out_is_a_press_and_ends_the_session_on_the_server() -> None:
    browser = signed(Client())
    kept = browser.cookies[settings.SESSION_COOKIE_NAME].value
    assert browser.get("/uitloggen").status_code == 405
    assert inside(browser)
    assert browser.post("/uitloggen").headers["Location"] == "/inloggen?reden=uit"
    browser.cookies[settings.SESSION_COOKIE_NAME] = kept
    assert not inside(browser)
    assert lines()[-1] == ("afgemeld", KEY, "")


def test_an_account_that_is_switched_off_is_out_at_once() -> None:
    browser = signed(Client())
    Account.objects.update(is_active=False)
    assert not inside(browser)


def test_fifteen_minutes_of_nothing_end_a_session(clock: Clock) -> None:
    browser = signed(Client())
    clock.now += settings.IDLE_SECONDS - 1
    assert inside(browser)
    clock.now += settings.IDLE_SECONDS
    gone = browser.get("/wachtwoord")
    assert gone.headers["Location"] == "/inloggen?reden=stil&next=%2Fwachtwoord"
    assert "15 minuten" in browser.get(gone.headers["Location"]).content.decode()


def test_what_a_page_asks_by_itself_does_not_keep_a_session_awake(clock: Clock) -> None:
    browser = signed(Client())
    for _ in range(3):
        clock.now += settings.IDLE_SECONDS / 3
        last = browser.get("/wachtwoord", headers={"X-Inzage-Quiet": "1"})
    assert last.status_code == 302


def test_eight_hours_end_a_session_whatever_is_done(clock: Clock) -> None:
    browser = signed(Client())
    began = clock.now
    while clock.now < began + settings.SESSION_COOKIE_AGE - 600:
        clock.now += 600
        assert inside(browser)
    clock.now = began + settings.SESSION_COOKIE_AGE
    assert browser.get("/").headers["Location"] == "/inloggen?reden=verlopen"


def test_the_second_factor_may_not_wait(clock: Clock) -> None:
    browser, device = Client(), telephone(account())
    first(browser)
    clock.now += settings.HALF_SECONDS
    answer = browser.post("/aanmelden/code", {"code": code(device)})
    assert answer.headers["Location"] == "/inloggen?reden=verlopen" and not inside(browser)


def test_a_session_that_does_not_say_when_it_began_is_none() -> None:
    browser = Client()
    browser.force_login(account(), "django.contrib.auth.backends.ModelBackend")
    assert browser.get("/aanmelden/code").headers["Location"].startswith("/inloggen?reden=verlopen")


def test_a_part_of_a_page_takes_the_whole_page_to_the_login() -> None:
    answer = Client().get("/wachtwoord", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (200, "/inloggen")


@pytest.mark.parametrize(
    ("address", "where"),
    [
        ("/traject/1?a=b", "/traject/1?a=b"),
        ("", "/"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("/\\elsewhere.example", "/"),
        ("javascript:1", "/"),
        ("traject", "/"),
        ("/uitloggen", "/"),
        ("/inloggen?next=/inloggen", "/"),
        ("/aanmelden/code", "/"),
    ],
)
def test_the_way_back_is_ours(address: str, where: str) -> None:
    assert safe(address) == where


@pytest.mark.parametrize(("asked", "where"), [("/inloggen?a=b", "/inloggen?a=b"), ("//x.example", "/"), ("", "/")])
def test_the_language_changes_and_the_page_stays(asked: str, where: str) -> None:
    browser = Client()
    assert "Aanmelden" in browser.get("/inloggen").content.decode()
    assert browser.post("/taal", {"language": "en", "next": asked}).headers["Location"] == where
    english = browser.get("/inloggen").content.decode()
    assert '<html lang="en">' in english and "Sign in" in english
    browser.post("/taal", {"language": "xx", "next": asked})
    assert '<html lang="en">' in browser.get("/inloggen").content.decode()
    assert browser.get("/taal").status_code == 405


def test_who_is_in_already_goes_on() -> None:
    assert signed(Client()).get("/inloggen").headers["Location"] == "/"


def test_a_form_without_its_token_is_refused() -> None:
    browser = Client(enforce_csrf_checks=True)
    answer = first(browser)
    assert answer.status_code == 403 and "Er is niets opgeslagen" in answer.content.decode()


def test_everybody_reads_how_accessible_it_is_and_no_more_is_claimed_than_was_examined() -> None:
    page = Client().get("/toegankelijkheid").content.decode()
    assert "niet onafhankelijk onderzocht" in page and "WCAG 2.2" in page


def test_pages_are_kept_by_nobody_and_shown_in_no_frame() -> None:
    for answer in (Client().get("/"), Client().get("/inloggen")):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
