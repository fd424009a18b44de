"""The pages of answers in a real browser, under the register's own content policy, wide and on a telephone."""

import shutil
from collections.abc import Iterator
from importlib.resources import files
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, sync_playwright

from inzage.register.web.settings import CONTENT_SECURITY_POLICY
from tests.register.web.evaluating.pages import page
from tests.register.web.evaluating.results import ALL

REGISTER = Path(str(files("inzage.register")))
POLICY = "; ".join(f"{name} {' '.join(told)}" for name, told in CONTENT_SECURITY_POLICY["DIRECTIVES"].items())
ORIGIN = "http://inzage.example/"
"""No such server: every answer comes from this process."""
HIDDEN = """() => [...document.querySelectorAll('.iz-chart__drawing text')].filter(text => {
  const box = text.getBoundingClientRect();
  return text.textContent && (box.left < 0 || box.right > innerWidth);
}).map(text => text.textContent)"""
"""Words of a drawing that lie beside the screen."""
TOUCHING = """() => [...document.querySelectorAll('.iz-chart__drawing')].flatMap(drawing => {
  const texts = [...drawing.querySelectorAll('text')].filter(text => text.textContent);
  const boxes = texts.map(text => [text.getBoundingClientRect(), text.textContent]);
  return boxes.flatMap(([a, one], i) => boxes.slice(i + 1).filter(([b]) =>
    a.left + 1 < b.right && b.left + 1 < a.right && a.top + 6 < b.bottom && b.top + 6 < a.bottom
  ).map(([, other]) => one + ' | ' + other));
})"""
"""Words of a drawing that lie over each other."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        found = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield found
        found.close()


def opened(browser: Browser, name: str, width: int, complaints: list[str]) -> Page:
    """The page of one answer as it opens."""
    html = page(*ALL[name], name=name).encode()

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        static = path.startswith("/static/")
        kind = guess_type(path)[0] if static else "text/html; charset=utf-8"
        headers = {"Content-Type": kind or "application/octet-stream", "Content-Security-Policy": POLICY}
        route.fulfill(body=(REGISTER / path[1:]).read_bytes() if static else html, headers=headers)

    found = browser.new_page(viewport={"width": width, "height": 900})
    found.on("console", lambda message: complaints.append(message.text))
    found.on("pageerror", lambda error: complaints.append(str(error)))
    found.route("**/*", answer)
    found.goto(ORIGIN)
    return found


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("width", [1280, 375, 320])
def test_a_page_fits_and_no_words_of_a_drawing_lie_over_each_other_or_off_the_screen(
    browser: Browser, name: str, width: int
) -> None:
    complaints: list[str] = []
    with opened(browser, name, width, complaints) as seen:
        assert complaints == []
        assert seen.evaluate("document.documentElement.scrollWidth") <= width
        assert seen.evaluate(HIDDEN) == []
        assert seen.evaluate(TOUCHING) == []


@pytest.mark.parametrize("name", ["proef-5", "proef-27", "trechter", "schulden", "groepen"])
@pytest.mark.parametrize("width", [1280, 320])
def test_no_rule_of_accessibility_is_broken(browser: Browser, name: str, width: int) -> None:
    with opened(browser, name, width, []) as seen:
        broken = Axe().run(seen).response["violations"]
        assert [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in broken] == []


def test_words_that_lie_over_each_other_are_seen(browser: Browser) -> None:
    with opened(browser, "proef-27", 320, []) as seen:
        seen.evaluate("(text => text.after(text.cloneNode(true)))(document.querySelector('.iz-chart__drawing text'))")
        assert len(seen.evaluate(TOUCHING)) == 1
