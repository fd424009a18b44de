"""Visits in the history of Chrome, Edge, Brave, Opera and every other Chromium browser.

An observation is an address that the person opened: the end of a redirect chain, no
sub-frame, reload or step back. What counts, and how "on this device" is known, stands in
``formats.chromium``. ``rows`` are all rows of ``visits`` inside the window; the addresses
of rows that are no act do not leave the database. An act whose address is gone makes the
reading a lower bound: browsers do not leave such rows.

Limits: about 90 days are kept by the browser itself. A page left open is one act,
however long it is looked at. Private windows leave nothing here. Met five real
histories, of Chrome 2011 to 2018 (1 to 69 rows, schemas 16 to 36).

References: https://source.chromium.org/chromium/chromium/src/+/main:components/history/core/browser/visit_database.cc
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats import chromium, sifted
from inzage.formats.sifted import Pages
from inzage.formats.sqlite import database
from inzage.formats.together import Telling
from inzage.mandate import DataClass
from inzage.observations import Alike, Observation, Remark, Rest
from inzage.readers import reader


@reader(
    opens=DataClass.BROWSING,
    family="browser_history",
    at=chromium.places("History", "Archived History"),
    elsewhere=chromium.ELSEWHERE,
    copies=chromium.COPIES,
    met_real=True,
)
def chromium_history(artefact: Artefact, window: Window) -> Iterator[Observation | Alike | Rest | Remark]:
    """Yield the visits inside the window that are acts, and what was opened for it."""
    with database(artefact) as db:
        db.need("urls", ("id", "url"))
        visits = chromium.Visits.of(db)
        yield from db.compare("visits", chromium.KNOWN_VISITS, chromium.USED_VISITS)
        pages = Pages("urls AS u", "u.id", "u.url", visits.shown)
        yield from sifted.visits(db, artefact, window, _telling(visits, pages), pages)
        yield from chromium.covers(db)
        yield from db.remarks()


def _telling(visits: chromium.Visits, pages: Pages) -> Telling:
    return Telling(
        number="v.id",
        time="v.visit_time",
        clock=chromium.VISIT_CLOCK,
        rows=f"visits AS v NOT INDEXED {visits.join}",
        keys={"page": "v.url", "act": visits.ended, "origin": visits.origin},
        told=pages.told,
        joined=pages.joined,
        numbered=(("visits", "id"), ("urls", "id"), *[("visit_source", "id")] * bool(visits.join)),
    )
