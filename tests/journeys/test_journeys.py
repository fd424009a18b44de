"""One journey for each subject of the memos, in the browser, as its people would go it."""

import re

from inzage.register import words
from tests.journeys.conftest import Served, SignIn
from tests.journeys.doing import fill, new, save, state, step, today

WHY = "Omdat dit in het gesprek zo naar voren kwam."


def spoken(code: str, kind: str) -> str:
    return words.state(code, kind).nl


def test_advice_from_summons_to_what_was_advised_all_the_same(served: Served, sign_in: SignIn) -> None:
    page = sign_in("toezichthouder-1")
    page.goto(served.address + "/nieuw/persoon")
    for name, value in (("pseudonym", "P-09001"), ("source", "bronsysteem"), ("source_key", "BRON-9001")):
        fill(page, name, value)
    save(page)
    person = page.url.rsplit("/", 1)[1]
    page.goto(f"{served.address}/nieuw/advies?over={person}")
    for name, value in (("summons_on", today()), ("parket", "noord-holland"), ("category", "mensenhandel")):
        fill(page, name, value)
    save(page)
    step(page, spoken("aangevraagd", "advies"), requester="OM", requested_on=today())
    step(page, spoken("in_behandeling", "advies"))
    step(page, spoken("geweigerd", "advies"), basis="alleen-dossier", still_advised="meldplicht")
    assert state(page) == spoken("geweigerd", "advies")
    page.goto(served.address + "/advies")
    assert "P-09001" in page.locator("main").inner_text()
    row = page.locator("table", has_text="Gedagvaard").first
    assert "Gedagvaard" in row.inner_text()


def test_a_judgement_with_its_profile_leads_to_an_intervention(served: Served, sign_in: SignIn) -> None:
    page = sign_in("toezichthouder-1")
    new(page, served.address, "oordeel", "P-01000")
    for name, value in (
        ("instrument.code", "RISC"),
        ("instrument.version", "5.1"),
        ("instrument.outcome", "matig"),
        ("judgement.conclusion", "laag"),
        ("judgement.reasons", WHY),
        ("profile.considered", "past-niet"),
        ("profile.certainty", "onzeker"),
        ("profile.why", WHY),
        ("override.reason", WHY),
    ):
        fill(page, name, value)
    save(page)
    for part in ("Instrument", "Profiel", "Oordeel van de professional", "Afwijking van het instrument"):
        assert part in page.locator("main").inner_text()
    judgement = page.url.rsplit("/", 1)[1]
    place = page.get_by_role("link", name=re.compile("^Traject")).get_attribute("href")
    assert place
    root = place.rsplit("/", 1)[1]
    page.goto(f"{served.address}/nieuw/interventie-vaardigheden?traject={root}&over={judgement}")
    for name, value in (("evidence_level", "procesevaluatie"), ("desired_outcome", "inzicht")):
        if page.locator(f'main [name="{name}"]').count():
            fill(page, name, value)
    save(page)
    page.goto(f"{served.address}/gegeven/{judgement}")
    assert "Interventie" in page.locator("main").inner_text()  # from reason to intervention


def test_debts_become_complex_and_are_taken_on_elsewhere(served: Served, sign_in: SignIn) -> None:
    page = sign_in("toezichthouder-1")
    new(page, served.address, "schulden", "P-01002")
    for name, value in (
        ("debt_band", "5000-25000"),
        ("creditors", "5-9"),
        ("enforcement", "true"),
        ("moment", "start"),
        ("source", "betrokkene"),
        ("extracted_on", today()),
    ):
        fill(page, name, value)
    save(page)
    debts = page.url.rsplit("/", 1)[1]
    step(page, spoken("complex", "schulden"), criterion="beslag")
    step(page, spoken("verwezen", "schulden"))
    place = page.get_by_role("link", name=re.compile("^Traject")).get_attribute("href")
    assert place
    page.goto(f"{served.address}/nieuw/overdracht-schuldhulp?traject={place.rsplit('/', 1)[1]}&over={debts}")
    for name, value in (("to", "schuldhulp-1"), ("criterion", "beslag")):
        fill(page, name, value)
    save(page)
    step(page, spoken("verzonden", "overdracht-schuldhulp"))
    page.goto(served.address + "/overdrachten")
    assert "P-01002" in page.locator("main").inner_text()


def test_release_with_its_plan_conditions_and_hand_over(served: Served, sign_in: SignIn) -> None:
    page = sign_in("toezichthouder-1")
    page.goto(served.address + "/nieuw/persoon")
    for name, value in (("pseudonym", "P-09002"), ("source", "bronsysteem"), ("source_key", "BRON-9002")):
        fill(page, name, value)
    save(page)
    person = page.url.rsplit("/", 1)[1]
    page.goto(f"{served.address}/nieuw/detentie-re-integratie?over={person}")
    for name, value in (("institution", "pi-1"), ("plan_agreed_on", today()), ("release_on", today())):
        fill(page, name, value)
    save(page)
    place = page.url.rsplit("/", 1)[1]
    page.goto(f"{served.address}/nieuw/basisvoorwaarden?traject={place}")
    for name in ("identity", "income", "housing", "debts", "care", "network"):
        fill(page, name, "ja")
    for name, value in (("moment", "vrijlating"), ("source", "DJI"), ("extracted_on", today())):
        fill(page, name, value)
    save(page)
    page.goto(f"{served.address}/nieuw/overdracht-dji-3ro?traject={place}&over={place}")
    for name, value in (("direction", "DJI-naar-3RO"), ("plan", "D&R-plan")):
        fill(page, name, value)
    save(page)
    step(page, spoken("verzonden", "overdracht-dji-3ro"))
    step(page, spoken("ontvangen", "overdracht-dji-3ro"), receipt="DJI-2026-1")
    page.goto(served.address + "/detentie")
    assert "P-09002" in page.locator("main").inner_text()


def test_a_contact_with_an_experience_worker_has_who_when_and_how_long(served: Served, sign_in: SignIn) -> None:
    page = sign_in("toezichthouder-1")
    new(page, served.address, "ervaringscontact", "P-01004")
    fill(page, "performers.0.key", "ervaringswerker-1")
    fill(page, "contact", "meegaan")
    save(page)
    step(page, spoken("gepland", "ervaringscontact"))
    step(page, spoken("onderweg", "ervaringscontact"))
    step(page, spoken("gedaan", "ervaringscontact"), minutes="45")
    assert "45" in page.locator("main").inner_text()
    page.goto(served.address + "/ervaringswerk")
    assert "P-01004" in page.locator("main").inner_text()


def test_a_commitment_is_met_with_evidence(served: Served, sign_in: SignIn) -> None:
    page = sign_in("teamleider-1")
    page.goto(served.address + "/toezeggingen")
    page.locator("main table").last.get_by_role("link").first.click()
    step(page, spoken("voldaan", "toezegging"), evidence="kst-29270-200")
    assert state(page) == spoken("voldaan", "toezegging")
