"""Visits in the history of Firefox, its mobile apps and Tor Browser.

An observation is an address that the person opened. Which visits count, and how "on this
device" is known (desktop: only where the profile never synchronised), stands in
``formats.mozilla``. ``rows`` are all rows of ``moz_historyvisits`` inside the window. An act
whose address is gone makes the reading a lower bound.

Limits: Tor Browser and private windows keep no history. Desktop files have met one real
example; mobile ones none yet.

References: https://searchfox.org/mozilla-central/source/toolkit/components/places/nsPlacesTables.h,
https://github.com/mozilla/application-services/blob/main/components/places/sql/create_shared_triggers.sql
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats import mozilla
from inzage.formats.clocks import instant
from inzage.formats.sqlite import Database, database, text
from inzage.formats.together import Telling, alike, told
from inzage.mandate import DataClass
from inzage.observations import ORIGINS, Alike, Observation, Opened, Remark, Visit
from inzage.readers import reader


@reader(
    opens=DataClass.BROWSING,
    family="browser_history",
    at=mozilla.PLACES,
    elsewhere=mozilla.ELSEWHERE,
    beside=mozilla.BESIDE,
    met_real=True,
)
def firefox_history(artefact: Artefact, window: Window) -> Iterator[Observation | Alike | Remark]:
    """Yield the visits inside the window that are acts, and what was opened for it."""
    with database(artefact) as db:
        db.need("moz_places", ("id", "url"))
        db.need("moz_historyvisits", mozilla.NEEDED_VISITS)
        yield from db.compare("moz_historyvisits", mozilla.KNOWN_VISITS | mozilla.KNOWN_MOBILE, ("from_visit",))
        telling = _telling(db, artefact)
        opened, moment = 0, telling.clock.moment
        for acts, first, last, ticks, address, origin in told(db, artefact, window, telling):
            opened += acts
            if isinstance(address, str):
                if address and (at := instant(first)):
                    yield alike(Visit(at, address, ORIGINS[origin]), acts, last, ticks, moment)
                else:
                    db.doubt()
        yield Opened(opened)
        yield from mozilla.covers(db)
        yield from db.remarks()


def _telling(db: Database, artefact: Artefact) -> Telling:
    return Telling(
        number="v.id",
        time="v.visit_date",
        clock=mozilla.CLOCK,
        rows="moz_historyvisits AS v NOT INDEXED",
        keys={"page": "v.place_id", "act": mozilla.act(db), "origin": mozilla.origin(db, artefact)},
        told=f"CASE WHEN g.act THEN coalesce({text('p.url')}, '') END, g.origin",
        joined="LEFT JOIN moz_places AS p ON p.id = g.page",
        numbered=(("moz_historyvisits", "id"), ("moz_places", "id")),
    )
