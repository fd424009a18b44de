"""Apps that are on an iPhone or iPad, by the list of its home screen: ``applicationState.db``.

Table ``kvs``: per app a packed value ``compatibilityInfo`` with where its program lies. An act is an app
that was added (its program lies under ``containers/Bundle/Application``); what came with the
system lies elsewhere and is none, nor is an app of which only other values are left.

**When**: the list says of no app when it came. It was *there* when the file was last written,
and that is its moment. ``rows``: such packed values, where that moment lies inside the window;
outside it none is opened.

**On this device**: yes. Has met no real file yet; tables as several independent readers name them.

References: https://github.com/abrignoni/iLEAPP (``applicationStateDB.py``); artefact facts 5
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats import apple_plist
from inzage.formats.apple_programs import counted
from inzage.formats.moments import Dated
from inzage.formats.saved import last_seen
from inzage.formats.sqlite import Database, database
from inzage.formats.trees import Fields, text
from inzage.mandate import DataClass
from inzage.observations import Installation, Observation, OnThisDevice, Remark
from inzage.readers import reader
from inzage.result import Unreadable

_ADDED = "/containers/Bundle/Application/"
_ROWS = """
    SELECT k.rowid, k.value FROM kvs AS k NOT INDEXED JOIN key_tab AS n ON n.id = k.key
    WHERE n.key = 'compatibilityInfo' AND k.value IS NOT NULL ORDER BY k.rowid
"""


@reader(
    opens=DataClass.SOFTWARE,
    family="software",
    at=("FrontBoard/applicationState.db",),
    elsewhere=("**/applicationState.db",),
)
def ios_app_state(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the apps that were there, if the file was last written inside the window."""
    with database(artefact) as db:
        db.need("kvs", ("application_identifier", "key", "value"))
        db.need("key_tab", ("id", "key"))
        at, dated = last_seen(artefact), Dated(window)
        if at is None:
            db.doubt()
        if at and window.start <= at < window.end:
            for _, packed in db.raw_rows(_ROWS):
                described = _described(db, packed)
                app = text(described, "bundleIdentifier")
                kind = counted(app) if _ADDED in text(described, "bundlePath") else None
                if dated.inside(at) and kind:
                    yield Installation(at, kind, app, OnThisDevice.YES)
        yield from dated.remarks()
        yield from db.remarks()


def _described(db: Database, packed: object) -> Fields:
    try:
        return apple_plist.archived(packed if isinstance(packed, bytes) else b"")
    except Unreadable:
        db.doubt()
        return {}
