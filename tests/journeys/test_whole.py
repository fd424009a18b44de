"""The whole of it in the browser: from a new person and a court's order to a check, its papers and what follows."""

import json
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from inzage.cli._demo_carrier import DEMO_PLACES
from inzage.mandate.signed import any_mandate
from tests.journeys import ordering
from tests.journeys.conftest import RUN, Served, SignIn, held
from tests.journeys.doing import fill, new, said, save, step

WHO, OFFICER, COLLEAGUE, PLANNER = "P-07001", "toezichthouder-1", "toezichthouder-2", "planner-1"
LONG = 60_000
"""Milliseconds that a check of the invented carrier may take on a busy machine."""
LISTED, CLEARED = "Zijn plaatsen bezocht die op de vastgestelde lijst staan?", "Is gebruiksgeschiedenis gewist?"
SECRETS = (*DEMO_PLACES, "anna", "bram", "Users/", "History", "brief.txt", "https://")
"""What the invented carrier and its list hold, and no paper may say."""


@dataclass(frozen=True)
class Ordered:
    """Where the journey's order and timeline are."""

    order: str
    timeline: str


@pytest.fixture(scope="module")
def ordered() -> dict[str, Ordered]:
    """Filled by the first who needs it: an order is entered and signed once a session."""
    return {}


@pytest.fixture
def order(ordered: dict[str, Ordered], served: Served, sign_in: SignIn) -> Ordered:
    """A person under supervision with an order that two people signed, all of it done in the browser."""
    if "one" not in ordered:
        officer = sign_in(OFFICER)
        timeline = ordering.person(officer, served, WHO)
        ordering.assign(sign_in(PLANNER), served, WHO, OFFICER)
        ordered["one"] = Ordered(_signed(officer, sign_in, served), timeline)
    return ordered["one"]


def _signed(officer: Page, sign_in: SignIn, served: Served) -> str:
    ordering.enter(officer, served, WHO, "DEMO-2026-0002")
    beside = officer.locator("#nakijken")
    expect(beside).to_contain_text("Er staat geen voorwaarde in de opdracht")
    ordering.complete(officer)
    expect(beside).to_contain_text("Er ontbreekt niets en niets is ruim geformuleerd.")
    expect(beside).to_contain_text("Bezochte adressen (inbreuk: midden)")
    address = ordering.put_forward(officer)
    ordering.compare_and_sign(sign_in(COLLEAGUE), address)
    return address


def test_an_order_is_signed_by_two_people_to_a_file_that_says_what_was_entered(
    order: Ordered, served: Served, sign_in: SignIn, tmp_path: Path
) -> None:
    page = sign_in(OFFICER)
    page.goto(order.order)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Ondertekende opdracht downloaden").click()
    taken.value.save_as(tmp_path / "mandate.json")
    envelope = (tmp_path / "mandate.json").read_bytes()
    mandate = any_mandate(envelope)
    assert (mandate.person, mandate.reference) == (WHO, "DEMO-2026-0002")
    assert {one.block for one in mandate.conditions} == {"ZO-1", "ALG-1"}
    assert len(json.loads(envelope)["signatures"]) == 2
    assert mandate.sha256 in page.locator("main").inner_text()
    assert b"chris" not in envelope and b"advocaat@" not in envelope


def test_nobody_signs_alone_and_not_without_each_tick(order: Ordered, served: Served, sign_in: SignIn) -> None:
    officer = sign_in(OFFICER)
    ordering.enter(officer, served, "P-01010", "DEMO-2026-0003")
    ordering.complete(officer)
    address = ordering.put_forward(officer)
    assert officer.get_by_role("link", name="Vergelijken en ondertekenen").count() == 0
    colleague = sign_in(COLLEAGUE)
    colleague.goto(address)
    colleague.get_by_role("link", name="Vergelijken en ondertekenen").click()
    colleague.locator("[name=compared]").first.check()
    colleague.get_by_role("button", name="Ondertekenen als tweede persoon").click()
    expect(colleague.get_by_role("alert")).to_contain_text("Er is niets ondertekend")
    assert colleague.locator("[name=compared]").first.is_checked()


def test_a_check_from_the_plan_to_its_papers_and_what_follows(
    order: Ordered, served: Served, sign_in: SignIn, tmp_path: Path
) -> None:
    officer, colleague = sign_in(OFFICER), sign_in(COLLEAGUE)
    check = ordering.plan(sign_in(PLANNER), served, WHO)
    officer.goto(check)
    officer.get_by_role("link", name="Toon het plan").click()
    expect(officer.locator("main")).to_contain_text("Hiervoor gaat nu niets open")
    ordering.order_out(officer, colleague, served, check, WHO)
    officer.get_by_role("link", name="Toon het plan").click()
    expect(officer.locator("section", has_text="Gaat open").first).to_contain_text("Bezochte adressen")
    _carried_out(officer, served)
    _answers(officer)
    for name in ("rapport.pdf", "afschrift.pdf"):
        _paper(officer, name, tmp_path)
    _words_and_dispute(officer)
    _recount(colleague, check)
    _decided(officer, served, check, order)


