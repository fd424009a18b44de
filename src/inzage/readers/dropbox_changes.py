"""Files that Dropbox brought up to the cloud or down to this computer (``sync_history.db``).

Windows and macOS, since 2021; table ``sync_history``, ``timestamp`` in Unix seconds. An act is a file that
was added, edited, moved or deleted. ``rows``: rows inside the window, folders too.

**On this device**: yes where it went up (``direction`` *upload*: it was changed here); no where it came
down from another device or person. Met one real file (6 rows).

References: artefact facts 7; plaso ``dropbox.py``
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import SECONDS, Clock
from inzage.formats.extent import reach
from inzage.formats.sqlite import database, text
from inzage.mandate import DataClass
from inzage.observations import FileTouched, Observation, OnThisDevice, Opened, Remark
from inzage.readers import reader

_CLOCK = Clock(SECONDS)
_ROWS = """
    SELECT s.rowid, s.timestamp, {kind}, {way}, CASE WHEN s.event_type = 'file' THEN {path} END
    FROM sync_history AS s NOT INDEXED WHERE {inside}
"""
_HERE = {"upload": OnThisDevice.YES, "download": OnThisDevice.NO}
_FILE = "file"


@reader(
    opens=DataClass.FILES_TOUCHED,
    family="files_touched",
    at=("Dropbox/instance*/sync_history.db",),
    elsewhere=("**/sync_history.db",),
    met_real=True,
)
def dropbox_changes(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the files that were brought up or down inside the window."""
    with database(artefact) as db:
        db.need("sync_history", ("event_type", "direction", "local_path", "timestamp"))
        inside = _CLOCK.inside("s.timestamp", window)
        query = _ROWS.format(
            kind=text("s.event_type"), way=text("s.direction"), path=text("s.local_path"), inside=inside
        )
        opened = 0
        for _, time, kind, way, path in db.rows(query):
            opened += 1
            at = _CLOCK.moment(time)
            if at and isinstance(path, str) and path:
                yield FileTouched(at, path, _HERE.get(str(way), OnThisDevice.UNKNOWN))
            elif kind == _FILE:
                db.doubt()
        yield Opened(opened)
        yield from reach(db, "sync_history", "timestamp", _CLOCK)
        yield from db.remarks()
