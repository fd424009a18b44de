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
from inzage.formats.sqlite import database, text
from inzage.mandate import DataClass
from inzage.observations import ORIGINS, Observation, Opened, Remark, Visit
from inzage.readers import reader

_ROWS = """
    SELECT v.id, v.visit_date, CASE WHEN {act} THEN coalesce({address}, '') END, {origin}
    FROM moz_historyvisits AS v NOT INDEXED LEFT JOIN moz_places AS p ON p.id = v.place_id
    WHERE {inside}
"""


@reader(
    opens=DataClass.BROWSING,
    family="browser_history",
    at=mozilla.PLACES,
    elsewhere=mozilla.ELSEWHERE,
    beside=mozilla.BESIDE,
    met_real=True,
)
def firefox_history(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the visits inside the window that are acts, and what was opened for it."""
    with database(artefact) as db:
        db.need("moz_places", ("id", "url"))
        db.need("moz_historyvisits", mozilla.NEEDED_VISITS)
        yield from db.compare("moz_historyvisits", mozilla.KNOWN_VISITS | mozilla.KNOWN_MOBILE, ("from_visit",))
        query = _ROWS.format(
            act=mozilla.act(db),
            address=text("p.url"),
            origin=mozilla.origin(db, artefact),
            inside=mozilla.CLOCK.inside("v.visit_date", window),
        )
        opened, moment = 0, mozilla.CLOCK.moment
        for _, time, address, origin in db.rows(query):
            opened += 1
            if isinstance(address, str):
                if address and (at := moment(time)):
                    yield Visit(at, address, ORIGINS[origin])
                else:
                    db.doubt()
        yield Opened(opened)
        yield from mozilla.covers(db)
        yield from db.remarks()
