"""Open tabs of Safari on iOS: ``BrowserState.db`` (until iOS 14, and present later).

An observation is an open tab, by the address it shows, at the moment it was last looked
at; a tab never looked at since it was opened has no moment and makes the reading a lower
bound. Private tabs count as others do: the table keeps them. ``rows`` are the rows of
``tabs`` inside the window.

Tabs of other devices (``CloudTabs.db``) stay shut: they answer no question. Later versions
keep ``SafariTabs.db``: see ``safari_tabs_db``.

All are of this device. Has met no real file yet.

References: https://github.com/abrignoni/iLEAPP (``safariTabs.py``)
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats import cocoa
from inzage.formats.saved import is_place
from inzage.formats.sqlite import database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, OnThisDevice, Opened, Remark, Saved
from inzage.readers import reader

_ROWS = """
    SELECT t.rowid, t.last_viewed_time, {address} FROM tabs AS t NOT INDEXED WHERE {inside}
"""
_UNDATED = """
    SELECT count(*) FROM tabs AS t NOT INDEXED
    WHERE coalesce(t.last_viewed_time, 0) = 0 AND coalesce(t.url, '') <> ''
"""


@reader(
    opens=DataClass.BROWSING,
    family="browser_saved",
    at=("Safari/BrowserState.db",),
    elsewhere=("**/BrowserState.db",),
)
def safari_tabs(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the tabs that were last looked at inside the window."""
    with database(artefact) as db:
        db.need("tabs", ("url", "last_viewed_time"))
        opened, inside = 0, cocoa.CLOCK.inside("t.last_viewed_time", window)
        for _, time, address in db.rows(_ROWS.format(address=text("t.url"), inside=inside)):
            opened += 1
            at = cocoa.moment(time)
            if at and is_place(address):
                yield Saved(at, str(address), OnThisDevice.YES)
        yield Opened(opened)
        if db.one(_UNDATED)[0]:
            db.doubt()
        yield from cocoa.reach(db, "tabs", "coalesce(nullif(last_viewed_time, 0), -1e12)")
        yield from db.remarks()