def _carried_out(page: Page, served: Served) -> None:
    """Begun with the carrier that lies ready; the page goes from waiting to done without being touched."""
    page.get_by_label("Gegevensdrager", exact=True).first.select_option(label="laptop-1")
    with held(served):
        page.get_by_role("button", name="Controle beginnen").click()
        said(page, "De controle staat klaar")
        expect(page.get_by_text("De controle wacht op een vrije plaats")).to_be_visible()
    expect(page.get_by_text("De controle is klaar en het dossier is ingenomen")).to_be_visible(timeout=LONG)
    expect(page.locator(".iz-lights")).to_have_count(0)


def _answers(page: Page) -> None:
    listed = page.locator("section", has_text=LISTED).first
    expect(listed).to_contain_text("Aanwijzing")
    expect(listed).to_contain_text(re.compile(r"Geteld: [1-9]"))
    expect(page.locator("section", has_text=CLEARED).first).to_contain_text("Geen aanwijzing in wat te zien was")
    looked = page.locator("figure", has_text="Waar is gekeken").first
    expect(looked).to_contain_text("Gelezen")
    opened = page.get_by_role("region", name="Wat is geopend")
    expect(opened).to_contain_text("Bezochte adressen")
    expect(page.get_by_role("region", name="Wat niet is gelezen")).to_contain_text("is uitgesloten")


def _paper(page: Page, name: str, folder: Path) -> None:
    """One document, downloaded: it has text, and none of it is of the carrier."""
    with page.expect_download() as taken:
        page.get_by_role("link", name=re.compile(re.escape(name))).click()
    file = folder / name
    taken.value.save_as(file)
    told = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
    assert len(told) > 2000
    assert "Aanwijzing" in told
    for each in SECRETS:
        assert each not in told, (name, each)


def _words_and_dispute(page: Page) -> None:
    page.get_by_role("link", name="Reactie opschrijven").click()
    fill(page, "words", "Dat was ik niet, dat was mijn huisgenoot.")
    save(page)
    expect(page.locator("blockquote")).to_contain_text("Dat was ik niet, dat was mijn huisgenoot.")
    page.locator("section", has_text=LISTED).first.get_by_role("button", name="De betrokkene betwist dit").click()
    said(page, "Vastgelegd dat de betrokkene dit betwist")
    expect(page.locator("main")).to_contain_text("Een collega laat hertellen en beslist daarna")


def _recount(page: Page, check: str) -> None:
    page.goto(check)
    page.get_by_role("button", name="Hertelling beginnen").click()
    said(page, "De hertelling staat klaar")
    expect(page.get_by_text("De hertelling is klaar")).to_be_visible(timeout=LONG)
    told = page.get_by_role("region", name="Hertelling").locator("tr", has_text=LISTED)
    expect(told).to_contain_text("Aanwijzing")
    expect(told.locator("td").last).to_have_text("ja")
    page.get_by_role("link", name=re.compile("^Bevestigd na hertelling")).click()
    page.get_by_role("button", name=re.compile("^Vastleggen")).click()
    said(page, "De stap is gezet")


def _decided(page: Page, served: Served, check: str, order: Ordered) -> None:
    """No decision without reasons; its next day stands in one's work and on the timeline."""
    page.goto(check)
    page.get_by_role("link", name="Besluit vastleggen").click()
    fill(page, "outcome", "hercontrole")
    fill(page, "due", ordering.around(9))
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator(".iz-errors")).to_contain_text("Redenen")
    fill(page, "reasons", "De aanwijzing is besproken; over ruim een week volgt een nieuwe controle.")
    save(page)
    expect(page.locator("main")).to_contain_text("over ruim een week volgt een nieuwe controle")
    page.get_by_role("link", name="Controle afsluiten").click()
    page.get_by_role("button", name=re.compile("^Vastleggen")).click()
    said(page, "De stap is gezet")
    page.goto(served.address + "/")
    soon = page.locator("section", has_text="Komende veertien dagen")
    expect(soon.locator("tr", has_text=WHO).filter(has_text="Besluit na een activiteit")).to_have_count(1)
    page.goto(order.timeline)
    expect(page.locator("main")).to_contain_text("Besluit na een activiteit")


def test_the_same_check_goes_by_files_with_the_tool_of_a_laptop(
    order: Ordered, served: Served, sign_in: SignIn, tmp_path: Path
) -> None:
    officer = sign_in(OFFICER)
    check = ordering.plan(sign_in(PLANNER), served, WHO)
    ordering.order_out(officer, sign_in(COLLEAGUE), served, check, WHO)
    with officer.expect_download() as taken:
        officer.get_by_role("link", name="Meenemen op een stick").click()
    taken.value.save_as(tmp_path / "papers.zip")
    case = _by_hand(tmp_path, served.home / "proef")
    _bring(officer, tmp_path / "papers.zip")
    expect(officer.get_by_role("alert")).to_contain_text("dossier")  # the papers themselves are no case
    _bring(officer, case)
    said(officer, "Het dossier is nagegaan en ingenomen")
    expect(officer.locator("section", has_text=LISTED).first).to_contain_text("Aanwijzing")
    assert officer.get_by_text("Dossier innemen").count() == 0


