"""Entering and signing an order in the browser, and planning a check under it, for journeys that need one."""

import re
from datetime import date, timedelta

from playwright.sync_api import Page

from tests.journeys.conftest import Served
from tests.journeys.doing import choose_person, fill, said, save, today

VERDICT = "De veroordeelde bezoekt geen plaatsen die op de lijst staan, wist zijn geschiedenis niet en geeft inzage."
DOORS = ("software", "history_extent", "browsing", "downloads")
TERMS = (
    ("terms.frequency.at_most", "6"),
    ("terms.frequency.per", "jaar"),
    ("terms.manner.notice", "aangekondigd"),
    ("terms.manner.carriers", "computer"),
    ("terms.manner.carriers", "phone"),
    ("terms.manner.presented", "aangereikt"),
    ("terms.manner.owner", "betrokkene"),
    ("terms.officials", "toezichthouder"),
    ("terms.officials", "digitaal-deskundige"),
    ("terms.excluded", "politie"),
    *(("terms.data_class", one) for one in DOORS),
    ("terms.window_days", "90"),
    ("terms.human", "instellingen"),
)


def around(days: int) -> str:
    """A day so many days from today, as a date field takes it."""
    return (date.today() + timedelta(days)).isoformat()


def person(page: Page, served: Served, pseudonym: str) -> str:
    """A new person and their supervision, from the menu on; the address of the timeline."""
    page.goto(served.address + "/toezicht")
    page.get_by_role("link", name="Nieuwe persoon").click()
    for name, value in (("pseudonym", pseudonym), ("source", "bronsysteem"), ("source_key", f"BRON-{pseudonym}")):
        fill(page, name, value)
    save(page)
    page.get_by_role("link", name="Beginnen: Toezicht").click()
    fill(page, "category", "zeden-online")
    fill(page, "region", "noord")
    save(page)
    page.get_by_role("link", name="Naar de tijdlijn").click()
    page.get_by_role("heading", name=f"{pseudonym}, Toezicht").wait_for()
    return page.url


def assign(page: Page, served: Served, pseudonym: str, officer: str) -> None:
    """The planner gives the trajectory to somebody."""
    page.goto(served.address + "/planner/toewijzen")
    page.locator("tr", has_text=pseudonym).get_by_role("link", name="Toewijzen").click()
    fill(page, "officer", officer)
    save(page)


def enter(page: Page, served: Served, pseudonym: str, reference: str) -> None:
    """The form of an order with all that the verdict says; it is not saved yet."""
    page.goto(served.address + "/opdracht")
    page.get_by_role("link", name="Opdracht invoeren").click()
    choose_person(page, pseudonym)
    page.locator("main").get_by_role("link", name=re.compile(f"^{pseudonym}: Toezicht")).click()
    told = (("verdict", VERDICT), ("reference", reference), ("imposed_on", around(-60)), ("from", around(-50)))
    more = (("to", around(300)), ("legal_title", "voorwaardelijke-veroordeling"), ("category", "zeden-online"))
    for name, value in (*told, *more):
        fill(page, name, value)


def complete(page: Page) -> None:
    """The building blocks, how often, how and by whom, and what stays closed."""
    page.get_by_text(re.compile(r"^Online zedendelict \(")).click()
    fill(page, "block", "zo-1")
    fill(page, "blok.zo-1.toelichting", "mondeling")
    page.get_by_text(re.compile("^Voor elk soort zaak")).click()
    fill(page, "block", "alg-1")
    fill(page, "blok.alg-1.dagen", "90")
    for name, value in TERMS:
        fill(page, name, value)
    closed = (("shut_users", "chris"), ("shut_contacts", "advocaat@voorbeeld.example"))
    halt = (("on_halt_call", "De officier van dienst."), ("on_halt", "Leg het apparaat in de kluis."))
    for name, value in (*closed, *halt, ("retention_days", "42"), ("first_check", around(14))):
        fill(page, name, value)


def put_forward(page: Page) -> str:
    """Save the form and sign as the first; the address of the order."""
    page.get_by_role("button", name="Bewaren als concept").click()
    said(page, "De opdracht is bewaard als concept")
    page.get_by_role("button", name="Ondertekenen en voorleggen").click()
    said(page, "U hebt als eerste ondertekend")
    return page.url


def compare_and_sign(page: Page, order: str) -> None:
    """Tick each field, and sign as the second."""
    page.goto(order)
    page.get_by_role("link", name="Vergelijken en ondertekenen").click()
    for box in page.locator("[name=compared]").all():
        box.check()
    page.get_by_role("button", name="Ondertekenen als tweede persoon").click()
    said(page, "De opdracht is door twee personen ondertekend")


def plan(page: Page, served: Served, pseudonym: str, **chosen: str) -> str:
    """The planner plans the check that falls due; the address of its page."""
    page.goto(served.address + "/planner/aan-de-beurt")
    page.locator("tr", has_text=pseudonym).first.get_by_role("link", name="Plannen").click()
    page.locator("main [name=carriers][value=phone]").uncheck()
    for name, value in chosen.items():
        fill(page, name, value)
    save(page)
    page.get_by_role("link", name="Naar de pagina van deze controle").click()
    page.get_by_role("heading", name=f"Controle: {pseudonym}").wait_for()
    return page.url


def order_out(officer: Page, colleague: Page, served: Served, check: str, pseudonym: str) -> None:
    """The officer asks, a colleague agrees from their own list of work, the officer gives the check order out."""
    officer.goto(check)
    fill(officer, "reasons", "Dit is de controle die met de betrokkene is afgesproken.")
    officer.get_by_role("button", name="Vraag een collega om instemming").click()
    said(officer, "Gevraagd")
    colleague.goto(served.address + "/")
    line = colleague.locator("tr", has_text=pseudonym).filter(has_text="Besluit van twee personen")
    line.get_by_role("link").click()
    colleague.get_by_role("complementary").get_by_role("link", name="Vastgesteld", exact=True).click()
    colleague.get_by_role("button", name=re.compile("^Vastleggen")).click()
    said(colleague, "De stap is gezet")
    officer.goto(check)
    officer.get_by_role("button", name="Controleopdracht afgeven").click()
    said(officer, "De controleopdracht is afgegeven")


__all__ = ["around", "assign", "compare_and_sign", "complete", "enter", "order_out", "person", "plan", "today"]
