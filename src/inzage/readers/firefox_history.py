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
from inzage.formats import mozilla, sifted
from inzage.formats.sifted import Pages
from inzage.formats.sqlite import Database, database
from inzage.formats.together import Telling
from inzage.mandate import DataClass
from inzage.observations import Alike, Observation, Remark, Rest
from inzage.readers import reader

_PAGES = Pages("moz_places AS p", "p.id", "p.url")


@reader(
    opens=DataClass.BROWSING,
    family="browser_history",
    at=mozilla.PLACES,
    elsewhere=mozilla.ELSEWHERE,
    beside=mozilla.BESIDE,
    met_real=True,
)
def firefox_history(artefact: Artefact, window: Window) -> Iterator[Observation | Alike | Rest | Remark]:
    """Yield the visits inside the window that are acts, and what was opened for it."""
    with database(artefact) as db:
        db.need("moz_places", ("id", "url"))
        db.need("moz_historyvisits", mozilla.NEEDED_VISITS)
        yield from db.compare("moz_historyvisits", mozilla.KNOWN_VISITS | mozilla.KNOWN_MOBILE, ("from_visit",))
        yield from sifted.visits(db, artefact, window, _telling(db, artefact), _PAGES)
        yield from mozilla.covers(db)
        yield from db.remarks()


def _telling(db: Database, artefact: Artefact) -> Telling:
    return Telling(
        number="v.id",
        time="v.visit_date",
        clock=mozilla.CLOCK,
        rows="moz_historyvisits AS v NOT INDEXED",
        keys={"page": "v.place_id", "act": mozilla.act(db), "origin": mozilla.origin(db, artefact)},
        told=_PAGES.told,
        joined=_PAGES.joined,
        numbered=(("moz_historyvisits", "id"), ("moz_places", "id")),
    )