def _by_hand(folder: Path, trial: Path) -> Path:
    """``inzage check`` of the laptop, with what was on the stick; the case as a zip."""
    with zipfile.ZipFile(folder / "papers.zip") as papers:
        papers.extractall(folder)
    out = folder / "case"
    words = [
        "check",
        str(trial / "dragers" / "laptop-1"),
        "--mandate",
        "mandate.dsse.json",
        "--order",
        "order.dsse.json",
    ]
    words += ["--kit", str(trial / "kit"), "--lists", str(trial / "lists"), "--out", str(out), "--kind", "computer"]
    words += ["--presented", "aangereikt", "--owner", "betrokkene"]
    env = {name: value for name, value in os.environ.items() if not name.startswith(("INZAGE_", "DJANGO_"))}
    done = subprocess.run([sys.executable, "-c", RUN, *words], cwd=folder, env=env, check=False, capture_output=True)
    assert done.returncode in {0, 4}, done.stderr
    with zipfile.ZipFile(folder / "case.zip", "w") as made:
        for file in sorted(out.rglob("*")):
            made.write(file, file.relative_to(out))
    return folder / "case.zip"


def _bring(page: Page, file: Path) -> None:
    page.get_by_label("Dossier", exact=True).set_input_files(file)
    page.get_by_role("button", name="Innemen").click()


def test_a_telephone_is_looked_through_by_hand_each_look_recorded(
    order: Ordered, served: Served, sign_in: SignIn
) -> None:
    page = sign_in(OFFICER)
    new(page, served.address, "telefooncontrole", WHO)
    page.get_by_role("link", name=re.compile("ALG-1")).first.click()
    told = (("performers.0.key", OFFICER), ("performers.0.function", "toezichthouder"), ("notice", "aangekondigd"))
    for name, value in (*told, ("carriers", "phone"), ("platform", "iOS"), ("grants", "instellingen")):
        fill(page, name, value)
    save(page)
    for label in ("Plannen", "Beginnen"):
        page.locator("main").get_by_role("link", name=label, exact=True).click()
        page.get_by_role("button", name=re.compile("^Vastleggen")).click()
        said(page, "De stap is gezet")
    fill(page, "minutes", "20")
    page.get_by_role("button", name="Controle afronden").click()
    expect(page.get_by_role("alert")).to_contain_text("Nog niet elke vraag heeft een antwoord")
    page.locator("main ol").get_by_role("link").first.click()
    page.get_by_role("button", name="Ik ga nu kijken").click()
    said(page, "Vastgelegd dat u kijkt")
    fill(page, "answer", "no_indication")
    fill(page, "count_band", "0")
    page.get_by_role("button", name="Antwoord vastleggen").click()
    said(page, "Het antwoord is vastgelegd")
    expect(page.locator("main")).to_contain_text("Keer gekeken: 1")
    fill(page, "minutes", "20")
    page.get_by_role("button", name="Controle afronden").click()
    said(page, "De controle is afgerond")
    page.get_by_role("link", name="Besluit vastleggen").click()
    for name, value in (("outcome", "geen-vervolg"), ("reasons", "Er was niets te zien dat gesprek vraagt.")):
        fill(page, name, value)
    save(page)
    page.get_by_role("link", name="Controle afsluiten").click()
    page.get_by_role("button", name=re.compile("^Vastleggen")).click()
    expect(page.locator("main .iz-badge").first).to_have_text("Beoordeeld")


def test_a_refusal_ends_no_more_than_the_check_and_readies_the_notice(
    order: Ordered, served: Served, sign_in: SignIn
) -> None:
    officer = sign_in(OFFICER)
    check = ordering.plan(sign_in(PLANNER), served, WHO)
    officer.goto(check)
    officer.get_by_role("link", name="De betrokkene werkt niet mee").click()
    expect(officer.locator("main")).to_contain_text("ik dwing u niet")
    for name, value in (("manner", "niet-thuis"), ("explained", "true"), ("reasons_given", "eerst-advocaat")):
        fill(officer, name, value)
    officer.get_by_role("button", name="Vastleggen en melding klaarzetten").click()
    said(officer, "moet onverwijld worden verzonden")
    expect(officer.locator("main .iz-badge").first).to_have_text("Niet verschenen")
    officer.goto(served.address + "/")
    notice = officer.locator("tr", has_text=WHO).filter(has_text="Melding aan het openbaar ministerie")
    expect(notice).to_have_count(1)
    notice.get_by_role("link").click()
    step(officer, "Verzonden")
