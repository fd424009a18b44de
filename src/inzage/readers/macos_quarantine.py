"""Files that came in from outside, as macOS notes for every program: ``QuarantineEventsV2``.

An observation is one file that a program (a browser, a mail or chat program) brought in:
the address of the page and of the file itself, as far as the program told. ``rows`` are
the events inside the window. The address of the page stands first, that of the file last.

A browser's own list of downloads may hold the same act; hence the family of its own,
``download_trace``: it shows downloads whose own list was emptied, and is not to be added
to the other.

The list stays on its computer: all of it was done on this device. Has met a real file
(14 events).

References: https://github.com/log2timeline/plaso (``sqlite_plugins/ls_quarantine.py``)
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats import cocoa
from inzage.formats.sqlite import Database, database, names, text
from inzage.mandate import DataClass
from inzage.observations import Download, Observation, OnThisDevice, Opened, Remark
from inzage.readers import reader

_TABLE = "lsquarantineevent"
_KNOWN = names(
    "LSQuarantineEventIdentifier LSQuarantineTimeStamp LSQuarantineAgentBundleIdentifier LSQuarantineAgentName "
    "LSQuarantineDataURLString LSQuarantineSenderName LSQuarantineSenderAddress LSQuarantineTypeNumber "
    "LSQuarantineOriginTitle LSQuarantineOriginURLString LSQuarantineOriginAlias"
)
_TIME, _PAGE, _FILE = "lsquarantinetimestamp", "lsquarantineoriginurlstring", "lsquarantinedataurlstring"
_ROWS = """
    SELECT e.rowid, e.LSQuarantineTimeStamp, {page}, {file}
    FROM LSQuarantineEvent AS e NOT INDEXED WHERE {inside}
"""


@reader(
    opens=DataClass.DOWNLOADS,
    family="download_trace",
    at=("**/com.apple.LaunchServices.QuarantineEvents*",),
    met_real=True,
)
def macos_quarantine(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the files that came in inside the window."""
    with database(artefact) as db:
        db.need(_TABLE, (_TIME,))
        yield from db.compare(_TABLE, _KNOWN, (_PAGE, _FILE))
        opened = 0
        for _, time, page, file in db.rows(_query(db, window)):
            opened += 1
            at = cocoa.moment(time)
            if at:
                chain = tuple(one for one in (page, file) if isinstance(one, str) and one)
                yield Download(at, chain, OnThisDevice.YES)
        yield Opened(opened)
        yield from cocoa.reach(db, "LSQuarantineEvent AS e", "e.LSQuarantineTimeStamp")
        yield from db.remarks()


def _query(db: Database, window: Window) -> str:
    return _ROWS.format(
        page=text("e.LSQuarantineOriginURLString") if db.has(_TABLE, _PAGE) else "NULL",
        file=text("e.LSQuarantineDataURLString") if db.has(_TABLE, _FILE) else "NULL",
        inside=cocoa.CLOCK.inside("e.LSQuarantineTimeStamp", window),
    )
