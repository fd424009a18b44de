"""Every page of every role: no rule of accessibility broken, whole at 320 px, by keyboard, nothing from elsewhere."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.conftest import Served, SignIn

NARROW = {"width": 320, "height": 800}
ROLES = (
    "toezichthouder-1",
    "digitaal-deskundige-1",
    "planner-1",
    "teamleider-1",
    "lijstbeheerder-1",
    "politiecontact-1",
    "evaluator-1",
    "systeembeheerder-1",
)
FORMS = ("oordeel", "controle", "schulden", "voorwaarde-controle", "opleiding", "tweepersoonsbesluit", "gesprek")
"""Kinds whose forms hold every sort of field."""


def broken(page: Page) -> list[str]:
    """Rules that the page breaks, with where."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


def menu(page: Page) -> list[str]:
    """Addresses of the menu."""
    return [str(link.get_attribute("href")) for link in page.locator(".iz-nav__link").all()]


def too_wide(page: Page) -> int:
    """How much of the page lies beside the screen."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


@pytest.mark.parametrize("key", ROLES)
def test_every_page_of_the_menu_breaks_no_rule_and_fits_a_narrow_screen(
    key: str, served: Served, sign_in: SignIn
) -> None:
    page = sign_in(key)
    for address in menu(page):
        page.set_viewport_size({"width": 1280, "height": 900})
        answer = page.goto(served.address + address)
        assert answer is not None and answer.status == 200, address
        assert broken(page) == [], address
        page.set_viewport_size(NARROW)
        assert too_wide(page) <= 0, address
    assert len(menu(page)) >= 1


def test_forms_and_records_break_no_rule_and_fit_a_narrow_screen(served: Served, sign_in: SignIn) -> None:
    page = sign_in("toezichthouder-1", NARROW)
    page.goto(served.address + "/toezicht")
    place = str(page.locator("main table a").first.get_attribute("href"))
    root = place.rsplit("/", 1)[1]
    links = [place, f"/nieuw?traject={root}"]
    page.goto(served.address + place)
    links += [str(link.get_attribute("href")) for link in page.locator("main table a").all()][:12]
    links += [f"/nieuw/{code}?traject={root}" for code in FORMS]
    for address in dict.fromkeys(links):
        page.goto(served.address + address)
        assert broken(page) == [], address
        assert too_wide(page) <= 0, address


def test_a_form_with_errors_leads_to_them_and_breaks_no_rule(served: Served, sign_in: SignIn) -> None:
    page = sign_in("toezichthouder-1")
    page.goto(served.address + "/nieuw/persoon")
    page.get_by_role("button", name="Opslaan").click()
    page.locator(".iz-errors").wait_for()
    assert page.evaluate("document.activeElement.closest('.iz-errors') !== null")
    assert broken(page) == []
    page.locator(".iz-errors a").first.click()
    assert page.evaluate("document.activeElement.matches('input, select, textarea, fieldset, [tabindex]')")


def test_without_a_mouse_from_the_first_tab_to_a_saved_record(served: Served, sign_in: SignIn) -> None:
    page = sign_in("toezichthouder-1")
    page.goto(served.address + "/nieuw/persoon")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "iz-skip"
    page.keyboard.press("Enter")
    for value in ("P-09100", "bronsysteem", "BRON-9100"):
        tab_to(page, "input, select")
        page.keyboard.type(value)
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText || ''").strip() == "Opslaan":
            break
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="Opgeslagen").wait_for()


def tab_to(page: Page, selector: str) -> None:
    """Go on by the tab key to the next of these."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"nothing like {selector} is reached by keyboard")


def test_english_is_english_on_every_page_of_the_menu(served: Served, sign_in: SignIn) -> None:
    page = sign_in("teamleider-2")
    page.get_by_role("button", name="English").click()
    for address in menu(page):
        page.goto(served.address + address)
        assert page.locator("html").get_attribute("lang") == "en"
        assert not re.search(r"\b(Nieuw|Alle gegevens|Uitloggen|Wanneer)\b", page.locator("body").inner_text()), address


def test_an_axe_that_sees_nothing_would_be_noticed(served: Served, sign_in: SignIn) -> None:
    page = sign_in("toezichthouder-1")
    page.goto(served.address + "/nieuw/persoon")
    page.evaluate("document.documentElement.removeAttribute('lang'); document.querySelector('main label').remove()")
    assert len(broken(page)) >= 2


def test_nothing_was_asked_of_another_host_and_no_policy_was_broken(served: Served, sign_in: SignIn) -> None:
    page = sign_in("toezichthouder-1")
    served.complaints.clear()  # of the rules of accessibility, which try their own styles
    for address in menu(page):
        page.goto(served.address + address)
    assert served.complaints == []
    assert served.elsewhere == []
