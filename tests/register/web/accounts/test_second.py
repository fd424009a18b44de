"""The second factor: set up once, right once, and on paper for when it is lost."""

import re
from xml.etree import ElementTree

import pytest
from django.test import Client
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from inzage.register.values import Role
from inzage.register.web.accounts import recovery
from tests.register.web.accounts.bench import KEY, PASSWORD, account, code, first, lines, telephone
from tests.register.web.conftest import SignedIn


def inside(browser: Client) -> bool:
    return browser.get("/wachtwoord").status_code == 200


def fresh_codes(page: str) -> list[str]:
    return re.findall(r"<li><code>([A-Z2-7 ]+)</code>", page)


@pytest.fixture
def browser() -> Client:
    """With the first factor."""
    account()
    made = Client()
    first(made)
    return made


def test_the_first_time_it_is_set_up_with_a_picture_and_a_text(browser: Client) -> None:
    assert browser.get("/aanmelden/code").headers["Location"] == "/aanmelden/instellen"
    page = browser.get("/aanmelden/instellen").content.decode()
    device = TOTPDevice.objects.get(user__key=KEY)
    assert recovery.spaced(recovery.written(device.bin_key)) in page and 'src="/aanmelden/instellen.svg"' in page
    assert "data:" not in page and not device.confirmed and not inside(browser)
    drawn = browser.get("/aanmelden/instellen.svg")
    assert drawn.headers["Content-Type"] == "image/svg+xml" and drawn.headers["Cache-Control"] == "no-store"
    root = ElementTree.fromstring(drawn.content)  # noqa: S314 our own
    assert root.tag.endswith("svg") and b"style" not in drawn.content
    done = browser.post("/aanmelden/instellen", {"code": code(device)})
    assert len(fresh_codes(done.content.decode())) == recovery.HOW_MANY and inside(browser)
    assert [line[0] for line in lines()] == ["wachtwoord", "ingesteld", "aangemeld"]


def test_the_same_key_stays_while_it_is_being_set_up(browser: Client) -> None:
    pages = {browser.get("/aanmelden/instellen").content.decode().count("Sleutel") for _ in range(2)}
    assert len(pages) == 1 and TOTPDevice.objects.count() == 1


def test_without_a_code_that_is_right_nothing_is_set_up(browser: Client) -> None:
    browser.get("/aanmelden/instellen")
    answer = browser.post("/aanmelden/instellen", {"code": "000000x"})
    assert answer.status_code == 422 and "klopt niet" in answer.content.decode()
    assert not TOTPDevice.objects.get().confirmed and not inside(browser)


def test_who_has_set_it_up_cannot_set_it_up_again_with_the_first_factor_alone(browser: Client) -> None:
    telephone(account("planner-1"))
    other = Client()
    first(other, "planner-1")
    assert other.get("/aanmelden/instellen").headers["Location"] == "/aanmelden/code"
    assert other.get("/aanmelden/instellen.svg").status_code == 404
    assert Client().get("/aanmelden/instellen.svg").status_code == 404
    assert Client().get("/aanmelden/instellen").headers["Location"] == "/aanmelden/code"
    assert Client().get("/aanmelden/code").headers["Location"] == "/inloggen"


def test_a_code_is_right_once(browser: Client) -> None:
    device = telephone(account("planner-1"))
    shown = code(device)
    one, two = Client(), Client()
    for each in (one, two):
        first(each, "planner-1")
        each.post("/aanmelden/code", {"code": f" {shown[:3]} {shown[3:]} "})
    assert inside(one) and not inside(two)
    assert lines()[-1][0] == "code-onjuist"


def test_after_a_wrong_code_there_is_a_pause_that_is_said(browser: Client) -> None:
    device = telephone(account("planner-1"))
    other = Client()
    first(other, "planner-1")
    said = [other.post("/aanmelden/code", {"code": "000000"}).content.decode() for _ in range(2)]
    assert "klopt niet" in said[0]
    assert other.post("/aanmelden/code", {"code": code(device)}).status_code == 422  # right, but too soon
    assert not inside(other)


def test_a_code_on_paper_is_good_once_and_kept_as_a_digest(browser: Client) -> None:
    browser.get("/aanmelden/instellen")
    page = browser.post("/aanmelden/instellen", {"code": code(TOTPDevice.objects.get())}).content.decode()
    paper = fresh_codes(page)[0]
    kept = set(StaticToken.objects.values_list("token", flat=True))
    assert len(kept) == 10 and paper.replace(" ", "") not in kept
    one, two = Client(), Client()
    for each in (one, two):
        first(each)
        each.post("/aanmelden/code", {"code": paper.lower()})
    assert inside(one) and not inside(two) and StaticToken.objects.count() == 9
    assert ("herstelcode", KEY, "") in lines()


@pytest.mark.parametrize("typed", ["", "ABCD", "é" * 6, "١٢٣٤٥٦", "12345678901234567890", "-12345"])
def test_what_is_no_code_is_refused_in_words(browser: Client, typed: str) -> None:
    telephone(account("planner-1"))
    other = Client()
    first(other, "planner-1")
    answer = other.post("/aanmelden/code", {"code": typed})
    assert answer.status_code == 422 and 'role="alert"' in answer.content.decode() and not inside(other)


def test_new_codes_take_the_place_of_old_ones() -> None:
    who = account()
    old = recovery.fresh(who)
    new = recovery.fresh(who)
    assert recovery.spend(who, old[0].replace(" ", "")) is None
    recovery.StaticDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    assert recovery.spend(who, new[0].replace(" ", "")) is not None


def test_who_lost_the_paper_makes_another_one(signed_in: SignedIn) -> None:
    browser = signed_in(Role.PLANNER)
    assert "werken alle eerdere codes niet meer" in browser.get("/herstelcodes").content.decode()
    assert not StaticToken.objects.exists()
    old = set(fresh_codes(browser.post("/herstelcodes", {"present": PASSWORD}).content.decode()))
    new = set(fresh_codes(browser.post("/herstelcodes", {"present": PASSWORD}).content.decode()))
    assert len(old) == len(new) == 10 and not old & new and StaticToken.objects.count() == 10
    assert lines()[-1] == ("herstelcodes", "planner-1", "")
    assert Client().post("/herstelcodes").headers["Location"].startswith("/inloggen")
