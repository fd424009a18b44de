"""Visits in the older history of Firefox on iOS: ``browser.db``.

An observation is an address that the person opened: a visit of a kind that Mozilla counts
(no embedded part, download, framed link or reload), on a page that was not deleted. The
kinds of a redirect (5, 6) mark where it led, so they count; whether the address it came
from has a visit of its own is not recorded. ``rows`` are all rows of ``visits`` inside the
window. Later versions keep ``places.db``: see ``firefox_history``.

**Which device.** ``is_local`` says it. **Time.** Microseconds since 1970, as a number with
or without fraction.

Has met no real file yet.

References: https://github.com/mozilla-mobile/firefox-ios (``BrowserSchema.swift``)
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MICROSECONDS, Clock
from inzage.formats.extent import reach
from inzage.formats.sqlite import database, names, text
from inzage.mandate import DataClass
from inzage.observations import Observation, OnThisDevice, Opened, Remark, Visit
from inzage.readers import reader

_CLOCK = Clock(MICROSECONDS)
_NO_ACT = "0, 4, 7, 8, 9"
_KNOWN = names("id siteID date type is_local")
_ROWS = """
    SELECT v.id, v.date, {act}, CASE WHEN {act} THEN {address} END,
           CASE v.is_local WHEN 1 THEN 'yes' WHEN 0 THEN 'no' ELSE 'unknown' END
    FROM visits AS v NOT INDEXED LEFT JOIN history AS h ON h.id = v.siteID
    WHERE {inside}
"""


@reader(
    opens=DataClass.BROWSING,
    family="browser_history",
    at=("profile.profile/browser.db",),
)
def firefox_ios_history(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the visits inside the window that are acts, and what was opened for it."""
    with database(artefact) as db:
        db.need("history", ("id", "url"))
        db.need("visits", ("id", "siteid", "date", "type", "is_local"))
        yield from db.compare("visits", _KNOWN, ())
        deleted = "AND coalesce(h.is_deleted, 0) = 0" if db.has("history", "is_deleted") else ""
        act = f"(coalesce(v.type, 0) NOT IN ({_NO_ACT}) {deleted})"
        query = _ROWS.format(act=act, address=text("h.url"), inside=_CLOCK.inside("v.date", window))
        opened = 0
        for _, time, is_act, address, origin in db.rows(query):
            opened += 1
            at = _CLOCK.moment(time)
            if at and isinstance(address, str) and address:
                yield Visit(at, address, OnThisDevice(str(origin)))
            elif is_act:
                db.doubt()
        yield Opened(opened)
        yield from reach(db, "visits AS v", "v.date", _CLOCK)
        yield from db.remarks()
