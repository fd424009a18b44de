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
from inzage.formats import chromium
from inzage.formats.clocks import instant
from inzage.formats.sqlite import database, text
from inzage.formats.together import Telling, alike, told
from inzage.mandate import DataClass
from inzage.observations import ORIGINS, Alike, Observation, Opened, Remark, Visit
from inzage.readers import reader


@reader(
    opens=DataClass.BROWSING,
    family="browser_history",
    at=chromium.places("History", "Archived History"),
    elsewhere=chromium.ELSEWHERE,
    copies=chromium.COPIES,
    met_real=True,
)
def chromium_history(artefact: Artefact, window: Window) -> Iterator[Observation | Alike | Remark]:
    """Yield the visits inside the window that are acts, and what was opened for it."""
    with database(artefact) as db:
        db.need("urls", ("id", "url"))
        visits = chromium.Visits.of(db)
        yield from db.compare("visits", chromium.KNOWN_VISITS, chromium.USED_VISITS)
        telling = _telling(visits)
        opened, moment = 0, telling.clock.moment
        for acts, first, last, ticks, address, origin in told(db, artefact, window, telling):
            opened += acts
            if isinstance(address, str):
                if address and (at := instant(first)):
                    yield alike(Visit(at, address, ORIGINS[origin]), acts, last, ticks, moment)
                else:
                    db.doubt()
        yield Opened(opened)
        yield from chromium.covers(db)
        yield from db.remarks()


def _telling(visits: chromium.Visits) -> Telling:
    return Telling(
        number="v.id",
        time="v.visit_time",
        clock=chromium.VISIT_CLOCK,
        rows=f"visits AS v NOT INDEXED {visits.join}",
        keys={"page": "v.url", "act": visits.ended, "origin": visits.origin},
        told=f"CASE WHEN g.act AND {visits.shown} THEN coalesce({text('u.url')}, '') END, g.origin",
        joined="LEFT JOIN urls AS u ON u.id = g.page",
        numbered=(("visits", "id"), ("urls", "id"), *[("visit_source", "id")] * bool(visits.join)),
    )
