"""What people do on the register's pages, in words of the pages."""

import re
from datetime import date

from playwright.sync_api import Page


def choose_person(page: Page, pseudonym: str) -> None:
    """The page that asks on whom a record is."""
    page.get_by_label("Pseudoniem of sleutel van het bronsysteem").fill(pseudonym)
    page.locator("main").get_by_role("button", name="Zoeken").click()


def new(page: Page, served: str, kind: str, pseudonym: str, trajectory: str = "Toezicht") -> None:
    """The form of a new record on somebody's trajectory."""
    page.goto(f"{served}/nieuw/{kind}")
    choose_person(page, pseudonym)
    page.locator("main").get_by_role("link", name=re.compile(f"^{pseudonym}: {trajectory}")).first.click()


def save(page: Page) -> None:
    """Save the form; its page must say that it is saved."""
    page.get_by_role("button", name="Opslaan").click()
    said(page, "Opgeslagen")


def said(page: Page, words: str) -> None:
    """The page says this above its content."""
    page.get_by_role("status").filter(has_text=words).wait_for(timeout=10_000)


def step(page: Page, label: str, **filled: str) -> None:
    """Take a step from a record's page, filling in what it asks."""
    page.get_by_role("complementary").get_by_role("link", name=label, exact=True).click()
    for name, value in filled.items():
        fill(page, name, value)
    page.get_by_role("button", name=re.compile("^Vastleggen")).click()
    said(page, "De stap is gezet")


def fill(page: Page, name: str, value: str) -> None:
    """A field by its name in the kind: a choice, radio buttons, check boxes or text."""
    field = page.locator(f'main [name="{name}"]').first
    tag = field.evaluate("node => node.tagName + '.' + (node.type || '')")
    if tag in {"INPUT.radio", "INPUT.checkbox"}:
        page.locator(f'main [name="{name}"][value="{value}"]').check()
    elif tag.startswith("SELECT"):
        field.select_option(value)
    else:
        field.fill(value)


def state(page: Page) -> str:
    """Where the record of this page stands."""
    return page.locator("main .iz-badge").first.inner_text()


def today() -> str:
    """As a date field takes it."""
    return date.today().isoformat()
