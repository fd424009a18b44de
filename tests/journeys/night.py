"""A laboratory's night in fast motion: invented carriers laid ready on the screen, carried out, read in the morning.

``python -m tests.journeys.night FOLDER [CHECKS [--cluster ADDRESS]]`` shows it: a trial register, twenty checks of as
many invented persons, two priorities, a pause in the middle, three carriers that are broken each in its own way, and
one with a listed pattern on it. Leaves each page as a picture at two widths, and the night as text.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Locator, Page, sync_playwright

from inzage.artefact import AMSTERDAM
from inzage.cli._demo_carrier import CHROMIUM, make_carrier
from inzage.cli._demo_halt import pattern
from tests.journeys.conftest import PHONE, RUN, WIDE, Served, enter, started
from tests.journeys.doing import said
from tests.register.running.halfway import goes_on, halted

EXPERT = "digitaal-deskundige-1"
GONE, UNREADABLE, REFUSED, HALTING, SOUND = "weg", "onleesbaar", "geweigerd", "verzegeld", "gewoon"
BROKEN = (GONE, UNREADABLE, REFUSED)
LONG = 900.0
"""Seconds that the whole night may take on a busy machine."""
SEED = """
import sys, django
django.setup()
from tests.journeys import night_seed
getattr(night_seed, sys.argv[1])(*sys.argv[2:])
"""
Counts = Mapping[str, int]


@dataclass(frozen=True)
class Lying:
    """A carrier that lies ready, for one person. ``sort``: one of the words above."""

    person: str
    name: str
    sort: str


@dataclass(frozen=True)
class Laboratory:
    """A served register with checks that can begin, and the carriers that lie ready for them."""

    served: Served
    settings: Mapping[str, str]
    carriers: Path
    lying: tuple[Lying, ...]


@contextmanager
def laboratory(root: Path, checks: int, *more: str) -> Iterator[Laboratory]:
    """A trial register, two checks at a time; so many persons with an order each. ``more``: words for its command."""
    desk, carriers, mandates = root / "balie", root / "dragers", root / "mandaten"
    carriers.mkdir(parents=True)
    lying = tuple(_laid(carriers, number, checks) for number in range(checks))
    settings = {
        "INZAGE_REGISTER_KIT": str(desk / "register"),
        "INZAGE_REGISTER_FILES": str(desk / "files"),
        "INZAGE_CHECK_KIT": str(desk / "kit"),
        "INZAGE_LISTS": str(desk / "lists"),
        "INZAGE_CARRIERS": str(carriers),
    }
    _ran(
        {"DJANGO_SETTINGS_MODULE": "inzage.register.settings"}, SEED, "kits", str(desk), str(mandates), *_people(lying)
    )
    process, address = started(root / "register", "--at-once", "2", *more, **settings)
    try:
        made = Laboratory(Served(address, root / "register", process.pid), settings, carriers, lying)
        _ran(_settings(made), SEED, "records", *(str(mandates / person) for person in _people(lying)))
        yield made
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def _laid(carriers: Path, number: int, checks: int) -> Lying:
    """The last four are broken or halt; the rest hold what such a carrier holds, each something else."""
    sort = dict(enumerate((*BROKEN, HALTING), checks - 4)).get(number, SOUND)
    each = Lying(f"P-08{number:03}", f"drager-{number + 1:02}" + (".E01" if sort == UNREADABLE else ""), sort)
    place = carriers / each.name
    if sort == UNREADABLE:
        place.write_bytes(b"EVF\x09\x0d\x0a\xff\x00" + bytes(4096))  # begins as an image does, and holds none
        return each
    make_carrier(place, datetime.now(AMSTERDAM), seed=number, chromium=CHROMIUM[: 1 + number % 2])
    if sort == HALTING:
        (place / "Users/anna/Pictures").mkdir(parents=True)
        (place / "Users/anna/Pictures/patroon.png").write_bytes(pattern())
    return each


def _people(lying: Iterable[Lying]) -> list[str]:
    return [each.person for each in lying]


def _settings(lab: Laboratory) -> Mapping[str, str]:
    """As the administrator of this register has them."""
    home = {"INZAGE_HOME": str(lab.served.home), "INZAGE_DEMO": "1", "INZAGE_PLAIN_HTTP": "1"}
    return {"DJANGO_SETTINGS_MODULE": "inzage.register.web.settings", **home, **lab.settings}


def _ran(settings: Mapping[str, str], code: str, *words: str) -> str:
    """A program beside the browser, whose loop Django would take for its own; what it says."""
    told = {name: value for name, value in os.environ.items() if not name.startswith(("INZAGE_", "DJANGO_"))}
    root = Path(__file__).resolve().parents[2]
    words = (sys.executable, "-c", code, *words)
    done = subprocess.run(words, cwd=root, env=told | settings, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def told(lab: Laboratory) -> str:
    """``inzage work --summary``."""
    return _ran(_settings(lab), RUN, "work", "--summary")


def pause(page: Page, lab: Laboratory, why: str, *, put_back: bool = False) -> None:
    """Have the queue stand still, once its machine gave a sign."""
    until(page, lab, "/nachtronde/rij", lambda: page.get_by_text("Stilzetten", exact=True).count() > 0)
    page.get_by_text("Stilzetten", exact=True).click()
    page.get_by_label("Terugzetten").set_checked(put_back)
    page.get_by_label("Waarom?").fill(why)
    page.get_by_role("button", name="Wachtrij stilzetten").click()
    said(page, "De wachtrij staat stil")


def go_on(page: Page, lab: Laboratory) -> None:
    """Let it begin again."""
    page.goto(lab.served.address + "/nachtronde/rij")
    page.get_by_role("button", name="Weer laten lopen").click()
    said(page, "De wachtrij loopt weer")


def lay_all(page: Page, lab: Laboratory) -> None:
    """Every check with its carrier, a page at a time: two with urgency, the last sound one when there is room."""
    sound = [each.person for each in lab.lying if each.sort == SOUND]
    left = list(lab.lying)
    while left:
        page.goto(lab.served.address + "/nachtronde/klaarzetten")
        rows = page.get_by_role("group")
        here = [each for each in left if rows.filter(has_text=each.person).count()]
        assert here, page.locator("main").inner_text()
        for each in here:
            _lay(rows.filter(has_text=each.person), each, sound)
        page.get_by_label("Waarom spoed?").fill("De zitting is overmorgen.")
        page.get_by_role("button", name="In de rij zetten").click()
        said(page, "De gekozen controles staan klaar")
        left = [each for each in left if each not in here]
    for each in lab.lying:
        if each.sort == GONE:
            shutil.rmtree(lab.carriers / each.name)


def _lay(row: Locator, each: Lying, sound: Sequence[str]) -> None:
    row.get_by_label("Gegevensdrager").select_option(label=each.name)
    if each.sort == REFUSED:
        row.get_by_label("Van wie is hij?").select_option("ander")
    if each.person in sound[-3:-1]:
        row.get_by_label("Voorrang").select_option(label="met spoed")
    if each.person == sound[-1]:
        row.get_by_label("Voorrang").select_option(label="als er plaats is")


def counts(page: Page, lab: Laboratory) -> Counts:
    """What the overview counts."""
    page.goto(lab.served.address + "/nachtronde")
    first = page.locator("main > dl.iz-dl").first
    names, numbers = first.locator("dt").all_inner_texts(), first.locator("dd").all_inner_texts()
    return {name: int(number) for name, number in zip(names, numbers, strict=True)}


def until(page: Page, lab: Laboratory, address: str, holds: Callable[[], bool]) -> None:
    """Look at a page again and again."""
    end = time.monotonic() + LONG
    page.goto(lab.served.address + address)
    while not holds():
        assert time.monotonic() < end, page.locator("main").inner_text()
        time.sleep(0.5)
        page.goto(lab.served.address + address)


def ended(page: Page, lab: Laboratory) -> int:
    """How many are over."""
    found = counts(page, lab)
    return len(lab.lying) - found.get("wacht", 0) - found.get("bezig", 0)


def pictures(page: Page, folder: Path, name: str) -> None:
    """The page at two widths."""
    for width, size in ((1280, WIDE), (375, PHONE)):
        page.set_viewport_size(size)  # type: ignore[arg-type]  # both are there
        page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]  # as above


def through(page: Page, lab: Laboratory, show: Callable[[str], None]) -> Counts:
    """The whole night; what it came to. ``show`` is called at each page."""
    enter(page, lab.served, EXPERT)
    pause(page, lab, "Eerst alles klaarzetten.")
    page.goto(lab.served.address + "/nachtronde/klaarzetten")
    show("klaarzetten")
    lay_all(page, lab)
    show("wachtrij")
    page.get_by_role("link", name="Wijzigen").first.click()
    show("wijzigen")
    with _one_that_takes_long(lab):
        go_on(page, lab)
        some = len(lab.lying) // 3
        until(page, lab, "/nachtronde", lambda: ended(page, lab) >= some)
        pause(page, lab, "Het lab heeft de machine even nodig.", put_back=True)
    until(page, lab, "/nachtronde", lambda: "bezig" not in counts(page, lab))
    page.goto(lab.served.address + "/nachtronde/rij")
    show("stilgezet")
    go_on(page, lab)
    until(page, lab, "/nachtronde", lambda: ended(page, lab) == len(lab.lying))
    page.goto(lab.served.address + "/nachtronde")
    show("ochtend")
    return counts(page, lab)


@contextmanager
def _one_that_takes_long(lab: Laboratory) -> Iterator[None]:
    """The first check that has read something stands still meanwhile, until it hears that it is put back."""
    with ThreadPoolExecutor(1) as beside:
        check = beside.submit(halted, lab.served.process, Path(lab.settings["INZAGE_REGISTER_FILES"]))
        yield
        goes_on(check.result(), after=signal.SIGINT)


def main(folder: str, checks: str = "20", *more: str) -> None:
    """Show it."""
    out = Path(folder).absolute()
    out.mkdir(parents=True)
    begun = time.monotonic()
    with TemporaryDirectory(prefix="inzage-") as root, laboratory(Path(root), int(checks), *more) as lab:
        found = _shown(lab, out)
        text = told(lab)
    (out / "nacht.txt").write_text(text, encoding="utf-8")
    print(text)
    print(", ".join(f"{name}: {many}" for name, many in found.items()), f"({time.monotonic() - begun:.0f} s)")
    print(*sorted(out.iterdir()), sep="\n")


def _shown(lab: Laboratory, out: Path) -> Counts:
    with sync_playwright() as play:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport=WIDE, locale="nl-NL")  # type: ignore[arg-type]  # both are there
        found = through(page, lab, lambda name: pictures(page, out, name))
        browser.close()
        return found


if __name__ == "__main__":
    main(*sys.argv[1:])
