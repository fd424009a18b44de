"""A served trial and a real browser: what a newcomer starts with ``make serve``, driven as they would."""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

START = 90.0
"""Seconds that the trial may take to be invented and served."""
TRIES = 5
RUN = "from inzage.cli.main import main; main()"
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 375, "height": 800}


@dataclass
class Served:
    """Where the register is, and what its browser saw that it should not have."""

    address: str
    home: Path
    process: int
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    passes: dict[str, object] = field(default_factory=dict)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home = tmp_path_factory.mktemp("served") / "register"
    process, address = started(home)
    try:
        yield Served(address, home, process.pid)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


@contextmanager
def held(served: Served) -> Iterator[None]:
    """Nothing is taken from the queue meanwhile, so that a page is seen to wait however slow the machine is."""
    worker = next(pid for pid in _children(served.process) if _words(pid)[-1] == "work")
    os.kill(worker, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(worker, signal.SIGCONT)


def _children(process: int) -> list[int]:
    told = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(each) for each in told.split()]


def _words(process: int) -> list[str]:
    return Path(f"/proc/{process}/cmdline").read_text().rstrip("\0").split("\0")


def started(home: Path, *more: str, **settings: str) -> tuple[subprocess.Popen[str], str]:
    """The command of ``make serve``, on a port that is free; with more words, or settings of an administrator."""
    told = {name: value for name, value in os.environ.items() if not name.startswith(("INZAGE_", "DJANGO_"))}
    for _ in range(TRIES):
        port = random.randint(20000, 60000)  # noqa: S311 a port, no secret
        process = subprocess.Popen(
            [sys.executable, "-c", RUN, "serve", "--demo", "--dir", str(home), "--port", str(port), *more],
            stdout=subprocess.PIPE,
            text=True,
            env=told | settings,
        )
        assert process.stdout is not None
        until = time.monotonic() + START
        for line in process.stdout:
            if line.startswith("Register: "):
                listens(port, until)
                return process, line.split()[1].rstrip("/")
            if time.monotonic() > until:
                break
        process.wait(10)
    raise AssertionError("the register was not served")


def listens(port: int, until: float) -> None:
    """Wait for the server itself, which says where it will be before it listens. No socket: tests open none."""
    wanted = re.compile(rf"^ *\d+: [0-9A-F]{{8}}:{port:04X} [0-9A-F:]+ 0A ", re.MULTILINE)
    while not wanted.search(Path("/proc/net/tcp").read_text(encoding="ascii")):
        assert time.monotonic() < until, "nothing listens"
        time.sleep(0.05)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """For one file: while its driver lives, Django holds that this process waits for several things at once."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    assert chromium, "Debian's chromium is needed: tools/setup.sh dev"
    with sync_playwright() as play:
        shown = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield shown
        shown.close()


SignIn = Callable[..., Page]


@pytest.fixture
def sign_in(served: Served, browser: Browser) -> Iterator[SignIn]:
    """``sign_in("planner-1")``: a page of somebody with both factors; each key signs in once a session."""
    opened = []

    def page(key: str, viewport: dict[str, int] = WIDE) -> Page:
        state = served.passes.get(key)
        context = browser.new_context(viewport=viewport, locale="nl-NL", storage_state=state)  # type: ignore[arg-type]
        opened.append(context)
        made = context.new_page()
        watch(made, served)
        if state is None:
            enter(made, served, key)
            served.passes[key] = context.storage_state()
        made.goto(served.address + "/")
        return made

    yield page
    for context in opened:
        context.close()


def watch(page: Page, served: Served) -> None:
    """Remember requests to other hosts, and what the content policy stopped."""
    page.on("request", lambda asked: asked.url.startswith(served.address) or served.elsewhere.append(asked.url))
    page.on("console", lambda said: said.type == "error" and served.complaints.append(said.text))


def enter(page: Page, served: Served, key: str) -> None:
    """Password, second factor, recovery codes: as the pages ask."""
    page.goto(served.address + "/inloggen")
    password = page.locator("p:has-text('wachtwoord') code").inner_text()
    page.get_by_label("Uw sleutel").fill(key)
    page.get_by_label("Wachtwoord").fill(password)
    page.get_by_role("button", name="Verder").click()
    page.locator("input[name=code]").fill(page.locator(".iz-message strong").inner_text())
    page.locator("main button.iz-button--primary").click()
    page.goto(served.address + "/")
    page.get_by_role("heading", name="Mijn werk").wait_for()
