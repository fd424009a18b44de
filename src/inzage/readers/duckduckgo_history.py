"""Visits in the history of DuckDuckGo's browser on iOS (since 2024): ``History.sqlite``.

An observation is one row of ``ZPAGEVISITMANAGEDOBJECT``: an address that the person
opened, unless the page is marked as never loaded. Redirects and reloads are not marked
and count. ``rows`` are all rows of that table inside the window.

The browser synchronises no history: all of it was done on this device. Has met no real
file yet; columns as iLEAPP reads them from several phones.

References: https://github.com/abrignoni/iLEAPP (``duckduckgo.py``)
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats import cocoa
from inzage.formats.sqlite import database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, OnThisDevice, Opened, Remark, Visit
from inzage.readers import reader

_VISITS, _PAGES = "zpagevisitmanagedobject", "zbrowsinghistoryentrymanagedobject"
_ROWS = """
    SELECT v.Z_PK, v.ZDATE, {act}, CASE WHEN {act} THEN {address} END
    FROM ZPAGEVISITMANAGEDOBJECT AS v NOT INDEXED
        LEFT JOIN ZBROWSINGHISTORYENTRYMANAGEDOBJECT AS p ON p.Z_PK = v.ZHISTORYENTRY
    WHERE {inside}
"""


@reader(
    opens=DataClass.BROWSING,
    family="browser_history",
    at=("*com.duckduckgo.*/Library/Application Support/History.sqlite",),
    elsewhere=("Library/Application Support/History.sqlite",),
)
def duckduckgo_history(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the visits inside the window."""
    with database(artefact) as db:
        db.need(_PAGES, ("z_pk", "zurl"))
        db.need(_VISITS, ("z_pk", "zdate", "zhistoryentry"))
        act = "coalesce(p.ZFAILEDTOLOAD, 0) = 0" if db.has(_PAGES, "zfailedtoload") else "1"
        inside = cocoa.CLOCK.inside("v.ZDATE", window)
        opened = 0
        for _, time, is_act, address in db.rows(_ROWS.format(act=act, address=text("p.ZURL"), inside=inside)):
            opened += 1
            at = cocoa.moment(time)
            if is_act and at and isinstance(address, str) and address:
                yield Visit(at, address, OnThisDevice.YES)
            elif is_act:
                db.doubt()
        yield Opened(opened)
        yield from cocoa.reach(db, "ZPAGEVISITMANAGEDOBJECT", "ZDATE")
        yield from db.remarks()
