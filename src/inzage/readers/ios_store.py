"""Apps that the App Store put on an iPhone or iPad (``storeSystem.db``), also those removed since.

iOS 14 and later, table ``app_install``; ``timestamp`` in seconds since 2001.

An act is an app (``bundle_id``), once, at its latest row: the queue holds a row per
installation or update, and an update says that the app was there. A row that sent the app
to another device (``remote_install``, a watch) is none. ``rows``: rows inside the window.

**On this device**: yes; the queue is the device's own. A new phone that takes over the
apps of the old one fetches them all on its first day. Old rows are dropped: no act here says
nothing. Met one real file, of iOS 16 (16 rows).

References: artefact facts 5, appendix B; iLEAPP ``storeSystem.py``
"""

from collections.abc import Iterator
from datetime import datetime

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import COCOA, Clock
from inzage.formats.extent import reach
from inzage.formats.programs import program_kind
from inzage.formats.sqlite import database, text
from inzage.mandate import DataClass
from inzage.observations import Installation, Observation, OnThisDevice, Opened, Remark
from inzage.readers import reader

_CLOCK = Clock(COCOA)
_ROWS = """
    SELECT i.rowid, i.timestamp, CASE WHEN {here} THEN {bundle} END
    FROM app_install AS i NOT INDEXED WHERE {inside}
"""


@reader(
    opens=DataClass.SOFTWARE,
    family="software",
    at=("Documents/Persistence/storeSystem.db",),
    elsewhere=("**/storeSystem.db",),
    met_real=True,
)
def ios_store(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the apps whose latest row lies inside the window."""
    latest: dict[str, datetime] = {}
    with database(artefact) as db:
        db.need("app_install", ("bundle_id", "timestamp"))
        opened, sent = 0, db.has("app_install", "remote_install")
        here = "coalesce(i.remote_install, 0) = 0" if sent else "1"
        query = _ROWS.format(here=here, bundle=text("i.bundle_id"), inside=_CLOCK.inside("i.timestamp", window))
        for _, time, bundle in db.rows(query):
            opened += 1
            at = _CLOCK.moment(time)
            if at and isinstance(bundle, str) and bundle:
                latest[bundle] = max(at, latest.get(bundle, at))
        for bundle, at in latest.items():
            yield Installation(at, program_kind(bundle), bundle, OnThisDevice.YES)
        yield Opened(opened)
        yield from reach(db, "app_install", "timestamp", _CLOCK)
        yield from db.remarks()
