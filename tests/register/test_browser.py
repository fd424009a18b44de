"""Style and script in a real browser, under the register's own content policy: every component on one page."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, sync_playwright

from inzage.register.charts import Bars, Count, Coverage, Fill, Lane, Part, Point, Said, Timeline, Tone, figure
from inzage.register.web.settings import CONTENT_SECURITY_POLICY

HERE = Path(__file__).parent
REGISTER = Path(str(files("inzage.register")))
POLICY = "; ".join(f"{name} {' '.join(told)}" for name, told in CONTENT_SECURITY_POLICY["DIRECTIVES"].items())
HEAD = ("Wat", "Aantal")


def charts() -> str:
    """One of each kind."""
    parts = (Part("Gelezen", 171, Fill.READ), Part("Afwezig", 3, Fill.ABSENT))
    lane = Lane("Controles", (Point("Controle", date(2026, 5, 5), Tone.DANGER),))
    return (
        figure(Bars(Said("Weken", "Aantallen.", "weken", HEAD), "Aantal", (Count("6-7", 4),)), "Als tabel")
        + figure(Coverage(Said("Dekking", "Bronnen.", "dekking", (*HEAD, "Aandeel")), parts))
        + figure(
            Timeline(
                Said("Verloop", "Tijd.", "verloop", (*HEAD, "Van", "Tot")),
                date(2026, 1, 1),
                date(2026, 12, 31),
                (lane,),
            )
        )
    )


ORIGIN = "http://inzage.example/"
"""No such server: every answer comes from :func:`answer`, in this process."""


@dataclass
class Seen:
    """What the browser complained of, what it asked of other hosts, what it posted."""

    complaints: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    posted: list[str] = field(default_factory=list)

    def answer(self, route: Route) -> None:
        """The page of components at every address, our static files, and the policy on all."""
        asked = route.request
        if not asked.url.startswith(ORIGIN):
            self.elsewhere.append(asked.url)
            route.abort()
        elif asked.method == "POST":
            self.posted.append(asked.url)
            route.fulfill(status=204)
        else:
            path = urlsplit(asked.url).path
            body = (REGISTER / path[1:]).read_bytes() if path.startswith("/static/") else components()
            kind = guess_type(path)[0] if path.startswith("/static/") else "text/html; charset=utf-8"
            headers = {"Content-Type": kind or "application/octet-stream", "Content-Security-Policy": POLICY}
            route.fulfill(body=body, headers=headers)


@cache
def components() -> bytes:
    """Every component on one page."""
    return (HERE / "components.html").read_text("utf-8").replace("<!-- CHARTS -->", charts()).encode()


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all. Its loop runs in this thread: no reason for Django to refuse its database meanwhile."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        found = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser, seen: Seen) -> Iterator[Page]:
    """The page as it opens."""
    found = browser.new_page(viewport={"width": 1280, "height": 900})
    found.on("console", lambda message: seen.complaints.append(message.text))
    found.on("pageerror", lambda error: seen.complaints.append(str(error)))
    found.route("**/*", seen.answer)
    found.goto(ORIGIN)
    yield found
    found.close()


def test_nothing_breaks_the_policy_and_nothing_is_asked_elsewhere(page: Page, seen: Seen) -> None:
    assert (seen.complaints, seen.elsewhere) == ([], [])
    told = page.evaluate("[htmx.config.allowEval, htmx.config.includeIndicatorStyles, htmx.config.historyCacheSize]")
    assert told == [False, False, 0]
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(244, 247, 247)"
    assert page.evaluate("document.fonts.check('16px \"Noto Sans\"')")
    assert page.is_hidden("#verborgen")


def test_the_policy_is_at_work_here(page: Page, seen: Seen) -> None:
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    assert any("Content Security Policy" in each for each in seen.complaints)


@pytest.mark.parametrize("width", [1280, 320])
def test_no_rule_of_accessibility_is_broken(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    broken = Axe().run(page).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in broken] == []


def test_what_is_broken_is_found(page: Page) -> None:
    page.evaluate("document.querySelector('label[for=kenmerk]').remove()")
    assert "label" in [each["id"] for each in Axe().run(page).response["violations"]]


def test_a_narrow_page_scrolls_down_only_and_its_table_inside_itself(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.evaluate("(e => e.scrollWidth > e.clientWidth)(document.querySelector('.iz-table-wrap'))")


def test_the_menu_folds_on_a_narrow_page_and_only_there(page: Page) -> None:
    assert page.is_visible(".iz-nav__link")
    assert not page.is_visible(".iz-nav__toggle")
    page.set_viewport_size({"width": 320, "height": 900})
    assert not page.is_visible(".iz-nav__link")
    page.click(".iz-nav__toggle")
    assert page.is_visible(".iz-nav__link")
    assert page.get_attribute(".iz-nav__toggle", "aria-expanded") == "true"


def test_errors_get_the_focus_and_the_first_stop_of_all_is_the_way_to_the_content(page: Page) -> None:
    assert page.evaluate("document.activeElement.className") == "iz-errors"
    page.focus(".iz-header__title")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.className") == "iz-skip"
    assert page.evaluate("getComputedStyle(document.activeElement).clipPath") == "none"


def test_a_form_is_sent_once_however_often_its_button_is_pressed(page: Page, seen: Seen) -> None:
    page.fill("#kenmerk", "x")
    for _ in range(3):
        page.evaluate("document.querySelector('#opslaan').click()")
        page.wait_for_function("document.querySelector('#opslaan').getAttribute('aria-disabled') === 'true'")
    page.wait_for_timeout(100)
    assert seen.posted == [ORIGIN + "opslaan"]


@pytest.mark.parametrize(("field", "asked"), [("#kenmerk", ["beforeunload"]), ("#sleutel", []), (None, [])])
def test_leaving_a_half_filled_form_is_asked_first_where_something_would_be_lost(
    page: Page, field: str | None, asked: list[str]
) -> None:
    found: list[str] = []
    page.on("dialog", lambda dialog: (found.append(dialog.type), dialog.accept()))
    if field:
        page.click(field)
        page.keyboard.type("x")
    page.click(".iz-footer a")
    page.wait_for_url("**/anders")
    assert found == asked


def test_every_way_of_focus_is_visible(page: Page) -> None:
    page.focus(".iz-skip")
    for _ in range(20):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"


def test_tokens_of_an_organisation_win_from_ours(page: Page) -> None:
    own = ":root { --basis-color-accent-1-inverse-bg-default: #552200; --basis-text-font-family-default: serif; }"
    page.evaluate(
        "css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s]; }", own
    )
    for piece in (".iz-header", ".iz-button--primary"):
        assert page.evaluate(f"getComputedStyle(document.querySelector('{piece}')).backgroundColor") == "rgb(85, 34, 0)"
    assert page.evaluate("getComputedStyle(document.body).fontFamily") == "serif"
