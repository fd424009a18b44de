"""A night in the browser: laid ready, paused halfway, read in the morning; what is broken keeps nothing else back."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import WIDE, enter
from tests.journeys.night import GONE, HALTING, REFUSED, SOUND, UNREADABLE, Laboratory, laboratory, through, told
from tests.journeys.test_pages import NARROW, broken, too_wide

CHECKS = 6


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laboratory]:
    with laboratory(tmp_path_factory.mktemp("night"), CHECKS) as made:
        yield made


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=WIDE, locale="nl-NL")  # type: ignore[arg-type]  # both are there
    yield context.new_page()
    context.close()


def line(page: Page, lab: Laboratory, sort: str) -> str:
    """What the overview says of the first check of this sort."""
    person = next(each.person for each in lab.lying if each.sort == sort)
    return page.locator("main tr", has_text=person).inner_text()


def test_a_night_from_laying_ready_to_the_morning(lab: Laboratory, page: Page) -> None:
    def show(moment: str) -> None:
        """Whole for everybody at each moment; urgent stands first in the queue."""
        assert broken(page) == [], moment
        page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # both are there
        assert too_wide(page) <= 0, moment
        page.set_viewport_size(WIDE)  # type: ignore[arg-type]  # as above
        if moment == "wachtrij":
            turns = page.locator("main tbody tr").all_inner_texts()
            assert len(turns) == CHECKS
            assert "met spoed" in turns[0] and "als er plaats is" in turns[-1]

    found = through(page, lab, show)
    assert found["Klaargezet in deze nacht"] == CHECKS
    assert (found["gestopt en verzegeld"], found["mislukt"]) == (1, 1)
    assert sum(found.values()) == 2 * CHECKS
    assert "Controleer het pad" in line(page, lab, GONE)
    assert "De schijf of de kopie ervan is niet volledig" in line(page, lab, UNREADABLE)
    assert "De gegevensdrager is van een ander." in line(page, lab, REFUSED)
    assert "in 2 keer" in page.locator("main").inner_text()
    _told_to_others(lab, page)


def _told_to_others(lab: Laboratory, page: Page) -> None:
    text = told(lab)
    assert re.search(r"gewerkt op 2 plaatsen, bezet \d+ %", text)
    assert "Het lab heeft de machine even nodig." in text
    page.goto(lab.served.address + "/nachtronde")
    page.get_by_role("button", name="Uitloggen").click()
    enter(page, lab.served, "systeembeheerder-1")
    page.get_by_role("link", name="Nachtronde").click()
    shown = page.locator("main").inner_text()
    expect(page.locator("main")).to_contain_text("Gestopt en verzegeld (1)")
    for each in lab.lying:
        assert each.person not in shown and each.person not in text
        assert each.name not in shown and each.name not in text
    assert "niet te beoordelen" not in shown
    assert {each.sort for each in lab.lying} == {GONE, UNREADABLE, REFUSED, HALTING, SOUND}
